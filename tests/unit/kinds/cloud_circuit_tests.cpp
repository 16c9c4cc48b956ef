// Circuits: planned maintenance, Global Reach, what can be said of Microsoft's side, limits.

#include <algorithm>

#include <gtest/gtest.h>

#include "cloud_network.hpp"

namespace {

using Lines = std::vector<std::string>;

// Two routers behind a third, which shares load over equal paths.
const std::string site = R"(
router dc { asn 65001; owns 10.1.0.0/16; multipath; }
router ce1 { asn 65020; }
router ce2 { asn 65020; }
link dc ce1;
link dc ce2;
bgp dc ce1 { at dc { export all; } at ce1 { export all; } }
bgp dc ce2 { at dc { export all; } at ce2 { export all; } }
policy all { accept; }
policy lan { match prefix 10.1.0.0/16; accept; }
vnet hub { space 10.9.0.0/16; }
expressroute-gateway er { in hub; }
circuit c { gateway er; primary ce1 { export lan; } secondary ce2 { export lan; } }
)";

TEST(Maintenance, IsAGroupOfItsOwnForEachConnection) {
    const Built built = build_clean(site);
    Lines names;
    for (const network::FailureGroup& group : built.net.failures)
        if (group.failure_class == network::FailureClass::maintenance)
            names.push_back(group.name);
    EXPECT_EQ(names, (Lines{"c/primary/maintenance", "c/secondary/maintenance"}));
    // Only the router's side is disabled then: the edge still serves the gateways, and is maintained.
    const Built disabled = build_clean(site + "change circuit c { primary ce1 { disabled; } }\n");
    EXPECT_EQ(std::ranges::count(disabled.net.failures, network::FailureClass::maintenance,
                                 &network::FailureGroup::failure_class),
              2);
}

TEST(Maintenance, PrependsEightTimesBothWaysWhileSessionsStayUp) {
    const Built built = build_clean(site);
    const Lines down = {"c/primary/maintenance"};
    const std::string nine = "12076 12076 12076 12076 12076 12076 12076 12076 12076";
    EXPECT_EQ(built.held("ce1", "c/primary", "10.9.0.0/16"), "12076 via c/primary weight 0");
    EXPECT_EQ(built.routes("ce1", "10.9.0.0/16", down).back(),
              "ce1--c/primary (maintenance): " + nine);
    EXPECT_EQ(built.routes("er", "10.1.0.0/16", down),
              (Lines{"c/primary--er (maintenance): " + nine + " 65020 65001, less-preferred",
                     "c/secondary--er: 12076 65020 65001"}));
    EXPECT_EQ(built.routes("hub", "10.1.0.0/16", down),
              (Lines{"c/primary--hub (maintenance): " + nine + " 65020 65001, less-preferred",
                     "c/secondary--hub: 12076 65020 65001"}));
}

TEST(Maintenance, WhoFollowsThePathMovesAway) {
    const Built built = build_clean(site);
    EXPECT_EQ(built.ways("dc", "10.9.0.4").size(), 2U);
    EXPECT_EQ(built.ways("dc", "10.9.0.4", {"c/primary/maintenance"}),
              Lines{"dc > ce2 > c/secondary > er > hub"});
    EXPECT_EQ(built.ways("hub", "10.1.0.4", {"c/primary/maintenance"}),
              Lines{"hub > c/secondary > ce2 > dc"});
}

TEST(Maintenance, WhoPinsTheLinkLosesItsPackets) {
    const Built built = build_clean(site + "policy pin { set local-preference 200; accept; }\n"
                                           "policy first { set weight 100; accept; }\n"
                                           "change circuit c { primary ce1 { import pin; } }\n"
                                           "change bgp dc ce1 { at dc { import first; } }\n");
    EXPECT_EQ(built.ways("dc", "10.9.0.4", {"c/primary/maintenance"}),
              Lines{"dc > ce1 > c/primary: drained"});
    // The other direction has moved, all the same.
    EXPECT_EQ(built.ways("hub", "10.1.0.4", {"c/primary/maintenance"}),
              Lines{"hub > c/secondary > ce2 > dc"});
}

TEST(Maintenance, OfTheOnlyConnectionDropsEverything) {
    const Built built = build_clean(site + "change circuit c { secondary ce2 { disabled; } }\n");
    EXPECT_EQ(built.ways("hub", "10.1.0.4", {"c/primary/maintenance"}), Lines{"hub > c/primary: drained"});
    EXPECT_EQ(built.ways("hub", "10.1.0.4", {"c/primary"}), Lines{"hub: no-route"});
}

TEST(Maintenance, ChangesNothingForOthersWhileAConnectionIsDown) {
    const Built built = build_clean(site);
    EXPECT_EQ(built.routes("ce1", "10.9.0.0/16", {"c/primary", "c/primary/maintenance"}).size(),
              1U); // from `dc`
}

// -- several circuits
// ----------------------------------------------------------------------------------------------

const std::string two = site + R"(
router far { asn 65030; owns 10.3.0.0/16; multipath; }
policy far-lan { match prefix 10.3.0.0/16; accept; }
vnet other { space 10.8.0.0/16; }
expressroute-gateway er2 { in other; }
circuit d { gateway er2; primary far { export far-lan; } secondary far { export far-lan; } }
)";

TEST(GlobalReach, JoinsTheSitesOfTwoCircuits) {
    const Built without = build_clean(two);
    EXPECT_EQ(without.ways("far", "10.1.0.4"), Lines{"far: no-route"});
    const Built built = build_clean(two + "change circuit d { global-reach c; }\n");
    EXPECT_EQ(built.ways("far", "10.1.0.4"), (Lines{"far > d/primary > c/primary > ce1 > dc",
                                                    "far > d/secondary > c/secondary > ce2 > dc"}));
    EXPECT_EQ(built.ways("ce1", "10.3.0.4"), Lines{"ce1 > c/primary > d/primary > far"});
}

TEST(GlobalReach, ReachesTheNetworksOfTheOtherCircuitToo) {
    const Built built = build_clean(two + "change circuit d { global-reach c; }\n");
    EXPECT_EQ(built.ways("far", "10.9.0.4").front(), "far > d/primary > c/primary > er > hub");
    // Networks hear the sites of the other circuit with a longer path; each other only if their gateways
    // allow it.
    EXPECT_EQ(built.routes("other", "10.1.0.0/16").front(),
              "d/primary--other: 12076 12076 12076 65020 65001");
    EXPECT_EQ(built.held("other", "d/primary", "10.9.0.0/16"), "rejected-by-policy");
}

TEST(GlobalReach, IsSecondBestToADirectConnection) {
    const Built built = build_clean(two + "change circuit d { global-reach c; gateway er; }\n");
    EXPECT_EQ(built.ways("far", "10.9.0.4"),
              (Lines{"far > d/primary > er > hub", "far > d/secondary > er > hub"}));
    EXPECT_EQ(built.ways("hub", "10.3.0.4"), (Lines{"hub > d/primary > far", "hub > d/secondary > far"}));
}

TEST(GlobalReach, IsNotTransitive) {
    const std::string third = R"(
router end { asn 65040; owns 10.4.0.0/16; }
policy end-lan { match prefix 10.4.0.0/16; accept; }
vnet last { space 10.7.0.0/16; }
expressroute-gateway er3 { in last; }
circuit e { gateway er3; global-reach d; primary end { export end-lan; } }
change circuit d { global-reach c; }
)";
    const Built built = build_clean(two + third);
    EXPECT_EQ(built.ways("end", "10.3.0.4"), Lines{"end > e/primary > d/primary > far"});
    EXPECT_EQ(built.ways("end", "10.1.0.4"), Lines{"end: no-route"});
}

TEST(GlobalReach, GoesDownWithEitherConnection) {
    const Built built = build_clean(two + "change circuit d { global-reach c; }\n");
    EXPECT_EQ(built.ways("far", "10.1.0.4", {"c/primary"}),
              Lines{"far > d/secondary > c/secondary > ce2 > dc"});
    EXPECT_EQ(built.ways("far", "10.1.0.4", {"d/primary"}),
              Lines{"far > d/secondary > c/secondary > ce2 > dc"});
    EXPECT_EQ(built.ways("far", "10.1.0.4", {"c/primary/maintenance"}),
              Lines{"far > d/secondary > c/secondary > ce2 > dc"});
}

// -- Microsoft's side
// -------------------------------------------------------------------------------------------------

// A router between two circuits that passes on what it hears.
const std::string leak = R"(
router ce { asn 65020; owns 10.1.0.0/16; }
policy all { accept; }
vnet a { space 10.8.0.0/16; }
vnet b { space 10.9.0.0/16; }
expressroute-gateway ga { in a; }
expressroute-gateway gb { in b; }
circuit c { gateway ga; primary ce { export all; } }
circuit d { gateway gb; primary ce { export all; } }
)";

TEST(EdgeRouter, TakesItsOwnAsnFromACustomerOnce) {
    const Built built = build_clean(leak);
    EXPECT_EQ(built.held("d/primary", "ce", "10.8.0.0/16"), "65020 12076 via ce weight 0");
    EXPECT_EQ(built.held("gb", "d/primary", "10.8.0.0/16"), "12076 65020 12076 via d/primary weight 32769");
    const Built strict =
        build_clean(leak + "change circuit d { primary ce { at d/primary { allow-own-as 0; } } }\n");
    EXPECT_EQ(strict.held("d/primary", "ce", "10.8.0.0/16"), "own-asn-in-path");
}

TEST(EdgeRouter, ReplacesAndKeepsAsnsAsTold) {
    const std::string nva = leak + R"(
change vnet a { subnet RouteServerSubnet 10.8.1.0/24; subnet nva 10.8.2.0/24; subnet GatewaySubnet 10.8.3.0/24; }
route-server rs { in a; branch-to-branch; }
appliance n { in a/nva; address 10.8.2.4; asn 65005; originate 10.5.0.0/16; }
bgp n rs { at n { export all; } }
)";
    EXPECT_EQ(build_clean(nva).held("ce", "c/primary", "10.5.0.0/16"), "12076 via c/primary weight 0");
    EXPECT_EQ(
        build_clean(nva + "change circuit c { primary ce { at c/primary { no remove-private-as; } } }\n")
            .held("ce", "c/primary", "10.5.0.0/16"),
        "12076 65515 65005 via c/primary weight 0");
    EXPECT_EQ(build_clean(nva + "change circuit c { primary ce { at c/primary { no remove-private-as; "
                                "replace-as 65515 12076; } } }\n")
                  .held("ce", "c/primary", "10.5.0.0/16"),
              "12076 12076 65005 via c/primary weight 0");
}

TEST(EdgeRouter, HasNoPoliciesOfTheUsers) {
    EXPECT_EQ(build(leak + "change circuit d { primary ce { at d/primary { export all; } } }\n").codes(),
              Lines{"VN0255"});
}

TEST(EdgeRouter, LimitsWhatItTakes) {
    const Built built = build_clean(site);
    for (const network::Session& session : built.net.sessions) {
        if (session.name.starts_with("ce1--c/primary")) {
            EXPECT_EQ(session.end(built.net.find_node("c/primary")).route_limit, 4000U);
        }
        if (session.name.starts_with("c/primary--er")) {
            EXPECT_EQ(session.end(built.net.find_node("c/primary")).route_limit, 1000U);
        }
    }
}

} // namespace
