// The visibility matrix of Microsoft's interoperability lab (seed 003: four virtual networks, two circuits,
// VPNs, two sites), with iBGP where the lab has OSPF: who reaches whom over what, healthy and with one
// connection down.

#include <map>

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

const std::string lab = R"(
vnet hub    { space 10.10.30.0/24; }
vnet spoke  { space 10.11.30.0/26; }
vnet branch { space 10.11.30.64/26; }
vnet remote { space 10.17.30.0/24; }
peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }
expressroute-gateway hub-er { in hub; allow-remote-vnet-traffic; }
expressroute-gateway remote-er { in remote; allow-remote-vnet-traffic; }
vpn-gateway hub-vpn { in hub; bgp-address 10.10.30.254; address 10.10.30.142; }
vpn-gateway branch-gateway { in branch; asn 65516; address 10.11.30.100; }

router loc1 { asn 65021; owns 10.2.30.0/25; }
router ce1a { asn 65021; }
router ce1b { asn 65021; }
link loc1 ce1a;
link loc1 ce1b;
bgp loc1 ce1a { at ce1a { next-hop-self; } }
bgp loc1 ce1b { at ce1b { next-hop-self; } }
policy prefer-er-over-vpn { set local-preference 200; accept; }
policy loc1-only { match prefix 10.2.30.0/25; accept; }

router loc2 { asn 65020; owns 10.1.31.0/25; multipath; }
router ce2a { asn 65020; }
router ce2b { asn 65020; }
link loc2 ce2a;
link loc2 ce2b;
bgp loc2 ce2a { at ce2a { next-hop-self; } }
bgp loc2 ce2b { at ce2b { next-hop-self; } }
policy loc2-only { match prefix 10.1.31.0/25; accept; }

circuit er1 {
  gateway hub-er;
  gateway remote-er;
  primary   ce1a { at ce1a { import prefer-er-over-vpn; export loc1-only; } }
  secondary ce1b { at ce1b { import prefer-er-over-vpn; export loc1-only; } disabled; }
}
circuit er2 {
  gateway hub-er;
  primary   ce2a { export loc2-only; }
  secondary ce2b { export loc2-only; }
}
vpn loc1-vpn { gateway hub-vpn; site ce1a { export loc1-only; } }
vpn branch-hub { gateway hub-vpn; gateway branch-gateway; }
)";

const std::map<std::string, std::string> hosts = {{"hub", "10.10.30.4"},     {"spoke", "10.11.30.4"},
                                                  {"branch", "10.11.30.68"}, {"loc1", "10.2.30.10"},
                                                  {"loc2", "10.1.31.10"},    {"remote", "10.17.30.4"}};
const std::vector<std::string> order = {"hub", "spoke", "branch", "loc1", "loc2", "remote"};

bool holds(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

// E over a circuit, V over a VPN, P directly, - not at all; anything else in full.
std::string letter(const std::vector<std::string>& ways) {
    std::string letters;
    for (const std::string& way : ways) {
        const bool fails = way.ends_with(": no-route"), vpn = holds(way, "-vpn/");
        const bool circuit = holds(way, "er1/") || holds(way, "er2/");
        const std::string one = fails ? "-" : circuit && vpn ? way : circuit ? "E" : vpn ? "V" : "P";
        if (letters != one)
            letters += one;
    }
    return letters;
}

std::vector<std::string> matrix(const Built& built, const std::vector<std::string>& down) {
    std::vector<std::string> rows;
    for (const std::string& from : order) {
        std::string row;
        for (const std::string& to : order)
            row += from == to ? "L" : letter(built.ways(from, hosts.at(to), down));
        rows.push_back(row);
    }
    return rows;
}

TEST(InteroperabilityLab, WhoReachesWhomOverWhat) {
    const std::vector<std::string> expected = {
        // hub spoke branch loc1 loc2 remote
        "LPVEEE", // hub
        "PLVEEE", // spoke
        "VVLV--", // branch: over the VPN to loc1 although the hub prefers ExpressRoute
        "EEVL-E", // loc1
        "EE--L-", // loc2
        "EE-E-L", // remote
    };
    EXPECT_EQ(matrix(build_clean(lab), {}), expected);
}

TEST(InteroperabilityLab, TheVpnTakesOverForHubAndSpokeOnly) {
    // The other connection's router side is disabled: its edge router still joins the networks, and nobody on premises.
    const std::vector<std::string> expected = {
        "LPVVEE", // hub
        "PLVVEE", // spoke
        "VVLV--", // branch
        "VVVL--", // loc1: the VPN carries no route to remote
        "EE--L-", // loc2
        "EE---L", // remote
    };
    EXPECT_EQ(matrix(build_clean(lab), {"er1/primary"}), expected);
}

TEST(InteroperabilityLab, MeasuredWays) {
    const Built built = build_clean(lab);
    using Lines = std::vector<std::string>;
    EXPECT_EQ(built.ways("hub", "10.2.30.10"), (Lines{"hub > er1/primary > ce1a > loc1"}));
    EXPECT_EQ(built.ways("hub", "10.17.30.4"), (Lines{"hub > er1/primary > remote-er > remote", "hub > er1/secondary > remote-er > remote"}));
    EXPECT_EQ(built.ways("branch", "10.2.30.10"),
              (Lines{"branch > branch-gateway/0 > hub-vpn/0 > ce1a > loc1"}));
    EXPECT_EQ(built.ways("loc1", "10.17.30.4"), (Lines{"loc1 > ce1a > er1/primary > remote-er > remote"}));
    EXPECT_EQ(built.ways("loc1", "10.11.30.68"),
              (Lines{"loc1 > ce1a > hub-vpn/0 > branch-gateway/0 > branch"}));
    EXPECT_EQ(built.ways("loc2", "10.11.30.4"), (Lines{"loc2 > ce2a > er2/primary > hub-er > spoke",
                                                       "loc2 > ce2b > er2/secondary > hub-er > spoke"}));
}

} // namespace
