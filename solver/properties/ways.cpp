// Small searches over the oracle's walks.

#include "solver/properties/ways.hpp"

#include <algorithm>

#include "solver/routing/simulate.hpp"

namespace properties {

using network::NodeId;
using routing::Walk;

bool delivered_at(const Walk& walk, NodeId node) {
    return walk.ending == routing::Ending::delivered && walk.at() == node;
}

bool both_up(const network::Network& network, const Pair& pair, const network::FailureSet& failed) {
    return routing::is_up(network, pair.from.node, failed) && routing::is_up(network, pair.to.node, failed);
}

bool joined(const network::Network& network, const network::FailureSet& failed, NodeId from, NodeId to) {
    const network::Adjacency adjacency(network);
    std::vector<bool> seen(network.nodes.size());
    std::vector<NodeId> open{from};
    seen[from.index()] = true;
    while (!open.empty() && !seen[to.index()]) {
        const NodeId node = open.back();
        open.pop_back();
        for (const network::LinkId link : adjacency.links[node.index()])
            if (const NodeId next = network[link].to;
                !seen[next.index()] && routing::is_up(network, link, failed)) {
                seen[next.index()] = true;
                open.push_back(next);
            }
    }
    return seen[to.index()];
}

std::size_t shown_in_traces(const network::Network& network, const Walk& walk) {
    return static_cast<std::size_t>(std::ranges::count_if(
        walk.hops, [&](const routing::Hop& hop) { return network[hop.node].in_traces; }));
}

std::optional<Walk> find_walk(const network::Network& network, const routing::State& state, NodeId from,
                              const network::Packet& packet, const Walk* answered,
                              const std::function<bool(const Walk&)>& wanted) {
    std::optional<Walk> found;
    routing::walks(network, state, from, packet, answered, [&](const Walk& walk) {
        if (wanted(walk))
            found = walk;
        return !found;
    });
    return found;
}

Walk seen_everywhere(const network::Network& network, Walk branch) {
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        branch.hops.push_back({NodeId::at(i), {}, {}});
    return branch;
}

std::string ending_code(const Walk& walk, NodeId wanted) {
    if (walk.ending == routing::Ending::delivered && walk.at() != wanted)
        return "delivered-elsewhere";
    return std::string(routing::code(walk.ending));
}

bool crosses(const network::Network& network, const Walk& walk, network::TransportId transport) {
    return std::ranges::any_of(walk.hops, [&](const routing::Hop& hop) {
        return hop.by.known() && network[hop.by].transport == transport;
    });
}

std::string names(const network::Network& network, const Walk& walk) {
    std::string text;
    for (const routing::Hop& hop : walk.hops)
        text += (text.empty() ? "" : " > ") + network[hop.node].name;
    return text;
}

} // namespace properties
