// Sources of one prefix held against each other, then the longest match.

#include "solver/routing/table.hpp"

#include <algorithm>

#include "solver/routing/resolution.hpp"
#include "solver/routing/simulate.hpp"

namespace routing {

using namespace network;

namespace {

/// What is local forwards nothing.
void add_next_hop_links(const ShortestPaths& paths, NodeId node, const Candidate& candidate,
                        std::vector<LinkId>& links) {
    if (candidate.local())
        return;
    if (const auto found = resolve(paths, paths.network()[candidate.session], node, candidate.route.next_hop))
        links.insert(links.end(), found->links.begin(), found->links.end());
}

bool stands(const Network& network, const State& state, const StaticRoute& route) {
    if (std::ranges::any_of(route.fails_with, [&](FailureId group) { return is_down(network, group, state.failed); }))
        return false;
    const auto* via = std::get_if<ViaLink>(&route.next_hop);
    return !via || via->permanent || is_up(network, via->link, state.failed);
}

/// The static routes of exactly `prefix` that are up and of the least distance, by index.
std::vector<std::size_t> winning_statics(const Network& network, const State& state, NodeId node,
                                         const Prefix& prefix) {
    const auto& routes = network[node].static_routes;
    std::vector<std::size_t> least;
    for (std::size_t i = 0; i < routes.size(); ++i) {
        if (routes[i].prefix != prefix || !stands(network, state, routes[i]))
            continue;
        if (!least.empty() && routes[i].distance < routes[least.front()].distance)
            least.clear();
        if (least.empty() || routes[i].distance == routes[least.front()].distance)
            least.push_back(i);
    }
    return least;
}

/// The node's choice for exactly `prefix`, if it has a route.
const Choice* chosen(const State& state, NodeId node, const Prefix& prefix) {
    const PrefixState* of_prefix = state.find(prefix);
    return of_prefix && of_prefix->choices[node.index()].best ? &of_prefix->choices[node.index()] : nullptr;
}

/// The same if it is learned: what is only its own forwards nothing.
const Choice* learned(const State& state, NodeId node, const Prefix& prefix) {
    const Choice* choice = chosen(state, node, prefix);
    return choice && !choice->best->local() ? choice : nullptr;
}

std::uint32_t distance(const Network& network, NodeId node, const Choice& choice) {
    return network.internal(network[choice.best->session]) ? network[node].internal_distance
                                                           : network[node].external_distance;
}

/// Load is shared with a null route only if several static routes say so; each discard is a branch of its own.
Table static_table(const Network& network, const State& state, NodeId node, const Prefix& prefix,
                   std::vector<std::size_t> winners) {
    const auto& routes = network[node].static_routes;
    Table table{Table::Source::static_route, prefix, {}, false, routes[winners.front()].span,
                routes[winners.front()].distance};
    for (const std::size_t i : winners) {
        if (const auto* via = std::get_if<ViaLink>(&routes[i].next_hop)) {
            if (is_up(network, via->link, state.failed))
                table.links.push_back(via->link);
            continue;
        }
        if (!table.discards && !table.unreachable)
            table.responsible = routes[i].span;
        (std::get<Discard>(routes[i].next_hop).unreachable ? table.unreachable : table.discards) = true;
    }
    table.static_routes = std::move(winners);
    return table;
}

void tidy(std::vector<LinkId>& links) {
    std::sort(links.begin(), links.end());
    links.erase(std::unique(links.begin(), links.end()), links.end());
}

} // namespace

Table table_without_ospf(const Network& network, const ShortestPaths& paths, const State& state, NodeId node,
                         const Prefix& prefix) {
    for (const OwnedPrefix& owned : network[node].owns)
        if (owned.prefix == prefix)
            return {Table::Source::own, prefix, {}, false, owned.span};
    auto fixed = winning_statics(network, state, node, prefix);
    const Choice* bgp = learned(state, node, prefix);
    Table table;
    if (!fixed.empty() && (!bgp || network[node].static_routes[fixed.front()].distance <= distance(network, node, *bgp))) {
        table = static_table(network, state, node, prefix, std::move(fixed));
    } else if (bgp) {
        table = {Table::Source::bgp, prefix, {}, false, {}, distance(network, node, *bgp)};
        for (const Candidate& candidate : bgp->multipath)
            add_next_hop_links(paths, node, candidate, table.links);
    }
    tidy(table.links);
    return table;
}

namespace {

/// At a node that is up.
Table routed_table(const Network& network, const ShortestPaths& paths, const State& state, NodeId node, const Prefix& prefix) {
    Table table = table_without_ospf(network, paths, state, node, prefix);
    if (!network[node].ospf || table.source == Table::Source::own ||
        (table.source != Table::Source::none && table.distance <= network[node].ospf->distance))
        return table;
    auto route = ospf_route(network, paths, state, node, prefix);
    if (!route)
        return table;
    Table used{Table::Source::ospf, prefix, route->links, false, {}, network[node].ospf->distance};
    used.ospf = std::move(route);
    return used;
}

} // namespace

Table exact_table(const Network& network, const ShortestPaths& paths, const State& state, NodeId node,
                  const Prefix& prefix) {
    if (!is_up(network, node, state.failed))
        return {};
    Table table = routed_table(network, paths, state, node, prefix);
    // What it announces of the networks that it stands for, it takes in.
    if (table.source == Table::Source::none && network[node].beyond && chosen(state, node, prefix)) {
        table.source = Table::Source::own;
        table.prefix = prefix;
    }
    return table;
}

Table lookup(const Network& network, const ShortestPaths& paths, const State& state, NodeId node, Address destination) {
    if (!is_up(network, node, state.failed))
        return {};
    for (int length = 32; length >= 0; --length) {
        const std::uint32_t mask = length == 0 ? 0 : ~std::uint32_t{0} << (32 - length);
        const Prefix prefix{Address{destination.bits & mask}, static_cast<std::uint8_t>(length)};
        Table table = exact_table(network, paths, state, node, prefix);
        if (table.source != Table::Source::none)
            return table;
    }
    return {};
}

Table lookup(const Network& network, const State& state, NodeId node, Address destination) {
    return lookup(network, ShortestPaths(network, state.failed), state, node, destination);
}

} // namespace routing
