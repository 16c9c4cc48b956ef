#pragma once
// What the readings of single properties share.

#include <algorithm>
#include <string>
#include <vector>

#include "solver/verdict/result.hpp"
#include "tests/random/agree.hpp"
#include "tests/random/brute.hpp"

namespace random_networks {

constexpr network::Address ten(std::uint32_t third, std::uint32_t last) {
    return network::Address{(10u << 24) | (third << 8) | last};
}
/// `looked_at()`, and one address of each prefix that none of those lies in: loopbacks, say.
std::vector<network::Address> everywhere(const network::Network& network);
/// Of `looked_at()`, those of an end.
const std::vector<network::Address>& addresses(const properties::Endpoint& end);

inline bool among(const std::vector<network::NodeId>& nodes, network::NodeId node) {
    return std::ranges::find(nodes, node) != nodes.end();
}
inline bool delivered_at(const routing::Walk& walk, network::NodeId at) {
    return walk.ending == routing::Ending::delivered && walk.at() == at;
}

/// Empty, or a packet of the range that the counterexample tells of which does not go the ways of the one it followed.
std::string range_disagrees(const network::Network& network, const verdict::Counterexample& found);

/// With `about`, only the prefixes that contain one of these addresses: all that packets to them can depend on.
Scenario scenario_of(const network::Network& network, const network::FailureSet& failed,
                     const std::vector<network::Address>* about = nullptr);

}  // namespace random_networks
