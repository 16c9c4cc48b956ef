// What needs other routes: aggregates, conditional announcements, tracked static routes, redistribution into BGP,
// sessions over routes.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::Built;
using building::said;
using network::HasRoute;
using network::Prefix;

Prefix prefix(const char* text) { return network::parse_prefix(text).prefix; }

const HasRoute& asked(const Built& built, network::FailureId id) { return std::get<HasRoute>(*built.net[id].condition); }

/// Two routers that talk, with `more` in the block of the first.
std::string pair(const std::string& more, const std::string& other = "owns 10.2.1.0/24 10.2.2.0/24;") {
    return "policy any { accept; }\nrouter a { asn 65001; " + more + " }\nrouter b { asn 65002; " + other + " }\nlink a b;\n" +
           "bgp a b { at a { import any; export any; } at b { import any; export any; } }\n";
}

TEST(Aggregate, IsAnnouncedAndNullRoutedWhileSomethingIsInside) {
    const Built built = build(pair("owns 10.2.0.0/16; aggregate 10.2.0.0/15;"));
    ASSERT_EQ(built.said(), "");
    const network::Node& a = built.node("a");
    const network::Origination& made = a.originates.back();
    EXPECT_EQ(made.prefix, prefix("10.2.0.0/15"));
    ASSERT_EQ(made.fails_with.size(), 1U);
    const HasRoute& contributors = asked(built, made.fails_with[0]);
    EXPECT_EQ(contributors.from, HasRoute::From::bgp);
    EXPECT_EQ(contributors.any_of, (std::vector{prefix("10.2.0.0/16"), prefix("10.2.1.0/24"), prefix("10.2.2.0/24")}));
    ASSERT_EQ(a.static_routes.size(), 1U);
    EXPECT_EQ(a.static_routes[0].distance, 200U);
    EXPECT_TRUE(std::holds_alternative<network::Discard>(a.static_routes[0].next_hop));
    EXPECT_EQ(a.static_routes[0].fails_with, made.fails_with);
}

TEST(Aggregate, SummaryOnlyKeepsWhatIsInsideOutOfEveryExport) {
    const Built built = build(pair("aggregate 10.2.0.0/16 summary-only;"));
    ASSERT_EQ(built.said(), "");
    const network::Policy& policy = built.net[*built.net.sessions[0].a.export_policy];
    ASSERT_EQ(policy.terms.size(), 2U);
    EXPECT_EQ(policy.terms[0].outcome, network::Outcome::reject);
    const auto& ranges = std::get<network::MatchPrefix>(policy.terms[0].matches[0].what).any_of;
    EXPECT_FALSE(ranges[0].matches(prefix("10.2.0.0/16")));
    EXPECT_TRUE(ranges[0].matches(prefix("10.2.1.0/24")));
    EXPECT_EQ(built.net.sessions[0].b.export_policy, built.net.sessions[0].b.import_policy); // only of the aggregator
}

TEST(Conditions, AreOneForTheSameRouteAndTieBothWays) {
    const Built built =
        build(pair("owns 10.1.0.0/24; originate 10.1.1.0/24 while route 10.2.1.0/24; originate 10.1.2.0/24 unless route "
                   "10.2.1.0/24; originate 10.1.3.0/24 while bgp-route 10.2.1.0/24;"));
    ASSERT_EQ(built.said(), "");
    const auto& all = built.node("a").originates;
    ASSERT_EQ(all.size(), 4U);
    ASSERT_EQ(all[0].fails_with.size(), 1U);
    EXPECT_EQ(all[1].only_while, all[0].fails_with[0]);
    EXPECT_EQ(asked(built, all[0].fails_with[0]).from, HasRoute::From::table);
    EXPECT_EQ(asked(built, all[2].fails_with.at(0)).from, HasRoute::From::bgp);
    EXPECT_NE(all[2].fails_with, all[0].fails_with);
}

TEST(Conditions, TrackStaticRoutes) {
    const Built built = build(pair("static 10.9.0.0/16 via b distance 5 while route 10.2.1.0/24;"));
    ASSERT_EQ(built.said(), "");
    const network::StaticRoute& route = built.node("a").static_routes.at(0);
    EXPECT_EQ(route.distance, 5U);
    ASSERT_EQ(route.fails_with.size(), 1U);
    EXPECT_EQ(asked(built, route.fails_with[0]).any_of, std::vector{prefix("10.2.1.0/24")});
}

TEST(Redistribution, OfStaticRoutesIntoBgpIsOfIncompleteOriginAndLeavesTheDefaultOut) {
    const Built built = build(pair("static 10.9.0.0/16 via b; static 10.8.0.0/16 discard; static 0.0.0.0/0 via b; "
                                   "redistribute static into bgp metric 7 only 0.0.0.0/0 or-longer;"));
    ASSERT_EQ(built.said(), "");
    const auto& all = built.node("a").originates;
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].prefix, prefix("10.8.0.0/16"));
    EXPECT_EQ(all[1].prefix, prefix("10.9.0.0/16"));
    EXPECT_EQ(all[1].origin, network::Origin::incomplete);
    EXPECT_EQ(all[1].med, 7U);
    EXPECT_EQ(asked(built, all[1].fails_with.at(0)).from, HasRoute::From::static_routes);
}

TEST(Redistribution, OfOspfIntoBgpIsOfWhatTheAreaMayTell) {
    const Built built = build("policy any { accept; }\nrouter a { asn 65001; owns 10.1.0.0/24; redistribute ospf into bgp only 10.0.0.0/8 or-longer; }\n"
                              "router b { owns 10.2.0.0/24; }\nrouter c { asn 65003; owns 10.3.0.0/24; }\n"
                              "link a b { ospf area 0; }\nlink a c;\n"
                              "bgp a c { at a { import any; export any; } at c { import any; export any; } }\n");
    ASSERT_EQ(built.said(), "");
    const auto& all = built.node("a").originates;
    ASSERT_EQ(all.size(), 2U); // its own, and b's; c's is not the area's
    EXPECT_EQ(all[1].prefix, prefix("10.2.0.0/24"));
    EXPECT_EQ(asked(built, all[1].fails_with.at(0)).from, HasRoute::From::ospf);
}

TEST(SessionOverRoutes, GoesBetweenLoopbacksWhilePacketsDo) {
    const Built built = build("policy any { accept; }\nrouter a { asn 65001; owns 10.1.0.0/24 10.0.0.1/32; static 10.0.0.2/32 via b; }\n"
                              "router b { asn 65002; owns 10.0.0.2/32; static 10.0.0.1/32 via a; }\nlink a b;\n"
                              "bgp a b { over-routes; at a { import any; export any; } at b { import any; export any; } }\n");
    ASSERT_EQ(built.said(), "");
    ASSERT_EQ(built.net.sessions.size(), 1U);
    const network::Session& session = built.net.sessions[0];
    EXPECT_FALSE(session.forward.known());
    EXPECT_FALSE(session.multihop);
    ASSERT_EQ(session.fails_with.size(), 2U);
    const auto& there = std::get<network::Delivers>(*built.net[session.fails_with[0]].condition);
    EXPECT_EQ(there.from, built.net.find_node("a"));
    EXPECT_EQ(there.source, prefix("10.0.0.1/32").address);
    EXPECT_EQ(there.destination, prefix("10.0.0.2/32").address);
    ASSERT_EQ(session.a.ways.size(), 1U);
    EXPECT_EQ(std::get<network::ForwardsOver>(*built.net[session.a.ways[0].fails_with].condition).destination,
              prefix("10.0.0.2/32").address);
}

TEST(Conditions, ThatNeverHoldAreWarnedAbout) {
    EXPECT_EQ(said(pair("owns 10.1.0.0/24; originate 10.1.1.0/24 while route 10.7.0.0/24;")),
              "warning[VN0141]: `a has a route to 10.7.0.0/24` never holds: nothing brings a route to 10.7.0.0/24\n"
              "  --> t.net:2:41\n"
              "2 | router a { asn 65001; owns 10.1.0.0/24; originate 10.1.1.0/24 while route 10.7.0.0/24; }\n"
              "  |                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
              "  help: a router has to own or originate it somewhere, or a static route lead to it\n"
              "\n1 warning\n");
    // Two that only wait for each other come from nowhere.
    EXPECT_NE(said("policy any { accept; }\nrouter a { asn 65001; originate 10.1.0.0/24 while route 10.2.0.0/24; }\n"
                   "router b { asn 65002; originate 10.2.0.0/24 while route 10.1.0.0/24; }\nlink a b;\n"
                   "bgp a b { at a { import any; export any; } at b { import any; export any; } }\n")
                  .find("2 warnings"),
              std::string::npos);
    EXPECT_NE(said("policy any { accept; }\nrouter a { asn 65001; }\nrouter b { asn 65002; owns 10.2.0.0/24; }\nlink a b;\n"
                   "bgp a b { at a { import any; export any; originate-default always; } at b { import any; export any; } }\n")
                  .find("error[VN0140]: this is no condition"),
              std::string::npos);
}

TEST(Conditions, ThatCannotBeReadSayHowTheyAreWritten) {
    EXPECT_EQ(said(pair("owns 10.1.0.0/24; originate 10.1.1.0/24 while 10.2.1.0/24;")),
              "error[VN0140]: this is no condition\n"
              "  --> t.net:2:63\n"
              "2 | router a { asn 65001; owns 10.1.0.0/24; originate 10.1.1.0/24 while 10.2.1.0/24; }\n"
              "  |                                                               ^^^^^\n"
              "  help: write `while route P` or `while bgp-route P`, P exactly the prefix of the route that has to be there\n"
              "\n1 error\n");
    EXPECT_EQ(said(pair("owns 10.1.0.0/24; originate 10.1.1.0/24 wile route 10.2.1.0/24;")),
              "error[VN0140]: `wile` begins no condition\n"
              "  --> t.net:2:63\n"
              "2 | router a { asn 65001; owns 10.1.0.0/24; originate 10.1.1.0/24 wile route 10.2.1.0/24; }\n"
              "  |                                                               ^^^^ did you mean `while`?\n"
              "\n1 error\n");
    EXPECT_EQ(said(pair("aggregate 10.2.0.0/16 as-set;")),
              "error[VN0140]: `as-set` is no option of `aggregate`\n"
              "  --> t.net:2:45\n"
              "2 | router a { asn 65001; aggregate 10.2.0.0/16 as-set; }\n"
              "  |                                             ^^^^^^\n"
              "  help: write `aggregate P;` or `aggregate P summary-only;`; AS sets (RFC 6472) are not modelled\n"
              "\n1 error\n");
    EXPECT_EQ(said(pair("static 10.9.0.0/16 via b unless route 10.2.1.0/24;")),
              "error[VN0140]: a static route is tracked with `while`\n"
              "  --> t.net:2:48\n"
              "2 | router a { asn 65001; static 10.9.0.0/16 via b unless route 10.2.1.0/24; }\n"
              "  |                                                ^^^^^^ give the one that is to step back a higher `distance`\n"
              "\n1 error\n");
}

} // namespace
