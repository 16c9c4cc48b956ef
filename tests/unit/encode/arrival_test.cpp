// MED in order of arrival (`med_sequential`, semantics.md §4): a free choice where routes are in a circle, `med` elsewhere.

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "tests/unit/encode/autonomous_system.hpp"

namespace encode {
namespace {

using gadgets::Cable;
using network::Criterion;
using network::NodeId;
using network::SessionId;

/// A chooser with neighbours of AS 1, 1 and 2, each with a route of its own. The first is ahead of the second by MED, the
/// second of the third and the third of the first by router id.
struct Circle : gadgets::NetworkBuilder {
    NodeId chooser = add_node("chooser", 10);
    std::array<Cable, 3> cables;

    Circle() {
        constexpr std::array<network::Asn, 3> asns{1, 1, 2};
        constexpr std::array<std::uint32_t, 3> ids{30, 10, 20}, meds{0, 10, 0};
        for (std::size_t i = 0; i < cables.size(); ++i) {
            const NodeId peer = add_node("peer " + std::to_string(i), asns[i]);
            node(peer).router_id = ids[i];
            originate(peer, the_prefix);
            cables[i] = cable(chooser, peer);
            import(cables[i].session, chooser, {gadgets::accept({}, {gadgets::set_med(meds[i])})});
        }
        node(chooser).decision.order = {Criterion::local_preference, Criterion::as_path_length, Criterion::med_sequential,
                                        Criterion::external_over_internal, Criterion::router_id, Criterion::peer_order};
    }
    network::Decision& decision() { return node(chooser).decision; }
    NodeId peer(std::size_t neighbour) const { return network[cables[neighbour].session].far_end(chooser).node; }
    /// The neighbours whose route may be the chooser's.
    std::set<std::size_t> bests(const network::FailureSet& failed = {}) const {
        std::set<std::size_t> result;
        for (const State& state : states_of(network, failed))
            for (std::size_t i = 0; i < cables.size(); ++i)
                if (state[chooser.index()] == cables[i].session)
                    result.insert(i);
        return result;
    }
    void med(std::size_t neighbour, std::uint32_t value) {
        network.policies[network[cables[neighbour].session].end(chooser).import_policy->index()].terms[0].sets = {
            gadgets::set_med(value)};
    }
};

using Neighbours = std::set<std::size_t>;

TEST(Arrival, AnyOfACircleMayBeLeft) {
    Circle net;
    EXPECT_EQ(net.bests(), (Neighbours{0, 1, 2}));
    EXPECT_EQ(net.bests({net.cables[2].failure}), Neighbours{0}) << "without the third MED tells";
    EXPECT_EQ(net.bests({net.cables[0].failure}), Neighbours{1});
    EXPECT_EQ(net.bests({net.cables[1].failure}), Neighbours{2});
    EXPECT_EQ(symbolic_differs(net.network, 3), "");
    net.decision().order[2] = Criterion::med;
    EXPECT_EQ(net.bests(), Neighbours{2});
}

TEST(Arrival, WithoutACircleItIsTheSameAsMed) {
    Circle net;
    net.med(1, 0);
    EXPECT_EQ(net.bests(), Neighbours{1}) << "MEDs do not differ";
    net.med(1, 10);
    net.node(net.peer(2)).router_id = 40;
    EXPECT_EQ(net.bests(), Neighbours{0}) << "the other AS is behind both";
    net.node(net.peer(2)).router_id = 5;
    EXPECT_EQ(net.bests(), Neighbours{2});
}

TEST(Arrival, IsAFreeChoiceToWhoeverAsks) {
    Circle net;
    smt::Context context;
    const World world(context, net.network, std::vector<smt::Term>(net.network.failures.size(), smt::no), "w");
    const ControlPlane plane(world, gadgets::prefix(the_prefix));
    EXPECT_TRUE(plane.circuit_up_to_free_choices());
    EXPECT_FALSE(plane.acyclic());
    net.med(1, 0);
    const World same(context, net.network, std::vector<smt::Term>(net.network.failures.size(), smt::no), "w");
    EXPECT_TRUE(ControlPlane(same, gadgets::prefix(the_prefix)).acyclic());
}

TEST(Arrival, WhatComesBeforeTellsFirst) {
    Circle net;
    net.import(net.cables[1].session, net.chooser,
               {gadgets::accept({}, {gadgets::set_med(10), gadgets::prepend(1, 1)})});
    EXPECT_EQ(net.bests(), Neighbours{2});
    net.decision().order.insert(net.decision().order.begin(), Criterion::router_id);
    EXPECT_EQ(net.bests(), Neighbours{1});
}

TEST(Arrival, OfTwoThatAgeTellsApartEitherMayStay) {
    Circle net;
    net.decision().order = {Criterion::local_origin, Criterion::med_sequential, Criterion::external_over_internal,
                            Criterion::oldest_external, Criterion::router_id, Criterion::peer_order};
    EXPECT_EQ(net.bests(), (Neighbours{0, 1, 2})) << "the second by way of the third";
    EXPECT_EQ(net.bests({net.cables[2].failure}), Neighbours{0});
    EXPECT_EQ(net.bests({net.cables[0].failure}), (Neighbours{1, 2}));
    EXPECT_EQ(symbolic_differs(net.network, 3), "");
}

/// By chooser's links, which may forward in some state without failures.
std::set<std::set<std::size_t>> shares(const Circle& net) {
    smt::Context context;
    const World world(context, net.network, std::vector<smt::Term>(net.network.failures.size(), smt::no), "w");
    const ControlPlane plane(world, gadgets::prefix(the_prefix));
    std::set<std::set<std::size_t>> result;
    for (std::size_t best = 0; best < net.cables.size(); ++best) {
        smt::Solver solver(context);
        for (const Equation& equation : plane.equations())
            solver.require(equation.term, equation.sentence);
        solver.require(plane.chosen(net.chooser, net.cables[best].session), "best");
        if (solver.check("the best") != smt::Answer::satisfiable)
            continue;
        std::set<std::size_t> used;
        for (std::size_t i = 0; i < net.cables.size(); ++i)
            if (solver.model().value(plane.bgp_uses(net.chooser, net.cables[i].forward)))
                used.insert(i);
        result.insert(used);
    }
    return result;
}

TEST(Arrival, SharesLoadWithWhatIsNotToldFromTheBest) {
    Circle net;
    net.decision().multipath_after = 4;
    EXPECT_EQ(shares(net), (std::set<Neighbours>{{0, 2}, {1, 2}, {0, 1, 2}}));
    net.decision().order[2] = Criterion::med;
    EXPECT_EQ(shares(net), (std::set<Neighbours>{{0, 2}}));
    net.decision().order[2] = Criterion::med_sequential;
    net.decision().multipath_after = 2;
    EXPECT_EQ(shares(net), (std::set<Neighbours>{{0, 1, 2}})) << "before MED";
    net.decision().multipath_after = 5;
    EXPECT_EQ(shares(net), (std::set<Neighbours>{{0}, {1}, {2}})) << "router ids tell them all apart";
    net.decision().multipath_after = 4;
    net.decision().sharing = network::Sharing::neighbour_as;
    EXPECT_EQ(shares(net), (std::set<Neighbours>{{0}, {1}, {2}}));
}

/// One AS: `a` compares the exits of b, c and d by MED, then by how far they are.
struct Exits : AutonomousSystem {
    NodeId a = router("a");
    std::array<NodeId, 3> exits{router("b"), router("c"), router("d")};
    std::array<Cable, 3> ways;
    std::array<SessionId, 3> sessions;

    Exits() {
        constexpr std::array<network::Asn, 3> asns{2, 2, 3};
        constexpr std::array<std::uint32_t, 3> costs{30, 10, 20}, meds{0, 10, 0};
        for (std::size_t i = 0; i < exits.size(); ++i) {
            ways[i] = adjacency(a, exits[i], costs[i]);
            sessions[i] = peer(a, exits[i]);
            neighbour(exits[i], asns[i]);
            import(sessions[i], a, {gadgets::accept({}, {gadgets::set_med(meds[i])})});
        }
        node(a).decision.order = {Criterion::med_sequential, Criterion::igp_metric, Criterion::peer_order};
    }
    std::set<std::size_t> bests(const network::FailureSet& failed = {}) const {
        std::set<std::size_t> result;
        for (const State& state : states_of(network, failed))
            for (std::size_t i = 0; i < sessions.size(); ++i)
                if (state[a.index()] == sessions[i])
                    result.insert(i);
        return result;
    }
};

TEST(Arrival, CirclesComeAndGoWithMetrics) {
    Exits net;
    const Cable around = net.adjacency(net.exits[0], net.exits[1], 100);
    EXPECT_EQ(net.bests(), (Neighbours{0, 1, 2}));
    EXPECT_EQ(net.bests({net.ways[1].failure}), Neighbours{2}) << "the second is now behind them all";
    EXPECT_EQ(net.bests({net.ways[0].failure}), (Neighbours{0, 1, 2})) << "the first is as far behind as before";
    EXPECT_EQ(net.bests({net.ways[1].failure, around.failure}), Neighbours{2});
    EXPECT_EQ(symbolic_differs(net.network, 2), "");
}

TEST(Arrival, MedIsComparedOnce) {
    Circle net;
    net.decision().order.insert(net.decision().order.begin(), Criterion::med);
    EXPECT_THROW(states_of(net.network), std::logic_error);
}

} // namespace
} // namespace encode
