// Areas are flooded from one node each; border routers join them to one.

#include "solver/kinds/resolution.hpp"

#include <algorithm>
#include <deque>

namespace kinds {

using network::LinkId;
using network::NodeId;

Resolution::Resolution(const network::Network& net) : net_(net), adjacency_(net), area_(net.nodes.size()) {
    for (std::size_t i = 0; i < net.nodes.size(); ++i)
        if (net.nodes[i].ospf && area_[i] == 0)
            flood(NodeId::at(i), ++areas_);
}

bool Resolution::resolves(NodeId from, NodeId hop) const {
    return from != hop && (net_[from].hands_to || by_ospf(from, hop) || has_link(from, hop, false));
}

bool Resolution::by_ospf(NodeId from, NodeId hop) const {
    if (share_area(from, hop))
        return true;
    if (!net_[from].ospf || net_[hop].ospf)
        return false;
    for (std::size_t i = 0; i < net_.nodes.size(); ++i)
        if (share_area(from, NodeId::at(i)) && has_link(NodeId::at(i), hop, true))
            return true;
    return false;
}

std::set<LinkId> Resolution::links(NodeId from, NodeId hop) const {
    if (from == hop)
        return {};
    if (net_[from].hands_to)
        return {*net_[from].hands_to};
    std::set<LinkId> found;
    if (by_ospf(from, hop))
        found = ospf_links(from);
    for (const LinkId link : adjacency_.links[from.index()])
        if (net_[link].to == hop && works(link))
            found.insert(link);
    return found;
}

std::set<LinkId> Resolution::ospf_links(NodeId from) const {
    std::set<LinkId> found;
    for (const LinkId link : adjacency_.links[from.index()])
        if (net_[link].ospf_cost && works(link))
            found.insert(link);
    return found;
}

bool Resolution::works(LinkId link) const {
    return std::ranges::none_of(net_[link].fails_with, [&](auto group) { return net_[group].disabled; });
}

bool Resolution::has_link(NodeId from, NodeId to, bool with_cost) const {
    return std::ranges::any_of(adjacency_.links[from.index()], [&](LinkId link) {
        return net_[link].to == to && (net_[link].ospf_cost || !with_cost) && works(link);
    });
}

void Resolution::flood(NodeId start, std::size_t area) {
    std::deque<NodeId> waiting{start};
    area_[start.index()] = area;
    while (!waiting.empty()) {
        const NodeId at = waiting.front();
        waiting.pop_front();
        for (const LinkId link : adjacency_.links[at.index()]) {
            const NodeId next = net_[link].to;
            if (!net_[link].ospf_cost || !net_[next].ospf || area_[next.index()] != 0 || !works(link))
                continue;
            area_[next.index()] = area;
            waiting.push_back(next);
        }
    }
}

} // namespace kinds
