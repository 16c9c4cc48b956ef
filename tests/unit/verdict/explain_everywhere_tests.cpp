// Stories of waypoints missed, transit, black holes, long ways and sessions that bring too much.

#include <gtest/gtest.h>

#include "tests/unit/verdict/lab.hpp"

namespace lab {
namespace {

using namespace network;
using Sentences = std::vector<std::string>;

struct Told {
    std::string headline, only;
    NodeId at;
    Sentences causes, notes;
};

Told told(const Lab& net, const properties::Claim& claim) {
    const verdict::Result result = net.decide(claim, true);
    if (!result.counterexample)
        return {word(result.verdict), {}, {}, {}, {}};
    const verdict::Counterexample& found = *result.counterexample;
    Told story{found.headline, found.only.sentence, found.at, {}, found.notes};
    for (const verdict::Cause& cause : found.causes)
        story.causes.push_back(cause.sentence);
    return story;
}

/// a and d, joined over b and over c.
struct Square : Lab {
    NodeId a = site("a", 1, "10.0.1.0/24"), b = add_node("b", 2), c = add_node("c", 3),
           d = site("d", 4, "10.0.4.0/24");
    Cable ab = cable(a, b), ac = cable(a, c), bd = cable(b, d), cd = cable(c, d);

    void prefer_at(const Cable& cable, NodeId node) {
        import(cable.session, node, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    }
    properties::Claim waypoint(NodeId node) const {
        auto result = claim("waypoint", {{a, d}});
        result.options.through = {node};
        return result;
    }
    properties::Claim no_transit(NodeId node) const {
        auto result = claim("no-transit", {});
        result.options.through = {node};
        return result;
    }
};

TEST(Detour, APreferenceLeadsPastTheWaypoint) {
    Square net;
    net.prefer_at(net.ac, net.a);
    const Told story = told(net, net.waypoint(net.b));
    EXPECT_EQ(story.headline, "`a` reaches `d` over a > c > d, past `b`; `a` prefers `c` over `b`: local preference 200 "
                              "beats 100");
    EXPECT_EQ(story.at, net.a);
    EXPECT_EQ(story.only,
              "giving what `a` learns from `b` local preference 250 makes this hold in all scenarios (checked)");
}

TEST(Detour, AFailureLeavesAWayPastTheWaypoint) {
    Square net;
    net.prefer_at(net.ab, net.a);
    net.any(1);
    const Told story = told(net, net.waypoint(net.b));
    EXPECT_EQ(story.headline, "`a` reaches `d` over a > c > d, past `b`; `a` has no route to 10.0.4.0/24 from `b`: "
                              "session-down");
    EXPECT_EQ(story.causes, (Sentences{"`a` has no route to 10.0.4.0/24 from `b`: session-down",
                                       "`a` sends 10.0.4.0/24 to `c`, learned from `c`"}));
    EXPECT_EQ(story.only, "rejecting 10.0.4.0/24 from `c` at `a` makes this hold in all scenarios (checked)");
}

TEST(Detour, AWaypointThatIsDownIsTold) {
    Square net;
    net.prefer_at(net.ab, net.a);
    const FailureId group = net.may_fail(net.b);
    net.network.budget.limits = {{1, {group}}};
    const Told story = told(net, net.waypoint(net.b));
    EXPECT_EQ(story.causes.back(), "`b` is down, and packets go on without it");
}

TEST(Detour, WithoutAWayPastTheWaypointTheStepsAreTold) {
    Square net;
    const NodeId aside = net.add_node("aside", 9);
    net.prefer_at(net.ac, net.a);
    const Told story = told(net, net.waypoint(aside));
    EXPECT_EQ(story.headline, "`a` reaches `d` over a > c > d, past `aside`");
    EXPECT_EQ(story.causes, (Sentences{"`a` sends 10.0.4.0/24 to `c`, learned from `c`",
                                       "`c` sends 10.0.4.0/24 to `d`, learned from `d`"}));
}

TEST(Detour, ALongWayIsLaidBesideAShortOne) {
    Square net;
    net.cable(net.b, net.c);
    const Cable direct = net.cable(net.a, net.d);
    net.prefer_at(net.ab, net.a);
    auto claim = net.claim("path-length", {{net.a, net.d}});
    claim.options.at_most = 2;
    const Told story = told(net, claim);
    EXPECT_EQ(story.headline, "`a` reaches `d` over a > b > d: 3 locations, and at most 2 are wanted; `a` prefers `b` over "
                              "`d`: local preference 200 beats 100");
    EXPECT_EQ(story.at, net.a);
    EXPECT_EQ(story.only,
              "giving what `a` learns from `d` local preference 250 makes this hold in all scenarios (checked)");
    net.any(1);
    claim.budget = net.network.budget;
    claim.options.at_most = 3;
    net.import(net.ac.session, net.a, {gadgets::reject()});
    net.import(direct.session, net.a, {gadgets::reject()});
    EXPECT_EQ(told(net, claim).notes, Sentences{});
    claim.options.at_most = 1;
    EXPECT_EQ(told(net, claim).notes,
              Sentences{"no way over links that are up is short enough: the shortest is a > d"});
}

TEST(Transit, WhoAnnouncedWhatIsTold) {
    Square net;
    net.prefer_at(net.ab, net.a);
    net.prefer_at(net.cd, net.d); // the other way round nothing comes by `b`
    const Told story = told(net, net.no_transit(net.b));
    EXPECT_EQ(story.headline, "packets from `a` to `d` come by `b`: a > b > d; `b` announces 10.0.4.0/24 to `a`, learned "
                              "from `d`");
    EXPECT_EQ(story.at, net.b);
    EXPECT_EQ(story.only, "announcing nothing learned from others at `b` makes this hold in all scenarios (checked)");
}

TEST(Transit, AStaticRouteIsTold) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.add_node("b"), c = net.place("c", "10.0.3.0/24");
    const Cable ab = net.wire(a, b);
    net.wire(b, c);
    net.static_route(a, "10.0.3.0/24", ab.forward);
    auto claim = net.claim("no-transit", {});
    claim.options.through = {b};
    const Told story = told(net, claim);
    EXPECT_EQ(story.headline,
              "packets from `a` to `c` come by `b`: a > b; `a` sends 10.0.3.0/24 to `b` by a static route");
    EXPECT_EQ(story.only, "dropping the static route to 10.0.3.0/24 at `a` makes this hold in all scenarios (checked)");
}

TEST(BlackHole, TheRouteThatLeadsInIsToldFirst) {
    Lab net;
    const NodeId a = net.place("a", "10.0.1.0/24"), b = net.add_node("b");
    net.place("c", "10.0.3.0/24");
    const Cable ab = net.wire(a, b);
    net.static_route(a, "10.0.0.0/16", ab.forward);
    const Told story = told(net, net.claim("no-black-hole", {}));
    EXPECT_EQ(story.headline, "`a` sends 10.0.0.0/16 to `b` by a static route, and no path of links leads from `a` to `c`, "
                              "even when nothing fails");
    EXPECT_EQ(story.at, b);
    EXPECT_EQ(story.causes.front(), "`a` sends 10.0.0.0/16 to `b` by a static route");
    EXPECT_EQ(story.only, "dropping the static route to 10.0.0.0/16 at `a` makes this hold in all scenarios (checked)");
}

TEST(BlackHole, AnAnnouncementWithoutARouteIsTold) {
    Lab net;
    const NodeId a = net.add_node("a", 1), b = net.site("b", 2, "10.0.2.0/24"), c = net.place("c", "10.0.3.0/24");
    net.cable(a, b);
    net.wire(a, c);
    net.originate(a, "10.0.0.0/16");
    const Told story = told(net, net.claim("no-black-hole", {}));
    EXPECT_EQ(story.headline, "`b` sends 10.0.0.0/16 to `a`, learned from `a`, and `a` has no route to 10.0.0.0/16; its own "
                              "announcement wins and forwards nothing");
    EXPECT_EQ(story.at, a);
    EXPECT_EQ(story.only, "rejecting 10.0.0.0/16 from `a` at `b` makes this hold in all scenarios (checked)");
}

TEST(Limit, TheLinesThatLetPrefixesInAndTheirOriginsAreTold) {
    Lab net;
    const NodeId a = net.add_node("a", 1), b = net.add_node("b", 2), c = net.add_node("c", 3);
    const Cable ab = net.cable(a, b);
    net.cable(b, c);
    for (const char* prefix : {"10.1.0.0/24", "10.2.0.0/24", "10.3.0.0/24", "10.4.0.0/24"})
        net.originate(a, prefix);
    net.originate(b, "10.9.0.0/24");
    const PolicyId some = net.policy("some", {gadgets::accept()});
    net.end(ab.session, b).import_policy = some;
    auto claim = net.claim("route-limit", {});
    claim.options.at = {c};
    claim.options.at_most = 3;
    const Told story = told(net, claim);
    EXPECT_EQ(story.headline, "`c` accepts 5 prefixes from `b`, 2 more than its limit of 3");
    EXPECT_EQ(story.at, c);
    EXPECT_EQ(story.causes,
              (Sentences{"`c` has no import policy from `b`", "`b` has no export policy to `c`",
                         "`a` announces 4 of them: 10.1.0.0/24, 10.2.0.0/24, 10.3.0.0/24, ...",
                         "`b` announces 1 of them: 10.9.0.0/24"}));
    EXPECT_EQ(story.only, "not tried: which of the prefixes may go is not ours to say");
    claim.options.at = {b};
    EXPECT_EQ(told(net, claim).causes.front(), "`some` accepts 10.4.0.0/24 from `a` at `b`");
}

} // namespace
} // namespace lab
