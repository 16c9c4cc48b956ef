// A node is handed packets that it has no route for: the route that leads into it, and why it has none
// itself.

#include <algorithm>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

/// Taking away what leads in: the static route, or what its holder learned.
std::optional<Repair> closing(const Scene& scene, NodeId node, const routing::Table& table) {
    if (table.source == routing::Table::Source::static_route)
        return drop_static_routes(scene.network, node, table.prefix);
    const auto* state = scene.state().find(table.prefix);
    if (table.source != routing::Table::Source::bgp || !state)
        return std::nullopt;
    const auto& best = state->choices[node.index()].best;
    return reject_on_import(scene.network, best->session, node, table.prefix);
}

/// Into `all`: the diagnosis with the route that leads in told first.
void lead_in(const Fault& fault, const Cause& step, Diagnosis diagnosis,
             std::vector<Diagnosis>& all) {
    diagnosis.reason = reason::black_hole;
    diagnosis.at = fault.walk->at();
    std::vector<Cause> lacking = std::move(diagnosis.causes);
    diagnosis.causes = {step};
    for (Cause& cause : lacking)
        diagnosis.add(cause.span, std::move(cause.sentence));
    diagnosis.headline = fmt::format("{}, and {}", step.sentence, diagnosis.headline);
    all.push_back(std::move(diagnosis));
}

} // namespace

std::vector<Diagnosis> black_hole(const Scene& scene, const Fault& fault) {
    const auto& hops = fault.walk->hops;
    const NodeId hole = fault.walk->at(), before = hops[hops.size() - 2].node;
    const Address destination = hops[hops.size() - 2].packet.destination;
    const Cause step = step_of_way(scene, before, hole, destination);
    const auto table = routing::lookup(scene.network, scene.state(), before, destination);
    std::vector<Diagnosis> all;
    auto ended = ended_on_the_way(scene, fault);
    Diagnosis leading = ended.front();
    leading.repair = closing(scene, before, table);
    leading.prefix = table.prefix;
    leading.table_node = before;
    lead_in(fault, step, std::move(leading), all);
    for (Diagnosis& diagnosis : ended)
        if (diagnosis.repair)
            lead_in(fault, step, std::move(diagnosis), all);
    return all;
}

} // namespace verdict
