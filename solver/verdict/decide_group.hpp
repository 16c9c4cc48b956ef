#pragma once
// The questions of one claim that depend on the same prefixes, asked as one query first and singly only to
// find the smallest violation and to count.

#include <set>

#include "solver/verdict/convergence.hpp"
#include "solver/verdict/minimize.hpp"
#include "solver/verdict/replay.hpp"

namespace verdict {

/// How the questions of one group were answered.
struct GroupAnswer {
    std::optional<Violation> violation;
    std::string why_unknown;     ///< empty unless some answer was not definite
    bool bound_reached = false;  ///< ... because the encoding's bound on AS paths may be too low
    std::set<std::size_t> pairs; ///< pairs found violated
    bool counted = true;         ///< `pairs` are all of them
};

class Group {
public:
    Group(properties::Setting& setting, const properties::Claim& claim,
          std::vector<const properties::Question*> questions, const Convergence& convergence,
          const Settings& settings, std::string name);

    /// With `best`, only violations by fewer failures than it are worth minimising.
    GroupAnswer answer(const std::optional<Violation>& best);
    const smt::Statistics& statistics() const { return inquiry_.statistics(); }
    std::size_t candidates() const { return inquiry_.candidates(); }

private:
    using Terms = std::vector<smt::Term>;
    smt::Answer any_violation(GroupAnswer& answer);
    std::optional<Violation> genuine(GroupAnswer& answer, const Terms& limits);
    std::optional<Violation> fewest_genuine(GroupAnswer& answer);
    Violation minimised(const Terms& query);
    Violation smallest(const Violation& seen);
    std::optional<Violation> as_documented();
    Violation nicest(const properties::Question& question, Violation violation, const Terms& assumptions);
    void count_pairs(GroupAnswer& answer);
    Terms statements() const;
    const properties::Question& shown_by_model() const;

    properties::Setting* setting_;
    const properties::Claim* claim_;
    std::vector<const properties::Question*> questions_;
    Inquiry inquiry_;
    Terms real_; // assumptions of every query: no overflow
    bool exact_ = true;
};

} // namespace verdict
