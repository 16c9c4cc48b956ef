#pragma once
// Two stable states of one prefix under the same failures, concretely. Conditions may differ between them.

#include <vector>

#include "solver/network/network.hpp"
#include "solver/routing/route.hpp"

namespace properties {

/// The nodes whose tables for exactly the prefix differ in next-hop links, or in whether they discard.
std::vector<network::NodeId> forwarding_otherwise(const network::Network& network, const routing::State& a,
                                                  const routing::State& b, const network::Prefix& prefix);
/// The nodes whose bests a free choice alone tells apart: they came over different sessions, and in each of the two
/// states the other one was left to choose as well.
std::vector<network::NodeId> choosing_otherwise(const network::Network& network, const routing::State& a,
                                                const routing::State& b, const network::Prefix& prefix);

} // namespace properties
