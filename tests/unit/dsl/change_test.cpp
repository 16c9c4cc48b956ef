// `change` and `no`: what they leave behind, and which line is to blame.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::elaborated;

/// The network after the change, or what is said if it cannot be made.
std::string after(const std::string& network, const std::string& change) {
    const auto result = elaborated({{"main.net", network + "\n" + change + "\n"}});
    return result.said().empty() ? result.text() : result.said();
}

TEST(Change, ReplacesAStatementOfTheSameWord) {
    EXPECT_EQ(after("router a { asn 1; address 10.0.0.1; }", "change router a { asn 2; }"),
              "router a { asn 2; address 10.0.0.1; }\n");
    EXPECT_EQ(after("vnet a { space 10.0.0.0/8 11.0.0.0/8; }", "change vnet a { space 12.0.0.0/8; }"),
              "vnet a { space 12.0.0.0/8; }\n");
}

TEST(Change, AddsWhatIsNotThere) {
    EXPECT_EQ(after("router a;", "change router a { asn 2; multipath; }"),
              "router a { asn 2; multipath; }\n");
}

TEST(Change, KeepsApartWhatStandsSeveralTimes) {
    EXPECT_EQ(after("router a { host x 10.0.0.1; host y 10.0.0.2; }",
                    "change router a { host y 10.0.0.3; host z 10.0.0.4; }"),
              "router a { host x 10.0.0.1; host y 10.0.0.3; host z 10.0.0.4; }\n");
    EXPECT_EQ(after("route-table t { route 10.0.0.0/8 appliance a; }",
                    "change route-table t { route 0.0.0.0/0 appliance b; }"),
              "route-table t { route 10.0.0.0/8 appliance a; route 0.0.0.0/0 appliance b; }\n");
}

TEST(Change, TakesAWordGivenSeveralTimesAsAWhole) {
    EXPECT_EQ(after("failures { any 1 of links; any 1 of nodes; }",
                    "change failures { any 2 of links; any 1 maintenance; }"),
              "failures { any 2 of links; any 1 maintenance; }\n");
}

TEST(Change, LosesNothingOfItsOwn) {
    const std::string network = "router a { static 10.9.0.0/16 discard; static 10.9.0.0/16 via r; asn 1; "
                                "static 10.8.0.0/16 via r; }";
    EXPECT_EQ(after(network, "change router a { static 10.9.0.0/16 via p; static 10.9.0.0/16 via q distance 9; }"),
              "router a { static 10.9.0.0/16 via p; asn 1; static 10.8.0.0/16 via r; "
              "static 10.9.0.0/16 via q distance 9; }\n");
    EXPECT_EQ(after("bgp a b { at a { replace-as 1 2; } }",
                    "change bgp a b { at a { replace-as 1 3; replace-as 1 4; replace-as 2 5; } }"),
              "bgp a b { at a { replace-as 1 3; replace-as 1 4; replace-as 2 5; } }\n");
    EXPECT_EQ(after("policy p { term a { match prefix 10.0.0.0/8; accept; } }",
                    "change policy p { term a { match prefix 11.0.0.0/8; match prefix 12.0.0.0/8; reject; "
                    "accept; } }"),
              "policy p { term a { match prefix 11.0.0.0/8; match prefix 12.0.0.0/8; reject; accept; } }\n");
}

TEST(Change, TwoChangesReplaceEachOther) {
    EXPECT_EQ(after("router a;", "change router a { static 10.9.0.0/16 via p; }\n"
                                 "change router a { static 10.9.0.0/16 via q distance 9; }"),
              "router a { static 10.9.0.0/16 via q distance 9; }\n");
}

TEST(Change, TellsRedistributionApartByBothEnds) {
    EXPECT_EQ(after("router a { redistribute static into bgp; redistribute static into ospf; }",
                    "change router a { redistribute static into ospf metric 5; redistribute bgp into ospf; }"),
              "router a { redistribute static into bgp; redistribute static into ospf metric 5; "
              "redistribute bgp into ospf; }\n");
    EXPECT_EQ(after("router a;", "change router a { redistribute static into bgp only 10.0.0.0/8; "
                                 "redistribute static into bgp metric 5 only 11.0.0.0/8; }"),
              "router a {\n  redistribute static into bgp only 10.0.0.0/8;\n"
              "  redistribute static into bgp metric 5 only 11.0.0.0/8;\n}\n");
}

TEST(Change, KeepsTwoBlocksOfOneNameApart) {
    EXPECT_EQ(after("bgp a b { at a { import p; } }",
                    "change bgp a b { at a { import q; } at a { import r; } }"),
              "bgp a b { at a { import q; } at a { import r; } }\n");
    EXPECT_EQ(after("circuit c { primary ce1 { a; } }", "change circuit c { primary ce2 { b; } primary ce3; }"),
              "circuit c { primary ce2 { a; b; } primary ce3; }\n");
    EXPECT_EQ(after("circuit c;", "change circuit c { primary ce2 { b; } primary ce3 { c; } }"),
              "circuit c { primary ce2 { b; } primary ce3 { c; } }\n");
}

TEST(Change, MergesBlocks) {
    EXPECT_EQ(
        after("circuit c { gateway g1 { weight 1; } gateway g2; primary ce1 { subnet 10.0.0.0/30; } }",
              "change circuit c { gateway g1 { weight 2; } gateway g2 { weight 3; } primary ce1 { "
              "disabled; } }"),
        "circuit c { gateway g1 { weight 2; } gateway g2 { weight 3; } primary ce1 { subnet 10.0.0.0/30; "
        "disabled; } }\n");
    EXPECT_EQ(after("bgp a b { at a { x; } }", "change bgp a b { at b { y; } }"),
              "bgp a b { at a { x; } at b { y; } }\n");
}

TEST(Change, FindsABlockByItsFirstArgument) {
    EXPECT_EQ(after("vnet h { subnet app 10.0.0.0/24 { a; } }", "change vnet h { subnet app { b; } }"),
              "vnet h { subnet app 10.0.0.0/24 { a; b; } }\n");
    EXPECT_EQ(
        after("vnet h { subnet app 10.0.0.0/24 { a; } }", "change vnet h { subnet app 10.0.1.0/24 { b; } }"),
        "vnet h { subnet app 10.0.1.0/24 { a; b; } }\n");
    EXPECT_EQ(after("circuit c { primary ce1 { a; } }", "change circuit c { primary ce2 { b; } }"),
              "circuit c { primary ce2 { a; b; } }\n");
}

TEST(Change, UnsetsWithNo) {
    EXPECT_EQ(after("bgp a b { at a { as-override; export p; } }", "change bgp a b { at a { no export; } }"),
              "bgp a b { at a { as-override; } }\n");
    EXPECT_EQ(after("bgp a b { at a { as-override; } }", "change bgp a b { at a { no as-override; } }"),
              "bgp a b { at a { no as-override; } }\n");
    EXPECT_EQ(after("route-table t;", "change route-table t { no propagate; }"),
              "route-table t { no propagate; }\n");
    EXPECT_EQ(after("route-table t { no propagate; }", "change route-table t { propagate; }"),
              "route-table t { propagate; }\n");
    EXPECT_EQ(after("router a { host x 1; host y 2; }", "change router a { no host x; }"),
              "router a { host y 2; }\n");
    EXPECT_EQ(after("router a { host x 1; host y 2; }", "change router a { no host; }"), "router a {}\n");
}

TEST(Change, UnsettingWhatIsNotThereIsAnError) {
    EXPECT_EQ(after("router a { host pc1 1; }", "change router a { no host pc2; }"),
              R"(error[VN0033]: there is no `host pc2` to remove
  --> main.net:2:22
2 | change router a { no host pc2; }
  |                      ^^^^^^^^ did you mean `pc1`?

1 error
)");
}

TEST(Change, ReplacesPoliciesWholeButTermsByName) {
    EXPECT_EQ(after("policy p { match prefix 10.0.0.0/8; set med 1; accept; }",
                    "change policy p { set med 2; accept; }"),
              "policy p { set med 2; accept; }\n");
    EXPECT_EQ(after("policy p { term a { set med 1; accept; } term b { reject; } }",
                    "change policy p { term a { set med 2; set weight 3; } term c { accept; } no term b; }"),
              "policy p { term a { set med 2; set weight 3; accept; } term c { accept; } }\n");
    EXPECT_EQ(after("policy p { term a { accept; } }", "change policy p { term a { reject; } }"),
              "policy p { term a { reject; } }\n");
}

TEST(Change, KnowsALinkByItsName) {
    for (const std::string name : {"a b", "b a", "a--b"})
        EXPECT_EQ(after("link a b { x; }", "change link " + name + " { y; }"), "link a b { x; y; }\n");
}

TEST(Change, BlamesTheInnermostLineThatTouched) {
    const auto result =
        elaborated({{"main.net", "bgp a b { at a { x; y; } at b { z; } }\n"
                                 "change bgp a b {\n  at a {\n    no x;\n    export p;\n  }\n}\n"}});
    ASSERT_EQ(result.said(), "");
    const dsl::Statement& session = result.statement("bgp a b");
    const auto line = [&](const dsl::Statement& statement) {
        return result.sources.location(statement.blame()).line;
    };
    EXPECT_EQ(line(session), 3U);
    EXPECT_EQ(line(session.block[0]), 3U);
    EXPECT_EQ(line(session.block[0].block[0]), 1U);
    EXPECT_EQ(line(session.block[0].block[1]), 4U);
    EXPECT_EQ(line(session.block[0].block[2]), 5U);
    EXPECT_EQ(line(session.block[1]), 1U);
    EXPECT_FALSE(session.block[1].changed.known());
}

TEST(Change, BlamesTheOnlyLineForAllAroundIt) {
    const auto result = elaborated(
        {{"main.net", "bgp a b { at a { x; } }\nchange bgp a b {\n  at a {\n    no x;\n  }\n}\n"}});
    const dsl::Statement& session = result.statement("bgp a b");
    EXPECT_EQ(result.sources.text(session.changed), "no x;");
    EXPECT_EQ(result.sources.text(session.block[0].changed), "no x;");
}

TEST(Change, OfSomethingUnknownIsAnError) {
    EXPECT_EQ(after("router ce1 { asn 1; }", "change router ce2 { asn 2; }"),
              R"(error[VN0032]: there is no `router ce2` to change
  --> main.net:2:8
2 | change router ce2 { asn 2; }
  |        ^^^^^^^^^^ did you mean `ce1`?

1 error
)");
    EXPECT_NE(after("router ce1;", "change firewall ce1 { asn 2; }").find("did you mean `router ce1`?"),
              std::string::npos);
    EXPECT_NE(after("router ce1;", "change rooter ce2 { asn 2; }").find("did you mean `router`?"),
              std::string::npos);
}

TEST(Change, MayStandBeforeItsTarget) {
    EXPECT_EQ(after("change router a { asn 2; }", "router a { asn 1; }"), "router a { asn 2; }\n");
}

TEST(Change, NeedsABlock) {
    EXPECT_EQ(after("router a;", "change router a;"),
              R"(error[VN0036]: `change` takes the words of a thing, and a block
  --> main.net:2:1
2 | change router a;
  | ^^^^^^ as in `change router ce1 { asn 65010; }`

1 error
)");
}

TEST(No, TakesWhatBelongsToTheRemovedThing) {
    EXPECT_EQ(after("appliance sdwan { in hub; }\nrouter r;\ntunnel sdwan r;\nbgp sdwan r;\nbgp sdwan/0 r;\n"
                    "bgp sdwan2 r;\nlink r x;\nvnet hub { subnet sdwan 10.0.0.0/24; }",
                    "no appliance sdwan;"),
              "router r;\nbgp sdwan2 r;\nlink r x;\nvnet hub { subnet sdwan 10.0.0.0/24; }\n");
}

TEST(No, TakesAPropertyWithItsExpectation) {
    EXPECT_EQ(after("router r;\nproperty reachability p;\nproperty isolation q;\nexpect p violated;\nexpect "
                    "q violated;",
                    "no property p;"),
              "router r;\nproperty isolation q;\nexpect q violated;\n");
}

TEST(No, TakesOneLinkOnly) {
    EXPECT_EQ(after("router a;\nlink a b;\nlink a c;\nbgp a b;", "no link b a;"),
              "router a;\nlink a c;\nbgp a b;\n");
}

TEST(No, OfSomethingUnknownIsAnError) {
    EXPECT_EQ(after("router ce1;", "no router CE1;"), R"(error[VN0033]: there is no `router CE1` to remove
  --> main.net:2:4
2 | no router CE1;
  |    ^^^^^^^^^^ names are case-sensitive: did you mean `ce1`?

1 error
)");
    EXPECT_EQ(after("link a b;", "no link a c;"), R"(error[VN0033]: there is no `link a c` to remove
  --> main.net:2:4
2 | no link a c;
  |    ^^^^^^^^ did you mean `a b`?

1 error
)");
    EXPECT_NE(after("property isolation r2;", "no property rr;").find("did you mean `r2`?"),
              std::string::npos);
    EXPECT_NE(after("router ce1;", "no router ce1 { asn; }").find("VN0036"), std::string::npos);
}

} // namespace
