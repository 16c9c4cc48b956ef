#pragma once
// Two stable states of one prefix under the same failures, concretely.

#include <vector>

#include "solver/network/network.hpp"
#include "solver/routing/route.hpp"

namespace properties {

/// The nodes whose tables for exactly the prefix differ in next-hop links, or in whether they discard.
std::vector<network::NodeId> forwarding_otherwise(const network::Network& network, const network::FailureSet& failed,
                                                  const routing::PrefixState& a, const routing::PrefixState& b);
/// The nodes whose bests a free choice alone tells apart: they came over different sessions, and in each of the two
/// states the other one was left to choose as well.
std::vector<network::NodeId> choosing_otherwise(const network::Network& network, const network::FailureSet& failed,
                                                const routing::PrefixState& a, const routing::PrefixState& b);

} // namespace properties
