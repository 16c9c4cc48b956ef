// iBGP: what reflectors pass on, how that is marked and when it is dropped (RFC 4456), well-known communities (RFC 1997),
// and the criteria that go with them (semantics §2, §4).

#include <gtest/gtest.h>

#include <array>
#include <utility>

#include "solver/routing/candidates.hpp"
#include "solver/routing/cycles.hpp"
#include "solver/routing/decision.hpp"
#include "solver/routing/forward.hpp"
#include "solver/routing/message_passing.hpp"
#include "solver/routing/simulate.hpp"
#include "tests/gadgets/area.hpp"
#include "tests/gadgets/gadgets.hpp"

namespace {

using namespace network;
using namespace gadgets;
using routing::Candidate;
using routing::Fate;
using routing::Passage;
using routing::Route;
using Clusters = std::vector<std::uint64_t>;

constexpr auto destination = "10.0.0.0/24";

/// A reflector with two clients, two peers that are none, and a neighbour outside; all members next to each other.
struct Reflector {
    Area net;
    NodeId reflector = net.member("reflector"), client = member("client"), client_2 = member("client-2"),
           peer = member("peer"), peer_2 = member("peer-2"), outside = net.add_node("outside", 1);
    SessionId to_client = net.reflects(reflector, client), to_client_2 = net.reflects(reflector, client_2),
              to_peer = net.peers(reflector, peer), to_peer_2 = net.peers(reflector, peer_2),
              to_outside = net.cable(reflector, outside).session;

    NodeId member(const char* name) {
        const NodeId node = net.member(name);
        net.cost(reflector, node, 1);
        return node;
    }

    Candidate from(SessionId session) const {
        Candidate it{session, {}};
        it.route.as_path = {7};
        it.route.next_hop = net.network[session].far_end(reflector).node;
        return it;
    }
    Candidate own() const {
        Candidate it;
        it.route.next_hop = reflector;
        return it;
    }

    Passage offer(const Candidate& best, SessionId over) const {
        const routing::Health health(net.network, {});
        return routing::offer({health, prefix(destination)}, over, net.network[over].far_end(reflector).node, &best);
    }
    std::optional<Fate> refused(const Candidate& best, SessionId over) const { return offer(best, over).refused; }
    Route arrives(const Candidate& best, SessionId over) const {
        const Passage passage = offer(best, over);
        EXPECT_TRUE(passage.arrived()) << (passage.refused ? code(*passage.refused) : "");
        return passage.arrived() ? *passage.route : Route{};
    }
};

// ---- who is told

TEST(Reflection, AClientsRouteGoesToEveryone) {
    const Reflector it;
    for (const SessionId over : {it.to_client_2, it.to_peer, it.to_outside})
        EXPECT_FALSE(it.refused(it.from(it.to_client), over));
}

TEST(Reflection, ThatOfAnotherPeerGoesToClientsOnly) {
    const Reflector it;
    EXPECT_FALSE(it.refused(it.from(it.to_peer), it.to_client));
    EXPECT_EQ(it.refused(it.from(it.to_peer), it.to_peer_2), Fate::not_readvertised);
    EXPECT_EQ(it.refused(it.from(it.to_peer), it.to_peer), Fate::not_readvertised);
    EXPECT_FALSE(it.refused(it.from(it.to_peer), it.to_outside));
}

TEST(Reflection, WhatIsLearnedOutsideOrLocalGoesToEveryone) {
    const Reflector it;
    for (const SessionId over : {it.to_client, it.to_peer}) {
        EXPECT_FALSE(it.refused(it.from(it.to_outside), over));
        EXPECT_FALSE(it.refused(it.own(), over));
    }
}

TEST(Reflection, OnlyTheReflectorsOwnEndsMakeClients) {
    Reflector it;
    it.net.end(it.to_peer, it.peer).client = true;
    it.net.end(it.to_peer_2, it.peer_2).client = true;
    EXPECT_EQ(it.refused(it.from(it.to_peer), it.to_peer_2), Fate::not_readvertised);
}

// ---- originator and cluster list

TEST(Reflection, MarksWhoBroughtTheRouteInAndTheCluster) {
    Reflector it;
    const Route first = it.arrives(it.from(it.to_client), it.to_peer);
    EXPECT_EQ(first.originator, it.client);
    EXPECT_EQ(first.cluster_list, Clusters{it.net.network.cluster(it.reflector)});
    it.net.node(it.reflector).cluster_id = 5;
    Candidate again = it.from(it.to_client);
    again.route.originator = it.client_2;
    again.route.cluster_list = {9};
    const Route second = it.arrives(again, it.to_peer);
    EXPECT_EQ(second.originator, it.client_2) << "it has one";
    EXPECT_EQ(second.cluster_list, (Clusters{5, 9}));
}

TEST(Reflection, OtherRoutesHaveNeither) {
    const Reflector it;
    Candidate reflected = it.from(it.to_client);
    reflected.route.originator = it.client_2;
    reflected.route.cluster_list = {9};
    for (const Route& route : {it.arrives(it.own(), it.to_client), it.arrives(it.from(it.to_outside), it.to_client),
                               it.arrives(reflected, it.to_outside)}) {
        EXPECT_FALSE(route.originator.known());
        EXPECT_TRUE(route.cluster_list.empty());
    }
}

TEST(Reflection, ARouteIsDroppedWhereItEnteredTheAs) {
    const Reflector it;
    EXPECT_EQ(it.refused(it.from(it.to_client), it.to_client), Fate::own_originator);
    Candidate of_client_2 = it.from(it.to_client);
    of_client_2.route.originator = it.client_2;
    EXPECT_EQ(it.refused(of_client_2, it.to_client_2), Fate::own_originator);
    EXPECT_FALSE(it.refused(of_client_2, it.to_peer));
}

TEST(Reflection, ARouteIsDroppedByReflectorsOfAClusterThatItPassed) {
    Reflector it;
    it.net.node(it.reflector).cluster_id = it.net.node(it.peer).cluster_id = 5;
    EXPECT_EQ(it.refused(it.from(it.to_client), it.to_peer), Fate::own_cluster);
    EXPECT_FALSE(it.refused(it.from(it.to_outside), it.to_peer)) << "not reflected";
    it.net.node(it.peer).cluster_id = 6;
    EXPECT_FALSE(it.refused(it.from(it.to_client), it.to_peer));
    it.net.node(it.reflector).cluster_id.reset();
    it.net.node(it.peer).cluster_id.reset();
    EXPECT_FALSE(it.refused(it.from(it.to_client), it.to_peer)) << "each has its own";
}

// ---- next hops

TEST(Reflection, NextHopSelfIsForWhatIsLearnedOutside) {
    Reflector it;
    it.net.end(it.to_peer, it.reflector).next_hop_self = false;
    const auto next_hop = [&](SessionId from) { return it.arrives(it.from(from), it.to_peer).next_hop; };
    EXPECT_EQ(it.refused(it.from(it.to_outside), it.to_peer), Fate::next_hop_unresolved);
    EXPECT_EQ(next_hop(it.to_client), it.client);
    it.net.end(it.to_peer, it.reflector).next_hop_self = true;
    EXPECT_EQ(next_hop(it.to_outside), it.reflector);
    EXPECT_EQ(next_hop(it.to_client), it.client);
    it.net.end(it.to_peer, it.reflector).next_hop_self = false;
    it.net.end(it.to_peer, it.reflector).next_hop_self_reflected = true;
    EXPECT_EQ(it.refused(it.from(it.to_outside), it.to_peer), Fate::next_hop_unresolved);
    EXPECT_EQ(next_hop(it.to_client), it.reflector);
    it.net.end(it.to_peer, it.reflector).next_hop = it.client_2;
    EXPECT_EQ(next_hop(it.to_client), it.client_2) << "a given one overrides everything";
}

// ---- well-known communities

TEST(WellKnown, NoExportStaysInsideTheAs) {
    const Reflector it;
    for (const Community& community : {no_export, no_export_subconfed}) {
        Candidate best = it.from(it.to_client);
        best.route.communities = {community};
        EXPECT_EQ(it.refused(best, it.to_outside), Fate::kept_by_community);
        EXPECT_EQ(it.arrives(best, it.to_peer).communities.count(community), 1U);
    }
}

TEST(WellKnown, NoAdvertiseGoesNowhere) {
    const Reflector it;
    Candidate best = it.from(it.to_client);
    best.route.communities = {no_advertise, {1, 1}};
    EXPECT_EQ(it.refused(best, it.to_outside), Fate::kept_by_community);
    EXPECT_EQ(it.refused(best, it.to_peer), Fate::kept_by_community);
}

TEST(WellKnown, AreAskedOfTheBestAndNotOfWhatThePolicyMakesOfIt) {
    Reflector it;
    Candidate best = it.from(it.to_client);
    it.net.export_(it.to_outside, it.reflector, {accept({}, {add_community(no_advertise)})});
    EXPECT_EQ(it.arrives(best, it.to_outside).communities.count(no_advertise), 1U);
    best.route.communities = {no_export};
    it.net.export_(it.to_outside, it.reflector, {accept({}, {delete_community(no_export)})});
    EXPECT_EQ(it.refused(best, it.to_outside), Fate::kept_by_community);
}

TEST(WellKnown, OthersMeanNothing) {
    const Reflector it;
    Candidate best = it.from(it.to_client);
    best.route.communities = {{65535, 65284}, {65535, 65281, 0}, {65535, 0}};
    EXPECT_FALSE(it.refused(best, it.to_outside));
}

// ---- the decision

/// The candidates that one criterion leaves at the reflector, by index.
std::vector<std::size_t> left(Reflector& it, Criterion criterion, const std::vector<Candidate>& candidates,
                              const FailureSet& failed = {}) {
    it.net.node(it.reflector).decision = {{criterion, Criterion::oldest}, std::nullopt};
    const routing::Health health(it.net.network, failed);
    return routing::decide(health, it.reflector, candidates).best;
}
using Indices = std::vector<std::size_t>;

TEST(Metric, TheNearestNextHopIsKeptAndALocalRouteIsNearest) {
    Reflector it;
    const Candidate near = it.from(it.to_client), near_too = it.from(it.to_client_2);
    Candidate far = it.from(it.to_peer);
    for (Link& link : it.net.network.links)
        if (link.to == it.peer)
            link.ospf_cost = 2;
    EXPECT_EQ(left(it, Criterion::igp_metric, {near, far, near_too}), (Indices{0, 2}));
    EXPECT_EQ(left(it, Criterion::igp_metric, {far, near}), Indices{1});
    far.route.next_hop = it.client;
    EXPECT_EQ(left(it, Criterion::igp_metric, {far, near}), (Indices{0, 1})) << "the next hop counts, not the peer";
    EXPECT_EQ(left(it, Criterion::igp_metric, {near, it.own(), far}), Indices{1});
    EXPECT_EQ(left(it, Criterion::igp_metric, {near, it.from(it.to_outside)}), Indices{1}) << "over its own link: 0";
}

TEST(Metric, AFailureMayTurnTheOrderAround) {
    Reflector it;
    const Cable fast = it.net.cost(it.client, it.client_2, 1);
    for (Link& link : it.net.network.links)
        if (link.to == it.client_2 && link.from == it.reflector)
            link.ospf_cost = 5;
    for (Link& link : it.net.network.links)
        if (link.to == it.peer)
            link.ospf_cost = 4;
    const std::vector<Candidate> both{it.from(it.to_client_2), it.from(it.to_peer)};
    EXPECT_EQ(left(it, Criterion::igp_metric, both), Indices{0}) << "2 over client, against 4";
    EXPECT_EQ(left(it, Criterion::igp_metric, both, {fast.failure}), Indices{1}) << "5 against 4";
    const auto beats = [&](const FailureSet& failed) {
        return routing::surely_beats(routing::Health(it.net.network, failed), it.reflector, both[0], both[1]);
    };
    EXPECT_TRUE(beats({}));
    EXPECT_FALSE(beats({fast.failure}));
}

TEST(Metric, WhatMayComeCountsAsNearest) {
    Reflector it;
    it.net.node(it.reflector).decision = {{Criterion::igp_metric, Criterion::oldest}, std::nullopt};
    Candidate open = it.from(it.to_peer);
    open.route.next_hop = {};
    const routing::Health health(it.net.network, {});
    EXPECT_FALSE(routing::surely_beats(health, it.reflector, it.from(it.to_client), open));
    EXPECT_TRUE(routing::surely_beats(health, it.reflector, open, it.from(it.to_client)));
}

TEST(ReflectedRoutes, CountByTheRouterIdOfTheirOriginator) {
    Reflector it;
    it.net.node(it.client).router_id = 10;
    it.net.node(it.peer).router_id = 20;
    it.net.node(it.peer_2).router_id = 5;
    Candidate direct = it.from(it.to_client), reflected = it.from(it.to_peer);
    EXPECT_EQ(left(it, Criterion::router_id, {direct, reflected}), Indices{0});
    reflected.route.originator = it.peer_2;
    EXPECT_EQ(left(it, Criterion::router_id, {direct, reflected}), Indices{1});
    reflected.route.originator = it.client_2;
    EXPECT_EQ(left(it, Criterion::router_id, {direct, reflected}), Indices{0}) << "which declares none";
}

TEST(ReflectedRoutes, TheShortestClusterListIsKept) {
    Reflector it;
    Candidate once = it.from(it.to_client), twice = it.from(it.to_peer);
    once.route.cluster_list = {8};
    twice.route.cluster_list = {2, 1};
    EXPECT_EQ(left(it, Criterion::cluster_list_length, {twice, once}), Indices{1});
    EXPECT_EQ(left(it, Criterion::cluster_list_length, {once, it.own(), it.from(it.to_peer_2)}), (Indices{1, 2}));
    twice.route.cluster_list = {2};
    EXPECT_EQ(left(it, Criterion::cluster_list_length, {twice, once}), (Indices{0, 1}));
}

TEST(Reflection, ASplitAreaTakesTheSessionsDownWithIt) {
    Reflector it;
    it.net.originate(it.outside, destination);
    const auto holds_one = [&](NodeId node, const FailureSet& failed = {}) {
        const auto found = routing::enumerate(it.net.network, prefix(destination), failed);
        EXPECT_EQ(found.states.size(), 1U);
        return found.states.front().choices[node.index()].best.has_value();
    };
    EXPECT_TRUE(holds_one(it.client));
    const FailureId cable = it.net.network.links.front().fails_with.front();
    EXPECT_FALSE(holds_one(it.client, {cable}));
    EXPECT_TRUE(holds_one(it.client_2, {cable}));
    const auto state = routing::enumerate(it.net.network, prefix(destination), {cable}).states.front();
    const auto rows = routing::offers(it.net.network, {cable}, state, it.client);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].fate, Fate::session_down);
    EXPECT_FALSE(rows[0].failure.known()) << "the ways may have been many";
}

} // namespace
