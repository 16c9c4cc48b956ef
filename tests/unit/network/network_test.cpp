// Questions about a network that need no routing.

#include "solver/network/network.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

using namespace network;

/// a and b share an ASN, c has another, d none; sessions a-b and b-c, links a->b, b->a and b->c.
Network small() {
    Network it;
    for (const auto* name : {"a", "b", "c", "d"}) {
        it.nodes.emplace_back();
        it.nodes.back().name = name;
    }
    it.nodes[0].asn = it.nodes[1].asn = 65001;
    it.nodes[2].asn = 65002;
    const auto id = [](std::size_t i) { return NodeId::at(i); };
    for (const auto& [a, b] : {std::pair{0U, 1U}, {1U, 2U}, {2U, 3U}}) {
        it.sessions.emplace_back();
        it.sessions.back().a.node = id(a);
        it.sessions.back().b.node = id(b);
    }
    for (const auto& [from, to] : {std::pair{0U, 1U}, {1U, 0U}, {1U, 2U}}) {
        it.links.emplace_back();
        it.links.back().from = id(from);
        it.links.back().to = id(to);
    }
    return it;
}

TEST(Network, ASessionIsInternalIffBothAsnsAreEqual) {
    const Network it = small();
    EXPECT_TRUE(it.internal(it.sessions[0]));
    EXPECT_FALSE(it.internal(it.sessions[1]));
}

TEST(Network, ASessionOfANodeWithoutAsnIsOurMistake) {
    const Network it = small();
    try {
        (void)it.internal(it.sessions[2]);
        FAIL() << "nothing was thrown";
    } catch (const std::logic_error& error) {
        EXPECT_STREQ(error.what(), "a session ends at `d`, which has no ASN");
    }
}

TEST(Network, FindsSessionsAndLinksOfANode) {
    const Network it = small();
    EXPECT_EQ(it.sessions_of(NodeId::at(1)), (std::vector{SessionId::at(0), SessionId::at(1)}));
    EXPECT_EQ(it.sessions_of(NodeId::at(0)), std::vector{SessionId::at(0)});
    EXPECT_EQ(it.links_from(NodeId::at(1)), (std::vector{LinkId::at(1), LinkId::at(2)}));
    EXPECT_TRUE(it.links_from(NodeId::at(2)).empty());
}

TEST(Network, AdjacencySaysTheSameOfEveryNode) {
    const Network it = small();
    const Adjacency adjacency(it);
    for (std::size_t i = 0; i < it.nodes.size(); ++i) {
        EXPECT_EQ(adjacency.sessions[i], it.sessions_of(NodeId::at(i)));
        EXPECT_EQ(adjacency.links[i], it.links_from(NodeId::at(i)));
    }
}

TEST(Network, FindsNodesByTheirWholeName) {
    const Network it = small();
    EXPECT_EQ(it.find_node("c"), NodeId::at(2));
    EXPECT_FALSE(it.find_node("C").known());
    EXPECT_FALSE(it.find_node("").known());
}

TEST(Network, RoutedPrefixesAreOwnedOriginatedAndStaticOnesOnce) {
    Network it = small();
    const Prefix owned{Address{3U << 24}, 8}, originated{Address{2U << 24}, 8}, fixed{Address{1U << 24}, 8};
    it.nodes[0].owns.push_back({owned, {}});
    it.nodes[1].originates.push_back({originated, false, {}});
    it.nodes[2].originates.push_back({owned, true, {}});
    it.nodes[3].static_routes.push_back({fixed, Discard{}, 1, {}});
    EXPECT_EQ(routed_prefixes(it), (std::vector{fixed, originated, owned}));
    EXPECT_TRUE(routed_prefixes(small()).empty());
}

TEST(Network, OspfRoutesADefaultThatNobodyElseHas) {
    Network it = small();
    it.nodes[1].ospf = Ospf{};
    it.nodes[1].ospf->originates_default = Ospf::Default::if_installed; // of a route that must be there already
    EXPECT_TRUE(routed_prefixes(it).empty());
    it.nodes[1].ospf->originates_default = Ospf::Default::always;
    EXPECT_EQ(routed_prefixes(it), std::vector{Prefix{}});
}

} // namespace
