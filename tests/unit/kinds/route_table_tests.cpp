// User routes: what they beat, what they lead to, and what happens when that is down.

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;

// A hub with a firewall, two spokes that send everything to it, a site behind ExpressRoute.
const std::string estate = R"(
vnet hub {
  space 10.0.0.0/16;
  subnet GatewaySubnet 10.0.2.0/24 { route-table into; }
  subnet AzureFirewallSubnet 10.0.1.0/24;
}
vnet one { space 10.1.0.0/16; subnet app 10.1.0.0/24 { route-table out; } }
vnet two { space 10.2.0.0/16; subnet app 10.2.0.0/24 { route-table out; } }
peering hub one { at hub { allow-gateway-transit; allow-forwarded-traffic; } at one { use-remote-gateways; allow-forwarded-traffic; } }
peering hub two { at hub { allow-gateway-transit; allow-forwarded-traffic; } at two { use-remote-gateways; allow-forwarded-traffic; } }
firewall fw { in hub/AzureFirewallSubnet; address 10.0.1.4; }
route-table out { no propagate-gateway-routes; route 0.0.0.0/0 appliance fw; }
route-table into { route 10.1.0.0/16 appliance fw; route 10.2.0.0/16 appliance 10.0.1.4; }
router r { asn 65010; owns 10.9.0.0/16; }
policy lan { match prefix 10.9.0.0/16; accept; }
expressroute-gateway er { in hub; }
circuit c { gateway er; primary r { export lan; } }
)";

TEST(UserRoutes, LeadToAnAppliance) {
    const Built built = build_clean(estate);
    EXPECT_EQ(built.ways("one/app", "10.9.0.4"),
              (Lines{"one/app > fw > hub/AzureFirewallSubnet > c/primary > r"}));
    EXPECT_EQ(built.ways("one/app", "10.2.0.4"),
              (Lines{"one/app > fw > hub/AzureFirewallSubnet > two > two/app"}));
    EXPECT_EQ(built.ways("one/app", "198.51.100.1"),
              (Lines{"one/app > fw > hub/AzureFirewallSubnet > internet"}));
    EXPECT_EQ(built.fixed("one/app").back(), "0.0.0.0/0 user appliance 10.0.1.4");
}

TEST(UserRoutes, AreShorterThanThePeeringsAndLoseToThem) {
    EXPECT_EQ(build_clean(estate).ways("one/app", "10.0.1.9"),
              (Lines{"one/app > hub > hub/AzureFirewallSubnet"}));
}

TEST(UserRoutes, WinOverAPeeringOfTheSamePrefix) {
    const Built built = build_clean(estate + "change route-table out { route 10.0.0.0/16 appliance fw; }\n");
    EXPECT_EQ(built.ways("one/app", "10.0.1.9"), (Lines{"one/app > fw > hub/AzureFirewallSubnet"}));
}

TEST(UserRoutes, WinOverBgpOfTheSamePrefix) {
    const std::string learns =
        "change route-table out { no propagate-gateway-routes; propagate-gateway-routes; ";
    const Built bgp = build_clean(estate + "change route-table out { propagate-gateway-routes; }\n");
    EXPECT_EQ(bgp.ways("one/app", "10.9.0.4"), (Lines{"one/app > c/primary > r"}));
    const Built user = build_clean(estate + "change route-table out { propagate-gateway-routes; "
                                            "route 10.9.0.0/16 appliance fw; }\n");
    EXPECT_EQ(user.ways("one/app", "10.9.0.4"),
              (Lines{"one/app > fw > hub/AzureFirewallSubnet > c/primary > r"}));
}

TEST(UserRoutes, ADefaultRemovesTheRoutesToNowhere) {
    const Built built = build_clean(estate);
    EXPECT_EQ(built.ways("one/app", "192.168.0.1"),
              (Lines{"one/app > fw > hub/AzureFirewallSubnet: no-route"}));
    const Built other =
        build_clean(estate + "no route-table out;\nroute-table out { route 8.0.0.0/6 appliance fw; }\n");
    EXPECT_EQ(other.ways("one/app", "10.77.0.1"), (Lines{"one/app: no-route"}));
}

TEST(UserRoutes, StopWhatGatewaysLearnIfAsked) {
    const Built built = build_clean(
        estate + "change route-table out { no route 0.0.0.0/0; route 198.51.100.0/24 appliance fw; }\n");
    EXPECT_EQ(built.ways("one/app", "10.9.0.4"), (Lines{"one/app: no-route"}));
    const Built open =
        build_clean(estate + "change route-table out { no route 0.0.0.0/0; propagate-gateway-routes; "
                             "route 198.51.100.0/24 appliance fw; }\n");
    EXPECT_EQ(open.ways("one/app", "10.9.0.4"), (Lines{"one/app > c/primary > r"}));
}

TEST(UserRoutes, StayWhenTheirApplianceIsDown) {
    EXPECT_EQ(build_clean(estate).ways("one/app", "10.9.0.4", {"fw"}), (Lines{"one/app: next-hop-down"}));
}

TEST(UserRoutes, OfGatewaySubnetAreTheGateways) {
    const Built built = build_clean(estate);
    EXPECT_EQ(built.ways("r", "10.1.0.4"),
              (Lines{"r > c/primary > er > fw > hub/AzureFirewallSubnet > one > one/app"}));
    const Built skips = build_clean(
        estate + "change vnet hub { subnet GatewaySubnet { no route-table; } }\nno route-table into;\n");
    EXPECT_EQ(skips.ways("r", "10.1.0.4"), (Lines{"r > c/primary > er > one > one/app"}));
}

TEST(UserRoutes, OfGatewaySubnetThatAreShorterThanASpaceNeverMatch) {
    const Built built = build_clean(
        estate + "change route-table into { no route 10.1.0.0/16; route 10.0.0.0/8 appliance fw; }\n");
    EXPECT_EQ(built.ways("r", "10.1.0.4"), (Lines{"r > c/primary > er > one > one/app"}));
}

// -- other next hops
// ---------------------------------------------------------------------------------------------------

std::string vpn_hub(const std::string& routes) {
    return "vnet hub { space 10.0.0.0/16; subnet GatewaySubnet 10.0.2.0/24; subnet a 10.0.3.0/24; }\n"
           "vnet one { space 10.1.0.0/16; subnet a 10.1.0.0/24 { route-table t; } subnet b 10.1.1.0/24; }\n"
           "vnet two { space 10.2.0.0/16; subnet a 10.2.0.0/24; }\n"
           "peering hub one { at hub { allow-gateway-transit; } at one { use-remote-gateways; } }\n"
           "peering hub two { at hub { allow-gateway-transit; } at two { use-remote-gateways; } }\n"
           "vpn-gateway vpn { in hub; active-active; }\nroute-table t { " +
           routes + " }\n";
}

TEST(UserRoutes, LeadToTheVpnGateway) {
    const Built built = build_clean(vpn_hub("route 10.2.0.0/16 gateway;"));
    EXPECT_EQ(built.ways("one/a", "10.2.0.4"),
              (Lines{"one/a > vpn/0 > two > two/a", "one/a > vpn/1 > two > two/a"}));
    EXPECT_EQ(built.ways("one/a", "10.2.0.4", {"vpn/0"}), (Lines{"one/a > vpn/1 > two > two/a"}));
    EXPECT_EQ(built.ways("one/a", "10.2.0.4", {"vpn/0", "vpn/1"}), (Lines{"one/a: next-hop-down"}));
}

TEST(UserRoutes, LeadNowhere) {
    const Built built = build_clean(vpn_hub("route 10.0.3.0/24 none;"));
    EXPECT_EQ(built.ways("one/a", "10.0.3.4"), (Lines{"one/a: null-routed"}));
    EXPECT_EQ(built.ways("one/a", "10.0.2.4"), (Lines{"one/a > hub > hub/GatewaySubnet"}));
    EXPECT_EQ(built.ways("one/b", "10.0.3.4"), (Lines{"one/b > hub > hub/a"}));
}

TEST(UserRoutes, LeadToTheInternet) {
    const Built built = build_clean(vpn_hub("route 10.0.3.0/24 internet;"));
    EXPECT_EQ(built.ways("one/a", "10.0.3.4"), (Lines{"one/a > internet"}));
}

TEST(UserRoutes, LeadIntoTheNetworkItself) {
    const Built built = build_clean(vpn_hub("route 10.1.0.0/16 none; route 10.1.1.0/24 vnet-local;"));
    EXPECT_EQ(built.ways("one/a", "10.1.1.4"), (Lines{"one/a > one > one/b"}));
    EXPECT_EQ(built.ways("one/a", "10.1.2.4"), (Lines{"one/a: null-routed"}));
}

// -- a subnet's own space
// ----------------------------------------------------------------------------------------------

TEST(UserRoutes, OfTheSubnetsOwnSpaceCatchWhatIsSentAndNotWhatArrives) {
    const Built built = build_clean(vpn_hub("route 10.1.0.0/16 none;"));
    EXPECT_EQ(built.ways("one/a", "10.1.0.9"), (Lines{"one/a: null-routed"}));
    EXPECT_EQ(built.ways("one/b", "10.1.0.9"), (Lines{"one/b > one > one/a/inbound"}));
    const Built part = build_clean(vpn_hub("route 10.1.0.8/29 none;"));
    EXPECT_EQ(part.ways("one/a", "10.1.0.9"), (Lines{"one/a: null-routed"}));
    EXPECT_EQ(part.ways("one/a", "10.1.0.20"), (Lines{"one/a > one > one/a/inbound"}));
    EXPECT_EQ(part.ways("one/b", "10.1.0.9"), (Lines{"one/b > one > one/a/inbound"}));
}

TEST(UserRoutes, ShorterThanTheSpaceLeaveTheSubnetWhole) {
    const Built built = build_clean(vpn_hub("route 10.0.0.0/8 none;"));
    EXPECT_EQ(built.ways("one/a", "10.1.0.9"), (Lines{"one/a"}));
    EXPECT_FALSE(built.net.find_node("one/a/inbound").known());
}

} // namespace
