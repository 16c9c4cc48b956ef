#pragma once
// Whether routing has a stable state under every failure set of a budget. "For all failures there is a state"
// is no single query, so proofs that need no search come first.

#include <string>
#include <vector>

#include "solver/network/ties.hpp"
#include "solver/verdict/decide.hpp"

namespace verdict {

/// A prefix that has no stable state when just these groups are down: the smallest such set.
struct Unsettled {
    network::Prefix prefix;
    network::FailureSet failed;
};

/// `routing to 10.0.0.0/24 does not settle under {`a--b`}`.
std::string restless(const network::Network& network, const Unsettled& unsettled);

/// What is known of a budget.
struct Convergence {
    std::vector<Unsettled> unsettled;
    std::string why_unknown; ///< empty unless some prefix was not decided
    std::string decided_by;
    Statistics statistics;
    bool holds() const { return unsettled.empty() && why_unknown.empty(); }
    std::vector<network::Prefix> prefixes() const;
};

Convergence check_convergence(const network::Network& network, const network::FailureBudget& budget,
                              const Settings& settings);

/// The budget without the groups whose failure only changes what nodes learn that advertise nothing themselves.
network::FailureBudget that_may_unsettle(const network::Network& network, network::FailureBudget budget);
/// The budget without announcements of other prefixes, and at most one of this by each node.
network::FailureBudget that_may_unsettle(const network::Network& network, network::FailureBudget budget,
                                         const network::Prefix& prefix);

/// Failure sets that are looked at one by one before a prefix is given up as unknown.
inline constexpr std::uint64_t most_failure_sets = 2'000'000;

/// How one prefix was decided, or several that are tied together.
struct PrefixAnswer {
    std::optional<network::FailureSet> unsettled;
    std::string why_unknown, proof;
    Statistics statistics;
};
/// Prefixes that depend on each other through conditions: every failure set is looked at.
PrefixAnswer settle_tied(const network::Network& network, const network::Tied& group,
                         const network::FailureBudget& budget, const Settings& settings);

void add(Statistics& sum, const Statistics& more);

/// Nothing known, nothing claimed: what `Settings::convergence = false` means.
inline Convergence unchecked_convergence() { return {}; }

/// The groups that have to stay up for `state` to stay stable when more groups fail; nothing where taking
/// routes away may change a choice among the others (MED).
std::optional<network::FailureSet> used_by(const network::Network& network, const network::FailureSet& failed,
                                           const routing::PrefixState& state);

} // namespace verdict
