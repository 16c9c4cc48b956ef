// Why there is no route, where the text says so in one place.

#include <algorithm>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes_missing.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

Diagnosis plain(const Fault& fault, std::string_view reason, std::string headline) {
    Diagnosis diagnosis;
    diagnosis.reason = reason;
    diagnosis.at = fault.walk->at();
    diagnosis.headline = std::move(headline);
    return diagnosis;
}

namespace {

/// What is withheld of the packet's destination, nearest to where the route is missed first.
const Withheld* nearest_withheld(const Scene& scene, const Fault& fault, const Asked& asked) {
    const auto distance = [&](const Withheld& withheld) {
        const auto at = asked.find(withheld.node);
        return at == asked.end() ? SIZE_MAX : at->second;
    };
    const Withheld* nearest = nullptr;
    for (const Withheld& withheld : scene.network.withheld)
        if (withheld.prefix.contains(fault.packet.destination) &&
            (!nearest || distance(withheld) < distance(*nearest)))
            nearest = &withheld;
    return nearest;
}

} // namespace

std::optional<Diagnosis> withheld(const Scene& scene, const Fault& fault, const Asked& asked) {
    const Withheld* found = nearest_withheld(scene, fault, asked);
    if (!found)
        return std::nullopt;
    auto diagnosis = plain(fault, found->reason, found->sentence);
    diagnosis.prefix = found->prefix;
    diagnosis.add(found->span, found->sentence);
    std::vector<std::pair<NodeId, Prefix>> missing;
    for (const Withheld& other : scene.network.withheld)
        if (other.span == found->span && scene.network[other.node].asn)
            missing.emplace_back(other.node, other.prefix);
    diagnosis.repair = add_originations(missing, "announcing what this line withholds");
    diagnosis.repair->partial = true;
    return diagnosis;
}

std::optional<Diagnosis> own_announcement(const Scene& scene, const Fault& fault,
                                          const routing::PrefixState& state) {
    const NodeId node = fault.walk->at();
    const auto& best = state.choices[node.index()].best;
    if (!best || !best->local())
        return std::nullopt;
    auto diagnosis = plain(fault, reason::own_announcement, "its own announcement wins and forwards nothing");
    diagnosis.prefix = state.prefix;
    diagnosis.add(announcement(scene.network, node, state.prefix),
                  fmt::format("{} announces {} and has no route of its own to it",
                              quoted(scene.network, node), to_string(state.prefix)));
    diagnosis.repair = drop_originations(scene.network, node, state.prefix);
    return diagnosis;
}

std::optional<Diagnosis> static_down(const Scene& scene, const Fault& fault) {
    const NodeId node = fault.walk->at();
    for (const StaticRoute& route : scene.network[node].static_routes) {
        const auto* via = std::get_if<ViaLink>(&route.next_hop);
        if (!via || !route.prefix.contains(fault.packet.destination) ||
            routing::is_up(scene.network, via->link, scene.down()))
            continue;
        auto diagnosis = plain(fault, reason::static_route_down, "its static route is down");
        diagnosis.prefix = route.prefix;
        diagnosis.add(route.span, fmt::format("the static route of {} to {} goes over {}, which is down",
                                              quoted(scene.network, node), to_string(route.prefix),
                                              quoted(scene.network[via->link].name)));
        diagnosis.not_tried = "not tried: only what failed is missing";
        return diagnosis;
    }
    return std::nullopt;
}

std::optional<Diagnosis> cut(const Scene& scene, const Fault& fault) {
    const auto joined = [&](const FailureSet& failed) {
        return connected(scene.network, scene.adjacency, fault.from->node, fault.to->node, failed);
    };
    if ((scene.found.reason != reason::cut && joined(scene.found.failed)) ||
        (!joined({}) && withheld(scene, fault, {})))
        return std::nullopt;
    const std::string ends = fmt::format("from {} to {}", quoted(fault.from->name), quoted(fault.to->name));
    Diagnosis diagnosis = plain(fault, reason::cut, fmt::format("no path of links is left {}", ends));
    const auto& failed = scene.found.failed;
    for (FailureId group : failed)
        diagnosis.add(scene.network[group].span,
                      fmt::format("after {} {} no path of links is left {}", listed(scene.network, failed),
                                  failed.size() == 1 ? "fails" : "fail", ends));
    if (scene.found.failed.empty())
        diagnosis.headline = fmt::format("no path of links leads {}, even when nothing fails", ends);
    diagnosis.not_tried = "not tried: it takes links that do not exist";
    return diagnosis;
}

} // namespace verdict
