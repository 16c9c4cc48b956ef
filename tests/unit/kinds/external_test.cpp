#include <gtest/gtest.h>

#include <algorithm>

#include "solver/kinds/external_prefixes.hpp"
#include "tests/unit/kinds/building.hpp"

namespace kinds {
namespace {

using network::Prefix;
using network::PrefixRange;

Prefix prefix(const char* text) { return network::parse_prefix(text).prefix; }
bool has(const std::vector<Telling>& all, const char* text) {
    return std::ranges::find(all, prefix(text), &Telling::prefix) != all.end();
}

TEST(TellingPrefixes, AreCutWhereFixedOnesLieAndRangesEnd) {
    const auto found = telling_prefixes({prefix("10.1.0.0/24")}, {}, 1);
    EXPECT_TRUE(has(found, "0.0.0.0/0"));
    EXPECT_TRUE(has(found, "0.0.0.0/1"));   // around it, or beside it
    EXPECT_TRUE(has(found, "10.1.0.0/24"));
    EXPECT_TRUE(has(found, "10.1.0.0/25")); // inside
    EXPECT_FALSE(has(found, "10.1.0.0/26")); // like the one before
    const auto ranged = telling_prefixes({prefix("10.1.0.0/24")}, {PrefixRange{prefix("10.1.0.0/16"), 16, 25}}, 1);
    EXPECT_TRUE(has(ranged, "10.1.0.0/16"));
    EXPECT_TRUE(has(ranged, "10.1.0.0/26")); // the first that the range does not match
}

TEST(TellingPrefixes, OneForEachNeighbour) {
    const auto found = telling_prefixes({prefix("10.1.0.0/24")}, {}, 2);
    EXPECT_TRUE(has(found, "10.1.0.0/26"));
    EXPECT_FALSE(has(found, "10.1.0.0/27"));
}

TEST(TellingPrefixes, StandForAllPrefixesTogether) {
    const auto sum = [](const std::vector<Telling>& all) {
        std::uint64_t result = 0;
        for (const Telling& one : all)
            result += one.stands_for;
        return result;
    };
    const std::uint64_t all = (std::uint64_t{1} << 33) - 1;
    EXPECT_EQ(sum(telling_prefixes({}, {}, 1)), all);
    EXPECT_EQ(sum(telling_prefixes({prefix("10.1.0.0/24"), prefix("10.1.0.0/16"), prefix("10.1.0.7/32"), prefix("172.16.0.0/12")},
                                   {PrefixRange{prefix("10.0.0.0/8"), 20, 24}}, 3)),
              all);
}

TEST(TellingPrefixes, CountThoseThatARangeMatches) {
    const auto matched = [](std::size_t each, std::vector<Prefix> fixed) {
        const PrefixRange range{prefix("203.0.112.0/20"), 24, 24};
        std::uint64_t result = 0;
        for (const Telling& one : telling_prefixes(std::move(fixed), {range}, each))
            if (range.matches(one.prefix))
                result += one.stands_for;
        return result;
    };
    EXPECT_EQ(matched(1, {}), 16U);
    EXPECT_EQ(matched(2, {prefix("203.0.113.0/24")}), 16U); // that one stands for itself
    EXPECT_EQ(matched(1, {prefix("203.0.113.128/25")}), 16U);
    EXPECT_EQ(matched(1, {prefix("203.0.112.0/22")}), 16U);
}

TEST(External, AnnouncesEachPathAndCommunityOrNothing) {
    const building::Built built = building::build("external isp { asn 64496; announces 198.51.100.0/24; as-path-length 1-2; "
                              "as-path-contains 64511; community 64496:1; }\n"
                              "router a { asn 65001; }\nlink isp a;\nbgp isp a;\n");
    const network::Node& isp = built.net[built.net.find_node("isp")];
    std::vector<std::vector<network::Asn>> paths;
    for (const network::Origination& one : isp.originates) {
        EXPECT_EQ(one.prefix, prefix("198.51.100.0/24"));
        ASSERT_TRUE(one.only_while);
        EXPECT_EQ(built.net[*one.only_while].failure_class, network::FailureClass::choice);
        paths.push_back(one.as_path);
    }
    using Paths = std::vector<std::vector<network::Asn>>;
    EXPECT_EQ(paths, (Paths{{}, {}, {23456}, {23456}, {64511}, {64511}})); // without the community, and with it
    EXPECT_EQ(built.net[*isp.originates.back().only_while].name, "isp announces 198.51.100.0/24 as 64496 64511 with 64496:1");
}

TEST(External, LimitsThatMakeNoSenseAreRefused) {
    const auto code = [](const std::string& body) {
        const std::string text = building::said("external isp { " + body + " }\n");
        return text.substr(text.find('[') + 1, 6);
    };
    EXPECT_EQ(code("announces any;"), "VN0111");
    EXPECT_EQ(code("asn 64496;"), "VN0139");
    EXPECT_EQ(code("asn 64496; originate 0.0.0.0/0; as-path-length 2;"), "VN0139");
    EXPECT_EQ(code("asn 64496; announces any; as-path-length 3-2;"), "VN0139");
    EXPECT_EQ(code("asn 64496; announces any; as-path-length 1; as-path-contains 64511;"), "VN0139");
    EXPECT_EQ(code("asn 64496; announces any; as-path-contains 64496;"), "VN0139");
    EXPECT_EQ(code("asn 64496; announces any; as-path-contains 1 2 3 4;"), "VN0139");
    EXPECT_EQ(code("asn 64496; announces any; as-path-length 9;"), "VN0018");
    EXPECT_EQ(code("asn 64496; announces except private;"), "VN0139");
    EXPECT_EQ(code("asn 64496; announces any except;"), "VN0139");
}

TEST(External, StandsForWhatItMayAnnounceAndNobodyOwns) {
    const auto beyond = [](const std::string& body) {
        return *building::build("external isp { asn 64496; " + body + " }\n"
                                "router a { asn 65001; owns 0.0.0.0/1; }\nlink isp a;\nbgp isp a;\n")
                    .node("isp").beyond;
    };
    using Prefixes = std::vector<Prefix>;
    EXPECT_EQ(beyond("announces any;"), (Prefixes{prefix("128.0.0.0/1")}));
    EXPECT_EQ(beyond("announces 172.16.0.0/12 or-longer;"), (Prefixes{prefix("172.16.0.0/12")}));
    const Prefixes open = beyond("originate 0.0.0.0/0;"); // a default route is not for private addresses
    EXPECT_EQ(beyond("announces any except private;"), open);
    const auto holds = [](const Prefixes& all, const char* text) {
        return std::ranges::any_of(all, [&](const Prefix& it) { return it.overlaps(prefix(text)); });
    };
    EXPECT_TRUE(holds(open, "203.0.113.0/24"));
    EXPECT_FALSE(holds(open, "172.16.0.0/12"));
    EXPECT_TRUE(holds(beyond("announces 172.16.0.0/12 or-longer; originate 0.0.0.0/0;"), "172.16.0.0/12"));
}

TEST(External, MayAnnounceWhatItsExceptionsLeave) {
    const building::Built built = building::build("external isp { asn 64496; announces any except private 0.0.0.0/0; as-path-length 1; }\n"
                                                  "router a { asn 65001; }\nlink isp a;\nbgp isp a;\n");
    EXPECT_NE(built.said().find("error"), std::string::npos); // `private` stands alone
    const building::Built fine = building::build("external isp { asn 64496; announces any except 0.0.0.0/0 10.0.0.0/8 or-longer; as-path-length 1; }\n"
                                                 "router a { asn 65001; }\nlink isp a;\nbgp isp a;\n");
    for (const network::Origination& one : fine.node("isp").originates) {
        EXPECT_NE(one.prefix, Prefix{});
        EXPECT_FALSE(prefix("10.0.0.0/8").contains(one.prefix)) << to_string(one.prefix);
    }
    EXPECT_FALSE(fine.node("isp").originates.empty());
}

TEST(External, MayAnnounceExactlyWhatConditionsAndFiltersName) {
    const building::Built built = building::build(
        "external isp { asn 64496; announces any; as-path-length 1; }\n"
        "firewall a { asn 65001; owns 10.1.0.0/24; originate 10.1.0.0/24 while bgp-route 203.0.113.64/27;\n"
        "  aggregate 198.51.100.0/24; rule 10 allow any from any to 192.0.2.128/26; }\n"
        "link isp a;\nbgp isp a;\n");
    for (const char* text : {"203.0.113.64/27", "203.0.113.64/28", "198.51.100.0/25", "192.0.2.128/26", "172.16.0.0/12"}) {
        const auto& all = built.node("isp").originates;
        EXPECT_TRUE(std::ranges::any_of(all, [&](const auto& one) { return one.prefix == prefix(text); })) << text;
    }
}

TEST(External, WhatIsTakenForGrantedIsSaid) {
    const auto assumed = [](const std::string& body) {
        const building::Built built = building::build(
            "external isp { asn 64496; " + body + " }\nrouter a { asn 65001; }\nlink isp a;\n"
            "policy in { match community 65001:70; match as-path contains 65077; accept; }\n"
            "bgp isp a { at a { import in; export in; } }\n");
        std::string all;
        for (const std::string& one : built.net.assumptions)
            all += one.substr(0, one.find(':')) + " ";
        return all;
    };
    EXPECT_EQ(assumed("announces any;"), "external-path-length external-as-paths external-communities external-attributes ");
    EXPECT_EQ(assumed("announces any; as-path-length 1-2; as-path-contains 65077; community 65001:70;"), "external-attributes ");
}

}  // namespace
}  // namespace kinds
