#pragma once
// Concrete questions about packets in one state, for replays.

#include <functional>
#include <optional>

#include "solver/properties/claim.hpp"
#include "solver/routing/forward.hpp"

namespace properties {

bool delivered_at(const routing::Walk& walk, network::NodeId node);
/// Both nodes are up under `failed`.
bool both_up(const network::Network& network, const Pair& pair, const network::FailureSet& failed);
/// Some path of up links leads from one node to the other.
bool joined(const network::Network& network, const network::FailureSet& failed, network::NodeId from,
            network::NodeId to);
/// How many of its locations show in traces, the ends included.
std::size_t shown_in_traces(const network::Network& network, const routing::Walk& walk);
/// The first branch that `wanted` accepts.
std::optional<routing::Walk> find_walk(const network::Network& network, const routing::State& state,
                                       network::NodeId from, const network::Packet& packet,
                                       const routing::Walk* answered,
                                       const std::function<bool(const routing::Walk&)>& wanted);
/// The branch, and after it every node: what an answer to it needs so that no stateful node stops it.
routing::Walk seen_everywhere(const network::Network& network, routing::Walk branch);
/// The code of how a walk that should have been delivered at `wanted` ended.
std::string ending_code(const routing::Walk& walk, network::NodeId wanted);
bool crosses(const network::Network& network, const routing::Walk& walk, network::TransportId transport);
/// `fw > ce1 > spoke`.
std::string names(const network::Network& network, const routing::Walk& walk);

} // namespace properties
