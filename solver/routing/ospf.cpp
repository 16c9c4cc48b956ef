// The least of what others announce.

#include "solver/routing/ospf.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include <fmt/format.h>

#include "solver/routing/next_hops.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/routing/table.hpp"

namespace routing {

using namespace network;

namespace {

bool owns(const Node& node, const Prefix& prefix) {
    return std::ranges::find(node.owns, prefix, &OwnedPrefix::prefix) != node.owns.end();
}

std::vector<OspfPlace> places(const Network& network, const Prefix& prefix) {
    std::vector<OspfPlace> found;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        for (const OwnedPrefix& owned : network.nodes[i].owns)
            if (network.nodes[i].ospf && owned.prefix == prefix)
                found.push_back({NodeId::at(i), owned.ospf_area, 0});
    return found;
}

/// How one node tells OSPF of a prefix that is not OSPF's.
struct External {
    bool type_1;
    std::uint32_t metric;
};

bool from_this(Redistribution::From from, const Network& network, const State& state, NodeId node,
               const Table& table) {
    const auto plain = [&](std::size_t i) {
        const StaticRoute& route = network[node].static_routes[i];
        const auto* discard = std::get_if<Discard>(&route.next_hop);
        return route.label.source.empty() && !(discard && discard->unreachable);
    };
    switch (from) {
    case Redistribution::From::connected:
        return table.source == Table::Source::own;
    case Redistribution::From::static_routes:
        return table.source == Table::Source::static_route && std::ranges::any_of(table.static_routes, plain);
    case Redistribution::From::bgp:
        break;
    }
    if (table.source != Table::Source::bgp)
        return false;
    const Choice& choice = state.find(table.prefix)->choices[node.index()];
    return !network.internal(network[choice.best->session]);
}

bool lets_through(const Redistribution& redistribution, const Prefix& prefix) {
    return redistribution.only.empty() ||
           std::ranges::any_of(redistribution.only, [&](const PrefixRange& it) { return it.matches(prefix); });
}

/// Whether the node announces the default route, which `table` holds or not.
bool originates_default(const Network& network, const State& state, NodeId node, const Table& table) {
    using From = Redistribution::From;
    switch (network[node].ospf->originates_default) {
    case Ospf::Default::no:
        return false;
    case Ospf::Default::always:
        return true;
    case Ospf::Default::if_installed:
        break;
    }
    return (table.source == Table::Source::static_route && !table.only_unreachable()) ||
           from_this(From::bgp, network, state, node, table);
}

std::vector<External> announced(const Network& network, const ShortestPaths& paths, const State& state, NodeId node,
                                const Prefix& prefix) {
    const Ospf& ospf = *network[node].ospf;
    const bool default_route = prefix.length == 0 && ospf.originates_default != Ospf::Default::no;
    if ((ospf.redistributes.empty() && !default_route) || !is_up(network, node, state.failed))
        return {};
    const Table table = table_without_ospf(network, paths, state, node, prefix);
    const bool tells = table.source != Table::Source::none && table.distance <= ospf.distance;
    std::vector<External> found;
    for (const Redistribution& it : ospf.redistributes)
        if (tells && prefix.length > 0 && lets_through(it, prefix) && from_this(it.from, network, state, node, table))
            found.push_back({it.type_1, it.metric});
    if (default_route && originates_default(network, state, node, tells ? table : Table{}))
        found.push_back({false, ospf.default_metric});
    return found;
}

OspfRoute external(const External& it, const ShortestPaths::Way& way) {
    if (it.type_1)
        return {OspfType::external_1, way.cost + it.metric, way.cost, way.first};
    return {OspfType::external_2, it.metric, way.cost, way.first};
}

/// Type 2 alone looks at the distance after the metric.
auto rank(const OspfRoute& route) {
    return std::tuple(route.type, route.metric, route.type == OspfType::external_2 ? route.distance : 0);
}

void consider(std::optional<OspfRoute>& best, OspfRoute route) {
    if (!best || rank(route) < rank(*best))
        best = std::move(route);
    else if (rank(route) == rank(*best)) {
        best->distance = std::min(best->distance, route.distance);
        unite(best->links, route.links);
    }
}

} // namespace

std::string describe(const OspfRoute& route) {
    switch (route.type) {
    case OspfType::intra_area:
        return fmt::format("intra-area, cost {}", route.metric);
    case OspfType::inter_area:
        return fmt::format("inter-area, cost {}", route.metric);
    case OspfType::external_1:
        return fmt::format("external type 1, cost {}", route.metric);
    case OspfType::external_2:
        return fmt::format("external type 2, metric {}, cost {}", route.metric, route.distance);
    }
    throw std::logic_error("an OSPF route without a type");
}

std::optional<OspfRoute> ospf_route(const Network& network, const ShortestPaths& paths, const State& state, NodeId node,
                                    const Prefix& prefix) {
    if (!network[node].ospf || !is_up(network, node, state.failed) || owns(network[node], prefix) ||
        !announced(network, paths, state, node, prefix).empty())
        return std::nullopt;
    if (const auto found = paths.internal(node, places(network, prefix), prefix.length == 0))
        return OspfRoute{found->type, found->way.cost, found->way.cost, found->way.first};
    std::optional<OspfRoute> best;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        if (!network.nodes[i].ospf)
            continue;
        const auto told = announced(network, paths, state, NodeId::at(i), prefix);
        if (told.empty())
            continue;
        if (const auto way = paths.to_redistributing(node, NodeId::at(i)))
            for (const External& it : told)
                consider(best, external(it, *way));
    }
    return best;
}

bool reaches_internally(const Network& network, const ShortestPaths& paths, NodeId node, const Prefix& prefix) {
    return network[node].ospf && !owns(network[node], prefix) &&
           paths.internal(node, places(network, prefix), prefix.length == 0);
}

} // namespace routing
