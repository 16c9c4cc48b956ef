// Observations: traces, pings, tables, and those that say nothing.

#include <gtest/gtest.h>

#include "tests/unit/lower/lowering.hpp"

namespace {

using lowering::row;
using lowering::run;
using lowering::said;
using namespace properties;

// The row with sessions, in as many lines.
const std::string speakers = "router a { asn 65000; owns 10.1.0.0/24; }\n"
                             "router b { asn 65000; owns 10.2.0.0/24; }\n"
                             "router c { asn 65000; owns 10.3.0.0/24; }\n"
                             "link a b { addresses 192.168.0.0 192.168.0.1; }\n"
                             "link a c; bgp a b; bgp a c;\n";

TEST(Observations, ATraceHasEndsAndHops) {
    const auto read = run(row + "observe trace a/pc c { down b--c a; hops 10.0.0.1 * 10.3.0.1; }");
    ASSERT_EQ(read.said(), "");
    const Observation& seen = read.only().observations.at(0);
    EXPECT_EQ(seen.id, "trace a/pc c down b--c a");
    EXPECT_EQ(read.names(seen.down), "a b--c");
    const auto& trace = std::get<TraceObservation>(seen.what);
    EXPECT_EQ(trace.from.name, "a/pc");
    EXPECT_EQ(trace.to.name, "c");
    EXPECT_EQ(trace.hops,
              (std::vector<std::optional<network::Address>>{network::parse_address("10.0.0.1"), std::nullopt,
                                                            network::parse_address("10.3.0.1")}));
}

TEST(Observations, APingAnswersOrFails) {
    const auto read =
        run(row + "observe ping a c { answers; } observe ping a c { fails; no-route; stated; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_TRUE(std::get<PingObservation>(read.only().observations.at(0).what).answers);
    EXPECT_EQ(std::get<PingObservation>(read.only().observations.at(1).what).ending, "no-route");
    for (const std::string ending : {"next-hop-down", "drained"})
        EXPECT_EQ(std::get<PingObservation>(
                      run(row + "observe ping a c { fails; " + ending + "; }").only().observations.at(0).what)
                      .ending,
                  ending);
    EXPECT_EQ(read.only().observations.at(0).id, "ping a c");
    EXPECT_EQ(read.only().observations.at(1).id, "ping a c (2)");
}

TEST(Observations, ATableHasRows) {
    const auto read =
        run(speakers + "observe table a from b c {"
                       "  10.3.0.0/24 { local-preference 150; as-path 65001 65002; med 3; weight 4; active; }"
                       "  10.4.0.0/24 via 192.168.0.1 { as-path; inactive; }"
                       "  absent 10.5.0.0/24 10.6.0.0/24; }"
                       "observe table b to a { 10.3.0.0/24; }");
    ASSERT_EQ(read.said(), "");
    const auto& table = std::get<TableObservation>(read.only().observations.at(0).what);
    EXPECT_FALSE(table.advertised);
    EXPECT_EQ(table.peers.size(), 2U);
    ASSERT_EQ(table.rows.size(), 4U);
    const TableRow& first = table.rows[0];
    EXPECT_EQ(first.local_preference, 150U);
    EXPECT_EQ(first.as_path, (std::vector<network::Asn>{65001, 65002}));
    EXPECT_EQ(first.med, 3U);
    EXPECT_EQ(first.weight, 4U);
    EXPECT_TRUE(first.active && !first.inactive && !first.via && !first.absent);
    EXPECT_EQ(table.rows[1].via, read.net().find_node("b"));
    EXPECT_EQ(table.rows[1].as_path, std::vector<network::Asn>{});
    EXPECT_TRUE(table.rows[2].absent && table.rows[3].absent);
    EXPECT_TRUE(std::get<TableObservation>(read.only().observations.at(1).what).advertised);
}

TEST(Observations, ThatSayNothingAreRefused) {
    EXPECT_EQ(said(row + "observe ping a c;\n"), "error[VN0312]: this ping neither answers nor fails\n"
                                                 "  --> t.net:6:1\n"
                                                 "6 | observe ping a c;\n"
                                                 "  | ^^^^^^^ write `answers;`, or `fails;` with at most one "
                                                 "ending such as `no-route;`\n"
                                                 "\n1 error\n");
    EXPECT_EQ(run(row + "observe trace a c;").codes(), std::vector<std::string>{"VN0312"});
    EXPECT_EQ(run(speakers + "observe table a from b;").codes(), std::vector<std::string>{"VN0312"});
    EXPECT_EQ(run(row + "observe ping a { fails; }").codes(), std::vector<std::string>{"VN0312"});
    EXPECT_EQ(said(row + "observe ping a a { fails; }\n"),
              "error[VN0312]: both ends are `a`\n"
              "  --> t.net:6:16\n"
              "6 | observe ping a a { fails; }\n"
              "  |                ^ name the two ends that packets "
              "went between\n"
              "\n1 error\n");
}

TEST(Observations, ATableBelongsToASpeakerAndComesFromItsNeighbour) {
    const std::string hint = "router z; observe table z { 10.3.0.0/24; }\n";
    EXPECT_EQ(said(row + hint), "error[VN0312]: `z` has no ASN, and so no BGP table\n"
                                "  --> t.net:6:25\n"
                                "6 | router z; observe table z { 10.3.0.0/24; }\n"
                                "  |                         ^ add `asn N;` to `z`, or observe a trace\n"
                                "\n1 error\n");
    const std::string stranger = "router z { asn 9; } observe table a from z { 10.3.0.0/24; }\n";
    EXPECT_EQ(said(speakers + stranger),
              "warning[VN0312]: no session joins `a` and `z`\n"
              "  --> t.net:6:42\n"
              "6 | router z { asn 9; } observe table a from z { 10.3.0.0/24; }\n"
              "  |                                          ^ name a neighbour in BGP, or "
              "nobody, for what it learned from anyone\n"
              "\n1 warning\n");
}

TEST(Observations, ThatContradictThemselvesAreRefused) {
    EXPECT_EQ(run(row + "observe ping a c { answers; fails; }").codes(), std::vector<std::string>{"VN0313"});
    EXPECT_EQ(run(speakers + "observe table a { 10.3.0.0/24; absent 10.3.0.0/24; }").codes(),
              std::vector<std::string>{"VN0313"});
    EXPECT_EQ(run(row + "observe ping a c { answers; loop; }").codes(), std::vector<std::string>{"VN0313"});
    EXPECT_EQ(run(row + "observe ping a c { fails; loop; no-route; }").codes(),
              std::vector<std::string>{"VN0313"});
    EXPECT_EQ(run(speakers + "observe table a { 10.3.0.0/24 { active; inactive; } }").codes(),
              std::vector<std::string>{"VN0313"});
}

TEST(Observations, UnknownWordsGetTheirNeighbour) {
    EXPECT_EQ(said(row + "observe tarce a c { hops *; }\n"), "error[VN0311]: unknown observation `tarce`\n"
                                                             "  --> t.net:6:9\n"
                                                             "6 | observe tarce a c { hops *; }\n"
                                                             "  |         ^^^^^ did you mean `trace`?\n"
                                                             "\n1 error\n");
    EXPECT_EQ(said(speakers + "observe table a { 10.3.0.0/24 { local-prefrence 150; } }\n"),
              "error[VN0012]: unknown word `local-prefrence` in a row of a table\n"
              "  --> t.net:6:33\n"
              "6 | observe table a { 10.3.0.0/24 { local-prefrence 150; } }\n"
              "  |                                 ^^^^^^^^^^^^^^^ did you mean `local-preference`?\n"
              "\n1 error\n");
}

TEST(Observations, OfSeveralEndsAreRefused) {
    EXPECT_EQ(said(row + "group g a b;\nobserve ping g c { fails; }\n"),
              "error[VN0315]: `g` stands for 2 ends, and one is needed here\n"
              "  --> t.net:7:14\n"
              "7 | observe ping g c { fails; }\n"
              "  |              ^ name one of `a`, `b`\n"
              "\n1 error\n");
}

TEST(Observations, WhatCannotFailIsNoDown) {
    EXPECT_EQ(said("router a { owns 10.1.0.0/24; }\nvnet v { space 10.9.0.0/24; }\nobserve ping a v { fails; "
                   "down v; }\n"),
              "error[VN0307]: `v` cannot fail\n"
              "  --> t.net:3:32\n"
              "3 | observe ping a v { fails; down v; }\n"
              "  |                                ^ nothing in the model takes it down; name a link, a "
              "connection or a device\n"
              "  --> t.net:2:6\n"
              "2 | vnet v { space 10.9.0.0/24; }\n"
              "  |      - the vnet is declared here\n"
              "\n1 error\n");
}

TEST(Observations, ANextHopIsComparedWhereANodeHasTheAddress) {
    const auto read =
        run(speakers + "observe table a { 10.3.0.0/24 { next-hop 192.168.0.1; } 10.4.0.0/24 { next-hop "
                       "10.9.9.9; } 10.5.0.0/24 { next-hop 10.9.9.9; } }");
    const auto& table = std::get<TableObservation>(read.only().observations.at(0).what);
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[0].via, read.net().find_node("b"));
    EXPECT_FALSE(table.rows[1].via);
    EXPECT_EQ(read.codes(), std::vector<std::string>{"VN0330"}) << "once for each address";
}

TEST(Observations, OwnIsTheSendersAsn) {
    const std::string net =
        "router a { asn 65001; }\nrouter b { asn 65002; }\nrouter c { asn 65001; }\nlink a b;\nlink a c;\n"
        "policy all { accept; }\nbgp a c;\nbgp a b { at a { import all; export all; } at b { import all; "
        "export all; } }\n";
    const auto read = run(net + "observe table a to b { 10.3.0.0/24 { as-path own 65009; } }\n"
                                "observe table a to c { 10.3.0.0/24 { as-path own 65009; } }");
    ASSERT_EQ(read.said(), "");
    const auto path = [&](std::size_t i) {
        return std::get<TableObservation>(read.only().observations.at(i).what).rows[0].as_path;
    };
    EXPECT_EQ(path(0), (std::vector<network::Asn>{65001, 65009}));
    EXPECT_EQ(path(1), (std::vector<network::Asn>{65009})) << "iBGP puts nothing in front";
    EXPECT_NE(said(net + "observe table a from b { 10.3.0.0/24 { as-path own; } }")
                  .find("`own` is the ASN of a node that advertises"),
              std::string::npos);
}

TEST(Observations, APastedTableIsOne) {
    const auto read =
        run("router a { asn 65001; }\nrouter b { asn 65002; address 10.0.0.2; }\n"
            "link a b; policy all { accept; } bgp a b { at a { import all; export all; } at b { import all; "
            "export all; } }\n"
            "observe table a from b { pasted \"\"\"\nNetwork      NextHop   AsPath  Weight\n"
            "-----------  --------  ------  ------\n10.2.0.0/16  10.0.0.2  65002   32768\n\"\"\"; }\n");
    ASSERT_EQ(read.said(), "");
    const auto& table = std::get<TableObservation>(read.only().observations.at(0).what);
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0].via, read.net().find_node("b"));
    EXPECT_EQ(table.rows[0].as_path, std::vector<network::Asn>{65002});
    EXPECT_EQ(table.rows[0].weight, 32768U);
    EXPECT_EQ(read.sources.describe(table.rows[0].span), "t.net:7:1");
}

TEST(Observations, APastedTraceIsOne) {
    const auto read =
        run(row + "observe trace a/pc b/db { pasted \"\"\"\n  1    <1 ms    <1 ms    <1 ms  192.168.0.1\n"
                  "  2     *        *        *     Request timed out.\n  3     1 ms     1 ms     1 ms  "
                  "10.2.0.9\n\"\"\"; }");
    ASSERT_EQ(read.said(), "");
    const auto& trace = std::get<TraceObservation>(read.only().observations.at(0).what);
    EXPECT_EQ(trace.hops,
              (std::vector<std::optional<network::Address>>{
                  network::parse_address("192.168.0.1"), std::nullopt, network::parse_address("10.2.0.9")}));
}

} // namespace
