// Next hops that the node's own table resolves (semantics §1.1, §2.1): well-founded within the node.

#include "tests/gadgets/recursion.hpp"

#include <gtest/gtest.h>

#include "solver/network/heard.hpp"
#include "solver/routing/conditions.hpp"

namespace {

using namespace network;
using gadgets::address;
using gadgets::prefix;
using gadgets::Recursion;

/// In each stable state, which of the two next hops do not resolve.
std::vector<FailureSet> lost(const Recursion& net) {
    const Ties ties(net.network);
    const auto found = routing::enumerate_tied(net.network, ties, net.prefixes(), {});
    EXPECT_TRUE(found.complete);
    std::vector<FailureSet> result;
    for (const routing::State& state : found.states)
        result.push_back(state.failed);
    return result;
}

const std::vector<FailureSet> in_no_state;

TEST(Recursion, NextHopsThatResolveOnlyEachOtherDoNot) {
    const Recursion net;
    EXPECT_EQ(lost(net), (std::vector<FailureSet>{{net.resolves_one, net.resolves_two}}));
}

TEST(Recursion, GoesThroughARouteToWhatALongerOneLeads) {
    Recursion net;
    net.static_route(net.router, "10.0.1.0/24", net.out);
    EXPECT_EQ(lost(net), std::vector<FailureSet>{{}});
    net.node(net.router).resolves_by_recursive = false;
    EXPECT_EQ(lost(net), std::vector<FailureSet>{{net.resolves_two}}) << "a recursive route is no ground for another one";
}

TEST(Recursion, ARouteThatHidesWhatResolvedItNeverSettles) {
    Recursion net;
    net.static_route(net.router, "10.0.0.0/16", net.out);
    EXPECT_EQ(lost(net), in_no_state);
    const Ties ties(net.network);
    EXPECT_FALSE(routing::settle_tied(net.network, ties, net.prefixes(), {})) << "a condition that turned there and back";
}

TEST(Recursion, ADefaultRouteResolvesUnlessToldNotTo) {
    Recursion net;
    net.node(net.tells_one).originates.clear();
    net.node(net.tells_two).originates.clear();
    net.originate(net.tells_one, "10.9.0.0/24");
    net.static_route(net.router, "0.0.0.0/0", net.out);
    const auto best = [&] {
        const Ties ties(net.network);
        const auto found = routing::enumerate_tied(net.network, ties, {prefix("10.9.0.0/24")}, {});
        EXPECT_EQ(found.states.size(), 1U);
        return found.states.at(0).find(prefix("10.9.0.0/24"))->choices[net.router.index()].best.has_value();
    };
    EXPECT_TRUE(best());
    net.node(net.router).resolves_by_default = false;
    EXPECT_FALSE(best());
}

TEST(Recursion, APrefixDependsOnTheNextHopsThatItsRoutesMayHave) {
    const Recursion net;
    const Ties ties(net.network);
    EXPECT_EQ(ties.of(prefix("10.0.1.0/24")), std::vector{net.resolves_two});
    EXPECT_EQ(ties.of(prefix("10.0.2.0/24")), std::vector{net.resolves_one});
    EXPECT_EQ(ties.tied({prefix("10.0.1.0/24")}).prefixes, net.prefixes());
}

TEST(Recursion, IsOfRoutesThatCameOverInternalSessionsOrSeveralHops) {
    gadgets::NetworkBuilder net;
    const NodeId a = net.add_node("a", 1), b = net.add_node("b", 1), c = net.add_node("c", 2);
    const SessionId within = net.cable(a, b).session, beside = net.cable(a, c).session, far = net.session(a, c);
    EXPECT_TRUE(is_recursive(net.network, net.network[within], a));
    EXPECT_FALSE(is_recursive(net.network, net.network[beside], a));
    EXPECT_TRUE(is_recursive(net.network, net.network[far], a));
}

TEST(SpeakingAddress, IsTheLoopbackUnlessSaid) {
    gadgets::NetworkBuilder net;
    const NodeId a = net.add_node("a", 1);
    EXPECT_FALSE(speaking_address(net.network[a]));
    net.own(a, "10.1.0.0/24");
    EXPECT_EQ(speaking_address(net.network[a]), address("10.1.0.0"));
    net.own(a, "10.9.9.9/32");
    EXPECT_EQ(speaking_address(net.network[a]), address("10.9.9.9"));
    net.node(a).bgp_address = address("10.1.0.7");
    EXPECT_EQ(speaking_address(net.network[a]), address("10.1.0.7"));
    net.node(a).bgp_address = address("10.2.0.7");
    EXPECT_EQ(speaking_address(net.network[a]), address("10.9.9.9")) << "an address that it does not own";
}

TEST(Heard, NextHopsStayWithinAnASAndPoliciesAreAskedAboutThePrefix) {
    gadgets::NetworkBuilder net;
    const NodeId in = net.add_node("in", 1), edge = net.add_node("edge", 1), isp = net.add_node("isp", 2);
    const SessionId within = net.cable(in, edge).session, out = net.cable(edge, isp).session;
    net.originate(isp, "10.0.0.0/24");
    net.originate(isp, "10.0.1.0/24");
    net.export_(out, isp, {gadgets::reject({gadgets::match_prefix("10.0.1.0/24")}), gadgets::accept()});
    const Adjacency adjacency(net.network);
    const auto at = [&](NodeId node, std::optional<Prefix> to) { return Heard(net.network, adjacency, to).at(node); };
    using Routes = std::set<Heard::Route>;
    EXPECT_EQ(at(in, prefix("10.0.0.0/24")), (Routes{{isp, within}}));
    EXPECT_EQ(at(in, std::nullopt), (Routes{{isp, within}}));
    EXPECT_EQ(at(in, prefix("10.0.1.0/24")), Routes{});
    net.end(within, edge).next_hop_self = true;
    EXPECT_EQ(at(in, prefix("10.0.0.0/24")), (Routes{{edge, within}}));
}

} // namespace
