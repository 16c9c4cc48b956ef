// Tables: administrative distance, longest match, load sharing (semantics §6).

#include "solver/routing/table.hpp"

#include <gtest/gtest.h>

#include "tests/unit/routing/pair.hpp"

namespace {

using namespace network;
using namespace pair;
using gadgets::address;
using gadgets::Cable;
using gadgets::NetworkBuilder;
using gadgets::prefix;
using routing::Table;

Table table(const NetworkBuilder& net, NodeId node, const FailureSet& failed = {}) {
    return routing::lookup(net.network, settled(net.network, failed), node, packet.destination);
}

TEST(Table, OwnedPrefixesComeFirst) {
    Pair pair;
    pair.net.discard(pair.far, destination, 0);
    EXPECT_EQ(table(pair.net, pair.far).source, Table::Source::own);
    pair.net.node(pair.far).owns.clear();
    EXPECT_EQ(table(pair.net, pair.far).source, Table::Source::static_route);
}

TEST(Table, ALearnedBestForwardsOverItsSessionsLink) {
    const Pair pair;
    const Table it = table(pair.net, pair.near);
    EXPECT_EQ(it.source, Table::Source::bgp);
    EXPECT_EQ(it.prefix, prefix(destination));
    EXPECT_EQ(it.links, std::vector{pair.cable.forward});
    EXPECT_FALSE(it.discards);
}

TEST(Table, ALocalRouteAloneForwardsNothing) {
    Pair pair;
    pair.net.node(pair.far).owns.clear();
    EXPECT_EQ(table(pair.net, pair.far).source, Table::Source::none);
}

/// The source that wins at `near` against a static route of this distance, with the ASN of `far`.
Table::Source winner(std::uint32_t distance, Asn far_asn) {
    Pair pair;
    pair.net.node(pair.far).asn = far_asn;
    pair.net.static_route(pair.near, destination, pair.spare.forward, distance);
    return table(pair.net, pair.near).source;
}

TEST(Table, TheLeastDistanceWinsAndStaticAmongEquals) {
    EXPECT_EQ(winner(1, 2), Table::Source::static_route);
    EXPECT_EQ(winner(20, 2), Table::Source::static_route);
    EXPECT_EQ(winner(21, 2), Table::Source::bgp);
    EXPECT_EQ(winner(200, 1), Table::Source::static_route);
    EXPECT_EQ(winner(201, 1), Table::Source::bgp);
}

TEST(Table, AStaticRouteIsUsedOnlyWhileItsLinkIsUp) {
    Pair pair;
    pair.net.static_route(pair.near, destination, pair.spare.forward);
    EXPECT_EQ(table(pair.net, pair.near).links, std::vector{pair.spare.forward});
    EXPECT_EQ(table(pair.net, pair.near, {pair.spare.failure}).source, Table::Source::bgp);
    EXPECT_EQ(table(pair.net, pair.near, {pair.cable.failure, pair.spare.failure}).source,
              Table::Source::none);
}

TEST(Table, StaticRoutesOfTheLeastDistanceShareTheLoad) {
    Pair pair;
    const Cable third = pair.net.wire(pair.near, pair.far);
    pair.net.static_route(pair.near, destination, third.forward, 2);
    pair.net.static_route(pair.near, destination, pair.spare.forward, 1);
    pair.net.static_route(pair.near, destination, pair.cable.forward, 1);
    EXPECT_EQ(table(pair.net, pair.near).links, (std::vector{pair.cable.forward, pair.spare.forward}));
    EXPECT_EQ(table(pair.net, pair.near, {pair.cable.failure, pair.spare.failure}).links,
              std::vector{third.forward});
}

TEST(Table, ADiscardRouteNamesItsLine) {
    Pair pair;
    pair.net.discard(pair.near, destination);
    pair.net.network.nodes[0].static_routes[0].span = {0, 5, 6};
    const Table it = table(pair.net, pair.near);
    EXPECT_TRUE(it.discards);
    EXPECT_TRUE(it.links.empty());
    EXPECT_EQ(it.responsible, (dsl::Span{0, 5, 6}));
}

TEST(Table, TheLongestMatchThatIsNotEmptyIsUsed) {
    Pair pair;
    pair.net.static_route(pair.near, "10.0.0.0/25", pair.spare.forward);
    pair.net.static_route(pair.near, "0.0.0.0/0", pair.cable.forward);
    pair.net.discard(pair.near, "10.0.0.128/25");
    EXPECT_EQ(table(pair.net, pair.near).prefix, prefix("10.0.0.0/25"));
    EXPECT_EQ(table(pair.net, pair.near, {pair.spare.failure}).prefix, prefix(destination));
    pair.net.node(pair.far).originates.clear();
    EXPECT_EQ(table(pair.net, pair.near, {pair.spare.failure}).prefix, prefix("0.0.0.0/0"));
}

TEST(Table, ANodeThatIsDownHasNone) {
    Pair pair;
    const FailureId failure = pair.net.may_fail(pair.far);
    EXPECT_EQ(table(pair.net, pair.far).source, Table::Source::own);
    EXPECT_EQ(table(pair.net, pair.far, {failure}).source, Table::Source::none);
}

TEST(Table, TheMultipathSetForwardsNotOnlyTheBest) {
    Pair pair;
    const Cable second = pair.net.cable(pair.near, pair.far);
    EXPECT_EQ(table(pair.net, pair.near).links, std::vector{pair.cable.forward});
    pair.net.node(pair.near).decision.multipath_after = 6;
    EXPECT_EQ(table(pair.net, pair.near).links, (std::vector{pair.cable.forward, second.forward}));
}

TEST(Table, AnOwnRouteInTheMultipathSetForwardsNothing) {
    Pair pair;
    pair.net.originate(pair.near, destination);
    pair.net.node(pair.near).decision.order.erase(pair.net.node(pair.near).decision.order.begin());
    pair.net.node(pair.near).decision.multipath_after = 0;
    EXPECT_EQ(table(pair.net, pair.near).source, Table::Source::none);
    pair.net.import(pair.cable.session, pair.near,
                    {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_EQ(table(pair.net, pair.near).links, std::vector{pair.cable.forward});
}

TEST(Table, AThirdPartyNextHopUsesEveryLinkToItsNode) {
    NetworkBuilder net;
    const NodeId origin = net.add_node("origin", 1), reflector = net.add_node("edge", 2),
                 inner = net.add_node("inner", 2);
    net.originate(origin, destination);
    net.cable(origin, reflector);
    net.cable(reflector, inner);
    const Cable one = net.wire(inner, origin), two = net.wire(inner, origin);
    EXPECT_EQ(table(net, inner).links, (std::vector{one.forward, two.forward}));
    EXPECT_EQ(table(net, inner, {one.failure}).links, std::vector{two.forward});
    EXPECT_EQ(table(net, inner, {one.failure, two.failure}).source, Table::Source::none);
}

TEST(Table, ASessionWithoutLinksForwardsOverAnyLinkToThePeer) {
    NetworkBuilder net;
    const NodeId near = net.add_node("near", 1), far = net.add_node("far", 2);
    net.originate(far, destination);
    net.session(near, far);
    const Cable cable = net.wire(near, far);
    EXPECT_EQ(table(net, near).links, std::vector{cable.forward});
    EXPECT_EQ(table(net, near, {cable.failure}).source, Table::Source::none);
}

} // namespace
