// The network of the stories, and its small decider.

#include "tests/unit/verdict/hybrid.hpp"

#include "solver/routing/simulate.hpp"

namespace story_tests {

using namespace network;
using routing::Walk;

Hybrid::Hybrid() {
    fw = add_node("fw", 65020);
    ce1 = add_node("ce1", 65020);
    edge = add_node("edge", 12076);
    ergw = add_node("ergw", 65515);
    vpngw = add_node("vpngw", 65516);
    spoke = add_node("spoke", 65517);
    own(fw, "10.1.11.0/25");
    own(spoke, "10.17.11.128/26");
    originate(fw, "10.1.11.0/25");
    originate(spoke, "10.17.11.128/26");
    node(fw).owns.front().span = line(1);
    node(spoke).owns.front().span = line(2);
    node(fw).stateful = true;
    fw_ce1 = cable(fw, ce1);
    ce1_edge = cable(ce1, edge);
    edge_ergw = cable(edge, ergw);
    ergw_spoke = cable(ergw, spoke);
    fw_vpngw = cable(fw, vpngw);
    vpngw_spoke = cable(vpngw, spoke);
    ergw_fails = may_fail(ergw);
    end(fw_ce1.session, ce1).next_hop_self = true;
    end(ergw_spoke.session, spoke).weight = 100;
    network.failures[ergw_fails.index()].span = line(9);
    for (std::size_t i = 0; i < network.sessions.size(); ++i) {
        network.sessions[i].a.span = line(static_cast<std::uint32_t>(100 + 2 * i));
        network.sessions[i].b.span = line(static_cast<std::uint32_t>(101 + 2 * i));
    }
    circuit = TransportId::at(0);
    backup = TransportId::at(1);
    network.transports = {{"circuit", {ce1_edge.failure}, {}}, {"backup", {fw_vpngw.failure}, {}}};
    for (LinkId link : {ce1_edge.forward, ce1_edge.back})
        network.links[link.index()].transport = circuit;
    for (LinkId link : {fw_vpngw.forward, fw_vpngw.back})
        network.links[link.index()].transport = backup;
    accepting("prefer-circuit", "10.17.11.128/26", 20);
    network.policies.back().terms.front().sets = {gadgets::set_local_preference(150)};
    network.policies.back().terms.front().sets.front().span = line(21);
    end(fw_ce1.session, ce1).export_policy = PolicyId::at(0);
}

properties::Endpoint Hybrid::endpoint(NodeId node) const {
    properties::Endpoint endpoint{network[node].name, node, {}};
    for (const OwnedPrefix& owned : network[node].owns)
        endpoint.addresses.push_back(owned.prefix);
    return endpoint;
}

PolicyId Hybrid::accepting(std::string name, std::string_view prefix, std::uint32_t number) {
    const PolicyId id = policy(std::move(name), {gadgets::accept({gadgets::match_prefix(prefix)})});
    network.policies.back().span = network.policies.back().terms.front().span = line(number);
    return id;
}

properties::Claim claim(std::string property, const properties::Endpoint& from,
                        const properties::Endpoint& to) {
    properties::Claim claim;
    claim.property = std::move(property);
    claim.pairs = {{from, to}};
    return claim;
}

namespace {

routing::State settled(const Network& network, const FailureSet& failed) {
    return routing::settle_all(network, routed_prefixes(network), failed).state;
}

bool delivered(const Walk& walk, NodeId at) {
    return walk.ending == routing::Ending::delivered && walk.at() == at;
}

struct Ways {
    Walk there;
    std::optional<Walk> back;
};

/// The first branch that fails, there or back; else the first of each.
Ways ways(const Network& network, const routing::State& state, const properties::Pair& pair,
          const Packet& packet, bool answers) {
    const auto there = routing::all_walks(network, state, pair.from.node, packet);
    for (const Walk& walk : there)
        if (!delivered(walk, pair.to.node))
            return {walk, std::nullopt};
    if (!answers)
        return {there.front(), std::nullopt};
    const auto back = routing::all_walks(network, state, pair.to.node, answer(packet), &there.front());
    for (const Walk& walk : back)
        if (!delivered(walk, pair.from.node))
            return {there.front(), walk};
    return {there.front(), back.front()};
}

Packet packet_of(const properties::Pair& pair) {
    return {pair.from.addresses.front().first(), pair.to.addresses.front().first(), Protocol::tcp, 0, 0};
}

} // namespace

verdict::Verdict reaches_always(const Network& network, const properties::Claim& claim) {
    std::vector<FailureSet> scenarios{{}};
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        scenarios.push_back({FailureId::at(i)});
    const auto& pair = claim.pairs.front();
    for (const FailureSet& failed : scenarios) {
        const auto found = ways(network, settled(network, failed), pair, packet_of(pair), true);
        if (!delivered(found.there, pair.to.node) || !delivered(*found.back, pair.from.node))
            return verdict::Verdict::violated;
    }
    return verdict::Verdict::holds;
}

verdict::Counterexample story(const Network& network, const properties::Claim& claim, FailureSet failed) {
    verdict::Counterexample found;
    found.failed = failed;
    const auto state = settled(network, failed);
    if (!claim.pairs.empty()) {
        const auto& pair = claim.pairs.front();
        found.from = pair.from;
        found.to = pair.to;
        found.packet = packet_of(pair);
        const bool answers = claim.property == "reachability" || claim.property == "path-symmetry";
        auto seen = ways(network, state, pair, found.packet, answers);
        found.there = std::move(seen.there);
        found.back = std::move(seen.back);
    }
    const verdict::Replay replay{state, settled(network, {})};
    verdict::explain(
        network, claim, replay, [&](const Network& mended) { return reaches_always(mended, claim); }, found);
    return found;
}

} // namespace story_tests
