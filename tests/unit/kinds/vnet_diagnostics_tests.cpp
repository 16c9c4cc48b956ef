// What is refused of subnets, tables, rules and appliances, word for word; and what is right beside it.

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;

std::string said(const std::string& text) {
    const Built built = build(text);
    return dsl::render(built.diagnostics, built.sources);
}

Lines codes(const std::string& text) { return build(text).codes(); }

// -- places
// ----------------------------------------------------------------------------------------------------

const std::string nva =
    "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet GatewaySubnet 10.9.0.64/26; }\n";

TEST(ApplianceDiagnostics, APlaceIsASubnetAndAnAddressOfIt) {
    EXPECT_EQ(said(nva + "appliance a { in v/nva; address 10.9.0.100; }\n"),
              R"(error[VN0224]: `10.9.0.100` lies outside `10.9.0.0/26`, the subnet `v/nva`
  --> test.net:2:33
2 | appliance a { in v/nva; address 10.9.0.100; }
  |                                 ^^^^^^^^^^ take an address of the subnet
  --> test.net:1:29
1 | vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet GatewaySubnet 10.9.0.64/26; }
  |                             ----------------------- `v/nva` is declared here

1 error
)");
    EXPECT_EQ(codes(nva + "appliance a { in v; address 10.9.0.4; }\n"), Lines{"VN0103"});
    EXPECT_EQ(codes(nva + "appliance a { in v/nvaa; address 10.9.0.4; }\n"), Lines{"VN0102"});
    EXPECT_EQ(codes(nva + "appliance a { in v/nva; }\n"), Lines{"VN0223"});
    EXPECT_EQ(codes(nva + "appliance a { address 10.9.0.4; }\n"), Lines{"VN0223"});
    EXPECT_EQ(codes(nva + "appliance a { in v/nva; address 10.9.0; }\n").size(), 1U);
    EXPECT_EQ(codes(nva + "appliance a { in v/nva; in v/nva; address 10.9.0.4; }\n").size(), 1U);
    EXPECT_EQ(codes(nva + "appliance a { in nva; address 10.9.0.4; }\n"), Lines{});
}

TEST(ApplianceDiagnostics, ThePlatformKeepsFiveAddresses) {
    for (const char* kept : {"10.9.0.0", "10.9.0.1", "10.9.0.2", "10.9.0.3", "10.9.0.63"})
        EXPECT_EQ(codes(nva + "appliance a { in v/nva; address " + kept + "; }\n"), Lines{"VN0229"}) << kept;
    for (const char* free : {"10.9.0.4", "10.9.0.62"})
        EXPECT_EQ(codes(nva + "appliance a { in v/nva; address " + free + "; }\n"), Lines{}) << free;
    EXPECT_EQ(said("vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/26 { host vm 10.9.0.3; } }\n"),
              R"(error[VN0229]: `10.9.0.3` is kept by the platform in `v/a`
  --> test.net:1:60
1 | vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/26 { host vm 10.9.0.3; } }
  |                                                            ^^^^^^^^
  help: the first four addresses and the last are; `10.9.0.4` is the first to use (azure-docs articles/virtual-network/virtual-networks-faq.md)

1 error
)");
}

TEST(ApplianceDiagnostics, AnAddressBelongsToOneMachine) {
    const std::string first = "appliance a { in v/nva; address 10.9.0.4; }\n";
    EXPECT_EQ(codes(nva + first + "appliance b { in v/nva; address 10.9.0.4; }\n"), Lines{"VN0230"});
    EXPECT_EQ(codes(nva + first + "load-balancer b { in v/nva; address 10.9.0.4; backend a; }\n"),
              Lines{"VN0230"});
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26 { host h 10.9.0.4; } }\n" + first),
              Lines{"VN0230"});
    EXPECT_EQ(codes(nva + first + "appliance b { in v/nva; address 10.9.0.5; }\n"), Lines{});
}

TEST(ApplianceDiagnostics, NothingStandsAmongGateways) {
    EXPECT_EQ(said(nva + "appliance a { in v/GatewaySubnet; address 10.9.0.70; }\n"),
              R"(error[VN0231]: nothing but gateways may stand in `v/GatewaySubnet`
  --> test.net:2:18
2 | appliance a { in v/GatewaySubnet; address 10.9.0.70; }
  |                  ^^^^^^^^^^^^^^^ put it into a subnet of its own
  --> test.net:1:53
1 | vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet GatewaySubnet 10.9.0.64/26; }
  |                                                     ----------------------------------
  note: `v/GatewaySubnet` is declared here

1 error
)");
}

TEST(ApplianceDiagnostics, SomeAsnsAreThePlatforms) {
    const auto with = [](const std::string& asn) {
        return codes(nva + "appliance a { in v/nva; address 10.9.0.4; asn " + asn + "; }\n");
    };
    for (const char* kept : {"65515", "12076", "65517", "65520", "8074", "64496"})
        EXPECT_EQ(with(kept), Lines{"VN0232"}) << kept;
    for (const char* reserved : {"23456", "65535"})
        EXPECT_EQ(with(reserved), Lines{"VN0107"}) << reserved;
    for (const char* free : {"65001", "65514", "65516", "65521"})
        EXPECT_EQ(with(free), Lines{}) << free;
}

TEST(ApplianceDiagnostics, TranslationNeedsAPlace) {
    EXPECT_EQ(said("firewall f { snat; }\n"),
              R"(error[VN0223]: `f` needs a place in a virtual network for its `snat`
  --> test.net:1:14
1 | firewall f { snat; }
  |              ^^^^^ add `in VNET/SUBNET;`: translation on premises is not modelled

1 error
)");
}

// -- the plan
// --------------------------------------------------------------------------------------------------

TEST(PlanDiagnostics, SubnetsAreApartAndNotTooSmall) {
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/25; subnet b 10.9.0.128/29; }\n"),
              Lines{});
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/25; subnet b 10.9.0.0/26; }\n"),
              Lines{"VN0225"});
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/30; }\n"), Lines{"VN0226"});
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/26; subnet a 10.9.0.64/26; }\n"),
              Lines{"VN0101"});
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; subnet a 10.9.0.1/26; }\n").size(), 1U);
}

TEST(PlanDiagnostics, ThePlatformsSubnetsHaveNamesAndSizes) {
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/28; }\n"), Lines{"VN0227"});
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; subnet AzureFirewallSubnet 10.9.0.0/27; }\n"),
              Lines{"VN0227"});
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/27; subnet "
                    "AzureFirewallSubnet 10.9.0.64/26; }\n"),
              Lines{});
    EXPECT_EQ(said("vnet v { space 10.9.0.0/24; subnet gatewaysubnet 10.9.0.0/27; }\n"),
              R"(warning[VN0228]: `gatewaysubnet` is an ordinary subnet here
  --> test.net:1:36
1 | vnet v { space 10.9.0.0/24; subnet gatewaysubnet 10.9.0.0/27; }
  |                                    ^^^^^^^^^^^^^ did you mean `GatewaySubnet`?

1 warning
)");
}

// -- route tables
// ----------------------------------------------------------------------------------------------

std::string routes(const std::string& subnet, const std::string& table) {
    return "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet " + subnet +
           " 10.9.0.64/26 { route-table t; } }\nappliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
           "route-table t { " +
           table + " }\n";
}

TEST(RouteTableDiagnostics, RoutesLeadToOneOfFiveThings) {
    EXPECT_EQ(codes(routes("app", "route 10.7.0.0/16 aplliance a;")), Lines{"VN0234"});
    EXPECT_EQ(codes(routes("app", "route 10.7.0.0/16 appliance;")), Lines{"VN0234"});
    EXPECT_EQ(codes(routes("app", "route 10.7.0.0/16 none a;")), Lines{"VN0234"});
    EXPECT_EQ(codes(routes("app", "route 10.7.0.0/16 appliance b;")), Lines{"VN0102"});
    EXPECT_EQ(codes(routes("app", "route 10.7.0.1/16 none;")).size(), 1U);
    EXPECT_EQ(codes(routes("app", "route 10.7.0.0/16 appliance a; route 10.7.0.0/16 none;")),
              Lines{"VN0235"});
    EXPECT_EQ(codes(routes("app", "route 10.7.0.0/16 appliance a; route 10.7.0.0/17 none;")), Lines{});
}

TEST(RouteTableDiagnostics, ANextHopIsAnInterface) {
    EXPECT_EQ(said(routes("app", "route 10.7.0.0/16 appliance 10.9.0.5;")),
              R"(error[VN0236]: no appliance has the address `10.9.0.5`
  --> test.net:3:45
3 | route-table t { route 10.7.0.0/16 appliance 10.9.0.5; }
  |                                             ^^^^^^^^
  help: declare what has it as an `appliance`, `firewall` or `load-balancer` in its subnet, or name it

1 error
)");
    EXPECT_EQ(codes(routes("app", "route 10.7.0.0/16 appliance r;") + "router r;\n"), Lines{"VN0236"});
}

TEST(RouteTableDiagnostics, ANextHopIsNear) {
    const std::string far = "vnet far { space 10.8.0.0/24; subnet x 10.8.0.0/26 { route-table u; } "
                            "}\nroute-table u { route 10.7.0.0/16 appliance a; }\n";
    EXPECT_EQ(codes(routes("app", "route 10.7.0.0/16 appliance a;") + far), Lines{"VN0237"});
    EXPECT_EQ(codes(routes("app", "route 10.7.0.0/16 appliance a;") + far + "peering v far;\n"), Lines{});
    EXPECT_EQ(codes(routes("app", "route 10.7.0.0/16 appliance a;") + far +
                    "peering v far { at v { no allow-virtual-network-access; } }\n"),
              Lines{"VN0237"});
    const Built built = build(routes("app", "route 10.7.0.0/16 appliance a;") + far);
    EXPECT_EQ(built.ways("far/x", "10.7.0.1"), Lines{"far/x: null-routed"});
}

TEST(RouteTableDiagnostics, GatewaySubnetTakesNoDefaultAndPropagates) {
    EXPECT_EQ(codes(routes("GatewaySubnet", "route 0.0.0.0/0 internet;")), Lines{"VN0233"});
    EXPECT_EQ(codes(routes("GatewaySubnet", "no propagate-gateway-routes;")), Lines{"VN0233"});
    EXPECT_EQ(codes(routes("GatewaySubnet", "route 10.7.0.0/16 gateway;")), Lines{"VN0233"});
    EXPECT_EQ(codes(routes("GatewaySubnet", "route 10.7.0.0/16 appliance a;")), Lines{});
    EXPECT_EQ(codes(routes("RouteServerSubnet", "route 10.7.0.0/16 appliance a;")), Lines{"VN0233"});
    EXPECT_EQ(codes(routes("app", "route 0.0.0.0/0 internet; no propagate-gateway-routes;")), Lines{});
    EXPECT_EQ(said(routes("GatewaySubnet", "no propagate-gateway-routes;")),
              R"(error[VN0233]: `t` stops gateway routes in GatewaySubnet: the gateway would not work
  --> test.net:3:17
3 | route-table t { no propagate-gateway-routes; }
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: remove `no propagate-gateway-routes` (azure-docs articles/virtual-network/virtual-networks-udr-overview.md)
  --> test.net:1:101
1 | vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet GatewaySubnet 10.9.0.64/26 { route-table t; } }
  |                                                                                                     -
  note: it is used here

1 error
)");
}

TEST(RouteTableDiagnostics, AGatewayNextHopIsAVpnGatewayAlone) {
    const std::string table = routes("GatewaySubnet 10.9.0.128/26; subnet app", "route 10.7.0.0/16 gateway;");
    EXPECT_EQ(codes(table), Lines{"VN0239"});
    EXPECT_EQ(codes(table + "vpn-gateway g { in v; }\n"), Lines{});
    EXPECT_EQ(codes(table + "expressroute-gateway e { in v; }\n"), Lines{"VN0239"});
    EXPECT_EQ(codes(table + "vpn-gateway g { in v; }\nexpressroute-gateway e { in v; }\n"), Lines{"VN0239"});
}

TEST(RouteTableDiagnostics, OneThatNobodyUsesIsNoted) {
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; }\nroute-table t { route 10.7.0.0/16 none; }\n"),
              Lines{"VN0240"});
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/26 { route-table u; } }\n"),
              Lines{"VN0102"});
}

// -- security groups
// -------------------------------------------------------------------------------------------

Lines rule(const std::string& text) {
    return codes(
        "vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/26 { host vm 10.9.0.4; network-security-group g; } }\n"
        "application-security-group web vm;\nnetwork-security-group g { inbound 4000 deny any from web to "
        "any; " +
        text + " }\n");
}

TEST(SecurityRuleDiagnostics, PrioritiesAreInRangeAndUnique) {
    EXPECT_EQ(rule("inbound 99 deny any from any to any;"), Lines{"VN0242"});
    EXPECT_EQ(rule("inbound 4097 deny any from any to any;"), Lines{"VN0242"});
    EXPECT_EQ(rule("inbound 65000 deny any from any to any;"), Lines{"VN0242"});
    EXPECT_EQ(rule("inbound 4000 deny any from any to any;"), Lines{"VN0242"});
    EXPECT_EQ(rule("outbound 4000 deny any from any to any;"), Lines{});
    EXPECT_EQ(rule("inbound 100 deny any from any to any; inbound 4096 deny any from any to any;"), Lines{});
    EXPECT_EQ(rule("inbound x deny any from any to any;").size(), 1U);
}

TEST(SecurityRuleDiagnostics, EveryWordIsChecked) {
    EXPECT_EQ(rule("inbound 100 alow any from any to any;"), Lines{"VN0241"});
    EXPECT_EQ(rule("inbound 100 allow gre from any to any;"), Lines{"VN0241"});
    EXPECT_EQ(rule("inbound 100 allow tcp to any from any;"), Lines{"VN0241"});
    EXPECT_EQ(rule("inbound 100 allow tcp from Storage to any port 443;"), Lines{"VN0241"});
    EXPECT_EQ(rule("inbound 100 allow tcp from virtualnetwork to any;"), Lines{"VN0241"});
    EXPECT_EQ(rule("inbound 100 allow any from any to any port 443;"), Lines{"VN0241"});
    EXPECT_EQ(rule("inbound 100 allow tcp from any to any port;"), Lines{"VN0241"});
    EXPECT_EQ(rule("inbound 100 allow tcp from any to any port 0;").size(), 1U);
    EXPECT_EQ(rule("inbound 100 allow tcp from any to any port 90-80;").size(), 1U);
    EXPECT_EQ(rule("inbound 100 allow tcp from 10.9.0.1/24 to any;").size(), 1U);
    EXPECT_EQ(
        rule("inbound 100 allow tcp from web 10.9.0.9 Internet to VirtualNetwork 10.0.0.0/8 port 22 80-90;"),
        Lines{});
}

TEST(SecurityGroupDiagnostics, SomeSubnetsTakeNone) {
    const auto with = [](const std::string& subnet) {
        return codes("vnet v { space 10.9.0.0/24; subnet " + subnet +
                     " 10.9.0.0/26 { network-security-group g; } }\nnetwork-security-group g { }\n");
    };
    EXPECT_EQ(with("GatewaySubnet"), Lines{"VN0233"});
    EXPECT_EQ(with("RouteServerSubnet"), Lines{"VN0233"});
    EXPECT_EQ(with("app"), Lines{});
}

TEST(SecurityGroupDiagnostics, GroupsThatNobodyUsesAreNoted) {
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\nnetwork-security-group g { }\n"
                    "application-security-group web vm;\n"),
              (Lines{"VN0240", "VN0240"}));
}

TEST(ApplicationGroupDiagnostics, MembersAreMachinesOfOneNetwork) {
    const std::string nets = "vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/26 { network-security-group g; "
                             "host one 10.9.0.4; } }\n"
                             "vnet w { space 10.8.0.0/24; host two 10.8.0.4; }\n"
                             "network-security-group g { inbound 100 deny any from web to any; }\n";
    EXPECT_EQ(codes(nets + "application-security-group web one two;\n"), Lines{"VN0243"});
    EXPECT_EQ(codes(nets + "application-security-group web three;\n"), Lines{"VN0243"});
    EXPECT_EQ(codes(nets + "application-security-group web v/a/one;\n"), Lines{});
}

// -- load balancers
// --------------------------------------------------------------------------------------------

TEST(LoadBalancerDiagnostics, BackendsAreAppliancesOfItsNetwork) {
    const std::string other =
        "vnet w { space 10.8.0.0/24; subnet x 10.8.0.0/26; }\nappliance b { in w/x; address 10.8.0.4; }\n";
    EXPECT_EQ(codes(nva + "load-balancer lb { in v/nva; address 10.9.0.9; }\n"), Lines{"VN0244"});
    EXPECT_EQ(codes(nva + other + "load-balancer lb { in v/nva; address 10.9.0.9; backend b; }\n"),
              Lines{"VN0244"});
    EXPECT_EQ(codes(nva + "firewall f;\nload-balancer lb { in v/nva; address 10.9.0.9; backend f; }\n"),
              Lines{"VN0244"});
    EXPECT_EQ(codes(nva + "router r;\nload-balancer lb { in v/nva; address 10.9.0.9; backend r; }\n"),
              Lines{"VN0103"});
    EXPECT_EQ(codes(nva + "appliance a { in v/nva; address 10.9.0.4; }\nload-balancer lb { in v/nva; address "
                          "10.9.0.9; backend a; }\n"),
              Lines{});
}

TEST(InternetDiagnostics, ItsNameIsTaken) {
    EXPECT_EQ(codes("vnet v { space 10.9.0.0/24; }\nrouter internet;\n"), Lines{"VN0101"});
    EXPECT_EQ(codes("router internet;\n"), Lines{});
}

// -- what is doubled, or never possible
// --------------------------------------------------------------------

TEST(SpaceDiagnostics, ThePlatformRefusesSomeAndSizes) {
    for (const char* refused : {"224.0.0.0/8", "127.0.0.0/8", "169.254.1.0/24", "168.63.129.0/24",
                                "0.0.0.0/0", "10.0.0.0/30", "10.0.0.0/32", "0.0.0.0/1"})
        EXPECT_EQ(codes(std::string("vnet v { space ") + refused + "; }\n"), Lines{"VN0270"}) << refused;
    for (const char* taken : {"10.0.0.0/8", "10.0.0.0/29", "203.0.113.0/24"})
        EXPECT_EQ(codes(std::string("vnet v { space ") + taken + "; }\n"), Lines{}) << taken;
    EXPECT_EQ(
        said("vnet v { space 169.254.0.0/16; }\n"),
        R"(error[VN0270]: `169.254.0.0/16` holds addresses of 169.254.0.0/16, which no virtual network may have
  --> test.net:1:16
1 | vnet v { space 169.254.0.0/16; }
  |                ^^^^^^^^^^^^^^
  help: take a private range: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (azure-docs articles/virtual-network/virtual-networks-faq.md)

1 error
)");
}

TEST(HostDiagnostics, TwoOfOneAddress) {
    EXPECT_EQ(
        said("vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/26 { host h 10.9.0.9; host i 10.9.0.9; } }\n"),
        R"(error[VN0230]: `h` has the address 10.9.0.9 already
  --> test.net:1:76
1 | vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/26 { host h 10.9.0.9; host i 10.9.0.9; } }
  |                                                                            ^^^^^^^^
  help: an address belongs to one machine
  --> test.net:1:52
1 | vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/26 { host h 10.9.0.9; host i 10.9.0.9; } }
  |                                                    ---------------- `h` is declared here

1 error
)");
}

TEST(RouteTableDiagnostics, OneThatNobodyUsesNamesWhatIsThere) {
    EXPECT_EQ(codes(nva + "route-table t { route 10.7.0.0/16 appliance nvaa; }\n"),
              (Lines{"VN0240", "VN0102"}));
}

TEST(LoadBalancerDiagnostics, ABackendIsNamedOnce) {
    const Built built = build(nva + "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
                                    "load-balancer l { in v/nva; address 10.9.0.10; backend a a; }\n");
    EXPECT_EQ(built.codes(), Lines{"VN0244"});
    EXPECT_EQ(built.diagnostics.all().front().message, "`a` is a backend already");
}

TEST(ApplicationGroupDiagnostics, AMemberIsNamedOnce) {
    const Built built =
        build("vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\napplication-security-group g vm vm;\n");
    EXPECT_EQ(built.codes(), (Lines{"VN0243", "VN0240"}));
    EXPECT_EQ(built.diagnostics.all().front().message, "`vm` is named twice");
}

} // namespace
