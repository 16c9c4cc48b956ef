// Policies: terms in order, alternatives within a match, all matches of a term, what a set does (semantics
// §3).

#include "solver/routing/policy.hpp"

#include <gtest/gtest.h>

#include "tests/gadgets/builder.hpp"

namespace {

using namespace network;
using namespace gadgets;
using routing::Route;

const Prefix p = prefix("10.0.0.0/24");

Route route() {
    Route it;
    it.as_path = {65001, 65002};
    it.communities = {{1, 1}};
    it.next_hop = NodeId::at(0);
    return it;
}

/// The route as the policy leaves it, or nothing if it is rejected.
std::optional<Route> through(std::vector<Term> terms, Route it = route()) {
    Policy policy{"p", std::move(terms), {}};
    return routing::evaluate(policy, p, it).accepted ? std::optional(it) : std::nullopt;
}

bool matches(Match match) { return through({accept({std::move(match)})}).has_value(); }

Route after(Set set, Route it = route()) { return *through({accept({}, {std::move(set)})}, std::move(it)); }

TEST(Policy, RejectsWhatNoTermDecides) {
    EXPECT_FALSE(through({}));
    EXPECT_FALSE(through({go_on({}, {})}));
    EXPECT_FALSE(through({accept({match_community({9, 9})})}));
    EXPECT_TRUE(through({accept()}));
}

TEST(Policy, TheFirstTermThatAppliesAndDecidesEndsIt) {
    EXPECT_TRUE(through({accept(), reject()}));
    EXPECT_FALSE(through({reject(), accept()}));
    EXPECT_TRUE(through({reject({match_community({9, 9})}), accept()}));
    EXPECT_EQ(through({accept({}, {set_med(1)}), accept({}, {set_med(2)})})->med, 1U);
}

TEST(Policy, ATermWithoutOutcomeGoesOnWithTheChangedRoute) {
    const auto marked =
        through({go_on({}, {add_community({2, 2})}), accept({match_community({2, 2})}), reject()});
    ASSERT_TRUE(marked);
    EXPECT_EQ(marked->communities.count({2, 2}), 1U);
    EXPECT_FALSE(through(
        {go_on({match_community({9, 9})}, {add_community({2, 2})}), accept({match_community({2, 2})})}));
}

TEST(Policy, AllMatchesOfATermMustHold) {
    EXPECT_TRUE(through({accept({match_as(65001), match_community({1, 1})})}));
    EXPECT_FALSE(through({accept({match_as(65001), match_community({9, 9})})}));
    EXPECT_FALSE(through({accept({match_community({9, 9}), match_as(65001)})}));
}

TEST(Policy, TheValuesOfOneMatchAreAlternatives) {
    EXPECT_TRUE(matches({MatchCommunity{{{9, 9}, {1, 1}}}, {}}));
    EXPECT_FALSE(matches({MatchCommunity{{{9, 9}, {8, 8}}}, {}}));
    EXPECT_TRUE(matches({MatchAsPathContains{{9, 65002}}, {}}));
    EXPECT_FALSE(matches({MatchAsPathContains{{9, 8}}, {}}));
    EXPECT_TRUE(matches({MatchNextHop{{NodeId::at(7), NodeId::at(0)}}, {}}));
    EXPECT_FALSE(matches({MatchNextHop{{NodeId::at(7)}}, {}}));
    EXPECT_TRUE(matches({MatchPrefix{{{prefix("11.0.0.0/8"), 8, 32}, {p, 24, 24}}}, {}}));
}

TEST(Policy, APrefixMatchesIfInsideAndOfAnAllowedLength) {
    EXPECT_TRUE(matches({MatchPrefix{{{prefix("10.0.0.0/8"), 24, 24}}}, {}}));
    EXPECT_TRUE(matches({MatchPrefix{{{prefix("10.0.0.0/8"), 8, 24}}}, {}}));
    EXPECT_TRUE(matches({MatchPrefix{{{prefix("10.0.0.0/8"), 24, 32}}}, {}}));
    EXPECT_FALSE(matches({MatchPrefix{{{prefix("10.0.0.0/8"), 8, 23}}}, {}}));
    EXPECT_FALSE(matches({MatchPrefix{{{prefix("10.0.0.0/8"), 25, 32}}}, {}}));
    EXPECT_FALSE(matches({MatchPrefix{{{prefix("11.0.0.0/8"), 8, 32}}}, {}}));
    EXPECT_FALSE(matches({MatchPrefix{{{prefix("10.0.0.0/25"), 0, 32}}}, {}}));
}

TEST(Policy, PathLengthCountsRepeatedAsns) {
    Route repeated = route();
    repeated.as_path = {65001, 65001, 65001};
    EXPECT_TRUE(through({accept({match_length(3, 3)})}, repeated));
    EXPECT_FALSE(through({accept({match_length(1, 2)})}, repeated));
    EXPECT_FALSE(through({accept({match_length(4, 9)})}, repeated));
}

TEST(Policy, APathStartsWithTheNeighbourAndEndsWithTheOrigin) {
    const auto starts = [](std::vector<Asn> any_of) { return matches({MatchAsPathStarts{std::move(any_of)}, {}}); };
    const auto ends = [](std::vector<Asn> any_of) { return matches({MatchAsPathEnds{std::move(any_of)}, {}}); };
    EXPECT_TRUE(starts({65001}));
    EXPECT_TRUE(starts({7, 65001}));
    EXPECT_FALSE(starts({65002}));
    EXPECT_TRUE(ends({65002}));
    EXPECT_FALSE(ends({65001}));
    Route local = route();
    local.as_path.clear();
    EXPECT_FALSE(through({accept({{MatchAsPathStarts{{65001}}, {}}})}, local));
    EXPECT_FALSE(through({accept({{MatchAsPathEnds{{65002}}, {}}})}, local));
}

TEST(Policy, LargeCommunitiesAreNotStandardOnes) {
    Route large = route();
    large.communities = {{1, 1, 0}};
    EXPECT_TRUE(through({accept({match_community({1, 1, 0})})}, large));
    EXPECT_FALSE(through({accept({match_community({1, 1})})}, large));
    EXPECT_FALSE(through({accept({match_community({1, 1, 1})})}, large));
    EXPECT_EQ(after(delete_community({1, 1}), large), large);
}

TEST(Policy, DeletingAllCommunitiesLeavesInternalTags) {
    Route many = route();
    many.communities = {{1, 1}, no_export, {1, 2, 3}, {70000, 2, 3}, {70000, 1}};
    EXPECT_EQ(after({DeleteAllCommunities{}, {}}, many).communities, (std::set<Community>{{70000, 1}}));
}

TEST(Policy, SetsChangeTheirAttributeAndNothingElse) {
    Route expected = route();
    expected.local_preference = 300;
    EXPECT_EQ(after(set_local_preference(300)), expected);
    expected = route();
    expected.med = 7;
    EXPECT_EQ(after(set_med(7)), expected);
    expected = route();
    expected.weight = 8;
    EXPECT_EQ(after(set_weight(8)), expected);
    expected = route();
    expected.origin = Origin::incomplete;
    EXPECT_EQ(after(set_origin(Origin::incomplete)), expected);
    expected = route();
    expected.communities = {{1, 1}, {2, 2}};
    EXPECT_EQ(after(add_community({2, 2})), expected);
    expected = route();
    expected.communities.clear();
    EXPECT_EQ(after(delete_community({1, 1})), expected);
    EXPECT_EQ(after(delete_community({9, 9})), route());
    EXPECT_EQ(after(add_community({1, 1})), route());
}

TEST(Policy, PrependPutsTheAsnInFrontThatManyTimes) {
    EXPECT_EQ(after(prepend(9, 3)).as_path, (std::vector<Asn>{9, 9, 9, 65001, 65002}));
    EXPECT_EQ(after(prepend(9, 0)).as_path, route().as_path);
}

TEST(Policy, SetsApplyInOrder) {
    EXPECT_EQ(through({accept({}, {prepend(8, 1), prepend(9, 1)})})->as_path,
              (std::vector<Asn>{9, 8, 65001, 65002}));
    EXPECT_EQ(through({accept({}, {set_med(1), set_med(2)})})->med, 2U);
}

TEST(Policy, SaysWhichTermDecidedOrThatNoneDid) {
    Policy policy{"p", {go_on({}, {}), accept({match_as(65001)}), reject()}, {0, 100, 200}};
    for (std::uint32_t i = 0; i < 3; ++i)
        policy.terms[i].span = {0, i, i + 1};
    Route it = route();
    EXPECT_EQ(routing::evaluate(policy, p, it).decided_by, policy.terms[1].span);
    it.as_path.clear();
    EXPECT_EQ(routing::evaluate(policy, p, it).decided_by, policy.terms[2].span);
    policy.terms.pop_back();
    EXPECT_EQ(routing::evaluate(policy, p, it).decided_by, policy.span);
}

} // namespace
