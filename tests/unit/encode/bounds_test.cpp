// Bounds on path length: told where they are not harmless, absent where none is needed.

#include <gtest/gtest.h>

#include "solver/encode/content.hpp"
#include "solver/encode/watch.hpp"
#include "tests/unit/encode/states.hpp"

namespace encode {
namespace {

using network::NodeId;

/// Nodes in a ring, each its own AS, any one cable may fail; the first originates.
struct Ring : gadgets::NetworkBuilder {
    std::vector<NodeId> nodes;
    explicit Ring(std::size_t size) {
        network.budget.limits = {{1, {}}};
        for (std::size_t i = 0; i < size; ++i)
            nodes.push_back(add_node("n" + std::to_string(i), static_cast<network::Asn>(i + 1)));
        for (std::size_t i = 0; i < size; ++i)
            network.budget.limits[0].groups.push_back(cable(nodes[i], nodes[(i + 1) % size]).failure);
        originate(nodes[0], the_prefix);
    }
};

struct Asked {
    network::Network network;
    smt::Context context;
    Failures failures;
    World world;
    ControlPlane plane;
    Asked(const network::Network& asked, std::uint32_t longest_path)
        : network(asked), failures(symbolic_failures(context, network, network.budget)),
          world(context, network, failures.down, "w"),
          plane(world, gadgets::prefix(the_prefix), longest_path) {}
    bool possible(smt::Term term) {
        smt::Solver solver(context);
        solver.require(failures.within_budget, "the budget");
        for (const Equation& equation : plane.equations())
            solver.require(equation.term, equation.sentence);
        return solver.check("possible", std::vector{term}) == smt::Answer::satisfiable;
    }
    smt::Term nobody_lacks_a_route() {
        std::vector<smt::Term> all;
        for (std::size_t i = 0; i < world.network().nodes.size(); ++i)
            all.push_back(plane.has_best(NodeId::at(i)));
        return context.all(all);
    }
};

TEST(Bounds, SmallNetworksNeedNone) {
    Asked asked(Ring(8).network, 0);
    EXPECT_EQ(asked.plane.longest_path(), 0u);
    EXPECT_EQ(asked.plane.overflow(), smt::no);
    EXPECT_FALSE(asked.possible(!asked.nobody_lacks_a_route()));
}

TEST(Bounds, OneThatIsTooSmallIsTold) {
    const Ring ring(8); // the neighbour of the origin is 7 away when their cable fails
    for (std::uint32_t bound = 4; bound <= 6; ++bound) {
        Asked asked(ring.network, bound);
        EXPECT_TRUE(asked.possible(asked.plane.overflow())) << bound;
    }
    Asked enough(ring.network, 7);
    EXPECT_EQ(enough.plane.longest_path(), 7u);
    EXPECT_FALSE(enough.possible(enough.plane.overflow()));
    EXPECT_FALSE(enough.possible(!enough.nobody_lacks_a_route()));
}

TEST(Bounds, SingleFailuresAreFollowed) {
    Ring ring(24); // with a chord that never fails: without n0--n1, n1 goes the long way over n12
    ring.cable(ring.nodes[0], ring.nodes[12]);
    Asked asked(ring.network, 0);
    EXPECT_EQ(asked.plane.longest_path(), 12u);
    EXPECT_FALSE(asked.possible(asked.plane.overflow()));
}

TEST(Bounds, LargeNetworksChooseOne) {
    Ring ring(40);
    for (std::size_t i = 0; i < 40; ++i) // a hub makes everything near
        if (i != 20)
            ring.cable(ring.nodes[20], ring.nodes[i]);
    Asked asked(ring.network, 0);
    EXPECT_EQ(asked.plane.longest_path(), 2u);
    EXPECT_FALSE(asked.possible(asked.plane.overflow()));
    EXPECT_FALSE(asked.possible(!asked.nobody_lacks_a_route()));
}

// The preferred way of n2 to n0 leads over n3: in a ring of eight that is a path of 6 ASNs.
Ring with_a_detour() {
    Ring ring(8);
    ring.import(network::SessionId::at(2), ring.nodes[2],
                {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    return ring;
}

TEST(Bounds, WherePreferencesRankLongerPathsFirstTheyLoseWithinTheirPreference) {
    const Ring ring = with_a_detour();
    EXPECT_TRUE(Observed(ring.network).saturates());
    EXPECT_EQ(Asked(ring.network, 0).plane.longest_path(), 0u);
    for (std::uint32_t bound = 4; bound <= 6; ++bound) {
        Asked asked(ring.network, bound);
        EXPECT_TRUE(asked.possible(asked.plane.overflow())) << bound;
    }
    Asked enough(ring.network, 7);
    EXPECT_FALSE(enough.possible(enough.plane.overflow()));
    EXPECT_TRUE(enough.possible(enough.plane.chosen(ring.nodes[2], network::SessionId::at(2))));
}

TEST(Bounds, AreNotBelowWhatAPolicyTellsFromALongerPath) {
    Ring ring = with_a_detour();
    ring.import(network::SessionId::at(4), ring.nodes[4], {gadgets::accept({{network::MatchAsPathLength{0, 9}, {}}}, {})});
    EXPECT_EQ(Asked(ring.network, 2).plane.longest_path(), 9u);
}

TEST(Bounds, DoNotSaturateWhereAnythingButKeysComesBeforeTheLength) {
    Ring ring = with_a_detour();
    ring.node(ring.nodes[2]).decision.multipath_after = 3;
    EXPECT_FALSE(Observed(ring.network).saturates());
}

/// ASNs whose occurrences in paths are told, by contents or by terms.
std::size_t watched(const network::Network& network) {
    const Observed observed(network);
    return observed.asns.size() + observed.counted.size();
}

TEST(LoopChecks, NoneWhereShorterPathsWin) { EXPECT_EQ(watched(Ring(6).network), 0u); }

TEST(LoopChecks, WherePreferencesComeFirst) {
    Ring ring(6);
    ring.import(network::SessionId::at(3), ring.nodes[3],
                {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_EQ(watched(ring.network), 1u);
}

TEST(LoopChecks, WhereAnAsnIsSharedOrInserted) {
    Ring shared(6);
    shared.node(shared.nodes[4]).asn = 2;
    EXPECT_EQ(watched(shared.network), 1u);
    Ring inserted(6);
    inserted.export_(network::SessionId::at(3), inserted.nodes[3],
                     {gadgets::accept({}, {gadgets::prepend(1, 1)})});
    EXPECT_EQ(watched(inserted.network), 1u);
    Ring own(6);
    own.export_(network::SessionId::at(3), own.nodes[3], {gadgets::accept({}, {gadgets::prepend(4, 2)})});
    EXPECT_EQ(watched(own.network), 0u);
}

TEST(LoopChecks, WhereMultipathSetsAreTakenBeforePathLength) {
    Ring ring(6);
    ring.node(ring.nodes[2]).decision.multipath_after = 3;
    EXPECT_EQ(watched(ring.network), 1u);
    ring.node(ring.nodes[2]).decision.multipath_after = 4;
    EXPECT_EQ(watched(ring.network), 0u);
}

TEST(LoopChecks, EverywhereWherePathsMayShrink) {
    Ring ring(6);
    ring.end(network::SessionId::at(3), ring.nodes[3]).remove_private_as = true;
    EXPECT_EQ(watched(ring.network), 6u);
    EXPECT_TRUE(Observed(ring.network).grounded);
}

TEST(LoopChecks, PrivateAsnsTellThatNothingWasRemoved) {
    Ring ring(6);
    ring.end(network::SessionId::at(3), ring.nodes[3]).remove_private_as = true;
    ring.node(ring.nodes[1]).asn = 65001;
    EXPECT_EQ(watched(ring.network), 5u);
}

TEST(Grounded, UnlessRemovalMayBeForgotten) {
    Ring ring(6);
    ring.end(network::SessionId::at(3), ring.nodes[3]).remove_private_as = true;
    EXPECT_TRUE(Observed(ring.network).grounded);
    Ring private_remover = ring;
    private_remover.node(ring.nodes[3]).asn = 65001;
    EXPECT_FALSE(Observed(private_remover.network).grounded);
    Ring allows = ring;
    allows.end(network::SessionId::at(2), ring.nodes[3]).allow_own_as = 1;
    EXPECT_FALSE(Observed(allows.network).grounded);
    Ring overridden = ring;
    overridden.end(network::SessionId::at(2), ring.nodes[2]).as_override = true;
    EXPECT_FALSE(Observed(overridden.network).grounded);
    Ring replaced = ring;
    replaced.end(network::SessionId::at(0), ring.nodes[0]).replace_as = {{4, 9}};
    EXPECT_FALSE(Observed(replaced.network).grounded);
}

TEST(LoopChecks, ManyAreToldByTerms) {
    Ring few(6), many(6);
    for (std::size_t i = 0; i < 6; ++i) {
        if (i < 3)
            few.import(network::SessionId::at(i), few.nodes[i],
                       {gadgets::accept({}, {gadgets::set_local_preference(200)})});
        many.import(network::SessionId::at(i), many.nodes[i],
                    {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    }
    EXPECT_EQ(Observed(few.network).asns.size(), 3u);
    EXPECT_EQ(Observed(few.network).counted.size(), 0u);
    EXPECT_EQ(Observed(many.network).asns.size(), 0u);
    EXPECT_EQ(Observed(many.network).counted.size(), 6u);
}

} // namespace
} // namespace encode
