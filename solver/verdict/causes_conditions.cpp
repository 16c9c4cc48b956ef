// Routes that wait for other routes: conditional announcements, aggregates, tracked static routes; and conditions that
// contradict each other.

#include <algorithm>

#include <fmt/format.h>

#include "solver/network/ties.hpp"
#include "solver/routing/conditions.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

/// A condition that keeps a route away, and whether it would have to hold.
struct Unmet {
    FailureId condition;
    bool wanted = true;
};

std::optional<Unmet> unmet(const Network& network, const FailureSet& down, const std::vector<FailureId>& needed,
                           std::optional<FailureId> unwanted) {
    for (const FailureId id : needed)
        if (network[id].condition && routing::is_down(network, id, down))
            return Unmet{id, true};
    if (unwanted && network[*unwanted].condition && !routing::is_down(network, *unwanted, down))
        return Unmet{*unwanted, false};
    return std::nullopt;
}

Repair drop_condition(const Network& network, FailureId condition) {
    return {fmt::format("dropping the condition that {}", told(network, condition, true)), [condition](Network& mended) {
                for (Node& node : mended.nodes) {
                    for (Origination& origination : node.originates) {
                        std::erase(origination.fails_with, condition);
                        if (origination.only_while == condition)
                            origination.only_while.reset();
                    }
                    for (StaticRoute& route : node.static_routes)
                        std::erase(route.fails_with, condition);
                }
            }};
}

Diagnosis waits(const Scene& scene, const Fault& fault, const Prefix& prefix, const Unmet& condition, dsl::Span span,
                const std::string& what) {
    const Network& network = scene.network;
    Diagnosis diagnosis;
    diagnosis.reason = reason::condition_unmet;
    diagnosis.at = fault.walk->at();
    diagnosis.prefix = prefix;
    diagnosis.headline = told(network, condition.condition, !condition.wanted);
    diagnosis.add(span, fmt::format("{} only {} {}", what, condition.wanted ? "while" : "unless",
                                    told(network, condition.condition, true)));
    diagnosis.repair = drop_condition(network, condition.condition);
    return diagnosis;
}

} // namespace

std::vector<Diagnosis> waiting_announcements(const Scene& scene, const Fault& fault) {
    std::vector<Diagnosis> all;
    for (const Prefix& prefix : covering(scene.network, fault.packet.destination))
        for (std::size_t i = 0; i < scene.network.nodes.size(); ++i)
            for (const Origination& it : scene.network.nodes[i].originates) {
                if (it.prefix != prefix)
                    continue;
                if (const auto condition = unmet(scene.network, scene.down(), it.fails_with, it.only_while))
                    all.push_back(waits(scene, fault, prefix, *condition, it.span,
                                        fmt::format("{} announces {}", quoted(scene.network, NodeId::at(i)), to_string(prefix))));
            }
    return all;
}

std::optional<Diagnosis> waiting_static(const Scene& scene, const Fault& fault) {
    const NodeId node = fault.walk->at();
    for (const StaticRoute& route : scene.network[node].static_routes)
        if (route.prefix.contains(fault.packet.destination))
            if (const auto condition = unmet(scene.network, scene.down(), route.fails_with, std::nullopt))
                return waits(scene, fault, route.prefix, *condition, route.span,
                             fmt::format("{} has its static route to {}", quoted(scene.network, node), to_string(route.prefix)));
    return std::nullopt;
}

// Every prefix comes to rest by itself, and no valuation of the conditions agrees with the tables it makes: those that
// turn when all are taken at their word tell the circle.
std::optional<Diagnosis> contradicting_conditions(const Scene& scene) {
    const Ties ties(scene.network);
    for (const Tied& group : ties.groups()) {
        if (routing::settle_tied(scene.network, ties, group.prefixes, scene.found.failed))
            continue;
        Diagnosis diagnosis;
        diagnosis.reason = reason::no_stable_state;
        diagnosis.prefix = group.prefixes.front();
        diagnosis.not_tried = "not tried: several conditions make the circle";
        std::vector<std::string> prefixes;
        for (const Prefix& prefix : group.prefixes)
            prefixes.push_back(to_string(prefix));
        const auto of_group = [&](FailureId id) {
            return std::ranges::find(group.conditions, id) != group.conditions.end();
        };
        for (std::size_t i = 0; i < scene.network.nodes.size(); ++i)
            for (const Origination& it : scene.network.nodes[i].originates) {
                for (const FailureId id : it.fails_with)
                    if (of_group(id))
                        diagnosis.add(it.span, fmt::format("{} announces {} while {}", quoted(scene.network, NodeId::at(i)),
                                                           to_string(it.prefix), told(scene.network, id, true)));
                if (it.only_while && of_group(*it.only_while))
                    diagnosis.add(it.span, fmt::format("{} announces {} unless {}", quoted(scene.network, NodeId::at(i)),
                                                       to_string(it.prefix), told(scene.network, *it.only_while, true)));
            }
        const bool announced = !diagnosis.causes.empty();
        for (const Session& session : scene.network.sessions)
            if (std::ranges::any_of(session.fails_with, of_group))
                diagnosis.add(session.span, fmt::format("{} is up, and its next hops resolve, by routes that it may carry itself",
                                                        quoted(session.name)));
        diagnosis.headline = fmt::format("routing to {} never comes to rest: {}", listed(prefixes),
                                         announced ? "what announces one depends on the other"
                                                   : "a session goes over routes that depend on what it carries");
        return diagnosis;
    }
    return std::nullopt;
}

} // namespace verdict
