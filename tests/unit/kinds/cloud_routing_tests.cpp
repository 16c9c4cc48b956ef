// What circuits, gateways and virtual networks do to routes and packets: each rule with the case in which it
// must not act.

#include <algorithm>

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;

// Two CEs, a firewall that ends the VPN, a hub and a spoke: seed 001 without its local preference.
const std::string hybrid = R"(
firewall fw { asn 65020; owns 10.1.0.0/24; multipath; }
router ce1 { asn 65020; }
router ce2 { asn 65020; }
link fw ce1;
link fw ce2;
bgp fw ce1 { at ce1 { export er; next-hop-self; } }
bgp fw ce2 { at ce2 { export er; next-hop-self; } }
policy er { set local-preference 150; accept; }
policy lan { match prefix 10.1.0.0/24; accept; }
vnet hub { space 10.17.0.0/24; }
vnet spoke { space 10.18.0.0/24; }
peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }
expressroute-gateway ergw { in hub; }
vpn-gateway vpngw { in hub; active-active; }
circuit c { gateway ergw; primary ce1 { export lan; } secondary ce2 { export lan; } }
vpn v { gateway vpngw; site fw { export lan; } }
)";

const Lines over_expressroute = {"spoke > c/primary > ce1 > fw", "spoke > c/secondary > ce2 > fw"};
const Lines over_vpn = {"spoke > vpngw/0 > fw", "spoke > vpngw/1 > fw"};

TEST(ExpressRoute, PacketsComeInThroughTheGatewayAndLeaveWithoutIt) {
    const Built built = build_clean(hybrid);
    EXPECT_EQ(built.ways("fw", "10.18.0.4"),
              (Lines{"fw > ce1 > c/primary > ergw > spoke", "fw > ce2 > c/secondary > ergw > spoke"}));
    EXPECT_EQ(built.ways("spoke", "10.1.0.4"), over_expressroute);
}

TEST(ExpressRoute, WinsOverTheVpnForTheSamePrefixWhateverTheAsPath) {
    const Built built =
        build_clean(hybrid + "policy long { match prefix 10.1.0.0/24; prepend own times 3; accept; }\n"
                             "change circuit c { primary ce1 { export long; } "
                             "secondary ce2 { export long; } }\n");
    EXPECT_EQ(built.routes("spoke", "10.1.0.0/24"),
              (Lines{"vpngw/0--spoke: 65020, less-preferred", "vpngw/1--spoke: 65020, less-preferred",
                     "c/primary--spoke: 12076 65020 65020 65020 65020",
                     "c/secondary--spoke: 12076 65020 65020 65020 65020"}));
}

TEST(ExpressRoute, LosesToALongerPrefixOverTheVpn) {
    const Built built = build_clean(hybrid + "policy half { match prefix 10.1.0.0/24 10.1.0.0/25; accept; }\n"
                                             "change firewall fw { originate 10.1.0.0/25; }\n"
                                             "change vpn v { site fw { export half; } }\n");
    EXPECT_EQ(built.ways("spoke", "10.1.0.4"), over_vpn);
    EXPECT_EQ(built.ways("spoke", "10.1.0.200"), over_expressroute);
}

TEST(ExpressRoute, TheShorterAsPathWinsAmongItsConnections) {
    const Built built =
        build_clean(hybrid + "policy long { match prefix 10.1.0.0/24; prepend own times 3; accept; }\n"
                             "change circuit c { secondary ce2 { export long; } }\n");
    EXPECT_EQ(built.ways("spoke", "10.1.0.4"), (Lines{"spoke > c/primary > ce1 > fw"}));
}

TEST(ExpressRoute, AConnectionFailsWhole) {
    const Built built = build_clean(hybrid);
    EXPECT_EQ(built.ways("spoke", "10.1.0.4", {"c/primary"}), (Lines{"spoke > c/secondary > ce2 > fw"}));
    EXPECT_EQ(built.ways("fw", "10.18.0.4", {"c/primary"}), (Lines{"fw > ce2 > c/secondary > ergw > spoke"}));
    EXPECT_EQ(built.ways("spoke", "10.1.0.4", {"c/primary", "c/secondary"}), over_vpn);
}

TEST(ExpressRoute, EgressIsLostWithTheGatewayThoughItIsNotOnTheWay) {
    const Built built = build_clean(hybrid);
    EXPECT_EQ(built.ways("spoke", "10.1.0.4", {"ergw"}), over_vpn);
    EXPECT_EQ(built.ways("hub", "10.1.0.4", {"ergw"}), (Lines{"hub > vpngw/0 > fw", "hub > vpngw/1 > fw"}));
}

TEST(ExpressRoute, ADisabledConnectionIsNeverUp) {
    const Built built = build_clean(hybrid + "change circuit c { primary ce1 { disabled; } }\n");
    EXPECT_EQ(built.ways("spoke", "10.1.0.4"), (Lines{"spoke > c/secondary > ce2 > fw"}));
}

TEST(ExpressRoute, CustomersSeeOnlyMicrosoftsAsn) {
    const Built built = build_clean(hybrid);
    EXPECT_EQ(built.routes("ce1", "10.18.0.0/24").back(), "ce1--c/primary: 12076");
}

TEST(ExpressRoute, ACustomersRouteIsNotToldBackToCustomers) {
    // The CE prefers what the circuit tells it. Were its own route among that, with 65020 removed, it would
    // loop.
    const Built built = build_clean(hybrid + "change circuit c { primary ce1 { import er; } }\n");
    EXPECT_EQ(built.ways("ce1", "10.1.0.4"), (Lines{"ce1 > fw"}));
}

TEST(ExpressRoute, TheHigherConnectionWeightWinsAtTheGateway) {
    const std::string second = R"(
router ce3 { asn 65020; }
link fw ce3;
bgp fw ce3 { at ce3 { next-hop-self; } }
circuit d { gateway ergw { weight 10; } primary ce3 { export lan; } }
)";
    const Built built = build_clean(hybrid + second);
    EXPECT_EQ(built.ways("spoke", "10.1.0.4"), (Lines{"spoke > d/primary > ce3 > fw"}));
    EXPECT_EQ(built.ways("spoke", "10.1.0.4", {"d/primary"}), over_expressroute);
}

TEST(ExpressRoute, AGatewayCarriesNothingFromOneCircuitToAnother) {
    const std::string far_site = R"(
router far { asn 65030; owns 10.3.0.0/24; }
policy far-lan { match prefix 10.3.0.0/24; accept; }
circuit d { gateway ergw; primary far { export far-lan; } }
)";
    const Built built = build_clean(hybrid + far_site);
    EXPECT_EQ(built.ways("spoke", "10.3.0.4"), (Lines{"spoke > d/primary > far"}));
    EXPECT_EQ(built.ways("fw", "10.3.0.4"), (Lines{"fw: no-route"}));
    EXPECT_EQ(built.ways("far", "10.1.0.4"), (Lines{"far: no-route"}));
}

// Seed 004: one circuit, three gateways. `set` is who has the flag.
Built three_gateways(const std::string& set) {
    std::string text = "circuit c { gateway g1; gateway g2; gateway g3; }\n";
    for (const std::string i : {"1", "2", "3"}) {
        const std::string flag = set.find(i) == std::string::npos ? "" : " allow-remote-vnet-traffic;";
        text += "vnet v" + i + " { space 10." + i + ".0.0/16; }\nexpressroute-gateway g" + i + " { in v" + i +
                ";" + flag + " }\n";
    }
    return build_clean(text);
}

TEST(RemoteVnets, AreRejectedByDefault) {
    const Built built = three_gateways("");
    EXPECT_EQ(built.ways("v1", "10.2.0.4"), (Lines{"v1: no-route"}));
    EXPECT_EQ(built.routes("v1", "10.2.0.0/16"), (Lines{"c/primary--v1: 12076 12076, rejected-by-policy",
                                                        "c/secondary--v1: 12076 12076, rejected-by-policy"}));
}

TEST(RemoteVnets, ReachEachOtherIffBothAllowIt) {
    const Built one = three_gateways("2");
    EXPECT_EQ(one.ways("v1", "10.2.0.4"), (Lines{"v1: no-route"}));
    EXPECT_EQ(one.ways("v2", "10.1.0.4"), (Lines{"v2 > c/primary > g1 > v1", "v2 > c/secondary > g1 > v1"}));
    const Built both = three_gateways("12");
    EXPECT_EQ(both.ways("v1", "10.2.0.4"), (Lines{"v1 > c/primary > g2 > v2", "v1 > c/secondary > g2 > v2"}));
    // Measured: network 1 has a route to network 3 as well; network 3 has none back.
    EXPECT_EQ(both.ways("v1", "10.3.0.4"), (Lines{"v1 > c/primary > g3 > v3", "v1 > c/secondary > g3 > v3"}));
    EXPECT_EQ(both.ways("v3", "10.1.0.4"), (Lines{"v3: no-route"}));
}

TEST(VpnGateway, UsesOneInstanceWhenTheOthersTunnelIsDown) {
    const Built built = build_clean(hybrid);
    const Lines down = {"c/primary", "c/secondary", "v/0"};
    EXPECT_EQ(built.ways("spoke", "10.1.0.4", down), (Lines{"spoke > vpngw/1 > fw"}));
    EXPECT_EQ(built.routes("vpngw/0", "10.1.0.0/24", {"v/0"}).front(), "vpngw/0--vpngw/1: 65020");
}

TEST(VpnGateway, ListsExpressRouteAndNeverUsesIt) {
    const Built built = build_clean(hybrid);
    const Lines listed = built.routes("vpngw/0", "10.1.0.0/24", {"v/0", "v/1"});
    EXPECT_NE(std::ranges::find(listed, "ergw--vpngw/0: 12076 65020, listed-only"), listed.end());
    EXPECT_EQ(built.ways("vpngw/0", "10.1.0.4", {"v/0", "v/1"}), (Lines{"vpngw/0: no-route"}));
}

TEST(VpnGateway, PassesOnlyOneInstanceWithoutActiveActive) {
    const Built built = build_clean(hybrid + "change vpn-gateway vpngw { no active-active; }\n");
    EXPECT_EQ(built.ways("spoke", "10.1.0.4", {"ergw"}), (Lines{"spoke > vpngw/0 > fw"}));
}

// A second site: what is passed on between sites, and what is not.
const std::string second_site = R"(
router far { asn 65030; owns 10.3.0.0/24; originate 0.0.0.0/0 10.0.0.0/8; static 0.0.0.0/0 discard; static 10.0.0.0/8 discard; }
policy all { accept; }
vpn w { gateway vpngw; site far { export all; } }
)";

TEST(VpnGateway, PassesRoutesBetweenItsSites) {
    const Built built = build_clean(hybrid + second_site);
    EXPECT_EQ(built.ways("fw", "10.3.0.4"), (Lines{"fw > vpngw/0 > far", "fw > vpngw/1 > far"}));
    EXPECT_EQ(built.ways("far", "10.1.0.4").front().substr(0, 8), "far > vp");
}

TEST(VpnGateway, PassesNoDefaultRouteAndNothingThatOverlapsItsSpace) {
    const Built built = build_clean(hybrid + second_site);
    EXPECT_EQ(built.ways("fw", "192.0.2.1"), (Lines{"fw: no-route"}));
    EXPECT_EQ(built.ways("fw", "10.200.0.1"), (Lines{"fw: no-route"}));
    // Its networks do take them: supersets of their space are no threat to it.
    EXPECT_EQ(built.ways("spoke", "192.0.2.1"),
              (Lines{"spoke > vpngw/0 > far: null-routed", "spoke > vpngw/1 > far: null-routed"}));
}

TEST(SystemRoutes, BgpNeverTakesOwnOrPeeredSpace) {
    const std::string thief = R"(
no policy lan;
change firewall fw { originate 10.18.0.128/25; }
policy stolen { match prefix 10.1.0.0/24 10.18.0.128/25; accept; }
change circuit c { primary ce1 { export stolen; } secondary ce2 { export stolen; } }
change vpn v { site fw { export stolen; } }
)";
    const Built built = build_clean(hybrid + thief);
    EXPECT_EQ(built.ways("hub", "10.18.0.200"), (Lines{"hub > spoke"}));
    EXPECT_EQ(built.ways("spoke", "10.18.0.200"), (Lines{"spoke"}));
    EXPECT_EQ(built.ways("vpngw/0", "10.18.0.200"), (Lines{"vpngw/0 > spoke"}));
}

TEST(Peering, IsNotTransitive) {
    const Built built = build_clean(hybrid + "vnet other { space 10.19.0.0/24; }\npeering hub other;\n");
    EXPECT_EQ(built.ways("hub", "10.19.0.4"), (Lines{"hub > other"}));
    EXPECT_EQ(built.ways("spoke", "10.19.0.4"), (Lines{"spoke: no-route"}));
}

TEST(Peering, WithoutGatewayTransitGivesTheNetworkItselfOnly) {
    const Built built = build_clean(hybrid + "vnet other { space 10.19.0.0/24; }\npeering hub other;\n");
    EXPECT_EQ(built.ways("other", "10.17.0.4"), (Lines{"other > hub"}));
    EXPECT_EQ(built.ways("other", "10.1.0.4"), (Lines{"other: no-route"}));
    EXPECT_EQ(built.ways("fw", "10.19.0.4"), (Lines{"fw: no-route"}));
}

TEST(Peering, SpokesOfOneHubDoNotMeetThroughItsGateways) {
    const Built built = build_clean(hybrid + "vnet other { space 10.19.0.0/24; }\n"
                                             "peering hub other { at hub { allow-gateway-transit; } "
                                             "at other { use-remote-gateways; } }\n");
    EXPECT_EQ(built.ways("other", "10.1.0.4").size(), 2U);
    EXPECT_EQ(built.ways("spoke", "10.19.0.4"), (Lines{"spoke: no-route"}));
    const Built open =
        build_clean(hybrid + "vnet other { space 10.19.0.0/24; }\n"
                             "change expressroute-gateway ergw { allow-remote-vnet-traffic; }\n"
                             "peering hub other { at hub { allow-gateway-transit; } "
                             "at other { use-remote-gateways; } }\n");
    EXPECT_EQ(open.ways("spoke", "10.19.0.4"), (Lines{"spoke: no-route"}));
}

TEST(Peering, DeniedAccessDropsPacketsBothWays) {
    const Built built =
        build_clean(hybrid + "change peering hub spoke { at spoke { no allow-virtual-network-access; } }\n");
    EXPECT_EQ(built.ways("hub", "10.18.0.4"), (Lines{"hub: null-routed"}));
    EXPECT_EQ(built.ways("spoke", "10.17.0.4"), (Lines{"spoke: null-routed"}));
}

// Seed 003: a branch network behind a VPN between gateways; it reaches the site behind the other gateway's
// VPN.
const std::string branch = R"(
vnet branch { space 10.20.0.0/24; }
vpn-gateway branch-vpn { in branch; asn 65516; }
vpn b { gateway vpngw; gateway branch-vpn; }
)";

TEST(VpnBetweenGateways, PassesWhatEachKnowsWithItsOwnAsn) {
    const Built built = build_clean(hybrid + branch);
    EXPECT_EQ(built.ways("branch", "10.18.0.4"),
              (Lines{"branch > branch-vpn/0 > vpngw/0 > spoke", "branch > branch-vpn/0 > vpngw/1 > spoke"}));
    EXPECT_EQ(built.ways("spoke", "10.20.0.4"),
              (Lines{"spoke > vpngw/0 > branch-vpn/0 > branch", "spoke > vpngw/1 > branch-vpn/0 > branch"}));
    // The path holds 65515, the ASN of every virtual network, and is used all the same.
    EXPECT_EQ(built.routes("branch", "10.1.0.0/24"), (Lines{"branch-vpn/0--branch: 65516 65515 65020"}));
    EXPECT_EQ(built.ways("branch", "10.1.0.4"),
              (Lines{"branch > branch-vpn/0 > vpngw/0 > fw", "branch > branch-vpn/0 > vpngw/1 > fw"}));
}

TEST(VpnBetweenGateways, CarriesNothingWhereBothHaveOneAsn) {
    const Built built = build(hybrid + branch + "change vpn-gateway branch-vpn { no asn; }\n");
    EXPECT_EQ(built.codes(), (Lines{"VN0222"}));
    EXPECT_EQ(built.ways("branch", "10.18.0.4"), (Lines{"branch: no-route"}));
}

TEST(Failures, CountDevicesConnectionsTunnelsAndLinksOnce) {
    const Built built = build_clean(hybrid);
    Lines of_class[network::failure_classes];
    for (const network::FailureGroup& group : built.net.failures)
        of_class[static_cast<std::size_t>(group.failure_class)].push_back(group.name);
    using enum network::FailureClass;
    EXPECT_EQ(of_class[static_cast<std::size_t>(connection)], (Lines{"c/primary", "c/secondary"}));
    EXPECT_EQ(of_class[static_cast<std::size_t>(tunnel)], (Lines{"v/0", "v/1"}));
    EXPECT_EQ(of_class[static_cast<std::size_t>(link)], (Lines{"fw--ce1", "fw--ce2"}));
    EXPECT_EQ(of_class[static_cast<std::size_t>(node)],
              (Lines{"fw", "ce1", "ce2", "ergw", "vpngw/0", "vpngw/1"}));
}

TEST(Transports, EveryWayBetweenSitesCrossesOne) {
    const Built built = build_clean(hybrid);
    ASSERT_EQ(built.net.transports.size(), 2U);
    for (const network::Link& link : built.net.links) {
        const bool leaves_cloud =
            (built.net[link.from].kind == "vnet") != (built.net[link.to].kind == "vnet") &&
            (built.net[link.from].kind == "circuit" || built.net[link.to].kind == "circuit");
        const bool tunnel = link.name.starts_with("v/"), customer = link.name.starts_with("c/");
        if (leaves_cloud || tunnel || customer)
            EXPECT_TRUE(link.transport.has_value()) << link.name;
        else
            EXPECT_FALSE(link.transport.has_value() && built.net[*link.transport].name == "v") << link.name;
    }
}

} // namespace
