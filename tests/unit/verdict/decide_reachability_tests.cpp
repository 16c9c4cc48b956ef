// Reachability in both directions of each rule: holds, and violated for the reason given.

#include <gtest/gtest.h>

#include "tests/unit/verdict/lab.hpp"

namespace lab {
namespace {

using namespace network;
using Names = std::vector<std::string>;

/// a and d, joined over b and over c.
struct Square : Lab {
    NodeId a = site("a", 1, "10.0.1.0/24"), b = add_node("b", 2), c = add_node("c", 3),
           d = site("d", 4, "10.0.4.0/24");
    Cable ab = cable(a, b), ac = cable(a, c), bd = cable(b, d), cd = cable(c, d);

    properties::Claim reach() const { return claim("reachability", {{a, d}}); }
    properties::Claim one_way() const {
        auto result = reach();
        result.options.one_way = true;
        return result;
    }
};

TEST(Reachability, HoldsWhileTheBudgetSparesOneWay) {
    Square net;
    EXPECT_EQ(outcome(net.decide(net.reach())), "holds");
    net.any(1);
    EXPECT_EQ(outcome(net.decide(net.reach())), "holds");
}

TEST(Reachability, TwoFailuresCutAndTheLowestAreShown) {
    Square net;
    net.any(2);
    const auto result = net.decide(net.reach());
    EXPECT_EQ(outcome(result), "violated by cut");
    EXPECT_EQ(net.failed(result), (Names{"a--b", "a--c"}));
    EXPECT_TRUE(result.counterexample->replayed);
    EXPECT_EQ(result.failures, "at most 2 of 4 links (11 scenarios)");
}

TEST(Reachability, FewerFailuresComeFirst) {
    Square net;
    net.export_(net.cd.session, net.c, {gadgets::reject()});
    net.any(3);
    const auto result = net.decide(net.reach());
    EXPECT_EQ(outcome(result), "violated by no-route");
    EXPECT_EQ(net.failed(result), (Names{"a--b"}));
}

TEST(Reachability, WhenConnectedSkipsCuts) {
    Square net;
    net.any(2);
    auto claim = net.reach();
    claim.options.when_connected = true;
    EXPECT_EQ(outcome(net.decide(claim)), "holds");
    net.export_(net.cd.session, net.c, {gadgets::reject()});
    const auto result = net.decide(claim);
    EXPECT_EQ(outcome(result), "violated by no-route");
    EXPECT_EQ(net.failed(result), (Names{"a--b"}));
}

TEST(Reachability, ScenariosWithoutAnEndAreSkipped) {
    Lab net;
    const NodeId a = net.site("a", 1, "10.0.1.0/24"), b = net.site("b", 2, "10.0.2.0/24");
    net.cable(a, b);
    net.network.failures.clear();
    for (auto& link : net.network.links)
        link.fails_with.clear();
    net.may_fail(a);
    net.may_fail(b);
    net.any(2);
    EXPECT_EQ(outcome(net.decide(net.claim("reachability", {{a, b}}))), "holds");
}

TEST(Reachability, TheAnswerCountsUnlessOneWay) {
    Square net;
    for (const auto& [cable, peer] : {std::pair(net.ab, net.b), std::pair(net.ac, net.c)})
        net.import(cable.session, peer, {gadgets::reject()});
    EXPECT_EQ(outcome(net.decide(net.one_way())), "holds");
    const auto result = net.decide(net.reach());
    EXPECT_EQ(outcome(result), "violated by no-route");
    ASSERT_TRUE(result.counterexample->back);
    EXPECT_EQ(result.counterexample->back->at(), net.d);
    EXPECT_EQ(result.counterexample->there->at(), net.d);
}

TEST(Reachability, OneBadBranchViolatesUnlessSomePathSuffices) {
    Square net;
    net.use_multipath(net.a);
    net.discard(net.c, "10.0.4.0/25");
    const auto result = net.decide(net.one_way());
    EXPECT_EQ(outcome(result), "violated by null-routed");
    EXPECT_EQ(result.counterexample->at, net.c);
    EXPECT_EQ(to_string(result.counterexample->packet.destination), "10.0.4.0");
    auto some = net.one_way();
    some.options.paths_some = true;
    EXPECT_EQ(outcome(net.decide(some)), "holds");
    net.discard(net.b, "10.0.4.0/25");
    EXPECT_EQ(outcome(net.decide(some)), "violated by null-routed");
}

TEST(Reachability, OnlyPartOfTheDestinationMayBeLost) {
    Square net;
    net.discard(net.a, "10.0.4.128/25");
    const auto result = net.decide(net.one_way());
    EXPECT_EQ(outcome(result), "violated by null-routed");
    EXPECT_EQ(to_string(result.counterexample->packet.destination), "10.0.4.128");
}

TEST(Reachability, AStatefulNodeOnTheAnswersWayOnlyHasNoSession) {
    Square net;
    net.node(net.c).stateful = true;
    net.import(net.ab.session, net.a, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    net.import(net.cd.session, net.d, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    const auto result = net.decide(net.reach());
    EXPECT_EQ(outcome(result), "violated by no-session");
    EXPECT_EQ(result.counterexample->at, net.c);
    net.node(net.c).stateful = false;
    EXPECT_EQ(outcome(net.decide(net.reach())), "holds");
}

TEST(Reachability, SomePathNeedsAnAnswerThroughStatefulNodesThatSawThePacket) {
    Square net;
    net.use_multipath(net.a);
    net.node(net.c).stateful = true;
    net.import(net.cd.session, net.d, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    auto some = net.reach();
    some.options.paths_some = true;
    EXPECT_EQ(outcome(net.decide(some)), "holds"); // there over c, back over c
    net.import(net.ab.session, net.a, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_EQ(outcome(net.decide(some)), "violated by no-session");
    net.any(1);
    const auto result = net.decide(some);
    EXPECT_EQ(net.failed(result), Names{});
    EXPECT_EQ(outcome(result), "violated by no-session");
}

TEST(Reachability, AStatefulNodeThatSawThePacketPassesTheAnswerWithoutItsFilter) {
    Square net;
    net.node(net.b).stateful = true;
    net.node(net.b).filter.rules.push_back(
        {1, true, {}, {gadgets::prefix("10.0.1.0/24")}, {gadgets::prefix("10.0.4.0/24")}, {}, {}});
    for (const auto& [cable, end] : {std::pair(net.ab, net.a), std::pair(net.bd, net.d)})
        net.import(cable.session, end, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_EQ(outcome(net.decide(net.reach())), "holds");
    EXPECT_EQ(outcome(net.decide(net.claim("reachability", {{net.d, net.a}}))), "violated by filtered");
    net.node(net.b).stateful = false;
    EXPECT_EQ(outcome(net.decide(net.reach())), "violated by filtered");
}

TEST(Reachability, FiltersCutThePackets) {
    Square net;
    for (const NodeId node : {net.b, net.c})
        net.node(node).filter.rules = {{1, true, Protocol::tcp, {}, {}, {{443, 443}}, {}},
                                       {2, false, Protocol::tcp, {}, {}, {}, {}},
                                       {3, true, {}, {}, {}, {}, {}}};
    const auto result = net.decide(net.one_way());
    EXPECT_EQ(outcome(result), "violated by filtered");
    EXPECT_EQ(result.counterexample->packet.protocol, Protocol::tcp);
    auto https = net.one_way();
    https.options.scope = {Protocol::tcp, PortRange{443, 443}};
    EXPECT_EQ(outcome(net.decide(https)), "holds");
    auto udp = net.one_way();
    udp.options.scope.protocol = Protocol::udp;
    EXPECT_EQ(outcome(net.decide(udp)), "holds");
}

TEST(Reachability, NodesThatDoNotForwardEndTheWay) {
    Lab net;
    const NodeId a = net.site("a", 1, "10.0.1.0/24"), b = net.add_node("b", 2),
                 c = net.site("c", 3, "10.0.3.0/24");
    net.cable(a, b);
    net.cable(b, c);
    EXPECT_EQ(outcome(net.decide(net.claim("reachability", {{a, c}}))), "holds");
    net.node(b).forwards = false;
    EXPECT_EQ(outcome(net.decide(net.claim("reachability", {{a, c}}))), "violated by not-forwarding");
}

TEST(Reachability, DeliveredElsewhereIsNotDelivered) {
    Square net;
    net.own(net.b, "10.0.4.0/25");
    net.import(net.ab.session, net.a, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_EQ(outcome(net.decide(net.one_way())), "violated by delivered-elsewhere");
}

TEST(Reachability, StaticRoutesWinByDistance) {
    Lab net;
    const NodeId a = net.site("a", 1, "10.0.1.0/24"), b = net.site("b", 2, "10.0.2.0/24"),
                 c = net.add_node("c");
    net.cable(a, b);
    const Cable wrong = net.wire(a, c);
    net.static_route(a, "10.0.2.0/24", wrong.forward, 21);
    EXPECT_EQ(outcome(net.decide(net.claim("reachability", {{a, b}}))), "holds");
    net.node(a).static_routes.front().distance = 20;
    EXPECT_EQ(outcome(net.decide(net.claim("reachability", {{a, b}}))), "violated by no-route");
}

TEST(Reachability, AFailedStaticRouteFallsBackToAShorterPrefix) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.place("b", "10.0.2.0/24"), c = net.add_node("c");
    const Cable direct = net.wire(a, b), ac = net.wire(a, c), cb = net.wire(c, b);
    net.static_route(a, "10.0.2.0/24", direct.forward);
    net.static_route(a, "0.0.0.0/0", ac.forward);
    net.static_route(c, "10.0.2.0/24", cb.forward);
    net.any(1);
    auto claim = net.claim("reachability", {{a, b}});
    claim.options.one_way = true;
    EXPECT_EQ(outcome(net.decide(claim)), "holds");
    net.node(a).static_routes.pop_back();
    const auto result = net.decide(claim);
    EXPECT_EQ(outcome(result), "violated by no-route");
    EXPECT_EQ(net.failed(result), (Names{"a--b"}));
}

TEST(Reachability, FailingPairsAreCountedAndNamed) {
    Square net;
    net.export_(net.bd.session, net.d, {gadgets::reject()});
    net.import(net.ac.session, net.a, {gadgets::reject()});
    auto claim = net.claim("reachability", {{net.a, net.d}, {net.b, net.d}, {net.c, net.d}});
    claim.options.one_way = true;
    claim.pairs[1].from.addresses = claim.pairs[2].from.addresses = claim.pairs[0].from.addresses;
    const auto result = net.decide(claim);
    EXPECT_EQ(outcome(result), "violated by no-route");
    EXPECT_EQ(result.pairs, 3u);
    EXPECT_EQ(result.pairs_failed, 2u);
    EXPECT_EQ(result.failing, (Names{"a to d", "b to d"}));
}

TEST(Reachability, WithoutAddressesOrWithADisabledEndNothingIsInScope) {
    Square net;
    EXPECT_EQ(outcome(net.decide(net.claim("reachability", {{net.a, net.b}}))), "vacuous");
    const FailureId gone = net.may_fail(net.d);
    net.network.failures[gone.index()].disabled = true;
    EXPECT_EQ(outcome(net.decide(net.reach())), "vacuous");
}

TEST(Reachability, EveryStableStateCounts) {
    // Two stable states (DISAGREE); in one of them b sends to c, which discards.
    Lab net;
    const NodeId a = net.site("a", 1, "10.0.1.0/24"), b = net.add_node("b", 2), c = net.add_node("c", 3);
    net.cable(a, b);
    net.cable(a, c);
    const Cable bc = net.cable(b, c);
    auto claim = net.claim("reachability", {{b, a}});
    claim.options.one_way = true;
    claim.pairs[0].from.addresses = {gadgets::prefix("10.0.2.0/24")};
    for (const NodeId node : {b, c})
        net.import(bc.session, node, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_EQ(outcome(net.decide(claim)), "holds");
    net.discard(c, "10.0.1.0/25");
    EXPECT_EQ(outcome(net.decide(claim)), "violated by null-routed");
}

} // namespace
} // namespace lab
