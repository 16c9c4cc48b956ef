// A syntactic reading, linear in the network; what it cannot tell it calls not so.

#include "solver/encode/derived_delivery.hpp"

#include <algorithm>

namespace encode {

using network::Network;
using network::NodeId;
using network::Prefix;

namespace {

bool plain_end(const network::SessionEnd& end) { return !end.next_hop_unchanged && !end.next_hop; }

bool plain_session(const Network& network, const network::Session& session) {
    return !network.internal(session) && session.forward.known() && session.back.known() &&
           network[session.forward].to == session.b.node && network[session.back].to == session.a.node &&
           plain_end(session.a) && plain_end(session.b);
}

bool plain_link(const network::Link& link) { return link.filter.empty(); }

bool plain_node(const network::Node& node, const Prefix& prefix, bool is_origin) {
    const auto same = [&](const auto& route) { return route.prefix == prefix; };
    const bool owns = std::ranges::any_of(node.owns, same);
    const bool announces = std::ranges::any_of(node.originates, same);
    const bool always = std::ranges::any_of(node.originates, [&](const network::Origination& o) {
        return o.prefix == prefix && !o.if_reachable && !o.only_while && o.fails_with.empty();
    });
    return owns == is_origin && announces == is_origin && always == is_origin && node.filter.empty() && node.forwards &&
           !node.ospf && node.drops_with.empty() && !node.source_nat && std::ranges::none_of(node.static_routes, same);
}

}  // namespace

bool best_means_delivered(const DataPlane& plane, NodeId to) {
    const Network& network = plane.world().network();
    std::vector<Prefix> covering = routed_prefixes(network);
    std::erase_if(covering, [&](const Prefix& p) { return !p.contains(plane.destination()); });
    if (covering.size() != 1 || plane.depends_on().size() != 1 ||
        !plane.depends_on().front()->circuit_up_to_free_choices())
        return false;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (!plain_node(network.nodes[i], covering.front(), NodeId::at(i) == to))
            return false;
    return std::ranges::all_of(network.links, plain_link) &&
           std::ranges::all_of(network.sessions,
                               [&](const network::Session& session) { return plain_session(network, session); });
}

}  // namespace encode
