// OSPF: shortest paths, the preference of its routes, redistribution and the default route (semantics §6.1).

#include "solver/routing/ospf.hpp"

#include <gtest/gtest.h>

#include "solver/routing/forward.hpp"
#include "solver/routing/simulate.hpp"
#include "tests/gadgets/builder.hpp"

namespace {

using namespace network;
using gadgets::address;
using gadgets::Cable;
using gadgets::NetworkBuilder;
using gadgets::prefix;
using routing::OspfRoute;
using routing::OspfType;
using routing::ShortestPaths;
using routing::Table;
using Links = std::vector<LinkId>;

constexpr auto destination = "10.0.0.0/24";

/// A square: near - left - far and near - right - far, all in the area at cost 10, and a router `outside` behind far
/// that is not.
struct Square {
    NetworkBuilder net;
    NodeId near = area_node("near"), left = area_node("left"), right = area_node("right"), far = area_node("far"),
           outside = net.add_node("outside", 9);
    Cable near_left = cable(near, left), near_right = cable(near, right), left_far = cable(left, far),
          right_far = cable(right, far), exit = net.wire(far, outside);

    NodeId area_node(const char* name) {
        const NodeId node = net.add_node(name);
        net.node(node).ospf = Ospf{};
        return node;
    }
    Cable cable(NodeId a, NodeId b, std::uint32_t cost = 10) {
        const Cable it = net.wire(a, b);
        for (const LinkId link : {it.forward, it.back})
            net.network.links[link.index()].ospf_cost = cost;
        return it;
    }
    Ospf& ospf(NodeId node) { return *net.node(node).ospf; }
    Redistribution& redistribute(NodeId node, Redistribution::From from) {
        ospf(node).redistributes.push_back({from, {}, 20, false, {}});
        return ospf(node).redistributes.back();
    }
    routing::State state(const FailureSet& failed = {}) const {
        return routing::settle_all(net.network, routed_prefixes(net.network), failed).state;
    }
    std::optional<OspfRoute> route(NodeId node, const FailureSet& failed = {}, const char* to = destination) const {
        return routing::ospf_route(net.network, ShortestPaths(net.network, failed), state(failed), node, prefix(to));
    }
    Table table(NodeId node, const FailureSet& failed = {}, const char* to = "10.0.0.9") const {
        return routing::lookup(net.network, state(failed), node, address(to));
    }
};

// ---- shortest paths

TEST(ShortestPaths, AddUpCostsAndKeepAllFirstLinksOfTheLeast) {
    Square square;
    const auto far = ShortestPaths(square.net.network, {}).from(square.near)[square.far.index()];
    ASSERT_TRUE(far);
    EXPECT_EQ(far->cost, 20U);
    EXPECT_EQ(far->first, (Links{square.near_left.forward, square.near_right.forward}));
    square.net.network.links[square.left_far.forward.index()].ospf_cost = 11;
    EXPECT_EQ(ShortestPaths(square.net.network, {}).from(square.near)[square.far.index()]->first,
              Links{square.near_right.forward});
}

TEST(ShortestPaths, CostsBelongToADirection) {
    Square square;
    square.net.network.links[square.near_left.back.index()].ospf_cost = 1;
    const ShortestPaths paths(square.net.network, {});
    EXPECT_EQ(paths.from(square.near)[square.left.index()]->cost, 10U);
    EXPECT_EQ(paths.from(square.left)[square.near.index()]->cost, 1U);
}

TEST(ShortestPaths, UseOnlyUpLinksWithACostBetweenNodesThatRunOspf) {
    Square square;
    const auto reached = [&](NodeId to, const FailureSet& failed = {}) {
        return ShortestPaths(square.net.network, failed).from(square.near)[to.index()].has_value();
    };
    EXPECT_FALSE(reached(square.outside));
    square.net.network.links[square.exit.forward.index()].ospf_cost = 5;
    EXPECT_FALSE(reached(square.outside));
    square.net.node(square.outside).ospf = Ospf{};
    EXPECT_TRUE(reached(square.outside));
    EXPECT_FALSE(reached(square.outside, {square.exit.failure}));
    EXPECT_TRUE(reached(square.far, {square.near_left.failure}));
    EXPECT_FALSE(reached(square.far, {square.near_left.failure, square.right_far.failure}));
}

TEST(ShortestPaths, ALongWayOfSmallCostsBeatsAShortDearOne) {
    Square square;
    const Cable direct = square.cable(square.near, square.far, 21);
    EXPECT_EQ(ShortestPaths(square.net.network, {}).from(square.near)[square.far.index()]->cost, 20U);
    square.net.network.links[direct.forward.index()].ospf_cost = 20;
    EXPECT_EQ(ShortestPaths(square.net.network, {}).from(square.near)[square.far.index()]->first.size(), 3U);
}

// ---- intra-area routes

TEST(OspfRoutes, OwnedPrefixesAreReachedByAllShortestWays) {
    Square square;
    EXPECT_FALSE(square.route(square.near));
    square.net.own(square.far, destination);
    const auto route = square.route(square.near);
    ASSERT_TRUE(route);
    EXPECT_EQ(route->type, OspfType::intra_area);
    EXPECT_EQ(route->metric, 20U);
    EXPECT_EQ(route->links, (Links{square.near_left.forward, square.near_right.forward}));
    EXPECT_EQ(square.route(square.near, {square.left_far.failure})->links, Links{square.near_right.forward});
    EXPECT_FALSE(square.route(square.near, {square.near_right.failure, square.left_far.failure}));
}

TEST(OspfRoutes, NodesOutsideTheAreaNeitherAnnounceNorLearn) {
    Square square;
    square.net.own(square.outside, destination);
    EXPECT_FALSE(square.route(square.near));
    square.net.node(square.outside).owns.clear();
    square.net.own(square.far, destination);
    EXPECT_FALSE(square.route(square.outside));
    EXPECT_FALSE(square.route(square.far));
    square.net.node(square.near).ospf.reset();
    EXPECT_FALSE(square.route(square.near));
}

TEST(OspfRoutes, TheNearerOfTwoOwnersIsUsedAndBothIfEquallyNear) {
    Square square;
    square.net.own(square.left, destination);
    square.net.own(square.far, destination);
    EXPECT_EQ(square.route(square.near)->links, Links{square.near_left.forward});
    square.net.own(square.right, destination);
    EXPECT_EQ(square.route(square.near)->links, (Links{square.near_left.forward, square.near_right.forward}));
}

// ---- external routes

/// `far` redistributes a static route to the destination.
struct External : Square {
    External() { net.static_route(far, destination, exit.forward); }
    Redistribution& statics(NodeId node) { return redistribute(node, Redistribution::From::static_routes); }
};

TEST(OspfRoutes, AStaticRouteIsToldOnlyWhereRedistributedAndUp) {
    External net;
    EXPECT_FALSE(net.route(net.near));
    net.statics(net.far).metric = 7;
    const auto route = net.route(net.near);
    ASSERT_TRUE(route);
    EXPECT_EQ(route->type, OspfType::external_2);
    EXPECT_EQ(route->metric, 7U);
    EXPECT_EQ(route->distance, 20U);
    EXPECT_FALSE(net.route(net.near, {net.exit.failure}));
    EXPECT_FALSE(net.route(net.far)) << "who redistributes it has none itself";
}

TEST(OspfRoutes, TypeOneAddsTheDistanceToTheMetric) {
    External net;
    net.statics(net.far).type_1 = true;
    const auto route = net.route(net.near);
    ASSERT_TRUE(route);
    EXPECT_EQ(route->type, OspfType::external_1);
    EXPECT_EQ(route->metric, 40U);
}

/// Which of left (metric 100, distance 10) and far (metric `metric`, distance 20) near uses; both redistribute.
Links preferred(bool far_type_1, std::uint32_t far_metric, bool left_type_1 = false, std::uint32_t left_metric = 100) {
    External net;
    net.net.discard(net.left, destination);
    net.statics(net.left) = {Redistribution::From::static_routes, {}, left_metric, left_type_1, {}};
    net.statics(net.far) = {Redistribution::From::static_routes, {}, far_metric, far_type_1, {}};
    net.net.network.links[net.left_far.forward.index()].ospf_cost = 30; // to far by right alone
    const auto route = net.route(net.near);
    return route ? route->links : Links{};
}

TEST(OspfRoutes, TypeOneBeatsTypeTwoThenMetricsThenDistancesCount) {
    const Square ids;
    const Links left{ids.near_left.forward}, right{ids.near_right.forward};
    EXPECT_EQ(preferred(true, 1000), right) << "type 1 whatever the metric";
    EXPECT_EQ(preferred(false, 99), right) << "the lower metric of type 2, though farther";
    EXPECT_EQ(preferred(false, 100), left) << "the nearer of equal metrics";
    EXPECT_EQ(preferred(true, 89, true), right) << "109 against 110";
    EXPECT_EQ(preferred(true, 91, true), left) << "111 against 110";
    EXPECT_EQ(preferred(true, 90, true), (Links{ids.near_left.forward, ids.near_right.forward})) << "110 both";
}

TEST(OspfRoutes, IntraAreaBeatsExternal) {
    External net;
    net.statics(net.far) = {Redistribution::From::static_routes, {}, 0, true, {}};
    net.net.own(net.right, destination);
    net.net.network.links[net.near_right.forward.index()].ospf_cost = 1000;
    EXPECT_EQ(net.route(net.near)->type, OspfType::intra_area);
}

TEST(OspfRoutes, OnlyListsWhatIsRedistributed) {
    External net;
    net.statics(net.far).only = {{prefix("10.1.0.0/16"), 16, 32}};
    EXPECT_FALSE(net.route(net.near));
    net.ospf(net.far).redistributes[0].only.push_back({prefix("10.0.0.0/16"), 24, 24});
    EXPECT_TRUE(net.route(net.near));
}

TEST(OspfRoutes, StaticRoutesThatAreNoneAreNotRedistributed) {
    External net;
    net.statics(net.far);
    auto& route = net.net.node(net.far).static_routes.front();
    route.label.source = "system";
    EXPECT_FALSE(net.route(net.near));
    route.label = {};
    route.label.hidden = true;
    EXPECT_TRUE(net.route(net.near));
    route.next_hop = Discard{true};
    EXPECT_FALSE(net.route(net.near));
    route.next_hop = Discard{};
    EXPECT_TRUE(net.route(net.near));
}

TEST(OspfRoutes, AStaticRouteThatLosesItsTableIsNotRedistributed) {
    External net;
    net.statics(net.far);
    net.net.static_route(net.far, destination, net.right_far.back, 0);
    net.net.node(net.far).static_routes.back().label.source = "user";
    EXPECT_FALSE(net.route(net.near));
    net.net.node(net.far).static_routes.pop_back();
    net.net.own(net.far, destination);
    EXPECT_EQ(net.route(net.near)->type, OspfType::intra_area);
}

TEST(OspfRoutes, ConnectedIsWhatANodeOwns) {
    Square square;
    square.redistribute(square.far, Redistribution::From::connected);
    EXPECT_FALSE(square.route(square.near));
    square.net.own(square.far, destination);
    EXPECT_EQ(square.route(square.near)->type, OspfType::intra_area);
}

/// far (AS 8) learns the destination from `outside`, and redistributes BGP.
struct Learned : Square {
    SessionId session;
    explicit Learned(Asn far_asn = 8) {
        net.node(far).asn = far_asn;
        session = net.session(far, outside);
        net.originate(outside, destination);
        redistribute(far, Redistribution::From::bgp);
    }
};

TEST(OspfRoutes, OnlyInstalledEbgpRoutesAreRedistributed) {
    Learned net;
    ASSERT_TRUE(net.route(net.near));
    EXPECT_EQ(net.route(net.near)->type, OspfType::external_2);
    EXPECT_FALSE(Learned(9).route(net.near)) << "learned over iBGP";
    EXPECT_FALSE(net.route(net.near, {net.exit.failure})) << "no next hop";
    net.net.static_route(net.far, destination, net.exit.forward, 20);
    EXPECT_FALSE(net.route(net.near)) << "a static route wins the table";
    net.net.node(net.far).static_routes[0].distance = 21;
    EXPECT_TRUE(net.route(net.near));
    net.net.originate(net.far, destination);
    EXPECT_FALSE(net.route(net.near)) << "its own announcement";
}

TEST(OspfRoutes, WhatOspfCouldOverrideIsNotRedistributed) {
    Learned net;
    net.net.node(net.far).external_distance = 110;
    EXPECT_TRUE(net.route(net.near));
    net.net.node(net.far).external_distance = 111;
    EXPECT_EQ(net.table(net.far).source, Table::Source::bgp);
    EXPECT_FALSE(net.route(net.near));
    net.ospf(net.far).distance = 111;
    EXPECT_TRUE(net.route(net.near));
}

// ---- the default route

std::optional<OspfRoute> default_route(Square& net, Ospf::Default originates) {
    net.ospf(net.far).originates_default = originates;
    return net.route(net.near, {}, "0.0.0.0/0");
}

TEST(OspfRoutes, TheDefaultRouteIsOriginatedAlwaysOrWhileInstalled) {
    Square net;
    EXPECT_FALSE(default_route(net, Ospf::Default::no));
    EXPECT_FALSE(default_route(net, Ospf::Default::if_installed));
    ASSERT_TRUE(default_route(net, Ospf::Default::always));
    EXPECT_EQ(default_route(net, Ospf::Default::always)->type, OspfType::external_2);
    EXPECT_EQ(default_route(net, Ospf::Default::always)->metric, 1U);
    net.net.static_route(net.far, "0.0.0.0/0", net.exit.forward);
    EXPECT_TRUE(default_route(net, Ospf::Default::if_installed));
    EXPECT_FALSE(net.route(net.near, {net.exit.failure}, "0.0.0.0/0"));
    net.net.node(net.far).static_routes[0].next_hop = Discard{true};
    EXPECT_FALSE(default_route(net, Ospf::Default::if_installed));
}

TEST(OspfRoutes, AnEbgpDefaultRouteMayBeOriginatedToo) {
    Learned net;
    net.net.originate(net.outside, "0.0.0.0/0");
    EXPECT_TRUE(default_route(net, Ospf::Default::if_installed));
}

TEST(OspfRoutes, RedistributionNeverTellsTheDefaultRoute) {
    External net;
    net.statics(net.far);
    net.net.static_route(net.far, "0.0.0.0/0", net.exit.forward);
    EXPECT_FALSE(default_route(net, Ospf::Default::no));
    EXPECT_TRUE(net.route(net.near));
}

TEST(OspfRoutes, TheDefaultIsARoutedPrefix) {
    Square net;
    EXPECT_TRUE(routed_prefixes(net.net.network).empty());
    net.ospf(net.far).originates_default = Ospf::Default::always;
    EXPECT_EQ(routed_prefixes(net.net.network), std::vector{Prefix{}});
    EXPECT_EQ(net.table(net.near, {}, "192.0.2.1").source, Table::Source::ospf);
}

// ---- in tables

TEST(OspfTables, OspfHasADistanceOfItsOwn) {
    Square net;
    net.net.own(net.far, destination);
    EXPECT_EQ(net.table(net.near).source, Table::Source::ospf);
    EXPECT_EQ(net.table(net.near).prefix, prefix(destination));
    EXPECT_EQ(net.table(net.near).links, (Links{net.near_left.forward, net.near_right.forward}));
    EXPECT_EQ(net.table(net.far).source, Table::Source::own);
    net.net.static_route(net.near, destination, net.near_left.forward, 111);
    EXPECT_EQ(net.table(net.near).source, Table::Source::ospf);
    net.net.node(net.near).static_routes[0].distance = 110;
    EXPECT_EQ(net.table(net.near).source, Table::Source::static_route);
}

TEST(OspfTables, BgpWinsAmongEqualDistances) {
    Learned net;
    net.net.own(net.left, destination);
    net.ospf(net.far).redistributes.clear();
    EXPECT_EQ(net.table(net.far).source, Table::Source::bgp);
    net.net.node(net.far).external_distance = 110;
    EXPECT_EQ(net.table(net.far).source, Table::Source::bgp);
    net.net.node(net.far).external_distance = 111;
    EXPECT_EQ(net.table(net.far).source, Table::Source::ospf);
}

TEST(OspfTables, LongerPrefixesComeFirstWhateverTheirSource) {
    Square net;
    net.net.own(net.far, "10.0.0.0/25");
    net.net.static_route(net.near, destination, net.near_left.forward);
    EXPECT_EQ(net.table(net.near).prefix, prefix("10.0.0.0/25"));
    EXPECT_EQ(net.table(net.near, {}, "10.0.0.200").prefix, prefix(destination));
}

// ---- and BGP

TEST(OspfAndBgp, ALocalRouteMayDependOnAnIntraAreaRoute) {
    Square net;
    net.net.node(net.near).asn = 7;
    net.net.originate(net.near, destination, true);
    const auto announces = [&](const FailureSet& failed = {}) {
        return net.state(failed).find(prefix(destination))->choices[net.near.index()].best.has_value();
    };
    EXPECT_FALSE(announces());
    net.net.own(net.far, destination);
    EXPECT_TRUE(announces());
    EXPECT_FALSE(announces({net.near_left.failure, net.near_right.failure}));
    net.net.own(net.near, destination);
    EXPECT_FALSE(announces()) << "what it owns is none of OSPF's";
}

TEST(OspfAndBgp, ARedistributedRouteIsNotEnoughForALocalRoute) {
    External net;
    net.statics(net.far);
    net.net.node(net.near).asn = 7;
    net.net.originate(net.near, destination, true);
    ASSERT_TRUE(net.route(net.near));
    EXPECT_FALSE(net.state().find(prefix(destination))->choices[net.near.index()].best);
}

} // namespace
