// Locations and steps: filters of nodes and links, draining, and source translation.

#include <gtest/gtest.h>

#include "solver/encode/branch.hpp"
#include "solver/encode/paths.hpp"
#include "tests/unit/encode/triangle.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::address;
using gadgets::prefix;
using smt::Term;

/// Passes what comes from this prefix, and nothing else.
Filter only_from(std::string_view source) {
    FilterRule rule;
    rule.sources = {prefix(source)};
    return {{rule}};
}

/// a - b - c with static routes to c's prefix.
struct Chain : Triangle {
    Chain() {
        static_route(a, "10.0.0.0/24", ab.forward);
        static_route(b, "10.0.0.0/24", bc.forward);
    }
    void translate(NodeId id, std::string_view to, std::vector<Prefix> except = {}) {
        node(id).source_nat = SourceNat{address(to), std::move(except), {}};
    }
};

/// How packets from `from` fare on their way to c: statements that are constants once no cable may fail.
struct Fate {
    bool lost, none, some;
    bool operator==(const Fate&) const = default;
};
constexpr Fate delivered{false, false, true}, dead{true, true, false};

Fate fate(const Network& network, NodeId from, NodeId to, std::optional<NodeId> injected = std::nullopt) {
    Symbolic it(network);
    const Terrain terrain = it.terrain(Symbolic::packet(), injected);
    std::vector<Term> healthy;
    for (const Term down : it.failures.down)
        healthy.push_back(!down);
    const auto holds = [&](const auto& statement) {
        healthy.push_back(statement.from(from));
        const bool result = it.possible(statement.equations(), healthy);
        healthy.pop_back();
        return result;
    };
    const Fate result{holds(Undelivered(terrain, to)), holds(Unreachable(terrain, to)), holds(Delivered(terrain, to))};
    const Branch branch(terrain, from, to);
    healthy.push_back(branch.exists());
    EXPECT_EQ(it.possible(branch.equations(), healthy), result.some);
    return result;
}

TEST(Terrain, HasOneLocationPerNodeWhereNothingTranslates) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ac.forward);
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    EXPECT_EQ(terrain.locations().size(), 3u);
    ASSERT_EQ(terrain.steps().size(), 1u);
    EXPECT_EQ(terrain.steps().front().term, !it.down(net.ac));
    EXPECT_TRUE(terrain.plain());
    EXPECT_EQ(fate(net.network, net.a, net.c), delivered);
    EXPECT_EQ(fate(net.network, net.b, net.c), dead);
}

TEST(Terrain, NodesRefuseByTheirFilters) {
    Chain net;
    net.node(net.b).filter = only_from("10.9.0.0/24");
    EXPECT_EQ(fate(net.network, net.a, net.c), delivered);
    net.node(net.b).filter = only_from("10.8.0.0/24");
    EXPECT_EQ(fate(net.network, net.a, net.c), dead);
}

TEST(Terrain, LinksRefuseByTheirFiltersWhereThePacketLeaves) {
    Chain net;
    net.network.links[net.bc.forward.index()].filter = only_from("10.9.0.0/24");
    EXPECT_EQ(fate(net.network, net.a, net.c), delivered);
    net.network.links[net.bc.forward.index()].filter = only_from("10.8.0.0/24");
    EXPECT_EQ(fate(net.network, net.a, net.c), dead);
    net.static_route(net.a, "10.0.0.0/24", net.ac.forward); // a second branch that avoids the link
    EXPECT_EQ(fate(net.network, net.a, net.c), (Fate{true, false, true}));
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    EXPECT_EQ(terrain.blocked(static_cast<std::uint32_t>(net.b.index())), !it.down(net.bc));
    EXPECT_FALSE(terrain.plain());
}

TEST(Terrain, DrainedNodesLoseWhatTheyAreHandedAndWhatIsInjected) {
    Chain net;
    const FailureId maintenance = net.add_failure("maintenance");
    net.node(net.b).drops_with = {maintenance};
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    const Undelivered lost(terrain, net.c);
    const Term drained = it.failures.down[maintenance.index()];
    for (const NodeId from : {net.a, net.b}) {
        EXPECT_TRUE(it.possible(lost.equations(), {lost.from(from), drained, !it.down(net.ab), !it.down(net.bc)}));
        EXPECT_FALSE(it.possible(lost.equations(), {lost.from(from), !drained, !it.down(net.ab), !it.down(net.bc)}));
    }
}

TEST(Terrain, NodesThatDoNotForwardKeepWhatArrives) {
    Chain net;
    net.node(net.b).forwards = false;
    EXPECT_EQ(fate(net.network, net.a, net.c), dead);
    EXPECT_EQ(fate(net.network, net.b, net.c), delivered);
    net.node(net.b).forwards = true;
    net.node(net.c).forwards = false; // it delivers all the same
    EXPECT_EQ(fate(net.network, net.a, net.c), delivered);
}

TEST(Terrain, TranslatorsChangeTheSourceOfWhatTheyForward) {
    Chain net;
    net.translate(net.b, "10.5.0.1");
    net.node(net.c).filter = only_from("10.5.0.1/32");
    EXPECT_EQ(fate(net.network, net.a, net.c), delivered);
    net.node(net.c).filter = only_from("10.9.0.0/24");
    EXPECT_EQ(fate(net.network, net.a, net.c), dead);
    net.translate(net.b, "10.5.0.1", {prefix("10.0.0.0/8")}); // not to this destination
    EXPECT_EQ(fate(net.network, net.a, net.c), delivered);
}

TEST(Terrain, LinksSeeTheTranslatedSourceAndTheTranslatorDoesNot) {
    Chain net;
    net.translate(net.b, "10.5.0.1");
    net.network.links[net.bc.forward.index()].filter = only_from("10.5.0.1/32");
    net.network.links[net.ab.forward.index()].filter = only_from("10.9.0.0/24");
    net.node(net.b).filter = only_from("10.9.0.0/24");
    EXPECT_EQ(fate(net.network, net.a, net.c), delivered);
    net.node(net.b).filter = only_from("10.5.0.1/32");
    EXPECT_EQ(fate(net.network, net.a, net.c), dead);
}

TEST(Terrain, TranslatorsDoNotChangeWhatIsInjectedThere) {
    Chain net;
    net.translate(net.b, "10.5.0.1");
    net.node(net.c).filter = only_from("10.9.0.0/24");
    Symbolic it(net.network);
    EXPECT_FALSE(it.terrain().injects_at(net.b)) << "it has a terrain of its own";
    EXPECT_EQ(fate(net.network, net.b, net.c, net.b), delivered);
    EXPECT_THROW(it.terrain().entries(net.b), std::logic_error);
}

TEST(Terrain, APacketMayPassANodeOncePerHeader) {
    // b hands a's packet to a translator, which hands it back: only then b's link to c passes it.
    Chain net;
    const NodeId d = net.add_node("d");
    const gadgets::Cable bd = net.wire(net.b, d);
    net.static_route(net.b, "10.0.0.0/24", bd.forward);
    net.static_route(d, "10.0.0.0/24", bd.back);
    net.translate(d, "10.5.0.1");
    net.network.links[net.bc.forward.index()].filter = only_from("10.5.0.1/32");
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    EXPECT_EQ(fate(net.network, net.a, net.c), (Fate{true, false, true}));
    const Branch branch(terrain, net.a, net.c);
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), !branch.visits(d)}));
    EXPECT_TRUE(it.possible(branch.equations(), {branch.exists(), branch.ends_with(1)}));
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), branch.ends_with(0)}));
    // Two translated visits are one too many.
    EXPECT_FALSE(it.possible(branch.equations(), {branch.exists(), branch.visits(d), it.down(bd)}));
    const Endless endless(terrain, net.a);
    EXPECT_TRUE(it.possible(endless.equations(), {endless.from(net.a)})); // b, d, b, d, b
}

TEST(Endless, WhatComesBackToItsSenderHasLooped) {
    Chain net;
    net.node(net.a).forwards = false;
    net.node(net.b).static_routes.front().next_hop = ViaLink{net.ab.back};
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    const Endless from_a(terrain, net.a), from_b(terrain, net.b), from_any(terrain, std::nullopt);
    EXPECT_TRUE(it.possible(from_a.equations(), {from_a.from(net.a)}));
    EXPECT_FALSE(it.possible(from_a.equations(), {from_a.from(net.a), it.down(net.ab)}));
    EXPECT_FALSE(it.possible(from_b.equations(), {from_b.from(net.b)})) << "a does not forward for others";
    EXPECT_TRUE(it.possible(from_any.equations(), {from_any.somewhere()}));
}

TEST(Endless, ATranslatorComesBackToWhereItInjected) {
    // What b injects comes back from a untranslated; c's neighbour never sees it twice.
    Chain net;
    net.translate(net.b, "10.5.0.1");
    net.node(net.b).static_routes.front().next_hop = ViaLink{net.ab.back};
    net.node(net.a).filter = only_from("10.9.0.0/24");
    Symbolic it(net.network);
    const Terrain own = it.terrain(Symbolic::packet(), net.b), shared = it.terrain();
    const Endless from_b(own, net.b), from_others(shared, std::nullopt);
    EXPECT_TRUE(it.possible(from_b.equations(), {from_b.from(net.b)}));
    EXPECT_FALSE(it.possible(from_others.equations(), {from_others.somewhere()})) << "a refuses what b translated";
}

} // namespace
} // namespace encode
