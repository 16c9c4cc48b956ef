#pragma once
// One solver for questions that depend on the same prefixes.

#include <string>
#include <vector>

#include "solver/properties/setting.hpp"
#include "solver/smt/solver.hpp"
#include "solver/verdict/decide.hpp"

namespace verdict {

/// Requires the budget, the routing of every prefix that matters and the equations of the questions' parts;
/// every query is then about which of the questions' statements can be true.
class Inquiry {
public:
    Inquiry(properties::Setting& setting, const std::vector<const properties::Question*>& questions,
            const std::vector<network::Prefix>& unsettled, const Settings& settings, std::string name);

    smt::Answer ask(std::string_view query, std::vector<smt::Term> assumptions);
    const smt::Model& model() const { return solver_.model(); }
    properties::Setting& setting() const { return *setting_; }
    /// Some route may be longer than what was encoded; `no` where every route was.
    smt::Term overflow() const { return overflow_; }
    /// The failure groups that are down in the model, and those that may be; conditions are neither.
    network::FailureSet failed() const;
    const std::vector<network::FailureId>& may_fail() const { return may_fail_; }
    smt::Term down(network::FailureId group) const { return setting_->failures().down[group.index()]; }
    /// Exactly these are down, as assumptions.
    std::vector<smt::Term> exactly(const network::FailureSet& failed) const;
    /// No longer the scenario of the model: other failures, or another state of a prefix that matters.
    void exclude(const properties::Question& question);
    const smt::Statistics& statistics() const { return solver_.statistics(); }
    std::size_t candidates() const { return candidates_; }
    void dump(std::string_view query, const std::vector<smt::Term>& assumptions) const;

private:
    properties::Setting* setting_;
    std::string name_, dump_folder_;
    smt::Solver solver_;
    smt::Term overflow_ = smt::no;
    std::vector<network::FailureId> may_fail_;
    std::size_t candidates_ = 0;
};

} // namespace verdict
