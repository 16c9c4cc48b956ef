// Policies: every word of a term, in order, and what is said of those that cannot be read.

#include <gtest/gtest.h>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::said;
using namespace network;

// The warning that nobody uses `p` is not what these tests are about.
building::Built with_policy(const std::string& policy) {
    return build(
        policy +
        "\nrouter a { asn 65001; } router b { asn 65001; } link a b; bgp a b { at a { import p; } }");
}

template <class What> const What& match(const building::Built& built, std::size_t index) {
    return std::get<What>(built.policy("p").terms.at(0).matches.at(index).what);
}

TEST(Policy, MatchesEveryKindOfThing) {
    const auto built =
        with_policy("policy p { match prefix 10.0.0.0/8 or-longer 10.1.0.0/16 10.2.0.0/16 length 24-28;"
                    "  match community 65000:1 65000:2; match as-path contains 65010 65011;"
                    "  match as-path-length at-least 2 at-most 4; match next-hop b; accept; }");
    ASSERT_EQ(built.said(), "");
    const auto& ranges = match<MatchPrefix>(built, 0).any_of;
    ASSERT_EQ(ranges.size(), 3U);
    EXPECT_EQ(ranges[0].shortest, 8);
    EXPECT_EQ(ranges[0].longest, 32);
    EXPECT_EQ(ranges[1].shortest, 16);
    EXPECT_EQ(ranges[1].longest, 16);
    EXPECT_EQ(ranges[2].shortest, 24);
    EXPECT_EQ(ranges[2].longest, 28);
    EXPECT_EQ(match<MatchCommunity>(built, 1).any_of, (std::vector<Community>{{65000, 1}, {65000, 2}}));
    EXPECT_EQ(match<MatchAsPathContains>(built, 2).any_of, (std::vector<Asn>{65010, 65011}));
    EXPECT_EQ(match<MatchAsPathLength>(built, 3).at_least, 2U);
    EXPECT_EQ(match<MatchAsPathLength>(built, 3).at_most, 4U);
    EXPECT_EQ(match<MatchNextHop>(built, 4).any_of, std::vector{built.net.find_node("b")});
}

TEST(Policy, SetsApplyInOrder) {
    const auto built =
        with_policy("policy p { set local-preference 150; set med 3; set weight 4; set origin incomplete;"
                    "  add community 65000:1; delete community 65000:2; prepend 65009 times 3; reject; }");
    ASSERT_EQ(built.said(), "");
    const Term& term = built.policy("p").terms.at(0);
    ASSERT_EQ(term.sets.size(), 7U);
    EXPECT_EQ(std::get<SetLocalPreference>(term.sets[0].what).value, 150U);
    EXPECT_EQ(std::get<SetMed>(term.sets[1].what).value, 3U);
    EXPECT_EQ(std::get<SetWeight>(term.sets[2].what).value, 4U);
    EXPECT_EQ(std::get<SetOrigin>(term.sets[3].what).value, Origin::incomplete);
    EXPECT_EQ(std::get<AddCommunity>(term.sets[4].what).community, (Community{65000, 1}));
    EXPECT_EQ(std::get<DeleteCommunity>(term.sets[5].what).community, (Community{65000, 2}));
    EXPECT_EQ(std::get<PrependAs>(term.sets[6].what).asn, 65009U);
    EXPECT_EQ(std::get<PrependAs>(term.sets[6].what).times, 3U);
    EXPECT_EQ(term.outcome, Outcome::reject);
}

TEST(Policy, TermsKeepTheirOrderAroundLooseStatements) {
    const auto built = with_policy("policy p { term first { match prefix 10.0.0.0/8; accept; } set med 1;"
                                   "  term last { accept; } }");
    ASSERT_EQ(built.said(), "");
    const auto& terms = built.policy("p").terms;
    ASSERT_EQ(terms.size(), 3U);
    EXPECT_EQ(terms[0].name, "first");
    EXPECT_EQ(terms[1].name, "");
    EXPECT_EQ(terms[1].outcome, Outcome::next_term);
    EXPECT_EQ(terms[2].name, "last");
}

TEST(Policy, PrependOwnIsTheAsnOfWhoeverUsesIt) {
    const auto built = build("policy p { prepend own times 2; accept; }"
                             "router a { asn 65001; } router b { asn 65002; } router c { asn 65002; }"
                             "link a b; link a c; bgp a b { at a { export p; } at b { export p; } }"
                             "bgp a c { at a { export p; } at c { export p; } }");
    ASSERT_EQ(built.said(), "");
    const auto prepended = [&](const SessionEnd& end) {
        return std::get<PrependAs>(built.net[*end.export_policy].terms.at(0).sets.at(0).what).asn;
    };
    for (const Session& session : built.net.sessions) {
        EXPECT_EQ(prepended(session.a), 65001U);
        EXPECT_EQ(prepended(session.b), 65002U);
    }
    EXPECT_EQ(built.net.sessions[0].a.export_policy, built.net.sessions[1].a.export_policy);
}

TEST(Policy, NothingStandsBehindTheEndOfATerm) {
    EXPECT_EQ(said("policy p { accept; set med 1; }\n"),
              "error[VN0121]: `set` stands after `accept` in the same term\n"
              "  --> t.net:1:20\n"
              "1 | policy p { accept; set med 1; }\n"
              "  |                    ^^^ move it before `accept`, or begin a `term NAME { … }` with it\n"
              "  --> t.net:1:12\n"
              "1 | policy p { accept; set med 1; }\n"
              "  |            ------- the term ends here\n"
              "\n1 error\n");
}

TEST(Policy, ALengthThatNoPathHasIsRefused) {
    EXPECT_EQ(said("policy p { match as-path-length at-least 9 at-most 3; accept; }\n"),
              "error[VN0121]: `match as-path-length` can never hold\n"
              "  --> t.net:1:33\n"
              "1 | policy p { match as-path-length at-least 9 at-most 3; accept; }\n"
              "  |                                 ^^^^^^^^ at least 9 is more than at most 3\n"
              "\n1 error\n");
    EXPECT_EQ(with_policy("policy p { match as-path-length at-most 3 at-least 3; accept; }").said(), "");
}

TEST(Policy, MisspeltWordsGetTheirNeighbour) {
    EXPECT_EQ(said("policy p { match prefx 10.0.0.0/8; accept; }\n"),
              "error[VN0121]: `prefx` cannot be matched\n"
              "  --> t.net:1:18\n"
              "1 | policy p { match prefx 10.0.0.0/8; accept; }\n"
              "  |                  ^^^^^ did you mean `prefix`?\n"
              "\n1 error\n");
    EXPECT_EQ(said("policy p { set colour 3; accept; }\n"),
              "error[VN0121]: `colour` cannot be set\n"
              "  --> t.net:1:16\n"
              "1 | policy p { set colour 3; accept; }\n"
              "  |                ^^^^^^ one of local-preference, med, weight, origin, community\n"
              "\n1 error\n");
    EXPECT_EQ(
        said("policy p { add community 65000; accept; }\n"),
        "error[VN0119]: `65000` is not a community\n"
        "  --> t.net:1:26\n"
        "1 | policy p { add community 65000; accept; }\n"
        "  |                          ^^^^^ write two numbers from 0 to 65535, as in `65000:100` (RFC 1997)\n"
        "\n1 error\n");
}

TEST(Policy, UnusedOnesAreNoted) {
    EXPECT_EQ(said("policy p { accept; }\n"),
              "warning[VN0113]: policy `p` is never used\n"
              "  --> t.net:1:8\n"
              "1 | policy p { accept; }\n"
              "  |        ^ name it in an `import` or `export`, or remove it\n"
              "\n1 warning\n");
}

TEST(Policy, TwoTermsOfOneNameAreAnError) {
    EXPECT_EQ(said("policy p {\n  term x { accept; }\n  term y { accept; }\n  term x { reject; }\n}\n"),
              "error[VN0020]: `term x` is given twice in a `policy`\n"
              "  --> t.net:4:3\n"
              "4 |   term x { reject; }\n"
              "  |   ^^^^ terms apply in order: give it a name of its own\n"
              "  --> t.net:2:3\n"
              "2 |   term x { accept; }\n"
              "  |   ---- first given here\n"
              "\n1 error\n");
}

TEST(Policy, TermsBehindOnesThatTakeAllAreNoted) {
    EXPECT_EQ(
        with_policy("policy p {\n  match prefix 10.0.0.0/8 or-longer; accept;\n"
                    "  term late { match prefix 10.1.0.0/16; reject; }\n}")
            .said(),
        "warning[VN0114]: term `late` of policy `p` never matches\n"
        "  --> t.net:3:3\n"
        "3 |   term late { match prefix 10.1.0.0/16; reject; }\n"
        "  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ terms apply in order: move it up, or remove "
        "it\n"
        "  --> t.net:2:3\n"
        "2 |   match prefix 10.0.0.0/8 or-longer; accept;\n"
        "  |   ------------------------------------------ this decides about every route it could match\n"
        "\n1 warning\n");
    EXPECT_EQ(with_policy("policy p { match prefix 10.0.0.0/8; accept;"
                          "  term late { match prefix 10.1.0.0/16; reject; } }")
                  .said(),
              "");
}

} // namespace
