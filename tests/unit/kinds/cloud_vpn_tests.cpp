// VPNs without BGP, and between gateways of several instances.

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;

const std::string hub = R"(
vnet hub { space 10.9.0.0/16; }
vnet spoke { space 10.8.0.0/16; }
peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }
vpn-gateway g { in hub; active-active; }
router branch { owns 192.168.0.0/16; static 10.0.0.0/8 via g; }
vpn v { gateway g; site branch { prefixes 192.168.0.0/16; } }
)";

TEST(StaticVpn, BothSidesReachEachOtherWithoutBgp) {
    const Built built = build_clean(hub);
    for (const std::string network : {"hub", "spoke"}) {
        EXPECT_EQ(built.ways(network, "192.168.0.1"),
                  (Lines{network + " > g/0 > branch", network + " > g/1 > branch"}));
        EXPECT_EQ(built.routes(network, "192.168.0.0/16"),
                  (Lines{"g/0--" + network + ": ", "g/1--" + network + ": "}));
    }
    EXPECT_EQ(built.ways("branch", "10.8.0.4"), (Lines{"branch > g/0 > spoke", "branch > g/1 > spoke"}));
}

TEST(StaticVpn, ARouteGoesWithItsTunnel) {
    const Built built = build_clean(hub);
    EXPECT_EQ(built.held("g/0", "g/1", "192.168.0.0/16", {"v/0"}), " via g/1 weight 32768");
    EXPECT_EQ(built.ways("hub", "192.168.0.1", {"v/0"}), Lines{"hub > g/1 > branch"});
    EXPECT_EQ(built.ways("hub", "192.168.0.1", {"v/0", "v/1"}), Lines{"hub: no-route"});
}

TEST(StaticVpn, OtherSitesHearOfIt) {
    const Built built = build_clean(hub + R"(
router dc { asn 65001; owns 10.1.0.0/16; }
policy lan { match prefix 10.1.0.0/16; accept; }
vpn w { gateway g; site dc { export lan; } }
)");
    EXPECT_EQ(built.held("dc", "g/0", "192.168.0.0/16"), "65515 via g/0 weight 0");
    EXPECT_EQ(built.ways("dc", "192.168.0.1"), (Lines{"dc > g/0 > branch"}));
    EXPECT_EQ(built.ways("branch", "10.1.0.4"), (Lines{"branch > g/0 > dc", "branch > g/1 > dc"}));
}

TEST(StaticVpn, ARouteServerPassesItOn) {
    const Built built = build_clean(hub + R"(
change vnet hub { subnet RouteServerSubnet 10.9.1.0/24; subnet GatewaySubnet 10.9.2.0/24; }
route-server rs { in hub; branch-to-branch; }
expressroute-gateway er { in hub; }
router ce { asn 65020; owns 10.1.0.0/16; }
policy lan { match prefix 10.1.0.0/16; accept; }
circuit c { gateway er; primary ce { export lan; } }
)");
    // Learned routes of the public lab fabferri/az-pattern, er-rs-vpn-transitive.
    EXPECT_EQ(built.held("er", "g/0", "192.168.0.0/16"), " via g/0 weight 32768");
    EXPECT_EQ(built.held("c/primary", "er", "192.168.0.0/16"), "65515 via er weight 0");
    EXPECT_EQ(built.held("ce", "c/primary", "192.168.0.0/16"), "12076 via c/primary weight 0");
    EXPECT_EQ(built.held("g/0", "er", "10.1.0.0/16"), "12076 65020 via c/primary weight 32768");
    EXPECT_EQ(built.ways("branch", "10.1.0.4"),
              (Lines{"branch > g/0 > c/primary > ce", "branch > g/1 > c/primary > ce"}));
}

TEST(StaticVpn, NeedsPrefixesForASite) {
    EXPECT_EQ(build("vnet hub { space 10.9.0.0/16; }\nvpn-gateway g { in hub; }\nrouter r { static "
                    "10.9.0.0/16 via g; }\n"
                    "vpn v { gateway g; site r; no bgp; }\n")
                  .codes(),
              Lines{"VN0264"});
}

TEST(StaticVpn, HasNoPolicies) {
    EXPECT_EQ(build(hub + "policy p { accept; }\nchange vpn v { site branch { export p; } }\n").codes(),
              Lines{"VN0264"});
}

TEST(StaticVpn, LeadsNowhereIntoItsOwnNetworks) {
    EXPECT_EQ(build(hub + "change vpn v { site branch { prefixes 10.8.1.0/24; } }\n").codes(),
              Lines{"VN0265"});
    EXPECT_EQ(build(hub + "change vpn v { site branch { prefixes 10.0.0.0/8; } }\n").codes(), Lines{});
}

TEST(StaticVpn, WarnsAboutASiteWithNoWayBack) {
    EXPECT_EQ(build(hub + "change router branch { no static; }\n").codes(), Lines{"VN0268"});
}

// -- between networks
// ---------------------------------------------------------------------------------------------

const std::string pair = R"(
vnet a { space 10.1.0.0/16; }
vnet b { space 10.2.0.0/16; }
vpn-gateway ga { in a; active-active; }
vpn-gateway gb { in b; active-active; }
)";

TEST(VpnBetweenNetworks, WithoutBgpOneAsnIsEnough) {
    const Built built = build_clean(pair + "vpn v { gateway ga; gateway gb; no bgp; }\n");
    EXPECT_EQ(built.ways("a", "10.2.0.4").size(), 4U);
    EXPECT_EQ(built.ways("b", "10.1.0.4").size(), 4U);
    EXPECT_EQ(build(pair + "vpn v { gateway ga; gateway gb; }\n").codes(), Lines{"VN0222"});
}

TEST(VpnBetweenNetworks, PrefixesSayWhatLiesBehindAGateway) {
    const Built built =
        build_clean(pair + "vpn v { gateway ga { prefixes 10.1.0.0/16 10.5.0.0/16; } gateway gb; }\n");
    EXPECT_EQ(built.routes("b", "10.5.0.0/16").size(), 2U);
    EXPECT_EQ(built.ways("b", "10.5.0.4").front(), "b > gb/0 > ga/0: no-route");
    EXPECT_EQ(built.ways("a", "10.2.0.4").size(), 4U);
}

TEST(VpnBetweenNetworks, EveryInstanceHasATunnelToEveryOther) {
    const Built built =
        build_clean(pair + "change vpn-gateway gb { asn 65516; }\nvpn v { gateway ga; gateway gb; }\n");
    EXPECT_EQ(built.ways("a", "10.2.0.4"), (Lines{"a > ga/0 > gb/0 > b", "a > ga/0 > gb/1 > b",
                                                  "a > ga/1 > gb/0 > b", "a > ga/1 > gb/1 > b"}));
    EXPECT_EQ(built.ways("a", "10.2.0.4", {"v/0", "v/2"}),
              (Lines{"a > ga/1 > gb/0 > b", "a > ga/1 > gb/1 > b"}));
}

} // namespace
