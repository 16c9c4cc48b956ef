// Named sets, well-known and large communities, ends of paths, and terms that nothing is left for.

#include <gtest/gtest.h>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::said;
using namespace network;

// The warning that nobody uses `p` is not what these tests are about.
building::Built with_policy(const std::string& text) {
    return build(text + "\nrouter a { asn 65001; } router b { asn 65001; } link a b; bgp a b { at a { import p; } }");
}

std::string first_line(const std::string& text) {
    const std::string told = with_policy(text).said();
    return told.substr(0, told.find('\n'));
}

TEST(Communities, WellKnownAndLargeOnes) {
    const auto built = with_policy("policy p { match community no-export 65000:1:2 large;\n accept; }");
    EXPECT_NE(built.said(), ""); // `large` stands in front or is a name
    const auto good = with_policy("policy p { match community large 65000:1:2 4200000000:0:7; match community no-export "
                                  "no-advertise no-export-subconfed 65000:5 65000:6:7; accept; }");
    ASSERT_EQ(good.said(), "");
    const auto& matches = good.policy("p").terms.at(0).matches;
    EXPECT_EQ(std::get<MatchCommunity>(matches[0].what).any_of,
              (std::vector<Community>{{65000, 1, 2}, {4200000000, 0, 7}}));
    EXPECT_EQ(std::get<MatchCommunity>(matches[1].what).any_of,
              (std::vector<Community>{no_export, no_advertise, no_export_subconfed, {65000, 5}, {65000, 6, 7}}));
}

TEST(Communities, AreAddedDeletedAndReplaced) {
    const auto built = with_policy("community-set ours { 65000:1; 65000:2 no-export; }\n"
                                   "policy p { add community no-export; delete community ours; delete community all; "
                                   "set community 65000:9; accept; }");
    ASSERT_EQ(built.said(), "");
    const auto& sets = built.policy("p").terms.at(0).sets;
    ASSERT_EQ(sets.size(), 7U);
    EXPECT_EQ(std::get<AddCommunity>(sets[0].what).community, no_export);
    EXPECT_EQ(std::get<DeleteCommunity>(sets[1].what).community, (Community{65000, 1}));
    EXPECT_EQ(std::get<DeleteCommunity>(sets[3].what).community, no_export);
    EXPECT_TRUE(std::holds_alternative<DeleteAllCommunities>(sets[4].what));
    EXPECT_TRUE(std::holds_alternative<DeleteAllCommunities>(sets[5].what));
    EXPECT_EQ(std::get<AddCommunity>(sets[6].what).community, (Community{65000, 9}));
}

TEST(Communities, SayWhatIsWrong) {
    EXPECT_EQ(said("policy p { add community no-exprot; accept; }\n"),
              "error[VN0102]: unknown community-set `no-exprot`\n"
              "  --> t.net:1:26\n"
              "1 | policy p { add community no-exprot; accept; }\n"
              "  |                          ^^^^^^^^^ did you mean `no-export`?\n"
              "\n1 error\n");
    EXPECT_EQ(said("policy p { add community 65000:1:5000000000; accept; }\n"),
              "error[VN0119]: `65000:1:5000000000` is not a community\n"
              "  --> t.net:1:26\n"
              "1 | policy p { add community 65000:1:5000000000; accept; }\n"
              "  |                          ^^^^^^^^^^^^^^^^^^\n"
              "  help: a large one is three numbers of 32 bits, as in `65000:1:2` (RFC 8092)\n"
              "\n1 error\n");
    EXPECT_EQ(first_line("policy p { match community large 65000:1; accept; }"),
              "error[VN0119]: `65000:1` is no large community");
    EXPECT_EQ(first_line("policy p { set community none; accept; }"), "error[VN0121]: `none` is no community");
    EXPECT_EQ(first_line("policy p { set med 1 2; accept; }"),
              "error[VN0014]: surplus argument `2`: `set med` takes one value");
}

TEST(AsPath, StartsAndEnds) {
    const auto built = with_policy("policy p { match as-path starts 65010 65011; match as-path ends 65012; accept; }");
    ASSERT_EQ(built.said(), "");
    const auto& matches = built.policy("p").terms.at(0).matches;
    EXPECT_EQ(std::get<MatchAsPathStarts>(matches[0].what).any_of, (std::vector<Asn>{65010, 65011}));
    EXPECT_EQ(std::get<MatchAsPathEnds>(matches[1].what).any_of, std::vector<Asn>{65012});
    EXPECT_EQ(said("policy p { match as-path start 65010; accept; }\n"),
              "error[VN0121]: `match as-path` looks for ASNs in the path\n"
              "  --> t.net:1:26\n"
              "1 | policy p { match as-path start 65010; accept; }\n"
              "  |                          ^^^^^ did you mean `starts`?\n"
              "\n1 error\n");
}

TEST(PrefixSet, StandsWhereAPrefixMay) {
    const auto built = with_policy("prefix-set private { 10.0.0.0/8 or-longer; 172.16.0.0/12 or-longer 192.168.0.0/16; }\n"
                                   "policy p { match prefix private 100.64.0.0/10; reject; }");
    ASSERT_EQ(built.said(), "");
    const auto& ranges = std::get<MatchPrefix>(built.policy("p").terms.at(0).matches.at(0).what).any_of;
    ASSERT_EQ(ranges.size(), 4U);
    EXPECT_EQ(ranges[1].longest, 32);
    EXPECT_EQ(ranges[2].longest, 16);
    const auto changed = with_policy("prefix-set s { 10.0.0.0/8; 10.1.0.0/16; }\n"
                                     "change prefix-set s { no 10.0.0.0/8; 10.2.0.0/16; }\n"
                                     "policy p { match prefix s; accept; }");
    ASSERT_EQ(changed.said(), "");
    EXPECT_EQ(std::get<MatchPrefix>(changed.policy("p").terms.at(0).matches.at(0).what).any_of.size(), 2U);
}

TEST(PrefixSet, SaysWhatIsWrong) {
    EXPECT_EQ(first_line("prefix-set private { 10.0.0.0/8; }\npolicy p { match prefix privat; accept; }"),
              "error[VN0102]: unknown prefix-set `privat`");
    EXPECT_EQ(first_line("prefix-set s { }\npolicy p { match prefix s; accept; }"), "error[VN0121]: the set `s` is empty");
    EXPECT_EQ(first_line("prefix-set s { 10.0.0.0/8; }\npolicy p { accept; }"),
              "warning[VN0113]: prefix-set `s` is never used");
    EXPECT_EQ(first_line("community-set s { 65000:1; }\ncommunity-set s { 65000:2; }\npolicy p { match community s; accept; }"),
              "error[VN0101]: `s` is declared twice");
    EXPECT_EQ(first_line("community-set all { 65000:1; }\npolicy p { accept; }"),
              "error[VN0121]: `all` cannot name a set: policies have it as a word");
}

TEST(PrefixSet, MayStandBehindWhatNamesIt) {
    const auto built = with_policy("prefix-set big { small; 10.0.0.0/8; }\nprefix-set small { 192.168.0.0/16; }\n"
                                   "policy p { match prefix big; reject; }");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(std::get<MatchPrefix>(built.policy("p").terms.at(0).matches.at(0).what).any_of.size(), 2U);
    EXPECT_EQ(said("prefix-set one { two; 10.0.0.0/8; }\nprefix-set two { one; }\n"),
              "error[VN0121]: the set `one` holds itself\n"
              "  --> t.net:2:18\n"
              "2 | prefix-set two { one; }\n"
              "  |                  ^^^ take it out: a set holds what it names, and what those sets hold\n"
              "  --> t.net:1:12\n"
              "1 | prefix-set one { two; 10.0.0.0/8; }\n"
              "  |            --- `one` is declared here\n"
              "\n1 error\n");
}

TEST(PrefixSet, BoundsOfOtherLanguagesAreTranslated) {
    EXPECT_EQ(said("policy p { match prefix 10.0.0.0/8 ge 16 le 24; accept; }\n"),
              "error[VN0121]: `ge` is no word for lengths\n"
              "  --> t.net:1:36\n"
              "1 | policy p { match prefix 10.0.0.0/8 ge 16 le 24; accept; }\n"
              "  |                                    ^^ write `10.0.0.0/8 length 16-24`\n"
              "\n1 error\n");
    EXPECT_NE(said("policy p { match prefix 10.0.0.0/8 le 24; accept; }\n").find("write `10.0.0.0/8 length 8-24`"),
              std::string::npos);
    EXPECT_NE(said("policy p { match prefix 10.0.0.0/8 longer; accept; }\n").find("behind a prefix may stand `or-longer`, `exact` or `length A-B`"),
              std::string::npos);
}

TEST(Contradictions, OfEveryKindOfMatch) {
    const auto never = [](const std::string& matches) {
        return first_line("policy p { term one { " + matches + " accept; } }") ==
               "warning[VN0151]: term `one` of policy `p` never matches: nothing fits both";
    };
    EXPECT_TRUE(never("match prefix 10.0.0.0/8; match prefix 11.0.0.0/8;"));
    EXPECT_FALSE(never("match prefix 10.0.0.0/8 or-longer; match prefix 10.1.0.0/16;"));
    EXPECT_TRUE(never("match prefix 10.0.0.0/8 length 8-16; match prefix 10.1.0.0/17;"));
    EXPECT_TRUE(never("match prefix 10.0.0.0/8 11.0.0.0/8; match prefix 11.0.0.0/8 12.0.0.0/8; match prefix 10.0.0.0/8;"));
    EXPECT_TRUE(never("match as-path-length at-most 2; match as-path-length at-least 3;"));
    EXPECT_FALSE(never("match as-path-length at-most 3; match as-path-length at-least 3;"));
    EXPECT_TRUE(never("match as-path ends 65010; match as-path ends 65011;"));
    EXPECT_FALSE(never("match as-path starts 65010; match as-path ends 65011;"));
    EXPECT_FALSE(never("match as-path contains 65010; match as-path contains 65011;"));
    EXPECT_FALSE(never("match community 65000:1; match community 65000:2;"));
    EXPECT_EQ(said("policy p { match prefix 10.0.0.0/8; match prefix 11.0.0.0/8; accept; }\nrouter a { asn 65001; }\n"
                   "router b { asn 65001; }\nlink a b;\nbgp a b { at a { import p; } }\n"),
              "warning[VN0151]: a term of policy `p` never matches: nothing fits both\n"
              "  --> t.net:1:37\n"
              "1 | policy p { match prefix 10.0.0.0/8; match prefix 11.0.0.0/8; accept; }\n"
              "  |                                     ^^^^^^^^^^^^^^^^^^^^^^^^\n"
              "  help: several `match` must all hold: alternatives stand in one\n"
              "  --> t.net:1:12\n"
              "1 | policy p { match prefix 10.0.0.0/8; match prefix 11.0.0.0/8; accept; }\n"
              "  |            ------------------------ what fits here does not fit there\n"
              "\n1 warning\n");
}

TEST(Shadows, CompareEveryKindOfMatch) {
    const auto shadowed = [](const std::string& early, const std::string& late, const std::string& between = "") {
        return first_line("policy p { term one { " + early + " accept; } " + between + " term two { " + late + " accept; } }") ==
               "warning[VN0114]: term `two` of policy `p` never matches";
    };
    EXPECT_TRUE(shadowed("match community 65000:1 65000:2;", "match community 65000:2; match prefix 10.0.0.0/8;"));
    EXPECT_FALSE(shadowed("match community 65000:1;", "match community 65000:1 65000:2;"));
    EXPECT_TRUE(shadowed("match as-path contains 65010;", "match as-path ends 65010;"));
    EXPECT_FALSE(shadowed("match as-path ends 65010;", "match as-path contains 65010;"));
    EXPECT_TRUE(shadowed("match as-path-length at-most 4;", "match as-path-length 2;"));
    EXPECT_TRUE(shadowed("match community 65000:1; match prefix 10.0.0.0/8 or-longer;",
                         "match prefix 10.1.0.0/16; match community 65000:1;"));
    EXPECT_FALSE(shadowed("match community 65000:1;", "match community 65000:1;",
                          "term tag { add community 65000:1; }"));
    EXPECT_TRUE(shadowed("match prefix 10.0.0.0/8;", "match prefix 10.0.0.0/8;", "term tag { add community 65000:1; }"));
}

} // namespace
