// Appliances, firewalls in virtual networks, load balancers, tunnels, and devices that share their state.

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;
using enum network::Protocol;

const std::string two_appliances = R"(
vnet hub {
  space 10.0.0.0/16;
  subnet nva 10.0.3.0/24;
  subnet app 10.0.4.0/24 { route-table t; }
  subnet db 10.0.5.0/24 { route-table t; }
}
appliance one { in hub/nva; address 10.0.3.4; asn 65001; ip-forwarding; stateful; }
appliance two { in hub/nva; address 10.0.3.5; asn 65002; ip-forwarding; stateful; }
route-table t { route 10.0.5.0/24 appliance one; route 10.0.4.0/24 appliance one; }
)";

TEST(Appliance, PassesOnOnlyWithIpForwarding) {
    const Built built = build_clean(two_appliances);
    EXPECT_EQ(built.ways("hub/app", "10.0.5.4"), (Lines{"hub/app > one > hub/nva > hub > hub/db/inbound"}));
    const Built off = build(two_appliances + "change appliance one { no ip-forwarding; }\n");
    EXPECT_EQ(off.codes(), (Lines{"VN0247", "VN0247"}));
    EXPECT_EQ(off.ways("hub/app", "10.0.5.4"), (Lines{"hub/app > one: not-forwarding"}));
}

TEST(Appliance, SendsWhereItsSubnetsTableSaysWhateverItsBgpSays) {
    const std::string session = "bgp one two;\nchange appliance two { originate 10.77.0.0/16; }\n";
    const Built built = build_clean(two_appliances + session);
    EXPECT_EQ(built.routes("one", "10.77.0.0/16"), (Lines{"one--two: 65002"}));
    EXPECT_EQ(built.ways("one", "10.77.0.4"), (Lines{"one > hub/nva: no-route"}));
}

TEST(Appliance, InItsOwnRoutesSubnetMeetsItsPacketsAgain) {
    const Built built = build(two_appliances + "change vnet hub { subnet nva { route-table u; } }\n"
                                               "route-table u { route 192.0.2.0/24 appliance one; }\n");
    EXPECT_EQ(built.codes(), (Lines{"VN0238"}));
    EXPECT_EQ(built.ways("one", "192.0.2.1"), (Lines{"one > hub/nva > one: loop"}));
}

// -- state
// -----------------------------------------------------------------------------------------------------

// There over one, back over two.
const std::string asymmetric = two_appliances + "change vnet hub { subnet db { route-table back; } }\n"
                                                "route-table back { route 10.0.4.0/24 appliance two; }\n";
const Sent request = {"hub/app", "10.0.4.4", "10.0.5.4"};

TEST(StateGroup, KnowsWhatAnyOfItsMembersSaw) {
    const Built apart = build_clean(asymmetric);
    EXPECT_EQ(apart.answers(request), (Lines{"hub/db > two: no-session"}));
    const Built together = build_clean(asymmetric + "state-group pair one two;\n");
    EXPECT_EQ(together.answers(request), (Lines{"hub/db > two > hub/nva > hub > hub/app/inbound"}));
}

TEST(StateGroup, NeedsMembersWithState) {
    const Built built =
        build(two_appliances + "change appliance two { no stateful; }\nstate-group pair one two;\n");
    EXPECT_EQ(built.codes(), (Lines{"VN0245"}));
}

// -- translation
// -------------------------------------------------------------------------------------------------

TEST(Translation, BringsAnswersBackThroughTheAppliance) {
    const std::string direct = "change vnet hub { subnet db { no route-table; } }\n";
    const Built plain = build_clean(two_appliances + direct);
    EXPECT_EQ(plain.answers(request), (Lines{"hub/db > hub > hub/app/inbound"}));
    const Built built = build_clean(two_appliances + direct + "change appliance one { snat; }\n");
    EXPECT_EQ(built.answers(request), (Lines{"hub/db > hub > one > hub/nva > hub > hub/app/inbound"}));
}

TEST(Translation, LeavesItsExceptionsAlone) {
    const std::string direct = "change vnet hub { subnet db { no route-table; } }\n";
    const Built built =
        build_clean(two_appliances + direct + "change appliance one { snat; snat-except 10.0.5.0/24; }\n");
    EXPECT_EQ(built.answers(request), (Lines{"hub/db > hub > hub/app/inbound"}));
}

TEST(Translation, OfAFirewallLeavesPrivateDestinationsAlone) {
    const std::string text =
        "vnet v { space 10.9.0.0/16; subnet AzureFirewallSubnet 10.9.0.0/26; subnet a 10.9.1.0/24; }\n"
        "firewall fw { in v/AzureFirewallSubnet; address 10.9.0.4; snat; }\n";
    const Built built = build_clean(text);
    const network::Node& fw = built.net[built.net.find_node("fw")];
    ASSERT_TRUE(fw.source_nat.has_value());
    EXPECT_EQ(fw.source_nat->except.size(), 4U);
    EXPECT_EQ(to_string(fw.source_nat->to), "10.9.0.4");
    EXPECT_TRUE(fw.stateful && fw.forwards);
}

// -- a load balancer before both
// ----------------------------------------------------------------------------------

const std::string balanced = R"(
vnet hub {
  space 10.0.0.0/16;
  subnet nva 10.0.3.0/24;
  subnet app 10.0.4.0/24 { route-table t; }
  subnet db 10.0.5.0/24 { route-table t; }
}
appliance one { in hub/nva; address 10.0.3.4; ip-forwarding; stateful; }
appliance two { in hub/nva; address 10.0.3.5; ip-forwarding; stateful; }
load-balancer lb { in hub/nva; address 10.0.3.100; backend one two; }
route-table t { route 10.0.5.0/24 appliance lb; route 10.0.4.0/24 appliance 10.0.3.100; }
)";

TEST(LoadBalancer, SharesFlowsAmongItsBackends) {
    const Built built = build_clean(balanced);
    EXPECT_EQ(built.ways(request), (Lines{"hub/app > lb > one > hub/nva > hub > hub/db/inbound",
                                          "hub/app > lb > two > hub/nva > hub > hub/db/inbound"}));
    EXPECT_EQ(built.fixed("hub/app").back(), "10.0.4.0/24 user appliance 10.0.3.100");
}

TEST(LoadBalancer, SendsAnAnswerOverTheBackendOfItsRequest) {
    const Built built = build_clean(balanced);
    EXPECT_EQ(built.answers(request), (Lines{"hub/db > lb > one > hub/nva > hub > hub/app/inbound",
                                             "hub/db > lb > two > hub/nva > hub > hub/app/inbound"}));
}

TEST(LoadBalancer, LeavesOutWhatIsDown) {
    const Built built = build_clean(balanced);
    EXPECT_EQ(built.ways(request, {"one"}), (Lines{"hub/app > lb > two > hub/nva > hub > hub/db/inbound"}));
    EXPECT_EQ(built.ways(request, {"one", "two"}), (Lines{"hub/app > lb: next-hop-down"}));
}

// -- an overlay
// -----------------------------------------------------------------------------------------------------

const std::string overlay = R"(
vnet hub { space 10.0.0.0/16; subnet sdwan 10.0.3.0/24; subnet app 10.0.4.0/24; }
appliance sdwan { in hub/sdwan; address 10.0.3.4; asn 65001; ip-forwarding; originate 10.0.0.0/16; }
router site { asn 65010; owns 10.1.0.0/16; }
tunnel sdwan site;
bgp sdwan site { at site { export lan; import all; } at sdwan { export all; import all; } }
policy lan { match prefix 10.1.0.0/16; accept; }
policy all { accept; }
)";

TEST(Tunnel, IsTheAppliancesOwnWay) {
    const Built built = build_clean(overlay);
    EXPECT_EQ(built.ways("sdwan", "10.1.0.4"), (Lines{"sdwan > site"}));
    EXPECT_EQ(built.ways("site", "10.0.4.4"), (Lines{"site > sdwan > hub/sdwan > hub > hub/app"}));
    EXPECT_EQ(built.ways("sdwan", "10.1.0.4", {"sdwan--site"}), (Lines{"sdwan > hub/sdwan: no-route"}));
}

TEST(Tunnel, IsAFailureOfItsOwnClass) {
    const Built built = build_clean(overlay);
    const auto group = built.down({"sdwan--site"});
    EXPECT_EQ(built.net[group.front()].failure_class, network::FailureClass::tunnel);
}

} // namespace
