// Nothing but convenience: every line here writes into `network`.

#include "tests/gadgets/builder.hpp"

#include <stdexcept>

namespace gadgets {

using namespace network;

Decision usual_decision() {
    return {{Criterion::weight, Criterion::local_preference, Criterion::local_origin,
             Criterion::as_path_length, Criterion::origin, Criterion::med, Criterion::external_over_internal,
             Criterion::router_id, Criterion::peer_order},
            std::nullopt};
}

Address address(std::string_view text) {
    const auto parsed = parse_address(text);
    if (!parsed)
        throw std::logic_error("`" + std::string(text) + "` is not an address");
    return *parsed;
}

Prefix prefix(std::string_view text) {
    const auto parsed = parse_prefix(text);
    if (parsed.fault != PrefixFault::none)
        throw std::logic_error("`" + std::string(text) + "` is not a prefix");
    return parsed.prefix;
}

Match match_prefix(std::string_view exactly) {
    const Prefix it = prefix(exactly);
    return {MatchPrefix{{{it, it.length, it.length}}}, {}};
}
Match match_community(Community community) { return {MatchCommunity{{community}}, {}}; }
Match match_as(Asn asn) { return {MatchAsPathContains{{asn}}, {}}; }
Match match_length(std::uint32_t at_least, std::uint32_t at_most) {
    return {MatchAsPathLength{at_least, at_most}, {}};
}
Match match_next_hop(NodeId node) { return {MatchNextHop{{node}}, {}}; }
Set set_local_preference(std::uint32_t value) { return {SetLocalPreference{value}, {}}; }
Set set_med(std::uint32_t value) { return {SetMed{value}, {}}; }
Set set_weight(std::uint32_t value) { return {SetWeight{value}, {}}; }
Set set_origin(Origin value) { return {SetOrigin{value}, {}}; }
Set add_community(Community community) { return {AddCommunity{community}, {}}; }
Set delete_community(Community community) { return {DeleteCommunity{community}, {}}; }
Set prepend(Asn asn, std::uint32_t times) { return {PrependAs{asn, times}, {}}; }

Term accept(std::vector<Match> matches, std::vector<Set> sets) {
    return {{}, std::move(matches), std::move(sets), Outcome::accept, {}};
}
Term reject(std::vector<Match> matches) { return {{}, std::move(matches), {}, Outcome::reject, {}}; }
Term go_on(std::vector<Match> matches, std::vector<Set> sets) {
    return {{}, std::move(matches), std::move(sets), Outcome::next_term, {}};
}

NodeId NetworkBuilder::add_node(std::string name, std::optional<Asn> asn) {
    Node node;
    node.name = std::move(name);
    node.kind = "router";
    node.asn = asn;
    node.decision = usual_decision();
    network.nodes.push_back(std::move(node));
    return NodeId::at(network.nodes.size() - 1);
}

FailureId NetworkBuilder::add_failure(std::string name) {
    FailureGroup group;
    group.name = std::move(name);
    network.failures.push_back(std::move(group));
    return FailureId::at(network.failures.size() - 1);
}

FailureId NetworkBuilder::may_fail(NodeId id) {
    const FailureId failure = add_failure(network[id].name);
    network.failures.back().failure_class = FailureClass::node;
    node(id).fails_with.push_back(failure);
    return failure;
}

LinkId NetworkBuilder::link(NodeId from, NodeId to) {
    Link link;
    link.name = network[from].name + "->" + network[to].name;
    link.from = from;
    link.to = to;
    network.links.push_back(std::move(link));
    return LinkId::at(network.links.size() - 1);
}

SessionId NetworkBuilder::session(NodeId a, NodeId b) {
    Session session;
    session.name = network[a].name + "--" + network[b].name;
    session.a.node = a;
    session.b.node = b;
    network.sessions.push_back(std::move(session));
    return SessionId::at(network.sessions.size() - 1);
}

Cable NetworkBuilder::wire(NodeId a, NodeId b) {
    Cable cable{link(a, b), link(b, a), add_failure(network[a].name + "--" + network[b].name), {}};
    for (const LinkId it : {cable.forward, cable.back}) {
        network.links[it.index()].name = network.failures.back().name;
        network.links[it.index()].fails_with = {cable.failure};
    }
    return cable;
}

Cable NetworkBuilder::cable(NodeId a, NodeId b) {
    Cable cable = wire(a, b);
    if (!network[a].asn || !network[b].asn)
        return cable;
    cable.session = session(a, b);
    network.sessions.back().forward = cable.forward;
    network.sessions.back().back = cable.back;
    return cable;
}

PolicyId NetworkBuilder::policy(std::string name, std::vector<Term> terms) {
    network.policies.push_back({std::move(name), std::move(terms), {}});
    return PolicyId::at(network.policies.size() - 1);
}

SessionEnd& NetworkBuilder::end(SessionId id, NodeId node) {
    Session& session = network.sessions[id.index()];
    if (session.a.node != node && session.b.node != node)
        throw std::logic_error("`" + session.name + "` does not end at `" + network[node].name + "`");
    return session.a.node == node ? session.a : session.b;
}

void NetworkBuilder::import(SessionId id, NodeId node, std::vector<Term> terms) {
    const auto name = "import of " + network[node].name + " over " + network[id].name;
    end(id, node).import_policy = policy(name, std::move(terms));
}

void NetworkBuilder::export_(SessionId id, NodeId node, std::vector<Term> terms) {
    const auto name = "export of " + network[node].name + " over " + network[id].name;
    end(id, node).export_policy = policy(name, std::move(terms));
}

void NetworkBuilder::originate(NodeId id, std::string_view text, bool if_reachable) {
    node(id).originates.push_back({prefix(text), if_reachable, {}});
}

void NetworkBuilder::own(NodeId id, std::string_view text) { node(id).owns.push_back({prefix(text), {}}); }

void NetworkBuilder::static_route(NodeId id, std::string_view text, LinkId link, std::uint32_t distance) {
    node(id).static_routes.push_back({prefix(text), ViaLink{link}, distance, {}});
}

void NetworkBuilder::discard(NodeId id, std::string_view text, std::uint32_t distance) {
    node(id).static_routes.push_back({prefix(text), Discard{}, distance, {}});
}

} // namespace gadgets
