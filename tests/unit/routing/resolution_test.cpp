// How next hops resolve, and what that does to multihop sessions and to tables (semantics §1, §2.1).

#include "solver/routing/resolution.hpp"

#include <gtest/gtest.h>

#include "solver/routing/health.hpp"
#include "solver/routing/message.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/routing/table.hpp"
#include "tests/gadgets/area.hpp"

namespace {

using namespace network;
using gadgets::Area;
using gadgets::Cable;
using routing::Resolution;
using routing::ShortestPaths;
using Links = std::vector<LinkId>;

constexpr auto destination = "10.0.0.0/24";

/// near - left - far and near - right - far, all at cost 10, in the area; two routers behind that do not run OSPF: `beyond`
/// on a cable with far, `island` on none. Near and far have a multihop session.
struct Square {
    Area net;
    NodeId near = net.member("near"), left = net.member("left"), right = net.member("right"), far = net.member("far"),
           beyond = net.add_node("beyond", 9), island = net.add_node("island", 8);
    Cable near_left = net.cost(near, left, 10), near_right = net.cost(near, right, 10), left_far = net.cost(left, far, 10),
          right_far = net.cost(right, far, 10), exit = net.cable(far, beyond);
    SessionId session = net.peers(near, far);

    std::optional<Resolution> reach(NodeId from, NodeId to, const FailureSet& failed = {}) const {
        return routing::reach(ShortestPaths(net.network, failed), from, to);
    }
    /// What `node` makes of this next hop of a route over the session.
    std::optional<Resolution> resolve(SessionId over, NodeId node, NodeId next_hop, const FailureSet& failed = {}) const {
        return routing::resolve(ShortestPaths(net.network, failed), net.network[over], node, next_hop);
    }
    void set_cost(LinkId link, std::optional<std::uint32_t> cost) { net.network.links[link.index()].ospf_cost = cost; }
    /// Asked both ways.
    bool up(const FailureSet& failed) const {
        const bool direct = routing::is_up(net.network, session, failed);
        EXPECT_EQ(routing::Health(net.network, failed).up(session), direct);
        return direct;
    }
};

void expect_resolution(const std::optional<Resolution>& found, const Links& links, std::uint64_t metric) {
    ASSERT_TRUE(found);
    EXPECT_EQ(found->links, links);
    EXPECT_EQ(found->metric, metric);
}

TEST(Resolution, MembersReachEachOtherOverAllShortestWays) {
    Square square;
    expect_resolution(square.reach(square.near, square.far), {square.near_left.forward, square.near_right.forward}, 20);
    square.set_cost(square.left_far.forward, 11);
    expect_resolution(square.reach(square.near, square.far), {square.near_right.forward}, 20);
    expect_resolution(square.reach(square.far, square.near), {square.left_far.back, square.right_far.back}, 20);
}

TEST(Resolution, TheMetricIsThatOfTheFailureSet) {
    Square square;
    square.set_cost(square.right_far.forward, 15);
    expect_resolution(square.reach(square.near, square.far), {square.near_left.forward}, 20);
    expect_resolution(square.reach(square.near, square.far, {square.left_far.failure}), {square.near_right.forward}, 25);
    EXPECT_FALSE(square.reach(square.near, square.far, {square.left_far.failure, square.right_far.failure}));
}

TEST(Resolution, OspfComesBeforeLinksOfTheNodesOwn) {
    Square square;
    const Cable direct = square.net.cost(square.near, square.far, 50);
    expect_resolution(square.reach(square.near, square.far), {square.near_left.forward, square.near_right.forward}, 20);
    square.net.node(square.far).ospf.reset();
    expect_resolution(square.reach(square.near, square.far), {direct.forward}, 0);
}

TEST(Resolution, LinksOfTheNodesOwnDoWhereOspfDoesNotLead) {
    Square square;
    const LinkId one = square.net.link(square.near, square.island), other = square.net.link(square.near, square.island);
    expect_resolution(square.reach(square.near, square.island), {one, other}, 0);
    EXPECT_FALSE(square.reach(square.island, square.near)) << "links go one way";
    for (const LinkId link : {square.left_far.forward, square.right_far.forward})
        square.set_cost(link, std::nullopt);
    EXPECT_FALSE(square.reach(square.near, square.far));
    const LinkId direct = square.net.link(square.near, square.far);
    expect_resolution(square.reach(square.near, square.far), {direct}, 0);
}

TEST(Resolution, WhatLiesBeyondIsReachedOverLinksThatOspfKnows) {
    Square square;
    EXPECT_FALSE(square.reach(square.near, square.beyond)) << "the cable has no cost";
    expect_resolution(square.reach(square.far, square.beyond), {square.exit.forward}, 0);
    square.set_cost(square.exit.forward, 7);
    expect_resolution(square.reach(square.near, square.beyond), {square.near_left.forward, square.near_right.forward}, 27);
    expect_resolution(square.reach(square.far, square.beyond), {square.exit.forward}, 0);
    EXPECT_FALSE(square.reach(square.near, square.beyond, {square.exit.failure}));
    EXPECT_FALSE(square.reach(square.island, square.beyond)) << "it does not run OSPF";
    square.net.node(square.far).ospf.reset();
    EXPECT_FALSE(square.reach(square.near, square.beyond)) << "nobody tells";
}

TEST(Resolution, TheNearestBorderLeadsBeyondAndAllOfTheNearest) {
    Square square;
    square.set_cost(square.exit.forward, 7);
    const Cable second = square.net.cable(square.left, square.beyond);
    square.set_cost(second.forward, 16);
    expect_resolution(square.reach(square.near, square.beyond), {square.near_left.forward}, 26);
    square.set_cost(second.forward, 17);
    expect_resolution(square.reach(square.near, square.beyond), {square.near_left.forward, square.near_right.forward}, 27);
    expect_resolution(square.reach(square.near, square.beyond, {square.near_right.failure}), {square.near_left.forward}, 27);
    square.set_cost(second.forward, 18);
    expect_resolution(square.reach(square.near, square.beyond, {square.near_left.failure}), {square.near_right.forward}, 27);
}

TEST(Resolution, ASessionsOwnLinkAndTheFabricComeFirst) {
    Square square;
    const SessionId outside = square.exit.session;
    expect_resolution(square.resolve(outside, square.far, square.beyond), {square.exit.forward}, 0);
    EXPECT_FALSE(square.resolve(outside, square.far, square.beyond, {square.exit.failure}));
    expect_resolution(square.resolve(outside, square.far, square.near), {square.left_far.back, square.right_far.back}, 20);
    EXPECT_FALSE(square.resolve(outside, square.far, square.far)) << "itself";
    square.net.node(square.far).hands_to = square.left_far.back;
    expect_resolution(square.resolve(outside, square.far, square.near), {square.left_far.back}, 0);
    expect_resolution(square.resolve(outside, square.far, square.beyond), {square.exit.forward}, 0);
    EXPECT_FALSE(square.resolve(outside, square.far, square.near, {square.left_far.failure}));
}

// ---- multihop sessions

TEST(Multihop, IsUpWhileItsEndsReachEachOther) {
    const Square square;
    EXPECT_TRUE(square.up({}));
    EXPECT_TRUE(square.up({square.near_left.failure}));
    EXPECT_FALSE(square.up({square.near_left.failure, square.right_far.failure}));
    EXPECT_FALSE(square.up({square.near_left.failure, square.near_right.failure}));
}

TEST(Multihop, NeedsBothDirections) {
    Square square;
    for (const LinkId link : {square.near_left.back, square.near_right.back})
        square.set_cost(link, std::nullopt);
    EXPECT_FALSE(square.up({}));
    EXPECT_TRUE(square.reach(square.near, square.far));
}

TEST(Multihop, NeedsNoOspfWhereTheEndsAreNeighbours) {
    Square square;
    for (const NodeId node : {square.near, square.far})
        square.net.node(node).ospf.reset();
    EXPECT_FALSE(square.up({}));
    const Cable direct = square.net.wire(square.near, square.far);
    EXPECT_TRUE(square.up({}));
    EXPECT_FALSE(square.up({direct.failure}));
}

TEST(Multihop, WhatABorderHandsOverDoesNotMatter) {
    Square square;
    square.net.node(square.near).hands_to = square.near_left.forward;
    EXPECT_TRUE(square.up({square.near_left.failure}));
}

TEST(Multihop, NoSingleFailureIsToBlameForASplit) {
    Square square;
    const FailureId near_fails = square.net.may_fail(square.near), own = square.net.add_failure("session");
    square.net.network.sessions[square.session.index()].fails_with = {own};
    const auto by = [&](const FailureSet& failed) {
        return routing::taken_down_by(square.net.network, square.session, failed);
    };
    const FailureSet split{square.left_far.failure, square.right_far.failure};
    EXPECT_FALSE(square.up(split));
    EXPECT_FALSE(by(split).known());
    EXPECT_FALSE(by({}).known());
    EXPECT_FALSE(square.up({near_fails}));
    EXPECT_EQ(by({near_fails}), near_fails);
    EXPECT_FALSE(square.up({own}));
    EXPECT_EQ(by({own}), own);
}

TEST(Multihop, MayStandInAndStandsByOnlyWhileItCould) {
    Square square;
    const FailureId first = square.net.add_failure("first");
    square.net.network.sessions[square.session.index()].stands_in_for = {first};
    const auto stands_by = [&](const FailureSet& failed) {
        return routing::stands_by(square.net.network, square.session, failed);
    };
    EXPECT_FALSE(square.up({}));
    EXPECT_TRUE(stands_by({}));
    EXPECT_FALSE(stands_by({square.left_far.failure, square.right_far.failure}));
    EXPECT_TRUE(square.up({first}));
    EXPECT_FALSE(stands_by({first}));
}

// ---- tables

/// Near learns the route of a neighbour of far; without next-hop-self the next hop is the neighbour itself.
struct Learned : Square {
    Learned() {
        net.originate(beyond, destination);
        net.own(beyond, destination);
        net.end(session, far).next_hop_self = false;
    }
    routing::Table table(const FailureSet& failed = {}) const {
        const auto state = routing::settle_all(net.network, routed_prefixes(net.network), failed).state;
        return routing::lookup(net.network, state, near, gadgets::address("10.0.0.1"));
    }
};

TEST(Tables, ForwardOverTheWaysOfOspfToTheNextHop) {
    Learned it;
    it.net.end(it.session, it.far).next_hop_self = true;
    EXPECT_EQ(it.table().source, routing::Table::Source::bgp);
    EXPECT_EQ(it.table().links, (Links{it.near_left.forward, it.near_right.forward}));
    EXPECT_EQ(it.table({it.left_far.failure}).links, Links{it.near_right.forward});
    EXPECT_EQ(it.table({it.left_far.failure, it.right_far.failure}).source, routing::Table::Source::none);
}

TEST(Tables, ANextHopBeyondTheAreaNeedsAPassiveLink) {
    Learned it;
    EXPECT_EQ(it.table().source, routing::Table::Source::none);
    it.set_cost(it.exit.forward, 5);
    EXPECT_EQ(it.table().links, (Links{it.near_left.forward, it.near_right.forward}));
}

} // namespace
