// Pasted outputs of routers and traceroutes become rows and hops: what each format is read as, from the printed text.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::elaborated;
using texts::imported;

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

} // namespace
