// The rules in the order of `specs/semantics.md` §2.1: the first that applies decides.

#include "solver/routing/resolution.hpp"

#include <algorithm>

#include "solver/network/heard.hpp"
#include "solver/routing/simulate.hpp"

namespace routing {

using namespace network;

namespace {

/// Over one link that is given, whatever OSPF knows.
std::optional<Resolution> over(const ShortestPaths& paths, LinkId link) {
    return paths.up(link) ? std::optional(Resolution{{link}, 0}) : std::nullopt;
}

/// Where packets to the next hop go, as the conditions say that the table has it.
std::optional<Resolution> over(const ShortestPaths& paths, const std::vector<TableWay>& ways) {
    Resolution result;
    for (const TableWay& way : ways)
        if (paths.up(way.link) && !is_down(paths.network(), way.fails_with, paths.failed()))
            result.links.push_back(way.link);
    std::ranges::sort(result.links);
    return result.links.empty() ? std::nullopt : std::optional(std::move(result));
}

/// A node that does not run OSPF, over the links that those that do have to it and tell OSPF of.
std::optional<Resolution> behind_the_area(const ShortestPaths& paths, NodeId node, NodeId target) {
    std::vector<OspfPlace> places;
    for (const LinkId id : paths.last_links_to(target)) {
        const Link& last = paths.network()[id];
        places.push_back({last.from, last.ospf_area, *last.ospf_cost});
    }
    const auto found = paths.internal(node, places);
    return found ? std::optional(Resolution{found->way.first, found->way.cost}) : std::nullopt;
}

} // namespace

std::optional<Resolution> reach(const ShortestPaths& paths, NodeId node, NodeId target) {
    if (node == target)
        return std::nullopt;
    const Network& network = paths.network();
    const bool ospf = network[node].ospf.has_value();
    if (ospf && network[target].ospf)
        if (const auto& way = paths.from(node)[target.index()])
            return Resolution{way->first, way->cost};
    Resolution own;
    for (const LinkId link : paths.links_from(node))
        if (network[link].to == target)
            own.links.push_back(link);
    if (!own.links.empty())
        return own;
    if (ospf && !network[target].ospf)
        return behind_the_area(paths, node, target);
    return std::nullopt;
}

std::optional<Resolution> resolve(const ShortestPaths& paths, const Session& session, NodeId node, NodeId next_hop) {
    if (next_hop == node)
        return std::nullopt;
    const LinkId direct = session.link_from(node);
    if (next_hop == session.far_end(node).node && direct.known())
        return over(paths, direct);
    if (next_hop == session.far_end(node).node && !session.end(node).ways.empty())
        return over(paths, session.end(node).ways);
    if (const auto& fabric = paths.network()[node].hands_to)
        return over(paths, *fabric);
    if (auto way = reach(paths, node, next_hop))
        return way;
    const auto& recursive = paths.network()[node].recursive;
    const auto known = std::ranges::find(recursive, next_hop, &RecursiveNextHop::next_hop);
    if (known == recursive.end() || !is_recursive(paths.network(), session, node))
        return std::nullopt;
    return over(paths, known->ways);
}

} // namespace routing
