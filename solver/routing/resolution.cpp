// The rules in the order of `specs/semantics.md` §2.1: the first that applies decides.

#include "solver/routing/resolution.hpp"

#include <algorithm>

#include "solver/routing/simulate.hpp"

namespace routing {

using namespace network;

namespace {

void unite(std::vector<LinkId>& links, const std::vector<LinkId>& more) {
    links.insert(links.end(), more.begin(), more.end());
    std::ranges::sort(links);
    links.erase(std::unique(links.begin(), links.end()), links.end());
}

/// Over one link that is given, whatever OSPF knows.
std::optional<Resolution> over(const ShortestPaths& paths, LinkId link) {
    return paths.up(link) ? std::optional(Resolution{{link}, 0}) : std::nullopt;
}

/// Where packets to the peer go, as the conditions say that the table has it.
std::optional<Resolution> over(const ShortestPaths& paths, const std::vector<PeerWay>& ways) {
    Resolution result;
    for (const PeerWay& way : ways)
        if (paths.up(way.link) && !is_down(paths.network(), way.fails_with, paths.failed()))
            unite(result.links, {way.link});
    return result.links.empty() ? std::nullopt : std::optional(std::move(result));
}

/// A node that does not run OSPF, over the links that those that do have to it and tell OSPF of.
std::optional<Resolution> behind_the_area(const ShortestPaths& paths, NodeId node, NodeId target) {
    const auto& ways = paths.from(node);
    std::optional<Resolution> least;
    for (const LinkId link : paths.last_links_to(target)) {
        const Link& last = paths.network()[link];
        const auto& way = ways[last.from.index()];
        if (!way)
            continue;
        const std::uint64_t metric = way->cost + *last.ospf_cost;
        if (!least || metric < least->metric)
            least = {way->first, metric};
        else if (metric == least->metric)
            unite(least->links, way->first);
    }
    return least;
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
    return reach(paths, node, next_hop);
}

} // namespace routing
