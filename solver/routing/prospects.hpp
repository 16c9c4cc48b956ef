#pragma once
// How good an offer could be at best, whatever the nodes choose: bounds that let the search discard a session
// before its peer's route is known.

#include <utility>
#include <vector>

#include "solver/routing/route.hpp"

namespace routing {

/// For each session and receiver, a candidate whose attributes are, one by one, at least as good as those of
/// any route that could ever arrive there: the greatest weight and local preference that a policy sets, the
/// least AS-path length from any origin, origin IGP, MED 0, no reflection, the originator of the lowest router id. It has
/// no next hop.
class Prospects {
public:
    Prospects(const network::Network& network, const network::Prefix& prefix);
    const Candidate& over(network::SessionId session, network::NodeId receiver) const;

private:
    const network::Network* network_;
    std::vector<std::pair<Candidate, Candidate>> best_; ///< at end a, at end b
};

} // namespace routing
