// What is up (semantics.md §1), and budgets.

#include <gtest/gtest.h>

#include "solver/encode/world.hpp"
#include "solver/smt/solver.hpp"
#include "tests/gadgets/builder.hpp"

namespace encode {
namespace {

using gadgets::Cable;
using network::FailureId;
using network::NodeId;

struct Pair : gadgets::NetworkBuilder {
    NodeId a = add_node("a", 1), b = add_node("b", 2);
    Cable cable_ab = cable(a, b);
    FailureId of_b = may_fail(b);
    World world(smt::Context& context, std::vector<bool> failed) {
        std::vector<smt::Term> down;
        for (bool one : failed)
            down.push_back(one ? smt::yes : smt::no);
        return World(context, network, down, "w");
    }
};

TEST(World, EverythingIsUpWhereNothingFails) {
    Pair pair;
    smt::Context context;
    const World world = pair.world(context, {false, false});
    EXPECT_EQ(world.up(pair.a), smt::yes);
    EXPECT_EQ(world.up(pair.cable_ab.forward), smt::yes);
    EXPECT_EQ(world.up(pair.cable_ab.session), smt::yes);
}

TEST(World, ACableTakesItsLinksAndItsSessionDown) {
    Pair pair;
    smt::Context context;
    const World world = pair.world(context, {true, false});
    EXPECT_EQ(world.up(pair.b), smt::yes);
    EXPECT_EQ(world.up(pair.cable_ab.forward), smt::no);
    EXPECT_EQ(world.up(pair.cable_ab.back), smt::no);
    EXPECT_EQ(world.up(pair.cable_ab.session), smt::no);
}

TEST(World, ANodeTakesItsLinksAndSessionsDown) {
    Pair pair;
    smt::Context context;
    const World world = pair.world(context, {false, true});
    EXPECT_EQ(world.up(pair.a), smt::yes);
    EXPECT_EQ(world.up(pair.b), smt::no);
    EXPECT_EQ(world.up(pair.cable_ab.forward), smt::no);
    EXPECT_EQ(world.up(pair.cable_ab.session), smt::no);
}

TEST(World, OneLinkIsEnoughToTakeTheSessionDown) {
    Pair pair;
    const FailureId group = pair.add_failure("fibre");
    pair.network.links[pair.cable_ab.back.index()].fails_with = {group};
    smt::Context context;
    const World world = pair.world(context, {false, false, true});
    EXPECT_EQ(world.up(pair.cable_ab.forward), smt::yes);
    EXPECT_EQ(world.up(pair.cable_ab.session), smt::no);
}

TEST(World, ASessionStandsInWhileOneOfItsGroupsIsDown) {
    Pair pair;
    const FailureId first = pair.add_failure("first"), second = pair.add_failure("second");
    pair.network.sessions[pair.cable_ab.session.index()].stands_in_for = {first, second};
    const auto up = [&](bool cable_down, bool first_down, bool second_down) {
        smt::Context context;
        return pair.world(context, {cable_down, false, first_down, second_down}).up(pair.cable_ab.session);
    };
    EXPECT_EQ(up(false, false, false), smt::no);
    EXPECT_EQ(up(false, true, false), smt::yes);
    EXPECT_EQ(up(false, false, true), smt::yes);
    EXPECT_EQ(up(true, true, true), smt::no) << "all else must be up too";
    pair.network.failures[first.index()].disabled = true;
    EXPECT_EQ(up(false, false, false), smt::yes) << "a disabled group is down";
}

TEST(World, ANodeDrainsWhileItIsUp) {
    Pair pair;
    const FailureId maintenance = pair.add_failure("maintenance");
    pair.node(pair.b).drops_with = {maintenance};
    const auto drains = [&](NodeId node, bool down, bool maintained) {
        smt::Context context;
        return pair.world(context, {false, down, maintained}).drains(node);
    };
    EXPECT_EQ(drains(pair.b, false, false), smt::no);
    EXPECT_EQ(drains(pair.b, false, true), smt::yes);
    EXPECT_EQ(drains(pair.b, true, true), smt::no);
    EXPECT_EQ(drains(pair.a, false, true), smt::no);
    smt::Context context;
    const World world = pair.world(context, {false, false, true});
    EXPECT_EQ(world.up(pair.b), smt::yes);
    EXPECT_EQ(world.up(pair.cable_ab.session), smt::yes) << "routing goes on";
}

TEST(World, DisabledGroupsAreDownWithoutBeingNamed) {
    Pair pair;
    pair.network.failures[pair.cable_ab.failure.index()].disabled = true;
    smt::Context context;
    const World world = pair.world(context, {false, false});
    EXPECT_EQ(world.down(pair.cable_ab.failure), smt::yes);
    EXPECT_EQ(world.up(pair.cable_ab.session), smt::no);
}

struct Budget : testing::Test {
    gadgets::NetworkBuilder builder;
    smt::Context context;
    std::vector<FailureId> groups;
    void SetUp() override {
        for (const char* name : {"x", "y", "z", "other"})
            groups.push_back(builder.add_failure(name));
    }
    bool possible(const Failures& failures, std::vector<smt::Term> down) {
        smt::Solver solver(context);
        solver.require(failures.within_budget, "the budget");
        return solver.check("possible", down) == smt::Answer::satisfiable;
    }
};

TEST_F(Budget, OnlyNamedGroupsFail) {
    const Failures failures = symbolic_failures(context, builder.network, {{{1, {groups[0], groups[1]}}}});
    EXPECT_FALSE(failures.down[0].is_constant());
    EXPECT_EQ(failures.down[3], smt::no);
    EXPECT_TRUE(possible(failures, {failures.down[0]}));
    EXPECT_TRUE(possible(failures, {failures.down[1]}));
    EXPECT_FALSE(possible(failures, {failures.down[0], failures.down[1]}));
}

TEST_F(Budget, AllLimitsHoldAtOnce) {
    const Failures failures = symbolic_failures(context, builder.network,
                                                {{{2, {groups[0], groups[1], groups[2]}}, {0, {groups[2]}}}});
    EXPECT_TRUE(possible(failures, {failures.down[0], failures.down[1]}));
    EXPECT_FALSE(possible(failures, {failures.down[2]}));
}

TEST_F(Budget, DisabledGroupsDoNotCount) {
    builder.network.failures[0].disabled = true;
    const Failures failures =
        symbolic_failures(context, builder.network, {{{1, {groups[0], groups[1], groups[2]}}}});
    EXPECT_EQ(failures.down[0], smt::yes);
    EXPECT_TRUE(possible(failures, {failures.down[1]}));
    EXPECT_FALSE(possible(failures, {failures.down[1], failures.down[2]}));
}

TEST_F(Budget, NothingFailsWithoutLimits) {
    const Failures failures = symbolic_failures(context, builder.network, {});
    EXPECT_EQ(failures.within_budget, smt::yes);
    for (smt::Term down : failures.down)
        EXPECT_EQ(down, smt::no);
}

} // namespace
} // namespace encode
