// Numbers of scenarios, budgets in words, and failures by name.

#include <gtest/gtest.h>

#include "tests/unit/lower/lowering.hpp"

namespace {

using lowering::row;
using lowering::run;
using network::FailureBudget;
using network::FailureId;
using network::FailureLimit;

FailureLimit limit(std::uint32_t at_most, std::uint32_t first, std::uint32_t last) {
    FailureLimit limit{at_most, {}};
    for (std::uint32_t i = first; i < last; ++i)
        limit.groups.push_back(FailureId{i});
    return limit;
}

// By counting every subset, one by one.
std::uint64_t counted_by_hand(const FailureBudget& budget, std::uint32_t groups) {
    std::uint64_t fitting = 0;
    for (std::uint32_t set = 0; set < 1U << groups; ++set) {
        bool fits = true;
        for (const FailureLimit& limit : budget.limits) {
            std::uint32_t down = 0;
            for (const FailureId group : limit.groups)
                down += set >> group.value & 1U;
            fits &= down <= limit.at_most;
        }
        fitting += fits;
    }
    return fitting;
}

TEST(Budget, CountsScenarios) {
    EXPECT_EQ(lower::scenario_count({}), 1U);
    EXPECT_EQ(lower::scenario_count({{limit(1, 0, 6)}}), 7U);
    EXPECT_EQ(lower::scenario_count({{limit(2, 0, 6)}}), 22U);
    EXPECT_EQ(lower::scenario_count({{limit(9, 0, 6)}}), 64U);
    EXPECT_EQ(lower::scenario_count({{limit(0, 0, 6)}}), 1U);
}

TEST(Budget, CountsOverlappingLimitsOnce) {
    const FailureBudget apart{{limit(1, 0, 3), limit(2, 3, 8)}};
    const FailureBudget nested{{limit(1, 0, 3), limit(3, 0, 8)}};
    const FailureBudget crossed{{limit(2, 0, 5), limit(1, 3, 8), limit(3, 1, 7)}};
    for (const FailureBudget& budget : {apart, nested, crossed})
        EXPECT_EQ(lower::scenario_count(budget), counted_by_hand(budget, 8));
}

TEST(Budget, SaturatesInsteadOfWrappingAround) {
    EXPECT_EQ(lower::scenario_count({{limit(500, 0, 1000)}}), UINT64_MAX);
    EXPECT_EQ(lower::scenario_count({{limit(1000, 0, 63)}}), std::uint64_t{1} << 63U);
    EXPECT_EQ(lower::scenario_count({{limit(1000, 0, 64)}}), UINT64_MAX);
}

TEST(Budget, TheDefaultIsAnyOneCableOfAnyKind) {
    const auto read = run(row);
    EXPECT_EQ(lower::describe(read.net(), read.net().budget), "at most 1 of 2 links (3 scenarios)");
    EXPECT_EQ(lower::describe(run("router a;").net(), run("router a;").net().budget),
              "nothing fails (1 scenario)");
}

TEST(Budget, WithAtMostReplacesEveryNumber) {
    const auto read = run(row + "failures { any 1 of links; any 2 of nodes; }");
    const auto two = lower::with_at_most(read.net(), read.net().budget, 2);
    EXPECT_EQ(lower::describe(read.net(), two),
              "at most 2 of 2 links and at most 2 of 3 nodes (28 scenarios)");
}

TEST(Budget, WhatThePlatformDecidesIsNoFailure) {
    network::Network net = run(row).net();
    net.failures.push_back({"rs/1 programs spoke/app", network::FailureClass::choice, false, {}});
    net.failures.push_back({"er/primary/maintenance", network::FailureClass::maintenance, false, {}});
    const auto last = static_cast<std::uint32_t>(net.failures.size());
    const FailureLimit choices = limit(1, last - 2, last - 1), maintenance = limit(1, last - 1, last);
    EXPECT_EQ(lower::describe(net, {{choices}}), "nothing fails, whichever instance serves (1 scenario)");
    EXPECT_EQ(lower::describe(net, {{limit(1, 0, 1), choices}}),
              "at most 1 of 1 node, whichever instance serves (2 scenarios)");
    EXPECT_EQ(lower::describe(net, {{maintenance}}), "at most 1 of 1 maintenance window (2 scenarios)");
    const FailureBudget three = lower::with_at_most(net, {{limit(1, 0, 2), choices}}, 3);
    EXPECT_EQ(three.limits.at(0).at_most, 3U);
    EXPECT_EQ(three.limits.at(1).at_most, 1U);
}

TEST(Budget, DownTakesNamesOfAllThings) {
    const auto read = run(row);
    std::string error;
    const auto down = [&](const std::string& name) {
        const auto failed = lower::resolve_down(read.net(), name, error);
        return failed ? read.names(*failed) : error;
    };
    EXPECT_EQ(down("a--b"), "a--b");
    EXPECT_EQ(down("b--a"), "a--b");
    EXPECT_EQ(down("a"), "a");
    EXPECT_EQ(down("a--d"), "nothing called `a--d` can fail; did you mean `a--b`?");
    EXPECT_EQ(down("nonsense"), "nothing called `nonsense` can fail");
}

TEST(Budget, DownTakesAllMembersOfAThing) {
    const auto read =
        run("vnet v { space 10.9.0.0/24; }\nexpressroute-gateway er { in v; }\n"
            "vpn-gateway vpn { in v; active-active; }\nrouter a { asn 65001; owns 10.1.0.0/24; }\n"
            "circuit metro { gateway er; primary a { subnet 172.16.0.0/30; }"
            "  secondary a { subnet 172.16.0.4/30; } }\nvpn backup { gateway vpn; site a; }\n");
    std::string error;
    const auto down = [&](const std::string& name) {
        const auto failed = lower::resolve_down(read.net(), name, error);
        return failed ? read.names(*failed) : error;
    };
    EXPECT_EQ(down("metro"), "metro/primary metro/secondary");
    EXPECT_EQ(down("primary"), "metro/primary");
    EXPECT_EQ(down("backup"), "backup/0 backup/1");
    EXPECT_EQ(down("vpn"), "vpn/0 vpn/1");
    EXPECT_EQ(down("v"), "`v` cannot fail: nothing in the model takes it down");
}

} // namespace
