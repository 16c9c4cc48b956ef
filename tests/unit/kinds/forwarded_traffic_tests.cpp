// What a peering lets pass: access, and packets that the peer only forwards.

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;

// Two spokes that meet through an appliance in the hub.
std::string spokes(const std::string& at_two) {
    return R"(
vnet hub { space 10.0.0.0/16; subnet GatewaySubnet 10.0.2.0/24; subnet nva 10.0.3.0/24; subnet app 10.0.4.0/24; }
vnet one { space 10.1.0.0/16; subnet app 10.1.0.0/24 { route-table t; } }
vnet two { space 10.2.0.0/16; subnet app 10.2.0.0/24 { route-table t; } }
peering hub one { at hub { allow-gateway-transit; } at one { use-remote-gateways; allow-forwarded-traffic; } }
peering hub two { at hub { allow-gateway-transit; } at two { use-remote-gateways; )" +
           at_two + R"( } }
appliance nva { in hub/nva; address 10.0.3.4; ip-forwarding; }
route-table t { route 10.1.0.0/16 appliance nva; route 10.2.0.0/16 appliance nva; }
router r { asn 65010; owns 10.9.0.0/16; }
policy lan { match prefix 10.9.0.0/16; accept; }
expressroute-gateway er { in hub; }
circuit c { gateway er; primary r { export lan; } }
)";
}

const Sent across = {"one/app", "10.1.0.4", "10.2.0.4"};

TEST(ForwardedTraffic, PassesWhereItIsAllowed) {
    const Built built = build_clean(spokes("allow-forwarded-traffic;"));
    EXPECT_EQ(built.ways(across), (Lines{"one/app > nva > hub/nva > two > two/app/inbound"}));
    EXPECT_TRUE(built.net.assumptions.empty());
}

TEST(ForwardedTraffic, DiesWhereItIsNot) {
    const Built built = build_clean(spokes(""));
    EXPECT_EQ(built.ways(across), (Lines{"one/app > nva > hub/nva: filtered"}));
    EXPECT_EQ(
        built.net.assumptions,
        (Lines{
            "forwarded-traffic-is-enforced: `two` takes no packet from `hub` that another network began"}));
}

TEST(ForwardedTraffic, IsNotWhatThePeerItselfSends) {
    const Built built = build_clean(spokes(""));
    EXPECT_EQ(built.ways({"hub/app", "10.0.4.4", "10.2.0.4"}), (Lines{"hub/app > two > two/app/inbound"}));
    EXPECT_EQ(built.ways({"nva", "10.0.3.4", "10.2.0.4"}), (Lines{"nva > hub/nva > two > two/app/inbound"}));
}

TEST(ForwardedTraffic, IsNotWhatComesThroughAGateway) {
    const Built built = build_clean(spokes(""));
    EXPECT_EQ(built.ways({"r", "10.9.0.4", "10.2.0.4"}),
              (Lines{"r > c/primary > er > two > two/app/inbound"}));
}

TEST(ForwardedTraffic, IsNothingWhereNothingForwards) {
    const Built built = build(spokes("") + "change appliance nva { no ip-forwarding; }\n");
    EXPECT_TRUE(built.net.assumptions.empty());
    for (const network::Link& link : built.net.links)
        EXPECT_TRUE(link.filter.empty()) << link.name;
}

TEST(ForwardedTraffic, AsksTheSideThatTakesIt) {
    // The hub takes nothing forwarded, and an appliance in the spoke forwards.
    const Built built = build_clean(spokes("allow-forwarded-traffic;") +
                                    "appliance x { in two/app; address 10.2.0.9; ip-forwarding; }\n");
    EXPECT_EQ(built.ways({"two/app", "10.2.0.4", "10.0.4.4"}), (Lines{"two/app > hub > hub/app"}));
    EXPECT_EQ(built.ways({"two/app", "192.0.2.1", "10.0.4.4"}), (Lines{"two/app: filtered"}));
}

TEST(Access, IsShutByEitherSide) {
    for (const std::string side : {"hub", "one"}) {
        const Built built = build(spokes("") + "change peering hub one { at " + side +
                                  " { no allow-virtual-network-access; } }\n");
        EXPECT_EQ(built.ways("hub/app", "10.1.0.4"), (Lines{"hub/app: null-routed"})) << side;
        EXPECT_EQ(built.ways("one/app", "10.0.4.4"), (Lines{"one/app: null-routed"})) << side;
        EXPECT_EQ(built.ways(across), (Lines{"one/app: null-routed"})) << side;
    }
}

TEST(Gateways, ReachPeersThatDoNotUseThem) {
    const Built built = build_clean(spokes("") + "vnet other { space 10.3.0.0/16; }\npeering hub other;\n");
    EXPECT_EQ(built.ways("er", "10.3.0.4"), (Lines{"er > other"}));
    EXPECT_EQ(built.ways("r", "10.3.0.4"), (Lines{"r: no-route"}));
}

} // namespace
