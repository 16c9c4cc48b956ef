// Next hops that the node's own table resolves (semantics.md §1.1, §2.1): the equations of their conditions.

#include "tests/gadgets/recursion.hpp"

#include <gtest/gtest.h>

#include "solver/encode/agreement.hpp"
#include "solver/encode/resolution.hpp"
#include "solver/smt/solver.hpp"

namespace encode {
namespace {

using gadgets::Recursion;
using network::FailureSet;

/// The valuations of the conditions that some state of all prefixes agrees with: which do not hold.
std::vector<FailureSet> lost(const Recursion& net) {
    smt::Context context;
    std::vector<smt::Term> down(net.network.failures.size(), smt::no);
    const std::vector conditions{net.resolves_one, net.resolves_two};
    for (const network::FailureId id : conditions)
        down[id.index()] = context.variable(net.network[id].name);
    const World world(context, net.network, down, "recursion");
    ControlPlanes control(world);
    DataPlanes planes(control);
    const Inspection inspection(net.network);
    Agreement agreement(planes, inspection);
    smt::Solver solver(context);
    for (const network::FailureId id : conditions)
        for (const Equation& equation : agreement.of(id))
            solver.require(equation.term, equation.sentence);
    for (const network::Prefix& prefix : net.prefixes())
        for (const Equation& equation : control.of(prefix).equations())
            solver.require(equation.term, equation.sentence);
    std::vector<FailureSet> result;
    for (unsigned valuation = 0; valuation < 4; ++valuation) {
        FailureSet lost;
        std::vector<smt::Term> assumed;
        for (std::size_t i = 0; i < 2; ++i) {
            const smt::Term is_down = down[conditions[i].index()];
            const bool asked = (valuation >> i & 1) != 0;
            assumed.push_back(asked ? is_down : !is_down);
            if (asked)
                lost.push_back(conditions[i]);
        }
        if (solver.check("agrees", assumed) == smt::Answer::satisfiable)
            result.push_back(lost);
    }
    return result;
}

TEST(Recursion, NextHopsThatResolveOnlyEachOtherDoNot) {
    const Recursion net;
    EXPECT_EQ(lost(net), (std::vector<FailureSet>{{net.resolves_one, net.resolves_two}}));
}

TEST(Recursion, GoesThroughARouteToWhatALongerOneLeads) {
    Recursion net;
    net.static_route(net.router, "10.0.1.0/24", net.out);
    EXPECT_EQ(lost(net), std::vector<FailureSet>{{}});
    net.node(net.router).resolves_by_recursive = false;
    EXPECT_EQ(lost(net), std::vector<FailureSet>{{net.resolves_two}});
}

TEST(Recursion, ARouteThatHidesWhatResolvedItNeverSettles) {
    Recursion net;
    net.static_route(net.router, "10.0.0.0/16", net.out);
    EXPECT_EQ(lost(net), std::vector<FailureSet>{});
}

TEST(Recursion, ADefaultRouteResolvesUnlessToldNotTo) {
    Recursion net;
    net.node(net.tells_two).originates.clear();
    net.static_route(net.router, "0.0.0.0/0", net.out);
    EXPECT_EQ(lost(net), std::vector<FailureSet>{{}});
    net.node(net.router).resolves_by_default = false;
    EXPECT_EQ(lost(net), (std::vector<FailureSet>{{net.resolves_one, net.resolves_two}}));
}

TEST(Recursion, ComesAfterWhateverElseLeadsThere) {
    Recursion net;
    const network::LinkId direct = net.link(net.router, net.one);
    smt::Context context;
    const std::vector<smt::Term> down(net.network.failures.size(), smt::no);
    const World world(context, net.network, down, "recursion");
    const Resolution &one = resolve(world, net.router, net.from_one, net.one), &two = resolve(world, net.router, net.from_two, net.two);
    for (const Resolution::Way& way : one.ways)
        EXPECT_EQ(way.uses.is_true(), way.link == direct);
    ASSERT_EQ(two.ways.size(), 1U);
    EXPECT_TRUE(two.ways[0].uses.is_true());
    EXPECT_EQ(two.ways[0].by, net.resolves_two);
    ASSERT_EQ(two.metric.size(), 1U);
    EXPECT_EQ(two.metric[0].cost, 0U);
}

} // namespace
} // namespace encode
