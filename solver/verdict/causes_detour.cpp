// Delivered, but not the way that was wanted: past every waypoint, or over too many locations. The packet's
// way is laid beside one that would have done, and the node where they part is asked why it did not take that
// one.

#include <algorithm>

#include <fmt/format.h>

#include "solver/properties/ways.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::Walk;
using Nodes = std::vector<NodeId>;
/// Whether a way of nodes would have done.
using Wanted = std::function<bool(const Nodes&)>;

namespace {

constexpr std::size_t most_branches = 256;

/// A way that the same packet takes in `state`, and that would have done.
std::optional<Nodes> branch_in(const Scene& scene, const routing::State& state, const Wanted& wanted) {
    const Counterexample& found = scene.found;
    for (const Walk& walk :
         routing::all_walks(scene.network, state, found.from.node, found.packet, nullptr, most_branches))
        if (properties::delivered_at(walk, found.to.delivery()) && wanted(nodes_of(walk)))
            return nodes_of(walk);
    return std::nullopt;
}

/// The shortest way over links that are up from a node of `start` to a node that `goal` holds for; of equally
/// short ones that which leaves `start` first. Empty if there is none.
Nodes shortest_way(const Scene& scene, const Nodes& start, const std::function<bool(NodeId)>& goal) {
    std::vector<NodeId> came_from(scene.network.nodes.size());
    std::vector<bool> seen(scene.network.nodes.size());
    Nodes queue = start;
    for (NodeId node : start)
        seen[node.index()] = true;
    for (std::size_t next = 0; next < queue.size(); ++next) {
        if (goal(queue[next])) {
            Nodes way{queue[next]};
            while (came_from[way.back().index()].known())
                way.push_back(came_from[way.back().index()]);
            std::reverse(way.begin(), way.end());
            return way;
        }
        for (LinkId link : scene.adjacency.links[queue[next].index()]) {
            const NodeId to = scene.network[link].to;
            if (seen[to.index()] || !routing::is_up(scene.network, link, scene.down()))
                continue;
            seen[to.index()] = true;
            came_from[to.index()] = queue[next];
            queue.push_back(to);
        }
    }
    return {};
}

/// Why the packet did not go a way that branches of its own, or healthy ones, go: nothing if there is no such
/// way.
std::optional<Refusal> why_not_as_others(const Scene& scene, const Nodes& taken, const Wanted& wanted) {
    auto other = branch_in(scene, scene.state(), wanted);
    if (!other && !scene.found.failed.empty())
        other = branch_in(scene, scene.replay.healthy, wanted);
    if (!other)
        return std::nullopt;
    const auto part = static_cast<std::ptrdiff_t>(last_common(*other, taken));
    return why_not(scene, scene.found.packet.destination, {other->begin() + part, other->end()});
}

/// The lines that led the packet from each node to the next, for want of anything better.
void tell_steps(const Scene& scene, const Nodes& taken, Diagnosis& diagnosis) {
    for (std::size_t i = 0; i + 1 < taken.size(); ++i) {
        Cause step = step_of_way(scene, taken[i], taken[i + 1], scene.found.packet.destination);
        diagnosis.add(step.span, std::move(step.sentence));
    }
}

Diagnosis finished(const Scene& scene, std::optional<Refusal> refusal, const Nodes& taken,
                   std::string headline) {
    Diagnosis diagnosis;
    if (refusal) {
        diagnosis = std::move(refusal->diagnosis);
        if (!diagnosis.causes.empty())
            headline += "; " + diagnosis.causes.front().sentence;
    } else {
        diagnosis.at = diagnosis.table_node = taken.front();
        diagnosis.prefix =
            routing::lookup(scene.network, scene.state(), taken.front(), scene.found.packet.destination)
                .prefix;
        tell_steps(scene, taken, diagnosis);
    }
    diagnosis.headline = std::move(headline);
    if (!diagnosis.repair && diagnosis.not_tried.empty())
        diagnosis.not_tried = "not tried: no single decision is responsible";
    return diagnosis;
}

std::vector<std::string> quoted_nodes(const Network& network, const Nodes& nodes) {
    std::vector<std::string> names;
    for (NodeId node : nodes)
        names.push_back(quoted(network, node));
    return names;
}

/// Waypoints that are down let everything pass them by.
void tell_waypoints_down(const Scene& scene, Diagnosis& diagnosis) {
    for (NodeId node : scene.claim.options.through)
        for (FailureId group : scene.network[node].fails_with)
            if (std::binary_search(scene.found.failed.begin(), scene.found.failed.end(), group))
                diagnosis.add(
                    scene.network[group].span,
                    fmt::format("{} is down, and packets go on without it", quoted(scene.network, node)));
}

/// The line that sent the packet on where it left the wanted way.
void tell_turn(const Scene& scene, const Nodes& taken, Diagnosis& diagnosis) {
    const auto at = std::find(taken.begin(), taken.end(), diagnosis.at);
    if (at == taken.end() || std::next(at) == taken.end())
        return;
    Cause step = step_of_way(scene, *at, *std::next(at), scene.found.packet.destination);
    diagnosis.add(step.span, std::move(step.sentence));
}

} // namespace

std::vector<Diagnosis> missed_waypoint(const Scene& scene) {
    const auto& through = scene.claim.options.through;
    const Nodes taken = nodes_of(*scene.found.there);
    const auto is_waypoint = [&](NodeId node) {
        return std::binary_search(through.begin(), through.end(), node);
    };
    auto refusal = why_not_as_others(scene, taken, [&](const Nodes& nodes) {
        return std::any_of(nodes.begin(), nodes.end(), is_waypoint);
    });
    if (!refusal) {
        const Nodes way = shortest_way(scene, {taken.begin(), taken.end() - 1}, is_waypoint);
        if (way.size() > 1)
            refusal = why_not(scene, scene.found.packet.destination, way);
    }
    const std::string headline = fmt::format("{} reaches {} over {}, past {}", quoted(scene.found.from.name),
                                             quoted(scene.found.to.name), way(scene.network, taken),
                                             listed(quoted_nodes(scene.network, through)));
    Diagnosis diagnosis = finished(scene, std::move(refusal), taken, headline);
    diagnosis.reason = reason::waypoint_missed;
    tell_turn(scene, taken, diagnosis);
    tell_waypoints_down(scene, diagnosis);
    std::vector<Diagnosis> all;
    if (diagnosis.repair)
        all.push_back(diagnosis);
    all.push_back(std::move(diagnosis));
    all.back().repair = closing(scene, all.back().at, scene.found.packet.destination);
    return all;
}

std::vector<Diagnosis> too_long_way(const Scene& scene) {
    const std::uint32_t limit = scene.claim.options.at_most.value_or(0);
    const auto shown = [&](const Nodes& nodes) {
        return std::count_if(nodes.begin(), nodes.end(),
                             [&](NodeId node) { return scene.network[node].in_traces; });
    };
    const auto short_enough = [&](const Nodes& nodes) { return shown(nodes) <= limit; };
    const Nodes taken = nodes_of(*scene.found.there);
    auto refusal = why_not_as_others(scene, taken, short_enough);
    const Nodes shortest =
        shortest_way(scene, {taken.front()}, [&](NodeId node) { return node == taken.back(); });
    if (!refusal && short_enough(shortest)) {
        const auto part = static_cast<std::ptrdiff_t>(last_common(shortest, taken));
        refusal = why_not(scene, scene.found.packet.destination, {shortest.begin() + part, shortest.end()});
    }
    const std::string headline = fmt::format("{} reaches {} over {}: {} locations, and at most {} are wanted",
                                             quoted(scene.found.from.name), quoted(scene.found.to.name),
                                             way(scene.network, taken), shown(taken), limit);
    Diagnosis diagnosis = finished(scene, std::move(refusal), taken, headline);
    diagnosis.reason = reason::path_too_long;
    if (!short_enough(shortest))
        diagnosis.notes.push_back(
            fmt::format("no way over links that are up is short enough: the shortest is {}",
                        way(scene.network, shortest)));
    return {diagnosis};
}

} // namespace verdict
