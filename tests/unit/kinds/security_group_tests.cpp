// Network security groups: which rule decides, what their tags stand for, what they remember, and where they
// stand.

#include <algorithm>

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;
using enum network::Protocol;

const Lines arrives = {"v/a > v > v/b/inbound"};
const Lines refused = {"v/a > v > v/b/inbound: filtered"};

// Two subnets; `b` has the group, with these rules.
std::string two_subnets(const std::string& rules) {
    return "vnet v { space 10.9.0.0/16; subnet a 10.9.1.0/24 { host one 10.9.1.4; } "
           "subnet b 10.9.2.0/24 { host two 10.9.2.4; host three 10.9.2.5; network-security-group g; } }\n"
           "network-security-group g { " +
           rules + " }\n";
}

Sent to_b(network::Protocol protocol = tcp, std::uint16_t port = 443) {
    return {"v/a", "10.9.1.4", "10.9.2.4", protocol, port};
}

// -- rules
// -----------------------------------------------------------------------------------------------------

TEST(SecurityRules, TheLowestNumberThatMatchesDecides) {
    const Built deny = build_clean(
        two_subnets("inbound 200 allow any from any to any; inbound 100 deny tcp from any to any;"));
    EXPECT_EQ(deny.ways(to_b()), refused);
    EXPECT_EQ(deny.ways(to_b(udp, 53)), arrives);
    const Built allow = build_clean(
        two_subnets("inbound 100 allow any from any to any; inbound 200 deny tcp from any to any;"));
    EXPECT_EQ(allow.ways(to_b()), arrives);
}

TEST(SecurityRules, LookAtProtocolAndPorts) {
    const Built built = build_clean(two_subnets("inbound 100 allow tcp from any to any port 22 443 "
                                                "8000-8080; inbound 4096 deny any from any to any;"));
    EXPECT_EQ(built.ways(to_b(tcp, 443)), arrives);
    EXPECT_EQ(built.ways(to_b(tcp, 22)), arrives);
    EXPECT_EQ(built.ways(to_b(tcp, 8080)), arrives);
    EXPECT_EQ(built.ways(to_b(tcp, 8081)), refused);
    EXPECT_EQ(built.ways(to_b(udp, 443)), refused);
    EXPECT_EQ(built.ways(to_b(icmp)), refused);
}

TEST(SecurityRules, TellPortsOfBothEnds) {
    const Built built = build_clean(two_subnets("inbound 100 deny tcp from any port 53 1024-2000 to any port 443;"));
    EXPECT_EQ(built.ways(to_b(tcp, 443)), arrives); // from port 0
    const auto has_sources = [](const network::FilterRule& rule) { return rule.source_ports.size() == 2; };
    EXPECT_TRUE(std::ranges::any_of(built.net.nodes, [&](const network::Node& node) {
        return std::ranges::any_of(node.filter.rules, has_sources);
    }));
}

TEST(SecurityRules, LookAtBothAddresses) {
    const Built built =
        build_clean(two_subnets("inbound 100 deny any from 10.9.1.4 10.9.3.0/24 to 10.9.2.4;"));
    EXPECT_EQ(built.ways(to_b()), refused);
    EXPECT_EQ(built.ways({"v/a", "10.9.1.5", "10.9.2.4"}), arrives);
    EXPECT_EQ(built.ways({"v/a", "10.9.3.77", "10.9.2.4"}), refused);
    EXPECT_EQ(built.ways({"v/a", "10.9.1.4", "10.9.2.5"}), arrives);
}

TEST(SecurityRules, EveryGroupEndsInRulesOfItsOwn) {
    const Built built = build_clean(two_subnets(""));
    const network::Filter& inbound = built.net[built.net.find_node("v/b/inbound")].filter;
    const network::Filter& outbound = built.net[built.net.find_node("v/b")].filter;
    ASSERT_EQ(inbound.rules.size(), 3U);
    EXPECT_EQ(inbound.rules[0].name, "AllowVnetInBound");
    EXPECT_EQ(inbound.rules[1].name, "AllowAzureLoadBalancerInBound");
    EXPECT_EQ(inbound.rules[2].name, "DenyAllInBound");
    EXPECT_EQ(inbound.rules[2].number, 65500U);
    ASSERT_EQ(outbound.rules.size(), 3U);
    EXPECT_EQ(outbound.rules[1].name, "AllowInternetOutBound");
    EXPECT_EQ(built.ways(to_b()), arrives);
    EXPECT_EQ(built.ways({"v/a", "192.0.2.1", "10.9.2.4"}), refused);
    EXPECT_EQ(built.ways({"v/a", "168.63.129.16", "10.9.2.4"}), arrives);
    EXPECT_EQ(built.ways({"v/b", "10.9.2.4", "192.0.2.1"}), (Lines{"v/b > internet"}));
}

TEST(SecurityRules, StandBetweenMachinesOfOneSubnet) {
    const Built built = build_clean(two_subnets("inbound 100 deny tcp from any to any;"));
    EXPECT_EQ(built.ways({"v/b", "10.9.2.5", "10.9.2.4"}), (Lines{"v/b > v > v/b/inbound: filtered"}));
    EXPECT_EQ(built.ways({"v/b", "10.9.2.5", "10.9.2.4", udp}), (Lines{"v/b > v > v/b/inbound"}));
}

TEST(SecurityRules, OfEachDirectionAreOfThatOnly) {
    const Built built = build_clean(two_subnets("outbound 100 deny tcp from any to any;"));
    EXPECT_EQ(built.ways(to_b()), arrives);
    EXPECT_EQ(built.ways({"v/b", "10.9.2.4", "10.9.1.4"}), (Lines{"v/b: filtered"}));
}

// -- what is remembered
// ----------------------------------------------------------------------------------------------

TEST(SecurityGroups, LetAnswersPassToWhatTheySaw) {
    const Built in = build_clean(two_subnets("outbound 100 deny any from any to any;"));
    EXPECT_EQ(in.answers(to_b()), (Lines{"v/b > v > v/a"}));
    const Built out = build_clean(two_subnets("inbound 100 deny any from any to any;"));
    EXPECT_EQ(out.answers({"v/b", "10.9.2.4", "10.9.1.4"}), (Lines{"v/a > v > v/b/inbound"}));
}

// -- tags
// ----------------------------------------------------------------------------------------------------------

const std::string hub_and_spoke = R"(
vnet hub { space 10.0.0.0/16; subnet GatewaySubnet 10.0.2.0/24; subnet app 10.0.4.0/24; }
vnet spoke { space 10.1.0.0/16; subnet a 10.1.0.0/24 { network-security-group g; } subnet b 10.1.1.0/24; }
vnet other { space 10.2.0.0/16; }
peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }
peering hub other { at hub { allow-gateway-transit; } at other { use-remote-gateways; } }
network-security-group g { }
router r { asn 65010; owns 172.20.0.0/16; }
policy lan { match prefix 172.20.0.0/16; accept; }
vpn-gateway gw { in hub; active-active; }
vpn n { gateway gw; site r { export lan; } }
)";

bool lets_in(const Built& built, const std::string& source) {
    const Lines ways = built.ways({"spoke/b", source, "10.1.0.4"});
    return ways == Lines{"spoke/b > spoke > spoke/a/inbound"};
}

TEST(VirtualNetworkTag, IsOwnAndPeeredSpaceAndWhatLiesBehindTheGateways) {
    const Built built = build_clean(hub_and_spoke);
    EXPECT_TRUE(lets_in(built, "10.1.200.1"));
    EXPECT_TRUE(lets_in(built, "10.0.0.1"));
    EXPECT_TRUE(lets_in(built, "172.20.3.3"));
    EXPECT_FALSE(lets_in(built, "10.2.0.4"));
    EXPECT_FALSE(lets_in(built, "172.21.0.1"));
    EXPECT_FALSE(lets_in(built, "192.0.2.1"));
}

TEST(VirtualNetworkTag, DoesNotHoldWhatANetworkWithoutGatewaysCannotReach) {
    const Built built = build(hub_and_spoke + "change peering hub spoke { at spoke { no use-remote-gateways; "
                                              "} at hub { no allow-gateway-transit; } }\n");
    EXPECT_FALSE(lets_in(built, "172.20.3.3"));
    EXPECT_TRUE(lets_in(built, "10.0.0.1"));
}

TEST(VirtualNetworkTag, DoesNotHoldAPeerThatIsShutOut) {
    const Built built = build_clean(
        hub_and_spoke + "change peering hub spoke { at hub { no allow-virtual-network-access; } }\n");
    EXPECT_FALSE(lets_in(built, "10.0.0.1"));
}

TEST(VirtualNetworkTag, HoldsOtherNetworksBehindAVpnBetweenGateways) {
    const std::string branch =
        "vnet branch { space 10.3.0.0/16; }\nvpn-gateway bgw { in branch; asn 65516; }\n"
        "vpn m { gateway gw; gateway bgw; }\n";
    EXPECT_TRUE(lets_in(build_clean(hub_and_spoke + branch), "10.3.0.4"));
    EXPECT_FALSE(lets_in(build_clean(hub_and_spoke), "10.3.0.4"));
}

TEST(VirtualNetworkTag, HoldsThePrefixesOfTheSubnetsUserRoutes) {
    const std::string routes = "change vnet spoke { subnet a { route-table t; } }\n"
                               "route-table t { route 192.0.2.0/24 none; route 10.1.1.0/24 none; }\n";
    const Built built = build_clean(hub_and_spoke + routes);
    EXPECT_TRUE(lets_in(built, "192.0.2.1"));
    EXPECT_FALSE(lets_in(built, "198.51.100.1"));
    EXPECT_EQ(built.net.assumptions, (Lines{"virtual-network-tag-holds-user-routes: in the rules of "
                                            "`spoke/a` the tag VirtualNetwork holds the "
                                            "prefixes of its user routes, 192.0.2.0/24 and more"}));
    EXPECT_TRUE(build_clean(hub_and_spoke).net.assumptions.empty());
}

TEST(InternetTag, IsWhatIsNeitherPrivateNorTheNetworks) {
    const Built built = build_clean(
        hub_and_spoke + "change network-security-group g { inbound 100 allow any from Internet to any; }\n");
    EXPECT_TRUE(lets_in(built, "192.0.2.1"));
    EXPECT_FALSE(lets_in(built, "10.2.0.4"));
    EXPECT_FALSE(lets_in(built, "192.168.0.1"));
}

// -- groups of machines
// ----------------------------------------------------------------------------------------------

TEST(ApplicationSecurityGroups, StandForTheirMembers) {
    const Built built = build_clean(
        two_subnets("inbound 100 allow tcp from web to db port 1433; inbound 200 deny any from any to any;") +
        "application-security-group web one;\napplication-security-group db v/two;\n");
    EXPECT_EQ(built.ways(to_b(tcp, 1433)), arrives);
    EXPECT_EQ(built.ways({"v/a", "10.9.1.4", "10.9.2.5", tcp, 1433}), refused);
    EXPECT_EQ(built.ways({"v/a", "10.9.1.5", "10.9.2.4", tcp, 1433}), refused);
}

// -- a machine's own group
// -------------------------------------------------------------------------------------------

std::string own_group(const std::string& subnet, const std::string& host) {
    return "vnet v { space 10.9.0.0/16; subnet a 10.9.1.0/24 { host one 10.9.1.4; } "
           "subnet b 10.9.2.0/24 { host two 10.9.2.4 { network-security-group h; } host three 10.9.2.5; " +
           subnet + " } }\nnetwork-security-group h { " + host + " }\n";
}

TEST(SecurityGroups, OfAMachineStandBehindItsSubnets) {
    const std::string group = "network-security-group g { inbound 100 deny udp from any to any; }\n";
    const Built both =
        build_clean(own_group("network-security-group g;", "inbound 100 deny tcp from any to any;") + group);
    EXPECT_EQ(both.ways({"v/a", "10.9.1.4", "10.9.2.4", icmp}),
              (Lines{"v/a > v > v/b/inbound > v/b/two/inbound"}));
    EXPECT_EQ(both.ways({"v/a", "10.9.1.4", "10.9.2.4", tcp}),
              (Lines{"v/a > v > v/b/inbound > v/b/two/inbound: filtered"}));
    EXPECT_EQ(both.ways({"v/a", "10.9.1.4", "10.9.2.4", udp}), (Lines{"v/a > v > v/b/inbound: filtered"}));
    EXPECT_EQ(both.ways({"v/a", "10.9.1.4", "10.9.2.5", tcp}), (Lines{"v/a > v > v/b/inbound"}));
}

TEST(SecurityGroups, OfAMachineAloneStandBeforeIt) {
    const Built built = build_clean(
        own_group("", "inbound 100 deny tcp from any to any; outbound 100 deny udp from any to any;"));
    EXPECT_EQ(built.ways({"v/a", "10.9.1.4", "10.9.2.4", icmp}), (Lines{"v/a > v > v/b/two/inbound"}));
    EXPECT_EQ(built.ways({"v/b", "10.9.2.5", "10.9.2.4", tcp}), (Lines{"v/b > v/b/two/inbound: filtered"}));
    EXPECT_EQ(built.ways({"v/b/two", "10.9.2.4", "10.9.1.4", tcp}), (Lines{"v/b/two > v/b > v > v/a"}));
    EXPECT_EQ(built.ways({"v/b/two", "10.9.2.4", "10.9.1.4", udp}), (Lines{"v/b/two: filtered"}));
    EXPECT_EQ(built.answers({"v/a", "10.9.1.4", "10.9.2.4", icmp}), (Lines{"v/b/two > v/b > v > v/a"}));
}

// -- an appliance in a subnet with a group
// ---------------------------------------------------------------------------

const std::string guarded_appliance = R"(
vnet v {
  space 10.9.0.0/16;
  subnet a 10.9.1.0/24 { route-table t; }
  subnet b 10.9.2.0/24;
  subnet nva 10.9.3.0/24 { network-security-group g; }
}
appliance x { in v/nva; address 10.9.3.4; ip-forwarding; }
route-table t { route 10.9.2.0/24 appliance x; route 0.0.0.0/0 appliance x; }
network-security-group g { inbound 100 deny udp from any to any; outbound 100 deny icmp from any to any; }
)";

TEST(SecurityGroups, OfAnAppliancesSubnetSeeWhatItPassesOnTwice) {
    const Built built = build_clean(guarded_appliance);
    EXPECT_EQ(built.ways({"v/a", "10.9.1.4", "10.9.2.4", tcp}),
              (Lines{"v/a > x/inbound > x > v/nva > v > v/b"}));
    EXPECT_EQ(built.ways({"v/a", "10.9.1.4", "10.9.2.4", udp}), (Lines{"v/a > x/inbound: filtered"}));
    EXPECT_EQ(built.ways({"v/a", "10.9.1.4", "10.9.2.4", icmp}),
              (Lines{"v/a > x/inbound > x > v/nva: filtered"}));
    EXPECT_EQ(built.ways({"v/b", "10.9.2.4", "10.9.3.4", udp}), (Lines{"v/b > v > x/inbound: filtered"}));
}

TEST(SecurityGroups, OfAnAppliancesSubnetRefuseTheInternetByDefault) {
    const Built built = build_clean(guarded_appliance);
    EXPECT_EQ(built.ways({"v/a", "10.9.1.4", "192.0.2.1", tcp}), (Lines{"v/a > x/inbound: filtered"}));
}

} // namespace
