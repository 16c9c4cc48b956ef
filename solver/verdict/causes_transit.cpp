// Packets of others come by a node: somebody sends them there because that node announced the destination,
// which it learned itself, or because a static route leads there.

#include <algorithm>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

/// The step with which the packet enters.
struct Entry {
    NodeId outside, inside;
    routing::Table table; ///< of the node outside
};

std::optional<Entry> entry_of(const Scene& scene) {
    const auto& through = scene.claim.options.through;
    const auto& hops = scene.found.there->hops;
    const auto in = std::find_if(hops.begin(), hops.end(), [&](const routing::Hop& hop) {
        return std::binary_search(through.begin(), through.end(), hop.node);
    });
    if (in == hops.begin() || in == hops.end())
        return std::nullopt;
    const NodeId outside = std::prev(in)->node;
    return Entry{outside, in->node,
                 routing::lookup(scene.network, scene.state(), outside, scene.found.packet.destination)};
}

/// Where the announcement came to the claim's nodes, and where it left them for the node outside: on the way
/// of the route, the last of them is the one that must not have passed it on.
std::optional<std::pair<NodeId, NodeId>> announced_over(const Scene& scene, const std::vector<NodeId>& way) {
    const auto& through = scene.claim.options.through;
    for (std::size_t i = 0; i + 1 < way.size(); ++i)
        if (std::binary_search(through.begin(), through.end(), way[i + 1]))
            return std::pair(way[i], way[i + 1]);
    return std::nullopt;
}

void tell_announcement(const Scene& scene, const Entry& entry, Diagnosis& diagnosis) {
    const auto* state = scene.state().find(entry.table.prefix);
    const auto way_of = way_of_route(scene.network, *state, entry.outside);
    if (const auto over = announced_over(scene, way_of)) {
        const auto& [to, by] = *over;
        const auto& learned = state->choices[by.index()].best;
        const std::string from =
            learned && !learned->local()
                ? fmt::format(", learned from {}",
                              quoted(scene.network, scene.network[learned->session].far_end(by).node))
                : std::string(", its own announcement");
        const SessionId session = state->choices[to.index()].best->session;
        const SessionEnd& end = scene.network[session].end(by);
        diagnosis.add(end.span, fmt::format("{} announces {} to {}{}", quoted(scene.network, by),
                                            to_string(entry.table.prefix), quoted(scene.network, to), from));
        diagnosis.repair = announce_only_own(scene.network, scene.claim.options.through);
    }
    for (Cause& cause : carriers(scene.network, *state, scene.down(), entry.outside))
        diagnosis.add(cause.span, std::move(cause.sentence));
}

} // namespace

std::vector<Diagnosis> transit(const Scene& scene) {
    const Counterexample& found = scene.found;
    Diagnosis diagnosis;
    diagnosis.reason = reason::transit;
    diagnosis.headline =
        fmt::format("packets from {} to {} come by {}: {}", quoted(found.from.name), quoted(found.to.name),
                    quoted(scene.network, found.at), way(scene.network, nodes_of(*found.there)));
    diagnosis.at = found.at;
    diagnosis.not_tried = "not tried: no announcement of its own brings the packets there";
    const auto entry = entry_of(scene);
    if (!entry)
        return {diagnosis};
    diagnosis.table_node = entry->outside;
    diagnosis.prefix = entry->table.prefix;
    if (entry->table.source == routing::Table::Source::bgp && scene.state().find(entry->table.prefix)) {
        tell_announcement(scene, *entry, diagnosis);
    } else {
        const Cause step = step_of_way(scene, entry->outside, entry->inside, found.packet.destination);
        diagnosis.add(step.span, step.sentence);
        if (entry->table.source == routing::Table::Source::static_route)
            diagnosis.repair = drop_static_routes(scene.network, entry->outside, entry->table.prefix);
    }
    if (!diagnosis.causes.empty())
        diagnosis.headline += "; " + diagnosis.causes.front().sentence;
    return {diagnosis};
}

} // namespace verdict
