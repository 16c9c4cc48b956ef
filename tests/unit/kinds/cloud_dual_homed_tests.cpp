// A spoke with a route server of its own and two hubs, each with an appliance, a route server and a circuit:
// the tables of a public lab (fabferri/az-pattern, route-server/rs-2er-circuits), which Microsoft's
// "dual-homed network" describes (seed 000).

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;

const std::string lab = R"(
vnet spoke {
  space 10.100.0.0/24 10.200.0.0/24;
  subnet RouteServerSubnet 10.100.0.0/25;
  subnet app  10.100.0.128/25 { host vm02 10.100.0.132; }
  subnet app2 10.200.0.128/25 { host vm03 10.200.0.132; }
}
vnet hub1 {
  space 10.101.0.0/16;
  subnet RouteServerSubnet 10.101.1.0/24;
  subnet nva               10.101.3.0/24;
  subnet app               10.101.4.0/24 { host vm14 10.101.4.10; }
  subnet GatewaySubnet     10.101.5.0/24;
}
vnet hub2 {
  space 10.102.0.0/16;
  subnet RouteServerSubnet 10.102.1.0/24;
  subnet nva               10.102.3.0/24;
  subnet app               10.102.4.0/24 { host vm24 10.102.4.10; }
  subnet GatewaySubnet     10.102.5.0/24;
}
peering spoke hub1 { at spoke { allow-forwarded-traffic; } at hub1 { allow-forwarded-traffic; } }
peering spoke hub2 { at spoke { allow-forwarded-traffic; } at hub2 { allow-forwarded-traffic; } }
route-server rs0 { in spoke; addresses 10.100.0.4 10.100.0.5; branch-to-branch; }
route-server rs1 { in hub1;  addresses 10.101.1.4 10.101.1.5; branch-to-branch; }
route-server rs2 { in hub2;  addresses 10.102.1.4 10.102.1.5; branch-to-branch; }
expressroute-gateway er-gw1 { in hub1; }
expressroute-gateway er-gw2 { in hub2; }
appliance nva1 { in hub1/nva; address 10.101.3.10; asn 65001; ip-forwarding; originate 10.101.3.0/24 10.101.4.0/24; }
appliance nva2 { in hub2/nva; address 10.102.3.10; asn 65002; ip-forwarding; originate 10.102.3.0/24 10.102.4.0/24; }
bgp nva1 rs0 { at nva1 { as-override; next-hop-self; } }
bgp nva1 rs1 { at nva1 { as-override; next-hop-self; } }
bgp nva2 rs0 { at nva2 { as-override; next-hop-self; } }
bgp nva2 rs2 { at nva2 { as-override; next-hop-self; } }
router ce13 { asn 65021; owns 10.2.13.0/25; }
router ce20 { asn 65021; owns 10.2.20.0/25; }
policy lan13 { match prefix 10.2.13.0/25; accept; }
policy lan20 { match prefix 10.2.20.0/25; accept; }
circuit circuit1 { gateway er-gw1; primary ce13 { export lan13; } secondary ce13 { export lan13; } }
circuit circuit2 { gateway er-gw2; primary ce20 { export lan20; } secondary ce20 { export lan20; } }
)";

TEST(DualHomed, TheRouteServerOfTheSpokeHearsFromEachAppliance) {
    const Built built = build_clean(lab);
    EXPECT_EQ(built.held("rs0/0", "nva1", "10.2.13.0/25"), "65001 65001 12076 65021 via nva1 weight 32768");
    EXPECT_EQ(built.held("rs0/1", "nva1", "10.2.13.0/25"), "65001 65001 12076 65021 via nva1 weight 32768");
    EXPECT_EQ(built.held("rs0/0", "nva1", "10.101.0.0/16"), "65001 65001 via nva1 weight 32768");
    EXPECT_EQ(built.held("rs0/0", "nva1", "10.101.3.0/24"), "65001 via nva1 weight 32768");
    EXPECT_EQ(built.held("rs0/0", "nva1", "10.2.20.0/25"),
              "65001 65001 65002 65002 12076 65021 via nva1 weight 32768");
    EXPECT_EQ(built.held("rs0/0", "nva1", "10.102.0.0/16"), "65001 65001 65002 65002 via nva1 weight 32768");
    EXPECT_EQ(built.held("rs0/0", "nva1", "10.102.3.0/24"), "65001 65001 65002 via nva1 weight 32768");
    // Its own network, too: accepted, and never programmed.
    EXPECT_EQ(built.held("rs0/0", "nva1", "10.100.0.0/24"), "65001 65001 via nva1 weight 32768");
    EXPECT_EQ(built.held("rs0/0", "nva2", "10.2.20.0/25"), "65002 65002 12076 65021 via nva2 weight 32768");
    EXPECT_EQ(built.held("rs0/0", "nva2", "10.2.13.0/25"),
              "65002 65002 65001 65001 12076 65021 via nva2 weight 32768");
}

TEST(DualHomed, AnApplianceHearsTheNetworkAndTheOtherAppliance) {
    const Built built = build_clean(lab);
    EXPECT_EQ(built.held("nva1", "rs0/1", "10.2.20.0/25"),
              "65515 65002 65002 12076 65021 via rs0/1 weight 0");
    EXPECT_EQ(built.held("nva1", "rs0/0", "10.100.0.0/24"), "65515 via rs0/0 weight 0");
    EXPECT_EQ(built.held("nva1", "rs0/0", "10.102.3.0/24"), "65515 65002 via rs0/0 weight 0");
    EXPECT_EQ(built.held("nva1", "rs1/0", "10.2.13.0/25"), "65515 12076 65021 via rs1/0 weight 0");
    EXPECT_EQ(built.held("nva1", "rs1/0", "10.101.0.0/16"), "65515 via rs1/0 weight 0");
    // What it told them comes back and is dropped.
    EXPECT_EQ(built.held("nva1", "rs1/0", "10.100.0.0/24"), "own-asn-in-path");
}

TEST(DualHomed, CustomersHearBothHubsAndTheSpoke) {
    const Built built = build_clean(lab);
    for (const std::string prefix : {"10.100.0.0/24", "10.200.0.0/24", "10.101.0.0/16", "10.101.3.0/24",
                                     "10.101.4.0/24", "10.102.0.0/16", "10.102.3.0/24", "10.102.4.0/24"}) {
        EXPECT_EQ(built.held("ce13", "circuit1/primary", prefix), "12076 via circuit1/primary weight 0")
            << prefix;
        EXPECT_EQ(built.held("ce20", "circuit2/secondary", prefix), "12076 via circuit2/secondary weight 0")
            << prefix;
    }
}

TEST(DualHomed, NoCircuitHearsTheOther) {
    const Built built = build_clean(lab);
    EXPECT_EQ(built.held("ce13", "circuit1/primary", "10.2.20.0/25"), "");
    EXPECT_EQ(built.held("circuit1/primary", "er-gw1", "10.2.20.0/25"), "own-asn-in-path");
    EXPECT_EQ(built.ways("ce13", "10.2.20.10"), Lines{"ce13: no-route"});
}

TEST(DualHomed, MachinesOfTheSpokeSendToTheAppliances) {
    const Built built = build_clean(lab);
    EXPECT_EQ(built.routes("spoke/app", "10.2.13.0/25"),
              (Lines{"nva1--spoke/app: 65001 65001 12076 65021",
                     "nva2--spoke/app: 65002 65002 65001 65001 12076 65021, less-preferred"}));
    for (const std::string prefix : {"10.100.0.0/24", "10.101.3.0/24", "10.102.0.0/16", "10.101.0.0/16"})
        for (const std::string& line : built.routes("spoke/app", prefix))
            EXPECT_NE(line.find("rejected-by-policy"), std::string::npos) << line;
}

TEST(DualHomed, MachinesOfAHubSendToTheirApplianceForTheOtherHub) {
    const Built built = build_clean(lab);
    for (const std::string prefix : {"10.102.0.0/16", "10.102.3.0/24", "10.102.4.0/24", "10.2.20.0/25"})
        EXPECT_TRUE(built.routes("hub1/app", prefix).back().starts_with("nva1--hub1/app: 65001 65001 65002"))
            << built.routes("hub1/app", prefix).back();
    // What the circuit brings is better than what the appliance says of it.
    EXPECT_EQ(
        built.routes("hub1/app", "10.2.13.0/25"),
        (Lines{"er-gw1--hub1/app: 12076 65021", "nva1--hub1/app: 65001 65001 12076 65021, less-preferred"}));
}

TEST(DualHomed, PacketsCrossTheApplianceOnTheWayOut) {
    const Built built = build_clean(lab);
    const Lines ways = built.ways("spoke/app", "10.2.13.10");
    ASSERT_EQ(ways.size(), 1U);
    EXPECT_TRUE(ways[0].starts_with("spoke/app > nva1 > hub1/nva > circuit1/")) << ways[0];
    EXPECT_TRUE(ways[0].ends_with(" > ce13")) << ways[0];
}

TEST(DualHomed, TheWayBackSkipsItWithoutARouteOfTheGatewaySubnet) {
    const Built built = build_clean(lab);
    for (const std::string& way : built.ways("ce13", "10.100.0.132"))
        EXPECT_EQ(way.find("nva1"), std::string::npos) << way;
}

TEST(DualHomed, AGatewayPassesOnPartsOfItsOwnSpaceAndForwardsByNone) {
    const Built built = build_clean(lab);
    EXPECT_EQ(built.held("er-gw1", "rs1/0", "10.101.4.0/24"), "65001 via nva1 weight 32768");
    for (const std::string& way : built.ways("ce13", "10.101.4.10")) {
        EXPECT_TRUE(way.ends_with(" > er-gw1 > hub1 > hub1/app")) << way;
    }
}

TEST(DualHomed, HubsDoNotMeetBecauseEachApplianceSendsToItself) {
    const Built built = build_clean(lab);
    EXPECT_EQ(built.ways("hub1/app", "10.102.4.10"), Lines{"hub1/app > nva1 > hub1/nva > nva1: loop"});
}

TEST(DualHomed, WithoutAsOverrideTheOtherServerDropsItsOwnAsn) {
    const Built built = build_clean(lab + "change bgp nva2 rs0 { at nva2 { no as-override; } }\n");
    EXPECT_EQ(built.held("rs0/0", "nva2", "10.2.20.0/25"), "own-asn-in-path");
    EXPECT_EQ(built.held("spoke/app", "nva2", "10.2.20.0/25"), "own-asn-in-path");
    EXPECT_EQ(built.ways("spoke/app", "10.2.20.10").front().substr(0, 9), "spoke/app");
    EXPECT_EQ(built.routes("spoke/app", "10.2.20.0/25"),
              Lines{"nva2--spoke/app: 65002 65515 12076 65021, own-asn-in-path"});
}

} // namespace
