// What a route server programs into tables, and which instance does: each rule in both directions.

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;

// -- what is programmed
// --------------------------------------------------------------------------------------------

const std::string longer = "policy long { prepend own times 2; accept; }\n";

// Two appliances with one prefix, and a network without subnets that uses the hub's route server.
const std::string pair = R"(
vnet hub {
  space 10.0.0.0/16;
  subnet RouteServerSubnet 10.0.1.0/24;
  subnet GatewaySubnet     10.0.2.0/24;
  subnet nva               10.0.3.0/24;
  subnet app               10.0.4.0/24;
}
vnet spoke { space 10.9.0.0/24; }
peering hub spoke { at hub { allow-gateway-transit; allow-forwarded-traffic; }
                    at spoke { use-remote-gateways; allow-forwarded-traffic; } }
route-server rs { in hub; branch-to-branch; }
appliance a { in hub/nva; address 10.0.3.4; asn 65001; ip-forwarding; originate 0.0.0.0/0 192.168.0.0/16; }
appliance b { in hub/nva; address 10.0.3.5; asn 65002; ip-forwarding; originate 0.0.0.0/0 192.168.0.0/16; }
policy all { accept; }
bgp a rs { at a { export all; } }
bgp b rs { at b { export all; } }
)";

TEST(RouteServerTables, EqualPathsShareTheLoad) {
    const Built built = build_clean(pair);
    for (const std::string table : {"hub/app", "spoke"}) {
        EXPECT_EQ(built.routes(table, "192.168.0.0/16"),
                  (Lines{"a--" + table + ": 65001", "b--" + table + ": 65002"}));
        EXPECT_EQ(built.ways(table, "192.168.0.1"),
                  (Lines{table + " > a > hub/nva > a: loop", table + " > a > hub/nva > b > hub/nva: loop",
                         table + " > b > hub/nva > a > hub/nva: loop", table + " > b > hub/nva > b: loop"}));
    }
}

TEST(RouteServerTables, TheShorterPathWinsUntilItsApplianceFails) {
    const Built built = build_clean(pair + longer + "change bgp b rs { at b { export long; } }\n");
    EXPECT_EQ(built.routes("spoke", "192.168.0.0/16"),
              (Lines{"a--spoke: 65001", "b--spoke: 65002 65002 65002, less-preferred"}));
    EXPECT_EQ(built.routes("spoke", "192.168.0.0/16", {"a"}), Lines{"b--spoke: 65002 65002 65002"});
}

TEST(RouteServerTables, ANetworkThatDoesNotAskGetsNothing) {
    const Built built = build_clean(pair + "change peering hub spoke { at hub { no allow-gateway-transit; } "
                                           "at spoke { no use-remote-gateways; } }\n");
    EXPECT_EQ(built.routes("spoke", "192.168.0.0/16"), Lines{});
    EXPECT_EQ(built.held("a", "rs/0", "10.9.0.0/24"), "");
    EXPECT_EQ(build_clean(pair).held("a", "rs/0", "10.9.0.0/24"), "65515 via rs/0 weight 0");
}

TEST(RouteServerTables, OwnAndPeeredSpaceIsAcceptedAndNeverProgrammed) {
    const Built built = build_clean(
        pair +
        "change appliance a { originate 10.0.0.0/16 10.0.4.0/25 10.9.0.0/24 10.9.0.128/25 10.0.0.0/8; }\n");
    for (const std::string prefix : {"10.0.4.0/25", "10.9.0.128/25"}) {
        EXPECT_EQ(built.held("rs/0", "a", prefix), "65001 via a weight 32768");
        EXPECT_EQ(built.held("b", "rs/0", prefix), "65515 65001 via rs/0 weight 0");
        for (const std::string table : {"hub/app", "spoke"})
            EXPECT_EQ(built.held(table, "a", prefix), "rejected-by-policy") << table << " " << prefix;
    }
    // What reaches further is programmed.
    EXPECT_EQ(built.held("spoke", "a", "10.0.0.0/8"), "65001 via a weight 32768");
}

TEST(RouteServerTables, APathThatHolds65515IsDropped) {
    const std::string relay = R"(
vnet far { space 10.8.0.0/24; }
peering far hub { at far { allow-forwarded-traffic; } at hub { allow-forwarded-traffic; } }
route-server rs2 { in far; }
bgp a rs2 { at a { export all; } }
)";
    const Built built = build_clean(pair + relay);
    EXPECT_EQ(built.held("rs/0", "a", "10.8.0.0/24"), "own-asn-in-path");
    const Built mended = build_clean(pair + relay + "change bgp a rs { at a { as-override; } }\n");
    EXPECT_EQ(mended.held("rs/0", "a", "10.8.0.0/24"), "65001 65001 via a weight 32768");
}

// -- what is told
// --------------------------------------------------------------------------------------------------

TEST(RouteServer, ReflectsOneApplianceToTheOther) {
    const Built built = build_clean(pair + "change appliance b { no originate; }\n");
    EXPECT_EQ(built.held("b", "rs/0", "192.168.0.0/16"), "65515 65001 via rs/0 weight 0");
    EXPECT_EQ(built.net.assumptions, Lines{});
    const Built off = build_clean(pair + "change appliance b { no originate; }\n"
                                         "change route-server rs { no reflects-appliance-routes; }\n");
    EXPECT_EQ(off.held("b", "rs/0", "192.168.0.0/16"), "rejected-by-export-policy");
    EXPECT_EQ(off.held("b", "rs/0", "10.9.0.0/24"), "65515 via rs/0 weight 0");
    EXPECT_EQ(off.held("spoke", "a", "192.168.0.0/16"), "65001 via a weight 32768");
}

TEST(RouteServer, ReflectionWithoutExchangeIsAnAssumption) {
    const Built built = build_clean(pair + "change route-server rs { no branch-to-branch; }\n");
    ASSERT_EQ(built.net.assumptions.size(), 1U);
    EXPECT_EQ(
        built.net.assumptions[0],
        "route-server-reflects-appliance-routes: without `branch-to-branch`, too, `rs` tells each appliance "
        "what the others announce");
    EXPECT_EQ(
        build_clean(pair + "change route-server rs { no branch-to-branch; no reflects-appliance-routes; }\n")
            .net.assumptions,
        Lines{});
}

TEST(RouteServer, TellsEachPeerItsOneBestRoute) {
    const Built built = build_clean(pair + longer + "change bgp b rs { at b { export long; } }\n" + R"(
appliance c { in hub/nva; address 10.0.3.6; asn 65003; }
bgp c rs { at c { export all; } }
)");
    EXPECT_EQ(built.held("c", "rs/0", "192.168.0.0/16"), "65515 65001 via rs/0 weight 0");
    EXPECT_EQ(built.held("c", "rs/1", "192.168.0.0/16"), "65515 65001 via rs/1 weight 0");
}

// -- which instance programs
// --------------------------------------------------------------------------------------

TEST(RouteServerInstances, OneSessionAloneServesTheTablesOfThatInstance) {
    const Built built = build("" + pair + "no bgp b rs;\nbgp b rs/0 { at b { export all; } }\n");
    EXPECT_EQ(built.codes(), Lines{"VN0259"});
    EXPECT_EQ(built.routes("spoke", "192.168.0.0/16"), (Lines{"a--spoke: 65001", "b--spoke: 65002"}));
    EXPECT_EQ(built.routes("spoke", "192.168.0.0/16", {"rs/1 programs spoke"}), Lines{"a--spoke: 65001"});
    EXPECT_EQ(built.routes("hub/app", "192.168.0.0/16", {"rs/1 programs spoke"}).size(), 2U);
    for (const network::FailureGroup& group : built.net.failures)
        if (group.name.find("programs") != std::string::npos) {
            EXPECT_EQ(group.failure_class, network::FailureClass::choice);
        }
}

TEST(RouteServerInstances, DifferentRoutesToTheTwoAreAChoiceToo) {
    const Built built = build(pair + longer +
                              "no bgp b rs;\nbgp b rs/0 { at b { export all; } }\n"
                              "bgp b rs/1 { at b { export long; } }\n");
    EXPECT_EQ(built.codes(), Lines{"VN0259"});
    EXPECT_EQ(built.routes("spoke", "192.168.0.0/16", {"rs/1 programs spoke"}),
              (Lines{"a--spoke: 65001", "b--spoke: 65002 65002 65002, less-preferred"}));
}

TEST(RouteServerInstances, AlikeNeedsNoChoice) {
    const Built built = build_clean(pair + "no bgp b rs;\nbgp b rs/0 { at b { export all; } }\n"
                                           "bgp b rs/1 { at b { export all; } }\n");
    for (const network::FailureGroup& group : built.net.failures)
        EXPECT_NE(group.failure_class, network::FailureClass::choice) << group.name;
}

TEST(RouteServerInstances, ADisabledSessionFeedsNothing) {
    const Built built = build_clean(pair + "change bgp b rs { disabled; }\n");
    EXPECT_EQ(built.routes("spoke", "192.168.0.0/16"), Lines{"a--spoke: 65001"});
}

} // namespace
