// iBGP over OSPF (semantics.md §1, §2.1 and §4): sessions between loopbacks, next hops that OSPF reaches, and the
// metric of the IGP.

#include <gtest/gtest.h>

#include "tests/unit/encode/autonomous_system.hpp"

namespace encode {
namespace {

using gadgets::Cable;
using network::Criterion;
using network::LinkId;
using network::NodeId;
using network::SessionId;
using Links = std::set<LinkId>;

/// a - b - c in a row; c hears of the prefix from outside; a and c have a session.
struct Row : AutonomousSystem {
    NodeId a = router("a"), b = router("b"), c = router("c");
    Cable ab = adjacency(a, b, 10), bc = adjacency(b, c, 10);
    SessionId ac = peer(a, c);
    Cable exit = neighbour(c, 2);
};

TEST(MultihopSession, IsUpWhileItsEndsReachEachOther) {
    Row net;
    EXPECT_EQ(net.best(net.a), net.ac);
    EXPECT_EQ(net.best(net.a, {net.ab.failure}), std::nullopt);
    EXPECT_EQ(net.best(net.a, {net.bc.failure}), std::nullopt);
    const Cable detour = net.adjacency(net.a, net.c, 100);
    EXPECT_EQ(net.best(net.a, {net.bc.failure}), net.ac);
    EXPECT_EQ(net.best(net.a, {net.bc.failure, detour.failure}), std::nullopt);
    EXPECT_EQ(symbolic_differs(net.network, 5), "");
}

TEST(MultihopSession, NeedsBothDirections) {
    Row net;
    net.end(net.ac, net.c).next_hop_self = true;
    const auto one_way = net.add_failure("one way");
    net.network.links[net.ab.back.index()].fails_with = {one_way};
    EXPECT_EQ(net.best(net.a), net.ac);
    EXPECT_EQ(net.best(net.a, {one_way}), std::nullopt) << "c cannot answer";
    EXPECT_EQ(symbolic_differs(net.network, 4), "");
}

TEST(MultihopSession, PassesNoNodeThatIsDown) {
    Row net;
    const auto of_b = net.may_fail(net.b);
    EXPECT_EQ(net.best(net.a, {of_b}), std::nullopt);
}

TEST(MultihopSession, RunsOverALinkBetweenItsEndsWithoutOspf) {
    gadgets::NetworkBuilder net;
    const NodeId a = net.add_node("a", 1), b = net.add_node("b", 2);
    const SessionId ab = net.session(a, b);
    net.network.sessions.back().multihop = true;
    net.originate(b, the_prefix);
    EXPECT_FALSE(has_route(net.network, a)) << "nothing joins them";
    const Cable wire = net.wire(a, b);
    EXPECT_EQ(state_of(net.network)[a.index()], ab);
    EXPECT_FALSE(has_route(net.network, a, {wire.failure}));
}

TEST(MultihopSession, ReachesWhatLiesBehindAPassiveInterfaceOnlyOneWay) {
    Row net; // the machine runs no OSPF: it reaches b, and nobody beyond
    const NodeId machine = net.add_node("machine", 1);
    const Cable to_machine = net.wire(net.b, machine);
    net.network.links[to_machine.forward.index()].ospf_cost = 1;
    const SessionId far = net.peer(net.a, machine), near = net.peer(net.b, machine);
    net.originate(machine, "10.7.0.0/16");
    const auto states = all_states(net.network, gadgets::prefix("10.7.0.0/16"), {});
    ASSERT_EQ(states->size(), 1u);
    EXPECT_EQ(states->front()[net.b.index()], near);
    EXPECT_EQ(states->front()[net.a.index()], std::nullopt);
    (void)far;
}

TEST(Resolution, OfANeighbourByOspfNeedsThePassiveInterface) {
    Row net;
    EXPECT_EQ(net.over(net.a), Links{net.ab.forward});
    EXPECT_EQ(net.over(net.c), Links{net.exit.forward});
    net.network.links[net.exit.forward.index()].ospf_cost.reset();
    EXPECT_EQ(net.best(net.a), std::nullopt) << "the next hop is unknown inside";
    net.end(net.ac, net.c).next_hop_self = true;
    EXPECT_EQ(net.best(net.a), net.ac);
    EXPECT_EQ(net.over(net.a), Links{net.ab.forward});
}

TEST(Resolution, ByAllLeastCostWays) {
    Row net;
    const NodeId d = net.router("d");
    const Cable ad = net.adjacency(net.a, d, 5), dc = net.adjacency(d, net.c, 15);
    EXPECT_EQ(net.over(net.a), (Links{net.ab.forward, ad.forward}));
    EXPECT_EQ(net.over(net.a, {dc.failure}), Links{net.ab.forward});
    EXPECT_EQ(net.over(net.a, {net.bc.failure}), Links{ad.forward});
}

TEST(Resolution, BetweenOspfRoutersGoesByOspfEvenWhereALinkLeadsThere) {
    Row net;
    net.end(net.ac, net.c).next_hop_self = true;
    const Cable plain = net.wire(net.a, net.c); // OSPF does not know it
    EXPECT_EQ(net.over(net.a), Links{net.ab.forward});
    EXPECT_EQ(net.over(net.a, {net.bc.failure}), Links{plain.forward});
    net.network.links[plain.forward.index()].ospf_cost = 50;
    net.network.links[plain.back.index()].ospf_cost = 50;
    EXPECT_EQ(net.over(net.a), Links{net.ab.forward});
    EXPECT_EQ(net.over(net.a, {net.ab.failure}), Links{plain.forward});
}

TEST(Resolution, OfANeighbourPrefersTheLinkThatLeadsThere) {
    Row net; // a knows the neighbour directly, without a session; OSPF knows a nearer way
    const Cable own = net.wire(net.a, net.outside(net.exit));
    EXPECT_EQ(net.over(net.a), Links{own.forward});
    EXPECT_EQ(net.over(net.a, {own.failure}), Links{net.ab.forward});
    EXPECT_EQ(symbolic_differs(net.network, 4), "");
}

TEST(Resolution, OfANeighbourBehindTwoRoutersIsTheNearest) {
    Row net;
    const NodeId d = net.router("d");
    const Cable ad = net.adjacency(net.a, d, 19);
    const Cable second = net.wire(d, net.outside(net.exit));
    net.network.links[second.forward.index()].ospf_cost = 1;
    EXPECT_EQ(net.over(net.a), Links{ad.forward}) << "20 against 21";
    net.network.links[second.forward.index()].ospf_cost = 2;
    EXPECT_EQ(net.over(net.a), (Links{net.ab.forward, ad.forward}));
    net.network.links[second.forward.index()].ospf_cost = 3;
    EXPECT_EQ(net.over(net.a), Links{net.ab.forward});
    EXPECT_EQ(net.over(net.a, {net.bc.failure}), Links{}) << "the session is down";
}

/// a in the middle; b on one side and c on the other hear of the prefix from different neighbours.
struct TwoExits : AutonomousSystem {
    NodeId a = router("a"), b = router("b"), c = router("c");
    Cable ab = adjacency(a, b, 10), ac = adjacency(a, c, 20), bc = adjacency(b, c, 100);
    SessionId to_b = peer(a, b), to_c = peer(a, c);
    Cable exit_b = neighbour(b, 2), exit_c = neighbour(c, 3);
    void costs(std::uint32_t b_side, std::uint32_t c_side) {
        network.links[ab.forward.index()].ospf_cost = b_side;
        network.links[ac.forward.index()].ospf_cost = c_side;
    }
};

TEST(IgpMetric, TheNearerExitWins) {
    TwoExits net;
    EXPECT_EQ(net.best(net.a), net.to_b);
    EXPECT_EQ(net.over(net.a), Links{net.ab.forward});
    net.costs(21, 20);
    EXPECT_EQ(net.best(net.a), net.to_c);
    EXPECT_EQ(net.over(net.a), Links{net.ac.forward});
    net.costs(20, 20);
    EXPECT_EQ(net.best(net.a), net.to_b) << "a tie: the lowest peer";
}

TEST(IgpMetric, FollowsTheFailures) {
    TwoExits net; // without a--b, b is 120 away
    EXPECT_EQ(net.best(net.a, {net.ab.failure}), net.to_c);
    EXPECT_EQ(net.best(net.a, {net.exit_b.failure}), net.to_c);
    EXPECT_EQ(net.best(net.a, {net.ab.failure, net.exit_c.failure}), net.to_b);
    EXPECT_EQ(symbolic_differs(net.network, 5), "");
}

TEST(IgpMetric, CountsThePassiveInterface) {
    TwoExits net;
    net.network.links[net.exit_b.forward.index()].ospf_cost = 12;
    EXPECT_EQ(net.best(net.a), net.to_c) << "22 against 21";
    net.network.links[net.exit_b.forward.index()].ospf_cost = 11;
    EXPECT_EQ(net.best(net.a), net.to_b) << "21 against 21";
}

TEST(IgpMetric, IsNothingOverALinkThatIsNamed) {
    TwoExits net; // a third exit over a session of its own link
    const NodeId d = net.router("d");
    const Cable ad = net.cable(net.a, d);
    net.end(ad.session, d).next_hop_self = true;
    const Cable exit_d = net.neighbour(d, 4);
    EXPECT_EQ(net.best(net.a), ad.session);
    EXPECT_EQ(net.best(net.a, {exit_d.failure}), net.to_b);
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

TEST(IgpMetric, ComesWhereTheOrderHasIt) {
    TwoExits net;
    net.costs(30, 20);
    EXPECT_EQ(net.best(net.a), net.to_c);
    auto& order = net.node(net.a).decision.order;
    std::erase(order, Criterion::igp_metric);
    EXPECT_EQ(net.best(net.a), net.to_b);
    order = {Criterion::igp_metric, Criterion::as_path_length, Criterion::peer_order};
    net.import(net.to_c, net.a, {gadgets::accept({}, {gadgets::prepend(9, 3)})});
    EXPECT_EQ(net.best(net.a), net.to_c) << "nearer, if longer";
    order = {Criterion::as_path_length, Criterion::igp_metric, Criterion::peer_order};
    EXPECT_EQ(net.best(net.a), net.to_b);
    order = {Criterion::peer_order, Criterion::igp_metric, Criterion::peer_order};
    EXPECT_EQ(net.best(net.a), net.to_b);
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

TEST(IgpMetric, AppliesToWhatMedLeaves) {
    // MED drops the nearest of one neighbour AS; of the rest the nearer wins, whatever MED it has.
    TwoExits net;
    net.node(net.a).decision.order = {Criterion::med, Criterion::igp_metric, Criterion::peer_order};
    net.node(net.outside(net.exit_c)).asn = 2;
    const NodeId d = net.router("d");
    net.adjacency(net.a, d, 15);
    const SessionId to_d = net.peer(net.a, d);
    net.neighbour(d, 4);
    net.import(net.to_b, net.a, {gadgets::accept({}, {gadgets::set_med(10)})});
    net.import(net.to_c, net.a, {gadgets::accept({}, {gadgets::set_med(5)})});
    net.import(to_d, net.a, {gadgets::accept({}, {gadgets::set_med(50)})});
    EXPECT_EQ(net.best(net.a), to_d) << "b is dropped by c, c is farther than d";
    EXPECT_EQ(net.best(net.a, {net.exit_c.failure}), net.to_b);
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

TEST(IgpMetric, DecidesWhatSharesTheLoad) {
    TwoExits net;
    net.node(net.a).decision.multipath_after = 5;
    EXPECT_EQ(net.over(net.a), Links{net.ab.forward});
    net.costs(20, 20);
    EXPECT_EQ(net.over(net.a), (Links{net.ab.forward, net.ac.forward}));
    net.costs(10, 20);
    net.node(net.a).decision.multipath_after = 4;
    EXPECT_EQ(net.over(net.a), (Links{net.ab.forward, net.ac.forward}));
}

TEST(IgpMetric, OfALocalRouteIsNothing) {
    TwoExits net;
    net.originate(net.a, the_prefix);
    net.node(net.a).decision.order = {Criterion::igp_metric, Criterion::peer_order};
    EXPECT_EQ(net.best(net.a), SessionId{});
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

TEST(IgpMetric, IsTheSameWithoutOspf) {
    TwoExits net;
    net.network.links[net.exit_b.forward.index()].ospf_cost.reset();
    net.network.links[net.exit_c.forward.index()].ospf_cost.reset();
    net.node(net.a).ospf.reset();
    for (const NodeId node : {net.b, net.c}) {
        net.wire(net.a, net.outside(node == net.b ? net.exit_b : net.exit_c));
        net.network.sessions[(node == net.b ? net.to_b : net.to_c).index()].multihop = false;
    }
    net.costs(20, 10);
    EXPECT_EQ(net.best(net.a), net.to_b);
}

} // namespace
} // namespace encode
