// By the oracle's tables and decisions.

#include "solver/properties/several_states.hpp"

#include <algorithm>

#include "solver/routing/candidates.hpp"
#include "solver/routing/table.hpp"

namespace properties {

using network::Network;
using network::NodeId;
using network::SessionId;
using network::Prefix;
using routing::PrefixState;
using routing::State;

std::vector<NodeId> forwarding_otherwise(const Network& network, const State& a, const State& b, const Prefix& prefix) {
    const routing::ShortestPaths paths_a(network, a.failed), paths_b(network, b.failed);
    std::vector<NodeId> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const auto here = routing::exact_table(network, paths_a, a, NodeId::at(i), prefix);
        const auto there = routing::exact_table(network, paths_b, b, NodeId::at(i), prefix);
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

std::vector<NodeId> choosing_otherwise(const Network& network, const State& a, const State& b, const Prefix& prefix) {
    const routing::Health health_a(network, a.failed), health_b(network, b.failed);
    const PrefixState &of_a = *a.find(prefix), &of_b = *b.find(prefix);
    std::vector<NodeId> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const auto node = NodeId::at(i);
        const auto &one = of_a.choices[i].best, &other = of_b.choices[i].best;
        if (one && other && one->session != other->session && may_choose(health_a, of_a, node, other->session) &&
            may_choose(health_b, of_b, node, one->session))
            result.push_back(node);
    }
    return result;
}

} // namespace properties
