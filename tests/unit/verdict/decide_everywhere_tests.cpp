// Waypoints, transit, black holes, path lengths, route limits: each holds here and is violated there.

#include <gtest/gtest.h>

#include "tests/unit/verdict/lab.hpp"

namespace lab {
namespace {

using namespace network;
using Names = std::vector<std::string>;

/// a and d, joined over b and over c.
struct Square : Lab {
    NodeId a = site("a", 1, "10.0.1.0/24"), b = add_node("b", 2), c = add_node("c", 3),
           d = site("d", 4, "10.0.4.0/24");
    Cable ab = cable(a, b), ac = cable(a, c), bd = cable(b, d), cd = cable(c, d);

    void prefer_at(const Cable& cable, NodeId node) {
        import(cable.session, node, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    }
    properties::Claim through(std::string property, std::vector<NodeId> nodes) const {
        auto result = claim(property, property == "waypoint" ? std::vector{std::pair(a, d)}
                                                             : std::vector<std::pair<NodeId, NodeId>>{});
        result.options.through = std::move(nodes);
        return result;
    }
    properties::Claim at_most(std::uint32_t limit) const {
        auto result = claim("path-length", {{a, d}});
        result.options.at_most = limit;
        return result;
    }
};

TEST(Waypoint, EveryDeliveredBranchVisitsOne) {
    Square net;
    net.prefer_at(net.ab, net.a);
    EXPECT_EQ(outcome(net.decide(net.through("waypoint", {net.b}))), "holds");
    EXPECT_EQ(outcome(net.decide(net.through("waypoint", {net.c}))), "violated by waypoint-missed");
    EXPECT_EQ(outcome(net.decide(net.through("waypoint", {net.b, net.c}))), "holds");
}

TEST(Waypoint, AFailureMayLeadPastIt) {
    Square net;
    net.prefer_at(net.ab, net.a);
    net.any(1);
    const auto result = net.decide(net.through("waypoint", {net.b}));
    EXPECT_EQ(outcome(result), "violated by waypoint-missed");
    EXPECT_EQ(net.failed(result), Names{"a--b"});
}

TEST(Waypoint, OneOfSeveralBranchesIsEnough) {
    Square net;
    net.use_multipath(net.a);
    for (const NodeId node : {net.b, net.c})
        EXPECT_EQ(outcome(net.decide(net.through("waypoint", {node}))), "violated by waypoint-missed");
}

TEST(Waypoint, WhatIsNotDeliveredMissesNothing) {
    Square net;
    net.prefer_at(net.ac, net.a);
    net.node(net.d).filter.rules = {{1, false, {}, {}, {}, {}, {}}};
    EXPECT_EQ(outcome(net.decide(net.through("waypoint", {net.b}))), "holds");
}

TEST(NoTransit, OthersComeByUnlessNothingIsPassedOn) {
    Square net;
    EXPECT_EQ(outcome(net.decide(net.through("no-transit", {net.b, net.c}))), "violated by transit");
    for (const NodeId node : {net.b, net.c})
        for (const Cable& cable : {net.ab, net.ac, net.bd, net.cd})
            if (const Session& session = net.network[cable.session]; session.a.node == node || session.b.node == node)
                net.export_(cable.session, node, {gadgets::reject({gadgets::match_length(1, 9)}), gadgets::accept()});
    EXPECT_EQ(outcome(net.decide(net.through("no-transit", {net.b, net.c}))), "holds");
}

TEST(NoTransit, ItsOwnPacketsAreNotTransit) {
    Square net;
    const auto result = net.decide(net.through("no-transit", {net.a}));
    EXPECT_EQ(outcome(result), "holds");
    net.own(net.b, "10.0.2.0/24");
    net.originate(net.b, "10.0.2.0/24");
    net.own(net.c, "10.0.3.0/24");
    net.originate(net.c, "10.0.3.0/24");
    net.prefer_at(net.ab, net.b);
    net.prefer_at(net.ac, net.c);
    EXPECT_EQ(outcome(net.decide(net.through("no-transit", {net.a}))), "violated by transit");
}

TEST(NoTransit, DroppedThereIsStillTransit) {
    Square net;
    net.prefer_at(net.ab, net.a);
    net.prefer_at(net.bd, net.d);
    EXPECT_EQ(outcome(net.decide(net.through("no-transit", {net.c}))), "holds");
    net.node(net.b).filter.rules = {{1, false, {}, {}, {}, {}, {}}};
    const auto result = net.decide(net.through("no-transit", {net.b}));
    EXPECT_EQ(outcome(result), "violated by transit");
    EXPECT_EQ(result.counterexample->at, net.b);
}

TEST(NoTransit, WhatBothOwnIsNotOthers) {
    Square net;
    net.own(net.d, "0.0.0.0/0");
    net.originate(net.d, "0.0.0.0/0");
    net.own(net.b, "10.0.2.0/24");
    net.originate(net.b, "10.0.2.0/24");
    for (const Cable& cable : {net.ab, net.bd})
        net.export_(cable.session, net.b, {gadgets::reject({gadgets::match_length(1, 9)}), gadgets::accept()});
    EXPECT_EQ(outcome(net.decide(net.through("no-transit", {net.b}))), "holds");
}

TEST(NoTransit, PacketsStartWhereTheirOwnerSays) {
    Lab net;
    const NodeId in = net.place("in", "10.0.1.0/24"), middle = net.place("middle", "10.0.2.0/24"),
                 d = net.place("d", "10.0.4.0/24"), out = net.add_node("out");
    const Cable there = net.wire(out, middle), on = net.wire(middle, d);
    net.static_route(out, "10.0.4.0/24", there.forward);
    net.static_route(middle, "10.0.4.0/24", on.forward);
    auto claim = net.claim("no-transit", {});
    claim.options.through = {middle};
    EXPECT_EQ(outcome(net.decide(claim)), "holds");
    net.node(in).starts_at = out;
    const auto result = net.decide(claim);
    EXPECT_EQ(outcome(result), "violated by transit");
    EXPECT_EQ(to_string(result.counterexample->packet.source), "10.0.1.0");
}

TEST(NoTransit, SaysNothingWhereNobodyElseOwnsAnything) {
    Square net;
    EXPECT_EQ(outcome(net.decide(net.through("no-transit", {net.a, net.d}))), "vacuous");
}

TEST(NoBlackHole, HandedOnWithoutARoute) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.place("b", "10.0.2.0/24"), c = net.place("c", "10.0.3.0/24");
    const Cable ab = net.wire(a, b), bc = net.wire(b, c);
    const auto claim = net.claim("no-black-hole", {});
    EXPECT_EQ(outcome(net.decide(claim)), "holds") << "nobody hands anything on";
    net.static_route(a, "10.0.0.0/16", ab.forward);
    const auto result = net.decide(claim);
    EXPECT_EQ(outcome(result), "violated by black-hole");
    EXPECT_EQ(result.counterexample->at, b);
    EXPECT_EQ(to_string(result.counterexample->packet.source), "10.0.1.0");
    net.static_route(b, "10.0.3.0/24", bc.forward);
    net.static_route(b, "10.0.1.0/24", ab.back);
    EXPECT_EQ(outcome(net.decide(claim)), "holds");
    net.any(1);
    const auto failed = net.decide(net.claim("no-black-hole", {}));
    EXPECT_EQ(outcome(failed), "violated by black-hole");
    EXPECT_EQ(net.failed(failed), Names{"b--c"});
}

TEST(NoBlackHole, PrivateAddressesBeyondTheFileAreNobodys) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.place("b", "10.0.2.0/24");
    net.place("world", "0.0.0.0/0");
    const Cable ab = net.wire(a, b);
    for (const char* nobodys : {"10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"})
        net.static_route(a, nobodys, ab.forward);
    EXPECT_EQ(outcome(net.decide(net.claim("no-black-hole", {}))), "holds");
    net.static_route(a, "192.0.2.0/24", ab.forward);
    EXPECT_EQ(outcome(net.decide(net.claim("no-black-hole", {}))), "violated by black-hole");
}

TEST(NoBlackHole, ANullRouteCountsWhereAsked) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.place("b", "10.0.2.0/24"), c = net.place("c", "10.0.3.0/24");
    const Cable ab = net.wire(a, b);
    net.static_route(a, "10.0.3.0/24", ab.forward);
    net.discard(b, "10.0.0.0/16");
    net.discard(c, "10.0.0.0/16");
    auto claim = net.claim("no-black-hole", {});
    EXPECT_EQ(outcome(net.decide(claim)), "holds");
    claim.options.count_discards = true;
    EXPECT_EQ(outcome(net.decide(claim)), "violated by black-hole");
}

TEST(NoBlackHole, WhatARuleRefusesIsNotLost) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.place("b", "10.0.2.0/24");
    net.place("c", "10.0.3.0/24");
    const Cable ab = net.wire(a, b);
    net.static_route(a, "10.0.3.0/24", ab.forward);
    const auto claim = net.claim("no-black-hole", {});
    for (const NodeId node : {a, b}) {
        Lab refusing = net;
        refusing.node(node).filter.rules = {{1, false, {}, {}, {gadgets::prefix("10.0.3.0/24")}, {}, {}},
                                            {2, true, {}, {}, {}, {}, {}}};
        EXPECT_EQ(outcome(refusing.decide(claim)), "holds");
    }
    EXPECT_EQ(outcome(net.decide(claim)), "violated by black-hole");
}

TEST(NoBlackHole, AddressesOfNobodyDoNotMatter) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.place("b", "10.0.2.0/24");
    const Cable ab = net.wire(a, b);
    net.static_route(a, "10.0.3.0/24", ab.forward);
    EXPECT_EQ(outcome(net.decide(net.claim("no-black-hole", {}))), "holds");
}

TEST(PathLength, CountsLocationsOnTheWay) {
    Square net;
    EXPECT_EQ(outcome(net.decide(net.at_most(3))), "holds");
    EXPECT_EQ(outcome(net.decide(net.at_most(2))), "violated by path-too-long");
    net.node(net.b).in_traces = net.node(net.c).in_traces = false;
    EXPECT_EQ(outcome(net.decide(net.at_most(2))), "holds");
}

TEST(PathLength, ADetourUnderAFailureCounts) {
    Square net;
    const Cable bc = net.cable(net.b, net.c);
    net.prefer_at(net.ab, net.a);
    net.import(net.ac.session, net.a, {gadgets::reject()});
    net.any(1);
    const auto result = net.decide(net.at_most(3));
    EXPECT_EQ(outcome(result), "violated by path-too-long");
    EXPECT_EQ(net.failed(result), Names{"b--d"});
    EXPECT_EQ(result.counterexample->there->hops.size(), 4u);
    EXPECT_EQ(outcome(net.decide(net.at_most(4))), "holds");
    EXPECT_TRUE(bc.session.known());
}

/// b takes what a announces.
struct Feed : Lab {
    NodeId a = add_node("a", 1), b = add_node("b", 2), c = site("c", 3, "10.0.9.0/24");
    Cable ab = cable(a, b), ac = cable(a, c);
    properties::Claim limit(std::optional<std::uint32_t> at_most) const {
        auto result = claim("route-limit", {});
        result.options.at = {b};
        result.options.at_most = at_most;
        return result;
    }
};

TEST(RouteLimit, CountsPrefixesOfOneSession) {
    Feed net;
    net.originate(net.a, "10.0.1.0/24");
    EXPECT_EQ(outcome(net.decide(net.limit(2))), "holds");
    const auto result = net.decide(net.limit(1));
    EXPECT_EQ(outcome(result), "violated by too-many-routes");
    EXPECT_EQ(result.counterexample->at, net.b);
    net.import(net.ab.session, net.b, {gadgets::accept({gadgets::match_prefix("10.0.1.0/24")})});
    EXPECT_EQ(outcome(net.decide(net.limit(1))), "holds");
}

TEST(RouteLimit, OnlyAFailureMayBringMore) {
    Feed net;
    const NodeId d = net.add_node("d", 4);
    const Cable ad = net.cable(net.a, d), cd = net.cable(net.c, d);
    net.originate(net.a, "10.0.1.0/24");
    // a passes on only what came the long way.
    net.export_(net.ab.session, net.a, {gadgets::accept({gadgets::match_length(2, 9)}),
                                        gadgets::accept({gadgets::match_prefix("10.0.1.0/24")})});
    EXPECT_EQ(outcome(net.decide(net.limit(1))), "holds");
    net.any(1);
    const auto result = net.decide(net.limit(1));
    EXPECT_EQ(outcome(result), "violated by too-many-routes");
    EXPECT_EQ(net.failed(result), Names{"a--c"});
    EXPECT_TRUE(ad.session.known() && cd.session.known());
}

TEST(RouteLimit, WithoutANumberItIsTheReceivers) {
    Feed net;
    net.originate(net.a, "10.0.1.0/24");
    net.end(net.ab.session, net.b).route_limit = 1;
    EXPECT_EQ(outcome(net.decide(net.limit({}))), "violated by too-many-routes");
    net.end(net.ab.session, net.b).route_limit = 2;
    EXPECT_EQ(outcome(net.decide(net.limit({}))), "holds");
    EXPECT_EQ(outcome(net.decide(net.limit(1))), "violated by too-many-routes") << "the claim's number counts";
}

TEST(RouteLimit, ListedAndInvalidRoutesCount) {
    Feed net;
    net.originate(net.a, "10.0.1.0/24");
    net.end(net.ab.session, net.b).lists_only = true;
    EXPECT_EQ(outcome(net.decide(net.limit(1))), "violated by too-many-routes");
    Feed other;
    other.originate(other.a, "10.0.1.0/24");
    other.network.sessions[other.ab.session.index()].back = {};
    other.network.sessions[other.ab.session.index()].forward = {};
    other.node(other.b).hands_to = {};
    other.end(other.ab.session, other.a).next_hop_unchanged = true;
    EXPECT_EQ(outcome(other.decide(other.limit(1))), "violated by too-many-routes");
}

} // namespace
} // namespace lab
