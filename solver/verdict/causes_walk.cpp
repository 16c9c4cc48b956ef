// The packet found a route and ended all the same: a rule, a null route, a loop, a node that does not
// forward, a stateful node that never saw what is answered.

#include <algorithm>

#include <fmt/format.h>

#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::Ending;

namespace {

Diagnosis begin(const Fault& fault, std::string headline) {
    Diagnosis diagnosis;
    diagnosis.reason = routing::code(fault.walk->ending);
    diagnosis.at = fault.walk->at();
    diagnosis.headline = std::move(headline);
    return diagnosis;
}

/// The node let the packet pass, and the link it would leave over did not.
Diagnosis filtered_on_link(const Scene& scene, const Fault& fault) {
    const std::string node = quoted(scene.network, fault.walk->at());
    auto diagnosis = begin(fault, fmt::format("{} may not send {} on", node, words(fault.packet)));
    diagnosis.add(fault.walk->responsible,
                  fmt::format("the way on from {} refuses {}", node, words(fault.packet)));
    diagnosis.not_tried = "not tried: what a way between two places lets pass is not ours to say";
    return diagnosis;
}

Diagnosis filtered(const Scene& scene, const Fault& fault) {
    const NodeId at = fault.walk->at();
    const std::string node = quoted(scene.network, at);
    const FilterRule* rule = deciding_rule(scene.network[at].filter, fault.walk->final_packet());
    if (rule ? rule->allow : scene.network[at].filter.empty())
        return filtered_on_link(scene, fault);
    auto diagnosis = begin(fault, fmt::format("{} refuses {}", node, words(fault.packet)));
    if (rule) {
        diagnosis.add(rule->span,
                      fmt::format("rule {} of {} refuses {}", rule->number, node, words(fault.packet)));
        diagnosis.repair = drop_filter_rule(scene.network, at, rule->number);
    } else {
        diagnosis.add(scene.network[at].span,
                      fmt::format("no rule of {} lets {} pass, and what none matches is refused", node,
                                  words(fault.packet)));
        diagnosis.repair = allow_packets(scene.network, at, fault.from->addresses, fault.to->addresses);
    }
    return diagnosis;
}

Diagnosis null_routed(const Scene& scene, const Fault& fault) {
    const NodeId at = fault.walk->at();
    const auto table = routing::lookup(scene.network, scene.state(), at, fault.packet.destination);
    const std::string what = to_string(table.prefix), node = quoted(scene.network, at);
    auto diagnosis = begin(fault, fmt::format("{} discards packets to {}", node, what));
    diagnosis.add(fault.walk->responsible, fmt::format("the static route to {} at {} discards", what, node));
    diagnosis.repair = drop_static_routes(scene.network, at, table.prefix);
    diagnosis.prefix = table.prefix;
    return diagnosis;
}

Diagnosis loop(const Scene& scene, const Fault& fault) {
    auto nodes = nodes_of(*fault.walk);
    nodes.erase(nodes.begin(), std::find(nodes.begin(), nodes.end(), nodes.back()));
    auto diagnosis =
        begin(fault, fmt::format("packets to {} go round: {}", to_string(fault.packet.destination),
                                 way(scene.network, nodes)));
    std::vector<Cause> statics, learned;
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
        const auto table = routing::lookup(scene.network, scene.state(), nodes[i], fault.packet.destination);
        const bool by_hand = table.source == routing::Table::Source::static_route;
        (by_hand ? statics : learned)
            .push_back(step_of_way(scene, nodes[i], nodes[i + 1], fault.packet.destination));
        if (by_hand && !diagnosis.repair)
            diagnosis.repair = drop_static_routes(scene.network, nodes[i], table.prefix);
        if (!diagnosis.prefix)
            diagnosis.prefix = table.prefix;
    }
    statics.insert(statics.end(), learned.begin(), learned.end());
    diagnosis.table_node = nodes.front();
    diagnosis.causes = std::move(statics);
    diagnosis.not_tried = "not tried: several routes make the loop";
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

/// The answer met a stateful node which the packet had passed by: why did the packet, or the answer, turn
/// away?
Diagnosis no_session(const Scene& scene, const Fault& fault) {
    const std::string node = quoted(scene.network, fault.walk->at());
    auto diagnosis =
        begin(fault, fmt::format("the answer meets {}, which never saw the packet it answers", node));
    diagnosis.add(scene.network[fault.walk->at()].span,
                  fmt::format("{} is stateful and lets an answer pass only if it saw the packet", node));
    if (!scene.found.there)
        return diagnosis;
    const auto there = nodes_of(*scene.found.there), back = nodes_of(*fault.walk);
    std::vector<NodeId> there_reversed(there.rbegin(), there.rend());
    const std::size_t part = last_common(back, there_reversed);
    const std::vector<NodeId> wanted(there_reversed.begin() + static_cast<std::ptrdiff_t>(part),
                                     there_reversed.end());
    diagnosis.headline += fmt::format(": it went {}", way(scene.network, there));
    if (auto refusal = why_not(scene, fault.packet.destination, wanted)) {
        std::vector<Cause> causes = std::move(refusal->diagnosis.causes);
        causes.insert(causes.end(), diagnosis.causes.begin(), diagnosis.causes.end());
        diagnosis.causes = std::move(causes);
        diagnosis.repair = refusal->diagnosis.repair;
        diagnosis.prefix = refusal->diagnosis.prefix;
        diagnosis.table_node = refusal->diagnosis.at;
    }
    return diagnosis;
}

Diagnosis told_unreachable(const Scene& scene, const Fault& fault) {
    const NodeId at = fault.walk->at();
    const std::string node = quoted(scene.network, at), prefix = to_string(fault.walk->hops.back().prefix);
    auto diagnosis = begin(fault, fmt::format("the table of {} has no next hop for {}", node, prefix));
    diagnosis.add(fault.walk->responsible, fmt::format("a route of {} leads {} nowhere", node, prefix));
    diagnosis.repair = drop_static_routes(scene.network, at, fault.walk->hops.back().prefix);
    diagnosis.prefix = fault.walk->hops.back().prefix;
    return diagnosis;
}

Diagnosis drained(const Scene& scene, const Fault& fault) {
    const std::string node = quoted(scene.network, fault.walk->at());
    auto diagnosis = begin(fault, fmt::format("{} is in maintenance: its routes stay and packets die", node));
    diagnosis.add(fault.walk->responsible, diagnosis.headline);
    diagnosis.not_tried = "not tried: what is drained is not the fault";
    return diagnosis;
}

Diagnosis next_hop_down(const Scene& scene, const Fault& fault) {
    const NodeId at = fault.walk->at();
    const Prefix prefix = fault.walk->hops.back().prefix;
    const std::string node = quoted(scene.network, at);
    auto diagnosis = begin(fault, fmt::format("the next hop of {} for {} is down, and the route stays", node,
                                              to_string(prefix)));
    diagnosis.add(fault.walk->responsible,
                  fmt::format("the route to {} at {} stays whatever fails", to_string(prefix), node));
    diagnosis.repair = drop_static_routes(scene.network, at, prefix);
    diagnosis.prefix = prefix;
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
        return route.prefix == last.prefix && route.span == fault.walk->responsible && route.label.source != "system";
    });
}

} // namespace

std::vector<Diagnosis> ended_on_the_way(const Scene& scene, const Fault& fault) {
    switch (fault.walk->ending) {
    case Ending::filtered:
        return {filtered(scene, fault)};
    case Ending::null_routed:
        return {null_routed(scene, fault)};
    case Ending::loop:
        return {loop(scene, fault)};
    case Ending::not_forwarding:
        return {not_forwarding(scene, fault)};
    case Ending::no_session:
        return {no_session(scene, fault)};
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
