// What is accepted over a session, and what could ever be.

#include <algorithm>

#include <gtest/gtest.h>

#include "solver/properties/limits.hpp"
#include "solver/properties/places.hpp"
#include "solver/routing/simulate.hpp"
#include "tests/gadgets/builder.hpp"

namespace properties {
namespace {

using namespace network;
using gadgets::Cable;
using gadgets::prefix;
using Prefixes = std::vector<Prefix>;

/// a announces two prefixes to b.
struct Two : gadgets::NetworkBuilder {
    NodeId a = add_node("a", 1), b = add_node("b", 2);
    Cable ab = cable(a, b);
    Two() {
        originate(a, "10.1.0.0/24");
        originate(a, "10.2.0.0/24");
    }
    Prefixes accepted_at(NodeId node, const FailureSet& failed = {}) const {
        const auto settled = routing::settle_all(network, routed_prefixes(network), failed);
        return accepted(network, settled.state, ab.session, node);
    }
    Prefixes acceptable_at(NodeId node) const { return acceptable(network, ab.session, node); }
};

const Prefixes both{prefix("10.1.0.0/24"), prefix("10.2.0.0/24")}, first{prefix("10.1.0.0/24")};

TEST(Accepted, AreThoseThatPassTheImport) {
    Two net;
    EXPECT_EQ(net.accepted_at(net.b), both);
    EXPECT_EQ(net.accepted_at(net.a), Prefixes{}) << "its own ASN is in the path";
    EXPECT_EQ(net.accepted_at(net.b, {net.ab.failure}), Prefixes{});
    net.import(net.ab.session, net.b, {gadgets::accept({gadgets::match_prefix("10.1.0.0/24")})});
    EXPECT_EQ(net.accepted_at(net.b), first);
}

TEST(Accepted, NeedNotBeValidOrUsed) {
    Two net;
    net.end(net.ab.session, net.b).lists_only = true;
    EXPECT_EQ(net.accepted_at(net.b), both);
    Two other;
    const NodeId nowhere = other.add_node("nowhere", 9);
    other.end(other.ab.session, other.a).next_hop = nowhere;
    EXPECT_EQ(other.accepted_at(other.b), both);
}

TEST(Acceptable, AreThoseThatNoPolicyKeepsOut) {
    Two net;
    EXPECT_EQ(net.acceptable_at(net.b), both);
    net.import(net.ab.session, net.b, {gadgets::reject({gadgets::match_prefix("10.2.0.0/24")}), gadgets::accept()});
    EXPECT_EQ(net.acceptable_at(net.b), first);
    net.export_(net.ab.session, net.a, {gadgets::accept({gadgets::match_prefix("10.2.0.0/24")})});
    EXPECT_EQ(net.acceptable_at(net.b), Prefixes{});
}

TEST(Acceptable, LeaveOpenWhatIsNotAboutThePrefix) {
    Two net;
    net.import(net.ab.session, net.b, {gadgets::reject({gadgets::match_as(7)}),
                                       gadgets::accept({gadgets::match_community({1, 1})})});
    EXPECT_EQ(net.acceptable_at(net.b), both);
    EXPECT_EQ(net.accepted_at(net.b), Prefixes{});
    net.end(net.ab.session, net.a).sends = false;
    EXPECT_EQ(net.acceptable_at(net.b), Prefixes{});
}

TEST(Limits, CountAllThatAPrefixStandsFor) {
    Two net;
    EXPECT_EQ(count_of(net.network, both), 2U);
    net.network.nodes[net.a.index()].originates.back().stands_for = 4096;
    EXPECT_EQ(count_of(net.network, both), 4097U);
    EXPECT_EQ(count_of(net.network, first), 1U);
}

TEST(Limits, AreOfTheClaimOrOfTheEnd) {
    SessionEnd end;
    EXPECT_FALSE(limit_at({}, end));
    end.route_limit = 200;
    EXPECT_EQ(limit_at({}, end), 200u);
    Options options;
    options.at_most = 10;
    EXPECT_EQ(limit_at(options, end), 10u);
}

TEST(Places, OwnersHaveTheLongestPrefix) {
    gadgets::NetworkBuilder net;
    const NodeId all = net.add_node("all"), one = net.add_node("one"), two = net.add_node("two");
    net.own(all, "0.0.0.0/0");
    net.own(one, "10.1.0.0/24");
    net.own(two, "10.1.0.0/24");
    using Nodes = std::vector<NodeId>;
    EXPECT_EQ(owners(net.network, gadgets::address("10.1.0.7")), (Nodes{one, two}));
    EXPECT_EQ(owners(net.network, gadgets::address("10.2.0.7")), Nodes{all});
    EXPECT_EQ(end_of(net.network, gadgets::address("10.1.0.7")).name, "one");
    const Prefixes owned = owned_prefixes(net.network, {one});
    EXPECT_EQ(owned.back(), prefix("10.1.0.0/24"));
    EXPECT_TRUE(std::ranges::any_of(owned, [](const Prefix& p) { return p.contains(gadgets::address("192.0.2.1")); }));
    EXPECT_TRUE(std::ranges::none_of(owned, [](const Prefix& p) { return p.contains(gadgets::address("10.2.0.7")); }));
    net.network.nodes[all.index()].owns.clear();
    EXPECT_EQ(end_of(net.network, gadgets::address("10.2.0.7")).name, "10.2.0.7");
}

TEST(Places, AnEndTakesPacketsInWhereItsOwnerStands) {
    gadgets::NetworkBuilder net;
    const NodeId in = net.add_node("in"), out = net.add_node("out");
    net.own(in, "10.1.0.0/24");
    EXPECT_EQ(start(net.network, in), in);
    net.network.nodes[in.index()].starts_at = out;
    EXPECT_EQ(start(net.network, in), out);
    const Endpoint end = end_of(net.network, gadgets::address("10.1.0.7"));
    EXPECT_EQ(end.name, "out");
    EXPECT_EQ(end.node, out);
    EXPECT_EQ(end.delivery(), in);
    EXPECT_EQ(end.addresses, Prefixes{prefix("10.1.0.0/24")});
}

} // namespace
} // namespace properties
