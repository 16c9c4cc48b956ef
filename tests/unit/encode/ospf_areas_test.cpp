// OSPF across areas as a circuit (semantics.md §6.1): every rule, both ways.

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "solver/encode/ospf_routes.hpp"
#include "tests/gadgets/builder.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::Cable;
using gadgets::prefix;
using smt::Term;
using Links = std::vector<LinkId>;

/// Two borders between areas 0 and 1, `left` nearer to `inside`; `far` in area 2 behind `exit`.
struct Net : gadgets::NetworkBuilder {
    NodeId inside = router("inside"), left = router("left"), right = router("right"), core = router("core"),
           exit = router("exit"), far = router("far");
    Cable inside_left = cable_of(inside, left, 1, 1), inside_right = cable_of(inside, right, 1, 3),
          left_core = cable_of(left, core, 0, 2), right_core = cable_of(right, core, 0, 2),
          core_exit = cable_of(core, exit, 0, 2), exit_far = cable_of(exit, far, 2, 2);

    NodeId router(const char* name) {
        const NodeId id = add_node(name);
        node(id).ospf = Ospf{};
        return id;
    }
    Cable cable_of(NodeId a, NodeId b, std::uint32_t area, std::uint32_t cost) {
        const Cable made = wire(a, b);
        for (const LinkId id : {made.forward, made.back}) {
            network.links[id.index()].ospf_cost = cost;
            network.links[id.index()].ospf_area = area;
        }
        return made;
    }
};

/// The ways under one failure set; every term is a constant.
struct Found {
    smt::Context context;
    World world;
    Found(const Network& network, const FailureSet& failed)
        : world(context, network, constants(network, failed), "constant") {}
    static std::vector<Term> constants(const Network& network, const FailureSet& failed) {
        std::vector<Term> down;
        for (std::size_t i = 0; i < network.failures.size(); ++i)
            down.push_back(std::ranges::find(failed, FailureId::at(i)) != failed.end() ? smt::yes : smt::no);
        return down;
    }
    std::optional<std::uint64_t> cost(const OspfWays& ways, NodeId node) const {
        for (const OspfWays::Level& level : ways.levels(node))
            if (level.within.is_true())
                return level.cost;
        return std::nullopt;
    }
    Links links(const OspfWays& ways, NodeId node) const {
        Links result;
        for (const LinkId link : world.adjacency().links[node.index()])
            if (ways.next_hop(link).is_true())
                result.push_back(link);
        return result;
    }
};

std::optional<std::uint64_t> cost(const Net& net, NodeId from, std::vector<OspfSource> target, const FailureSet& failed = {},
                                  bool default_route = false) {
    const Found found(net.network, failed);
    return found.cost(found.world.ospf().to(std::move(target), default_route), from);
}
Links links(const Net& net, NodeId from, std::vector<OspfSource> target, const FailureSet& failed = {}) {
    const Found found(net.network, failed);
    return found.links(found.world.ospf().to(std::move(target)), from);
}
OspfSource place(NodeId node, std::uint32_t area) { return {node, 0, smt::yes, area}; }

TEST(OspfAreas, SummariesCrossTheBackbone) {
    const Net net;
    EXPECT_EQ(cost(net, net.inside, {place(net.far, 2)}), 7u);
    EXPECT_EQ(links(net, net.inside, {place(net.far, 2)}), Links{net.inside_left.forward});
    EXPECT_EQ(cost(net, net.inside, {place(net.far, 2)}, {net.left_core.failure}), 9u);
    EXPECT_EQ(links(net, net.inside, {place(net.far, 2)}, {net.left_core.failure}), Links{net.inside_right.forward});
    EXPECT_EQ(cost(net, net.inside, {place(net.far, 2)}, {net.left_core.failure, net.right_core.failure}), std::nullopt);
}

TEST(OspfAreas, RoutesWithinAnAreaHideSummaries) {
    Net net;
    const NodeId dear = net.router("dear");
    net.cable_of(net.inside, dear, 1, 100);
    EXPECT_EQ(cost(net, net.inside, {place(net.far, 2), place(dear, 1)}), 100u);
    EXPECT_EQ(cost(net, net.core, {place(net.far, 2), place(dear, 1)}), 4u);
}

TEST(OspfAreas, BordersLookAtTheBackboneWhileTheyHaveIt) {
    Net net;
    net.cable_of(net.left, net.right, 1, 1);
    for (const LinkId link : {net.left_core.forward, net.left_core.back})
        net.network.links[link.index()].ospf_cost = 50;
    EXPECT_EQ(cost(net, net.left, {place(net.far, 2)}), 54u);
    EXPECT_EQ(cost(net, net.left, {place(net.far, 2)}, {net.left_core.failure}), 7u);
    net.own(net.left, "10.9.0.1/32");
    EXPECT_EQ(cost(net, net.left, {place(net.far, 2)}, {net.left_core.failure}), 7u) << "a border still";
}

TEST(OspfAreas, StubsHearOfADefaultRoute) {
    Net net;
    net.network.stub_areas.push_back({1, false, 4, {}});
    EXPECT_EQ(cost(net, net.inside, {}, {}, true), 5u);
    EXPECT_EQ(cost(net, net.inside, {place(net.core, 0)}, {}, true), 5u) << "and of no other one";
    EXPECT_EQ(cost(net, net.left, {}, {}, true), std::nullopt);
    EXPECT_EQ(cost(net, net.core, {}, {}, true), std::nullopt);
    EXPECT_EQ(cost(net, net.inside, {place(net.far, 2)}), 7u);
    net.own(net.left, "10.9.0.1/32");
    EXPECT_EQ(cost(net, net.left, {}, {net.left_core.failure}, true), 8u) << "of the other border's";
    net.network.stub_areas.front().no_summaries = true;
    EXPECT_EQ(cost(net, net.inside, {place(net.far, 2)}), std::nullopt);
    EXPECT_EQ(cost(net, net.inside, {}, {}, true), 5u);
}

TEST(OspfAreas, RoutersThatRedistributeAreKeptByArea) {
    Net net;
    const NodeId teller = net.router("teller");
    const Cable direct = net.cable_of(net.left, teller, 1, 7), cheap = net.cable_of(net.right, teller, 1, 2);
    const auto lead = [&](NodeId from) {
        const Found found(net.network, {});
        const OspfWays& ways = found.world.ospf().to_redistributing(teller);
        return std::pair(found.cost(ways, from), found.links(ways, from));
    };
    net.network.links[net.inside_left.back.index()].ospf_cost = 50; // not over inside
    EXPECT_EQ(lead(net.left), std::pair(std::optional<std::uint64_t>(6), Links{net.left_core.forward}));
    net.network.links[direct.forward.index()].ospf_cost = 6;
    EXPECT_EQ(lead(net.left), std::pair(std::optional<std::uint64_t>(6), Links{direct.forward})) << "the highest area";
    EXPECT_EQ(lead(net.exit).first, 6u);
    net.network.links[cheap.forward.index()].ospf_cost = 20;
    EXPECT_EQ(lead(net.exit).first, 10u);
    net.network.stub_areas.push_back({1, false, 1, {}});
    EXPECT_EQ(lead(net.exit).first, std::nullopt) << "nobody in a stub redistributes";
    EXPECT_EQ(lead(net.left).first, std::nullopt);
}

TEST(OspfAreas, AddressesLieInTheLeastAreaOfLinksOrWhereTheyAreTold) {
    Net net;
    EXPECT_EQ(own_area(net.network, net.far), 2u);
    EXPECT_EQ(own_area(net.network, net.left), 0u);
    net.node(net.left).address = gadgets::address("10.9.0.1");
    net.own(net.left, "10.9.0.0/24");
    net.own(net.left, "10.9.0.1/32");
    net.node(net.left).owns.back().ospf_area = 1;
    EXPECT_EQ(own_area(net.network, net.left), 1u);
}

} // namespace
} // namespace encode
