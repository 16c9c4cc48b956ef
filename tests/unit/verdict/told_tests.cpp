// How ways are told: what a reader sees of subnets and the fabric between them.

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/verdict/story.hpp"
#include "solver/verdict/told.hpp"
#include "tests/gadgets/builder.hpp"

namespace {

using namespace network;

/// `fw` sends over `er` into the fabric of `spoke`, which hands over to what stands before the machines of
/// `spoke/app`.
struct Told : gadgets::NetworkBuilder {
    Told() {
        for (const char* name : {"fw", "er", "spoke", "spoke/app", "spoke/app/inbound"})
            nodes.push_back(add_node(name));
        for (NodeId inner : {nodes[2], nodes[3], nodes[4]})
            node(inner).in_traces = false;
        own(nodes[4], "10.9.0.0/25");
        static_route(nodes[2], "10.9.0.0/25", link(nodes[2], nodes[4]));
        node(nodes[2]).static_routes.back().label.hidden = true;
    }
    std::string way(const std::vector<NodeId>& along) const { return verdict::way(network, along); }
    std::vector<NodeId> nodes;
};

TEST(Told, WaysLeaveOutTheFabricAndNameTheSubnet) {
    const Told net;
    EXPECT_EQ(net.way({net.nodes[0], net.nodes[1], net.nodes[2], net.nodes[4]}), "fw > er > spoke/app");
    EXPECT_EQ(net.way({net.nodes[3], net.nodes[2], net.nodes[4]}), "spoke/app"); // within the subnet
    EXPECT_EQ(net.way({net.nodes[0], net.nodes[2]}), "fw > spoke"); // where it ends is always told
    EXPECT_EQ(verdict::quoted(net.network, net.nodes[4]), "`spoke/app`");
}

TEST(Told, FabricHasNothingOfItsOwn) {
    Told net;
    EXPECT_TRUE(verdict::is_fabric(net.network, net.nodes[2]));
    EXPECT_FALSE(verdict::is_fabric(net.network, net.nodes[0]));
    net.own(net.nodes[2], "10.9.0.128/25");
    EXPECT_FALSE(verdict::is_fabric(net.network, net.nodes[2]));
    net.node(net.nodes[2]).owns.clear();
    net.node(net.nodes[2]).static_routes.back().label.hidden = false;
    EXPECT_FALSE(verdict::is_fabric(net.network, net.nodes[2]));
}

TEST(Told, DataKeepsEveryNode) {
    const Told net;
    routing::Walk walk;
    for (NodeId node : {net.nodes[0], net.nodes[2], net.nodes[4]})
        walk.hops.push_back({node, {}, {}});
    EXPECT_EQ(fmt::format("{}", fmt::join(verdict::stations(net.network, walk), " ")),
              "fw spoke spoke/app/inbound");
    EXPECT_EQ(fmt::format("{}", fmt::join(verdict::told_names(net.network, walk), " ")), "fw spoke/app");
}

TEST(Told, ANameOfTheUsersOwnStays) {
    Told net;
    net.node(net.nodes[4]).in_traces = true; // a router that is called so
    EXPECT_EQ(verdict::told_name(net.network, net.nodes[4]), "spoke/app/inbound");
}

} // namespace
