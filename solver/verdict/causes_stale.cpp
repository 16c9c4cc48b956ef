// Routes that stay although what they lead to drops everything: a next hop that is down, an edge that is
// drained.

#include <algorithm>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"
#include "solver/verdict/told.hpp"

namespace verdict {

using namespace network;

namespace {

/// What a link leads to, or the link itself where only that is down.
std::string dead_end(const Network& network, const FailureSet& failed, const Link& link) {
    return routing::is_up(network, link.to, failed)
               ? fmt::format("the way from {} to {}", quoted(network, link.from), quoted(network, link.to))
               : quoted(network, link.to);
}

void add_failures(const Scene& scene, const Link& link, Diagnosis& diagnosis) {
    for (const auto* groups : {&link.fails_with, &scene.network[link.to].fails_with})
        for (const FailureId group : *groups) {
            const bool failed = std::ranges::find(scene.found.failed, group) != scene.found.failed.end();
            if (failed || scene.network[group].disabled)
                diagnosis.add(scene.network[group].span,
                              fmt::format("{} is {}", dead_end(scene.network, scene.found.failed, link),
                                          failed ? "down" : "disabled"));
        }
}

} // namespace

Diagnosis next_hop_down(const Scene& scene, const Fault& fault) {
    const NodeId at = fault.walk->at();
    const auto table =
        routing::lookup(scene.network, scene.state(), at, fault.walk->final_packet().destination);
    const std::string node = quoted(scene.network, at), prefix = to_string(table.prefix),
                      route = route_word(scene.network, at, table);
    auto diagnosis =
        begin(fault, fmt::format("the next hop of {} for {} is down, and the route stays", node, prefix));
    for (const std::size_t i : table.static_routes) {
        const StaticRoute& fixed = scene.network[at].static_routes[i];
        const auto* via = std::get_if<ViaLink>(&fixed.next_hop);
        if (!via)
            continue;
        const Link& link = scene.network[via->link];
        const std::string dead = dead_end(scene.network, scene.down(), link);
        if (diagnosis.causes.empty())
            diagnosis.headline = fmt::format("{} is down, and {} still sends {} there", dead, node, prefix);
        diagnosis.add(fixed.span, fmt::format("the {} of {} to {} stays whatever happens to {}", route, node,
                                              prefix, quoted(scene.network, link.to)));
        add_failures(scene, link, diagnosis);
    }
    diagnosis.repair = drop_static_routes(scene.network, at, table.prefix);
    diagnosis.prefix = table.prefix;
    return diagnosis;
}

namespace {

/// The way the packet would take if what is drained were down instead; empty if there is none.
std::vector<NodeId> way_around(const Scene& scene, const Fault& fault) {
    Network without = scene.network;
    Node& drained = without.nodes[fault.walk->at().index()];
    drained.fails_with.insert(drained.fails_with.end(), drained.drops_with.begin(), drained.drops_with.end());
    const auto state =
        routing::settle_all(without, covering(without, fault.packet.destination), scene.down()).state;
    for (const auto& walk :
         routing::all_walks(without, state, fault.walk->hops.front().node, fault.packet, nullptr, 64))
        if (walk.ending == routing::Ending::delivered)
            return nodes_of(walk);
    return {};
}

} // namespace

Diagnosis drained(const Scene& scene, const Fault& fault) {
    const std::string node = quoted(scene.network, fault.walk->at());
    const std::string sentence = fmt::format("{} is in maintenance: its routes stay and packets die", node);
    auto diagnosis = begin(fault, sentence);
    diagnosis.not_tried = "not tried: what is drained is not the fault";
    const auto taken = places(scene.network, nodes_of(*fault.walk)),
               around = places(scene.network, way_around(scene, fault));
    if (!around.empty()) {
        const auto part = static_cast<std::ptrdiff_t>(last_common(taken, around));
        if (auto refusal = why_not(scene, fault.packet.destination, {around.begin() + part, around.end()})) {
            diagnosis.causes = std::move(refusal->diagnosis.causes);
            diagnosis.repair = refusal->diagnosis.repair;
            diagnosis.prefix = refusal->diagnosis.prefix;
            diagnosis.table_node = refusal->diagnosis.at;
            if (!diagnosis.causes.empty())
                diagnosis.headline += "; " + diagnosis.causes.front().sentence;
        }
    }
    diagnosis.add(fault.walk->responsible, sentence);
    return diagnosis;
}

} // namespace verdict
