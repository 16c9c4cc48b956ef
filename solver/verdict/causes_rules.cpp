// Refused on the way: by a rule of a node or of a link, or by a stateful node that never saw what is
// answered.

#include <algorithm>

#include <fmt/format.h>

#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"
#include "solver/verdict/told.hpp"

namespace verdict {

using namespace network;

namespace {

/// The link that refused the packet: one that leads on from where it ended, with the rule that decided; null: none did.
const Link* refusing_link(const Network& network, const routing::Walk& walk, const FilterRule* rule) {
    for (const Link& link : network.links)
        if (link.from == walk.at() && !passes(link.filter, walk.final_packet()) &&
            deciding_rule(link.filter, walk.final_packet()) == rule && (rule || link.span == walk.responsible))
            return &link;
    return nullptr;
}

/// The packet, with its source port where the rule looks at it.
std::string asked(const Packet& packet, const FilterRule* rule) {
    const bool looks = rule && !rule->source_ports.empty() && packet.protocol != Protocol::icmp;
    return words(packet) + (looks ? fmt::format(" from port {}", packet.source_port) : "");
}

/// Lets everything pass over the links that the same line filters.
Repair lift_link_filters(const Network& network, const Link& link, dsl::Span line) {
    return {fmt::format("letting everything pass from {} to {}", quoted(network, link.from),
                        quoted(network, link.to)),
            [line](Network& mended) {
                for (Link& each : mended.links)
                    if (std::ranges::any_of(each.filter.rules,
                                            [&](const auto& rule) { return rule.span == line; }))
                        each.filter.rules.clear();
            }};
}

/// What one line of the text says of a link, in all links it was read into.
Repair drop_link_rule(const Link& link, const FilterRule& rule) {
    return {fmt::format("dropping {} of `{}`", words(rule), link.name), [line = rule.span](Network& mended) {
                for (Link& each : mended.links)
                    std::erase_if(each.filter.rules, [&](const FilterRule& one) { return one.span == line; });
            }};
}

/// The node let the packet pass, and the link it would leave over did not.
Diagnosis on_link(const Scene& scene, const Fault& fault) {
    const FilterRule* rule = refusing_rule(scene.network, *fault.walk);
    const std::string node = quoted(scene.network, fault.walk->at()),
                      packet = asked(fault.walk->final_packet(), rule);
    const Link* link = refusing_link(scene.network, *fault.walk, rule);
    const std::string to = link ? " to " + quoted(scene.network, link->to) : "";
    auto diagnosis = begin(fault, fmt::format("{} may not send {} on{}", node, packet, to));
    if (rule && !rule->name.empty())
        diagnosis.headline += ": " + words(*rule);
    if (rule && rule->name.empty() && link)
        diagnosis.add(rule->span, fmt::format("{} of `{}` refuses {}", words(*rule), link->name, packet));
    else if (rule || !link)
        diagnosis.add(rule ? rule->span : fault.walk->responsible,
                      fmt::format("the way on from {}{} refuses {}", node, to, packet));
    else
        diagnosis.add(link->span, fmt::format("no rule of `{}`{} lets {} pass, and what none matches is refused", link->name,
                                              to, packet));
    if (link && rule && rule->name.empty())
        diagnosis.repair = drop_link_rule(*link, *rule);
    else if (link && rule)
        diagnosis.repair = lift_link_filters(scene.network, *link, rule->span);
    return diagnosis;
}

bool is_refused_by_node(const Network& network, const routing::Walk& walk) {
    return !passes(network[walk.at()].filter, walk.final_packet());
}

} // namespace

Diagnosis refused(const Scene& scene, const Fault& fault) {
    const NodeId at = fault.walk->at();
    if (!is_refused_by_node(scene.network, *fault.walk))
        return on_link(scene, fault);
    const FilterRule* rule = refusing_rule(scene.network, *fault.walk);
    const std::string node = quoted(scene.network, at), packet = asked(fault.walk->final_packet(), rule);
    auto diagnosis = begin(fault, fmt::format("{} refuses {}", node, packet));
    if (!rule) {
        diagnosis.add(
            scene.network[at].span,
            fmt::format("no rule of {} lets {} pass, and what none matches is refused", node, packet));
    } else {
        diagnosis.add(rule->span, fmt::format("{} of {} refuses {}", words(*rule), node, packet));
        if (rule->name.empty())
            diagnosis.repair = drop_filter_rule(scene.network, at, rule->number);
        else // what stands in every list of rules is not to be dropped
            diagnosis.headline += fmt::format(": no other rule of it comes before {}", words(*rule));
    }
    if (!diagnosis.repair)
        diagnosis.repair = allow_packets(scene.network, at, fault.from->addresses, fault.to->addresses);
    return diagnosis;
}

namespace {

bool shares_state(const Network& network, NodeId a, NodeId b) {
    return a == b || (network[a].state_group && network[a].state_group == network[b].state_group);
}

/// Where the packet itself passed the stateful node by: the first place of its way that could have handed it
/// over.
std::optional<Cause> passed_by(const Scene& scene, const std::vector<NodeId>& there, NodeId stateful,
                               Address destination) {
    for (std::size_t i = 0; i + 1 < there.size(); ++i)
        for (const LinkId link : scene.adjacency.links[there[i].index()])
            if (shares_state(scene.network, scene.network[link].to, stateful)) {
                Cause cause = step_of_way(scene, there[i], there[i + 1], destination);
                cause.sentence += fmt::format(", past {}", quoted(scene.network, stateful));
                return cause;
            }
    return std::nullopt;
}

} // namespace

/// The answer met a stateful node which the packet had passed by: why did the packet, or the answer, turn
/// away?
Diagnosis without_session(const Scene& scene, const Fault& fault) {
    const NodeId at = fault.walk->at();
    const std::string node = quoted(scene.network, at);
    auto diagnosis =
        begin(fault, fmt::format("the answer meets {}, which never saw the packet it answers", node));
    const Cause stateful{
        scene.network[at].span,
        fmt::format("{} is stateful and lets an answer pass only if it saw the packet", node)};
    if (scene.found.there) {
        const auto there = places(scene.network, nodes_of(*scene.found.there)),
                   back = places(scene.network, nodes_of(*fault.walk));
        const std::vector<NodeId> there_reversed(there.rbegin(), there.rend());
        const std::size_t part = last_common(back, there_reversed);
        const std::vector<NodeId> wanted(there_reversed.begin() + static_cast<std::ptrdiff_t>(part),
                                         there_reversed.end());
        diagnosis.headline += fmt::format(": it went {}", way(scene.network, *scene.found.there));
        if (auto refusal = why_not(scene, fault.packet.destination, wanted)) {
            diagnosis.causes = std::move(refusal->diagnosis.causes);
            diagnosis.repair = refusal->diagnosis.repair;
            diagnosis.prefix = refusal->diagnosis.prefix;
            diagnosis.table_node = refusal->diagnosis.at;
        }
        if (auto cause = passed_by(scene, there, at, scene.found.packet.destination))
            diagnosis.add(cause->span, std::move(cause->sentence));
    }
    diagnosis.add(stateful.span, stateful.sentence);
    return diagnosis;
}

} // namespace verdict
