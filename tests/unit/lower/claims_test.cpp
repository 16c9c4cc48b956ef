// Properties: ends, options, names, budgets of their own; and what is said of those that cannot be read.

#include <gtest/gtest.h>

#include "tests/unit/lower/lowering.hpp"

namespace {

using lowering::row;
using lowering::run;
using lowering::said;

TEST(Claims, BetweenIsBothDirectionsOfEveryPairAcrossTheAnd) {
    const auto read = run(row + "property reachability p { between a and b c; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(read.pairs("p"), "a>b a>c b>a c>a");
}

TEST(Claims, AmongIsEveryOrderedPair) {
    const auto read =
        run(row + "group all a b c; property isolation p { among all; } property isolation q { among a b; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(read.pairs("p"), "a>b a>c b>a b>c c>a c>b");
    EXPECT_EQ(read.pairs("q"), "a>b b>a");
}

TEST(Claims, FromAndToIsOneDirection) {
    const auto read = run(row + "property isolation p { from a b; to c; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(read.pairs("p"), "a>c b>c");
}

TEST(Claims, ACaseWithoutAnyIsNoted) {
    EXPECT_EQ(said(row + "property loop-freedom p;\ncase q {}\n"),
              "warning[VN0317]: case `q` has nothing to decide\n"
              "  --> t.net:7:1\n"
              "7 | case q {}\n"
              "  | ^^^^ properties of the file belong to the file: give the case its own, or remove it\n"
              "\n1 warning\n");
    EXPECT_EQ(said(row + "case q { property loop-freedom p; }"), "");
    EXPECT_EQ(said(row + "case q { observe ping a b { answers; } }"), "");
}

TEST(Claims, GroupsHoldGroups) {
    const auto read = run(row + "group left a; group both left b; property isolation p { from both; to c; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(read.pairs("p"), "a>c b>c");
    EXPECT_EQ(said(row + "group x x a;\n"), "error[VN0103]: group `x` is a member of itself\n"
                                            "  --> t.net:6:9\n"
                                            "6 | group x x a;\n"
                                            "  |         ^ leave it out of its own members\n"
                                            "\n1 error\n");
}

TEST(Claims, EndsAreNodesOrHosts) {
    const auto read = run(row + "property reachability p { from a/pc; to b/pc db c; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(read.pairs("p"), "a/pc>b/pc a/pc>b/db a/pc>c");
    const properties::Pair& pair = read.claim("p").pairs[0];
    EXPECT_EQ(pair.from.addresses, (std::vector{network::parse_prefix("10.1.0.7/32").prefix}));
    EXPECT_EQ(read.net()[pair.from.node].name, "a");
    EXPECT_EQ(read.claim("p").pairs[2].to.addresses,
              (std::vector{network::parse_prefix("10.3.0.0/24").prefix}));
}

TEST(Claims, ABareHostNameMustBeUnique) {
    EXPECT_EQ(said(row + "property reachability p { from pc; to c; }\n"),
              "error[VN0102]: `pc` could be `a/pc`, `b/pc`\n"
              "  --> t.net:6:32\n"
              "6 | property reachability p { from pc; to c; }\n"
              "  |                                ^^ write the whole name\n"
              "\n1 error\n");
}

TEST(Claims, UnknownEndsGetTheirNeighbour) {
    EXPECT_EQ(said(row + "property reachability p { from a/cp; to c; }\n"),
              "error[VN0102]: unknown node or host `a/cp`\n"
              "  --> t.net:6:32\n"
              "6 | property reachability p { from a/cp; to c; }\n"
              "  |                                ^^^^ did you mean `a/pc`?\n"
              "\n1 error\n");
}

TEST(Claims, UnknownPropertiesGetTheirNeighbour) {
    EXPECT_EQ(said(row + "property reachble p { between a and b; }\n"),
              "error[VN0301]: unknown property `reachble`\n"
              "  --> t.net:6:10\n"
              "6 | property reachble p { between a and b; }\n"
              "  |          ^^^^^^^^ did you mean `reachability`?\n"
              "\n1 error\n");
}

TEST(Claims, AnEndNeedsAddressesUnlessAnySourceWillDo) {
    const std::string nodes = "router a; router b { owns 10.2.0.0/24; } link a b;\n";
    EXPECT_EQ(said(nodes + "property isolation p { from a; to b; }"), "");
    EXPECT_EQ(said(nodes + "property isolation p { from a; to b; source own; }\n"),
              "error[VN0302]: `a` owns no addresses: no packet goes there or comes from it\n"
              "  --> t.net:2:29\n"
              "2 | property isolation p { from a; to b; source own; }\n"
              "  |                             ^ add `owns PREFIX;` to `a`, or name what lies behind it\n"
              "  --> t.net:1:1\n"
              "1 | router a; router b { owns 10.2.0.0/24; } link a b;\n"
              "  | --------- `a` is declared here\n"
              "\n1 error\n");
    EXPECT_EQ(run(nodes + "property reachability p { from a; to b; }").codes(),
              std::vector<std::string>{"VN0302"});
    EXPECT_EQ(run(nodes + "property isolation p { from b; to a; }").codes(),
              std::vector<std::string>{"VN0302"});
}

TEST(Claims, EndsAreAskedFor) {
    EXPECT_EQ(said(row + "property reachability p;\n"),
              "error[VN0303]: this property does not say between whom it must hold\n"
              "  --> t.net:6:1\n"
              "6 | property reachability p;\n"
              "  | ^^^^^^^^ write `between A and B;`, `among A B C;`, or `from A; to B;`\n"
              "\n1 error\n");
    EXPECT_EQ(said(row + "property reachability p { from a; }\n"),
              "error[VN0303]: this property names its ends in more than one way, or only one of them\n"
              "  --> t.net:6:1\n"
              "6 | property reachability p { from a; }\n"
              "  | ^^^^^^^^ write `between A and B;`, `among A B C;`, or `from A; to B;`\n"
              "\n1 error\n");
    EXPECT_EQ(said(row + "property reachability p { from a; to a; }\n"),
              "error[VN0303]: both ends of this property are the same\n"
              "  --> t.net:6:1\n"
              "6 | property reachability p { from a; to a; }\n"
              "  | ^^^^^^^^ name two different ends\n"
              "\n1 error\n");
    EXPECT_EQ(said(row + "property reachability p { between a b c; }\n"),
              "error[VN0309]: `between` needs an `and` with names on both sides of it\n"
              "  --> t.net:6:27\n"
              "6 | property reachability p { between a b c; }\n"
              "  |                           ^^^^^^^ write `between A and B C;`\n"
              "\n1 error\n");
}

TEST(Claims, OptionsGoToTheirProperty) {
    const auto read =
        run(row +
            "property reachability r { between a and b; one-way; paths some; when connected; }"
            "property isolation i { from a; to b; compare exchange; source own; }"
            "property path-symmetry s { between a and b; compare transports; ignore gateways; ecmp ignore; }"
            "property reachability d { between a and b; }");
    ASSERT_EQ(read.said(), "");
    const properties::Options& r = read.claim("r").options;
    EXPECT_TRUE(r.one_way && r.paths_some && r.when_connected);
    EXPECT_EQ(read.claim("i").options.isolation, properties::IsolationCompare::exchange);
    EXPECT_TRUE(read.claim("i").options.source_own);
    EXPECT_EQ(read.claim("s").options.compare, properties::Compare::transports);
    EXPECT_TRUE(read.claim("s").options.ignore_gateways && read.claim("s").options.ecmp_ignore);
    const properties::Options& d = read.claim("d").options;
    EXPECT_FALSE(d.one_way || d.paths_some || d.when_connected || d.source_own || d.ignore_gateways ||
                 d.ecmp_ignore);
    EXPECT_EQ(d.compare, properties::Compare::stateful);
    EXPECT_EQ(d.isolation, properties::IsolationCompare::packets);
}

TEST(Claims, OptionsOfOtherPropertiesAreUnknown) {
    EXPECT_EQ(
        said(row + "property isolation p { from a; to b; one-way; }\n"),
        "error[VN0012]: unknown word `one-way` in property `isolation`\n"
        "  --> t.net:6:38\n"
        "6 | property isolation p { from a; to b; one-way; }\n"
        "  |                                      ^^^^^^^\n"
        "  help: one of `compare`, `source`, `between`, `among`, `from`, `to`, `with`, `except`, `under`, `expect`\n"
        "\n1 error\n");
}

TEST(Claims, WithNarrowsThePackets) {
    const auto read = run(row + "property isolation p { from a; to b; with tcp port 443; }"
                                "property isolation q { from a; to b; with udp port 1000-2000; }"
                                "property isolation r { from a; to b; with icmp; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(read.claim("p").options.scope.protocol, network::Protocol::tcp);
    EXPECT_EQ(read.claim("p").options.scope.ports->first, 443);
    EXPECT_EQ(read.claim("q").options.scope.ports->last, 2000);
    EXPECT_EQ(read.claim("r").options.scope.protocol, network::Protocol::icmp);
    EXPECT_FALSE(read.claim("r").options.scope.ports);
}

TEST(Claims, NamesAreUniqueOrDerived) {
    const auto read =
        run(row + "property reachability { between a and b; } property reachability { between a and c; }"
                  "property loop-freedom everywhere; property convergence;");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(read.pairs("reachability"), "a>b b>a");
    EXPECT_EQ(read.pairs("reachability-2"), "a>c c>a");
    EXPECT_TRUE(read.claim("everywhere").pairs.empty());
    EXPECT_EQ(read.claim("convergence").property, "convergence");
    EXPECT_EQ(said(row + "property loop-freedom x;\nproperty convergence x;\n"),
              "error[VN0101]: `x` is declared twice\n"
              "  --> t.net:7:22\n"
              "7 | property convergence x;\n"
              "  |                      ^ give this property a name of its own\n"
              "  --> t.net:6:23\n"
              "6 | property loop-freedom x;\n"
              "  |                       - the property `x` is declared here\n"
              "\n1 error\n");
}

TEST(Claims, OfACaseCarryItsName) {
    const auto read =
        run(row + "case apart { change link a b { disabled; } property isolation p { from a; to b; } }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(read.pairs("apart/p"), "a>b");
    EXPECT_EQ(read.only().case_name, "apart");
}

TEST(Claims, PreferNeedsTransports) {
    EXPECT_EQ(
        said(row + "property prefer p { between a and b; order a b; }\n"),
        "error[VN0304]: `a` is not a circuit or a vpn\n"
        "  --> t.net:6:44\n"
        "6 | property prefer p { between a and b; order a b; }\n"
        "  |                                            ^ `order` takes what carries packets between sites\n"
        "  --> t.net:1:8\n"
        "1 | router a { owns 10.1.0.0/24; host pc 10.1.0.7; }\n"
        "  |        - the router is declared here\n"
        "\nerror[VN0304]: `b` is not a circuit or a vpn\n"
        "  --> t.net:6:46\n"
        "6 | property prefer p { between a and b; order a b; }\n"
        "  |                                              ^ `order` takes what carries packets between "
        "sites\n"
        "  --> t.net:2:8\n"
        "2 | router b { owns 10.2.0.0/24; host pc 10.2.0.7; host db 10.2.0.9; }\n"
        "  |        - the router is declared here\n"
        "\n2 errors\n");
}

TEST(Claims, UnderReplacesTheFilesBudget) {
    const auto read = run(row + "failures { any 1 of links; }"
                                "property loop-freedom file; property loop-freedom none { under nothing; }"
                                "property loop-freedom own { under any 2 of nodes; under any 1 of links; }"
                                "property loop-freedom block { under { any 1 of links; except a--b; } }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(lower::describe(read.net(), read.claim("file").budget), "at most 1 of 2 links (3 scenarios)");
    EXPECT_EQ(lower::describe(read.net(), read.claim("none").budget), "nothing fails (1 scenario)");
    EXPECT_EQ(lower::describe(read.net(), read.claim("own").budget),
              "at most 2 of 3 nodes and at most 1 of 2 links (21 scenarios)");
    EXPECT_EQ(lower::describe(read.net(), read.claim("block").budget), "at most 1 of 1 link (2 scenarios)");
}

TEST(Claims, OfLoopsOverNothingAreVacuous) {
    const auto read = run(
        "table t from \"t.csv\";\nrouter a { owns 10.1.0.0/24; }\n"
        "for each row of t { router $name { owns $prefix; member sites; }\n"
        "  property reachability near-$name { from $name; to a; } property loop-freedom all-$name; }\n"
        "property reachability whole { between a and sites; }\nproperty isolation inner { among sites; }\n"
        "property reachability nested { from a; to outer; }\ngroup outer sites;\n"
        "property no-transit by { through sites; }\nproperty route-limit of { at sites; at-most 5; }\n",
        "name,prefix\n");
    EXPECT_FALSE(read.diagnostics.has_errors()) << read.said();
    ASSERT_EQ(read.only().claims.size(), 7U);
    for (const properties::Claim& claim : read.only().claims)
        EXPECT_NE(claim.selects_nothing, "") << claim.name;
    EXPECT_TRUE(read.claim("whole").pairs.empty());
    EXPECT_EQ(read.claim("near-$name").property, "reachability");
}

TEST(Claims, OfGroupsThatHaveMembersAreNot) {
    const auto read = run("table t from \"t.csv\";\nrouter a { owns 10.1.0.0/24; }\n"
                          "for each row of t { router $name { owns $prefix; member sites; } }\n"
                          "property reachability whole { from a; to sites; }\n",
                          "name,prefix\nb,10.2.0.0/24\nc,10.3.0.0/24\n");
    EXPECT_FALSE(read.diagnostics.has_errors()) << read.said();
    EXPECT_EQ(read.claim("whole").selects_nothing, "");
    EXPECT_EQ(read.pairs("whole"), "a>b a>c");
}

TEST(Claims, AGroupThatNobodyMadeIsUnknown) {
    EXPECT_NE(said("router a { owns 10.1.0.0/24; }\nproperty reachability p { from a; to sites; }\n")
                  .find("VN0102"),
              std::string::npos);
}

TEST(Claims, AGroupInsideItselfIsNoEmptyGroup) {
    EXPECT_NE(said("group g h;\ngroup h g;\nrouter a { owns 10.1.0.0/24; }\nproperty reachability p { from a; to g; }\n")
                  .find("VN0103"),
              std::string::npos);
}

} // namespace
