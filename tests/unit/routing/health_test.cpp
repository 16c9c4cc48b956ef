// What is up under a failure set, and what took a session down (semantics §1).

#include "solver/routing/health.hpp"

#include <gtest/gtest.h>

#include "solver/routing/simulate.hpp"
#include "tests/gadgets/builder.hpp"

namespace {

using namespace network;
using gadgets::Cable;
using gadgets::NetworkBuilder;

/// Two nodes that may fail, a cable that may fail, and a group of the session's own.
struct Two {
    NetworkBuilder net;
    NodeId a = net.add_node("a", 1), b = net.add_node("b", 2);
    Cable cable = net.cable(a, b);
    FailureId a_fails = net.may_fail(a), b_fails = net.may_fail(b),
              session_fails = net.add_failure("session");
    FailureId backward_fails = net.add_failure("backward");

    Two() {
        net.network.sessions[0].fails_with.push_back(session_fails);
        net.network.links[cable.back.index()].fails_with.push_back(backward_fails);
    }

    /// Up-ness of a, b, a->b, b->a and the session; asked both ways.
    std::vector<bool> up(const FailureSet& failed) const {
        const std::vector<bool> direct{routing::is_up(net.network, a, failed),
                                       routing::is_up(net.network, b, failed),
                                       routing::is_up(net.network, cable.forward, failed),
                                       routing::is_up(net.network, cable.back, failed),
                                       routing::is_up(net.network, cable.session, failed)};
        const routing::Health health(net.network, failed);
        EXPECT_EQ(direct, (std::vector<bool>{health.up(a), health.up(b), health.up(cable.forward),
                                             health.up(cable.back), health.up(cable.session)}));
        return direct;
    }
};

using Up = std::vector<bool>;

TEST(Health, EverythingIsUpWhenNothingFails) { EXPECT_EQ(Two().up({}), (Up{true, true, true, true, true})); }

TEST(Health, ANodeTakesItsLinksAndSessionsDown) {
    const Two two;
    EXPECT_EQ(two.up({two.a_fails}), (Up{false, true, false, false, false}));
    EXPECT_EQ(two.up({two.b_fails}), (Up{true, false, false, false, false}));
}

TEST(Health, ANodeTakesASessionWithoutLinksDownToo) {
    Two two;
    two.net.network.sessions[0].forward = two.net.network.sessions[0].back = {};
    EXPECT_EQ(two.up({two.a_fails}), (Up{false, true, false, false, false}));
    EXPECT_EQ(two.up({two.b_fails}), (Up{true, false, false, false, false}));
    EXPECT_EQ(two.up({two.cable.failure}), (Up{true, true, false, false, true}));
}

TEST(Health, ACableTakesItsSessionDown) {
    const Two two;
    EXPECT_EQ(two.up({two.cable.failure}), (Up{true, true, false, false, false}));
}

TEST(Health, OneDirectionIsEnoughToTakeASessionDown) {
    const Two two;
    EXPECT_EQ(two.up({two.backward_fails}), (Up{true, true, true, false, false}));
    Two without = two;
    without.net.network.sessions[0].back = {};
    EXPECT_EQ(without.up({two.backward_fails}), (Up{true, true, true, false, true}));
}

TEST(Health, ASessionMayFailAlone) {
    const Two two;
    EXPECT_EQ(two.up({two.session_fails}), (Up{true, true, true, true, false}));
}

TEST(Health, DisabledGroupsAreDownWithoutBeingNamed) {
    Two two;
    two.net.network.failures[two.cable.failure.index()].disabled = true;
    EXPECT_EQ(two.up({}), (Up{true, true, false, false, false}));
}

TEST(Health, NamesTheGroupThatTookASessionDown) {
    const Two two;
    const auto by = [&](const FailureSet& failed) {
        return routing::taken_down_by(two.net.network, two.cable.session, failed);
    };
    EXPECT_FALSE(by({}).known());
    for (const FailureId group :
         {two.cable.failure, two.a_fails, two.b_fails, two.session_fails, two.backward_fails})
        EXPECT_EQ(by({group}), group);
    EXPECT_EQ(by({two.a_fails, two.session_fails}), two.session_fails);
}

TEST(Health, ASessionThatStandsInIsUpOnlyWhileSomethingItStandsInForIsDown) {
    Two two;
    const FailureId one = two.net.add_failure("one"), other = two.net.add_failure("other");
    two.net.network.sessions[0].stands_in_for = {one, other};
    EXPECT_EQ(two.up({}), (Up{true, true, true, true, false}));
    EXPECT_EQ(two.up({one}), (Up{true, true, true, true, true}));
    EXPECT_EQ(two.up({other}), (Up{true, true, true, true, true}));
    EXPECT_EQ(two.up({two.session_fails, other}), (Up{true, true, true, true, false}));
    two.net.network.failures[one.index()].disabled = true;
    EXPECT_EQ(two.up({}), (Up{true, true, true, true, true}));
}

TEST(Health, ASessionThatStandsByNamesWhatItStandsInFor) {
    Two two;
    const FailureId one = two.net.add_failure("one"), other = two.net.add_failure("other");
    two.net.network.sessions[0].stands_in_for = {one, other};
    const auto by = [&](const FailureSet& failed) {
        return routing::taken_down_by(two.net.network, two.cable.session, failed);
    };
    const auto stands_by = [&](const FailureSet& failed) {
        return routing::stands_by(two.net.network, two.cable.session, failed);
    };
    EXPECT_EQ(by({}), one);
    EXPECT_TRUE(stands_by({}));
    EXPECT_FALSE(by({other}).known());
    EXPECT_FALSE(stands_by({other}));
    EXPECT_EQ(by({two.a_fails}), two.a_fails);
    EXPECT_FALSE(stands_by({two.a_fails}));
    two.net.network.sessions[0].stands_in_for.clear();
    EXPECT_FALSE(stands_by({}));
}

TEST(Health, ANodeThatDrainsIsUp) {
    Two two;
    const FailureId maintenance = two.net.add_failure("maintenance");
    two.net.node(two.a).drops_with = {maintenance};
    EXPECT_EQ(two.up({maintenance}), (Up{true, true, true, true, true}));
    EXPECT_EQ(routing::drained_by(two.net.network, two.a, {maintenance}), maintenance);
    EXPECT_FALSE(routing::drained_by(two.net.network, two.a, {}).known());
    EXPECT_FALSE(routing::drained_by(two.net.network, two.b, {maintenance}).known());
}

} // namespace
