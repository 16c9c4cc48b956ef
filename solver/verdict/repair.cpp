// Repairs: what they change, and what deciding again says.

#include "solver/verdict/repair.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

/// Whether every branch of `packet` from `from` is delivered at `to`.
bool all_delivered(const Network& network, const routing::State& state, NodeId from, NodeId to,
                   const Packet& packet, const routing::Walk* answered) {
    bool all = true;
    routing::walks(network, state, from, packet, answered, [&](const routing::Walk& walk) {
        all = walk.ending == routing::Ending::delivered && walk.at() == to;
        return all;
    });
    return all;
}

/// Whether the scenario of `found` surely still violates reachability in `mended`. False where that is not
/// known.
bool still_fails(const Network& mended, const properties::Claim& claim, const Counterexample& found) {
    if (claim.property != "reachability" || claim.options.paths_some)
        return false;
    std::vector<Prefix> prefixes;
    for (const Prefix& prefix : routed_prefixes(mended))
        if (prefix.contains(found.packet.source) || prefix.contains(found.packet.destination))
            prefixes.push_back(prefix);
    const auto settled = routing::settle_all(mended, prefixes, found.failed);
    if (!settled.unsettled.empty())
        return false;
    if (!all_delivered(mended, settled.state, found.from.node, found.to.delivery(), found.packet, nullptr))
        return true;
    if (claim.options.one_way)
        return false;
    for (const auto& there :
         routing::all_walks(mended, settled.state, found.from.node, found.packet, nullptr, 16))
        if (!all_delivered(mended, settled.state, found.to.node, found.from.delivery(), answer_to(there),
                           &there))
            return true;
    return false;
}

/// A policy of its own in this place, with the terms it had (one that accepts all if it had none).
Policy& own_policy(Network& network, std::optional<PolicyId>& place) {
    Policy copy = place ? network[*place] : Policy{"mended", {}, {}};
    if (!place)
        copy.terms.push_back({"", {}, {}, Outcome::accept, {}});
    place = PolicyId::at(network.policies.size());
    network.policies.push_back(std::move(copy));
    return network.policies.back();
}

Policy& own_import_policy(Network& network, SessionEnd& end) {
    return own_policy(network, end.import_policy);
}

SessionEnd& end_of(Network& network, SessionId session, NodeId node) {
    Session& it = network.sessions[session.index()];
    return it.a.node == node ? it.a : it.b;
}

Match exactly(const Prefix& prefix) { return {MatchPrefix{{{prefix, prefix.length, prefix.length}}}, {}}; }

} // namespace

OnlyReason try_repair(const Network& network, const properties::Claim& claim, const Redecide& redecide,
                      const Counterexample& found, const Repair& repair) {
    Network mended = network;
    repair.mend(mended);
    const Verdict verdict = still_fails(mended, claim, found) ? Verdict::violated : redecide(mended);
    if (verdict == Verdict::holds)
        return {OnlyReason::Answer::yes, repair.doing + " makes this hold in all scenarios (checked)"};
    if (verdict == Verdict::violated && !repair.partial)
        return {OnlyReason::Answer::no, repair.doing + " is not enough: another reason remains (checked)"};
    return {OnlyReason::Answer::not_tried,
            repair.partial ? "not tried: this line withholds more than single routes"
                           : "whether " + repair.doing + " is enough could not be decided"};
}

Repair accept_prefix(const Network& network, PolicyId policy, dsl::Span responsible, const Prefix& prefix) {
    return {fmt::format("accepting {} in {}", to_string(prefix), quoted(network[policy].name)),
            [policy, responsible, prefix](Network& mended) {
                auto& terms = mended.policies[policy.index()].terms;
                const auto rejecting = std::find_if(terms.begin(), terms.end(), [&](const Term& term) {
                    return term.outcome == Outcome::reject && term.span == responsible;
                });
                terms.insert(rejecting, Term{"", {exactly(prefix)}, {}, Outcome::accept, responsible});
            }};
}

Repair reject_on_import(const Network& network, SessionId session, NodeId receiver, const Prefix& prefix) {
    return {fmt::format("rejecting {} from {} at {}", to_string(prefix),
                        quoted(network, network[session].far_end(receiver).node), quoted(network, receiver)),
            [session, receiver, prefix](Network& mended) {
                auto& terms = own_import_policy(mended, end_of(mended, session, receiver)).terms;
                terms.insert(terms.begin(), Term{"", {exactly(prefix)}, {}, Outcome::reject, {}});
            }};
}

Repair announce_only_own(const Network& network, const std::vector<NodeId>& nodes) {
    std::vector<std::string> names;
    for (NodeId node : nodes)
        names.push_back(quoted(network, node));
    const auto among = [nodes](NodeId node) {
        return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
    };
    return {
        fmt::format("announcing nothing learned from others at {}", listed(names)), [among](Network& mended) {
            for (std::size_t i = 0; i < mended.sessions.size(); ++i) {
                Session& session = mended.sessions[i];
                if (among(session.a.node) == among(session.b.node))
                    continue;
                SessionEnd& end = among(session.a.node) ? session.a : session.b;
                auto& terms = own_policy(mended, end.export_policy).terms;
                terms.insert(terms.begin(), Term{"", {{MatchAsPathLength{1}, {}}}, {}, Outcome::reject, {}});
            }
        }};
}

Repair prefer_sessions(const Network& network, NodeId node, const std::vector<SessionId>& sessions,
                       const routing::Route& winner) {
    std::vector<std::string> peers;
    for (SessionId session : sessions)
        peers.push_back(quoted(network, network[session].far_end(node).node));
    const auto preference =
        winner.local_preference > UINT32_MAX - 50 ? UINT32_MAX : winner.local_preference + 50;
    return {fmt::format("giving what {} learns from {} local preference {}", quoted(network, node),
                        listed(peers), preference),
            [node, sessions, preference, weight = winner.weight](Network& mended) {
                for (SessionId session : sessions)
                    for (Term& term : own_import_policy(mended, end_of(mended, session, node)).terms)
                        if (term.outcome == Outcome::accept) {
                            term.sets.push_back({SetLocalPreference{preference}, {}});
                            term.sets.push_back({SetWeight{weight}, {}});
                        }
            }};
}

Repair drop_static_routes(const Network& network, NodeId node, const Prefix& prefix) {
    std::vector<std::string> hops;
    for (const StaticRoute& route : network[node].static_routes)
        if (route.prefix == prefix) {
            const auto* via = std::get_if<ViaLink>(&route.next_hop);
            hops.push_back(via ? "via " + quoted(network, network[via->link].to) : "that discards");
        }
    const std::string which = hops.size() < 2 ? "" : " " + listed(hops);
    return {fmt::format("dropping the static route{} to {}{} at {}", hops.size() < 2 ? "" : "s",
                        to_string(prefix), which, quoted(network, node)),
            [node, prefix](Network& mended) {
                std::erase_if(mended.nodes[node.index()].static_routes,
                              [&](const StaticRoute& route) { return route.prefix == prefix; });
            }};
}

Repair drop_originations(const Network& network, NodeId node, const Prefix& prefix) {
    const auto& all = network[node].originates;
    const auto line =
        std::find_if(all.begin(), all.end(), [&](const auto& it) { return it.prefix == prefix; });
    std::vector<Prefix> dropped{prefix};
    for (const Origination& it : all)
        if (it.prefix != prefix && line != all.end() && it.span == line->span && it.span.known())
            dropped.push_back(it.prefix);
    std::vector<std::string> names;
    for (const Prefix& it : dropped)
        names.push_back(to_string(it));
    return {fmt::format("not announcing {} at {}", listed(names), quoted(network, node)),
            [node, dropped](Network& mended) {
                std::erase_if(mended.nodes[node.index()].originates, [&](const Origination& it) {
                    return std::find(dropped.begin(), dropped.end(), it.prefix) != dropped.end();
                });
            }};
}

Repair add_originations(const std::vector<std::pair<NodeId, Prefix>>& missing, std::string doing) {
    return {std::move(doing), [missing](Network& mended) {
                for (const auto& [node, prefix] : missing)
                    mended.nodes[node.index()].originates.push_back({prefix, false, {}});
            }};
}

Repair drop_filter_rule(const Network& network, NodeId node, std::uint32_t number) {
    return {fmt::format("dropping rule {} of {}", number, quoted(network, node)),
            [node, number](Network& mended) {
                std::erase_if(mended.nodes[node.index()].filter.rules,
                              [&](const FilterRule& rule) { return rule.number == number; });
            }};
}

Repair allow_packets(const Network& network, NodeId node, const std::vector<Prefix>& sources,
                     const std::vector<Prefix>& destinations) {
    FilterRule allowed;
    allowed.sources = sources;
    allowed.destinations = destinations;
    std::vector<std::string> from, to;
    for (const Prefix& source : sources)
        from.push_back(to_string(source));
    for (const Prefix& destination : destinations)
        to.push_back(to_string(destination));
    return {fmt::format("letting {} to {} pass at {}", listed(from), listed(to), quoted(network, node)),
            [node, allowed](Network& mended) {
                auto& rules = mended.nodes[node.index()].filter.rules;
                rules.insert(rules.begin(), allowed);
            }};
}

namespace {

bool names(const properties::Scope& scope, Protocol protocol) {
    return !scope.protocol || *scope.protocol == protocol;
}

std::vector<PortRange> without(const std::vector<PortRange>& ranges, const PortRange& hole) {
    std::vector<PortRange> left;
    for (const PortRange& range : ranges) {
        if (hole.last < range.first || range.last < hole.first) {
            left.push_back(range);
            continue;
        }
        if (range.first < hole.first)
            left.push_back({range.first, static_cast<std::uint16_t>(hole.first - 1)});
        if (hole.last < range.last)
            left.push_back({static_cast<std::uint16_t>(hole.last + 1), range.last});
    }
    return left;
}

/// The ports of one protocol that a claim is about, and whether it is about the protocol at all.
std::optional<std::vector<PortRange>> claimed_ports(const properties::Options& options, Protocol protocol) {
    const bool has_ports = protocol != Protocol::icmp;
    if (!names(options.scope, protocol) || (options.scope.ports && !has_ports))
        return std::nullopt;
    std::vector<PortRange> ports{options.scope.ports.value_or(PortRange{})};
    for (const properties::Scope& scope : options.except)
        if (names(scope, protocol) && (has_ports || !scope.ports))
            ports = without(ports, scope.ports.value_or(PortRange{}));
    return ports.empty() ? std::nullopt : std::optional(has_ports ? ports : std::vector<PortRange>{});
}

} // namespace

Repair refuse_packets(const Network& network, NodeId node, const properties::Options& options,
                      const std::vector<Prefix>& sources, const std::vector<Prefix>& destinations) {
    std::vector<FilterRule> refused;
    for (const Protocol protocol : {Protocol::icmp, Protocol::tcp, Protocol::udp})
        if (auto ports = claimed_ports(options, protocol)) {
            FilterRule rule;
            rule.allow = false;
            rule.protocol = protocol;
            if (options.source_own)
                rule.sources = sources;
            rule.destinations = destinations;
            rule.destination_ports = *std::move(ports);
            refused.push_back(std::move(rule));
        }
    return {fmt::format("refusing at {} what this claim forbids", quoted(network, node)),
            [node, refused](Network& mended) {
                auto& rules = mended.nodes[node.index()].filter.rules;
                rules.insert(rules.begin(), refused.begin(), refused.end());
            }};
}

Repair change_end(SessionId session, NodeId node, std::string doing,
                  std::function<void(SessionEnd&)> change) {
    return {std::move(doing), [session, node, change = std::move(change)](Network& mended) {
                change(end_of(mended, session, node));
            }};
}

Repair change_ends(const Network& network, SessionId session, NodeId node, std::string doing,
                   std::function<void(SessionEnd&)> change) {
    const dsl::Span line = network[session].end(node).span;
    return {std::move(doing), [session, node, line, change = std::move(change)](Network& mended) {
                change(end_of(mended, session, node));
                for (Session& each : mended.sessions)
                    for (SessionEnd* end : {&each.a, &each.b})
                        if (end->node == node && line.known() && end->span == line)
                            change(*end);
            }};
}

} // namespace verdict
