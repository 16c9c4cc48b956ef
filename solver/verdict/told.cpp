// The one place that decides what a told way leaves out.

#include "solver/verdict/told.hpp"

#include <algorithm>

namespace verdict {

using namespace network;

namespace {

constexpr std::string_view arrivals = "/inbound";

/// Whether a link is something with a name of its own, a tunnel, and not just the way between two nodes.
bool has_own_name(const Network& network, const Link& link) {
    const bool breaks_alone =
        std::ranges::any_of(link.fails_with, [&](FailureId id) { return network[id].name == link.name; });
    return link.transport && breaks_alone && network[link.from].name != link.name &&
           network[link.to].name != link.name;
}

void add(std::vector<std::string>& names, std::string name) {
    if (names.empty() || names.back() != name)
        names.push_back(std::move(name));
}

} // namespace

std::string told_name(const Network& network, NodeId node) {
    const std::string& name = network[node].name;
    if (network[node].in_traces || !name.ends_with(arrivals))
        return name;
    return name.substr(0, name.size() - arrivals.size());
}

bool is_fabric(const Network& network, NodeId node) {
    const Node& it = network[node];
    return !it.in_traces && it.forwards && !it.asn && it.owns.empty() && it.hosts.empty() &&
           it.filter.empty() && !it.static_routes.empty() &&
           std::ranges::all_of(it.static_routes, [](const StaticRoute& route) { return route.label.hidden; });
}

std::vector<NodeId> places(const Network& network, const std::vector<NodeId>& nodes) {
    std::vector<NodeId> all;
    for (NodeId node : nodes) {
        if (is_fabric(network, node))
            continue;
        if (const std::string name = told_name(network, node); name != network[node].name)
            if (const NodeId subnet = network.find_node(name); subnet.known())
                node = subnet;
        if (all.empty() || all.back() != node)
            all.push_back(node);
    }
    return all;
}

std::vector<std::string> told_names(const Network& network, const std::vector<NodeId>& nodes) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (i == 0 || i + 1 == nodes.size() || !is_fabric(network, nodes[i]))
            add(names, told_name(network, nodes[i]));
    return names;
}

std::vector<std::string> told_names(const Network& network, const routing::Walk& walk) {
    std::vector<std::string> names;
    for (const routing::Hop& hop : walk.hops) {
        if (hop.by.known() && has_own_name(network, network[hop.by]))
            add(names, network[hop.by].name);
        if (&hop == &walk.hops.front() || &hop == &walk.hops.back() || !is_fabric(network, hop.node))
            add(names, told_name(network, hop.node));
    }
    return names;
}

std::vector<std::string> stations(const Network& network, const routing::Walk& walk) {
    std::vector<std::string> names;
    for (const routing::Hop& hop : walk.hops) {
        if (hop.by.known() && has_own_name(network, network[hop.by]))
            names.push_back(network[hop.by].name);
        names.push_back(network[hop.node].name);
    }
    return names;
}

} // namespace verdict
