// Tables without BGP, where terms fold to constants or to single failures.

#include <gtest/gtest.h>

#include "tests/unit/encode/triangle.hpp"

namespace encode {
namespace {

using namespace network;
TEST(DataPlane, OwnersDeliverAndOthersAreStuck) {
    const Triangle net;
    const Symbolic it(net.network);
    EXPECT_TRUE(it.plane.delivers(net.c).is_true());
    EXPECT_TRUE(it.plane.delivers(net.a).is_false());
    EXPECT_TRUE(it.plane.stuck(net.a).is_true());
    EXPECT_TRUE(it.plane.depends_on().empty());
}

TEST(DataPlane, StaticRoutesFollowTheirLinksByDistance) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ac.forward, 1);
    net.static_route(net.a, "10.0.0.0/24", net.ab.forward, 2);
    const Symbolic it(net.network);
    EXPECT_EQ(it.plane.forwards(net.a, net.ac.forward), !it.down(net.ac));
    EXPECT_FALSE(it.possible({}, {it.plane.forwards(net.a, net.ab.forward), !it.down(net.ac)}));
    EXPECT_TRUE(it.possible({}, {it.plane.forwards(net.a, net.ab.forward), it.down(net.ac)}));
    EXPECT_FALSE(it.possible({}, {it.plane.stuck(net.a), !it.down(net.ab)}));
    EXPECT_TRUE(it.possible({}, {it.plane.stuck(net.a), it.down(net.ab), it.down(net.ac)}));
}

TEST(DataPlane, LongerPrefixesWinWhileTheyHaveAnEntry) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/25", net.ab.forward);
    net.discard(net.a, "10.0.0.0/8");
    const Symbolic it(net.network);
    EXPECT_EQ(it.plane.forwards(net.a, net.ab.forward), !it.down(net.ab));
    EXPECT_EQ(it.plane.discards(net.a), it.down(net.ab));
    EXPECT_TRUE(it.plane.stuck(net.a).is_false());
}

TEST(DataPlane, WhoDoesNotKnowTheLongestPrefixDoesAsAroundIt) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/25", net.ab.forward);
    net.static_route(net.b, "10.0.0.0/8", net.bc.forward);
    Symbolic it(net.network);
    const DataPlane& around = it.planes.to(gadgets::address("10.0.0.200"));
    EXPECT_EQ(it.plane.forwards(net.b, net.bc.forward), !it.down(net.bc));
    EXPECT_EQ(&it.plane.forwards(net.b), &around.forwards(net.b));
    EXPECT_EQ(it.plane.delivers(net.c), around.delivers(net.c));
    EXPECT_TRUE(around.forwards(net.a, net.ab.forward).is_false());
    EXPECT_TRUE(around.stuck(net.a).is_true());
}

TEST(DataPlane, DependsOnRoutingThatSomeNodeMayLookAt) {
    gadgets::NetworkBuilder net;
    const NodeId a = net.add_node("a", 1), b = net.add_node("b", 2);
    net.cable(a, b);
    net.originate(a, "10.0.0.0/8");
    net.discard(a, "10.0.0.0/24");
    {
        Symbolic it(net.network);
        ASSERT_EQ(it.plane.depends_on().size(), 1u); // b looks further
        EXPECT_EQ(to_string(it.plane.depends_on().front()->prefix()), "10.0.0.0/8");
    }
    net.discard(b, "10.0.0.0/24");
    Symbolic it(net.network);
    EXPECT_TRUE(it.plane.depends_on().empty());
    EXPECT_EQ(it.planes.to(gadgets::address("10.1.0.0")).depends_on().size(), 1u);
}

TEST(DataPlane, EqualDistancesShareTheLoad) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ac.forward);
    net.static_route(net.a, "10.0.0.0/24", net.ab.forward);
    const Symbolic it(net.network);
    EXPECT_TRUE(it.possible(
        {}, {it.plane.forwards(net.a, net.ab.forward), it.plane.forwards(net.a, net.ac.forward)}));
}

} // namespace
} // namespace encode
