// OSPF routes (semantics.md §6.1): every rule, both ways.

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>

#include "solver/encode/data_plane.hpp"
#include "solver/encode/ospf_areas.hpp"
#include "tests/unit/encode/ospf_area.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::address;
using gadgets::Cable;
using gadgets::prefix;
using smt::Term;

constexpr const char* the_prefix = "10.0.0.0/24";

/// The forwarding of one failure set: every term is a constant.
struct Tables {
    smt::Context context;
    World world;
    ControlPlanes control;
    DataPlanes planes;
    const DataPlane& plane;

    explicit Tables(const Network& network, const FailureSet& failed = {}, const char* to = "10.0.0.7")
        : world(context, network, constants(network, failed), "constant"), control(world),
          planes(control), plane(planes.to(address(to))) {}

    static std::vector<Term> constants(const Network& network, const FailureSet& failed) {
        std::vector<Term> down;
        for (std::size_t i = 0; i < network.failures.size(); ++i)
            down.push_back(std::ranges::find(failed, FailureId::at(i)) != failed.end() ? smt::yes : smt::no);
        return down;
    }
    /// The links that the node forwards over.
    std::set<LinkId> over(NodeId node) const {
        std::set<LinkId> result;
        for (std::size_t i = 0; i < world.network().links.size(); ++i)
            if (plane.forwards(node, LinkId::at(i)).is_true())
                result.insert(LinkId::at(i));
        return result;
    }
};

std::set<LinkId> over(const Network& network, NodeId node, const FailureSet& failed = {}) {
    return Tables(network, failed).over(node);
}

/// a - b - c - d in a square; c owns the prefix.
struct Square : Area {
    NodeId a = router("a"), b = router("b"), c = router("c"), d = router("d");
    Cable ab = adjacency(a, b, 10), bc = adjacency(b, c, 10), cd = adjacency(c, d, 10), da = adjacency(d, a, 10);
    Square() { own(c, the_prefix); }
    void cost(LinkId link, std::optional<std::uint32_t> value) { network.links[link.index()].ospf_cost = value; }
};

TEST(Ospf, EqualWaysShareTheLoad) {
    Square net;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward, net.da.back}));
    net.cost(net.bc.forward, 11);
    EXPECT_EQ(over(net.network, net.a), (std::set{net.da.back}));
    EXPECT_EQ(over(net.network, net.b), (std::set{net.bc.forward})) << "11 is less than 30";
}

TEST(Ospf, TheOwnerDeliversAndUsesNoRouteOfIt) {
    const Square net;
    const Tables tables(net.network);
    EXPECT_TRUE(tables.plane.delivers(net.c).is_true());
    EXPECT_TRUE(tables.over(net.c).empty());
}

TEST(Ospf, UsesTheLinksThatAreUp) {
    const Square net;
    EXPECT_EQ(over(net.network, net.a, {net.ab.failure}), (std::set{net.da.back}));
    EXPECT_EQ(over(net.network, net.b, {net.bc.failure}), (std::set{net.ab.back}));
    EXPECT_TRUE(over(net.network, net.a, {net.ab.failure, net.da.failure}).empty());
}

TEST(Ospf, PassesNoNodeThatIsDown) {
    Square net;
    const FailureId of_b = net.may_fail(net.b), of_c = net.may_fail(net.c);
    EXPECT_EQ(over(net.network, net.a, {of_b}), (std::set{net.da.back}));
    EXPECT_TRUE(over(net.network, net.a, {of_c}).empty());
}

TEST(Ospf, NeedsACostAndOspfAtBothEnds) {
    Square no_cost;
    no_cost.cost(no_cost.ab.forward, std::nullopt);
    EXPECT_EQ(over(no_cost.network, no_cost.a), (std::set{no_cost.da.back}));
    Square no_ospf;
    no_ospf.node(no_ospf.b).ospf.reset();
    EXPECT_EQ(over(no_ospf.network, no_ospf.a), (std::set{no_ospf.da.back}));
    EXPECT_TRUE(over(no_ospf.network, no_ospf.b).empty());
    Square no_owner;
    no_owner.node(no_owner.c).ospf.reset();
    EXPECT_TRUE(over(no_owner.network, no_owner.a).empty());
}

TEST(Ospf, CostsAreOfTheDirectionThePacketTakes) {
    Square net;
    net.cost(net.ab.back, 1);
    EXPECT_EQ(over(net.network, net.a).size(), 2u);
    net.cost(net.ab.forward, 1);
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward}));
}

TEST(Ospf, TheNearestOwnerCounts) {
    Square net;
    net.own(net.d, the_prefix);
    EXPECT_EQ(over(net.network, net.a), (std::set{net.da.back}));
    EXPECT_EQ(over(net.network, net.b), (std::set{net.bc.forward}));
    EXPECT_EQ(over(net.network, net.a, {net.da.failure}), (std::set{net.ab.forward}));
}

TEST(Ospf, StaticRoutesWinAtEqualDistance) {
    Square net;
    net.static_route(net.a, the_prefix, net.ab.forward, 110);
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward}));
    EXPECT_EQ(over(net.network, net.a, {net.ab.failure}), (std::set{net.da.back}));
    net.node(net.a).static_routes.front().distance = 111;
    EXPECT_EQ(over(net.network, net.a).size(), 2u);
    net.node(net.a).ospf->distance = 112;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward}));
}

/// In the square, a also hears of the prefix from a neighbour outside.
struct WithBgp : Square {
    NodeId outside = add_node("outside", 65001);
    Cable up;
    WithBgp() {
        node(a).asn = 65000;
        up = cable(a, outside);
        originate(outside, the_prefix);
    }
};

TEST(Ospf, BgpWinsAtEqualDistance) {
    WithBgp net;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.up.forward}));
    EXPECT_EQ(over(net.network, net.a, {net.up.failure}).size(), 2u);
    net.node(net.a).external_distance = 110;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.up.forward}));
    net.node(net.a).external_distance = 111;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward, net.da.back}));
}

TEST(Ospf, InternalBgpRoutesHaveADistanceOfTheirOwn) {
    WithBgp net;
    net.node(net.outside).asn = 65000;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward, net.da.back}));
    net.node(net.a).internal_distance = 110;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.up.forward}));
}

/// a - b - c, and what b or c redistribute; nobody owns the prefix.
struct Chain : Area {
    NodeId a = router("a"), b = router("b"), c = router("c"), e = add_node("e");
    Cable ab = adjacency(a, b, 10), bc = adjacency(b, c, 10), ac = adjacency(a, c, 15), ce = wire(c, e), be = wire(b, e);
    Chain() {
        static_route(c, the_prefix, ce.forward);
        static_route(b, the_prefix, be.forward);
    }
};

using From = Redistribution::From;

TEST(Redistribution, TellsOfStaticRoutesThatAreUp) {
    Chain net;
    EXPECT_TRUE(over(net.network, net.a).empty());
    net.redistribute(net.c, From::static_routes);
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ac.forward}));
    EXPECT_TRUE(over(net.network, net.a, {net.ce.failure}).empty());
    EXPECT_EQ(over(net.network, net.c, {net.ac.failure}), (std::set{net.ce.forward}));
}

TEST(Redistribution, WhoTellsHasNoRouteOfOspf) {
    Chain net;
    net.redistribute(net.c, From::static_routes);
    EXPECT_EQ(over(net.network, net.b, {net.be.failure}), (std::set{net.bc.forward}));
    net.redistribute(net.b, From::static_routes);
    EXPECT_EQ(over(net.network, net.b, {net.be.failure}), (std::set{net.bc.forward})) << "it no longer tells";
    EXPECT_EQ(over(net.network, net.c, {net.ce.failure}), (std::set{net.bc.back}));
}

TEST(Redistribution, Type2ComparesMetricsFirst) {
    Chain net;
    net.redistribute(net.b, From::static_routes, 20);
    net.redistribute(net.c, From::static_routes, 20);
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward})) << "10 is nearer than 15";
    net.node(net.c).ospf->redistributes.front().metric = 19;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ac.forward}));
    EXPECT_EQ(over(net.network, net.a, {net.ce.failure}), (std::set{net.ab.forward}));
}

TEST(Redistribution, Type1AddsTheDistance) {
    Chain net;
    net.redistribute(net.b, From::static_routes, 20, true);
    net.redistribute(net.c, From::static_routes, 16, true);
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward})) << "30 is less than 31";
    net.node(net.c).ospf->redistributes.front().metric = 15;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward, net.ac.forward}));
    net.node(net.c).ospf->redistributes.front().metric = 14;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ac.forward}));
}

TEST(Redistribution, Type1IsPreferredToType2) {
    Chain net;
    net.redistribute(net.b, From::static_routes, 1, false);
    net.redistribute(net.c, From::static_routes, 1000, true);
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ac.forward}));
    EXPECT_EQ(over(net.network, net.a, {net.ce.failure}), (std::set{net.ab.forward}));
}

TEST(Redistribution, IntraAreaRoutesArePreferredToBoth) {
    Chain net;
    net.redistribute(net.c, From::static_routes, 1, true);
    net.own(net.b, the_prefix);
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward}));
    EXPECT_EQ(over(net.network, net.a, {net.ab.failure}), (std::set{net.ac.forward})) << "b is behind c";
    EXPECT_EQ(over(net.network, net.a, {net.ab.failure, net.bc.failure}), (std::set{net.ac.forward}));
}

TEST(Redistribution, OfSeveralTheBestCounts) {
    Chain net;
    net.redistribute(net.b, From::static_routes, 5);
    net.redistribute(net.c, From::static_routes, 20);
    net.redistribute(net.c, From::static_routes, 4);
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ac.forward}));
}

TEST(Redistribution, OnlyWhatIsNamed) {
    Chain net;
    net.redistribute(net.c, From::static_routes);
    net.node(net.c).ospf->redistributes.front().only = {{prefix("10.0.0.0/8"), 24, 32}};
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ac.forward}));
    net.node(net.c).ospf->redistributes.front().only = {{prefix("10.0.0.0/8"), 8, 23}};
    EXPECT_TRUE(over(net.network, net.a).empty());
}

TEST(Redistribution, NotOfLabelledOrUnreachableOrBeatenRoutes) {
    const auto told = [](auto change) {
        Chain net;
        net.redistribute(net.c, From::static_routes);
        change(net, net.node(net.c).static_routes.front());
        return !over(net.network, net.a).empty();
    };
    EXPECT_TRUE(told([](Chain&, StaticRoute& route) { route.next_hop = Discard{}; }));
    EXPECT_TRUE(told([](Chain&, StaticRoute& route) { route.distance = 110; }));
    EXPECT_FALSE(told([](Chain&, StaticRoute& route) { route.label.source = "system"; }));
    EXPECT_FALSE(told([](Chain&, StaticRoute& route) { route.next_hop = Discard{true}; }));
    EXPECT_FALSE(told([](Chain&, StaticRoute& route) { route.distance = 111; }));
    EXPECT_FALSE(told([](Chain& net, StaticRoute& route) {
        route.distance = 2;
        net.node(net.c).static_routes.push_back({prefix(the_prefix), Discard{true}, 1, {}});
    }));
    EXPECT_FALSE(told([](Chain& net, StaticRoute&) {
        net.node(net.c).ospf.reset();
        net.node(net.c).ospf.emplace();
    }));
}

TEST(Redistribution, NotOfTheDefaultRoute) {
    Chain net;
    net.redistribute(net.c, From::static_routes);
    net.static_route(net.c, "0.0.0.0/0", net.ce.forward);
    net.static_route(net.c, "192.0.0.0/8", net.ce.forward);
    EXPECT_EQ(Tables(net.network, {}, "192.0.2.1").over(net.a), (std::set{net.ac.forward}));
    EXPECT_TRUE(Tables(net.network, {}, "198.51.100.1").over(net.a).empty());
}

/// c hears of the prefix by BGP; a and b do not speak it.
struct Border : Area {
    NodeId a = router("a"), b = router("b"), c = router("c", 65000), e = add_node("e", 65001);
    Cable ab = adjacency(a, b, 10), bc = adjacency(b, c, 10), ce = cable(c, e);
    Border() {
        originate(e, the_prefix);
        redistribute(c, From::bgp);
    }
};

TEST(Redistribution, TellsOfExternalBgpRoutes) {
    Border net;
    EXPECT_EQ(over(net.network, net.a), (std::set{net.ab.forward}));
    EXPECT_TRUE(over(net.network, net.a, {net.ce.failure}).empty());
    net.node(net.c).external_distance = 111;
    EXPECT_TRUE(over(net.network, net.a).empty());
}

TEST(Redistribution, NotOfInternalOrLocalOrBeatenBgpRoutes) {
    Border internal;
    internal.node(internal.e).asn = 65000;
    internal.node(internal.c).internal_distance = 20;
    EXPECT_EQ(over(internal.network, internal.c), (std::set{internal.ce.forward}));
    EXPECT_TRUE(over(internal.network, internal.a).empty());
    Border local;
    local.originate(local.c, the_prefix);
    EXPECT_TRUE(over(local.network, local.a).empty());
    Border beaten;
    beaten.static_route(beaten.c, the_prefix, beaten.ce.forward, 20);
    EXPECT_TRUE(over(beaten.network, beaten.a).empty());
    beaten.node(beaten.c).static_routes.front().distance = 21;
    EXPECT_EQ(over(beaten.network, beaten.a), (std::set{beaten.ab.forward}));
}

TEST(DefaultRoute, AlwaysOrIfInstalled) {
    Chain net;
    const auto leads = [&](const FailureSet& failed = {}) {
        return Tables(net.network, failed, "192.0.2.1").over(net.a);
    };
    net.node(net.c).ospf->originates_default = Ospf::Default::always;
    EXPECT_EQ(leads(), (std::set{net.ac.forward}));
    EXPECT_TRUE(Tables(net.network, {}, "192.0.2.1").plane.stuck(net.c).is_true());
    net.node(net.c).ospf->originates_default = Ospf::Default::if_installed;
    EXPECT_TRUE(leads().empty());
    net.static_route(net.c, "0.0.0.0/0", net.ce.forward);
    EXPECT_EQ(leads(), (std::set{net.ac.forward}));
    EXPECT_TRUE(leads({net.ce.failure}).empty());
    net.node(net.c).static_routes.back().label.source = "system";
    EXPECT_EQ(leads(), (std::set{net.ac.forward})) << "any static route is enough";
    net.node(net.c).static_routes.back().next_hop = Discard{true};
    EXPECT_TRUE(leads().empty());
    net.node(net.c).ospf->originates_default = Ospf::Default::no;
    net.node(net.c).static_routes.back().next_hop = ViaLink{net.ce.forward};
    EXPECT_TRUE(leads().empty());
}

TEST(DefaultRoute, OfTypeTwoWithItsMetric) {
    Chain net;
    for (const NodeId id : {net.b, net.c})
        net.node(id).ospf->originates_default = Ospf::Default::always;
    net.node(net.b).ospf->default_metric = 2;
    EXPECT_EQ(Tables(net.network, {}, "192.0.2.1").over(net.a), (std::set{net.ac.forward}));
    net.node(net.b).ospf->default_metric = 1;
    EXPECT_EQ(Tables(net.network, {}, "192.0.2.1").over(net.a), (std::set{net.ab.forward}));
}

TEST(DefaultRoute, OfAnExternalBgpRoute) {
    Border net;
    net.node(net.e).originates.front().prefix = prefix("0.0.0.0/0");
    net.node(net.c).ospf->redistributes.clear();
    net.node(net.c).ospf->originates_default = Ospf::Default::if_installed;
    EXPECT_EQ(Tables(net.network, {}, "192.0.2.1").over(net.a), (std::set{net.ab.forward}));
    EXPECT_TRUE(Tables(net.network, {net.ce.failure}, "192.0.2.1").over(net.a).empty());
}

} // namespace
} // namespace encode
