// Tables where next hops are handed to a fabric, and where static routes stay or only say that there is no route
// (semantics §2, §6).

#include "solver/routing/table.hpp"

#include <gtest/gtest.h>

#include "solver/routing/forward.hpp"
#include "solver/routing/message.hpp"
#include "solver/routing/simulate.hpp"
#include "tests/gadgets/builder.hpp"

namespace {

using namespace network;
using gadgets::address;
using gadgets::Cable;
using gadgets::NetworkBuilder;
using gadgets::prefix;
using routing::Ending;
using routing::Table;
using Links = std::vector<LinkId>;

constexpr auto destination = "10.0.0.0/24";
const Packet packet{address("10.9.9.9"), address("10.0.0.9")};

routing::State settled(const Network& network, const FailureSet& failed) {
    return routing::settle_all(network, routed_prefixes(network), failed).state;
}

/// near with two cables to far, which owns the destination. Nobody speaks BGP.
struct Static {
    NetworkBuilder net;
    NodeId near = net.add_node("near"), far = net.add_node("far");
    Cable one = net.wire(near, far), two = net.wire(near, far);

    Static() {
        net.own(far, destination);
        via(one);
    }
    void via(const Cable& cable, bool permanent = true) {
        net.static_route(near, destination, cable.forward);
        net.node(near).static_routes.back().next_hop = ViaLink{cable.forward, permanent};
    }
    void discard(bool unreachable) {
        net.discard(near, destination);
        net.node(near).static_routes.back().next_hop = Discard{unreachable};
    }
    Table table(const FailureSet& failed = {}) const {
        return routing::lookup(net.network, settled(net.network, failed), near, packet.destination);
    }
    std::vector<Ending> endings(const FailureSet& failed = {}) const {
        std::vector<Ending> found;
        for (const auto& walk : routing::all_walks(net.network, settled(net.network, failed), near, packet))
            found.push_back(walk.ending);
        return found;
    }
};

using Endings = std::vector<Ending>;

TEST(PermanentRoutes, StayWhenTheirLinkIsDown) {
    Static it;
    it.net.static_route(it.near, "10.0.0.0/16", it.two.forward);
    EXPECT_EQ(it.table().links, Links{it.one.forward});
    EXPECT_EQ(it.table({it.one.failure}).prefix, prefix(destination));
    EXPECT_TRUE(it.table({it.one.failure}).links.empty());
    EXPECT_TRUE(it.table({it.one.failure}).next_hop_down());
    EXPECT_EQ(it.endings({it.one.failure}), Endings{Ending::next_hop_down});
    it.net.node(it.near).static_routes[0].next_hop = ViaLink{it.one.forward, false};
    EXPECT_EQ(it.endings({it.one.failure}), Endings{Ending::delivered});
}

TEST(PermanentRoutes, ShareTheLoadOverTheLinksThatAreUp) {
    Static it;
    it.via(it.two);
    EXPECT_EQ(it.table().links, (Links{it.one.forward, it.two.forward}));
    EXPECT_EQ(it.endings({it.one.failure}), Endings{Ending::delivered});
    EXPECT_EQ(it.endings({it.one.failure, it.two.failure}), Endings{Ending::next_hop_down});
}

TEST(PermanentRoutes, HideOtherSourcesEvenWhileTheyLeadNowhere) {
    Static it;
    it.net.static_route(it.near, destination, it.two.forward, 2);
    EXPECT_EQ(it.endings({it.one.failure}), Endings{Ending::next_hop_down});
    it.net.node(it.near).static_routes[1].distance = 1;
    EXPECT_EQ(it.endings({it.one.failure}), Endings{Ending::delivered});
}

TEST(PermanentRoutes, ANodeThatDoesNotForwardSaysFirstThatNothingIsUp) {
    Static it;
    const NodeId sender = it.net.add_node("sender");
    it.net.static_route(sender, destination, it.net.wire(sender, it.near).forward);
    it.net.node(it.near).forwards = false;
    const auto ending = [&](const FailureSet& failed) {
        return routing::all_walks(it.net.network, settled(it.net.network, failed), sender, packet).front().ending;
    };
    EXPECT_EQ(ending({}), Ending::not_forwarding);
    EXPECT_EQ(ending({it.one.failure}), Ending::next_hop_down);
}

TEST(UnreachableRoutes, HideShorterPrefixesAndSayThatThereIsNoRoute) {
    Static it;
    it.net.node(it.near).static_routes.clear();
    it.net.static_route(it.near, "10.0.0.0/16", it.one.forward);
    EXPECT_EQ(it.endings(), Endings{Ending::delivered});
    it.discard(true);
    EXPECT_EQ(it.endings(), Endings{Ending::no_route});
    EXPECT_EQ(it.table().prefix, prefix(destination));
    EXPECT_FALSE(it.table().has_route());
    it.net.node(it.near).static_routes.back().next_hop = Discard{false};
    EXPECT_EQ(it.endings(), Endings{Ending::null_routed});
    EXPECT_TRUE(it.table().has_route());
}

TEST(UnreachableRoutes, AreABranchOfTheirOwnBesideLinksAndNullRoutes) {
    Static it;
    it.discard(true);
    EXPECT_EQ(it.endings(), (Endings{Ending::no_route, Ending::delivered}));
    EXPECT_TRUE(it.table().has_route());
    it.discard(false);
    EXPECT_EQ(it.endings(), (Endings{Ending::null_routed, Ending::no_route, Ending::delivered}));
    EXPECT_EQ(it.endings({it.one.failure}), (Endings{Ending::null_routed, Ending::no_route}));
}

TEST(Tables, NameTheStaticRoutesThatWin) {
    Static it;
    it.net.static_route(it.near, destination, it.two.forward, 2);
    it.via(it.two, false);
    EXPECT_EQ(it.table().static_routes, (std::vector<std::size_t>{0, 2}));
    EXPECT_EQ(it.table({it.two.failure}).static_routes, std::vector<std::size_t>{0});
}

// ---- nodes that hand their packets to a fabric

/// An appliance (AS 1) learns the destination from two gateways (AS 2) without links of the sessions; its links lead to
/// a fabric, and one to the first gateway.
struct Appliance {
    NetworkBuilder net;
    NodeId appliance = net.add_node("appliance", 1), first = net.add_node("first", 2), second = net.add_node("second", 2),
           fabric = net.add_node("fabric");
    SessionId session = net.session(appliance, first);
    Cable handed = net.wire(appliance, fabric), direct = net.wire(appliance, first);

    Appliance() { net.originate(first, destination); }
    Links links(const FailureSet& failed = {}) const {
        return routing::lookup(net.network, settled(net.network, failed), appliance, packet.destination).links;
    }
};

TEST(HandedOver, AllBgpRoutesLeaveOverTheFabricsLink) {
    Appliance it;
    EXPECT_EQ(it.links(), Links{it.direct.forward});
    it.net.node(it.appliance).hands_to = it.handed.forward;
    EXPECT_EQ(it.links(), Links{it.handed.forward});
}

TEST(HandedOver, ARouteIsValidWhileTheFabricsLinkIsUp) {
    Appliance it;
    it.net.node(it.appliance).hands_to = it.handed.forward;
    EXPECT_TRUE(it.links({it.handed.failure}).empty());
    EXPECT_EQ(it.links({it.direct.failure}), Links{it.handed.forward});
    it.net.end(it.session, it.first).next_hop = it.second; // no link leads there, and none is needed
    EXPECT_EQ(it.links(), Links{it.handed.forward});
    it.net.node(it.appliance).hands_to.reset();
    EXPECT_TRUE(it.links().empty());
}

TEST(HandedOver, ASessionsOwnLinkComesFirst) {
    Appliance it;
    it.net.node(it.appliance).hands_to = it.handed.forward;
    it.net.network.sessions[0].forward = it.direct.forward;
    EXPECT_EQ(it.links(), Links{it.direct.forward});
    it.net.end(it.session, it.first).next_hop = it.second;
    EXPECT_EQ(it.links(), Links{it.handed.forward}) << "the peer is not the next hop";
}

TEST(HandedOver, ANodeIsNeverItsOwnNextHop) {
    Appliance it;
    it.net.node(it.appliance).hands_to = it.handed.forward;
    it.net.end(it.session, it.first).next_hop = it.appliance;
    EXPECT_TRUE(it.links().empty());
}

} // namespace
