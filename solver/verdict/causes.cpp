// What several searches for causes share: connectivity, the way a route came, the lines that carried it.

#include "solver/verdict/causes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/routing/message.hpp"
#include "solver/routing/policy.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

void Diagnosis::add(dsl::Span span, std::string sentence) {
    const bool known = std::any_of(causes.begin(), causes.end(), [&](const Cause& cause) {
        return span.known() ? cause.span == span : cause.sentence == sentence;
    });
    if (!known)
        causes.push_back({span, std::move(sentence)});
}

Diagnosis begin(const Fault& fault, std::string headline) {
    Diagnosis diagnosis;
    diagnosis.reason = routing::code(fault.walk->ending);
    diagnosis.at = fault.walk->at();
    diagnosis.headline = std::move(headline);
    return diagnosis;
}

bool connected(const Network& network, const Adjacency& adjacency, NodeId from, NodeId to,
               const FailureSet& failed) {
    std::vector<bool> seen(network.nodes.size());
    std::vector<NodeId> open{from};
    seen[from.index()] = true;
    while (!open.empty() && !seen[to.index()]) {
        const NodeId node = open.back();
        open.pop_back();
        for (LinkId link : adjacency.links[node.index()])
            if (!seen[network[link].to.index()] && routing::is_up(network, link, failed)) {
                seen[network[link].to.index()] = true;
                open.push_back(network[link].to);
            }
    }
    return seen[to.index()];
}

std::vector<Prefix> covering(const Network& network, Address destination) {
    std::vector<Prefix> all;
    for (const Prefix& prefix : routed_prefixes(network))
        if (prefix.contains(destination))
            all.push_back(prefix);
    std::sort(all.begin(), all.end(), [](const Prefix& a, const Prefix& b) { return a.length > b.length; });
    return all;
}

std::vector<NodeId> way_of_route(const Network& network, const routing::PrefixState& state, NodeId node) {
    std::vector<NodeId> way{node};
    while (true) {
        const auto& best = state.choices[way.back().index()].best;
        if (!best || best->local())
            return way;
        const NodeId peer = network[best->session].far_end(way.back()).node;
        if (std::find(way.begin(), way.end(), peer) != way.end())
            return way;
        way.push_back(peer);
    }
}

dsl::Span announcement(const Network& network, NodeId node, const Prefix& prefix) {
    for (const Origination& it : network[node].originates)
        if (it.prefix == prefix && it.span.known())
            return it.span;
    for (const OwnedPrefix& it : network[node].owns)
        if (it.prefix == prefix)
            return it.span;
    return {};
}

Cause let_through(const Network& network, const SessionEnd& end, NodeId peer, const Prefix& prefix,
                  routing::Route route, bool sending) {
    const auto& id = sending ? end.export_policy : end.import_policy;
    const std::string direction = sending ? "to" : "from";
    if (!id)
        return {end.span, fmt::format("{} has no {} policy {} {}", quoted(network, end.node),
                                      sending ? "export" : "import", direction, quoted(network, peer))};
    const auto decision = routing::evaluate(network[*id], prefix, route);
    return {decision.decided_by,
            fmt::format("{} accepts {} {} {} at {}", quoted(network[*id].name), to_string(prefix), direction,
                        quoted(network, peer), quoted(network, end.node))};
}

namespace {

/// A line that declares a node stands for what that kind of node always does. Where the user wrote policies
/// or sessions too, those are the ones to look at.
void keep_written(const Network& network, std::vector<Cause>& causes) {
    const auto always = [&](const Cause& cause) {
        return std::any_of(network.nodes.begin(), network.nodes.end(),
                           [&](const Node& node) { return node.span.known() && node.span == cause.span; });
    };
    if (!std::all_of(causes.begin(), causes.end(), always))
        std::erase_if(causes, always);
}

} // namespace

std::vector<Cause> carriers(const Network& network, const routing::PrefixState& state,
                            const FailureSet& failed, NodeId node) {
    const routing::Health health(network, failed);
    const routing::Setting setting{health, state.prefix};
    std::vector<Cause> with_policy, without;
    const auto way = way_of_route(network, state, node);
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
        const SessionId session = state.choices[way[i].index()].best->session;
        const auto& sent = state.choices[way[i + 1].index()].best;
        if (!sent)
            break;
        const SessionEnd &in = network[session].end(way[i]), &out = network[session].end(way[i + 1]);
        const auto message = routing::send(setting, session, way[i + 1], &*sent);
        (in.import_policy ? with_policy : without)
            .push_back(let_through(network, in, way[i + 1], state.prefix, message.route.value_or(sent->route),
                                   false));
        (out.export_policy ? with_policy : without)
            .push_back(let_through(network, out, way[i], state.prefix, sent->route, true));
    }
    with_policy.insert(with_policy.end(), without.begin(), without.end());
    keep_written(network, with_policy);
    with_policy.push_back(
        {announcement(network, way.back(), state.prefix),
         fmt::format("{} announces {}", quoted(network, way.back()), to_string(state.prefix))});
    return with_policy;
}

Cause step_of_way(const Scene& scene, NodeId node, NodeId next, Address destination) {
    const auto table = routing::lookup(scene.network, scene.state(), node, destination);
    const std::string sends = fmt::format("{} sends {} to {}", quoted(scene.network, node),
                                          to_string(table.prefix), quoted(scene.network, next));
    if (table.source == routing::Table::Source::ospf)
        return {scene.network[table.links.front()].span, sends + ", learned by OSPF"};
    if (table.source != routing::Table::Source::bgp)
        return {table.responsible, fmt::format("{} by a {}", sends, route_word(scene.network, node, table))};
    const auto* state = scene.state().find(table.prefix);
    const auto& best = state->choices[node.index()].best;
    const SessionEnd& end = scene.network[best->session].end(node);
    return {end.span, fmt::format("{}, learned from {}", sends,
                                  quoted(scene.network, scene.network[best->session].far_end(node).node))};
}

std::optional<Repair> closing(const Scene& scene, NodeId node, Address destination) {
    const auto table = routing::lookup(scene.network, scene.state(), node, destination);
    if (table.source == routing::Table::Source::static_route)
        return drop_static_routes(scene.network, node, table.prefix);
    const auto* state = scene.state().find(table.prefix);
    if (table.source != routing::Table::Source::bgp || !state)
        return std::nullopt;
    return reject_on_import(scene.network, state->choices[node.index()].best->session, node, table.prefix);
}

std::size_t last_common(const std::vector<NodeId>& a, const std::vector<NodeId>& b) {
    std::size_t i = 0;
    while (i + 1 < a.size() && i + 1 < b.size() && a[i + 1] == b[i + 1])
        ++i;
    return i;
}

} // namespace verdict
