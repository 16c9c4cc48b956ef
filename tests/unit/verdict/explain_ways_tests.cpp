// Stories of packets that arrive another way than they should, or at all, and of routing without rest.

#include <gtest/gtest.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/repair.hpp"
#include "tests/gadgets/gadgets.hpp"
#include "tests/unit/verdict/hybrid.hpp"

namespace story_tests {
namespace {

using namespace network;
using Answer = verdict::OnlyReason::Answer;

TEST(Ways, ForgottenLocalPreferenceMakesAnAsymmetry) {
    Hybrid net;
    net.end(net.fw_ce1.session, net.ce1).export_policy.reset();
    net.end(net.ce1_edge.session, net.edge).replace_as = {};
    for (SessionId session : {net.ce1_edge.session})
        net.end(session, net.edge).remove_private_as = true; // a path of one, as long as the VPN's
    net.end(net.fw_vpngw.session, net.vpngw).remove_private_as = true;
    const auto found =
        story(net.network, claim("path-symmetry", net.endpoint(net.fw), net.endpoint(net.spoke)), {});
    EXPECT_EQ(found.reason, "asymmetric");
    EXPECT_EQ(found.at, net.fw);
    EXPECT_EQ(found.headline,
              "`fw` sends over `backup`, the answer comes over `circuit`; `fw` prefers `vpngw` over `ce1`: "
              "eBGP-learned "
              "beats iBGP-learned (local preference 100 both, as-path length 1 both)");
    EXPECT_EQ(found.causes.front().span, net.network[net.fw_ce1.session].b.span);
    EXPECT_EQ(found.table_title, "fw, 10.17.11.128/26");
    EXPECT_EQ(found.notes, std::vector<std::string>{"the sessions live: `fw` sees both directions"});
}

TEST(Ways, StatefulNodeOnOneWayOnlyBreaksSessions) {
    Hybrid net;
    net.end(net.fw_ce1.session, net.ce1).export_policy.reset();
    net.node(net.vpngw).stateful = true;
    net.node(net.edge).stateful = true;
    const auto claimed = claim("path-symmetry", net.endpoint(net.fw), net.endpoint(net.spoke));
    const auto found = story(net.network, claimed, {});
    EXPECT_EQ(found.notes, std::vector<std::string>{"sessions break: `edge` does not see both directions"});
}

/// A square `a`, `b`, `c`, `d`, where `c` may be reached from `a` by `b` and by `d`.
struct Square : gadgets::NetworkBuilder {
    explicit Square(bool bgp) {
        std::uint32_t asn = 64500;
        for (NodeId* it : {&a, &b, &c, &d})
            *it = add_node(std::string(1, "abcd"[nodes++]), bgp ? std::optional(asn++) : std::nullopt);
        own(a, "10.1.0.0/24");
        own(c, "10.3.0.0/24");
        ab = cable(a, b);
        bc = cable(b, c);
        ad = cable(a, d);
        dc = cable(d, c);
    }
    std::size_t nodes = 0;
    NodeId a, b, c, d;
    gadgets::Cable ab, bc, ad, dc;

    properties::Endpoint end_at(NodeId it) const {
        return {network[it].name, it, {network[it].owns.front().prefix}};
    }
};

TEST(Ways, SharedLoadNamesTheWayThereAndTheWayBack) {
    Square net(true);
    net.originate(net.a, "10.1.0.0/24");
    net.originate(net.c, "10.3.0.0/24");
    net.node(net.c).decision.multipath_after = 5;
    net.node(net.b).stateful = net.node(net.d).stateful = true;
    const auto found =
        story(net.network, claim("reachability", net.end_at(net.a), net.end_at(net.c)), {});
    EXPECT_EQ(found.reason, "no-session");
    EXPECT_EQ(found.at, net.d);
    EXPECT_EQ(found.causes.front().sentence,
              "`c` shares the load between `b` and `d`: nothing in its decision tells them apart");
}

TEST(Ways, StaticRouteOverridesOnlyTheBgpThatIsThere) {
    Square net(false);
    net.static_route(net.a, "10.3.0.0/24", net.ab.forward);
    net.static_route(net.b, "10.3.0.0/24", net.bc.forward);
    net.static_route(net.c, "10.1.0.0/24", net.dc.back);
    net.static_route(net.d, "10.1.0.0/24", net.ad.back);
    const auto found =
        story(net.network, claim("path-symmetry", net.end_at(net.a), net.end_at(net.c)), {});
    EXPECT_EQ(found.causes.front().sentence, "`a` has a static route to 10.3.0.0/24");
    Hybrid hybrid;
    hybrid.static_route(hybrid.fw, "10.17.11.128/26", hybrid.fw_vpngw.forward);
    const auto other = story(hybrid.network, claim("path-symmetry", hybrid.endpoint(hybrid.fw),
                                                   hybrid.endpoint(hybrid.spoke)), {});
    EXPECT_EQ(other.causes.front().sentence,
              "`fw` has a static route to 10.17.11.128/26, which overrides BGP");
}

TEST(Ways, LessWantedTransportByDecision) {
    Hybrid net;
    net.end(net.fw_ce1.session, net.ce1).export_policy.reset();
    auto claimed = claim("prefer", net.endpoint(net.fw), net.endpoint(net.spoke));
    claimed.options.order = {net.circuit, net.backup};
    const auto found = story(net.network, claimed, {});
    EXPECT_EQ(found.reason, "less-preferred");
    EXPECT_EQ(found.at, net.fw);
    EXPECT_EQ(found.headline,
              "`fw` sends over `backup` although `circuit` would deliver; `fw` prefers `vpngw` over "
              "`ce1`: as-path length 2 beats 3 (local preference 100 both)");
    EXPECT_EQ(found.only.answer, Answer::yes);
    EXPECT_EQ(found.only.sentence,
              "giving what `fw` learns from `ce1` local preference 150 makes this hold in all "
              "scenarios (checked)");
}

TEST(Ways, LessWantedTransportByLongerPrefix) {
    Hybrid net;
    net.originate(net.spoke, "10.17.11.128/27");
    net.originate(net.spoke, "10.17.11.160/27");
    for (std::size_t i : {1, 2})
        net.node(net.spoke).originates[i].span = line(80);
    const PolicyId only_26 = net.accepting("aggregate", "10.17.11.128/26", 81);
    net.end(net.ergw_spoke.session, net.spoke).export_policy = only_26;
    auto claimed = claim("prefer", net.endpoint(net.fw), net.endpoint(net.spoke));
    claimed.options.order = {net.circuit, net.backup};
    const auto found = story(net.network, claimed, {});
    EXPECT_EQ(found.reason, "more-specific-prefix");
    EXPECT_EQ(found.at, net.fw);
    EXPECT_EQ(found.causes.front().span, line(80));
    EXPECT_EQ(found.causes.front().sentence,
              "`spoke` announces 10.17.11.128/27, longer than the 10.17.11.128/26 that "
              "goes the wanted way: `fw` uses the longest prefix");
    EXPECT_EQ(found.only.sentence, "not announcing 10.17.11.128/27 and 10.17.11.160/27 at `spoke` makes this "
                                   "hold in all scenarios (checked)");
}

TEST(Delivery, LinesThatCarryTheRouteNearestFirst) {
    Hybrid net;
    const PolicyId all = net.policy("from-vpn", {gadgets::accept()});
    net.network.policies[all.index()].terms.front().span = line(90);
    net.end(net.fw_vpngw.session, net.fw).import_policy = all;
    const auto found = story(net.network, claim("isolation", net.endpoint(net.fw), net.endpoint(net.spoke)),
                             {net.fw_ce1.failure});
    EXPECT_EQ(found.reason, "delivered");
    EXPECT_EQ(found.at, net.spoke);
    EXPECT_EQ(found.headline, "`fw` reaches `spoke` over fw > vpngw > spoke");
    EXPECT_EQ(found.causes.front().span, line(90));
    EXPECT_EQ(found.causes.front().sentence, "`from-vpn` accepts 10.17.11.128/26 from `vpngw` at `fw`");
    EXPECT_EQ(found.causes.back().sentence, "`spoke` announces 10.17.11.128/26");
}

TEST(Delivery, RuleThatLetsAForgedSourceThrough) {
    Hybrid net;
    net.node(net.vpngw).filter.rules = {{10, true, Protocol::tcp, {}, {}, {}, line(92)}};
    net.node(net.vpngw).stateful = true;
    verdict::Counterexample found;
    found.failed = {net.fw_ce1.failure};
    found.from = net.endpoint(net.fw);
    found.to = net.endpoint(net.spoke);
    found.packet = {gadgets::address("203.0.113.5"), gadgets::address("10.17.11.128"), Protocol::tcp, 0, 22};
    const auto prefixes = routed_prefixes(net.network);
    const verdict::Replay replay{routing::settle_all(net.network, prefixes, found.failed).state,
                                 routing::settle_all(net.network, prefixes, {}).state};
    found.there = routing::all_walks(net.network, replay.state, net.fw, found.packet).front();
    const auto refuses = [&](const Network& mended) {
        return passes(mended[net.vpngw].filter, found.packet) ? verdict::Verdict::violated
                                                              : verdict::Verdict::holds;
    };
    verdict::explain(net.network, claim("isolation", found.from, found.to), replay, refuses, found);
    EXPECT_EQ(found.headline,
              "`fw` reaches `spoke` over fw > vpngw > spoke with source 203.0.113.5, "
              "which is not `fw`'s own");
    EXPECT_EQ(found.causes.front().span, line(92));
    EXPECT_EQ(found.causes.front().sentence,
              "rule 10 of `vpngw` allows tcp from 203.0.113.5 to 10.17.11.128 port 22");
    EXPECT_EQ(found.causes.back().sentence, "`spoke` announces 10.17.11.128/26");
    EXPECT_EQ(found.only.sentence,
              "refusing at `vpngw` what this claim forbids makes this hold in all scenarios (checked)");
}

TEST(Delivery, RefusingSparesWhatIsExcepted) {
    gadgets::NetworkBuilder net;
    const NodeId wall = net.add_node("wall");
    properties::Options options;
    options.except = {{Protocol::tcp, PortRange{443, 443}}, {Protocol::icmp, std::nullopt}};
    const auto lets = [&](Protocol protocol, std::uint16_t port) {
        Network mended = net.network;
        mended.nodes[wall.index()].filter.rules = {{10, true, {}, {}, {}, {}, {}}};
        verdict::refuse_packets(net.network, wall, options, {}, {gadgets::prefix("10.2.0.0/24")}).mend(mended);
        return passes(mended[wall].filter,
                      {gadgets::address("10.1.0.1"), gadgets::address("10.2.0.1"), protocol, 0, port});
    };
    EXPECT_TRUE(lets(Protocol::tcp, 443));
    EXPECT_TRUE(lets(Protocol::icmp, 0));
    EXPECT_FALSE(lets(Protocol::tcp, 442));
    EXPECT_FALSE(lets(Protocol::tcp, 444));
    EXPECT_FALSE(lets(Protocol::udp, 443));
    options.scope = {Protocol::tcp, PortRange{443, 444}};
    EXPECT_TRUE(lets(Protocol::tcp, 443));
    EXPECT_FALSE(lets(Protocol::tcp, 444));
    EXPECT_TRUE(lets(Protocol::udp, 444)) << "the claim is not about it";
}

TEST(Delivery, RouteThatIsPresentByHand) {
    Hybrid net;
    net.static_route(net.fw, "10.17.11.128/26", net.fw_vpngw.forward);
    net.node(net.fw).static_routes.back().span = line(91);
    auto claimed = claim("isolation", net.endpoint(net.fw), net.endpoint(net.spoke));
    claimed.options.isolation = properties::IsolationCompare::routes;
    const auto found = story(net.network, claimed, {});
    EXPECT_EQ(found.reason, "route-present");
    EXPECT_EQ(found.at, net.fw);
    EXPECT_EQ(found.headline, "`fw` has a route to 10.17.11.128/26 of `spoke`");
    EXPECT_EQ(found.causes.front().span, line(91));
    EXPECT_EQ(found.causes.front().sentence, "`fw` has a static route to 10.17.11.128/26");
}

TEST(Loop, SeveralStaticRoutesAreToldApartByNextHop) {
    Hybrid net;
    net.static_route(net.ce1, "10.17.11.128/26", net.fw_ce1.back);
    net.static_route(net.ce1, "10.17.11.128/26", net.ce1_edge.forward, 250);
    const auto found =
        story(net.network, claim("reachability", net.endpoint(net.fw), net.endpoint(net.spoke)), {});
    EXPECT_EQ(found.only.sentence, "dropping the static routes to 10.17.11.128/26 via `fw` and via `edge` at "
                                   "`ce1` makes this hold in all scenarios (checked)");
}

TEST(Loop, FoundWithoutEndsOfAFlow) {
    Hybrid net;
    net.static_route(net.vpngw, "10.17.11.128/26", net.fw_vpngw.back);
    net.node(net.vpngw).static_routes.back().span = line(95);
    verdict::Counterexample found;
    found.failed = {net.fw_ce1.failure};
    found.packet.destination = gadgets::address("10.17.11.128");
    const auto prefixes = routed_prefixes(net.network);
    const verdict::Replay replay{routing::settle_all(net.network, prefixes, found.failed).state,
                                 routing::settle_all(net.network, prefixes, {}).state};
    found.there = routing::all_walks(net.network, replay.state, net.fw, found.packet).front();
    properties::Claim claimed;
    claimed.property = "loop-freedom";
    verdict::explain(net.network, claimed, replay, {}, found);
    EXPECT_EQ(found.reason, "loop");
    EXPECT_EQ(found.headline, "packets to 10.17.11.128 go round: fw > vpngw > fw");
    EXPECT_EQ(found.causes.front().span, line(95));
    ASSERT_TRUE(found.healthy_there.has_value());
    EXPECT_EQ(found.healthy_there->at(), net.spoke);
    EXPECT_EQ(found.table_title, "vpngw, 10.17.11.128/26"); // of the step that somebody wrote by hand
}

TEST(Convergence, NodesThatFlipAreNamed) {
    const auto bad = gadgets::bad_gadget();
    verdict::Counterexample found;
    properties::Claim claimed;
    claimed.property = "convergence";
    verdict::explain(bad.network, claimed, {}, {}, found);
    EXPECT_EQ(found.reason, "no-stable-state");
    EXPECT_TRUE(found.at.known());
    EXPECT_NE(found.headline.find("never comes to rest: "), std::string::npos) << found.headline;
    EXPECT_EQ(found.notes.size(), 1u);
}

} // namespace
} // namespace story_tests
