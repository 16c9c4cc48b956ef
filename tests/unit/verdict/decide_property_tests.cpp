// Isolation, loop freedom, path symmetry, preference of transports: each holds here and is violated there.

#include <gtest/gtest.h>

#include "tests/unit/verdict/lab.hpp"

namespace lab {
namespace {

using namespace network;
using Names = std::vector<std::string>;
using properties::Compare;
using properties::IsolationCompare;

/// a and d, joined over b and over c, each side a transport.
struct Square : Lab {
    NodeId a = site("a", 1, "10.0.1.0/24"), b = add_node("b", 2), c = add_node("c", 3),
           d = site("d", 4, "10.0.4.0/24");
    Cable ab = cable(a, b), ac = cable(a, c), bd = cable(b, d), cd = cable(c, d);
    TransportId over_b = transport("over-b", {ab, bd}), over_c = transport("over-c", {ac, cd});

    void prefer_at(const Cable& cable, NodeId node) {
        import(cable.session, node, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    }
    properties::Claim symmetry(Compare compare) const {
        auto result = claim("path-symmetry", {{a, d}});
        result.options.compare = compare;
        return result;
    }
    properties::Claim isolation(IsolationCompare compare) const {
        auto result = claim("isolation", {{a, d}});
        result.options.isolation = compare;
        return result;
    }
    properties::Claim prefer_b() const {
        auto result = claim("prefer", {{a, d}});
        result.options.order = {over_b, over_c};
        return result;
    }
};

TEST(Isolation, HoldsOnlyIfNoBranchArrives) {
    Square net;
    EXPECT_EQ(outcome(net.decide(net.isolation(IsolationCompare::packets))), "violated by delivered");
    net.export_(net.bd.session, net.d, {gadgets::reject()});
    net.export_(net.cd.session, net.d, {gadgets::reject()});
    EXPECT_EQ(outcome(net.decide(net.isolation(IsolationCompare::packets))), "holds");
    EXPECT_EQ(outcome(net.decide(net.isolation(IsolationCompare::routes))), "holds");
}

TEST(Isolation, AnExchangeNeedsAnAnswer) {
    Square net;
    net.export_(net.ab.session, net.a, {gadgets::reject()});
    net.export_(net.ac.session, net.a, {gadgets::reject()});
    EXPECT_EQ(outcome(net.decide(net.isolation(IsolationCompare::packets))), "violated by delivered");
    EXPECT_EQ(outcome(net.decide(net.isolation(IsolationCompare::exchange))), "holds");
    EXPECT_EQ(outcome(net.decide(net.isolation(IsolationCompare::routes))), "violated by route-present");
    Square open;
    const auto result = open.decide(open.isolation(IsolationCompare::exchange));
    EXPECT_EQ(outcome(result), "violated by delivered");
    EXPECT_TRUE(result.counterexample->back);
}

TEST(Isolation, OnlyAFailureMayOpenTheWay) {
    Square net;
    net.prefer_at(net.ab, net.a);
    net.discard(net.b, "10.0.4.0/24");
    net.node(net.b).advertise_inactive = true;
    net.any(1);
    const auto result = net.decide(net.isolation(IsolationCompare::packets));
    EXPECT_EQ(outcome(result), "violated by delivered");
    EXPECT_EQ(net.failed(result), (Names{"a--b"}));
    net.network.budget = {};
    EXPECT_EQ(outcome(net.decide(net.isolation(IsolationCompare::packets))), "holds");
}

TEST(Isolation, ForgedSourcesCountUnlessSourceOwn) {
    Square net;
    for (const NodeId node : {net.b, net.c})
        net.node(node).filter.rules = {{1, false, {}, {gadgets::prefix("10.0.1.0/24")}, {}, {}, {}},
                                       {2, true, {}, {}, {}, {}, {}}};
    auto claim = net.isolation(IsolationCompare::packets);
    const auto result = net.decide(claim);
    EXPECT_EQ(outcome(result), "violated by delivered");
    EXPECT_FALSE(gadgets::prefix("10.0.1.0/24").contains(result.counterexample->packet.source));
    claim.options.source_own = true;
    EXPECT_EQ(outcome(net.decide(claim)), "holds");
}

TEST(Isolation, OrdinarySourcesAreShownWhereNothingTellsThemApart) {
    Square net;
    const auto result = net.decide(net.isolation(IsolationCompare::packets));
    EXPECT_EQ(to_string(result.counterexample->packet.source), "10.0.1.0");
}

TEST(LoopFreedom, TwoStaticRoutesAtEachOtherLoop) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.place("b", "10.0.2.0/24");
    const Cable cable = net.wire(a, b);
    net.static_route(a, "0.0.0.0/0", cable.forward);
    auto claim = net.claim("loop-freedom", {});
    EXPECT_EQ(outcome(net.decide(claim)), "holds");
    net.static_route(b, "10.0.0.0/8", cable.back);
    const auto result = net.decide(claim);
    EXPECT_EQ(outcome(result), "violated by loop");
    EXPECT_EQ(result.counterexample->there->hops.size(), 3u);
}

TEST(LoopFreedom, AFilterOnTheLoopBreaksIt) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.place("b", "10.0.2.0/24");
    const Cable cable = net.wire(a, b);
    net.static_route(a, "0.0.0.0/0", cable.forward);
    net.static_route(b, "0.0.0.0/0", cable.back);
    net.node(b).filter.rules = {{1, true, {}, {}, {gadgets::prefix("10.0.0.0/22")}, {}, {}}};
    const auto result = net.decide(net.claim("loop-freedom", {}));
    EXPECT_EQ(outcome(result), "violated by loop");
    EXPECT_TRUE(gadgets::prefix("10.0.0.0/22").contains(result.counterexample->packet.destination));
    net.node(b).filter.rules.front().destinations = {gadgets::prefix("10.0.2.0/24")};
    EXPECT_EQ(outcome(net.decide(net.claim("loop-freedom", {}))), "holds");
}

TEST(LoopFreedom, ASenderThatDoesNotForwardMayMeetItsOwnPacket) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.add_node("b");
    const Cable cable = net.wire(a, b);
    net.static_route(a, "0.0.0.0/0", cable.forward);
    net.static_route(b, "0.0.0.0/0", cable.back);
    net.node(a).forwards = false;
    EXPECT_EQ(outcome(net.decide(net.claim("loop-freedom", {}))), "violated by loop");
    net.node(b).forwards = false;
    EXPECT_EQ(outcome(net.decide(net.claim("loop-freedom", {}))), "holds");
}

TEST(LoopFreedom, OfAPairLooksOnlyAtItsPackets) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.place("b", "10.0.2.0/24"),
                 c = net.place("c", "10.0.3.0/24");
    const Cable ab = net.wire(a, b);
    net.static_route(a, "10.0.3.0/24", ab.forward);
    net.static_route(b, "10.0.3.0/24", ab.back);
    net.static_route(a, "10.0.2.0/24", ab.forward);
    EXPECT_EQ(outcome(net.decide(net.claim("loop-freedom", {{a, b}}))), "holds");
    EXPECT_EQ(outcome(net.decide(net.claim("loop-freedom", {{a, c}}))), "violated by loop");
}

TEST(PathSymmetry, HoldsWhereBothDirectionsPreferTheSameSide) {
    Square net;
    net.node(net.b).stateful = net.node(net.c).stateful = true;
    net.prefer_at(net.ab, net.a);
    net.prefer_at(net.bd, net.d);
    net.any(1);
    for (const Compare compare : {Compare::stateful, Compare::transports, Compare::links, Compare::nodes})
        EXPECT_EQ(outcome(net.decide(net.symmetry(compare))), "holds") << static_cast<int>(compare);
}

TEST(PathSymmetry, IsViolatedWhereTheyPreferDifferentSides) {
    Square net;
    net.node(net.b).stateful = true;
    net.prefer_at(net.ab, net.a);
    net.prefer_at(net.cd, net.d);
    for (const Compare compare : {Compare::stateful, Compare::transports, Compare::links, Compare::nodes})
        EXPECT_EQ(outcome(net.decide(net.symmetry(compare))), "violated by asymmetric")
            << static_cast<int>(compare);
    net.node(net.b).stateful = false;
    EXPECT_EQ(outcome(net.decide(net.symmetry(Compare::stateful))), "holds");
}

TEST(PathSymmetry, EveryPairOfBranchesCountsUnlessEcmpIsIgnored) {
    Square net;
    for (const NodeId node : {net.a, net.d})
        net.use_multipath(node);
    net.node(net.b).stateful = net.node(net.c).stateful = true;
    for (const Compare compare : {Compare::stateful, Compare::transports, Compare::links, Compare::nodes}) {
        auto claim = net.symmetry(compare);
        EXPECT_EQ(outcome(net.decide(claim)), "violated by asymmetric") << static_cast<int>(compare);
        claim.options.ecmp_ignore = true;
        EXPECT_EQ(outcome(net.decide(claim)), "holds") << static_cast<int>(compare);
    }
    net.prefer_at(net.ab, net.a);
    auto claim = net.symmetry(Compare::nodes);
    claim.options.ecmp_ignore = true;
    EXPECT_EQ(outcome(net.decide(claim)), "violated by asymmetric");
}

TEST(PathSymmetry, IgnoresWhatFirewallsRemember) {
    Square net;
    net.node(net.c).stateful = true;
    net.node(net.c).filter.rules = {{1, true, {}, {gadgets::prefix("10.0.1.0/24")}, {}, {}, {}}};
    net.prefer_at(net.ab, net.a);
    net.prefer_at(net.cd, net.d);
    const auto result = net.decide(net.symmetry(Compare::nodes));
    EXPECT_EQ(outcome(result), "violated by asymmetric");
    EXPECT_TRUE(result.counterexample->back->visits(net.c));
}

TEST(PathSymmetry, SaysNothingOfTrafficWithoutAnswers) {
    Square net;
    net.export_(net.ab.session, net.a, {gadgets::reject()});
    net.export_(net.ac.session, net.a, {gadgets::reject()});
    EXPECT_EQ(outcome(net.decide(net.symmetry(Compare::nodes))), "vacuous");
}

TEST(PathSymmetry, IgnoredGatewaysDoNotCount) {
    // Two parallel ways that differ in one gateway each and share everything else.
    Lab net;
    const NodeId a = net.site("a", 1, "10.0.1.0/24"), b = net.add_node("b", 2), g = net.add_node("g", 3),
                 h = net.add_node("h", 4), c = net.add_node("c", 5), d = net.site("d", 6, "10.0.4.0/24");
    net.cable(a, b);
    const Cable bg = net.cable(b, g), hc = net.cable(h, c);
    net.cable(b, h);
    net.cable(g, c);
    net.cable(c, d);
    net.node(g).kind = net.node(h).kind = "vpn-gateway";
    net.import(bg.session, b, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    net.import(hc.session, c, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    auto claim = net.claim("path-symmetry", {{a, d}});
    claim.options.compare = Compare::nodes;
    EXPECT_EQ(outcome(net.decide(claim)), "violated by asymmetric");
    claim.options.ignore_gateways = true;
    EXPECT_EQ(outcome(net.decide(claim)), "holds");
    net.node(g).kind = "router";
    EXPECT_EQ(outcome(net.decide(claim)), "violated by asymmetric");
}

TEST(Prefer, HoldsWhereTheWantedTransportIsUsedWhileItWorks) {
    Square net;
    net.prefer_at(net.ab, net.a);
    net.any(1);
    EXPECT_EQ(outcome(net.decide(net.prefer_b())), "holds");
}

TEST(Prefer, IsViolatedWhereTheOtherIsUsedAlthough) {
    Square net;
    net.prefer_at(net.ac, net.a);
    const auto result = net.decide(net.prefer_b());
    EXPECT_EQ(outcome(result), "violated by not-preferred");
    EXPECT_EQ(result.counterexample->notes,
              (Names{"with `over-c` down too, `over-b` delivers it: a > b > d"}));
}

TEST(Prefer, SaysNothingWhereNothingIsDelivered) {
    Square net;
    net.export_(net.bd.session, net.d, {gadgets::reject()});
    net.export_(net.cd.session, net.d, {gadgets::reject()});
    EXPECT_EQ(outcome(net.decide(net.prefer_b())), "vacuous");
}

TEST(Prefer, TheCounterfactualIsRoutedAnew) {
    // The wanted way is filtered, so it would not deliver even with the other one down.
    Square net;
    net.prefer_at(net.ac, net.a);
    net.import(net.ab.session, net.a, {gadgets::reject()});
    EXPECT_EQ(outcome(net.decide(net.prefer_b())), "holds");
}

} // namespace
} // namespace lab
