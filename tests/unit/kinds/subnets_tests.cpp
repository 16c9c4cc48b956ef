// Virtual networks with subnets: a table each, a fabric between them, interfaces in them, and what every
// table begins with.

#include <algorithm>

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;

const std::string hub = R"(
vnet hub {
  space 10.0.0.0/16;
  subnet GatewaySubnet 10.0.2.0/24;
  subnet nva 10.0.3.0/24;
  subnet app 10.0.4.0/24 { host vm 10.0.4.4; }
}
vnet spoke { space 10.1.0.0/16; subnet a 10.1.0.0/24; }
peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }
appliance nva { in hub/nva; address 10.0.3.4; asn 65001; ip-forwarding; }
)";

const std::string site = R"(
router r { asn 65010; owns 10.9.0.0/16 192.0.2.0/24; }
policy lan { match prefix 10.9.0.0/16; accept; }
expressroute-gateway er { in hub; }
circuit c { gateway er; primary r { export lan; } }
)";

bool has(const Lines& lines, const std::string& line) {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

TEST(Subnets, MeetThroughTheFabric) {
    const Built built = build(hub);
    EXPECT_EQ(built.ways("hub/app", "10.0.3.7"), (Lines{"hub/app > hub > hub/nva"}));
    EXPECT_EQ(built.ways("hub/app", "10.1.0.4"), (Lines{"hub/app > spoke > spoke/a"}));
    EXPECT_EQ(built.ways("hub/app", "10.0.4.9"), (Lines{"hub/app"}));
}

TEST(Subnets, AnAddressInNoSubnetIsNowhere) {
    EXPECT_EQ(build(hub).ways("spoke/a", "10.0.200.1"), (Lines{"spoke/a > hub: no-route"}));
}

TEST(Subnets, AnInterfaceAnswersForItsAddress) {
    const Built built = build(hub);
    EXPECT_EQ(built.ways("hub/app", "10.0.3.4"), (Lines{"hub/app > hub > nva"}));
    EXPECT_EQ(built.ways("spoke/a", "10.0.3.4"), (Lines{"spoke/a > hub > nva"}));
    EXPECT_EQ(built.ways("hub/nva", "10.0.3.4"), (Lines{"hub/nva > nva"}));
}

TEST(Subnets, EachHearsTheGateways) {
    const Built built = build_clean(hub + site);
    EXPECT_EQ(built.ways("hub/app", "10.9.0.4"), (Lines{"hub/app > c/primary > r"}));
    EXPECT_EQ(built.ways("spoke/a", "10.9.0.4"), (Lines{"spoke/a > c/primary > r"}));
    EXPECT_EQ(built.ways("r", "10.1.0.4"), (Lines{"r > c/primary > er > spoke > spoke/a"}));
    EXPECT_EQ(built.ways("r", "10.0.3.4"), (Lines{"r > c/primary > er > hub > nva"}));
}

TEST(Subnets, OfGatewaysHearNothing) {
    const Built built = build_clean(hub + site);
    EXPECT_EQ(built.ways("hub/GatewaySubnet", "10.9.0.4"), (Lines{"hub/GatewaySubnet: no-route"}));
}

TEST(Subnets, HostsOfTheNetworkStandInTheSubnetOfTheirAddress) {
    const Built built = build_clean("vnet v { space 10.9.0.0/24; host vm 10.9.0.68; subnet a 10.9.0.0/26; "
                                    "subnet b 10.9.0.64/26; }\n");
    EXPECT_TRUE(built.net[built.net.find_node("v/a")].hosts.empty());
    ASSERT_EQ(built.net[built.net.find_node("v/b")].hosts.size(), 1U);
    EXPECT_EQ(built.net[built.net.find_node("v/b")].hosts.front().name, "vm");
}

TEST(SystemRoutes, OfATableAreItsSpaceItsPeersTheInternetAndNowhere) {
    EXPECT_EQ(build(hub).fixed("hub/app"),
              (Lines{"10.0.0.0/16 system vnet-local", "0.0.0.0/0 system internet", "10.0.0.0/8 system none",
                     "100.64.0.0/10 system none", "172.16.0.0/12 system none", "192.168.0.0/16 system none",
                     "10.1.0.0/16 system peering"}));
}

TEST(SystemRoutes, LeadToTheInternetButForPrivateAddresses) {
    const Built built = build_clean(hub + site);
    EXPECT_EQ(built.ways("hub/app", "198.51.100.1"), (Lines{"hub/app > internet"}));
    EXPECT_EQ(built.ways("hub/app", "10.200.0.1"), (Lines{"hub/app: no-route"}));
    EXPECT_EQ(built.ways("hub/app", "100.64.0.1"), (Lines{"hub/app: no-route"}));
    EXPECT_EQ(built.ways("hub/app", "172.31.0.1"), (Lines{"hub/app: no-route"}));
    EXPECT_EQ(built.ways("hub/app", "192.168.0.1"), (Lines{"hub/app: no-route"}));
}

TEST(SystemRoutes, ToNowhereLoseToBgpOfTheSamePrefix) {
    const std::string all = "change router r { originate 10.0.0.0/8 0.0.0.0/0; }\n"
                            "change policy lan { match prefix 10.0.0.0/8 0.0.0.0/0; accept; }\n";
    const Built built = build_clean(hub + site + all);
    EXPECT_EQ(built.ways("hub/app", "10.200.0.1"), (Lines{"hub/app > c/primary > r: no-route"}));
    EXPECT_EQ(built.ways("hub/app", "198.51.100.1"), (Lines{"hub/app > c/primary > r: no-route"}));
}

const std::string bgp_default = "change router r { originate 0.0.0.0/0; }\n"
                                "change policy lan { match prefix 0.0.0.0/0; accept; }\n";

TEST(SystemRoutes, ToNowhereStayBesideADefaultRouteOfBgp) {
    const Built built = build_clean(hub + site + bgp_default);
    EXPECT_EQ(built.ways("hub/app", "192.168.0.1"), (Lines{"hub/app: no-route"}));
    EXPECT_TRUE(has(built.net.assumptions,
                    "bgp-default-keeps-none-routes: a default route learned over BGP leaves the system routes to "
                    "nowhere (10.0.0.0/8 and others) in the tables of `hub`"));
    EXPECT_EQ(build_clean(hub + site).net.assumptions.size(), 1U);
}

TEST(SystemRoutes, ToNowhereGoWithADefaultRouteOfBgpIfTheNetworkSaysSo) {
    const Built built =
        build_clean(hub + site + bgp_default + "change vnet hub { bgp-default-removes-none-routes; }\n");
    EXPECT_EQ(built.ways("hub/app", "192.168.0.1"), (Lines{"hub/app > c/primary > r: no-route"}));
    EXPECT_EQ(built.ways("hub/app", "10.1.0.4"), (Lines{"hub/app > spoke > spoke/a"}));
}

TEST(SystemRoutes, AWholeNetworkHasThemToo) {
    const Built built = build_clean("vnet v { space 10.9.0.0/24; }\n");
    EXPECT_EQ(built.ways("v", "198.51.100.1"), (Lines{"v > internet"}));
    EXPECT_EQ(built.ways("v", "10.9.1.1"), (Lines{"v: no-route"}));
}

TEST(Internet, IsANodeLikeAnother) {
    const Built built = build_clean("vnet v { space 10.9.0.0/24; }\nrouter r { owns 192.0.2.0/24; "
                                    "static 0.0.0.0/0 via internet; }\nlink r internet;\n");
    EXPECT_EQ(built.ways("r", "198.51.100.1"), (Lines{"r > internet"}));
    EXPECT_EQ(built.ways("r", "198.51.100.1", {"r--internet"}), (Lines{"r: no-route"}));
}

} // namespace
