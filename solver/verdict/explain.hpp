#pragma once
// From a replayed scenario to a story: healthy path beside the failed one, the node where they part, its
// table in both, the responsible line, the reason code, whether it is the only reason. Works on the oracle
// alone.

#include <functional>

#include "solver/network/network.hpp"
#include "solver/properties/claim.hpp"
#include "solver/verdict/result.hpp"

namespace verdict {

/// What the replay hands over: the state of the scenario, of the healthy network, and the packet's ways.
struct Replay {
    routing::State state;   ///< the stable state in which the claim is violated
    routing::State healthy; ///< one stable state without failures (as `state` if nothing failed)
    std::optional<routing::State> second = {}; ///< of `unique-state`: another stable state of the scenario
};

/// Says whether the claim holds in a changed network, over all of its scenarios.
using Redecide = std::function<Verdict(const network::Network&)>;

/// Fills everything of `counterexample` beyond failed, from, to, packet, there, back and replayed.
void explain(const network::Network& network, const properties::Claim& claim, const Replay& replay,
             const Redecide& redecide, Counterexample& counterexample);

/// Compares the model with what was observed on the real network.
Observed observe(const network::Network& network, const properties::Observation& observation);

} // namespace verdict
