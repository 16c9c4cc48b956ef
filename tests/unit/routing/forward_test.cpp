// Walks: every way a packet can end, in the order in which a node looks for them (semantics §6).

#include "solver/routing/forward.hpp"

#include <gtest/gtest.h>

#include "tests/unit/routing/pair.hpp"

namespace {

using namespace network;
using namespace pair;
using gadgets::address;
using gadgets::Cable;
using gadgets::NetworkBuilder;
using gadgets::prefix;
using routing::Ending;
using routing::State;
using routing::Walk;

std::vector<Walk> walks(const NetworkBuilder& net, NodeId from, const FailureSet& failed = {}) {
    return routing::all_walks(net.network, settled(net.network, failed), from, packet);
}

std::vector<Ending> endings(const std::vector<Walk>& walks) {
    std::vector<Ending> found;
    for (const Walk& walk : walks)
        found.push_back(walk.ending);
    return found;
}

std::vector<std::string> nodes(const NetworkBuilder& net, const Walk& walk) {
    std::vector<std::string> names;
    for (const auto& hop : walk.hops)
        names.push_back(net.network[hop.node].name);
    return names;
}

using Endings = std::vector<Ending>;
using Names = std::vector<std::string>;

// ---- walks

TEST(Walk, IsDeliveredAtTheNodeThatOwnsTheDestination) {
    const Pair pair;
    const auto found = walks(pair.net, pair.near);
    ASSERT_EQ(endings(found), Endings{Ending::delivered});
    EXPECT_EQ(nodes(pair.net, found[0]), (Names{"near", "far"}));
    EXPECT_FALSE(found[0].hops[0].by.known());
    EXPECT_EQ(found[0].hops[1].by, pair.cable.forward);
    EXPECT_EQ(found[0].hops[0].prefix, prefix(destination));
    EXPECT_EQ(found[0].at(), pair.far);
}

TEST(Walk, EndsWithoutRoute) {
    Pair pair;
    pair.net.node(pair.far).originates.clear();
    EXPECT_EQ(endings(walks(pair.net, pair.near)), Endings{Ending::no_route});
}

TEST(Walk, EndsAtANodeThatIsDown) {
    Pair pair;
    const FailureId failure = pair.net.may_fail(pair.near);
    EXPECT_EQ(endings(walks(pair.net, pair.near, {failure})), Endings{Ending::node_down});
}

TEST(Walk, EndsInANullRouteAndNamesIt) {
    Pair pair;
    pair.net.discard(pair.near, destination);
    pair.net.network.nodes[0].static_routes[0].span = {0, 5, 6};
    const auto found = walks(pair.net, pair.near);
    ASSERT_EQ(endings(found), Endings{Ending::null_routed});
    EXPECT_EQ(found[0].responsible, (dsl::Span{0, 5, 6}));
}

/// A rule about packets to the destination's prefix.
FilterRule rule(std::uint32_t number, bool allow) {
    FilterRule it;
    it.number = number;
    it.allow = allow;
    it.destinations = {prefix(destination)};
    it.span = {0, number, number + 1};
    return it;
}

TEST(Walk, EndsInAFilterAndNamesTheRule) {
    Pair pair;
    Node& far = pair.net.node(pair.far);
    far.filter.rules = {rule(20, true), rule(10, false)};
    auto found = walks(pair.net, pair.near);
    ASSERT_EQ(endings(found), Endings{Ending::filtered});
    EXPECT_EQ(found[0].at(), pair.far);
    EXPECT_EQ(found[0].responsible, (dsl::Span{0, 10, 11}));
    far.filter.rules = {rule(20, true)};
    EXPECT_EQ(endings(walks(pair.net, pair.near)), Endings{Ending::delivered});
    far.filter.rules[0].destinations = {prefix("10.1.0.0/24")};
    far.span = {0, 1, 2};
    found = walks(pair.net, pair.near);
    EXPECT_EQ(endings(found), Endings{Ending::filtered});
    EXPECT_EQ(found[0].responsible, (dsl::Span{0, 1, 2}));
}

TEST(Walk, AFilterAppliesWhereThePacketIsInjectedToo) {
    Pair pair;
    pair.net.node(pair.near).filter.rules = {rule(10, false)};
    const auto found = walks(pair.net, pair.near);
    ASSERT_EQ(endings(found), Endings{Ending::filtered});
    EXPECT_EQ(found[0].at(), pair.near);
}

/// near -> middle -> far by static routes.
struct Three {
    NetworkBuilder net;
    NodeId near = net.add_node("near"), middle = net.add_node("middle"), far = net.add_node("far");
    Cable first = net.wire(near, middle), second = net.wire(middle, far);

    Three() {
        net.own(far, destination);
        net.static_route(near, destination, first.forward);
        net.static_route(middle, destination, second.forward);
    }
};

TEST(Walk, EndsAtANodeThatDoesNotForwardForOthers) {
    Three three;
    EXPECT_EQ(endings(walks(three.net, three.near)), Endings{Ending::delivered});
    three.net.node(three.middle).forwards = false;
    const auto found = walks(three.net, three.near);
    ASSERT_EQ(endings(found), Endings{Ending::not_forwarding});
    EXPECT_EQ(found[0].at(), three.middle);
}

TEST(Walk, SuchANodeStillSendsAndReceivesItsOwn) {
    Three three;
    for (const NodeId node : {three.near, three.far})
        three.net.node(node).forwards = false;
    EXPECT_EQ(endings(walks(three.net, three.near)), Endings{Ending::delivered});
    three.net.node(three.middle).forwards = false;
    EXPECT_EQ(endings(walks(three.net, three.middle)), Endings{Ending::delivered});
}

TEST(Walk, NoRouteAndNullRoutesAreLookedForBeforeNotForwarding) {
    Three three;
    three.net.node(three.middle).forwards = false;
    EXPECT_EQ(endings(walks(three.net, three.near, {three.second.failure})), Endings{Ending::no_route});
    three.net.discard(three.middle, destination, 0);
    EXPECT_EQ(endings(walks(three.net, three.near)), Endings{Ending::null_routed});
}

TEST(Walk, EndsInALoopAtTheFirstLocationVisitedAgain) {
    Three three;
    three.net.node(three.middle).static_routes.clear();
    three.net.static_route(three.middle, destination, three.first.back);
    const auto found = walks(three.net, three.near);
    ASSERT_EQ(endings(found), Endings{Ending::loop});
    EXPECT_EQ(nodes(three.net, found[0]), (Names{"near", "middle", "near"}));
}

TEST(Walk, EveryWayOfSharingTheLoadIsABranch) {
    Three three;
    const Cable other_first = three.net.wire(three.near, three.middle);
    const Cable other_second = three.net.wire(three.middle, three.far);
    three.net.static_route(three.near, destination, other_first.forward);
    three.net.static_route(three.middle, destination, other_second.forward);
    EXPECT_EQ(endings(walks(three.net, three.near)), Endings(4, Ending::delivered));
    EXPECT_EQ(endings(walks(three.net, three.near, {other_first.failure})), Endings(2, Ending::delivered));
}

TEST(Walk, LoadSharedWithANullRouteIsABranchOfItsOwn) {
    Three three;
    three.net.discard(three.middle, destination);
    EXPECT_EQ(endings(walks(three.net, three.near)), (Endings{Ending::null_routed, Ending::delivered}));
}

TEST(Walk, TheVisitorMayStopAndThereIsALimit) {
    Three three;
    const Cable other = three.net.wire(three.near, three.middle);
    three.net.static_route(three.near, destination, other.forward);
    const State state = settled(three.net.network);
    std::size_t seen = 0;
    routing::walks(three.net.network, state, three.near, packet, nullptr,
                   [&](const Walk&) { return ++seen < 1; });
    EXPECT_EQ(seen, 1U);
    EXPECT_EQ(routing::all_walks(three.net.network, state, three.near, packet, nullptr, 1).size(), 1U);
    EXPECT_TRUE(routing::all_walks(three.net.network, state, three.near, packet, nullptr, 0).empty());
}

// ---- answers at stateful nodes

/// `Three` with a stateful middle that refuses everything; the walk of the packet that is answered visits
/// `seen`.
Endings answer_at_stateful(bool stateful, std::vector<NodeId> seen) {
    Three three;
    Node& middle = three.net.node(three.middle);
    middle.stateful = stateful;
    middle.filter.rules = {rule(10, false)};
    Walk answered;
    for (const NodeId node : seen)
        answered.hops.push_back({node, {}, {}});
    const State state = settled(three.net.network);
    return endings(routing::all_walks(three.net.network, state, three.near, packet, &answered));
}

TEST(Walk, AnAnswerPassesStatefulNodesThatSawThePacketWithoutAskingTheFilter) {
    const NodeId middle = Three().middle, near = Three().near;
    EXPECT_EQ(answer_at_stateful(true, {near, middle}), Endings{Ending::delivered});
    EXPECT_EQ(answer_at_stateful(true, {near}), Endings{Ending::no_session});
    EXPECT_EQ(answer_at_stateful(false, {near, middle}), Endings{Ending::filtered});
}

TEST(Walk, APacketThatAnswersNothingAsksTheFilterOfAStatefulNode) {
    Three three;
    three.net.node(three.middle).stateful = true;
    EXPECT_EQ(endings(walks(three.net, three.near)), Endings{Ending::delivered});
    three.net.node(three.middle).filter.rules = {rule(10, false)};
    EXPECT_EQ(endings(walks(three.net, three.near)), Endings{Ending::filtered});
}

TEST(Walk, SessionsAndFiltersAreLookedAtBeforeLoops) {
    Three three;
    three.net.node(three.middle).static_routes.clear();
    three.net.static_route(three.middle, destination, three.first.back);
    three.net.node(three.near).stateful = true;
    Walk answered;
    answered.hops.push_back({three.middle, {}, {}});
    const State state = settled(three.net.network);
    EXPECT_EQ(endings(routing::all_walks(three.net.network, state, three.middle, packet, &answered)),
              Endings{Ending::no_session});
}

TEST(Walk, EndingsHaveStableNames) {
    const std::vector<std::pair<Ending, std::string_view>> names{{Ending::delivered, "delivered"},
                                                                 {Ending::filtered, "filtered"},
                                                                 {Ending::no_route, "no-route"},
                                                                 {Ending::null_routed, "null-routed"},
                                                                 {Ending::not_forwarding, "not-forwarding"},
                                                                 {Ending::no_session, "no-session"},
                                                                 {Ending::loop, "loop"},
                                                                 {Ending::node_down, "node-down"}};
    for (const auto& [ending, name] : names)
        EXPECT_EQ(routing::code(ending), name);
}

} // namespace
