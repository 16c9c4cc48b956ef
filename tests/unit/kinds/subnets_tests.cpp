// Virtual networks with subnets: a table each, a fabric between them, and interfaces in them.

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
router r { asn 65010; owns 10.9.0.0/16; }
policy lan { match prefix 10.9.0.0/16; accept; }
expressroute-gateway er { in hub; }
circuit c { gateway er; primary r { export lan; } }
)";

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

TEST(Appliance, HandsItsPacketsToTheTableOfItsSubnet) {
    const Built built = build_clean(hub + site);
    EXPECT_EQ(built.ways("nva", "10.9.0.4"), (Lines{"nva > hub/nva > c/primary > r"}));
    EXPECT_EQ(built.ways("nva", "10.1.0.4"), (Lines{"nva > hub/nva > spoke > spoke/a"}));
}

} // namespace
