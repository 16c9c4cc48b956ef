// What border routers tell of one area in another, in the words of RFC 2328 §12.4.3, §16.2 and §16.4 and of RFC 3509.

#include <algorithm>

#include "solver/routing/next_hops.hpp"
#include "solver/routing/ospf.hpp"
#include "solver/routing/simulate.hpp"

namespace routing {

using namespace network;

namespace {

constexpr std::uint32_t backbone = 0;

/// Keeps the cheaper way; of equal ones both.
void consider(std::optional<ShortestPaths::Way>& least, const std::optional<ShortestPaths::Way>& way, std::uint64_t further) {
    if (!way || (least && least->cost < way->cost + further))
        return;
    if (!least || way->cost + further < least->cost)
        least = ShortestPaths::Way{way->cost + further, way->first};
    else
        unite(least->first, way->first);
}

} // namespace

const StubArea* ShortestPaths::stub(std::uint32_t area) const {
    const auto found = std::ranges::find(network_->stub_areas, area, &StubArea::area);
    return area == backbone || found == network_->stub_areas.end() ? nullptr : &*found;
}

bool ShortestPaths::attached(NodeId id, std::uint32_t area) const {
    const Node& node = (*network_)[id];
    return node.ospf && is_up(*network_, id, failed_) &&
           (std::ranges::find(node.owns, area, &OwnedPrefix::ospf_area) != node.owns.end() ||
            std::ranges::any_of(links_from(id), [&](LinkId link) {
                return (*network_)[link].ospf_cost && (*network_)[link].ospf_area == area;
            }));
}

bool ShortestPaths::is_border(NodeId node) const {
    return areas_.size() > 1 && attached(node, backbone) && std::ranges::any_of(areas_, [&](std::uint32_t area) {
               return area != backbone && attached(node, area);
           });
}

bool ShortestPaths::has_backbone(NodeId node) const {
    return std::ranges::any_of(up_links().of_ospf[node.index()],
                               [&](LinkId link) { return (*network_)[link].ospf_area == backbone; });
}

bool ShortestPaths::looks_at(std::uint32_t area, NodeId node) const {
    return area == backbone || !is_border(node) || !has_backbone(node);
}

std::optional<std::uint64_t> ShortestPaths::summary(NodeId border, std::uint32_t area,
                                                    const std::vector<OspfPlace>& target, bool default_route) const {
    if (!is_border(border))
        return std::nullopt;
    const StubArea* into = stub(area);
    if (into && default_route)
        return into->default_cost;
    if (into && into->no_summaries)
        return std::nullopt;
    std::optional<std::uint64_t> least;
    bool of_this_area = false;
    for (const OspfPlace& place : target) {
        const auto& way = within(place.area, border)[place.node.index()];
        if (!way || (least && *least < way->cost + place.cost))
            continue;
        of_this_area = (least == way->cost + place.cost && of_this_area) || place.area == area;
        least = way->cost + place.cost;
    }
    if (least)
        return of_this_area ? std::nullopt : least;
    if (area == backbone || !has_backbone(border))
        return std::nullopt;
    const auto way = inter_area(border, target, default_route);
    return way ? std::optional(way->cost) : std::nullopt;
}

std::optional<ShortestPaths::Way> ShortestPaths::inter_area(NodeId node, const std::vector<OspfPlace>& target,
                                                            bool default_route) const {
    std::optional<Way> least;
    for (const std::uint32_t area : areas_) {
        if (!looks_at(area, node))
            continue;
        const auto& ways = within(area, node);
        for (std::size_t i = 0; i < ways.size(); ++i)
            if (ways[i] && NodeId::at(i) != node)
                if (const auto told = summary(NodeId::at(i), area, target, default_route))
                    consider(least, ways[i], *told);
    }
    return least;
}

std::optional<ShortestPaths::Internal> ShortestPaths::internal(NodeId node, const std::vector<OspfPlace>& target,
                                                               bool default_route) const {
    std::optional<Way> least;
    for (const OspfPlace& place : target)
        consider(least, within(place.area, node)[place.node.index()], place.cost);
    if (least)
        return Internal{OspfType::intra_area, *std::move(least)};
    if (areas_.size() > 1)
        least = inter_area(node, target, default_route);
    return least ? std::optional(Internal{OspfType::inter_area, *std::move(least)}) : std::nullopt;
}

// -- nodes that redistribute

std::optional<ShortestPaths::Entry> ShortestPaths::best_intra(NodeId node, NodeId target) const {
    std::optional<Entry> best;
    for (const std::uint32_t area : areas_) { // of equal ones the highest stays
        const auto& way = within(area, node)[target.index()];
        if (way && !stub(area) && (!best || way->cost <= best->way.cost))
            best = Entry{OspfType::intra_area, area, *way};
    }
    return best;
}

std::optional<std::uint64_t> ShortestPaths::type_4(NodeId border, std::uint32_t area, NodeId target) const {
    if (!is_border(border) || border == target || stub(area))
        return std::nullopt;
    const bool intra_only = area == backbone || !has_backbone(border);
    const auto best = intra_only ? best_intra(border, target) : best_entry(border, target);
    if (!best || best->area == area)
        return std::nullopt;
    return best->way.cost;
}

std::optional<ShortestPaths::Entry> ShortestPaths::entry(NodeId node, std::uint32_t area, NodeId target) const {
    const auto& ways = within(area, node);
    if (stub(area))
        return std::nullopt;
    if (const auto& way = ways[target.index()])
        return Entry{OspfType::intra_area, area, *way};
    std::optional<Way> least;
    for (std::size_t i = 0; i < ways.size() && looks_at(area, node); ++i)
        if (ways[i] && NodeId::at(i) != node)
            if (const auto told = type_4(NodeId::at(i), area, target))
                consider(least, ways[i], *told);
    return least ? std::optional(Entry{OspfType::inter_area, area, *std::move(least)}) : std::nullopt;
}

std::optional<ShortestPaths::Entry> ShortestPaths::best_entry(NodeId node, NodeId target) const {
    std::optional<Entry> best;
    for (const std::uint32_t area : areas_) {
        auto found = entry(node, area, target);
        if (found && (!best || found->way.cost <= best->way.cost))
            best = std::move(found);
    }
    return best;
}

std::optional<ShortestPaths::Way> ShortestPaths::to_redistributing(NodeId node, NodeId target) const {
    const auto best = best_entry(node, target);
    return best ? std::optional(best->way) : std::nullopt;
}

// -- nodes themselves

std::vector<OspfPlace> ShortestPaths::own_address(NodeId id) const {
    const Node& node = (*network_)[id];
    const auto address = node.bgp_address ? node.bgp_address : node.address;
    const OwnedPrefix* holds = nullptr;
    for (const OwnedPrefix& owned : node.owns)
        if (address && owned.prefix.contains(*address) && (!holds || holds->prefix.length < owned.prefix.length))
            holds = &owned;
    if (holds)
        return {{id, holds->ospf_area, 0}};
    std::optional<std::uint32_t> least;
    for (const Link& link : network_->links)
        if (link.from == id && link.ospf_cost)
            least = std::min(least.value_or(link.ospf_area), link.ospf_area);
    return {{id, least.value_or(backbone), 0}};
}

const std::vector<std::optional<ShortestPaths::Way>>& ShortestPaths::from(NodeId start) const {
    if (areas_.size() == 1)
        return within(areas_.front(), start);
    const auto [it, fresh] = ways_.try_emplace(start, network_->nodes.size());
    for (std::size_t i = 0; fresh && i < it->second.size(); ++i)
        if (network_->nodes[i].ospf)
            if (auto found = internal(start, own_address(NodeId::at(i))))
                it->second[i] = std::move(found->way);
    return it->second;
}

} // namespace routing
