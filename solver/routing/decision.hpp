#pragma once
// The decision process as eliminations (`specs/semantics.md` §4).

#include <cstddef>
#include <optional>
#include <vector>

#include "solver/routing/health.hpp"
#include "solver/routing/route.hpp"

namespace routing {

/// What the decision of one node makes of its candidates, as indices into them.
struct Decided {
    std::vector<std::size_t> best; ///< any of them may be the best: one, unless age or the order of arrival chooses
    std::vector<std::vector<std::size_t>> forwards; ///< beside `best`: the multipath set of each
    std::vector<std::optional<network::Criterion>> removed_by; ///< per candidate, unknown for survivors
};

/// Of valid candidates. Throws `std::logic_error` if the node's order leaves several candidates without leaving the choice open.
Decided decide(const Health& health, network::NodeId node, const std::vector<Candidate>& candidates);

/// The choice in which `best`, one of `decided.best`, is the best.
Choice choice_of(const std::vector<Candidate>& candidates, const Decided& decided, std::size_t best);

/// What `other` lost by when `best`, one of `decided.best`, was chosen.
network::Criterion why_not(const Health& health, network::NodeId node, const std::vector<Candidate>& candidates,
                           const Decided& decided, std::size_t best, std::size_t other);

/// Whether `rival`, valid at the node, makes it impossible that `best` is chosen there, whatever else is on
/// offer. Never true wrongly; may be false where only more candidates would tell. A candidate without a next hop stands
/// for any: its metric is the least there is.
bool surely_beats(const Health& health, network::NodeId node, const Candidate& rival, const Candidate& best);

} // namespace routing
