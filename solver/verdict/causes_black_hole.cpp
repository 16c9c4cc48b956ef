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

/// Into `all`: the diagnosis with the route that leads in told first.
void lead_in(const Fault& fault, const Cause& step, Diagnosis diagnosis, std::vector<Diagnosis>& all) {
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
    leading.repair = closing(scene, before, destination);
    leading.prefix = table.prefix;
    leading.table_node = before;
    lead_in(fault, step, std::move(leading), all);
    for (Diagnosis& diagnosis : ended)
        if (diagnosis.repair)
            lead_in(fault, step, std::move(diagnosis), all);
    return all;
}

} // namespace verdict
