// By the oracle's tables and decisions.

#include "solver/properties/several_states.hpp"

#include <algorithm>

#include "solver/routing/candidates.hpp"
#include "solver/routing/table.hpp"

namespace properties {

using network::FailureSet;
using network::Network;
using network::NodeId;
using network::SessionId;
using routing::PrefixState;

std::vector<NodeId> forwarding_otherwise(const Network& network, const FailureSet& failed, const PrefixState& a,
                                         const PrefixState& b) {
    const routing::ShortestPaths paths(network, failed);
    const routing::State one{failed, {a}}, other{failed, {b}};
    std::vector<NodeId> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const auto here = routing::exact_table(network, paths, one, NodeId::at(i), a.prefix);
        const auto there = routing::exact_table(network, paths, other, NodeId::at(i), a.prefix);
        if (here.links != there.links || here.discards != there.discards)
            result.push_back(NodeId::at(i));
    }
    return result;
}

namespace {

/// Whether the node, given what the others hold, may choose what came over the session.
bool may_choose(const routing::Health& health, const PrefixState& state, NodeId node, SessionId session) {
    const auto candidates = routing::candidates_at({health, state.prefix}, state.choices, node);
    return !candidates.empty() &&
           std::ranges::any_of(routing::decide(health, node, candidates).best,
                               [&](std::size_t i) { return candidates[i].session == session; });
}

} // namespace

std::vector<NodeId> choosing_otherwise(const Network& network, const FailureSet& failed, const PrefixState& a,
                                       const PrefixState& b) {
    const routing::Health health(network, failed);
    std::vector<NodeId> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const auto node = NodeId::at(i);
        const auto &one = a.choices[i].best, &other = b.choices[i].best;
        if (one && other && one->session != other->session && may_choose(health, a, node, other->session) &&
            may_choose(health, b, node, one->session))
            result.push_back(node);
    }
    return result;
}

} // namespace properties
