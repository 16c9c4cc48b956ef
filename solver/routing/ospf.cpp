// Dijkstra from one node at a time, and the least of what others announce.

#include "solver/routing/ospf.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <stdexcept>
#include <tuple>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/routing/table.hpp"

namespace routing {

using namespace network;

namespace {

/// Adds links to sorted ones.
void unite(std::vector<LinkId>& links, const std::vector<LinkId>& more) {
    links.insert(links.end(), more.begin(), more.end());
    std::ranges::sort(links);
    links.erase(std::unique(links.begin(), links.end()), links.end());
}

bool owns(const Node& node, const Prefix& prefix) {
    return std::ranges::find(node.owns, prefix, &OwnedPrefix::prefix) != node.owns.end();
}

/// How one node tells the area of a prefix that is not the area's.
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

ShortestPaths::ShortestPaths(const Network& network, FailureSet failed)
    : network_(&network), failed_(std::move(failed)) {}

bool ShortestPaths::up(LinkId link) const { return is_up(*network_, link, failed_); }

const std::vector<LinkId>& ShortestPaths::links_from(NodeId node) const { return up_links().from[node.index()]; }

const std::vector<LinkId>& ShortestPaths::last_links_to(NodeId node) const { return up_links().last_to[node.index()]; }

const ShortestPaths::UpLinks& ShortestPaths::up_links() const {
    if (up_links_)
        return *up_links_;
    const std::vector<std::vector<LinkId>> none(network_->nodes.size());
    up_links_ = {none, none, none};
    for (std::size_t i = 0; i < network_->links.size(); ++i) {
        const LinkId id = LinkId::at(i);
        if (!up(id))
            continue;
        const Link& link = network_->links[i];
        up_links_->from[link.from.index()].push_back(id);
        if (!link.ospf_cost || !(*network_)[link.from].ospf)
            continue;
        if ((*network_)[link.to].ospf)
            up_links_->of_ospf[link.from.index()].push_back(id);
        else
            up_links_->last_to[link.to.index()].push_back(id);
    }
    return *up_links_;
}

/// A node is settled after all nodes on least-cost ways to it, since costs are positive: its first links are complete
/// then.
const std::vector<std::optional<ShortestPaths::Way>>& ShortestPaths::from(NodeId start) const {
    const auto [it, fresh] = ways_.try_emplace(start, network_->nodes.size());
    auto& ways = it->second;
    if (!fresh || !is_up(*network_, start, failed_) || !(*network_)[start].ospf)
        return ways;
    using Entry = std::pair<std::uint64_t, NodeId>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    ways[start.index()] = Way{};
    open.push({0, start});
    while (!open.empty()) {
        const auto [cost, node] = open.top();
        open.pop();
        if (cost > ways[node.index()]->cost)
            continue;
        for (const LinkId link : up_links().of_ospf[node.index()]) {
            const std::uint64_t reached = cost + *(*network_)[link].ospf_cost;
            auto& way = ways[(*network_)[link].to.index()];
            if (way && way->cost < reached)
                continue;
            if (!way || reached < way->cost) {
                way = Way{reached, {}};
                open.push({reached, (*network_)[link].to});
            }
            unite(way->first, node == start ? std::vector{link} : ways[node.index()]->first);
        }
    }
    return ways;
}

std::string describe(const OspfRoute& route) {
    switch (route.type) {
    case OspfType::intra_area:
        return fmt::format("intra-area, cost {}", route.metric);
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
    const auto& ways = paths.from(node);
    std::optional<OspfRoute> best;
    for (std::size_t i = 0; i < ways.size(); ++i) {
        if (!ways[i])
            continue;
        if (owns(network.nodes[i], prefix))
            consider(best, {OspfType::intra_area, ways[i]->cost, ways[i]->cost, ways[i]->first});
        for (const External& it : announced(network, paths, state, NodeId::at(i), prefix))
            consider(best, external(it, *ways[i]));
    }
    return best;
}

bool intra_area(const Network& network, const ShortestPaths& paths, NodeId node, const Prefix& prefix) {
    if (!network[node].ospf || owns(network[node], prefix))
        return false;
    const auto& ways = paths.from(node);
    for (std::size_t i = 0; i < ways.size(); ++i)
        if (ways[i] && owns(network.nodes[i], prefix))
            return true;
    return false;
}

} // namespace routing
