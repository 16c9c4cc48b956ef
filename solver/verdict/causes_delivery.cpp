// Something arrives, or is routed, that must not be: the rules that let it through, then the lines that carry
// the route, nearest to the sender first, because a policy there could have stopped it first.

#include <algorithm>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

/// The first prefix for one of the receiver's addresses that the sender's table holds.
std::optional<Prefix> present_route(const Scene& scene) {
    const Counterexample& found = scene.found;
    for (const Prefix& address : found.to.addresses)
        for (const Address at : {found.packet.destination, address.first()}) {
            const auto table = routing::lookup(scene.network, scene.state(), found.from.node, at);
            if (address.contains(at) && table.source != routing::Table::Source::none)
                return table.prefix;
        }
    return std::nullopt;
}

/// The nodes that carry it: the way of the packet, or the one whose table is asked.
std::vector<NodeId> asked(const Scene& scene) {
    return scene.found.there ? nodes_of(*scene.found.there) : std::vector{scene.found.from.node};
}

/// The first node on the way whose route was learned: there a policy could have stopped it.
std::optional<std::pair<NodeId, Prefix>> learned_at(const Scene& scene) {
    for (NodeId node : asked(scene)) {
        const auto table =
            routing::lookup(scene.network, scene.state(), node, scene.found.packet.destination);
        if (table.source == routing::Table::Source::bgp)
            return std::pair(node, table.prefix);
    }
    return std::nullopt;
}

void tell_statics(const Scene& scene, Diagnosis& diagnosis) {
    for (NodeId node : asked(scene)) {
        const auto table =
            routing::lookup(scene.network, scene.state(), node, scene.found.packet.destination);
        if (table.source != routing::Table::Source::static_route)
            continue;
        diagnosis.add(table.responsible,
                      fmt::format("{} has a {} to {}", quoted(scene.network, node),
                                  route_word(scene.network, node, table), to_string(table.prefix)));
        if (!diagnosis.repair)
            diagnosis.repair = drop_static_routes(scene.network, node, table.prefix);
        if (!diagnosis.prefix)
            diagnosis.prefix = table.prefix;
    }
}

/// The nodes on the way with rules, which could have stopped the packet, and say which rule let it through.
std::vector<NodeId> tell_rules(const Scene& scene, Diagnosis& diagnosis) {
    std::vector<NodeId> with_rules;
    if (!scene.found.there)
        return with_rules;
    for (NodeId node : nodes_of(*scene.found.there))
        if (const auto* rule = deciding_rule(scene.network[node].filter, scene.found.packet)) {
            with_rules.push_back(node);
            diagnosis.add(rule->span, fmt::format("{} of {} allows {}", words(*rule),
                                                  quoted(scene.network, node), words(scene.found.packet)));
        }
    return with_rules;
}

/// `fw` reaches `spoke` over ..., and whether with a source that is not its own.
std::string headline_of_delivery(const Counterexample& found, const Network& network) {
    std::string text = fmt::format("{} reaches {}", quoted(found.from.name), quoted(found.to.name));
    if (!found.there)
        return text;
    text += fmt::format(" over {}", way(network, *found.there));
    const bool own = std::any_of(found.from.addresses.begin(), found.from.addresses.end(),
                                 [&](const Prefix& it) { return it.contains(found.packet.source); });
    return own ? text
               : text + fmt::format(" with source {}, which is not {}'s own", to_string(found.packet.source),
                                    quoted(found.from.name));
}

/// Where rules are on the way, refusing there is what would help, and dropping routes would do too much.
std::vector<Diagnosis> stopped_by_rules(const Scene& scene, const Diagnosis& diagnosis,
                                        const std::vector<NodeId>& with_rules) {
    std::vector<Diagnosis> all;
    for (NodeId node : with_rules) {
        all.push_back(diagnosis);
        all.back().repair = refuse_packets(scene.network, node, scene.claim.options,
                                           scene.found.from.addresses, scene.found.to.addresses);
    }
    return all.empty() ? std::vector{diagnosis} : all;
}

} // namespace

std::vector<Diagnosis> unwanted_delivery(const Scene& scene) {
    const Counterexample& found = scene.found;
    const bool routes = scene.claim.options.isolation == properties::IsolationCompare::routes;
    Diagnosis diagnosis;
    diagnosis.reason = routes ? reason::route_present : routing::code(routing::Ending::delivered);
    diagnosis.at = routes ? found.from.node : found.to.node;
    diagnosis.table_node = found.from.node;
    if (routes) {
        diagnosis.prefix = present_route(scene);
        diagnosis.headline = fmt::format("{} has a route to {}", quoted(scene.network, found.from.node),
                                         diagnosis.prefix ? prefix_of(scene.network, *diagnosis.prefix)
                                                          : quoted(found.to.name));
    } else {
        diagnosis.headline = headline_of_delivery(found, scene.network);
    }
    const auto with_rules = routes ? std::vector<NodeId>{} : tell_rules(scene, diagnosis);
    tell_statics(scene, diagnosis);
    if (const auto learned = learned_at(scene)) {
        const auto& [node, prefix] = *learned;
        if (const auto* state = scene.state().find(prefix)) {
            for (Cause& cause : carriers(scene.network, *state, found.failed, node))
                diagnosis.add(cause.span, std::move(cause.sentence));
            const auto& best = state->choices[node.index()].best;
            if (!diagnosis.repair && best && !best->local())
                diagnosis.repair = reject_on_import(scene.network, best->session, node, prefix);
        }
        diagnosis.table_node = node;
        diagnosis.prefix = prefix;
    }
    diagnosis.not_tried = "not tried: the two ends are joined without a route in between";
    return stopped_by_rules(scene, diagnosis, with_rules);
}

} // namespace verdict
