// Pasted outputs of real networks become rows and hops: what each format is read as, from the printed text.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::elaborated;
using texts::Files;

/// The block of `observe WORDS` after `text` was pasted into it, one statement to a line; or what is said.
std::string imported(const std::string& words, const std::string& text) {
    const auto result =
        elaborated({{"main.net", "observe " + words + " {\n  pasted \"\"\"" + text + "\"\"\";\n}\n"}});
    if (!result.said().empty())
        return result.said();
    dsl::File block;
    block.statements = result.result.variants.at(0).statements.at(0).block;
    return dsl::print(block);
}

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

// -- routers
// -------------------------------------------------------------------------------------------------

TEST(Imports, JunosReceiveProtocol) {
    EXPECT_EQ(imported("table fw from vpngw/0", R"(
user@SEA-SRX42-01> show route receive-protocol bgp 10.17.11.76 table Cust11.inet.0

Cust11.inet.0: 14 destinations, 21 routes (14 active, 0 holddown, 0 hidden)
  Prefix                  Nexthop              MED     Lclpref    AS path
  10.17.11.0/25           10.17.11.76                             65515 I
* 10.17.11.128/26         10.17.11.76          20      120        65515 12076 I

{primary:node0}
)"),
              "10.17.11.0/25 { next-hop 10.17.11.76; as-path 65515; inactive; }\n"
              "10.17.11.128/26 { next-hop 10.17.11.76; as-path 65515 12076; local-preference 120; med 20; "
              "active; }\n");
}

TEST(Imports, JunosAdvertisingProtocolLacksTheOwnAsn) {
    const std::string text = R"(
user@SEA-MX03-01> show route advertising-protocol bgp 192.168.11.18

Cust11.inet.0: 8 destinations, 8 routes (7 active, 0 holddown, 1 hidden)
  Prefix                  Nexthop              MED     Lclpref    AS path
* 10.1.11.0/25            Self                                    I
)";
    EXPECT_EQ(imported("table ce1 to seattle/primary", text), "10.1.11.0/25 { as-path own; }\n");
    EXPECT_NE(imported("table ce1 from seattle/primary", text)
                  .find("error[VN0057]: this shows what the router advertises\n  --> main.net:3:1\n"),
              std::string::npos);
}

TEST(Imports, JunosRoutes) {
    EXPECT_EQ(
        imported("table fw", R"(
user@SEA-SRX42-01> show route table Cust11.inet.0 10.17.11.0/24

Cust11.inet.0: 14 destinations, 21 routes (14 active, 0 holddown, 0 hidden)
+ = Active Route, - = Last Active, * = Both

10.17.11.0/25      *[BGP/170] 2d 00:34:04, localpref 150
                      AS path: 12076 I, validation-state: unverified
                    > to 192.168.11.0 via reth1.11
                      to 192.168.11.2 via reth2.11
                    [BGP/170] 2d 00:34:01, localpref 150
                      AS path: 12076 I, validation-state: unverified
                     > to 192.168.11.2 via reth2.11
                    [BGP/170] 2d 21:12:13, localpref 100, from 10.17.11.76
                       AS path: 65515 I, validation-state: unverified
                    > via st0.118
10.17.11.76/32     *[Static/5] 2d 21:12:16
                     > via st0.118
172.16.0.0/24      *[BGP/170] 23:02:00, MED 100, localpref 100
                      AS path: 65500 ?, validation-state: unverified
                    > to 169.254.0.1 via st0.0
)"),
        "10.17.11.0/25 { as-path 12076; local-preference 150; active; }\n"
        "10.17.11.0/25 { next-hop 192.168.11.2; as-path 12076; local-preference 150; active; }\n"
        "10.17.11.0/25 { next-hop 10.17.11.76; as-path 65515; local-preference 100; inactive; }\n"
        "172.16.0.0/24 { next-hop 169.254.0.1; as-path 65500; local-preference 100; med 100; active; }\n")
        << "which of two next hops is the first entry's own cannot be told; the second is in use through it";
}

TEST(Imports, JunosRoutesWithALongPrefixAndThroughAnInterior) {
    EXPECT_EQ(imported("table r", R"(
inet.0: 4 destinations, 4 routes (4 active, 0 holddown, 0 hidden)
+ = Active Route, - = Last Active, * = Both

8.8.8.0/24
                   *[BGP/170] 21:23:18, localpref 100, from 193.252.102.201
                      AS path: I, validation-state: unverified
                    >  to 172.16.1.1 via et-5/0/0.0, Push 16, Push 20103(top)
)"),
              "8.8.8.0/24 { as-path; local-preference 100; active; }\n")
        << "the next hop through an interior is the way to it, not itself";
}

TEST(Imports, CiscoTable) {
    EXPECT_EQ(imported("table csr", R"(
CSR0#show ip bgp
BGP table version is 9, local router ID is 192.168.10.10
Status codes: s suppressed, d damped, h history, * valid, > best, i - internal,
              r RIB-failure, S Stale, m multipath, b backup-path, f RT-Filter,
Origin codes: i - IGP, e - EGP, ? - incomplete

     Network          Next Hop            Metric LocPrf Weight Path
 *>   10.1.0.0/16      10.11.7.4                              0 65515 i
 *                     10.11.7.5                              0 65515 i
 *>   10.10.0.0/24     0.0.0.0                  0         32768 i
 *>i  10.3.0.0/16      100.1.0.14               0    100      0 101 520 ?
 *>   10.30.0.0/24     192.168.30.30           50            10 65003 65003 i
 *>   192.168.254.14/32
                       100.1.0.5                              0 1001 i
 *>   200.0.0.0        101.0.0.22               0             0 65004 i
 *m   172.20.0.0       101.0.0.22                             0 65004 i

Total number of prefixes 8
)"),
              "10.1.0.0/16 { next-hop 10.11.7.4; as-path 65515; weight 0; active; }\n"
              "10.1.0.0/16 { next-hop 10.11.7.5; as-path 65515; weight 0; inactive; }\n"
              "10.3.0.0/16 { next-hop 100.1.0.14; as-path 101 520; local-preference 100; med 0; weight 0; "
              "active; }\n"
              "10.30.0.0/24 { next-hop 192.168.30.30; as-path 65003 65003; med 50; weight 10; active; }\n"
              "192.168.254.14/32 { next-hop 100.1.0.5; as-path 1001; weight 0; active; }\n"
              "200.0.0.0/24 { next-hop 101.0.0.22; as-path 65004; med 0; weight 0; active; }\n"
              "172.20.0.0/16 { next-hop 101.0.0.22; as-path 65004; weight 0; active; }\n");
}

TEST(Imports, FrrTableAndAdvertisedRoutes) {
    EXPECT_EQ(imported("table nva", R"(
BGP table version is 3, local router ID is 192.168.100.146, vrf id 0
    Network          Next Hop            Metric LocPrf Weight Path
 *> 169.254.0.1/32   10.0.101.10              0             0 64513 64513 i
 *=                  10.0.101.11              0             0 64513 64513 i

Displayed  1 routes and 2 total paths
)"),
              "169.254.0.1/32 { next-hop 10.0.101.10; as-path 64513 64513; med 0; weight 0; active; }\n"
              "169.254.0.1/32 { next-hop 10.0.101.11; as-path 64513 64513; med 0; weight 0; active; }\n");
    EXPECT_EQ(imported("table nva to rs/0", R"(
     Network          Next Hop            Metric LocPrf Weight Path
 *>  10.1.0.0/16      0.0.0.0                  0         32768 i
 *>i 10.3.0.0/16      100.1.0.14                    100      0 101 520 i
)"),
              "10.1.0.0/16 { as-path own; med 0; }\n"
              "10.3.0.0/16 { next-hop 100.1.0.14; as-path own 101 520; local-preference 100; }\n");
}

// -- traces
// --------------------------------------------------------------------------------------------------

TEST(Imports, WindowsTracert) {
    EXPECT_EQ(imported("trace fw/server spoke/vm", R"(
C:\Users\PathLabUser>tracert 10.17.11.132

Tracing route to 10.17.11.132 over a maximum of 30 hops

  1    <1 ms    <1 ms    <1 ms  10.1.11.1
  2    <1 ms    <1 ms    11 ms  192.168.11.0
  3    <1 ms     *       <1 ms  192.168.11.18
  4     *        *        *     Request timed out.
  5     *        *        *     Request timed out.
  6     6 ms     6 ms     5 ms  vm.example.net [10.17.11.132]

Trace complete.
)"),
              "hops 10.1.11.1 192.168.11.0 192.168.11.18 * * 10.17.11.132;\n");
}

TEST(Imports, WindowsTracertInJapanese) {
    EXPECT_EQ(imported("trace a b", R"(
C:\Users\IEUser>tracert 10.0.3.6

apache-svr [10.0.3.6] へのルートをトレースしています
経由するホップ数は最大 30 です:

  1    <1 ms     1 ms     1 ms  10.0.2.1
  2     *        *        *     要求がタイムアウトしました。
  3     1 ms    <1 ms    <1 ms  apache-svr [10.0.3.6]

トレースを完了しました。
)"),
              "hops 10.0.2.1 * 10.0.3.6;\n");
}

TEST(Imports, TracesThatDoNotArrive) {
    EXPECT_EQ(imported("trace a b", R"(
  1    52 ms     6 ms     1 ms  192.168.200.1
  2    17 ms    16 ms    37 ms  192.168.1.1
  3  SCOTT-P5QC [192.168.1.1]  reports: Destination host unreachable.
)"),
              "hops 192.168.200.1 192.168.1.1 *;\n");
    EXPECT_EQ(
        imported("trace a b",
                 " 1  10.0.0.1  1.1 ms  0.9 ms  1.0 ms\n 2  10.0.0.9  3.1 ms !H  3.0 ms !H  2.9 ms !H\n"),
        "hops 10.0.0.1 10.0.0.9 *;\n");
}

TEST(Imports, LinuxTraceroute) {
    EXPECT_EQ(imported("trace a b", R"(
admin@vm-hub-01:~$ traceroute 10.2.0.4
traceroute to 10.2.0.4 (10.2.0.4), 30 hops max, 60 byte packets
 1  gw.example.net (10.1.0.1)  1.123 ms  0.933 ms  0.911 ms
 2  * * *
 3  * * *
 4  10.0.0.5 (10.0.0.5)  2.1 ms 10.0.0.6 (10.0.0.6)  2.2 ms *
 5  * 10.2.0.4 (10.2.0.4)  5.9 ms  5.8 ms
)"),
              "hops 10.1.0.1 * * 10.0.0.5 10.2.0.4;\n");
    EXPECT_EQ(imported("trace a b",
                       " 1  10.1.0.1  1.123 ms  0.933 ms  0.911 ms\n 2  10.2.0.4  5.9 ms  5.8 ms  5.8 ms\n"),
              "hops 10.1.0.1 10.2.0.4;\n");
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
