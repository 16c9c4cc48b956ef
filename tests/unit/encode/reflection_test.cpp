// Reflection (semantics.md §2, RFC 4456): what is passed on, originator and cluster list, next hops, and what the
// decision makes of them.

#include <gtest/gtest.h>

#include "solver/encode/content.hpp"
#include "tests/unit/encode/autonomous_system.hpp"

namespace encode {
namespace {

using gadgets::Cable;
using network::Criterion;
using network::LinkId;
using network::NodeId;
using network::SessionId;
using Links = std::set<LinkId>;
using Best = std::optional<SessionId>;

/// A reflector in the middle of three routers; the first hears of the prefix from outside.
struct Star : AutonomousSystem {
    NodeId reflector = router("reflector"), first = router("first"), second = router("second"), third = router("third");
    Cable to_first = adjacency(reflector, first, 10), to_second = adjacency(reflector, second, 10),
          to_third = adjacency(reflector, third, 10);
    SessionId of_first = peer(reflector, first), of_second = peer(reflector, second), of_third = peer(reflector, third);
    Cable exit = neighbour(first, 2);
    Star& client_is(SessionId session) {
        end(session, reflector).client = true;
        return *this;
    }
};

TEST(Reflection, OfNobodyIsNone) {
    Star net;
    EXPECT_EQ(net.best(net.reflector), net.of_first);
    EXPECT_EQ(net.best(net.second), Best{});
}

TEST(Reflection, WhatAClientSendsGoesToAll) {
    Star net;
    net.client_is(net.of_first);
    EXPECT_EQ(net.best(net.second), net.of_second);
    EXPECT_EQ(net.best(net.third), net.of_third);
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

TEST(Reflection, WhatOthersSendGoesToClientsOnly) {
    Star net;
    net.client_is(net.of_second);
    EXPECT_EQ(net.best(net.second), net.of_second);
    EXPECT_EQ(net.best(net.third), Best{});
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

TEST(Reflection, OfLocalAndExternalRoutesAsksForNoClient) {
    Star net;
    net.neighbour(net.reflector, 3);
    EXPECT_EQ(net.best(net.second, {net.exit.failure}), net.of_second);
    EXPECT_EQ(net.best(net.third, {net.exit.failure}), net.of_third);
}

TEST(Reflection, ByTheOtherEndIsNone) {
    Star net; // the flag is the reflector's, of its end
    net.end(net.of_first, net.first).client = true;
    EXPECT_EQ(net.best(net.second), Best{});
}

TEST(Reflection, KeepsTheNextHop) {
    Star net;
    net.client_is(net.of_first);
    EXPECT_EQ(net.over(net.second), Links{net.to_second.back});
    net.network.links[net.exit.forward.index()].ospf_cost.reset();
    EXPECT_EQ(net.best(net.second), Best{}) << "the neighbour is unknown inside";
    net.end(net.of_first, net.first).next_hop_self = true;
    EXPECT_EQ(net.best(net.second), net.of_second);
    const Cable shortcut = net.adjacency(net.second, net.first, 1);
    EXPECT_EQ(net.over(net.second), Links{shortcut.forward}) << "packets do not pass the reflector";
}

TEST(Reflection, NextHopSelfIsForExternalRoutesOnly) {
    Star net;
    net.client_is(net.of_first);
    net.network.links[net.exit.forward.index()].ospf_cost.reset();
    net.end(net.of_second, net.reflector).next_hop_self = true;
    EXPECT_EQ(net.best(net.reflector), Best{}) << "not valid at the reflector itself";
    net.network.links[net.exit.forward.index()].ospf_cost = 1;
    const Cable shortcut = net.adjacency(net.second, net.first, 1);
    EXPECT_EQ(net.over(net.second), Links{shortcut.forward}) << "it is reflected, the next hop stays";
    net.end(net.of_second, net.reflector).next_hop_self_reflected = true;
    EXPECT_EQ(net.over(net.second), Links{net.to_second.back});
}

TEST(Reflection, NextHopSelfReflectedLeavesExternalRoutesAlone) {
    Star net; // the reflector's own neighbour, unknown inside
    const Cable own = net.neighbour(net.reflector, 3);
    net.network.links[own.forward.index()].ospf_cost.reset();
    net.end(net.of_second, net.reflector).next_hop_self_reflected = true;
    EXPECT_EQ(net.best(net.second, {net.exit.failure}), Best{});
    net.end(net.of_second, net.reflector).next_hop_self = true;
    EXPECT_EQ(net.best(net.second, {net.exit.failure}), net.of_second);
}

TEST(Reflection, TellsPreferencesOn) {
    Star net; // the second exit is preferred everywhere, and the first router gives its own up
    net.client_is(net.of_first).client_is(net.of_second);
    const Cable other = net.neighbour(net.second, 3);
    net.import(other.session, net.second, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_EQ(net.best(net.first), net.of_first);
    EXPECT_EQ(net.best(net.first, {other.failure}), net.exit.session);
    EXPECT_EQ(net.best(net.second, {other.failure}), net.of_second);
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

// A client whose own external route comes back, with a next hop that resolves there, prefers it if nothing keeps it
// from doing so.
TEST(Originator, DropsWhatComesBack) {
    Star net;
    net.client_is(net.of_first);
    net.import(net.of_first, net.first, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_EQ(net.best(net.first), net.exit.session);
    EXPECT_EQ(net.best(net.reflector), net.of_first);
    EXPECT_EQ(symbolic_differs(net.network, 3), "");
    // Somebody else's comes: the reflector holds either that, and first gives its own up, or first's, the lower peer's.
    net.client_is(net.of_second);
    const Cable other = net.neighbour(net.second, 3);
    EXPECT_EQ(states_of(net.network).size(), 2u);
    EXPECT_EQ(net.best(net.first, {net.exit.failure}), net.of_first);
    EXPECT_EQ(net.best(net.first, {other.failure}), net.exit.session);
}

TEST(Originator, StaysThatOfTheFirstReflection) {
    // first - upper - lower - first: the route goes round over two reflectors of different clusters.
    AutonomousSystem net;
    const NodeId first = net.router("first"), upper = net.router("upper"), lower = net.router("lower");
    net.adjacency(first, upper, 1);
    net.adjacency(upper, lower, 1);
    net.adjacency(lower, first, 1);
    const SessionId up = net.client(upper, first), across = net.client(upper, lower), down = net.client(lower, first);
    const Cable exit = net.neighbour(first, 2);
    net.end(up, upper).sends = net.end(down, first).sends = false; // first -> upper -> lower -> first
    net.import(down, first, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_EQ(net.best(lower), across);
    EXPECT_EQ(net.best(first), exit.session);
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

TEST(Originator, IsForgottenOutside) {
    // The route leaves the AS and comes back into it: to its originator's eBGP ear it is a loop of ASNs only.
    Star net;
    net.client_is(net.of_first);
    const NodeId outside = net.add_node("transit", 7);
    const Cable out = net.cable(net.second, outside), back = net.cable(outside, net.first);
    net.import(back.session, net.first, {gadgets::accept({}, {gadgets::set_local_preference(300)})});
    net.end(back.session, net.first).allow_own_as = 1;
    net.end(back.session, net.first).sends = false;
    // first takes the way round; the reflector then hears of it from first, and so does second: no state, since the
    // prefix has its only origin behind first's other neighbour.
    EXPECT_EQ(states_of(net.network).size(), 0u);
    net.end(back.session, net.first).allow_own_as = 0;
    EXPECT_EQ(net.best(net.first), net.exit.session);
    EXPECT_EQ(net.best(outside), out.session);
}

/// Two reflectors, clients of each other, and an exit below each.
struct TwoReflectors : AutonomousSystem {
    NodeId left = router("left"), right = router("right"), below_left = router("below-left"), below_right = router("below-right");
    Cable across = adjacency(left, right, 1), to_left = adjacency(left, below_left, 1),
          to_right = adjacency(right, below_right, 1);
    SessionId between = peer(left, right), of_left = client(left, below_left), of_right = client(right, below_right);
    TwoReflectors() { end(between, left).client = end(between, right).client = true; }
};

TEST(ClusterList, DropsWhatComesBackToAReflector) {
    TwoReflectors net;
    net.neighbour(net.below_left, 2);
    // left would prefer the copy that right reflects back.
    net.import(net.between, net.left, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_EQ(net.best(net.left), net.of_left);
    EXPECT_EQ(net.best(net.right), net.between);
    EXPECT_EQ(net.best(net.below_right), net.of_right);
    EXPECT_EQ(symbolic_differs(net.network, 3), "");
}

TEST(ClusterList, OfOneClusterIsDroppedByItsOtherReflector) {
    TwoReflectors net;
    net.neighbour(net.below_left, 2);
    net.node(net.left).cluster_id = net.node(net.right).cluster_id = 9;
    EXPECT_EQ(net.best(net.left), net.of_left);
    EXPECT_EQ(net.best(net.right), Best{});
    net.node(net.right).cluster_id = 8;
    EXPECT_EQ(net.best(net.right), net.between);
    net.node(net.below_right).cluster_id = 9;
    EXPECT_EQ(net.best(net.below_right), Best{}) << "it looks for its cluster whether it reflects or not";
    net.node(net.below_right).cluster_id = 7;
    EXPECT_EQ(net.best(net.below_right), net.of_right);
}

TEST(ClusterList, IsNotSentOutside) {
    TwoReflectors net;
    net.neighbour(net.below_left, 2);
    const NodeId outside = net.add_node("outside", 5), inside = net.add_node("inside", 6);
    const Cable out = net.cable(net.below_right, outside), further = net.cable(outside, inside);
    net.node(inside).cluster_id = 9;
    net.node(net.left).cluster_id = 9;
    EXPECT_EQ(net.best(outside), out.session);
    EXPECT_EQ(net.best(inside), further.session);
}

TEST(ClusterList, RoutesNeverHoldEachOtherUp) {
    TwoReflectors net; // both prefer what the other reflects; there is one state, and none without the exits
    const Cable exit_left = net.neighbour(net.below_left, 2), exit_right = net.neighbour(net.below_right, 3);
    for (const NodeId node : {net.left, net.right})
        net.import(net.between, node, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    // DISAGREE: one takes its own client's and the other takes that, either way round.
    EXPECT_EQ(states_of(net.network).size(), 2u);
    EXPECT_EQ(net.best(net.left, {exit_left.failure}), net.between);
    EXPECT_EQ(net.best(net.right, {exit_left.failure}), net.of_right);
    EXPECT_EQ(net.best(net.left, {exit_left.failure, exit_right.failure}), Best{});
    EXPECT_EQ(symbolic_differs(net.network, 5), "");
}

/// Two reflectors above one router, and two exits: each reflector tells of the nearer one to it.
struct TwoViews : AutonomousSystem {
    NodeId left = router("left"), right = router("right"), chooser = router("chooser"), near_left = router("near-left"),
           near_right = router("near-right");
    SessionId by_left = client(left, chooser), by_right = client(right, chooser);
    SessionId of_left = client(left, near_left), of_right = client(right, near_right);
    Cable exit_left, exit_right;
    TwoViews() {
        adjacency(left, chooser, 10), adjacency(right, chooser, 10);
        adjacency(left, near_left, 10), adjacency(right, near_right, 10);
        exit_left = neighbour(near_left, 2), exit_right = neighbour(near_right, 3);
        node(chooser).decision.order = {Criterion::as_path_length, Criterion::router_id, Criterion::cluster_list_length,
                                        Criterion::peer_order};
        node(left).router_id = 1;
        node(right).router_id = 2;
    }
};

TEST(RouterId, IsTheOriginatorsOfAReflectedRoute) {
    TwoViews net;
    net.node(net.near_left).router_id = 12;
    net.node(net.near_right).router_id = 11;
    EXPECT_EQ(net.best(net.chooser), net.by_right) << "though the left reflector's own is lower";
    net.node(net.near_left).router_id = 10;
    EXPECT_EQ(net.best(net.chooser), net.by_left);
    net.node(net.near_left).router_id.reset();
    EXPECT_EQ(net.best(net.chooser), net.by_right) << "none is the highest";
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

TEST(RouterId, OfWhatIsNotReflectedIsThePeers) {
    TwoViews net;
    net.node(net.near_right).router_id = 5;
    net.node(net.near_left).router_id = 9;
    net.originate(net.left, the_prefix); // the left reflector's own route: router id 1, no ASNs
    net.import(net.by_left, net.chooser, {gadgets::accept({}, {gadgets::prepend(8, 1)})});
    EXPECT_EQ(net.best(net.chooser), net.by_left);
    net.node(net.left).router_id = 6;
    EXPECT_EQ(net.best(net.chooser), net.by_right);
    const Cable outside = net.neighbour(net.chooser, 4); // an external peer's
    net.node(net.outside(outside)).router_id = 4;
    EXPECT_EQ(net.best(net.chooser), outside.session);
    net.node(net.outside(outside)).router_id = 7;
    EXPECT_EQ(net.best(net.chooser), net.by_right);
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

TEST(RouterId, BeforeOtherCriteriaTellsRoutesApart) {
    TwoViews net;
    net.node(net.chooser).decision.order = {Criterion::router_id, Criterion::as_path_length, Criterion::peer_order};
    net.node(net.near_left).router_id = 12;
    net.node(net.near_right).router_id = 11;
    net.import(net.by_right, net.chooser, {gadgets::accept({}, {gadgets::prepend(8, 3)})});
    EXPECT_EQ(net.best(net.chooser), net.by_right);
    net.node(net.near_left).router_id = 11;
    EXPECT_EQ(net.best(net.chooser), net.by_left);
    net.node(net.chooser).decision.order = {Criterion::peer_order, Criterion::router_id, Criterion::peer_order};
    net.node(net.near_left).router_id = 12;
    EXPECT_EQ(net.best(net.chooser), net.by_left);
}

TEST(ClusterListLength, TheShortestWins) {
    // Of one originator: straight by the left reflector, and by a second one behind it.
    AutonomousSystem net;
    const NodeId exit = net.router("exit"), left = net.router("left"), right = net.router("right"), chooser = net.router("chooser");
    net.adjacency(exit, left, 1), net.adjacency(left, right, 1), net.adjacency(right, chooser, 1);
    const SessionId by_right = net.client(right, chooser);
    const SessionId by_left = net.client(left, chooser);
    net.client(left, exit);
    net.client(right, left);
    net.neighbour(exit, 2);
    auto& order = net.node(chooser).decision.order;
    order = {Criterion::as_path_length, Criterion::router_id, Criterion::cluster_list_length, Criterion::peer_order};
    EXPECT_EQ(net.best(chooser), by_left);
    std::erase(order, Criterion::cluster_list_length);
    EXPECT_EQ(net.best(chooser), by_right) << "the lower session";
    order = {Criterion::cluster_list_length, Criterion::oldest};
    EXPECT_EQ(net.best(chooser), by_left);
    order = {Criterion::router_id, Criterion::oldest};
    EXPECT_EQ(states_of(net.network).size(), 2u);
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

/// What is told apart: only where something sees it.
TEST(Reflection, IsTracedOnlyWhereItMatters) {
    Star none;
    const Reflection nothing(none.network);
    for (const NodeId node : {none.reflector, none.first, none.second}) {
        EXPECT_FALSE(nothing.originator[node.index()]);
        EXPECT_TRUE(nothing.clusters[node.index()].empty());
    }
    Star star;
    star.client_is(star.of_first);
    const Reflection one(star.network);
    EXPECT_TRUE(one.originator[star.reflector.index()]) << "first asks";
    EXPECT_FALSE(one.originator[star.first.index()]) << "it reflects nothing";
    EXPECT_TRUE(one.mixed[star.reflector.index()]);
    EXPECT_TRUE(one.clusters[star.reflector.index()].empty()) << "what it reflects never comes back";
    EXPECT_FALSE(one.length[star.reflector.index()]);
    TwoReflectors two;
    two.neighbour(two.below_left, 2);
    const Reflection both(two.network);
    EXPECT_EQ(both.clusters[two.right.index()], std::vector{two.network.cluster(two.left)});
    EXPECT_TRUE(both.clusters[two.below_right.index()].empty()) << "it reflects nothing";
}

} // namespace
} // namespace encode
