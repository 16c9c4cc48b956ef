// Options of waypoint, no-transit, no-black-hole, path-length and route-limit, packets left out, and what is said where
// a property does not say enough.

#include <gtest/gtest.h>

#include "tests/unit/lower/lowering.hpp"

namespace {

using lowering::row;
using lowering::run;
using lowering::said;
using Codes = std::vector<std::string>;

const std::string speakers = "router a { asn 65001; owns 10.1.0.0/24; }\nrouter b { asn 65002; }\nlink a b;\n"
                             "bgp a b { at a { import all; export all; } at b { import all; export all; } }\n"
                             "policy all { accept; }\n";

std::string names(const lowering::Run& read, const std::vector<network::NodeId>& nodes) {
    std::string text;
    for (const network::NodeId node : nodes)
        text += (text.empty() ? "" : " ") + read.net()[node].name;
    return text;
}

TEST(Options, WaypointsAreNodesEachOnce) {
    const auto read = run(row + "router d; router e; group both e d; group all both d;"
                                "property waypoint p { from a; to c; through b; }"
                                "property waypoint q { from a; to c; through all e; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(names(read, read.claim("p").options.through), "b");
    EXPECT_EQ(names(read, read.claim("q").options.through), "d e");
    EXPECT_EQ(read.pairs("p"), "a>c");
}

TEST(Options, WaypointsAreAskedFor) {
    EXPECT_EQ(said(row + "property waypoint p { from a; to c; }\n"),
              "error[VN0318]: `waypoint` does not say where packets must come by\n"
              "  --> t.net:6:1\n"
              "6 | property waypoint p { from a; to c; }\n"
              "  | ^^^^^^^^ add `through X;`, or several nodes of which each packet must visit one\n"
              "\n1 error\n");
    EXPECT_EQ(said(row + "property no-transit p;\n"),
              "error[VN0318]: `no-transit` does not say where nobody else's packets may come by\n"
              "  --> t.net:6:1\n"
              "6 | property no-transit p;\n"
              "  | ^^^^^^^^ add `through X;`, one node or several\n"
              "\n1 error\n");
}

TEST(Options, WaypointsLieBetweenTheEnds) {
    EXPECT_EQ(said(row + "property waypoint p { from a; to c; through b c; }\n"),
              "error[VN0324]: packets from or to `c` are at `c` in any case\n"
              "  --> t.net:6:37\n"
              "6 | property waypoint p { from a; to c; through b c; }\n"
              "  |                                     ^^^^^^^^^^^^ a waypoint lies between the ends: leave one of the "
              "two out\n"
              "\n1 error\n");
    EXPECT_EQ(run(row + "property waypoint { from a/pc; to c; through a; }").codes(), Codes{"VN0324"});
    EXPECT_EQ(run(row + "property no-transit { through a; }").codes(), Codes{});
}

TEST(Options, PacketsComeByNodes) {
    EXPECT_EQ(said(row + "property no-transit p { through b/db; }\n"),
              "error[VN0319]: `b/db` is a host, and a node is needed here\n"
              "  --> t.net:6:33\n"
              "6 | property no-transit p { through b/db; }\n"
              "  |                                 ^^^^ name the node it is behind, `b`\n"
              "\n1 error\n");
    EXPECT_EQ(said(row + "property no-transit p { through bb; }\n"),
              "error[VN0102]: unknown node `bb`\n"
              "  --> t.net:6:33\n"
              "6 | property no-transit p { through bb; }\n"
              "  |                                 ^^ did you mean `b`?\n"
              "\n1 error\n");
    EXPECT_EQ(run(row + "property no-transit { through a--b; }").codes(), Codes{"VN0103"});
}

TEST(Options, LengthsAreNumbers) {
    const auto read = run(row + "property path-length p { between a and c; at-most 6; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(read.claim("p").options.at_most, 6U);
    EXPECT_EQ(said(row + "property path-length p { between a and c; }\n"),
              "error[VN0320]: `path-length` does not say what is too long\n"
              "  --> t.net:6:1\n"
              "6 | property path-length p { between a and c; }\n"
              "  | ^^^^^^^^ add `at-most N;`, locations that a trace shows, both ends included\n"
              "\n1 error\n");
    EXPECT_EQ(said(row + "property path-length p { between a and c; at-most 0; }\n"),
              "error[VN0018]: `0` is out of range\n"
              "  --> t.net:6:51\n"
              "6 | property path-length p { between a and c; at-most 0; }\n"
              "  |                                                   ^ a number from 1 to 4294967294\n"
              "\n1 error\n");
}

TEST(Options, RouteLimitsHaveAPlaceAndANumber) {
    const auto read = run(speakers + "property route-limit p { at b a b; at-most 0; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(names(read, read.claim("p").options.at), "a b");
    EXPECT_EQ(read.claim("p").options.at_most, 0U);
    EXPECT_EQ(said(speakers + "property route-limit p { at-most 5; }\n"),
              "error[VN0321]: `route-limit` does not say where\n"
              "  --> t.net:6:1\n"
              "6 | property route-limit p { at-most 5; }\n"
              "  | ^^^^^^^^ add `at X;`, one node or several\n"
              "\n1 error\n");
    EXPECT_EQ(said(speakers + "property route-limit p { at b; }\n"),
              "error[VN0323]: no session of `b` has a limit of its own\n"
              "  --> t.net:6:29\n"
              "6 | property route-limit p { at b; }\n"
              "  |                             ^\n"
              "  help: say what it takes at most: `at-most N;` here, or `maximum-prefixes N;` at its side of a session\n"
              "\n1 error\n");
    EXPECT_EQ(said("router a;\nproperty route-limit p { at a; at-most 5; }\n"),
              "error[VN0322]: `a` has no BGP session, so it takes no routes from anyone\n"
              "  --> t.net:2:29\n"
              "2 | property route-limit p { at a; at-most 5; }\n"
              "  |                             ^ name a node with a session\n"
              "\n1 error\n");
}

TEST(Options, DiscardsCountWhereAsked) {
    const auto read = run(row + "property no-black-hole p; property no-black-hole q { count discards; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_FALSE(read.claim("p").options.count_discards);
    EXPECT_TRUE(read.claim("q").options.count_discards);
    EXPECT_EQ(run(row + "property no-black-hole { count losses; }").codes(), Codes{"VN0019"});
}

TEST(Options, PropertiesAboutEverythingHaveNoEnds) {
    EXPECT_EQ(run(row + "property no-black-hole { between a and b; }").codes(), Codes{"VN0012"});
    EXPECT_EQ(run(row + "property no-transit { through a; with tcp; }").codes(), Codes{"VN0012"});
    EXPECT_EQ(run(row + "property path-length { at-most 3; }").codes(), Codes{"VN0303"});
}

TEST(Packets, ExceptRepeats) {
    const auto read = run(row + "property isolation p { from a; to b; except tcp port 443; except icmp; }"
                                "property waypoint q { from a; to c; through b; with udp; except udp port 53-54; }");
    ASSERT_EQ(read.said(), "");
    const auto& except = read.claim("p").options.except;
    ASSERT_EQ(except.size(), 2U);
    EXPECT_EQ(except[0].protocol, network::Protocol::tcp);
    EXPECT_EQ(except[0].ports->first, 443);
    EXPECT_EQ(except[1].protocol, network::Protocol::icmp);
    EXPECT_EQ(read.claim("q").options.except.at(0).ports->last, 54);
}

TEST(Packets, ExceptNamesAKindOfPackets) {
    EXPECT_EQ(said(row + "property isolation p { from a; to b; except https; }\n"),
              "error[VN0308]: `except` does not name a kind of packets\n"
              "  --> t.net:6:38\n"
              "6 | property isolation p { from a; to b; except https; }\n"
              "  |                                      ^^^^^^^^^^^^^\n"
              "  help: write `except tcp port 443;`, `except udp;` or `except icmp;`\n"
              "\n1 error\n");
    EXPECT_EQ(run(row + "property isolation { from a; to b; except icmp port 7; }").codes(), Codes{"VN0308"});
}

TEST(Packets, SomethingIsLeft) {
    const auto codes = [](const std::string& packets) {
        return run(row + "property isolation { from a; to b; " + packets + " }").codes();
    };
    EXPECT_EQ(said(row + "property isolation p { from a; to b; with icmp; except icmp; }\n"),
              "error[VN0325]: `except` leaves no packets to claim anything of\n"
              "  --> t.net:6:49\n"
              "6 | property isolation p { from a; to b; with icmp; except icmp; }\n"
              "  |                                                 ^^^^^^^^^^^^ leave it out, or take out less\n"
              "\n1 error\n");
    EXPECT_EQ(codes("with tcp port 10-20; except tcp port 15-20; except tcp port 5-14;"), Codes{"VN0325"});
    EXPECT_EQ(codes("with tcp port 10-20; except tcp port 16-20; except tcp port 5-14;"), Codes{});
    EXPECT_EQ(codes("with tcp port 10-20; except udp;"), Codes{});
    EXPECT_EQ(codes("except tcp; except udp; except icmp;"), Codes{"VN0325"});
    EXPECT_EQ(codes("except tcp; except udp;"), Codes{});
    EXPECT_EQ(codes("with tcp; except tcp port 1-65535;"), Codes{}) << "port 0 is left";
}

} // namespace
