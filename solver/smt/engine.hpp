#pragma once
// A clause solver with a clock: Z3's C API reduced to what the translation needs. Literals are signed
// variable numbers from 1, as in DIMACS. Z3's errors end here: they become `Answer::gave_up`.

#include <memory>
#include <span>
#include <vector>

#include "solver/smt/solver.hpp"

namespace smt {

/// One Z3 context with one solver of logic `QF_FD`.
class Engine {
public:
    Engine();
    ~Engine();

    int new_variable();
    void clause(std::span<const int> literals);
    /// `seconds` 0: no bound.
    Answer check(std::span<const int> assumptions, double seconds);
    bool value(int variable) const; ///< after `satisfiable`; false where Z3 left it open
    std::vector<int> core() const;  ///< after `unsatisfiable`: not to be trusted before it is re-checked
    /// An interrupted context may stay interrupted: then it must not be asked again.
    bool spent() const;

private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
};

} // namespace smt
