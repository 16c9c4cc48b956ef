// Stable states: networks whose number of states is known, what settles, what is stable and why not, and
// states in which routes hold each other up (semantics §5).

#include <gtest/gtest.h>

#include <algorithm>

#include "solver/routing/cycles.hpp"
#include "solver/routing/message_passing.hpp"
#include "solver/routing/simulate.hpp"
#include "tests/gadgets/gadgets.hpp"

namespace {

using namespace network;
using gadgets::Cable;
using gadgets::Gadget;
using routing::PrefixState;

constexpr auto destination = "10.0.0.0/24";

std::vector<FailureSet> within_one_failure(const Network& network) {
    std::vector<FailureSet> sets{{}};
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        sets.push_back({FailureId::at(i)});
    return sets;
}

std::vector<PrefixState> states(const Gadget& gadget, const FailureSet& failed = {}) {
    const auto found = routing::enumerate(gadget.network, gadget.prefix, failed);
    EXPECT_TRUE(found.complete) << gadget.name;
    for (const PrefixState& state : found.states)
        EXPECT_EQ(routing::why_unstable(gadget.network, failed, state), "") << gadget.name;
    return found.states;
}

std::vector<std::optional<SessionId>> sources(const PrefixState& state) {
    std::vector<std::optional<SessionId>> found;
    for (const auto& choice : state.choices)
        found.push_back(choice.best ? std::optional(choice.best->session) : std::nullopt);
    return found;
}

class EveryGadget : public testing::TestWithParam<Gadget> {};

TEST_P(EveryGadget, HasItsKnownStatesWhenHealthy) {
    EXPECT_EQ(states(GetParam()).size(), GetParam().healthy_states);
}

TEST_P(EveryGadget, HasItsKnownStatesWithinOneFailure) {
    std::size_t total = 0;
    for (const FailureSet& failed : within_one_failure(GetParam().network))
        total += states(GetParam(), failed).size();
    if (GetParam().states_within_one_failure) {
        EXPECT_EQ(total, *GetParam().states_within_one_failure);
    } else {
        EXPECT_GE(total, GetParam().healthy_states);
    }
}

TEST_P(EveryGadget, SettlesIffItHasAState) {
    for (const FailureSet& failed : within_one_failure(GetParam().network)) {
        const auto known = states(GetParam(), failed);
        const auto settled = routing::settle(GetParam().network, GetParam().prefix, failed);
        EXPECT_EQ(settled.has_value(), !known.empty());
        EXPECT_TRUE(!settled || std::find(known.begin(), known.end(), *settled) != known.end());
    }
}

TEST_P(EveryGadget, StatesFollowFromTheirSessions) {
    for (const PrefixState& state : states(GetParam())) {
        const auto again = routing::reconstruct(GetParam().network, GetParam().prefix, {}, sources(state));
        ASSERT_TRUE(again);
        EXPECT_EQ(sources(*again), sources(state));
        EXPECT_EQ(routing::why_unstable(GetParam().network, {}, *again), "");
    }
}

std::string test_name(const testing::TestParamInfo<Gadget>& it) {
    std::string name = it.param.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(States, EveryGadget, testing::ValuesIn(gadgets::gadgets()), test_name);

// ---- single gadgets, looked at closely

TEST(Enumerate, StopsAtItsLimitAndSaysSo) {
    const Gadget wheel = gadgets::preference_wheel();
    const auto some = routing::enumerate(wheel.network, wheel.prefix, {}, 2);
    EXPECT_EQ(some.states.size(), 2U);
    EXPECT_FALSE(some.complete);
    EXPECT_TRUE(routing::enumerate(wheel.network, wheel.prefix, {}, 3).complete);
}

TEST(Enumerate, SharedAsnsSettleOnlyWithoutTheGateway) {
    const Gadget it = gadgets::shared_as_gateway();
    for (const FailureSet& failed : within_one_failure(it.network)) {
        const bool no_gateway =
            !failed.empty() && it.network[failed.front()].name == "gateway--route-server-1";
        EXPECT_EQ(states(it, failed).size(), no_gateway ? 1U : 0U);
    }
}

TEST(Enumerate, ANodeWithoutAsnOrThatIsDownHasNoRoute) {
    gadgets::NetworkBuilder net;
    const NodeId up = net.add_node("up", 1), mute = net.add_node("mute"), other = net.add_node("other", 2);
    net.originate(up, destination);
    net.originate(mute, destination);
    net.cable(up, other);
    const FailureId failure = net.may_fail(up);
    const Gadget it{"", net.network, gadgets::prefix(destination), 1, std::nullopt};
    const auto healthy = states(it), failed = states(it, {failure});
    ASSERT_EQ(healthy.size(), 1U);
    EXPECT_TRUE(healthy[0].choices[up.index()].best);
    EXPECT_FALSE(healthy[0].choices[mute.index()].best);
    EXPECT_TRUE(healthy[0].choices[other.index()].best);
    ASSERT_EQ(failed.size(), 1U);
    for (const auto& choice : failed[0].choices)
        EXPECT_EQ(choice, routing::Choice{});
}

TEST(SelfSupporting, CollapsedPathsHoldEachOtherUp) {
    const Gadget it = gadgets::collapsed_pair();
    const auto only = states(it);
    ASSERT_EQ(only.size(), 1U);
    EXPECT_TRUE(routing::self_supporting(it.network, only[0]));
    const auto& first = only[0].choices[it.network.find_node("first").index()].best;
    ASSERT_TRUE(first);
    EXPECT_EQ(first->route.as_path, (std::vector<Asn>{64513, 1}));
}

TEST(SelfSupporting, WithoutTheOriginThePairMayKeepTheRouteOrHaveNone) {
    const Gadget it = gadgets::collapsed_pair();
    std::vector<bool> kept;
    for (std::size_t i = 0; i < it.network.failures.size(); ++i) {
        if (it.network.failures[i].name != "origin--first")
            continue;
        for (const PrefixState& state : states(it, {FailureId::at(i)}))
            kept.push_back(routing::self_supporting(it.network, state));
    }
    std::sort(kept.begin(), kept.end());
    EXPECT_EQ(kept, (std::vector<bool>{false, true}));
}

TEST(SelfSupporting, WhatCameOverASessionThatStandsInMayStayWhenItGoes) {
    Gadget it = gadgets::collapsed_pair();
    it.network.failures.push_back({"maintenance", FailureClass::maintenance, false, {}});
    for (Session& session : it.network.sessions)
        if (session.name == "origin--first")
            session.stands_in_for = {FailureId::at(it.network.failures.size() - 1)};
    std::vector<bool> kept;
    for (const PrefixState& state : states(it))
        kept.push_back(routing::self_supporting(it.network, state));
    std::sort(kept.begin(), kept.end());
    EXPECT_EQ(kept, (std::vector<bool>{false, true}));
}

TEST(SelfSupporting, TwoStatesMayDifferInWhatGoesRoundOnly) {
    const Gadget it = gadgets::collapsed_pair_with_memory();
    const auto both = states(it);
    ASSERT_EQ(both.size(), 2U);
    const std::size_t first = it.network.find_node("first").index();
    EXPECT_EQ(both[0].choices[first].best->session, both[1].choices[first].best->session);
    EXPECT_NE(both[0].choices[first].best->route, both[1].choices[first].best->route);
}

TEST(SelfSupporting, RoutesThatEndAtAnOriginAreDerived) {
    for (const Gadget& it : {gadgets::disagree(), gadgets::wedgie(), gadgets::med_trio()})
        for (const PrefixState& state : states(it))
            EXPECT_FALSE(routing::self_supporting(it.network, state));
}

TEST(SelfSupporting, PathsThatGrowEachTimeRoundHoldNothingUp) {
    Gadget it = gadgets::collapsed_pair();
    for (Session& session : it.network.sessions)
        session.a.remove_private_as = session.b.remove_private_as = false;
    const auto only = states(it);
    ASSERT_EQ(only.size(), 1U);
    EXPECT_FALSE(routing::self_supporting(it.network, only[0]));
}

TEST(Enumerate, SaysThatPathsWithoutEndWereCutOff) {
    // Two nodes that override each other's ASN forward and back lengthen paths for ever, and what they have
    // at any length may enter the pair that collapses private ASNs and never these two.
    gadgets::NetworkBuilder net;
    const NodeId left = net.add_node("left", 1), right = net.add_node("right", 2);
    const NodeId first = net.add_node("first", 64512), second = net.add_node("second", 64513);
    net.originate(left, destination);
    const Cable growing = net.cable(left, right);
    net.end(growing.session, left).as_override = net.end(growing.session, right).as_override = true;
    net.cable(right, first);
    const Cable pair = net.cable(first, second);
    for (const NodeId node : {first, second})
        net.end(pair.session, node).remove_private_as = true;
    EXPECT_FALSE(routing::enumerate(net.network, gadgets::prefix(destination), {}).complete);
    net.end(growing.session, left).as_override = false;
    EXPECT_TRUE(routing::enumerate(net.network, gadgets::prefix(destination), {}).complete);
}

TEST(Enumerate, ManyEqualPathsAreNoTrouble) {
    // A fat tree of four pods, k = 4: 20 nodes, 32 sessions, one state.
    gadgets::NetworkBuilder net;
    Asn asn = 1;
    const auto layer = [&](const char* name, std::size_t count) {
        std::vector<NodeId> nodes;
        for (std::size_t i = 0; i < count; ++i)
            nodes.push_back(net.add_node(name + std::to_string(i), asn++));
        return nodes;
    };
    const auto core = layer("core", 4), aggregation = layer("aggregation", 8), edge = layer("edge", 8);
    for (std::size_t pod = 0; pod < 4; ++pod) {
        for (std::size_t i = 0; i < 2; ++i) {
            for (std::size_t j = 0; j < 2; ++j) {
                net.cable(edge[2 * pod + i], aggregation[2 * pod + j]);
                net.cable(aggregation[2 * pod + i], core[2 * i + j]);
            }
        }
    }
    net.originate(edge[0], destination);
    EXPECT_EQ(states({"fat-tree", net.network, gadgets::prefix(destination), 1, std::nullopt}).size(), 1U);
}

TEST(Enumerate, RoutesGoAroundNoCycleOfInternalSessions) {
    gadgets::NetworkBuilder net;
    const NodeId origin = net.add_node("origin", 1);
    std::vector<NodeId> inner;
    for (const auto* name : {"a", "b", "c"})
        inner.push_back(net.add_node(name, 64512));
    net.originate(origin, destination);
    net.cable(origin, inner[0]);
    for (std::size_t i = 0; i < 3; ++i) {
        const Cable cable = net.cable(inner[i], inner[(i + 1) % 3]);
        for (const NodeId node : {inner[i], inner[(i + 1) % 3]}) {
            net.end(cable.session, node).next_hop_self = true;
            net.import(cable.session, node, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
        }
    }
    const auto only = states({"triangle", net.network, gadgets::prefix(destination), 1, std::nullopt});
    ASSERT_EQ(only.size(), 1U);
    EXPECT_FALSE(routing::self_supporting(net.network, only[0]));
}

TEST(Cycles, MayRestOnlyIfEveryAsnPutInFrontIsDroppedAgain) {
    const auto may_rest = [](Asn first_asn, Asn second_asn, bool first_removes, bool second_removes,
                             bool replaces) {
        gadgets::NetworkBuilder net;
        const NodeId first = net.add_node("first", first_asn), second = net.add_node("second", second_asn);
        const SessionId session = net.cable(first, second).session;
        net.end(session, first).remove_private_as = first_removes;
        net.end(session, second).remove_private_as = second_removes;
        if (replaces)
            net.end(session, first).replace_as = {{second_asn, 7}};
        return routing::may_rest(net.network, {{first, second}, {session, session}});
    };
    EXPECT_TRUE(may_rest(64512, 64513, true, true, false));
    EXPECT_TRUE(may_rest(64512, 64513, true, false, false));
    EXPECT_FALSE(may_rest(64512, 64513, false, false, false));
    EXPECT_FALSE(may_rest(1, 64513, true, true, false));
    EXPECT_FALSE(may_rest(64512, 1, true, true, false));
    EXPECT_TRUE(may_rest(64512, 64513, true, true, true));
    EXPECT_FALSE(may_rest(64512, 64513, false, true, true));
    EXPECT_FALSE(may_rest(64512, 64512, true, true, false));
}

// ---- settling

TEST(Settle, FromAnotherStateItKeepsWhatIsStillAllowed) {
    const Gadget it = gadgets::oldest_tie();
    for (const PrefixState& state : states(it)) {
        const auto settled = routing::settle(it.network, it.prefix, {}, &state);
        ASSERT_TRUE(settled);
        EXPECT_EQ(*settled, state);
    }
}

TEST(Settle, AWedgieStaysOnTheBackupAfterTheFailureIsOver) {
    const Gadget it = gadgets::wedgie();
    const auto intended = routing::settle(it.network, it.prefix, {});
    ASSERT_TRUE(intended);
    FailureSet primary_fails;
    for (std::size_t i = 0; i < it.network.failures.size(); ++i)
        if (it.network.failures[i].name == "customer--primary-provider")
            primary_fails.push_back(FailureId::at(i));
    const auto failed = routing::settle(it.network, it.prefix, primary_fails, &*intended);
    ASSERT_TRUE(failed);
    const auto repaired = routing::settle(it.network, it.prefix, {}, &*failed);
    ASSERT_TRUE(repaired);
    const std::size_t top = it.network.find_node("top-provider").index();
    EXPECT_EQ(repaired->choices[top].best, failed->choices[top].best);
    EXPECT_EQ(routing::why_unstable(it.network, {}, *repaired), "");
}

TEST(Settle, AllPrefixesAreSortedAndTheUnsettledNamed) {
    Gadget it = gadgets::bad_gadget();
    const Prefix other = gadgets::prefix("9.0.0.0/8"), later = gadgets::prefix("11.0.0.0/8");
    it.network.nodes[0].originates.push_back({other, false, {}});
    it.network.nodes[0].originates.push_back({later, false, {}});
    for (Policy& policy : it.network.policies)
        policy.terms.insert(policy.terms.begin(), gadgets::accept({gadgets::match_prefix("11.0.0.0/8")}));
    for (Policy& policy : it.network.policies)
        policy.terms.insert(policy.terms.begin(), gadgets::accept({gadgets::match_prefix("9.0.0.0/8")}));
    const auto settled = routing::settle_all(it.network, {later, it.prefix, other}, {});
    EXPECT_EQ(settled.unsettled, std::vector{it.prefix});
    ASSERT_EQ(settled.state.prefixes.size(), 2U);
    EXPECT_EQ(settled.state.prefixes[0].prefix, other);
    EXPECT_NE(settled.state.find(later), nullptr);
    EXPECT_EQ(settled.state.find(it.prefix), nullptr);
}

TEST(Settle, ALongChainSettles) {
    gadgets::NetworkBuilder net;
    constexpr std::size_t length = 1'000;
    for (std::size_t i = 0; i < length; ++i)
        net.add_node("n" + std::to_string(i), static_cast<Asn>(i + 1));
    for (std::size_t i = 1; i < length; ++i)
        net.cable(NodeId::at(i - 1), NodeId::at(i));
    net.originate(NodeId::at(length - 1), destination);
    const auto settled = routing::settle(net.network, gadgets::prefix(destination), {});
    ASSERT_TRUE(settled);
    ASSERT_TRUE(settled->choices[0].best);
    EXPECT_EQ(settled->choices[0].best->route.as_path.size(), length - 1);
    EXPECT_EQ(routing::reconstruct(net.network, gadgets::prefix(destination), {}, sources(*settled)),
              settled);
}

} // namespace
