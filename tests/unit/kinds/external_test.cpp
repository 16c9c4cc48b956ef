#include <gtest/gtest.h>

#include <algorithm>

#include "solver/kinds/external_prefixes.hpp"
#include "tests/unit/kinds/building.hpp"

namespace kinds {
namespace {

using network::Prefix;
using network::PrefixRange;

Prefix prefix(const char* text) { return network::parse_prefix(text).prefix; }
bool has(const std::vector<Prefix>& all, const char* text) {
    return std::ranges::find(all, prefix(text)) != all.end();
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
}

}  // namespace
}  // namespace kinds
