// OSPF areas: what border routers tell, which summaries count, stubs (semantics §6.1).

#include <gtest/gtest.h>

#include "solver/routing/ospf.hpp"
#include "solver/routing/resolution.hpp"
#include "solver/routing/simulate.hpp"
#include "tests/gadgets/builder.hpp"

namespace {

using namespace network;
using gadgets::Cable;
using gadgets::NetworkBuilder;
using gadgets::prefix;
using routing::OspfType;
using routing::ShortestPaths;
using Links = std::vector<LinkId>;

constexpr auto destination = "10.0.0.0/24";

/// inside - near and inside - other in area 1; near - core, other - core and core - exit in area 0; exit - far in area 2.
struct Areas {
    NetworkBuilder net;
    NodeId inside = router("inside"), near = router("near"), other = router("other"), core = router("core"),
           exit = router("exit"), far = router("far");
    Cable inside_near = cable(inside, near, 1, 10), inside_other = cable(inside, other, 1, 30),
          near_core = cable(near, core, 0, 10), other_core = cable(other, core, 0, 10),
          core_exit = cable(core, exit, 0, 10), exit_far = cable(exit, far, 2, 10);

    NodeId router(const char* name) {
        const NodeId node = net.add_node(name);
        net.node(node).ospf = Ospf{};
        return node;
    }
    Cable cable(NodeId a, NodeId b, std::uint32_t area, std::uint32_t cost) {
        const Cable it = net.wire(a, b);
        for (const LinkId id : {it.forward, it.back}) {
            net.network.links[id.index()].ospf_cost = cost;
            net.network.links[id.index()].ospf_area = area;
        }
        return it;
    }
    void own(NodeId node, std::uint32_t area, const char* what = destination) {
        net.own(node, what);
        net.node(node).owns.back().ospf_area = area;
    }
    void redistribute(NodeId node, bool type_1 = true) {
        net.node(node).static_routes.push_back({prefix(destination), Discard{}, 1, {}});
        net.node(node).ospf->redistributes.push_back({Redistribution::From::static_routes, {}, 5, type_1, {}});
    }
    std::optional<routing::OspfRoute> route(NodeId node, const FailureSet& failed = {}, const char* to = destination) const {
        const auto state = routing::settle_all(net.network, routed_prefixes(net.network), failed).state;
        return routing::ospf_route(net.network, ShortestPaths(net.network, failed), state, node, prefix(to));
    }
    /// `inter-area, cost 40`, or nothing.
    std::string told(NodeId node, const FailureSet& failed = {}, const char* to = destination) const {
        const auto found = route(node, failed, to);
        return found ? describe(*found) : "";
    }
};

TEST(OspfAreas, BorderRoutersTellOneAreaOfAnother) {
    Areas net;
    net.own(net.far, 2);
    EXPECT_EQ(net.told(net.inside), "inter-area, cost 40");
    EXPECT_EQ(net.route(net.inside)->links, Links{net.inside_near.forward});
    EXPECT_EQ(net.told(net.core), "inter-area, cost 20");
    EXPECT_EQ(net.told(net.exit), "intra-area, cost 10");
    EXPECT_EQ(net.told(net.inside, {net.near_core.failure}), "inter-area, cost 60");
    EXPECT_EQ(net.told(net.inside, {net.near_core.failure, net.other_core.failure}), "") << "no way through area 0";
    EXPECT_EQ(net.told(net.near, {net.near_core.failure}), "inter-area, cost 70") << "without area 0 it is no border";
}

TEST(OspfAreas, EqualSummariesShareTheLoad) {
    Areas net;
    net.own(net.far, 2);
    net.net.network.links[net.inside_other.forward.index()].ospf_cost = 10;
    EXPECT_EQ(net.route(net.inside)->links, (Links{net.inside_near.forward, net.inside_other.forward}));
}

TEST(OspfAreas, IntraAreaBeatsInterAreaHoweverCheap) {
    Areas net;
    net.own(net.far, 2);
    const NodeId dear = net.router("dear");
    net.cable(net.inside, dear, 1, 1000);
    net.own(dear, 1);
    EXPECT_EQ(net.told(net.inside), "intra-area, cost 1000");
    EXPECT_EQ(net.told(net.near), "intra-area, cost 1010");
    EXPECT_EQ(net.told(net.core), "inter-area, cost 20");
}

TEST(OspfAreas, ABorderOfTheBackboneLooksAtItsSummariesAlone) {
    Areas net;
    net.own(net.far, 2);
    for (const LinkId link : {net.near_core.forward, net.near_core.back})
        net.net.network.links[link.index()].ospf_cost = 100;
    net.cable(net.near, net.other, 1, 1);
    EXPECT_EQ(net.told(net.near), "inter-area, cost 120") << "31 over other, which tells area 1";
    EXPECT_EQ(net.told(net.inside), "inter-area, cost 41") << "over near, which sends it another way";
    EXPECT_EQ(net.told(net.near, {net.near_core.failure}), "inter-area, cost 31");
}

TEST(OspfAreas, ABorderThatLostTheBackboneLooksEverywhereAndTellsItsOwn) {
    Areas net;
    net.own(net.far, 2);
    net.own(net.near, 0, "10.9.0.1/32");
    EXPECT_EQ(net.told(net.near, {net.near_core.failure}), "inter-area, cost 70");
    EXPECT_EQ(net.told(net.inside, {net.near_core.failure}), "inter-area, cost 60") << "near tells nothing it heard so";
    EXPECT_EQ(net.told(net.inside, {net.near_core.failure}, "10.9.0.1/32"), "inter-area, cost 10");
}

TEST(OspfAreas, AnAreaOffTheBackboneReachesItself) {
    Areas net;
    const NodeId behind = net.router("behind");
    net.cable(net.far, behind, 3, 10);
    net.own(behind, 3);
    EXPECT_EQ(net.told(net.far), "intra-area, cost 10");
    EXPECT_EQ(net.told(net.exit), "");
}

TEST(OspfAreas, RoutersThatRedistributeAreReachedAcrossAreas) {
    Areas net;
    net.redistribute(net.far);
    EXPECT_EQ(net.told(net.inside), "external type 1, cost 45");
    net.net.node(net.far).ospf->redistributes.back().type_1 = false;
    EXPECT_EQ(net.told(net.inside), "external type 2, metric 5, cost 40");
    net.own(net.core, 0);
    EXPECT_EQ(net.told(net.inside), "inter-area, cost 20") << "before any external route";
}

/// A redistributing router in area 1, far from `near`: over area 0 and `other` it is nearer.
TEST(OspfAreas, TheCheapestAreaLeadsToWhoRedistributesAndTheHighestOfEqualOnes) {
    Areas net;
    const NodeId teller = net.router("teller");
    const Cable dear = net.cable(net.near, teller, 1, 100), cheap = net.cable(net.other, teller, 1, 5);
    net.redistribute(teller);
    EXPECT_EQ(net.told(net.near), "external type 1, cost 30");
    EXPECT_EQ(net.route(net.near)->links, Links{net.near_core.forward});
    net.net.network.links[dear.forward.index()].ospf_cost = 25;
    EXPECT_EQ(net.route(net.near)->links, Links{dear.forward}) << "of area 1";
    net.net.network.links[cheap.forward.index()].ospf_cost = 4;
    EXPECT_EQ(net.route(net.near)->links, Links{net.near_core.forward});
}

TEST(OspfAreas, AStubHasADefaultRouteForExternals) {
    Areas net;
    net.own(net.core, 0, "10.8.0.0/24");
    net.redistribute(net.far);
    net.net.network.stub_areas.push_back({1, false, 7, {}});
    EXPECT_EQ(net.told(net.inside), "");
    EXPECT_EQ(net.told(net.near), "external type 1, cost 35");
    EXPECT_EQ(net.told(net.inside, {}, "10.8.0.0/24"), "inter-area, cost 20");
    EXPECT_EQ(net.told(net.inside, {}, "0.0.0.0/0"), "inter-area, cost 17");
    EXPECT_EQ(net.told(net.near, {}, "0.0.0.0/0"), "") << "it looks at area 0";
    EXPECT_EQ(net.told(net.inside, {net.near_core.failure}, "0.0.0.0/0"), "inter-area, cost 37");
    net.net.network.stub_areas.front().no_summaries = true;
    EXPECT_EQ(net.told(net.inside, {}, "10.8.0.0/24"), "");
    EXPECT_EQ(net.told(net.inside, {}, "0.0.0.0/0"), "inter-area, cost 17");
}

TEST(OspfAreas, ABorderTellsAStubOfADefaultRouteEvenWithoutABackbone) {
    Areas net;
    net.net.network.stub_areas.push_back({1, false, 7, {}});
    net.own(net.near, 0, "10.9.0.1/32");
    EXPECT_EQ(net.told(net.inside, {net.near_core.failure}, "0.0.0.0/0"), "inter-area, cost 17");
    EXPECT_EQ(net.told(net.near, {net.near_core.failure}, "0.0.0.0/0"), "inter-area, cost 47") << "of the other's";
}

TEST(OspfAreas, NobodyInAStubRedistributes) {
    Areas net;
    net.redistribute(net.far);
    net.net.network.stub_areas.push_back({2, false, 1, {}});
    EXPECT_EQ(net.told(net.inside), "");
    EXPECT_EQ(net.told(net.exit), "");
    net.redistribute(net.exit);
    EXPECT_EQ(net.told(net.inside), "external type 1, cost 35") << "a border is in area 0, too";
    net.net.network.stub_areas.front().area = 0;
    EXPECT_NE(net.told(net.core), "") << "the backbone is no stub";
}

TEST(OspfAreas, DistancesToNodesAreThoseToTheirAddresses) {
    Areas net;
    const auto distance = [&](NodeId from, NodeId to) {
        const auto found = routing::reach(ShortestPaths(net.net.network, {}), from, to);
        return found ? found->metric : 0;
    };
    EXPECT_EQ(distance(net.inside, net.far), 40U);
    EXPECT_EQ(distance(net.inside, net.exit), 30U);
    EXPECT_EQ(distance(net.inside, net.near), 10U) << "its area is 0, and it tells area 1";
    net.net.node(net.near).address = gadgets::address("10.9.0.1");
    net.own(net.near, 1, "10.9.0.1/32");
    EXPECT_EQ(distance(net.core, net.near), 10U);
    net.net.network.stub_areas.push_back({1, true, 1, {}});
    EXPECT_EQ(distance(net.inside, net.far), 0U) << "a default route resolves nothing";
}

} // namespace
