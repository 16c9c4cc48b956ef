// OSPF's areas: of links, of what routers own, stubs.

#include <gtest/gtest.h>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::said;

constexpr const char* routers = "router a;\nrouter b;\nrouter c;\n";

TEST(OspfAreas, BothDirectionsOfALinkAreOfOne) {
    const auto built = build(std::string(routers) + "link a b { ospf area 0; }\nlink b c { ospf area 0.0.1.2 cost 7; }\n");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.link("a--b", "a").ospf_area, 0U);
    EXPECT_EQ(built.link("b--c", "b").ospf_area, 258U);
    EXPECT_EQ(built.link("b--c", "c").ospf_area, 258U);
    EXPECT_EQ(built.link("b--c", "c").ospf_cost, 7U);
}

TEST(OspfAreas, APassiveLinkHasOne) {
    const auto built = build(std::string(routers) + "router isp;\nlink a b { ospf area 0; }\nlink b c { ospf area 1; }\n"
                                                    "link c isp { ospf area 1 passive; }\n");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.link("c--isp", "c").ospf_area, 1U);
}

TEST(OspfAreas, WhatARouterOwnsIsOfTheLeastOfItsLinksOrWhereItSays) {
    const auto built = build("router a { owns 10.0.1.0/24; }\nrouter b { owns 10.0.2.0/24 10.0.3.0/24; ospf area 2 10.0.3.0/24; }\n"
                             "router c { owns 10.0.4.0/24; }\nlink b c { ospf area 2; }\nlink a b { ospf area 0; }\n");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.node("a").owns.front().ospf_area, 0U);
    EXPECT_EQ(built.node("b").owns.front().ospf_area, 0U);
    EXPECT_EQ(built.node("b").owns.back().ospf_area, 2U);
    EXPECT_EQ(built.node("c").owns.front().ospf_area, 2U);
}

TEST(OspfAreas, StubsAreSaidAtTheTop) {
    const std::string text = std::string(routers) + "link a b { ospf area 0; }\nlink b c { ospf area 1; }\n";
    const auto stub = build(text + "ospf area 1 stub;\n");
    ASSERT_EQ(stub.said(), "");
    ASSERT_EQ(stub.net.stub_areas.size(), 1U);
    EXPECT_EQ(stub.net.stub_areas.front().area, 1U);
    EXPECT_FALSE(stub.net.stub_areas.front().no_summaries);
    EXPECT_EQ(stub.net.stub_areas.front().default_cost, 1U);
    const auto closed = build(text + "ospf area 0.0.0.1 stub no-summaries default-cost 9;\n");
    ASSERT_EQ(closed.said(), "");
    EXPECT_TRUE(closed.net.stub_areas.front().no_summaries);
    EXPECT_EQ(closed.net.stub_areas.front().default_cost, 9U);
}

TEST(OspfAreas, AreNumbersOrAddresses) {
    EXPECT_EQ(said("router a;\nrouter b;\nlink a b { ospf area x; }\n"),
              "error[VN0018]: `x` is not a number\n"
              "  --> t.net:3:22\n"
              "3 | link a b { ospf area x; }\n"
              "  |                      ^ a number from 0 to 4294967295\n"
              "\n"
              "1 error\n");
    EXPECT_EQ(said("router a;\nrouter b;\nlink a b { ospf area 0.0.1; }\n"),
              "error[VN0016]: `0.0.1` is not an address\n"
              "  --> t.net:3:22\n"
              "3 | link a b { ospf area 0.0.1; }\n"
              "  |                      ^^^^^ an address is four numbers, as in `10.0.0.1`\n"
              "\n"
              "1 error\n");
}

TEST(OspfAreas, AnIslandIsWorthAWarning) {
    const std::string text = std::string(routers) + "router d;\nlink a b { ospf area 0; }\nlink b c { ospf area 1; }\n";
    EXPECT_EQ(said(text + "link c d { ospf area 2; }\n"),
              "warning[VN0123]: no router of area 2 is in area 0: it reaches only itself\n"
              "  --> t.net:7:22\n"
              "7 | link c d { ospf area 2; }\n"
              "  |                      ^ put a link of one of its routers into area 0; there are no virtual links here\n"
              "\n"
              "1 warning\n");
    EXPECT_EQ(said(text + "link b d { ospf area 2; }\n"), "");
    EXPECT_EQ(said("router a;\nrouter b;\nlink a b { ospf area 5; }\n"), "") << "nothing else is there to reach";
}

TEST(OspfAreas, WhatBeginsInAStubIsHeardByNobody) {
    const auto text = [](const std::string& of_a, const std::string& more) {
        return said("router a { " + of_a + " }\nrouter b;\nrouter c;\nlink a b { ospf area 1; }\n"
                    "link b c { ospf area 0; }\nospf area 1 stub;\n" + more);
    };
    const std::string redistributes = "static 10.9.0.0/16 discard; redistribute static into ospf;";
    EXPECT_EQ(text(redistributes, ""),
              "warning[VN0154]: nobody hears what is redistributed at `a`: all of its areas are stubs\n"
              "  --> t.net:1:40\n"
              "1 | router a { static 10.9.0.0/16 discard; redistribute static into ospf; }\n"
              "  |                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
              "  help: a stub area takes in no external routes: take `stub` away, or have a router of another area tell of "
              "them\n"
              "  --> t.net:6:1\n"
              "6 | ospf area 1 stub;\n"
              "  | ----------------- area 1 is said to be a stub here\n"
              "\n1 warning\n");
    EXPECT_NE(text("originate-default ospf always;", "")
                  .find("warning[VN0154]: nobody hears of the default route of `a`: all of its areas are stubs"),
              std::string::npos);
    EXPECT_EQ(text(redistributes, "link a c { ospf area 0; }\n"), "");
}

TEST(OspfAreas, StubsThatAreNoneAreRefused) {
    const std::string text = "router a;\nrouter b;\nlink a b { ospf area 1; }\n";
    EXPECT_EQ(said(text + "ospf area 0 stub;\n"),
              "error[VN0122]: the backbone is no stub\n"
              "  --> t.net:4:11\n"
              "4 | ospf area 0 stub;\n"
              "  |           ^ say so of another area\n"
              "\n"
              "1 error\n");
    EXPECT_EQ(said(text + "ospf area 7 stub;\n"),
              "error[VN0122]: no link is in area 7\n"
              "  --> t.net:4:1\n"
              "4 | ospf area 7 stub;\n"
              "  | ^^^^^^^^^^^^^^^^^ say `ospf area 7;` in the block of a link\n"
              "\n"
              "1 error\n");
    EXPECT_EQ(said(text + "ospf area 1 stub;\nospf area 1 stub no-summaries;\n"),
              "error[VN0122]: area 1 is said to be a stub twice\n"
              "  --> t.net:5:1\n"
              "5 | ospf area 1 stub no-summaries;\n"
              "  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ remove one line\n"
              "\n"
              "1 error\n");
    EXPECT_EQ(said(text + "ospf area 1 nssa;\n"),
              "error[VN0122]: this says nothing about an OSPF area\n"
              "  --> t.net:4:1\n"
              "4 | ospf area 1 nssa;\n"
              "  | ^^^^^^^^^^^^^^^^^ write `ospf area N stub [no-summaries] [default-cost N];`\n"
              "\n"
              "1 error\n");
    EXPECT_EQ(said(text + "ospf area 1 stub default-cost;\n"),
              "error[VN0122]: this says nothing about an OSPF area\n"
              "  --> t.net:4:18\n"
              "4 | ospf area 1 stub default-cost;\n"
              "  |                  ^^^^^^^^^^^^ write `ospf area N stub [no-summaries] [default-cost N];`\n"
              "\n"
              "1 error\n");
}

TEST(OspfAreas, OnlyWhatARouterOwnsIsOfAnArea) {
    EXPECT_EQ(said("router a { ospf area 1 10.0.0.0/24; }\nrouter b;\nlink a b { ospf area 1; }\n"),
              "error[VN0122]: `a` tells OSPF of 10.0.0.0/24 and does not own it\n"
              "  --> t.net:1:24\n"
              "1 | router a { ospf area 1 10.0.0.0/24; }\n"
              "  |                        ^^^^^^^^^^^ add `owns 10.0.0.0/24;` to `a`\n"
              "\n"
              "1 error\n");
    EXPECT_EQ(said("router a { owns 10.0.0.0/24; ospf cost 1 10.0.0.0/24; }\nrouter b;\nlink a b { ospf area 1; }\n"),
              "error[VN0122]: this says nothing about an OSPF area\n"
              "  --> t.net:1:35\n"
              "1 | router a { owns 10.0.0.0/24; ospf cost 1 10.0.0.0/24; }\n"
              "  |                                   ^^^^ write `ospf area N P...;`\n"
              "\n"
              "1 error\n");
    EXPECT_EQ(said("router a { owns 10.0.0.0/24; ospf area 1 10.0.0.0/24; }\nrouter b;\nlink a b;\n"),
              "error[VN0125]: `a` has no link that runs OSPF\n"
              "  --> t.net:1:30\n"
              "1 | router a { owns 10.0.0.0/24; ospf area 1 10.0.0.0/24; }\n"
              "  |                              ^^^^ say `ospf area 0;` in the block of a link of `a`\n"
              "\n"
              "1 error\n");
}

} // namespace
