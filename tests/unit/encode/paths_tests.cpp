// Statements about paths over tables without BGP.

#include <gtest/gtest.h>

#include "solver/encode/branch.hpp"
#include "solver/encode/paths.hpp"
#include "tests/unit/encode/triangle.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::Cable;
using smt::Term;

TEST(Undelivered, NeedsADropOrALoop) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ab.forward);
    net.static_route(net.b, "10.0.0.0/24", net.bc.forward);
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    const Undelivered lost(terrain, net.c);
    EXPECT_FALSE(it.possible(lost.equations(), {lost.from(net.a), !it.down(net.ab), !it.down(net.bc)}));
    EXPECT_TRUE(it.possible(lost.equations(), {lost.from(net.a), !it.down(net.ab), it.down(net.bc)}));
    const Undelivered elsewhere(terrain, net.b);
    EXPECT_TRUE(it.possible(elsewhere.equations(), {elsewhere.from(net.a), !it.down(net.ab), !it.down(net.bc)}));

    net.network.nodes[net.b.index()].static_routes.front().next_hop = ViaLink{net.ab.back};
    Symbolic looping(net.network);
    const Terrain circle = looping.terrain();
    const Undelivered loop(circle, net.c);
    EXPECT_TRUE(looping.possible(loop.equations(), {loop.from(net.a), !looping.down(net.ab)}));
}

TEST(Unreachable, NeedsEveryBranchToFail) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ab.forward);
    net.static_route(net.a, "10.0.0.0/24", net.ac.forward);
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    const std::vector<Term> healthy{!it.down(net.ab), !it.down(net.ac)};
    const Undelivered some(terrain, net.c);
    const Unreachable every(terrain, net.c);
    EXPECT_TRUE(it.possible(some.equations(), {some.from(net.a), healthy[0], healthy[1]}));
    EXPECT_FALSE(it.possible(every.equations(), {every.from(net.a), healthy[0], healthy[1]}));
    EXPECT_TRUE(it.possible(every.equations(), {every.from(net.a), it.down(net.ac)}));
}

TEST(Branch, CannotBorrowASeparateCycle) {
    // a delivers at c directly; b and a fourth node send packets in circles.
    Triangle net;
    const NodeId d = net.add_node("d");
    const Cable bd = net.wire(net.b, d);
    net.static_route(net.a, "10.0.0.0/24", net.ac.forward);
    net.static_route(net.b, "10.0.0.0/24", bd.forward);
    net.static_route(d, "10.0.0.0/24", bd.back);
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    const Branch branch(terrain, net.a, net.c);
    EXPECT_TRUE(it.possible(branch.equations(), {branch.exists(), branch.visits(net.c)}));
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), branch.visits(net.b)}));
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), it.down(net.ac)}));
    EXPECT_FALSE(it.possible(branch.equations(), {!branch.exists(), branch.visits(net.c)}));
    const Endless endless(terrain, std::nullopt);
    EXPECT_TRUE(it.possible(endless.equations(), {endless.from(net.b)}));
    EXPECT_FALSE(it.possible(endless.equations(), {endless.from(net.a)}));
    EXPECT_FALSE(it.possible(endless.equations(), {endless.somewhere(), it.down(bd)}));
}

TEST(Branch, EndsWhereItIsDelivered) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ab.forward);
    net.static_route(net.b, "10.0.0.0/24", net.bc.forward);
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    const Branch branch(terrain, net.a, net.c);
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), !branch.visits(net.b)}));
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), !branch.crosses(net.bc.forward)}));
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), !branch.ends_with(0)}));
    EXPECT_TRUE(Branch(terrain, net.a, net.c, {net.b}).exists().is_false());
    EXPECT_TRUE(Branch(terrain, net.a, net.b).exists().is_false());
}

TEST(Delivered, CannotHoldItselfUp) {
    // b and d send packets in circles, and b to c too.
    Triangle net;
    const NodeId d = net.add_node("d");
    const Cable bd = net.wire(net.b, d);
    net.static_route(net.b, "10.0.0.0/24", bd.forward);
    net.static_route(net.b, "10.0.0.0/24", net.bc.forward);
    net.static_route(d, "10.0.0.0/24", bd.back);
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    const Delivered some(terrain, net.c);
    EXPECT_TRUE(it.possible(some.equations(), {some.from(d)}));
    EXPECT_TRUE(it.possible(some.equations(), {some.from(net.b), it.down(bd)}));
    EXPECT_FALSE(it.possible(some.equations(), {some.from(d), it.down(net.bc)}));
    EXPECT_FALSE(it.possible(some.equations(), {some.from(net.a)}));
    EXPECT_TRUE(some.from(net.c).is_true());
    const Delivered elsewhere(terrain, d);
    EXPECT_FALSE(it.possible(elsewhere.equations(), {elsewhere.from(net.b)}));
}

TEST(Connected, NeedsAPathOfUpLinks) {
    const Triangle net;
    Symbolic it(net.network);
    const Connected connected(it.world, net.a, net.c);
    EXPECT_TRUE(it.possible(connected.equations(), {connected.exists(), it.down(net.ac)}));
    EXPECT_FALSE(it.possible(connected.equations(), {connected.exists(), it.down(net.ac), it.down(net.bc)}));
    EXPECT_FALSE(it.possible(connected.equations(), {connected.exists(), it.down(net.ac), it.down(net.ab)}));
}

TEST(Numbers, CompareInBinary) {
    smt::Context context;
    const auto number = [](std::size_t value) {
        return std::vector<Term>{value & 1 ? smt::yes : smt::no, value & 2 ? smt::yes : smt::no};
    };
    for (std::size_t a = 0; a < 4; ++a)
        for (std::size_t b = 0; b < 4; ++b)
            EXPECT_EQ(less(context, number(a), number(b)).is_true(), a < b) << a << " " << b;
    EXPECT_EQ(bits_for(1), 0u);
    EXPECT_EQ(bits_for(2), 1u);
    EXPECT_EQ(bits_for(5), 3u);
}

} // namespace
} // namespace encode
