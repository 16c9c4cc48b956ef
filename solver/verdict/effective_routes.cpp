// What is programmed for one prefix, from the node's static routes and its BGP choice. Which of them is
// active follows from the administrative distances (`specs/semantics.md` §6); a route that is owned is the
// platform's own.

#include "solver/verdict/effective_routes.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"

namespace verdict {

using namespace network;
using routing::Candidate;

namespace {

/// A route and what its distance is compared by.
struct Ranked {
    EffectiveRoute route;
    std::uint32_t distance = 0;
    bool learned = false;
};

void add_next_hop(const Network& network, LinkId link, NodeId node, EffectiveRoute& route) {
    if (const auto address = shown_address(network, link, node))
        route.next_hops.push_back(*address);
    else
        route.unaddressed.push_back(node);
}

template <class Values> void sort_unique(Values& values) {
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

// -- what is fixed
// --------------------------------------------------------------------------------------------------

bool is_there(const Network& network, const FailureSet& failed, const StaticRoute& route) {
    const auto* via = std::get_if<ViaLink>(&route.next_hop);
    return !via || via->permanent || routing::is_up(network, via->link, failed);
}

/// Where a table shows an address at all: behind gateways and appliances, and for what has no label.
void add_next_hop(const Network& network, const StaticRoute& fixed, EffectiveRoute& route) {
    if (fixed.label.next_hop) {
        route.next_hops.push_back(*fixed.label.next_hop);
        return;
    }
    const auto* via = std::get_if<ViaLink>(&fixed.next_hop);
    if (via &&
        (fixed.label.source.empty() || fixed.label.type == "gateway" || fixed.label.type == "appliance"))
        add_next_hop(network, via->link, network[via->link].to, route);
}

void add_fixed(const Network& network, const FailureSet& failed, NodeId table, const Prefix& prefix,
               std::vector<Ranked>& all) {
    for (const StaticRoute& fixed : network[table].static_routes) {
        if (fixed.prefix != prefix || fixed.label.hidden || !is_there(network, failed, fixed))
            continue;
        const bool plain = fixed.label.source.empty();
        const std::string source = plain ? "static" : fixed.label.source;
        const std::string type = !fixed.label.type.empty() || !std::holds_alternative<Discard>(fixed.next_hop)
                                     ? fixed.label.type
                                     : "none";
        auto same = std::ranges::find_if(all, [&](const Ranked& it) {
            return it.distance == fixed.distance && it.route.source == source && it.route.type == type;
        });
        if (same == all.end())
            same = all.insert(all.end(),
                              Ranked{{prefix, source, type, true, {}, {}, fixed.span}, fixed.distance});
        add_next_hop(network, fixed, same->route);
    }
}

/// A network without subnets owns its space, and has no route of its own to show for it.
void add_owned(const Network& network, NodeId table, const Prefix& prefix, std::vector<Ranked>& all) {
    const Node& node = network[table];
    const bool says_so = std::ranges::any_of(
        node.static_routes, [](const StaticRoute& route) { return route.label.type == "vnet-local"; });
    const auto owned = std::ranges::find(node.owns, prefix, &OwnedPrefix::prefix);
    if (owned != node.owns.end() && !says_so)
        all.push_back({{prefix, "system", "vnet-local", true, {}, {}, owned->span}, 0});
}

// -- what is learned
// ------------------------------------------------------------------------------------------------

/// The links to the next hop of a candidate that are up (`specs/semantics.md` §2, "valid").
std::vector<LinkId> links_to(const Network& network, const FailureSet& failed, NodeId node,
                             const Candidate& candidate) {
    const Session& session = network[candidate.session];
    const LinkId direct = session.link_from(node);
    if (candidate.route.next_hop == session.far_end(node).node && direct.known())
        return {direct};
    if (network[node].hands_to)
        return {*network[node].hands_to};
    std::vector<LinkId> links;
    for (const LinkId link : network.links_from(node))
        if (network[link].to == candidate.route.next_hop && routing::is_up(network, link, failed))
            links.push_back(link);
    return links;
}

void add_learned(const Network& network, const routing::State& state, NodeId table, const Prefix& prefix,
                 std::vector<Ranked>& all) {
    const routing::PrefixState* of_prefix = state.find(prefix);
    if (!of_prefix)
        return;
    const routing::Choice& choice = of_prefix->choices[table.index()];
    if (!choice.best || choice.best->local())
        return;
    const bool internal = network.internal(network[choice.best->session]);
    Ranked learned{{prefix, "gateway", "gateway", true, {}, {}, {}},
                   internal ? network[table].internal_distance : network[table].external_distance,
                   true};
    for (const Candidate& candidate : choice.multipath)
        if (!candidate.local())
            for (const LinkId link : links_to(network, state.failed, table, candidate))
                add_next_hop(network, link, candidate.route.next_hop, learned.route);
    all.push_back(std::move(learned));
}

/// Where an origin stands in a printed table.
int place(const EffectiveRoute& route) {
    if (route.source == "gateway")
        return 2;
    if (route.source != "system")
        return 4;
    return route.type == "vnet-local" ? 0 : route.type == "peering" ? 1 : 3;
}

} // namespace

std::optional<Address> shown_address(const Network& network, LinkId link, NodeId next_hop) {
    if (link.known() && network[link].to == next_hop && network[link].to_address)
        return network[link].to_address;
    const Node& node = network[next_hop];
    if (node.address || node.bgp_address)
        return node.address ? node.address : node.bgp_address;
    for (const OwnedPrefix& owned : node.owns)
        if (owned.prefix.length == 32)
            return owned.prefix.address;
    return std::nullopt;
}

std::vector<EffectiveRoute> effective_routes(const Network& network, const routing::State& state,
                                             NodeId table, const Prefix& prefix) {
    std::vector<Ranked> all;
    if (!routing::is_up(network, table, state.failed))
        return {};
    add_owned(network, table, prefix, all);
    add_fixed(network, state.failed, table, prefix, all);
    add_learned(network, state, table, prefix, all);
    // Between equal distances a static route wins.
    std::ranges::stable_sort(all, {}, [](const Ranked& it) { return std::pair(it.distance, it.learned); });
    std::vector<EffectiveRoute> routes;
    for (Ranked& it : all) {
        it.route.active = it.distance == all.front().distance && it.learned == all.front().learned;
        sort_unique(it.route.next_hops);
        sort_unique(it.route.unaddressed);
        routes.push_back(std::move(it.route));
    }
    return routes;
}

std::vector<EffectiveRoute> effective_routes(const Network& network, const routing::State& state,
                                             NodeId table) {
    std::vector<EffectiveRoute> routes;
    for (const Prefix& prefix : routed_prefixes(network))
        for (EffectiveRoute& route : effective_routes(network, state, table, prefix))
            routes.push_back(std::move(route));
    return routes;
}

void sort_as_printed(std::vector<EffectiveRoute>& routes) {
    std::ranges::stable_sort(routes, {}, [](const EffectiveRoute& route) {
        return std::tuple(place(route), route.prefix, !route.active);
    });
}

std::string words(const Network& network, const EffectiveRoute& route) {
    std::string text = to_string(route.prefix) + " " + (route.type.empty() ? route.source : route.type);
    for (const Address address : route.next_hops)
        text += " " + to_string(address);
    for (const NodeId node : route.unaddressed)
        text += fmt::format(" {}", network[node].name);
    if (route.source == "user")
        text += " user";
    return route.active ? text : text + " invalid";
}

} // namespace verdict
