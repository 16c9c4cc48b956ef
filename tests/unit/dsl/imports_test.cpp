// Pasted outputs of gateways and route servers become rows: what each format is read as, from the printed text.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::elaborated;
using texts::Files;
using texts::imported;

// -- gateways and route servers
// ------------------------------------------------------------------------------

/// Microsoft, "Using S2S VPN as a backup for ExpressRoute private peering" (azure-docs).
const std::string learned = R"(
PS C:\Users\user> Get-AzVirtualNetworkGatewayLearnedRoute -ResourceGroupName SEA-Cust11 -VirtualNetworkGatewayName SEA-Cust11-VNet01-gw-vpn | where {$_.Network -eq "10.1.11.0/25"} | select Network, NextHop, AsPath, Weight

Network      NextHop       AsPath      Weight
-------      -------       ------      ------
10.1.11.0/25 192.168.11.88 65020        32768
10.1.11.0/25 10.17.11.76   65020        32768
10.1.11.0/25 10.17.11.69   12076-65020  32769
10.1.11.0/25 10.17.11.77   65020        32768
)";

TEST(Imports, PowerShellLearnedRoutes) {
    EXPECT_EQ(imported("table vpngw", learned),
              "10.1.11.0/25 { next-hop 192.168.11.88; as-path 65020; weight 32768; }\n"
              "10.1.11.0/25 { next-hop 10.17.11.76; as-path 65020; weight 32768; }\n"
              "10.1.11.0/25 { next-hop 10.17.11.69; as-path 12076 65020; weight 32769; }\n"
              "10.1.11.0/25 { next-hop 10.17.11.77; as-path 65020; weight 32768; }\n");
}

TEST(Imports, PowerShellAdvertisedRoutes) {
    EXPECT_EQ(imported("table vpngw/0 to fw", R"(
Network         NextHop     AsPath Weight
-------         -------     ------ ------
10.17.11.0/25   10.17.11.76 65515       0
10.17.11.128/26 10.17.11.76 65515       0
)"),
              "10.17.11.0/25 { next-hop 10.17.11.76; as-path 65515; }\n"
              "10.17.11.128/26 { next-hop 10.17.11.76; as-path 65515; }\n")
        << "a weight is never sent";
}

TEST(Imports, PowerShellList) {
    EXPECT_EQ(imported("table vpngw/0", R"(
PS C:\> Get-AzVirtualNetworkGatewayLearnedRoute -ResourceGroupName rg -VirtualNetworkGatewayName gw

AsPath       :
LocalAddress : 10.17.11.76
Network      : 10.17.11.0/25
NextHop      :
Origin       : Network
SourcePeer   : 10.17.11.76
Weight       : 32768

AsPath       : 65020
LocalAddress : 10.17.11.76
Network      : 10.1.11.0/25
NextHop      : 192.168.11.88
Origin       : EBgp
SourcePeer   : 192.168.11.88
Weight       : 32768
)"),
              "10.1.11.0/25 { next-hop 192.168.11.88; as-path 65020; weight 32768; }\n");
}

TEST(Imports, AzGatewayTable) {
    EXPECT_EQ(imported("table ergw", R"(
$ az network vnet-gateway list-learned-routes -g rg -n gw -o table
Network        NextHop    Origin    SourcePeer    AsPath             Weight
-------------  ---------  --------  ------------  -----------------  --------
10.10.0.0/16              Network   10.10.1.13                       32768
10.0.0.0/16    10.10.1.7  EBgp      10.10.1.7     12076-65534        32769
10.21.0.4/32   10.10.1.5  IBgp      10.10.1.5                        32768
192.168.2.0/24 10.10.1.6  EBgp      10.10.1.6     12076-65000-65001  32869
)"),
              "10.0.0.0/16 { next-hop 10.10.1.7; as-path 12076 65534; weight 32769; }\n"
              "10.21.0.4/32 { next-hop 10.10.1.5; as-path; weight 32768; }\n"
              "192.168.2.0/24 { next-hop 10.10.1.6; as-path 12076 65000 65001; weight 32869; }\n")
        << "a route of origin Network is the gateway's own and was not learned";
}

TEST(Imports, AzColumnsInAnotherOrder) {
    EXPECT_EQ(imported("table gw", R"(
Network       Origin    SourcePeer    AsPath    Weight    NextHop
------------  --------  ------------  --------  --------  ---------
10.1.0.0/16   Network   10.1.0.254              32768
10.5.0.0/16   EBgp      10.3.0.10     65100     32768     10.3.0.10
)"),
              "10.5.0.0/16 { next-hop 10.3.0.10; as-path 65100; weight 32768; }\n");
}

TEST(Imports, RouteServerTable) {
    EXPECT_EQ(imported("table rs/0 to nva", R"(
LocalAddress    Network        NextHop     Origin    AsPath             Weight
--------------  -------------  ----------  --------  -----------------  --------
10.90.1.36      10.90.0.0/22   10.90.1.36  Igp       65515              0
10.90.1.36      10.220.0.0/24  10.90.1.36  Igp       65515-12076-64631  0
)"),
              "10.90.0.0/22 { next-hop 10.90.1.36; as-path 65515; }\n"
              "10.220.0.0/24 { next-hop 10.90.1.36; as-path 65515 12076 64631; }\n");
}

const std::string route_server = R"({
  "RouteServiceRole_IN_0": [
    { "asPath": "65002-65001", "localAddress": "10.1.1.4", "network": "10.2.0.0/16", "nextHop": "10.1.2.4",
      "origin": "EBgp", "sourcePeer": "10.1.2.4", "weight": 32768 }
  ],
  "RouteServiceRole_IN_1": [
    { "asPath": "65002", "localAddress": "10.1.1.5", "network": "10.2.0.0/16", "nextHop": "10.1.2.5",
      "origin": "EBgp", "sourcePeer": "10.1.2.5", "weight": 32768 }
  ],
  "value": null
})";

TEST(Imports, RouteServerJsonIsReadOfTheObservedInstance) {
    EXPECT_EQ(imported("table rs/0 from nva", route_server),
              "10.2.0.0/16 { next-hop 10.1.2.4; as-path 65002 65001; weight 32768; }\n");
    EXPECT_EQ(imported("table rs/1 from nva", route_server),
              "10.2.0.0/16 { next-hop 10.1.2.5; as-path 65002; weight 32768; }\n");
    EXPECT_EQ(imported("table rs from nva", route_server),
              "10.2.0.0/16 { next-hop 10.1.2.4; as-path 65002 65001; weight 32768; }\n"
              "10.2.0.0/16 { next-hop 10.1.2.5; as-path 65002; weight 32768; }\n");
}

TEST(Imports, GatewayJsonWithAndWithoutItsEnvelope) {
    const std::string list =
        R"([{"network": "10.1.0.0/16", "nextHop": null, "origin": "Network", "asPath": "", "weight": 32768},
 {"network": "10.2.0.0/16", "nextHop": "10.0.0.4", "origin": "EBgp", "asPath": "65001", "weight": 32768}])";
    const std::string rows = "10.2.0.0/16 { next-hop 10.0.0.4; as-path 65001; weight 32768; }\n";
    EXPECT_EQ(imported("table gw", list), rows);
    EXPECT_EQ(imported("table gw", "\n{\"nextLink\": null, \"value\": " + list + "}\n"), rows);
}

// -- circuits
// ------------------------------------------------------------------------------------------------

TEST(Imports, CircuitTable) {
    EXPECT_EQ(imported("table er/primary", R"(
LocPrf    Network        NextHop       Path           Weight
--------  -------------  ------------  -------------  --------
100       10.1.0.0/16    10.11.16.12*  65515 I        0
100       10.1.0.0/16    10.11.16.13   65515 65001 I  0
          10.2.0.0/16    172.16.0.1    64512 12076    0
          172.16.0.8/30  172.16.0.1    64512 ?        0
)"),
              "10.1.0.0/16 { next-hop 10.11.16.12; as-path 65515; local-preference 100; weight 0; }\n"
              "10.1.0.0/16 { next-hop 10.11.16.13; as-path 65515 65001; local-preference 100; weight 0; }\n"
              "10.2.0.0/16 { next-hop 172.16.0.1; as-path 64512 12076; weight 0; }\n"
              "172.16.0.8/30 { next-hop 172.16.0.1; as-path 64512; weight 0; }\n");
}

TEST(Imports, CircuitJson) {
    EXPECT_EQ(imported("table er/primary", R"({"value": [
  { "locPrf": "", "network": "10.40.0.0/16", "nextHop": "10.40.0.12*", "path": "65515", "weight": 0 },
  { "locPrf": "100", "network": "10.0.0.0/16", "nextHop": "172.16.0.1", "path": "65020 65030", "weight": 0 }
]})"),
              "10.40.0.0/16 { next-hop 10.40.0.12; as-path 65515; weight 0; }\n"
              "10.0.0.0/16 { next-hop 172.16.0.1; as-path 65020 65030; local-preference 100; weight 0; }\n");
}

// -- effective routes
// ----------------------------------------------------------------------------------------

TEST(Imports, EffectiveRoutesTable) {
    EXPECT_EQ(
        imported("effective-routes vnet1/vm", R"(
$ az network nic show-effective-route-table -g 20240322-ergw2ergw -n vm-hub-01569 -o table
Source                 State    Address Prefix    Next Hop Type          Next Hop IP
---------------------  -------  ----------------  ---------------------  -------------
Default                Active   10.1.0.0/16       VnetLocal
VirtualNetworkGateway  Active   10.3.0.0/16       VirtualNetworkGateway  10.2.146.76
VirtualNetworkGateway  Active   10.3.0.0/16       VirtualNetworkGateway  10.2.146.77
Default                Invalid  0.0.0.0/0         Internet
User                   Active   0.0.0.0/0         VirtualAppliance       10.1.9.4
User                   Active   10.9.0.0/16       None
Default                Active   10.0.0.0/8        None
Default                Active   10.4.0.0/16       VNetPeering
Default                Active   10.5.0.0/16       VNetGlobalPeering
)"),
        "10.1.0.0/16 vnet-local system;\n10.3.0.0/16 gateway 10.2.146.76;\n10.3.0.0/16 gateway 10.2.146.77;\n"
        "0.0.0.0/0 internet system invalid;\n0.0.0.0/0 appliance 10.1.9.4 user;\n10.9.0.0/16 none user;\n"
        "10.0.0.0/8 none system;\n10.4.0.0/16 peering system;\n10.5.0.0/16 peering system;\n");
}

TEST(Imports, EffectiveRoutesOfPowerShell) {
    EXPECT_EQ(imported("effective-routes vm", R"(
Name State  Source  AddressPrefix             NextHopType      NextHopIpAddress
---- -----  ------  -------------             -----------      ----------------
     Active Default {10.0.0.0/16}             VnetLocal        {}
udr  Active User    {10.1.0.0/16, 10.2.0.0/16} VirtualAppliance {10.0.2.4}
)"),
              "10.0.0.0/16 vnet-local system;\n10.1.0.0/16 appliance 10.0.2.4 user;\n10.2.0.0/16 appliance "
              "10.0.2.4 "
              "user;\n");
}

TEST(Imports, EffectiveRoutesJson) {
    EXPECT_EQ(imported("effective-routes vm", R"({
  "nextLink": null,
  "value": [
    { "addressPrefix": [ "10.0.0.0/24" ], "disableBgpRoutePropagation": false, "name": null, "nextHopIpAddress": [],
      "nextHopType": "VnetLocal", "source": "Default", "state": "Active", "tagMap": {} },
    { "addressPrefix": [ "0.0.0.0/0" ], "nextHopIpAddress": [ "10.0.0.68" ], "nextHopType": "VirtualAppliance",
      "source": "User", "state": "Invalid" },
    { "addressPrefix": [ "10.2.0.0/16" ], "nextHopIpAddress": [ "10.0.0.4", "10.0.0.5" ],
      "nextHopType": "VirtualNetworkGateway", "source": "VirtualNetworkGateway", "state": "Active" }
  ]
})"),
              "10.0.0.0/24 vnet-local system;\n0.0.0.0/0 appliance 10.0.0.68 user invalid;\n"
              "10.2.0.0/16 gateway 10.0.0.4 10.0.0.5;\n");
}

TEST(Imports, ThePlatformsOwnNoneRoutesAreLeftOut) {
    const std::string rows = R"(
Source                 State    Address Prefix    Next Hop Type          Next Hop IP
---------------------  -------  ----------------  ---------------------  -------------
Default                Active   0.0.0.0/0         Internet
Default                Active   10.0.0.0/8        None
Default                Active   127.0.0.0/8       None
Default                Active   25.176.0.0/13     None
User                   Active   25.4.0.0/14       None
)";
    EXPECT_EQ(
        imported("effective-routes vm", rows),
        R"(warning[VN0059]: the platform's own none routes, beside those to private ranges, are not modelled
  --> main.net:7:1
7 | Default                Active   127.0.0.0/8       None
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ such rows are left out: nothing is compared with them

1 warning
)") << "once for all of them";
    const auto result =
        elaborated({{"main.net", "observe effective-routes vm { pasted \"\"\"" + rows + "\"\"\"; }\n"}});
    EXPECT_EQ(result.text(),
              "observe effective-routes vm { 0.0.0.0/0 internet system; 10.0.0.0/8 none system; "
              "25.4.0.0/14 none user; }\n");
}

TEST(Imports, WhatIsNotModelledIsLeftOutAndSaidSo) {
    EXPECT_EQ(imported("effective-routes vm", R"(
Source    State    Address Prefix    Next Hop Type      Next Hop IP
--------  -------  ----------------  -----------------  -------------
Default   Active   10.1.0.0/16       VnetLocal
Default   Active   10.11.7.99/32     InterfaceEndpoint
Default   Active   10.11.7.88/32     InterfaceEndpoint
)"),
              R"(warning[VN0059]: next hops of type `InterfaceEndpoint` are not modelled
  --> main.net:6:1
6 | Default   Active   10.11.7.99/32     InterfaceEndpoint
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ such rows are left out: nothing is compared with them

1 warning
)");
    EXPECT_NE(
        imported(
            "table gw",
            "Network        NextHop  AsPath\n-------------  -------  ------\nfd00:db8::/56  fd00::1  65001\n")
            .find("warning[VN0059]: IPv6 is not modelled"),
        std::string::npos);
}

// -- how they stand in a file
// --------------------------------------------------------------------------------

TEST(Imports, AreReadFromFilesBesideTheirFile) {
    const auto result = elaborated(
        {{"main.net", "include \"parts/o.net\";\n"},
         {"parts/o.net", "observe table rs/1 from nva { from \"rs.json\"; absent 10.9.0.0/16; down x; }\n"},
         {"parts/rs.json", route_server}});
    EXPECT_EQ(result.said(), "");
    EXPECT_EQ(
        result.text(),
        "observe table rs/1 from nva {\n  10.2.0.0/16 { next-hop 10.1.2.5; as-path 65002; weight 32768; }\n"
        "  absent 10.9.0.0/16;\n  down x;\n}\n");
    const dsl::Statement& row = result.result.variants[0].statements[0].block[0];
    EXPECT_EQ(result.sources.describe(row.span), "parts/rs.json:7:66");
}

TEST(Imports, KeepThePlaceOfEveryPart) {
    const auto result =
        elaborated({{"main.net", "observe table gw { pasted \"\"\"" + learned + "\"\"\"; }\n"}});
    const dsl::Statement& row = result.statement("observe table gw").block.at(2);
    EXPECT_EQ(result.sources.text(row.span), "10.1.11.0/25 10.17.11.69   12076-65020  32769");
    EXPECT_EQ(result.sources.describe(row.span), "main.net:8:1");
    EXPECT_EQ(result.sources.text(row.words[0].span), "10.1.11.0/25");
    EXPECT_EQ(result.sources.text(row.block[1].words[2].span), "65020");
}

TEST(Imports, MayChangeAnObservation) {
    const auto result = elaborated({{"main.net", "observe trace a b { hops 10.0.0.1; }\n"
                                                 "change observe trace a b { pasted \"\"\"\n  1    <1 ms    "
                                                 "<1 ms    <1 ms  10.0.0.2\n\"\"\"; }\n"}});
    EXPECT_EQ(result.said(), "");
    EXPECT_EQ(result.text(), "observe trace a b { hops 10.0.0.2; }\n");
}

} // namespace
