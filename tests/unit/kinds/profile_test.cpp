// Profiles: the order of each, distances, what they leave open and what they refuse.

#include <gtest/gtest.h>

#include <algorithm>

#include "solver/kinds/profiles.hpp"
#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::said;
using enum network::Criterion;
using Order = std::vector<network::Criterion>;

/// Router a between two of another AS; every router has an id.
building::Built with(const std::string& statements, const std::string& file = "") {
    return build(file + "router a { asn 65001; router-id 10.0.0.1; " + statements +
                 " }\nrouter b { asn 65002; router-id 10.0.0.2; }\nrouter c { asn 65003; router-id 10.0.0.3; }\n"
                 "policy any { accept; }\nlink a b;\nlink a c;\n"
                 "bgp a b { at a { import any; } at b { import any; } }\n"
                 "bgp a c { at a { import any; } at c { import any; } }\n");
}

const Order weighted = {weight, local_preference, local_origin, as_path_length, origin, med, external_over_internal};
const Order in_sequence = {weight, local_preference, local_origin, as_path_length, origin, med_sequential, external_over_internal};

Order then(Order order, const Order& rest) {
    order.insert(order.end(), rest.begin(), rest.end());
    return order;
}

TEST(Profile, WithoutOneTheOrderIsTheStandards) {
    const auto built = with("");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.node("a").decision.order, then(weighted, {router_id, peer_order}));
    EXPECT_EQ(built.node("a").external_distance, 20U);
    EXPECT_EQ(with("multipath;").node("a").decision.multipath_after, 7U);
}

TEST(Profile, OspfBringsTheMetricToTheNextHop) {
    const auto built = build("router a { asn 65001; multipath; } router b { asn 65001; } link a b { ospf area 0; } bgp a b;");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.node("a").decision.order, then(weighted, {igp_metric, oldest}));
    EXPECT_EQ(built.node("a").decision.multipath_after, 8U);
}

TEST(Profile, ReflectionBringsTheLengthOfTheClusterList) {
    const auto built = build("router a { asn 65001; router-id 10.0.0.1; reflects-for b; } "
                             "router b { asn 65001; router-id 10.0.0.2; } link a b { ospf area 0; }");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.node("b").decision.order, then(weighted, {igp_metric, router_id, cluster_list_length, peer_order}));
}

TEST(Profile, IosPrefersTheOldestOfExternalRoutesUnlessToldNotTo) {
    EXPECT_EQ(with("profile ios;").node("a").decision.order, then(in_sequence, {igp_metric, oldest}));
    EXPECT_EQ(with("profile ios; compare-routerid;").node("a").decision.order,
              then(in_sequence, {igp_metric, router_id, peer_order}));
    EXPECT_EQ(with("profile ios;").node("b").decision.order, then(weighted, {router_id, peer_order}));
    EXPECT_FALSE(with("profile ios;").node("a").decision.multipath_after);
    EXPECT_EQ(with("profile ios; multipath;").node("a").decision.multipath_after, 8U);
}

TEST(Profile, TheOldestDecidesAmongExternalRoutesAloneWhereIdsTellTheInternalApart) {
    const auto mixed = [](const std::string& statements, const std::string& id_of_e) {
        return build("router a { asn 65001; router-id 10.0.0.1; " + statements +
                     " }\nrouter b { asn 65002; }\nrouter c { asn 65003; }\n"
                     "router d { asn 65001; router-id 10.0.0.4; }\nrouter e { asn 65001; " + id_of_e +
                     " }\nlink a b;\nlink a c;\nlink a d;\nlink a e;\nbgp a b;\nbgp a c;\nbgp a d;\nbgp a e;\n");
    };
    const std::string id = "router-id 10.0.0.5;";
    EXPECT_EQ(mixed("profile ios;", id).node("a").decision.order,
              then(in_sequence, {igp_metric, oldest_external, router_id, peer_order}));
    EXPECT_EQ(mixed("profile frr;", id).node("a").decision.order,
              then(in_sequence, {igp_metric, oldest_external, router_id, peer_order}));
    EXPECT_EQ(mixed("profile ios;", "").node("a").decision.order, then(in_sequence, {igp_metric, oldest}));
    EXPECT_EQ(mixed("profile ios; compare-routerid;", id).node("a").decision.order, then(in_sequence, {igp_metric, oldest}))
        << "nobody wrote down the ids of b and c";
}

TEST(Profile, JunosHasNoWeightAndAdvertisesWhatIsActive) {
    const auto built = with("profile junos; compare-routerid; static 10.9.0.0/16 discard;");
    ASSERT_EQ(built.said(), "");
    const network::Node& a = built.node("a");
    EXPECT_EQ(a.decision.order, (Order{local_origin, local_preference, as_path_length, origin, med,
                                       external_over_internal, igp_metric, router_id, peer_order}));
    EXPECT_EQ(a.external_distance, 170U);
    EXPECT_EQ(a.internal_distance, 170U);
    EXPECT_EQ(a.static_routes[0].distance, 5U);
    EXPECT_FALSE(a.advertise_inactive);
    EXPECT_TRUE(with("profile junos; advertise-inactive;").node("a").advertise_inactive);
    EXPECT_TRUE(with("profile ios;").node("a").advertise_inactive);
    EXPECT_FALSE(with("profile ios; no advertise-inactive;").node("a").advertise_inactive);
}

TEST(Profile, MedIsComparedInOrderOfArrivalUnlessToldNotTo) {
    const auto order = [](const std::string& statements) { return with(statements).node("a").decision.order; };
    EXPECT_EQ(order(""), then(weighted, {router_id, peer_order}));
    EXPECT_EQ(order("med sequential;"), then(in_sequence, {router_id, peer_order}));
    EXPECT_EQ(order("med always-compare;"), (Order{weight, local_preference, local_origin, as_path_length, origin, med_always,
                                                    external_over_internal, router_id, peer_order}));
    for (const std::string profile : {"ios", "frr"}) {
        EXPECT_EQ(order("profile " + profile + ";"), then(in_sequence, {igp_metric, oldest}));
        EXPECT_EQ(order("profile " + profile + "; med deterministic;"), then(weighted, {igp_metric, oldest}));
    }
    EXPECT_EQ(std::ranges::count(order("profile bird;"), med_sequential), 1);
    EXPECT_EQ(std::ranges::count(order("profile bird; med deterministic;"), med), 1);
    EXPECT_EQ(std::ranges::count(order("profile junos;"), med), 1);
    EXPECT_EQ(std::ranges::count(order("profile junos; med sequential;"), med_sequential), 1);
    EXPECT_EQ(std::ranges::count(order("profile ios; med always-compare;"), med_always), 1);
    EXPECT_EQ(said("router a { med sequentially; }\n"),
              "error[VN0019]: `med` does not take `sequentially`\n"
              "  --> t.net:1:16\n"
              "1 | router a { med sequentially; }\n"
              "  |                ^^^^^^^^^^^^ did you mean `sequential`?\n"
              "\n1 error\n");
}

TEST(Profile, LoadIsSharedAsEachDoes) {
    using network::Sharing;
    const auto sharing = [](const std::string& statements) { return with(statements).node("a").decision.sharing; };
    EXPECT_EQ(sharing("multipath;"), Sharing::any);
    EXPECT_EQ(sharing("multipath same-path;"), Sharing::as_path);
    EXPECT_EQ(sharing("multipath same-neighbour-as;"), Sharing::neighbour_as);
    EXPECT_EQ(sharing("profile ios; multipath;"), Sharing::as_path);
    EXPECT_EQ(sharing("profile ios; multipath relaxed;"), Sharing::any);
    EXPECT_EQ(sharing("profile junos; multipath;"), Sharing::neighbour_as);
    EXPECT_EQ(sharing("profile frr;"), Sharing::peer_as_or_path);
    EXPECT_EQ(sharing("profile frr; no multipath;"), Sharing::any) << "without meaning";
    EXPECT_EQ(sharing("profile frr; multipath relaxed;"), Sharing::any);
    EXPECT_EQ(sharing("profile bird; multipath;"), Sharing::any);
    EXPECT_EQ(said("router a { multipath samepath; }\n"),
              "error[VN0019]: `multipath` does not take `samepath`\n"
              "  --> t.net:1:22\n"
              "1 | router a { multipath samepath; }\n"
              "  |                      ^^^^^^^^ did you mean `same-path`?\n"
              "\n1 error\n");
}

TEST(Profile, FrrSharesLoadUnlessToldNotTo) {
    EXPECT_EQ(with("profile frr;").node("a").decision.multipath_after, 8U);
    EXPECT_FALSE(with("profile frr; no multipath;").node("a").decision.multipath_after);
}

TEST(Profile, BirdDecidesByRouterIdsUnlessToldNotTo) {
    const network::Node a = with("profile bird; static 10.9.0.0/16 discard;").node("a");
    EXPECT_EQ(a.decision.order.back(), peer_order);
    EXPECT_EQ(with("profile bird; prefer-older;").node("a").decision.order.back(), oldest);
    EXPECT_EQ(a.static_routes[0].distance, 55U);
    EXPECT_EQ(a.external_distance, 155U);
}

TEST(Profile, OfTheFileIsThatOfRoutersWithoutOne) {
    const auto built = with("profile ios;", "profile bird;\n");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.node("a").external_distance, 20U);
    EXPECT_EQ(built.node("b").external_distance, 155U);
    EXPECT_EQ(with("no profile;", "profile bird;\n").node("a").external_distance, 20U);
}

TEST(Profile, EveryOneHasAPageWithItsOrderAndSources) {
    for (const kinds::Profile& profile : kinds::profiles()) {
        const std::string page = kinds::page_of(profile);
        EXPECT_NE(page.find("lowest router id"), std::string::npos) << page;
        EXPECT_NE(page.find("Not modelled"), std::string::npos) << page;
        EXPECT_EQ(kinds::find_profile(profile.name), &profile);
        for (const kinds::Fact& fact : profile.facts)
            EXPECT_FALSE(fact.source.empty());
    }
}

TEST(Profile, AMisspeltOneGetsItsNeighbour) {
    EXPECT_EQ(said("router a { profile juons; }\n"),
              "error[VN0019]: `profile` does not take `juons`\n"
              "  --> t.net:1:20\n"
              "1 | router a { profile juons; }\n"
              "  |                    ^^^^^ did you mean `junos`?\n"
              "\n1 error\n");
}

TEST(Profile, ContradictionsAndIdleWeightsAreTold) {
    EXPECT_EQ(said("router a { asn 65001; compare-routerid; prefer-older; }\n"),
              "error[VN0135]: `compare-routerid` and `prefer-older` contradict each other\n"
              "  --> t.net:1:41\n"
              "1 | router a { asn 65001; compare-routerid; prefer-older; }\n"
              "  |                                         ^^^^^^^^^^^^ keep one of them\n"
              "  --> t.net:1:23\n"
              "1 | router a { asn 65001; compare-routerid; prefer-older; }\n"
              "  |                       ----------------- the other one is here\n"
              "\n1 error\n");
    const std::string pair = " router b { asn 65001; }\nlink a b;\n";
    EXPECT_EQ(said("router a { asn 65001; profile bird; }" + pair + "bgp a b { at a { weight 7; } }\n"),
              "warning[VN0134]: `a` is given a weight, and profile `bird` does not know any\n"
              "  --> t.net:3:11\n"
              "3 | bgp a b { at a { weight 7; } }\n"
              "  |           ^^^^^^^^^^^^^^^^^^ set a local preference, or take another profile\n"
              "\n1 warning\n");
    const std::string by_policy = said("router a { asn 65001; profile junos; }" + pair +
                                       "policy heavy { set weight 7; accept; }\nbgp a b { at a { import heavy; } }\n");
    EXPECT_NE(by_policy.find("VN0134"), std::string::npos) << by_policy;
}

TEST(Profile, WhereOspfOutranksBgpItIsNotRedistributed) {
    const std::string text = said("router a { asn 65001; profile junos; redistribute bgp into ospf only 10.9.0.0/16; }\n"
                                  "router b;\nlink a b { ospf area 0; }\n");
    EXPECT_EQ(text.substr(0, text.find('\n')),
              "error[VN0127]: `a` redistributes its BGP routes, of distance 170, although OSPF, of 10, may override them");
    EXPECT_EQ(said("router a { asn 65001; profile ios; redistribute bgp into ospf only 10.9.0.0/16; }\n"
                   "router b;\nlink a b { ospf area 0; }\n"),
              "");
}

} // namespace
