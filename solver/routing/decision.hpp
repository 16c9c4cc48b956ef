#pragma once
// The decision process as eliminations (`specs/semantics.md` §4).

#include <cstddef>
#include <optional>
#include <vector>

#include "solver/routing/health.hpp"
#include "solver/routing/route.hpp"

namespace routing {

/// What the eliminations of one node left of its candidates, as indices into them.
struct Decided {
    std::vector<std::size_t> best;      ///< any of them may be the best: one, unless age chose (`oldest`, `oldest_external`)
    std::vector<std::size_t> multipath; ///< what survived the first `multipath_after` eliminations
    bool same_neighbour = false;        ///< of `multipath` only what has the best's neighbour AS forwards
    bool only_best_forwards = true;     ///< no multipath: `multipath` is without meaning
    std::vector<std::optional<network::Criterion>> removed_by; ///< per candidate, unknown for survivors
};

/// Of valid candidates. Throws `std::logic_error` if the node's order leaves several candidates without ending in `oldest`.
Decided decide(const Health& health, network::NodeId node, const std::vector<Candidate>& candidates);

/// The choice in which `best`, one of `decided.best`, is the best.
Choice choice_of(const std::vector<Candidate>& candidates, const Decided& decided, std::size_t best);

/// Whether `rival`, valid at the node, makes it impossible that `best` is chosen there, whatever else is on
/// offer. Never true wrongly; may be false where only more candidates would tell. A candidate without a next hop stands
/// for any: its metric is the least there is.
bool surely_beats(const Health& health, network::NodeId node, const Candidate& rival, const Candidate& best);

} // namespace routing
