// Packets that go round: every step of the circle with the line that makes it, what somebody wrote by hand
// first, then the table that sends back what was handed to it.

#include <algorithm>

#include <fmt/format.h>

#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

/// One step of the circle.
struct Step {
    NodeId node, next;
    routing::Table table;
    bool hands_over = false; ///< it hands all it forwards to its subnet's table
    bool sends_back = false; ///< that table sends it to where it came from

    bool fixed() const { return table.source == routing::Table::Source::static_route; }
};

bool is_inner(const Network& network, const Step& step) {
    return std::ranges::any_of(step.table.static_routes, [&](std::size_t i) {
        return network[step.node].static_routes[i].label.hidden;
    });
}

bool is_systems(const Network& network, const Step& step) {
    return std::ranges::any_of(step.table.static_routes, [&](std::size_t i) {
        return network[step.node].static_routes[i].label.source == "system";
    });
}

/// The likelier a step is somebody's mistake, the less.
int rank(const Network& network, const Step& step) {
    if (step.hands_over)
        return 4;
    if (step.fixed())
        return is_systems(network, step) ? 3 : 0;
    return step.sends_back ? 1 : 2;
}

std::vector<Step> steps_of(const Scene& scene, const std::vector<NodeId>& nodes, Address destination) {
    std::vector<Step> steps;
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
        Step step{nodes[i], nodes[i + 1],
                  routing::lookup(scene.network, scene.state(), nodes[i], destination)};
        const auto& hands_to = scene.network[step.node].hands_to;
        step.hands_over = hands_to && scene.network[*hands_to].to == step.next &&
                          std::ranges::find(step.table.links, *hands_to) != step.table.links.end();
        step.sends_back = table_for(scene.network, step.next) == step.node;
        steps.push_back(std::move(step));
    }
    return steps;
}

Cause cause_of(const Scene& scene, const Step& step, Address destination) {
    const std::string node = quoted(scene.network, step.node), next = quoted(scene.network, step.next);
    if (step.hands_over)
        return {scene.network[step.node].span,
                fmt::format("{} hands what it forwards to the table of its subnet {}", node, next)};
    if (!step.sends_back || step.table.source != routing::Table::Source::bgp)
        return step_of_way(scene, step.node, step.next, destination);
    const auto& best = scene.state().find(step.table.prefix)->choices[step.node.index()].best;
    const Session& session = scene.network[best->session];
    const SessionEnd& sender = session.far_end(step.node);
    return {sender.span.known() ? sender.span : session.span,
            fmt::format("the table of {} sends {} back to {}, which announces it there", node,
                        to_string(step.table.prefix), quoted(scene.network, sender.node))};
}

} // namespace

Diagnosis going_round(const Scene& scene, const Fault& fault) {
    auto nodes = nodes_of(*fault.walk);
    nodes.erase(nodes.begin(), std::find(nodes.begin(), nodes.end(), nodes.back()));
    const Address destination = fault.walk->final_packet().destination;
    Diagnosis diagnosis;
    diagnosis.reason = routing::code(fault.walk->ending);
    diagnosis.at = fault.walk->at();
    diagnosis.headline =
        fmt::format("packets to {} go round: {}", to_string(destination), way(scene.network, nodes));
    diagnosis.table_node = nodes.front();
    diagnosis.not_tried = "not tried: several routes make the loop";
    auto steps = steps_of(scene, nodes, destination);
    std::ranges::stable_sort(steps, {}, [&](const Step& step) { return rank(scene.network, step); });
    for (const Step& step : steps) {
        if (is_inner(scene.network, step) && !step.hands_over)
            continue;
        Cause cause = cause_of(scene, step, destination);
        diagnosis.add(cause.span, std::move(cause.sentence));
        if (step.fixed() && !is_systems(scene.network, step) && !diagnosis.repair)
            diagnosis.repair = drop_static_routes(scene.network, step.node, step.table.prefix);
        if (!diagnosis.prefix) {
            diagnosis.prefix = step.table.prefix;
            diagnosis.table_node = step.node;
        }
    }
    return diagnosis;
}

} // namespace verdict
