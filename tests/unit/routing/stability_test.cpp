// Judging a given state, making one from chosen sessions, and states that messages come to rest in (semantics §5).

#include <gtest/gtest.h>

#include <algorithm>

#include "solver/routing/message_passing.hpp"
#include "solver/routing/simulate.hpp"
#include "tests/gadgets/gadgets.hpp"

namespace {

using namespace network;
using gadgets::Gadget;
using routing::PrefixState;

constexpr auto destination = "10.0.0.0/24";

// ---- judging a given state

/// origin - middle - end, and the only stable state.
struct Line {
    Gadget it;
    PrefixState state;

    Line() {
        gadgets::NetworkBuilder net;
        for (const auto* name : {"origin", "middle", "end"})
            net.add_node(name, static_cast<Asn>(net.network.nodes.size() + 1));
        net.cable(NodeId::at(0), NodeId::at(1));
        net.cable(NodeId::at(1), NodeId::at(2));
        net.originate(NodeId::at(0), destination);
        it = {"line", net.network, gadgets::prefix(destination), 1, std::nullopt};
        state = routing::enumerate(it.network, it.prefix, {}).states.at(0);
    }

    std::string why_not(const PrefixState& proposed, const FailureSet& failed = {}) const {
        return routing::why_unstable(it.network, failed, proposed);
    }
};

TEST(Unstable, ARouteThatIsMissing) {
    const Line line;
    PrefixState proposed = line.state;
    proposed.choices[2] = {};
    EXPECT_EQ(line.why_not(proposed), "`end` holds no route, but its decision takes the route over "
                                      "`middle--end` (weight 0, local preference "
                                      "100, as path [2 1], origin 0, med 0, next hop `middle`)");
}

TEST(Unstable, ARouteThatNobodyOffers) {
    const Line line;
    EXPECT_EQ(line.why_not(line.state, {FailureId::at(1)}),
              "`end` holds the route over `middle--end` (weight 0, local preference 100, as path [2 1], "
              "origin 0, med "
              "0, next hop `middle`), but its decision takes no route");
}

TEST(Unstable, AnAttributeThatDiffers) {
    const Line line;
    PrefixState proposed = line.state;
    proposed.choices[1].best->route.local_preference = 200;
    EXPECT_NE(line.why_not(proposed), "");
    proposed = line.state;
    proposed.choices[1].best->route.communities = {{1, 1}};
    EXPECT_EQ(line.why_not(proposed),
              "`middle` holds the route over `origin--middle` (weight 0, local preference 100, as path [1], "
              "origin 0, "
              "med 0, next hop `origin`) with attributes or a multipath set that its offers do not give");
}

TEST(Unstable, AMultipathSetThatDiffers) {
    const Line line;
    PrefixState proposed = line.state;
    proposed.choices[1].multipath.clear();
    EXPECT_NE(line.why_not(proposed), "");
}

TEST(Unstable, AStateOfAnotherNetwork) {
    const Line line;
    PrefixState proposed = line.state;
    proposed.choices.pop_back();
    EXPECT_EQ(line.why_not(proposed), "the state has 2 choices for 3 nodes");
}

TEST(Reconstruct, GivesStatesThatAreNotStable) {
    const Line line;
    const auto proposed = routing::reconstruct(line.it.network, line.it.prefix, {},
                                               {SessionId{}, SessionId::at(0), std::nullopt});
    ASSERT_TRUE(proposed);
    EXPECT_EQ(proposed->choices[1], line.state.choices[1]);
    EXPECT_FALSE(proposed->choices[2].best);
}

TEST(Reconstruct, GivesNothingWhereNoRouteArrives) {
    const Line line;
    const auto given = [&](std::vector<std::optional<SessionId>> chosen, const FailureSet& failed = {}) {
        return routing::reconstruct(line.it.network, line.it.prefix, failed, chosen).has_value();
    };
    EXPECT_TRUE(given({SessionId{}, SessionId::at(0), SessionId::at(1)}));
    EXPECT_FALSE(given({SessionId{}, SessionId::at(0), SessionId::at(1)}, {FailureId::at(1)}));
    EXPECT_FALSE(given({SessionId{}, std::nullopt, SessionId::at(1)}));
    EXPECT_FALSE(given({SessionId{}, SessionId{}, std::nullopt}));
    EXPECT_FALSE(given({SessionId{}, SessionId::at(1), SessionId::at(1)}));
}

TEST(Reconstruct, SessionsOfOthersAreOurMistake) {
    const Line line;
    EXPECT_THROW(routing::reconstruct(line.it.network, line.it.prefix, {},
                                      {SessionId::at(1), SessionId::at(0), std::nullopt}),
                 std::logic_error);
    EXPECT_THROW(routing::reconstruct(line.it.network, line.it.prefix, {}, {}), std::logic_error);
}

// ---- message passing

TEST(MessagePassing, DisagreeRestsInEitherState) {
    const Gadget it = gadgets::disagree();
    std::vector<PrefixState> met;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const auto rest = routing::pass_messages(it.network, it.prefix, {}, {.seed = seed});
        if (rest && std::find(met.begin(), met.end(), *rest) == met.end())
            met.push_back(*rest);
    }
    EXPECT_EQ(met.size(), 2U);
}

TEST(MessagePassing, BadGadgetNeverRests) {
    const Gadget it = gadgets::bad_gadget();
    for (const auto channel : {routing::Channel::in_order, routing::Channel::latest_only})
        for (unsigned seed = 1; seed <= 10; ++seed)
            EXPECT_FALSE(
                routing::pass_messages(it.network, it.prefix, {}, {.seed = seed, .channel = channel}));
}

TEST(MessagePassing, ACollapsedPairKeepsTheRouteOfALostOrigin) {
    const Gadget it = gadgets::collapsed_pair();
    FailureSet origin_fails;
    for (std::size_t i = 0; i < it.network.failures.size(); ++i)
        if (it.network.failures[i].name == "origin--first")
            origin_fails.push_back(FailureId::at(i));
    const auto cold = routing::pass_messages(it.network, it.prefix, origin_fails);
    ASSERT_TRUE(cold);
    EXPECT_FALSE(routing::self_supporting(it.network, *cold));
    const auto after = routing::pass_messages(it.network, it.prefix, origin_fails, {.from_healthy = true});
    ASSERT_TRUE(after);
    EXPECT_TRUE(routing::self_supporting(it.network, *after));
}

} // namespace
