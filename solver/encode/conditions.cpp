// Read from semantics.md §2: local route, validity, and installed routes.

#include "solver/encode/conditions.hpp"

#include <algorithm>

#include "solver/encode/ospf_areas.hpp"

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

bool disabled(const network::Network& network, const network::StaticRoute& route) {
    const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
    return disabled(network, route.fails_with) || (via && !via->permanent && disabled(network, via->link));
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

bool may_fail(const network::Network& network, const network::StaticRoute& route) {
    const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
    return !route.fails_with.empty() || (via && !via->permanent && may_fail(network, via->link));
}

/// Says that there is a route to its prefix, while it is up.
bool reaches(const network::StaticRoute& route, const network::Prefix& prefix) {
    const auto* discard = std::get_if<network::Discard>(&route.next_hop);
    return route.prefix == prefix && (discard == nullptr || !discard->unreachable);
}

/// Some failure, or none, may give the node an intra-area or inter-area route.
bool may_learn_by_ospf(const network::Network& network, NodeId node, const network::Prefix& prefix) {
    const bool told_to_stubs = prefix == network::Prefix{} && !network.stub_areas.empty();
    return network[node].ospf && !owns(network[node], prefix) &&
           (told_to_stubs || ospf_may_reach(network, node, ospf_owners(network, prefix)));
}

/// While it is up, the route is installed instead of a best so learned.
bool hides(const network::StaticRoute& route, const network::Node& node, const network::Prefix& prefix,
           Learned learned) {
    const auto distance = learned == Learned::external ? node.external_distance : node.internal_distance;
    return route.prefix == prefix && route.distance <= distance;
}

} // namespace

bool may_originate(const network::Network& network, NodeId id, const network::Prefix& prefix,
                   const network::Origination& origination) {
    const network::Node& node = network[id];
    if (!node.asn || disabled(network, node.fails_with) || origination.prefix != prefix)
        return false;
    const auto leads = [&](const network::StaticRoute& route) {
        return reaches(route, prefix) && !disabled(network, route);
    };
    if (disabled(network, origination.fails_with))
        return false;
    return !origination.if_reachable || std::ranges::any_of(node.static_routes, leads) ||
           may_learn_by_ospf(network, id, prefix);
}

bool may_originate(const network::Network& network, NodeId id, const network::Prefix& prefix) {
    return std::ranges::any_of(network[id].originates, [&](const network::Origination& origination) {
        return may_originate(network, id, prefix, origination);
    });
}

namespace {

/// The node reaches the prefix by a static route or by OSPF.
Term is_backed(const World& world, NodeId id, const network::Prefix& prefix) {
    const network::Node& node = world.network()[id];
    std::vector<Term> reasons;
    for (const network::StaticRoute& route : node.static_routes)
        if (reaches(route, prefix))
            reasons.push_back(world.up(route));
    if (node.ospf && !owns(node, prefix))
        reasons.push_back(world.ospf().to(ospf_owners(world.network(), prefix), prefix == network::Prefix{}).reached(id));
    return world.context().any(reasons);
}

} // namespace

smt::Term local_route_exists(const World& world, NodeId id, const network::Prefix& prefix,
                             const std::vector<std::uint32_t>& originations) {
    const auto& all = world.network()[id].originates;
    Term none_before = world.up(id);
    std::vector<Term> some;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        if (!may_originate(world.network(), id, prefix, all[i]))
            continue;
        std::vector<Term> needed{none_before, all[i].if_reachable ? is_backed(world, id, prefix) : smt::yes};
        if (all[i].only_while)
            needed.push_back(world.down(*all[i].only_while));
        for (const network::FailureId group : all[i].fails_with)
            needed.push_back(!world.down(group));
        const Term exists = world.context().all(needed);
        if (std::ranges::find(originations, i) != originations.end())
            some.push_back(exists);
        none_before = world.context().all({none_before, !exists});
    }
    return world.context().any(some);
}

bool may_advertise(const network::Network& network, NodeId id, const network::Prefix& prefix,
                   Learned learned) {
    const network::Node& node = network[id];
    const auto hides_for_ever = [&](const network::StaticRoute& route) {
        return hides(route, node, prefix, learned) && !may_fail(network, route);
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
    for (const network::StaticRoute& route : node.static_routes)
        if (hides(route, node, prefix, learned))
            hidden.push_back(world.up(route));
    return !world.context().any(hidden);
}

} // namespace encode
