// Nobody holds a BGP route to a destination: a router of the area could announce it, the origin holds it back, or there
// is no origin.

#include <algorithm>

#include <fmt/format.h>

#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

Diagnosis plain(const Fault& fault, std::string_view reason, std::string headline) {
    Diagnosis diagnosis;
    diagnosis.reason = reason;
    diagnosis.at = fault.walk->at();
    diagnosis.headline = std::move(headline);
    return diagnosis;
}

/// The origin holds it back, or nobody announces the destination at all.
Diagnosis nobody_at_all(const Scene& scene, const Fault& fault) {
    const Address destination = fault.packet.destination;
    for (const Node& node : scene.network.nodes)
        for (const Origination& it : node.originates)
            if (it.if_reachable && it.prefix.contains(destination)) {
                auto diagnosis = plain(fault, reason::origin_unreachable,
                                       fmt::format("{} has no {} to it", quoted(node.name),
                                                   node.ospf ? "route of OSPF" : "static route"));
                diagnosis.prefix = it.prefix;
                diagnosis.add(it.span, fmt::format("{} announces {} only while a static route of its own to it is "
                                                   "up{}, and none is",
                                                   quoted(node.name), to_string(it.prefix),
                                                   node.ospf ? " or an intra-area route" : ""));
                diagnosis.not_tried = "not tried: it takes a route that does not exist";
                return diagnosis;
            }
    const Node& end = scene.network[fault.walk->at()];
    if (const auto all = covering(scene.network, destination);
        !end.asn && !end.ospf &&
        std::ranges::any_of(all, [&](const Prefix& prefix) { return announced(scene.network, prefix); })) {
        auto diagnosis = plain(fault, reason::never_announced, "it runs no routing protocol");
        diagnosis.add(end.span, fmt::format("{} runs no routing protocol and has no static route to {}", quoted(end.name),
                                            to_string(destination)));
        diagnosis.not_tried = "not tried: it takes a static route, or BGP or OSPF there";
        return diagnosis;
    }
    auto diagnosis = plain(fault, reason::never_announced, "nobody announces it");
    diagnosis.not_tried = "not tried: it takes a node that could announce it";
    for (const OwnedPrefix& owned : scene.network[fault.to->node].owns)
        if (owned.prefix.contains(destination)) {
            const std::string owner = quoted(scene.network, fault.to->node);
            diagnosis.prefix = owned.prefix;
            diagnosis.add(owned.span,
                          fmt::format("{} owns {} and no node announces it", owner, to_string(owned.prefix)));
            if (scene.network[fault.to->node].asn)
                diagnosis.repair =
                    add_originations({{fault.to->node, owned.prefix}},
                                     fmt::format("announcing {} at {}", to_string(owned.prefix), owner));
        }
    return diagnosis;
}

/// Routers that reach it over OSPF and could announce it.
std::vector<Diagnosis> from_area(const Scene& scene, const Fault& fault) {
    std::vector<Diagnosis> all;
    const routing::ShortestPaths paths(scene.network, scene.down());
    for (const Prefix& prefix : covering(scene.network, fault.packet.destination))
        for (std::size_t i = 0; i < scene.network.nodes.size(); ++i) {
            const Node& node = scene.network.nodes[i];
            if (!node.asn || std::ranges::find(node.originates, prefix, &Origination::prefix) != node.originates.end() ||
                !routing::ospf_route(scene.network, paths, scene.state(), NodeId::at(i), prefix))
                continue;
            auto diagnosis = plain(fault, reason::never_announced,
                                   fmt::format("{} reaches it and does not announce it", quoted(node.name)));
            diagnosis.prefix = prefix;
            diagnosis.add(node.span, fmt::format("{} reaches {} over OSPF and does not announce it over BGP",
                                                 quoted(node.name), to_string(prefix)));
            diagnosis.repair = add_originations({{NodeId::at(i), prefix}},
                                                fmt::format("announcing {} at {}", to_string(prefix), quoted(node.name)));
            all.push_back(std::move(diagnosis));
        }
    return all;
}

} // namespace

std::vector<Diagnosis> nobody_announces(const Scene& scene, const Fault& fault) {
    auto all = waiting_announcements(scene, fault);
    const auto reached = from_area(scene, fault);
    all.insert(all.end(), reached.begin(), reached.end());
    if (all.empty())
        all.push_back(nobody_at_all(scene, fault));
    return all;
}

} // namespace verdict
