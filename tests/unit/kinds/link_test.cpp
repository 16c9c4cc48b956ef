// Links: names, addresses, directions, failures.

#include <gtest/gtest.h>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::said;

constexpr std::string_view nodes = "router a;\nrouter b;\n";

std::string with_nodes(std::string_view text) { return std::string(nodes) + std::string(text); }

TEST(Link, IsACableWithOneFailureGroup) {
    const auto built = build(with_nodes("link a b;"));
    ASSERT_EQ(built.said(), "");
    ASSERT_EQ(built.net.links.size(), 2U);
    EXPECT_EQ(built.link("a--b", "a").fails_with, built.link("a--b", "b").fails_with);
    const network::FailureGroup& group = built.net[built.link("a--b", "a").fails_with.at(0)];
    EXPECT_EQ(group.name, "a--b");
    EXPECT_EQ(group.failure_class, network::FailureClass::link);
}

TEST(Link, AddressesGoToTheEndTheyAreNamedWith) {
    for (const std::string addresses :
         {"10.0.0.1 10.0.0.2", "a 10.0.0.1 b 10.0.0.2", "b 10.0.0.2 a 10.0.0.1"}) {
        const auto built = build(with_nodes("link a b { addresses " + addresses + "; }"));
        ASSERT_EQ(built.said(), "");
        EXPECT_EQ(built.link("a--b", "a").to_address, network::parse_address("10.0.0.2")) << addresses;
        EXPECT_EQ(built.link("a--b", "b").to_address, network::parse_address("10.0.0.1")) << addresses;
    }
}

TEST(Link, AddressesOfOthersAreRefused) {
    EXPECT_EQ(said(with_nodes("link a b { addresses a 10.0.0.1 c 10.0.0.2; }\n")),
              "error[VN0118]: `addresses` names one address for each end of the link\n"
              "  --> t.net:3:12\n"
              "3 | link a b { addresses a 10.0.0.1 c 10.0.0.2; }\n"
              "  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ write `addresses a A b B;`, or in this order "
              "`addresses A B;`\n"
              "\n1 error\n");
}

TEST(Link, ASecondCableHasANameOfItsOwn) {
    const auto built = build(with_nodes("link a b; link a b; link a b { name spare; }"));
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.net.links[2].name, "a--b/1");
    EXPECT_EQ(built.net.links[4].name, "spare");
}

TEST(Link, MayBeOneWayOrDisabled) {
    const auto built = build(with_nodes("link a b { one-way; disabled; }"));
    ASSERT_EQ(built.net.links.size(), 1U);
    EXPECT_EQ(built.net[built.net.links[0].from].name, "a");
    EXPECT_TRUE(built.net[built.net.links[0].fails_with.at(0)].disabled);
}

TEST(Link, ToItselfIsRefused) {
    EXPECT_EQ(said("router a;\nlink a a;\n"), "error[VN0109]: a link from `a` to itself\n"
                                              "  --> t.net:2:8\n"
                                              "2 | link a a;\n"
                                              "  |        ^ a link joins two different nodes\n"
                                              "\n1 error\n");
}

} // namespace
