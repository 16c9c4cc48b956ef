// The packet found a route and ended all the same: a null route, a node that does not forward, one that
// answers for the address instead. Rules, loops and routes that should have gone have files of their own.

#include <algorithm>

#include <fmt/format.h>

#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::Ending;

namespace {

Diagnosis null_routed(const Scene& scene, const Fault& fault) {
    const NodeId at = fault.walk->at();
    const auto table = routing::lookup(scene.network, scene.state(), at, fault.packet.destination);
    const std::string what = to_string(table.prefix), node = quoted(scene.network, at);
    auto diagnosis = begin(fault, fmt::format("{} discards packets to {}", node, what));
    diagnosis.add(fault.walk->responsible, fmt::format("the {} to {} at {} discards",
                                                       route_word(scene.network, at, table), what, node));
    diagnosis.repair = drop_static_routes(scene.network, at, table.prefix);
    diagnosis.prefix = table.prefix;
    return diagnosis;
}

Diagnosis not_forwarding(const Scene& scene, const Fault& fault) {
    const std::string node = quoted(scene.network, fault.walk->at());
    auto diagnosis = begin(fault, fmt::format("{} does not forward packets of others", node));
    diagnosis.add(scene.network[fault.walk->at()].span,
                  fmt::format("{} is sent {} and forwards only packets from and to its own addresses", node,
                              words(fault.packet)));
    diagnosis.repair =
        Repair{fmt::format("letting {} forward", node),
               [at = fault.walk->at()](Network& mended) { mended.nodes[at.index()].forwards = true; }};
    return diagnosis;
}

Diagnosis told_unreachable(const Scene& scene, const Fault& fault) {
    const NodeId at = fault.walk->at();
    const auto table = routing::lookup(scene.network, scene.state(), at, fault.packet.destination);
    const std::string node = quoted(scene.network, at), prefix = to_string(table.prefix);
    auto diagnosis = begin(fault, fmt::format("the table of {} has no next hop for {}", node, prefix));
    diagnosis.add(fault.walk->responsible, fmt::format("the {} of {} leads {} nowhere",
                                                       route_word(scene.network, at, table), node, prefix));
    diagnosis.repair = drop_static_routes(scene.network, at, table.prefix);
    diagnosis.prefix = table.prefix;
    return diagnosis;
}

Diagnosis elsewhere(const Scene& scene, const Fault& fault) {
    const NodeId at = fault.walk->at();
    auto diagnosis = begin(fault, fmt::format("{} answers for {} instead of {}", quoted(scene.network, at),
                                              to_string(fault.packet.destination), quoted(fault.to->name)));
    diagnosis.reason = reason::delivered_elsewhere;
    for (const OwnedPrefix& owned : scene.network[at].owns)
        if (owned.prefix.contains(fault.packet.destination))
            diagnosis.add(owned.span,
                          fmt::format("{} owns {}", quoted(scene.network, at), to_string(owned.prefix)));
    diagnosis.not_tried = "not tried: who owns an address is not ours to say";
    return diagnosis;
}

/// Whether a line of the text says that there is no way, and not just a default of the platform.
bool leads_nowhere_on_purpose(const Scene& scene, const Fault& fault) {
    const routing::Hop& last = fault.walk->hops.back();
    return std::ranges::any_of(scene.network[last.node].static_routes, [&](const StaticRoute& route) {
        return route.prefix == last.prefix && route.span == fault.walk->responsible &&
               route.label.source != "system";
    });
}

} // namespace

std::vector<Diagnosis> ended_on_the_way(const Scene& scene, const Fault& fault) {
    switch (fault.walk->ending) {
    case Ending::filtered:
        return {refused(scene, fault)};
    case Ending::null_routed:
        return {null_routed(scene, fault)};
    case Ending::loop:
        return {going_round(scene, fault)};
    case Ending::not_forwarding:
        return {not_forwarding(scene, fault)};
    case Ending::no_session:
        return {without_session(scene, fault)};
    case Ending::no_route:
        return leads_nowhere_on_purpose(scene, fault) ? std::vector{told_unreachable(scene, fault)}
                                                      : missing_route(scene, fault);
    case Ending::delivered:
        return {elsewhere(scene, fault)};
    case Ending::drained:
        return {drained(scene, fault)};
    case Ending::next_hop_down:
        return {next_hop_down(scene, fault)};
    case Ending::node_down:
        break;
    }
    auto diagnosis = begin(fault, fmt::format("{} is down", quoted(scene.network, fault.walk->at())));
    for (FailureId group : scene.network[fault.walk->at()].fails_with)
        diagnosis.add(scene.network[group].span, diagnosis.headline);
    diagnosis.not_tried = "not tried: only what failed is missing";
    return {diagnosis};
}

} // namespace verdict
