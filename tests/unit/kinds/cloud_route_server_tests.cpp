// What a route server learns, tells and programs: who hears of whom with which path (seed 002), and each rule
// in both directions.

#include <algorithm>

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;

// Microsoft's first figure: an SD-WAN appliance and an ExpressRoute gateway in one network.
const std::string hub = R"(
vnet hub {
  space 10.0.0.0/16;
  subnet RouteServerSubnet 10.0.1.0/24;
  subnet GatewaySubnet     10.0.2.0/24;
  subnet sdwan             10.0.3.0/24;
  subnet app               10.0.4.0/24;
}
expressroute-gateway er { in hub; }
router onprem1 { asn 65010; owns 10.1.0.0/16; }
router onprem2 { asn 65020; owns 10.2.0.0/16; }
policy lan2 { match prefix 10.2.0.0/16; accept; }
circuit wan { gateway er; primary onprem2 { export lan2; } secondary onprem2 { export lan2; } }
)";
const std::string sdwan = hub + R"(
policy lan1 { match prefix 10.1.0.0/16 10.5.0.0/16 10.5.1.0/24; accept; }
policy all { accept; }
route-server rs { in hub; addresses 10.0.1.4 10.0.1.5; }
appliance sdwan { in hub/sdwan; address 10.0.3.4; asn 65001; ip-forwarding; }
link sdwan onprem1;
bgp sdwan onprem1 { at sdwan { export all; } at onprem1 { export lan1; } }
bgp sdwan rs { at sdwan { export all; } }
)";
const std::string exchange = "change route-server rs { branch-to-branch; }\n";

TEST(RouteServer, WithoutExchangeNeitherSideHearsOfTheOther) {
    const Built built = build_clean(sdwan);
    EXPECT_EQ(built.held("sdwan", "rs/0", "10.0.0.0/16"), "65515 via rs/0 weight 0");
    EXPECT_EQ(built.held("sdwan", "rs/0", "10.2.0.0/16"), "");
    EXPECT_EQ(built.held("onprem2", "wan/primary", "10.0.0.0/16"), "12076 via wan/primary weight 0");
    EXPECT_EQ(built.held("onprem2", "wan/primary", "10.1.0.0/16"), "");
    EXPECT_EQ(built.ways("onprem1", "10.2.0.10"), Lines{"onprem1: no-route"});
    // Both reach the network and are reached from it.
    EXPECT_EQ(built.ways("hub/app", "10.1.0.10"), Lines{"hub/app > sdwan > onprem1"});
    EXPECT_EQ(built.ways("onprem1", "10.0.4.4"), Lines{"onprem1 > sdwan > hub/sdwan > hub > hub/app"});
    EXPECT_EQ(built.ways("onprem2", "10.0.4.4").front(), "onprem2 > wan/primary > er > hub > hub/app");
}

TEST(RouteServer, WithExchangeEachSideHearsOfTheOther) {
    const Built built = build_clean(sdwan + exchange);
    EXPECT_EQ(built.held("sdwan", "rs/0", "10.0.0.0/16"), "65515 via rs/0 weight 0");
    EXPECT_EQ(built.held("sdwan", "rs/0", "10.2.0.0/16"), "65515 12076 65020 via rs/0 weight 0");
    EXPECT_EQ(built.held("er", "rs/0", "10.1.0.0/16"), "65001 65010 via sdwan weight 32768");
    EXPECT_EQ(built.held("wan/primary", "er", "10.1.0.0/16"), "65515 65001 65010 via er weight 0");
    EXPECT_EQ(built.held("onprem2", "wan/primary", "10.1.0.0/16"), "12076 via wan/primary weight 0");
    EXPECT_EQ(built.ways("onprem2", "10.1.0.10"), (Lines{"onprem2 > wan/primary > er > sdwan > onprem1"}));
    const Lines there = built.ways("onprem1", "10.2.0.10");
    ASSERT_EQ(there.size(), 1U); // one of the connections: load is not shared beside a route server
    EXPECT_TRUE(there[0].starts_with("onprem1 > sdwan > hub/sdwan > wan/")) << there[0];
}

TEST(RouteServer, IsNeverOnTheWayOfAPacket) {
    const Built built = build_clean(sdwan + exchange);
    for (const network::Link& link : built.net.links)
        EXPECT_NE(built.net[link.to].kind, "route-server") << link.name;
    EXPECT_EQ(built.ways("rs/0", "10.1.0.10"), Lines{"rs/0: filtered"});
}

TEST(RouteServer, NeverFails) {
    const Built built = build_clean(sdwan);
    for (const network::FailureGroup& group : built.net.failures)
        EXPECT_FALSE(group.name.starts_with("rs")) << group.name;
}

TEST(RouteServer, NoAdvertiseIsProgrammedAndToldToNobody) {
    const Built built = build_clean(sdwan + exchange +
                                    "policy hidden { add community 65535:65282; accept; }\n"
                                    "change bgp sdwan rs { at sdwan { export hidden; } }\n" +
                                    R"(
appliance other { in hub/sdwan; address 10.0.3.5; asn 65002; }
bgp other rs { at other { export all; } }
)");
    EXPECT_EQ(built.held("hub/app", "sdwan", "10.1.0.0/16"), "65001 65010 via sdwan weight 32768");
    EXPECT_EQ(built.held("rs/0", "sdwan", "10.1.0.0/16"), "65001 65010 via sdwan weight 32768");
    EXPECT_EQ(built.held("er", "rs/0", "10.1.0.0/16"), "kept-by-community");
    EXPECT_EQ(built.held("other", "rs/0", "10.1.0.0/16"), "kept-by-community");
    EXPECT_EQ(built.held("onprem2", "wan/primary", "10.1.0.0/16"), "");
}

// -- a VPN gateway in the appliance's place
// ----------------------------------------------------------------------

const std::string site = "policy lan1 { match prefix 10.1.0.0/16; accept; }\n";
const std::string vpn = hub + site + R"(
route-server rs { in hub; }
vpn-gateway vpn { in hub; active-active; }
vpn s2s { gateway vpn; site onprem1 { export lan1; } }
)";

TEST(RouteServerAndVpn, WithoutExchangeTheGatewaysOnlyList) {
    const Built built = build_clean(vpn);
    EXPECT_EQ(built.held("vpn/0", "er", "10.2.0.0/16"), "listed-only");
    EXPECT_EQ(built.held("er", "vpn/0", "10.1.0.0/16"), "listed-only");
    EXPECT_EQ(built.held("onprem1", "vpn/0", "10.2.0.0/16"), "");
    EXPECT_EQ(built.held("onprem2", "wan/primary", "10.1.0.0/16"), "");
}

TEST(RouteServerAndVpn, WithExchangeTheSitesMeet) {
    const Built built = build_clean(vpn + exchange);
    EXPECT_EQ(built.held("vpn/0", "er", "10.2.0.0/16").substr(0, 20), "12076 65020 via wan/");
    EXPECT_EQ(built.held("er", "vpn/1", "10.1.0.0/16"), "65010 via vpn/1 weight 32768");
    EXPECT_EQ(built.held("onprem1", "vpn/0", "10.2.0.0/16"), "65515 12076 65020 via vpn/0 weight 0");
    EXPECT_EQ(built.held("wan/primary", "er", "10.1.0.0/16"), "65515 65010 via er weight 0");
    // From the VPN straight to the edge router; from the circuit over the gateway.
    for (const std::string& way : built.ways("onprem1", "10.2.0.10"))
        EXPECT_TRUE(way.starts_with("onprem1 > vpn/") && way.find("> er >") == std::string::npos &&
                    way.ends_with(" > onprem2"))
            << way;
    EXPECT_EQ(built.ways("onprem2", "10.1.0.10"), (Lines{"onprem2 > wan/primary > er > vpn/0 > onprem1",
                                                         "onprem2 > wan/primary > er > vpn/1 > onprem1"}));
}

void expect_no_exchange(const Built& built, const std::string& code, const std::string& reason) {
    EXPECT_EQ(built.codes(), Lines{code});
    EXPECT_EQ(built.held("vpn/0", "er", "10.2.0.0/16"), "listed-only");
    EXPECT_EQ(built.held("onprem1", "vpn/0", "10.2.0.0/16"), "");
    EXPECT_EQ(built.held("onprem2", "wan/primary", "10.1.0.0/16"), "");
    std::size_t silent = 0;
    for (const network::Session& session : built.net.sessions)
        for (const network::SessionEnd* end : {&session.a, &session.b})
            if (end->restraint) {
                EXPECT_EQ(end->restraint->reason, reason) << session.name;
                ++silent;
            }
    EXPECT_GT(silent, 0U);
}

TEST(RouteServerAndVpn, OneInstanceAloneExchangesNothing) {
    expect_no_exchange(build(vpn + exchange + "change vpn-gateway vpn { no active-active; }\n"), "VN0260",
                       "route-server-needs-active-active");
}

TEST(RouteServerAndVpn, AnotherAsnExchangesNothing) {
    expect_no_exchange(build(vpn + exchange + "change vpn-gateway vpn { asn 65100; }\n"), "VN0261",
                       "route-server-needs-asn-65515");
}

TEST(RouteServerAndVpn, ExchangeThatIsOffIsTheReasonOfEverySilentEnd) {
    const Built built = build_clean(vpn);
    for (const network::Session& session : built.net.sessions)
        for (const network::SessionEnd* end : {&session.a, &session.b})
            if (end->restraint) {
                EXPECT_EQ(end->restraint->reason, "branch-to-branch-off");
            }
}

TEST(RouteServerAndVpn, WithoutARouteServerThereIsNoLineToBlame) {
    const Built built = build_clean(hub + site +
                                    "vpn-gateway vpn { in hub; active-active; }\n"
                                    "vpn s2s { gateway vpn; site onprem1 { export lan1; } }\n");
    for (const network::Session& session : built.net.sessions)
        EXPECT_FALSE(session.a.restraint || session.b.restraint) << session.name;
    EXPECT_EQ(built.held("er", "vpn/0", "10.1.0.0/16"), "listed-only");
}

// -- preferences
// ---------------------------------------------------------------------------------------------------

// Both ways announce 10.5.0.0/16; the circuit's path is longer by one.
std::string both_ways(const std::string& preference) {
    return sdwan + exchange + "change route-server rs { hub-routing-preference " + preference + "; }\n" +
           "change router onprem1 { originate 10.5.0.0/16; }\nchange router onprem2 { originate 10.5.0.0/16; "
           "}\n"
           "no policy lan2;\npolicy lan2 { term five { match prefix 10.5.0.0/16; prepend own times 1; "
           "accept; } "
           "term two { match prefix 10.2.0.0/16; accept; } }\n";
}

Lines used(const Built& built, const std::string& table) {
    Lines lines = built.routes(table, "10.5.0.0/16");
    std::erase_if(lines, [](const std::string& line) { return line.find(',') != std::string::npos; });
    return lines;
}

TEST(HubRoutingPreference, ExpressRouteIsTheDefault) {
    const Built built = build_clean(both_ways("expressroute"));
    EXPECT_EQ(used(built, "hub/app"), Lines{"er--hub/app: 12076 65020 65020"});
    EXPECT_EQ(used(build_clean(sdwan + exchange), "hub/app"), Lines{});
    EXPECT_EQ(built.held("rs/0", "er", "10.5.0.0/16").substr(0, 21), "12076 65020 65020 via");
}

TEST(HubRoutingPreference, VpnGatewayMeansAppliancesToo) {
    EXPECT_EQ(used(build_clean(both_ways("vpn-gateway")), "hub/app"), Lines{"sdwan--hub/app: 65001 65010"});
}

TEST(HubRoutingPreference, AsPathComparesAll) {
    EXPECT_EQ(used(build_clean(both_ways("as-path")), "hub/app"), Lines{"sdwan--hub/app: 65001 65010"});
    const Built longer =
        build_clean(both_ways("as-path") + "policy long { prepend own times 3; accept; }\n"
                                           "change bgp sdwan rs { at sdwan { export long; } }\n");
    EXPECT_EQ(used(longer, "hub/app"), Lines{"er--hub/app: 12076 65020 65020"});
}

TEST(HubRoutingPreference, TheLongerPrefixIsFirstOfAll) {
    const Built built = build_clean(both_ways("expressroute") +
                                    "change router onprem1 { originate 10.5.0.0/16 10.5.1.0/24; }\n");
    EXPECT_EQ(built.ways("hub/app", "10.5.1.1").front().substr(0, 15), "hub/app > sdwan");
}

TEST(HubRoutingPreference, IsIdleWithoutExchange) {
    const Built built = build(sdwan + "change route-server rs { hub-routing-preference vpn-gateway; }\n");
    EXPECT_EQ(built.codes(), Lines{"VN0266"});
}

// -- ExpressRoute beside a route server
// ---------------------------------------------------------------------------

TEST(RouteServerAndExpressRoute, LoadIsNoLongerShared) {
    const Built without = build_clean(hub);
    EXPECT_EQ(without.ways("hub/app", "10.2.0.10").size(), 2U);
    const Built beside = build_clean(hub + "route-server rs { in hub; }\n");
    EXPECT_EQ(beside.ways("hub/app", "10.2.0.10").size(), 1U);
    EXPECT_EQ(beside.ways("hub/app", "10.2.0.10", {"wan/primary"}),
              Lines{"hub/app > wan/secondary > onprem2"});
}

TEST(RouteServerAndExpressRoute, RelayedRoutesOfOtherNetworksAreNotTaken) {
    const std::string second = R"(
vnet far {
  space 10.7.0.0/16;
  subnet RouteServerSubnet 10.7.1.0/24;
  subnet GatewaySubnet 10.7.2.0/24;
  subnet nva 10.7.3.0/24;
}
expressroute-gateway er2 { in far; allow-remote-vnet-traffic; }
route-server rs2 { in far; branch-to-branch; }
appliance loop { in far/nva; address 10.7.3.4; asn 65007; originate 10.77.0.0/24; }
policy all { accept; }
bgp loop rs2 { at loop { export all; } }
change circuit wan { gateway er2; }
change expressroute-gateway er { allow-remote-vnet-traffic; }
)";
    const Built without = build_clean(hub + second);
    EXPECT_EQ(without.held("er", "wan/primary", "10.77.0.0/24"),
              "12076 12076 65007 via wan/primary weight 32769");
    EXPECT_EQ(without.held("er", "wan/primary", "10.7.0.0/16"), "12076 12076 via wan/primary weight 32769");
    const Built with = build_clean(hub + second + "route-server rs { in hub; branch-to-branch; }\n");
    EXPECT_EQ(with.held("er", "wan/primary", "10.77.0.0/24"), "rejected-by-policy");
    EXPECT_EQ(with.held("er", "wan/primary", "10.7.0.0/16"), "12076 12076 via wan/primary weight 32769");
}

TEST(RouteServerAndExpressRoute, ADefaultRouteOfAnApplianceLosesToLongerOnes) {
    const Built built = build_clean(sdwan + exchange + "change appliance sdwan { originate 0.0.0.0/0; }\n");
    EXPECT_TRUE(built.ways("hub/app", "10.2.0.10").front().starts_with("hub/app > wan/"));
    EXPECT_TRUE(built.ways("hub/app", "192.0.2.1").front().starts_with("hub/app > sdwan"));
}

} // namespace
