// Tables without BGP, where terms fold to constants or to single failures, and fixed points over them.

#include <gtest/gtest.h>

#include "solver/encode/paths.hpp"
#include "tests/gadgets/builder.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::address;
using gadgets::Cable;
using smt::Term;

/// a, b and c in a triangle; c owns the destination; every cable may fail.
struct Triangle : gadgets::NetworkBuilder {
    NodeId a = add_node("a"), b = add_node("b"), c = add_node("c");
    Cable ab = wire(a, b), bc = wire(b, c), ac = wire(a, c);
    Triangle() { own(c, "10.0.0.0/24"); }
};

/// One world of it in which anything may fail.
struct Symbolic {
    smt::Context context;
    Failures failures;
    World world;
    ControlPlanes control;
    DataPlane plane;

    explicit Symbolic(const Network& network)
        : failures(symbolic_failures(context, network, budget(network))),
          world(context, network, failures.down, "test"), control(world),
          plane(control, address("10.0.0.7")) {}

    static FailureBudget budget(const Network& network) {
        FailureLimit limit{static_cast<std::uint32_t>(network.failures.size()), {}};
        for (std::size_t i = 0; i < network.failures.size(); ++i)
            limit.groups.push_back(FailureId::at(i));
        return {{limit}};
    }
    bool possible(const std::vector<Equation>& equations, std::vector<Term> assumptions) const {
        smt::Solver solver(context);
        for (const Equation& equation : equations)
            solver.require(equation.term, equation.sentence);
        return solver.check("possible", assumptions) == smt::Answer::satisfiable;
    }
    std::vector<Term> nowhere() const { return std::vector<Term>(world.network().nodes.size(), smt::no); }
    std::vector<Term> only(NodeId node) const {
        auto result = nowhere();
        result[node.index()] = smt::yes;
        return result;
    }
    Term down(const Cable& cable) const { return failures.down[cable.failure.index()]; }
};

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

TEST(DataPlane, EqualDistancesShareTheLoad) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ac.forward);
    net.static_route(net.a, "10.0.0.0/24", net.ab.forward);
    const Symbolic it(net.network);
    EXPECT_TRUE(it.possible(
        {}, {it.plane.forwards(net.a, net.ab.forward), it.plane.forwards(net.a, net.ac.forward)}));
}

TEST(Undelivered, NeedsADropOrALoop) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ab.forward);
    net.static_route(net.b, "10.0.0.0/24", net.bc.forward);
    Symbolic it(net.network);
    const Undelivered lost(it.plane, it.only(net.c), it.nowhere());
    EXPECT_FALSE(it.possible(lost.equations(), {lost.from(net.a), !it.down(net.ab), !it.down(net.bc)}));
    EXPECT_TRUE(it.possible(lost.equations(), {lost.from(net.a), !it.down(net.ab), it.down(net.bc)}));
    const Undelivered refused(it.plane, it.only(net.c), it.only(net.b));
    EXPECT_TRUE(it.possible(refused.equations(), {refused.from(net.a), !it.down(net.ab), !it.down(net.bc)}));

    net.network.nodes[net.b.index()].static_routes.front().next_hop = ViaLink{net.ab.back};
    Symbolic looping(net.network);
    const Undelivered loop(looping.plane, looping.only(net.c), looping.nowhere());
    EXPECT_TRUE(looping.possible(loop.equations(), {loop.from(net.a), !looping.down(net.ab)}));
}

TEST(Unreachable, NeedsEveryBranchToFail) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ab.forward);
    net.static_route(net.a, "10.0.0.0/24", net.ac.forward);
    Symbolic it(net.network);
    const std::vector<Term> healthy{!it.down(net.ab), !it.down(net.ac)};
    const Undelivered some(it.plane, it.only(net.c), it.nowhere());
    const Unreachable every(it.plane, it.only(net.c), it.nowhere());
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
    const Branch branch(it.plane, net.a, it.only(net.c), it.nowhere());
    EXPECT_TRUE(it.possible(branch.equations(), {branch.exists(), branch.visits(net.c)}));
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), branch.visits(net.b)}));
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), it.down(net.ac)}));
    EXPECT_FALSE(it.possible(branch.equations(), {!branch.exists(), branch.visits(net.c)}));
    const Endless endless(it.plane, it.nowhere(), std::nullopt);
    EXPECT_TRUE(it.possible(endless.equations(), {endless.from(net.b)}));
    EXPECT_FALSE(it.possible(endless.equations(), {endless.from(net.a)}));
    EXPECT_FALSE(it.possible(endless.equations(), {endless.somewhere(), it.down(bd)}));
}

TEST(Branch, EndsWhereItIsDelivered) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ab.forward);
    net.static_route(net.b, "10.0.0.0/24", net.bc.forward);
    Symbolic it(net.network);
    const Branch branch(it.plane, net.a, it.only(net.c), it.nowhere());
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), !branch.visits(net.b)}));
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), !branch.crosses(net.bc.forward)}));
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), branch.leaves(net.c)}));
    const Branch refused(it.plane, net.a, it.only(net.c), it.only(net.b));
    EXPECT_FALSE(it.possible(refused.equations(), {refused.exists()}));
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
