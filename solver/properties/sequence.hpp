#pragma once
// What a branch and the answer's branch cross, in order: labels on links (a transport, the node a link leads
// to), repetitions in a row counted once. The solver picks the place where the two differ.

#include <vector>

#include "solver/encode/branch.hpp"

namespace properties {

/// The label of each link when crossed in this direction; 0: none.
using Labels = std::vector<std::size_t>;

/// True iff the labels along `there` differ from the labels along `back` read from its end. `labels_there`
/// are of links as `there` crosses them, `labels_back` as `back` does. `back` leads from where `there` ends to where
/// it begins. Means something where both branches exist.
class Differing {
public:
    Differing(const encode::Branch& there, const Labels& labels_there, const encode::Branch& back,
              const Labels& labels_back, std::size_t first);
    smt::Term term() const { return term_; }
    const std::vector<encode::Equation>& equations() const { return equations_; }

private:
    smt::Term term_;
    std::vector<encode::Equation> equations_;
};

} // namespace properties
