// Stories of OSPF: what is not told to the area, what it does not reach, what is not announced from it, its tables.

#include <gtest/gtest.h>

#include "tests/unit/verdict/hybrid.hpp"

namespace story_tests {
namespace {

using namespace network;
using Answer = verdict::OnlyReason::Answer;
using gadgets::Cable;

/// core and border run OSPF; behind the border is an outside (AS 2) that owns a prefix. With `bgp` the border (AS 1)
/// learns it and announces the core's, else static routes lead both ways.
struct Area : gadgets::NetworkBuilder {
    NodeId core = add_node("core"), border, outside;
    Cable inner, outer;

    explicit Area(bool bgp = true) {
        border = add_node("border", bgp ? std::optional<Asn>(1) : std::nullopt);
        outside = add_node("outside", bgp ? std::optional<Asn>(2) : std::nullopt);
        inner = wire(core, border);
        outer = cable(border, outside);
        own(core, "10.1.0.0/24");
        own(outside, "10.9.0.0/24");
        for (const NodeId node_id : {core, border})
            node(node_id).ospf = Ospf{};
        for (const LinkId link : {inner.forward, inner.back})
            network.links[link.index()].ospf_cost = 10;
        for (std::uint32_t i = 0; i < 3; ++i)
            network.nodes[i].span = line(i + 1);
        if (bgp) {
            originate(outside, "10.9.0.0/24");
            originate(border, "10.1.0.0/24", true);
        } else {
            static_route(border, "10.9.0.0/24", outer.forward);
            static_route(outside, "10.1.0.0/24", outer.back);
        }
    }
    Ospf& ospf() { return *node(border).ospf; }
    void redistribute(Redistribution::From from, std::vector<PrefixRange> only = {}) {
        ospf().redistributes.push_back({from, std::move(only), 20, false, line(20)});
    }
    verdict::Counterexample why(const FailureSet& failed = {}) const {
        const auto end = [&](NodeId id) {
            return properties::Endpoint{network[id].name, id, {network[id].owns.front().prefix}};
        };
        return story(network, claim("reachability", end(core), end(outside)), failed);
    }
};

/// Everything may fail in the tests' decision: only links that matter nothing stay.
void nothing_fails(Area& area) {
    for (Link& link : area.network.links)
        link.fails_with.clear();
    area.network.failures.clear();
}

TEST(Area, AWayThatIsNotRedistributed) {
    Area area;
    nothing_fails(area);
    const auto found = area.why();
    EXPECT_EQ(found.reason, "not-redistributed");
    EXPECT_EQ(found.at, area.core);
    EXPECT_EQ(found.headline, "`core` has no route to 10.9.0.0/24; `border` has one and does not tell OSPF of it");
    EXPECT_EQ(found.causes.front().span, line(2));
    EXPECT_EQ(found.causes.front().sentence, "`border` does not redistribute BGP into OSPF");
    EXPECT_EQ(found.only.sentence,
              "redistributing 10.9.0.0/24 at `border` makes this hold in all scenarios (checked)");
}

TEST(Area, ARedistributionThatLeavesThePrefixOut) {
    Area area(false);
    nothing_fails(area);
    area.redistribute(Redistribution::From::static_routes, {{gadgets::prefix("10.8.0.0/24"), 24, 24}});
    const auto found = area.why();
    EXPECT_EQ(found.reason, "not-redistributed");
    EXPECT_EQ(found.causes.front().span, line(20));
    EXPECT_EQ(found.causes.front().sentence, "`border` redistributes static routes, but not 10.9.0.0/24");
    EXPECT_EQ(found.only.answer, Answer::yes);
}

TEST(Area, WhatIbgpToldIsNotRedistributed) {
    Area area;
    area.node(area.outside).asn = 1;
    area.redistribute(Redistribution::From::bgp);
    const auto found = area.why();
    EXPECT_EQ(found.reason, "not-redistributed");
    EXPECT_EQ(found.causes.front().sentence,
              "`border` learned 10.9.0.0/24 over iBGP, and only what eBGP told is redistributed");
    EXPECT_EQ(found.only.sentence, "not tried: it takes another session, or a redistribution that is not modelled");
}

TEST(Area, ADefaultRouteThatIsNotOriginated) {
    Area area(false);
    nothing_fails(area);
    area.node(area.border).static_routes.front().prefix = {};
    area.redistribute(Redistribution::From::static_routes);
    const auto found = area.why();
    EXPECT_EQ(found.causes.front().sentence, "`border` has a default route and does not originate one into OSPF");
    EXPECT_EQ(found.only.sentence, "redistributing 0.0.0.0/0 at `border` makes this hold in all scenarios (checked)");
}

TEST(Area, AnOwnerThatTheAreaDoesNotReach) {
    Area area;
    area.node(area.outside).ospf = Ospf{};
    for (const LinkId link : {area.outer.forward, area.outer.back})
        area.network.links[link.index()].ospf_cost = 10;
    const FailureId half = area.add_failure("half");
    area.network.failures[half.index()].span = line(9);
    area.network.links[area.outer.forward.index()].fails_with.push_back(half);
    area.static_route(area.border, "0.0.0.0/0", area.inner.back); // a path of links that does not help
    area.link(area.core, area.outside);
    const auto found = area.why({half});
    EXPECT_EQ(found.reason, "area-split");
    EXPECT_EQ(found.headline, "`core` has no route to 10.9.0.0/24; no links that run OSPF join `core` and `outside`");
    EXPECT_EQ(found.causes.front().span, line(9));
    EXPECT_EQ(found.causes.front().sentence, "after `half` fails no links that run OSPF join `core` and `outside`");
}

TEST(Area, WhatCouldBeAnnouncedFromIt) {
    Area area;
    nothing_fails(area);
    area.redistribute(Redistribution::From::bgp);
    area.node(area.border).originates.clear();
    const auto found = area.why();
    EXPECT_EQ(found.reason, "never-announced");
    EXPECT_EQ(found.at, area.outside);
    EXPECT_EQ(found.headline, "`outside` has no route to 10.1.0.0/24; `border` reaches it and does not announce it");
    EXPECT_EQ(found.causes.front().sentence, "`border` reaches 10.1.0.0/24 over OSPF and does not announce it over BGP");
    EXPECT_EQ(found.only.sentence, "announcing 10.1.0.0/24 at `border` makes this hold in all scenarios (checked)");
}

TEST(Area, TablesShowOspfBesideOtherSources) {
    Area area(false);
    area.redistribute(Redistribution::From::static_routes);
    area.discard(area.core, "10.9.0.0/24", 110);
    const auto found = area.why();
    EXPECT_EQ(found.reason, "null-routed");
    EXPECT_EQ(found.table_title, "core, 10.9.0.0/24");
    ASSERT_EQ(found.table.size(), 2U);
    EXPECT_EQ(found.table[0].via, "static");
    EXPECT_TRUE(found.table[0].healthy_used);
    EXPECT_EQ(found.table[1].via, "ospf");
    EXPECT_EQ(found.table[1].attributes, "external type 2, metric 20, cost 10, over border");
    EXPECT_EQ(found.table[1].healthy, "less-preferred (distance)");
    EXPECT_FALSE(found.table[1].healthy_used);
}

TEST(Area, ALoopNamesItsStepsByOspf) {
    Area area(false);
    area.redistribute(Redistribution::From::static_routes);
    area.node(area.border).static_routes.front().next_hop = ViaLink{area.inner.back};
    const auto found = area.why();
    EXPECT_EQ(found.reason, "loop");
    ASSERT_EQ(found.causes.size(), 2U);
    EXPECT_EQ(found.causes[0].sentence, "`border` sends 10.9.0.0/24 to `core` by a static route");
    EXPECT_EQ(found.causes[1].sentence, "`core` sends 10.9.0.0/24 to `border`, learned by OSPF");
}

} // namespace
} // namespace story_tests
