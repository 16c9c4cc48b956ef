// OSPF distances (semantics.md §6.1): the circuit against a search for every set of failures.

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <optional>

#include "solver/encode/ospf_areas.hpp"
#include "solver/smt/solver.hpp"
#include "tests/unit/encode/ospf_area.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::Cable;
using smt::Term;

/// Six routers with costs of all kinds; every cable and a node may fail.
struct Mesh : Area {
    std::vector<NodeId> routers;
    Mesh() {
        for (const char* name : {"a", "b", "c", "d", "e", "f"})
            routers.push_back(router(name));
        const std::uint32_t costs[6][6] = {{0, 1, 7, 0, 0, 0}, {2, 0, 3, 10, 0, 0}, {0, 0, 0, 4, 0, 0},
                                           {0, 0, 0, 0, 1, 12}, {0, 0, 0, 0, 0, 2}, {0, 0, 0, 0, 0, 0}};
        for (std::size_t i = 0; i < 6; ++i)
            for (std::size_t j = i + 1; j < 6; ++j)
                if (costs[i][j] != 0) {
                    const Cable made = adjacency(routers[i], routers[j], costs[i][j]);
                    network.links[made.back.index()].ospf_cost = costs[i][j] + 1;
                }
        may_fail(routers[2]);
    }
};

using Distances = std::vector<std::optional<std::uint64_t>>;

/// By relaxation (Bellman 1958).
Distances measured(const World& world, const std::vector<OspfSource>& sources) {
    Distances result(world.network().nodes.size());
    for (std::size_t round = 0; round <= result.size(); ++round) {
        for (const OspfSource& source : sources)
            if (auto& at = result[source.node.index()]; source.present.is_true())
                at = std::min<std::uint64_t>(at.value_or(UINT64_MAX), source.cost);
        for (std::size_t i = 0; i < world.network().links.size(); ++i) {
            const Link& link = world.network().links[i];
            auto& from = result[link.from.index()];
            if (const auto& to = result[link.to.index()]; to && world.up(LinkId::at(i)).is_true())
                from = std::min(from.value_or(UINT64_MAX), *to + *link.ospf_cost);
        }
    }
    return result;
}

void expect_exact(const Network& network, const std::optional<FailureBudget>& budget, std::uint32_t failures,
                  const std::vector<OspfSource>& sources) {
    smt::Context context;
    const Failures all = symbolic_failures(context, network, budget.value_or(FailureBudget{}));
    std::vector<Term> down = all.down;
    if (!budget)
        for (Term& term : down)
            term = context.variable("down");
    const World world(context, network, down, "symbolic", budget);
    const OspfDistances& distances = world.ospf().area(0).distances(sources);
    smt::Solver solver(context);
    for (std::uint32_t set = 0; set < 1u << down.size(); ++set) {
        if (std::popcount(set) > static_cast<int>(failures))
            continue;
        std::vector<Term> assumed, constant;
        for (std::size_t i = 0; i < down.size(); ++i) {
            constant.push_back((set >> i & 1) != 0 ? smt::yes : smt::no);
            assumed.push_back((set >> i & 1) != 0 ? down[i] : !down[i]);
        }
        const World fixed(context, network, constant, "fixed");
        const Distances expected = measured(fixed, sources);
        ASSERT_EQ(solver.check("this set", assumed), smt::Answer::satisfiable);
        for (std::size_t i = 0; i < network.nodes.size(); ++i)
            EXPECT_EQ(solver.model().value(distances.reached(NodeId::at(i))), expected[i].has_value());
        for (std::size_t i = 0; i < network.links.size(); ++i) {
            const Link& link = network.links[i];
            const auto &from = expected[link.from.index()], &to = expected[link.to.index()];
            const bool used = fixed.up(LinkId::at(i)).is_true() && to && from == *to + *link.ospf_cost;
            EXPECT_EQ(solver.model().value(distances.next_hop(LinkId::at(i))), used) << link.name << " " << set;
        }
    }
}

FailureBudget any(const Network& network, std::uint32_t at_most) {
    FailureLimit limit{at_most, {}};
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        limit.groups.push_back(FailureId::at(i));
    return {{limit}};
}

TEST(OspfDistances, AreExactUnderEveryFailure) {
    const Mesh net;
    expect_exact(net.network, std::nullopt, 32, {{net.routers[5]}});
    expect_exact(net.network, std::nullopt, 32, {{net.routers[0], 3}, {net.routers[4], 0}});
}

TEST(OspfDistances, AreExactWithinABudget) {
    const Mesh net;
    for (const std::uint32_t failures : {0u, 1u, 2u, 3u})
        expect_exact(net.network, any(net.network, failures), failures, {{net.routers[5]}});
}

TEST(OspfDistances, NoFartherThanFailuresPush) {
    const Mesh net;
    smt::Context context;
    const auto farthest = [&](std::uint32_t failures) {
        const FailureBudget budget = any(net.network, failures);
        const World world(context, net.network, symbolic_failures(context, net.network, budget).down, "w", budget);
        return *world.ospf().area(0).farthest(net.routers[5])[net.routers[0].index()];
    };
    EXPECT_EQ(farthest(0), 1u + 3u + 4u + 1u + 2u);
    EXPECT_EQ(farthest(1), 1u + 3u + 4u + 12u) << "without e--f";
    EXPECT_GE(farthest(2), farthest(1));
}

} // namespace
} // namespace encode
