// A network in words, for the message of a failed random test.

#include <fmt/format.h>

#include "tests/random/generator.hpp"
#include "tests/random/traffic.hpp"

namespace random_networks {

using namespace network;

namespace {

struct MatchText {
    const Network& network;
    std::string operator()(const MatchPrefix& m) const {
        std::string text = "prefix";
        for (const PrefixRange& r : m.any_of)
            text += fmt::format(" {} length {}-{}", to_string(r.prefix), r.shortest, r.longest);
        return text;
    }
    std::string operator()(const MatchCommunity& m) const {
        std::string text = "community";
        for (const Community& c : m.any_of)
            text += " " + to_string(c);
        return text;
    }
    std::string operator()(const MatchAsPathContains& m) const {
        return fmt::format("as-path contains {}", fmt::join(m.any_of, " "));
    }
    std::string operator()(const MatchAsPathStarts& m) const {
        return fmt::format("as-path starts {}", fmt::join(m.any_of, " "));
    }
    std::string operator()(const MatchAsPathEnds& m) const {
        return fmt::format("as-path ends {}", fmt::join(m.any_of, " "));
    }
    std::string operator()(const MatchAsPathLength& m) const {
        return fmt::format("as-path-length {}-{}", m.at_least, m.at_most);
    }
    std::string operator()(const MatchNextHop& m) const {
        std::string text = "next-hop";
        for (NodeId id : m.any_of)
            text += " " + network[id].name;
        return text;
    }
};

struct SetText {
    std::string operator()(const SetLocalPreference& s) const { return fmt::format("local-preference {}", s.value); }
    std::string operator()(const SetMed& s) const { return fmt::format("med {}", s.value); }
    std::string operator()(const SetWeight& s) const { return fmt::format("weight {}", s.value); }
    std::string operator()(const SetOrigin& s) const { return fmt::format("origin {}", static_cast<int>(s.value)); }
    std::string operator()(const AddCommunity& s) const { return "add " + to_string(s.community); }
    std::string operator()(const DeleteCommunity& s) const { return "delete " + to_string(s.community); }
    std::string operator()(const DeleteAllCommunities&) const { return "delete all communities"; }
    std::string operator()(const PrependAs& s) const { return fmt::format("prepend {} times {}", s.asn, s.times); }
};

std::string names(const Network& network, const std::vector<FailureId>& groups) {
    std::string text;
    for (FailureId id : groups)
        text += " " + network[id].name;
    return text;
}

std::string ospf_text(const Ospf& ospf) {
    static constexpr const char* sources[] = {"bgp", "static", "connected"};
    static constexpr const char* defaults[] = {"no", "if-installed", "always"};
    std::string text = fmt::format(" ospf {{ distance {} default {} metric {}", ospf.distance,
                                   defaults[static_cast<int>(ospf.originates_default)], ospf.default_metric);
    for (const Redistribution& r : ospf.redistributes) {
        text += fmt::format("; redistribute {} metric {} type {}", sources[static_cast<int>(r.from)], r.metric, r.type_1 ? 1 : 2);
        for (const PrefixRange& range : r.only)
            text += fmt::format(" only {} length {}-{}", to_string(range.prefix), range.shortest, range.longest);
    }
    return text + " }";
}

std::string static_text(const Network& network, const StaticRoute& route) {
    std::string text = " static " + to_string(route.prefix);
    if (const auto* via = std::get_if<ViaLink>(&route.next_hop))
        text += (via->permanent ? " permanent " : " ") + network[network[via->link].to].name;
    else
        text += std::get<Discard>(route.next_hop).unreachable ? " unreachable" : " discard";
    return text + fmt::format(" distance {}{}", route.distance, route.label.source.empty() ? "" : " labelled");
}

std::string link_text(const Network& network, const Link& link) {
    std::string text = fmt::format("link {} -> {}", network[link.from].name, network[link.to].name);
    if (link.ospf_cost)
        text += fmt::format(" cost {} area {}", *link.ospf_cost, link.ospf_area);
    return text + " fails with" + names(network, link.fails_with) + "\n";
}

std::string end_text(const Network& network, const SessionEnd& end) {
    std::string text = network[end.node].name + " {";
    if (end.import_policy)
        text += " import " + network[*end.import_policy].name;
    if (end.export_policy)
        text += " export " + network[*end.export_policy].name;
    for (auto [set, word] : {std::pair{end.next_hop_self, " next-hop-self"}, {end.next_hop_unchanged, " next-hop-unchanged"},
                             {end.client, " client"}, {end.next_hop_self_reflected, " next-hop-self-reflected"},
                             {end.as_override, " as-override"}, {end.remove_private_as, " remove-private-as"},
                             {!end.sends, " sends-nothing"}, {end.lists_only, " lists-only"}})
        if (set)
            text += word;
    if (end.next_hop)
        text += " next-hop " + network[*end.next_hop].name;
    for (const auto& [from, to] : end.replace_as)
        text += fmt::format(" replace-as {} {}", from, to);
    if (end.local_as)
        text += fmt::format(" local-as {}{}{}", end.local_as->asn, end.local_as->prepends_received ? "" : " no-prepend",
                            end.local_as->replaces ? " replace-as" : "");
    if (end.allow_own_as)
        text += fmt::format(" allow-own-as {}", end.allow_own_as);
    if (end.weight)
        text += fmt::format(" weight {}", end.weight);
    return text + " }";
}

std::string rule_text(const FilterRule& rule) {
    std::string text = fmt::format(" rule {} {} {}", rule.number, rule.allow ? "allow" : "deny",
                                   rule.protocol ? static_cast<int>(*rule.protocol) : 0);
    for (const Prefix& prefix : rule.sources)
        text += " from " + to_string(prefix);
    for (const Prefix& prefix : rule.destinations)
        text += " to " + to_string(prefix);
    for (const PortRange& ports : rule.destination_ports)
        text += fmt::format(" ports {}-{}", ports.first, ports.last);
    return text;
}

std::string announced_text(const Network& network, const Origination& origination) {
    std::string text;
    if (origination.only_while)
        text += " only-while " + network[*origination.only_while].name;
    if (!origination.as_path.empty())
        text += fmt::format(" as {}", fmt::join(origination.as_path, " "));
    for (const Community& community : origination.communities)
        text += " with " + to_string(community);
    return text;
}

std::string node_text(const Network& network, const Node& node) {
    static constexpr const char* criteria[] = {"weight", "local-preference", "local-origin", "as-path-length", "origin",
                                               "med", "med-always", "med-sequential", "external-over-internal", "igp-metric", "router-id",
                                               "cluster-list-length", "peer-order", "oldest", "oldest-external"};
    std::string text = fmt::format("router {} asn {}", node.name, node.asn.value_or(0));
    if (node.router_id)
        text += fmt::format(" router-id {}", *node.router_id);
    if (node.cluster_id)
        text += fmt::format(" cluster-id {}", *node.cluster_id);
    text += " decision";
    for (Criterion c : node.decision.order)
        text += fmt::format(" {}", criteria[static_cast<int>(c)]);
    if (node.decision.multipath_after)
        text += fmt::format(" multipath-after {}", *node.decision.multipath_after);
    for (const OwnedPrefix& owned : node.owns)
        text += fmt::format(" owns {} area {}", to_string(owned.prefix), owned.ospf_area);
    if (node.address)
        text += " address " + to_string(*node.address);
    for (const Origination& o : node.originates)
        text += fmt::format(" originates {}{}{}", to_string(o.prefix), o.if_reachable ? " if-reachable" : "", announced_text(network, o));
    for (const StaticRoute& r : node.static_routes)
        text += static_text(network, r);
    if (node.hands_to)
        text += " hands-to " + network[network[*node.hands_to].to].name;
    for (const RecursiveNextHop& hop : node.recursive)
        text += " recursive " + network[hop.next_hop].name;
    if (!node.resolves_by_default)
        text += " no-resolve-via-default";
    if (!node.resolves_by_recursive)
        text += " no-resolve-via-recursive";
    if (node.ospf)
        text += ospf_text(*node.ospf);
    if (node.stateful)
        text += " stateful";
    if (!node.in_traces)
        text += " in-no-trace";
    if (!node.forwards)
        text += " no-forwarding";
    if (!node.advertise_inactive)
        text += " no-advertise-inactive";
    for (const FilterRule& r : node.filter.rules)
        text += rule_text(r);
    return text + traffic_text(network, node) + "\n";
}

}  // namespace

std::string listing(const Network& network) {
    std::string text;
    for (const Node& node : network.nodes)
        text += node_text(network, node);
    text += link_texts(network);
    for (const FailureGroup& group : network.failures)
        if (group.disabled)
            text += "disabled " + group.name + "\n";
    for (const FailureLimit& limit : network.budget.limits)
        text += fmt::format("at most {} of{}\n", limit.at_most, names(network, limit.groups));
    for (const StubArea& stub : network.stub_areas)
        text += fmt::format("stub {}{} default-cost {}\n", stub.area, stub.no_summaries ? " no-summaries" : "", stub.default_cost);
    for (const Link& link : network.links)
        text += link_text(network, link);
    for (const Session& session : network.sessions)
        text += fmt::format("bgp {} | {}{}{}{} fails with{} stands in for{}\n", end_text(network, session.a),
                            end_text(network, session.b), session.multihop ? " multihop" : "", session.forward.known() ? "" : " no link there",
                            session.back.known() ? "" : " no link back", names(network, session.fails_with),
                            names(network, session.stands_in_for));
    for (const Policy& policy : network.policies) {
        text += "policy " + policy.name + "\n";
        for (const Term& term : policy.terms) {
            text += "  term";
            for (const Match& match : term.matches)
                text += " match " + std::visit(MatchText{network}, match.what);
            for (const Set& set : term.sets)
                text += " set " + std::visit(SetText{}, set.what);
            text += term.outcome == Outcome::accept ? " accept\n" : term.outcome == Outcome::reject ? " reject\n" : " next\n";
        }
    }
    return text;
}

}  // namespace random_networks
