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

TEST(Link, RulesAreAboutPacketsBothWaysOrTowardOneEnd) {
    const auto built = build(with_nodes("link a b { rule 20 allow any from any to any; toward b { rule 10 deny tcp from any "
                                        "to any port 23; } }"));
    ASSERT_EQ(built.said(), "");
    ASSERT_EQ(built.link("a--b", "a").filter.rules.size(), 2U);
    EXPECT_EQ(built.link("a--b", "a").filter.rules[0].number, 10U);
    ASSERT_EQ(built.link("a--b", "b").filter.rules.size(), 1U);
    EXPECT_EQ(built.link("a--b", "b").filter.rules[0].number, 20U);
}

TEST(Link, RulesTowardAnEndItHasNotAreRefused) {
    EXPECT_EQ(said(with_nodes("router c;\nlink a b { toward c { rule 10 deny any from any to any; } }\n")),
              "error[VN0103]: `a--b` carries no packets toward `c`\n"
              "  --> t.net:4:19\n"
              "4 | link a b { toward c { rule 10 deny any from any to any; } }\n"
              "  |                   ^ it carries them toward `b`\n"
              "\n1 error\n");
    EXPECT_EQ(said(with_nodes("link a b {\n  rule 10 deny any from any to any;\n  toward a { rule 10 deny any from any to any; "
                              "}\n}\n")),
              "error[VN0120]: `a--b` toward `a` has two rules numbered 10\n"
              "  --> t.net:5:19\n"
              "5 |   toward a { rule 10 deny any from any to any; }\n"
              "  |                   ^^ numbers decide which rule comes first: give it another\n"
              "  --> t.net:4:3\n"
              "4 |   rule 10 deny any from any to any;\n"
              "  |   --------------------------------- the other one is here\n"
              "\n1 error\n");
}

TEST(Link, RulesThatRefuseTheSessionOverItAreTold) {
    const auto text = [](const std::string& rules) {
        return said("router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b { addresses 192.0.2.0 192.0.2.1; " + rules +
                    " }\nbgp a b;\n");
    };
    EXPECT_EQ(text("rule 10 allow tcp from any to any port 443;"),
              "warning[VN0156]: the rules of `a--b` refuse the session over it, which is taken to be up all the same\n"
              "  --> t.net:4:1\n"
              "4 | bgp a b;\n"
              "  | ^^^^^^^^ let `tcp` with `port 179` pass, either way\n"
              "  --> t.net:3:43\n"
              "3 | link a b { addresses 192.0.2.0 192.0.2.1; rule 10 allow tcp from any to any port 443; }\n"
              "  |                                           ------------------------------------------- the rules begin here\n"
              "\n1 warning\n");
    EXPECT_EQ(text("rule 10 deny tcp from any to any port 23; rule 20 allow any from any to any;"), "");
    EXPECT_EQ(text("rule 10 allow tcp from any to any port 179; rule 20 allow tcp from any port 179 to any;"), "");
    EXPECT_NE(text("rule 10 allow tcp from any to any port 179;"), "") << "nobody hears an answer";
    EXPECT_EQ(text("toward b { rule 10 allow tcp from 192.0.2.0/31 to 192.0.2.0/31; }"), "");
    EXPECT_NE(text("toward b { rule 10 allow tcp from 198.51.100.0/24 to any; }"), "");
    EXPECT_EQ(said(with_nodes("change router a { asn 65001; }\nchange router b { asn 65001; }\nlink a b { rule 10 allow tcp from "
                              "198.51.100.0/24 to 198.51.100.0/24; }\nbgp a b;")),
              "") << "without addresses it could be theirs";
}

} // namespace
