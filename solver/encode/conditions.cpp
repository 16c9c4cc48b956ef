// Read from semantics.md §2: local route, validity, and installed routes.

#include "solver/encode/conditions.hpp"

#include <algorithm>

namespace encode {

using network::NodeId;
using smt::Term;

namespace {

// What a disabled group keeps down in every scenario.
bool disabled(const network::Network& network, const std::vector<network::FailureId>& groups) {
    return std::any_of(groups.begin(), groups.end(),
                       [&](network::FailureId id) { return network[id].disabled; });
}

bool disabled(const network::Network& network, network::LinkId id) {
    const network::Link& link = network[id];
    return disabled(network, link.fails_with) || disabled(network, network[link.from].fails_with) ||
           disabled(network, network[link.to].fails_with);
}

bool may_fail(const network::Network& network, network::LinkId id) {
    const network::Link& link = network[id];
    return !link.fails_with.empty() || !network[link.from].fails_with.empty() ||
           !network[link.to].fails_with.empty();
}

bool owns(const network::Node& node, const network::Prefix& prefix) {
    return std::any_of(node.owns.begin(), node.owns.end(),
                       [&](const network::OwnedPrefix& owned) { return owned.prefix == prefix; });
}

/// While it is up, the route is installed instead of a best so learned.
bool hides(const network::StaticRoute& route, const network::Node& node, const network::Prefix& prefix,
           Learned learned) {
    const auto distance = learned == Learned::external ? node.external_distance : node.internal_distance;
    return route.prefix == prefix && route.distance <= distance;
}

} // namespace

bool may_originate(const network::Network& network, NodeId id, const network::Prefix& prefix) {
    const network::Node& node = network[id];
    if (!node.asn || disabled(network, node.fails_with))
        return false;
    const bool reachable = std::any_of(
        node.static_routes.begin(), node.static_routes.end(), [&](const network::StaticRoute& route) {
            const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
            return route.prefix == prefix && (via == nullptr || !disabled(network, via->link));
        });
    return std::any_of(node.originates.begin(), node.originates.end(), [&](const network::Origination& o) {
        return o.prefix == prefix && (reachable || !o.if_reachable);
    });
}

smt::Term local_route_exists(const World& world, NodeId id, const network::Prefix& prefix) {
    const network::Node& node = world.network()[id];
    if (!may_originate(world.network(), id, prefix))
        return smt::no;
    std::vector<smt::Term> reasons;
    for (const network::Origination& origination : node.originates) {
        if (origination.prefix != prefix)
            continue;
        if (!origination.if_reachable)
            reasons.push_back(smt::yes);
        for (const network::StaticRoute& route : node.static_routes) {
            if (route.prefix != prefix)
                continue;
            const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
            reasons.push_back(via == nullptr ? smt::yes : world.up(via->link));
        }
    }
    return world.context().all({world.up(id), world.context().any(reasons)});
}

Term next_hop_resolves(const World& world, NodeId node, network::SessionId id, NodeId next_hop) {
    if (next_hop == node)
        return smt::no;
    const network::Session& session = world.network()[id];
    const network::LinkId own = session.link_from(node);
    if (next_hop == session.far_end(node).node && own.known())
        return world.up(own);
    std::vector<Term> some;
    for (network::LinkId link : world.adjacency().links[node.index()])
        if (world.network()[link].to == next_hop)
            some.push_back(world.up(link));
    return world.context().any(some);
}

bool may_advertise(const network::Network& network, NodeId id, const network::Prefix& prefix,
                   Learned learned) {
    const network::Node& node = network[id];
    const auto hides_for_ever = [&](const network::StaticRoute& route) {
        const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
        return hides(route, node, prefix, learned) && (via == nullptr || !may_fail(network, via->link));
    };
    return node.advertise_inactive || learned == Learned::local ||
           (!owns(node, prefix) &&
            std::none_of(node.static_routes.begin(), node.static_routes.end(), hides_for_ever));
}

Term advertised(const World& world, NodeId id, const network::Prefix& prefix, Learned learned) {
    const network::Node& node = world.network()[id];
    if (node.advertise_inactive || learned == Learned::local)
        return smt::yes;
    if (owns(node, prefix))
        return smt::no;
    std::vector<Term> hidden;
    for (const network::StaticRoute& route : node.static_routes) {
        if (!hides(route, node, prefix, learned))
            continue;
        const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
        hidden.push_back(via == nullptr ? smt::yes : world.up(via->link));
    }
    return !world.context().any(hidden);
}

} // namespace encode
