// Dijkstra from one node and in one area at a time.

#include <algorithm>
#include <functional>
#include <queue>

#include "solver/routing/next_hops.hpp"
#include "solver/routing/ospf.hpp"
#include "solver/routing/simulate.hpp"

namespace routing {

using namespace network;

ShortestPaths::ShortestPaths(const Network& network, FailureSet failed)
    : network_(&network), failed_(std::move(failed)) {
    for (const Link& link : network.links)
        if (link.ospf_cost && network[link.from].ospf)
            areas_.push_back(link.ospf_area);
    for (const Node& node : network.nodes)
        for (const OwnedPrefix& owned : node.owns)
            if (node.ospf)
                areas_.push_back(owned.ospf_area);
    std::ranges::sort(areas_);
    areas_.erase(std::unique(areas_.begin(), areas_.end()), areas_.end());
}

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
const std::vector<std::optional<ShortestPaths::Way>>& ShortestPaths::within(std::uint32_t area,
                                                                                     NodeId start) const {
    const auto [it, fresh] = within_.try_emplace({area, start}, network_->nodes.size());
    auto& ways = it->second;
    if (!fresh || !is_up(*network_, start, failed_) || !(*network_)[start].ospf)
        return ways;
    using Met = std::pair<std::uint64_t, NodeId>;
    std::priority_queue<Met, std::vector<Met>, std::greater<>> open;
    ways[start.index()] = Way{};
    open.push({0, start});
    while (!open.empty()) {
        const auto [cost, node] = open.top();
        open.pop();
        if (cost > ways[node.index()]->cost)
            continue;
        for (const LinkId link : up_links().of_ospf[node.index()]) {
            if ((*network_)[link].ospf_area != area)
                continue;
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

} // namespace routing
