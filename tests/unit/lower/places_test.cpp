// Names of virtual networks, subnets, hosts, appliances and the Internet as ends.

#include <gtest/gtest.h>

#include "tests/unit/lower/lowering.hpp"

namespace {

using lowering::run;

const std::string hub = R"(
vnet hub {
  space 10.0.0.0/16;
  subnet GatewaySubnet 10.0.1.0/24;
  subnet AzureFirewallSubnet 10.0.2.0/24;
  subnet nva 10.0.3.0/24;
  subnet app 10.0.4.0/24 { host vm 10.0.4.4; network-security-group g; host own 10.0.4.5 { network-security-group g; } }
}
vnet spoke { space 10.1.0.0/16; host vm 10.1.0.4; }
network-security-group g { }
appliance fw { in hub/nva; address 10.0.3.4; ip-forwarding; }
)";

std::string pairs(const std::string& ends) {
    const auto read = run(hub + "property isolation p { " + ends + " }");
    EXPECT_EQ(read.said(), "");
    return read.pairs("p");
}

const network::Node& node(const lowering::Run& read, network::NodeId id) { return read.net()[id]; }

TEST(Places, ANetworkIsItsSubnetsButThePlatforms) {
    EXPECT_EQ(pairs("from spoke; to hub;"), "spoke>hub/nva spoke>hub/app spoke>hub/app/own");
    EXPECT_EQ(pairs("from hub; to spoke;"), "hub/nva>spoke hub/app>spoke hub/app/own>spoke");
    EXPECT_EQ(pairs("from spoke; to hub/GatewaySubnet;"), "spoke>hub/GatewaySubnet");
}

TEST(Places, ASubnetIsOneNameAndItsHostsAreOthers) {
    EXPECT_EQ(pairs("from spoke; to hub/app;"), "spoke>hub/app spoke>hub/app/own");
    EXPECT_EQ(pairs("from hub/vm; to spoke/vm;"), "hub/app/vm>spoke/vm");
    EXPECT_EQ(pairs("from hub/app/vm; to hub/own;"), "hub/app/vm>hub/app/own");
    EXPECT_EQ(pairs("from own; to fw;"), "hub/app/own>fw");
}

TEST(Places, PacketsStartAtTheTableAndEndBehindTheRules) {
    const auto read = run(hub + "property isolation p { from hub/app hub/vm hub/own spoke; to fw; }");
    const auto& pairs = read.claim("p").pairs;
    ASSERT_EQ(pairs.size(), 4U);
    EXPECT_EQ(node(read, pairs[0].from.node).name, "hub/app");
    EXPECT_EQ(node(read, pairs[0].from.delivery()).name, "hub/app/inbound");
    EXPECT_EQ(node(read, pairs[1].from.node).name, "hub/app/own");
    EXPECT_EQ(node(read, pairs[1].from.delivery()).name, "hub/app/own/inbound");
    EXPECT_EQ(pairs[2].from.name, "hub/app/vm");
    EXPECT_EQ(node(read, pairs[2].from.delivery()).name, "hub/app/inbound");
    EXPECT_EQ(node(read, pairs[3].from.delivery()).name, "spoke");
}

bool holds(const properties::Endpoint& end, const char* address) {
    for (const network::Prefix& prefix : end.addresses)
        if (prefix.contains(network::parse_address(address).value()))
            return true;
    return false;
}

TEST(Places, ASubnetIsNotTheAppliancesAndGuardedHostsInIt) {
    const auto read = run(hub + "property isolation p { from hub/nva; to hub/app; }");
    const properties::Pair& first = read.claim("p").pairs[0];
    EXPECT_TRUE(holds(first.from, "10.0.3.5"));
    EXPECT_FALSE(holds(first.from, "10.0.3.4"));
    EXPECT_TRUE(holds(first.to, "10.0.4.4"));
    EXPECT_FALSE(holds(first.to, "10.0.4.5"));
}

TEST(Places, AHostOfTwoSubnetsNeedsItsWholeName) {
    const auto read = run("vnet v { space 10.9.0.0/16; subnet a 10.9.1.0/24 { host vm 10.9.1.4; } subnet b "
                          "10.9.2.0/24 { host vm 10.9.2.4 "
                          "{ network-security-group g; } } }\nnetwork-security-group g { }\n"
                          "property isolation p { from v/vm; to v/a/vm; }\n");
    EXPECT_EQ(read.said(), "error[VN0102]: `v/vm` could be `v/b/vm`, `v/a/vm`\n"
                           "  --> t.net:3:29\n"
                           "3 | property isolation p { from v/vm; to v/a/vm; }\n"
                           "  |                             ^^^^ write the whole name\n"
                           "\n1 error\n");
}

TEST(Places, TheInternetIsEverythingElse) {
    const auto read = run(
        hub +
        "router r { owns 192.0.2.0/24; }\nproperty reachability p { from hub/vm; to internet; one-way; }");
    ASSERT_EQ(read.said(), "");
    const properties::Endpoint& internet = read.claim("p").pairs[0].to;
    EXPECT_TRUE(holds(internet, "198.51.100.1"));
    EXPECT_FALSE(holds(internet, "192.0.2.1"));
    EXPECT_FALSE(holds(internet, "10.200.0.1"));
    EXPECT_FALSE(holds(internet, "100.64.0.1"));
}

TEST(Places, TheInternetAnswersNothing) {
    EXPECT_EQ(run(hub + "property reachability p { from hub/vm; to internet; }").codes(),
              std::vector<std::string>{"VN0340"});
    EXPECT_EQ(run(hub + "property path-symmetry p { from hub/vm; to internet; }").codes(),
              std::vector<std::string>{"VN0340"});
    EXPECT_EQ(run(hub + "property isolation p { from hub/vm; to internet; compare exchange; }").codes(),
              std::vector<std::string>{"VN0340"});
    EXPECT_EQ(run(hub + "property isolation p { from hub/vm; to internet; }").codes(),
              std::vector<std::string>{});
}

TEST(Places, TheInternetSendsNothing) {
    EXPECT_EQ(
        lowering::said("vnet v { space 10.9.0.0/24; }\nproperty isolation p { from internet; to v; }\n"),
        "error[VN0340]: `internet` sends nothing in the model\n"
        "  --> t.net:2:1\n"
        "2 | property isolation p { from internet; to v; }\n"
        "  | ^^^^^^^^ write `from A; to internet;`\n"
        "\n1 error\n");
}

TEST(Places, ANetworkOfThePlatformsSubnetsAloneIsNoEnd) {
    const auto read =
        run("vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/27; }\nvnet w { space 10.8.0.0/24; }\n"
            "property isolation p { from w; to v; }\n");
    EXPECT_EQ(read.codes(), std::vector<std::string>{"VN0302"});
}

} // namespace
