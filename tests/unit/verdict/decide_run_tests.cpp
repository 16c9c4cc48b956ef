// Whole runs: convergence, expectations, threads, counting, budgets in words.

#include <gtest/gtest.h>

#include "solver/properties/plain.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/verdict/convergence.hpp"
#include "solver/verdict/scope.hpp"
#include "tests/gadgets/gadgets.hpp"
#include "tests/unit/verdict/lab.hpp"

namespace lab {
namespace {

using namespace network;
using Names = std::vector<std::string>;

properties::Claim convergence_of(const Network& network) {
    properties::Claim claim;
    claim.name = claim.property = "convergence";
    claim.budget = network.budget;
    return claim;
}

FailureBudget any(const Network& network, std::uint32_t k) {
    FailureLimit limit{k, {}};
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        limit.groups.push_back(FailureId::at(i));
    return {{limit}};
}

TEST(Convergence, GadgetsSettleIffTheyHaveAState) {
    for (gadgets::Gadget& gadget : gadgets::gadgets()) {
        const auto result = verdict::decide_one(gadget.network, convergence_of(gadget.network), {}, false);
        EXPECT_EQ(word(result.verdict), gadget.healthy_states > 0 ? "holds" : "violated") << gadget.name;
    }
}

TEST(Convergence, OtherClaimsAreUnknownWhereRoutingDoesNotSettle) {
    gadgets::Gadget bad = gadgets::bad_gadget();
    const auto origin = bad.network.find_node("origin");
    bad.network.nodes[origin.index()].owns.push_back({bad.prefix, {}});
    properties::Claim claim;
    claim.name = claim.property = "reachability";
    claim.options.one_way = true;
    const properties::Endpoint from{
        "rim0", bad.network.find_node("rim0"), {gadgets::prefix("192.168.0.0/24")}};
    claim.pairs = {{from, {"origin", origin, {bad.prefix}}}};
    verdict::Settings settings;
    const auto findings = verdict::decide(bad.network, {claim}, {}, settings);
    ASSERT_EQ(findings.results.size(), 2u);
    EXPECT_EQ(word(findings.results[0].verdict), "unknown");
    EXPECT_EQ(findings.results[0].why_unknown,
              "routing to 10.0.0.0/24 does not settle, even while nothing fails");
    EXPECT_EQ(findings.results[1].name, "convergence");
    EXPECT_EQ(outcome(findings.results[1]), "violated by no-stable-state");
    EXPECT_FALSE(findings.results[1].passes());
}

TEST(Convergence, FailuresThatUnsettleAreFound) {
    // GOOD GADGET settles; with its stabilising preference on a cable that fails it may not. Compare with
    // enumeration.
    for (gadgets::Gadget& gadget : gadgets::gadgets()) {
        const FailureBudget budget = any(gadget.network, 1);
        std::optional<FailureSet> first;
        verdict::for_each_failure_set(gadget.network, budget, [&](const FailureSet& failed) {
            if (routing::enumerate(gadget.network, gadget.prefix, failed).states.empty())
                first = failed;
            return !first;
        });
        const auto found = verdict::check_convergence(gadget.network, budget, {});
        ASSERT_EQ(found.unsettled.empty(), !first) << gadget.name;
        if (first) {
            EXPECT_EQ(found.unsettled.front().failed, *first) << gadget.name;
        }
    }
}

/// What has to stay up for the only state of `prefix` at two nodes to stay one.
FailureSet rests_on(const Network& network, const FailureSet& failed) {
    const auto states = routing::enumerate(network, gadgets::prefix("10.0.1.0/24"), failed).states;
    return verdict::used_by(network, failed, states.front()).value();
}

TEST(Convergence, AStateRestsOnWhatItUsesAndWhatNothingStandsInForYet) {
    Lab net;
    const NodeId a = net.site("a", 1, "10.0.1.0/24"), b = net.add_node("b", 2);
    const Cable first = net.cable(a, b), second = net.cable(a, b);
    const FailureId maintenance = net.add_failure("maintenance");
    EXPECT_EQ(rests_on(net.network, {}), (FailureSet{first.failure}));
    EXPECT_EQ(rests_on(net.network, {first.failure}), (FailureSet{second.failure}));
    net.network.sessions[second.session.index()].stands_in_for = {maintenance};
    EXPECT_EQ(rests_on(net.network, {}), (FailureSet{first.failure, maintenance}));
    EXPECT_EQ(rests_on(net.network, {maintenance}), (FailureSet{first.failure}));
}

TEST(Convergence, AStateRestsOnTheLinkThatANodeHandsTo) {
    Lab net;
    const NodeId a = net.site("a", 1, "10.0.1.0/24"), b = net.add_node("b", 2), fabric = net.add_node("fabric");
    net.session(a, b);
    net.link(b, a);
    EXPECT_EQ(rests_on(net.network, {}), FailureSet{});
    const Cable cable = net.wire(b, fabric);
    net.node(b).hands_to = cable.forward;
    EXPECT_EQ(rests_on(net.network, {}), (FailureSet{cable.failure}));
}

TEST(Convergence, AStateRestsOnTheAreaThatAnOriginNeeds) {
    Lab net;
    const NodeId a = net.site("a", 1, "10.0.1.0/24"), b = net.add_node("b", 2);
    const Cable cable = net.wire(a, b);
    net.network.links[cable.forward.index()].ospf_cost = 10;
    EXPECT_EQ(rests_on(net.network, {}), FailureSet{});
    net.node(a).ospf = Ospf{};
    EXPECT_EQ(rests_on(net.network, {}), (FailureSet{cable.failure}));
}

TEST(Convergence, PathLengthSettlesPlainNetworks) {
    Lab net;
    const NodeId a = net.site("a", 1, "10.0.1.0/24"), b = net.add_node("b", 2), c = net.add_node("c", 3);
    const Cable ab = net.cable(a, b);
    net.cable(b, c);
    net.cable(a, c);
    const Prefix prefix = gadgets::prefix("10.0.1.0/24");
    EXPECT_TRUE(properties::settles_by_length(net.network, prefix));
    net.import(ab.session, b,
               {gadgets::accept({gadgets::match_prefix("10.9.0.0/16")}, {gadgets::set_local_preference(200)}),
                gadgets::accept()});
    EXPECT_TRUE(properties::settles_by_length(net.network, prefix));
    net.import(ab.session, b, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    EXPECT_FALSE(properties::settles_by_length(net.network, prefix));
    net.end(ab.session, b).import_policy = {};
    net.end(ab.session, b).weight = 1;
    EXPECT_FALSE(properties::settles_by_length(net.network, prefix));
    net.end(ab.session, b).weight = 0;
    net.node(b).asn = 1;
    EXPECT_FALSE(properties::settles_by_length(net.network, prefix));
}

TEST(Convergence, WhatSilentNodesLearnUnsettlesNothing) {
    Lab net;
    const NodeId a = net.add_node("a", 1), b = net.add_node("b", 2), table = net.add_node("table", 3);
    net.cable(a, b);
    const SessionId fed = net.session(a, table), fed_too = net.session(b, table);
    const FailureId choice = net.add_failure("a programs table"), other = net.add_failure("ab");
    net.network.sessions[fed.index()].fails_with = {choice};
    net.network.sessions[fed_too.index()].stands_in_for = {choice};
    net.network.sessions[0].fails_with.push_back(other);
    const auto kept = [&] { return verdict::that_may_unsettle(net.network, any(net.network, 1)).limits.front().groups; };
    EXPECT_EQ(kept().size(), 3u) << "the table tells others";
    net.end(fed, table).sends = net.end(fed_too, table).sends = false;
    EXPECT_EQ(kept(), (FailureSet{FailureId::at(0), other}));
    net.node(table).fails_with = {choice};
    EXPECT_EQ(kept().size(), 3u);
}

TEST(Convergence, CanBeLeftOut) {
    const gadgets::Gadget bad = gadgets::bad_gadget();
    verdict::Settings settings;
    settings.convergence = false;
    EXPECT_TRUE(verdict::decide(bad.network, {}, {}, settings).results.empty());
}

struct Line : Lab {
    NodeId a = site("a", 1, "10.0.1.0/24"), b = add_node("b", 2), c = site("c", 3, "10.0.3.0/24");
    Cable ab = cable(a, b), bc = cable(b, c);
    properties::Claim expecting(properties::Expectation expectation) const {
        auto result = claim("reachability", {{a, c}});
        result.expected_violated = std::move(expectation);
        return result;
    }
};

TEST(Expectation, AMatchPasses) {
    Line net;
    net.any(1);
    const auto result = net.decide(net.expecting({"cut", {}, "single-homed", {}, {}}));
    EXPECT_TRUE(result.expected);
    EXPECT_TRUE(result.passes());
    EXPECT_EQ(result.expectation_missed, "");
}

TEST(Expectation, TheDocumentedFailureIsShown) {
    Line net;
    net.any(1);
    const auto result = net.decide(net.expecting({"", {}, "", FailureSet{net.bc.failure}, {}}));
    EXPECT_TRUE(result.expected);
    EXPECT_EQ(net.failed(result), (Names{"b--c"}));
}

TEST(Expectation, EveryMissIsSaid) {
    Line net;
    net.any(1);
    EXPECT_EQ(net.decide(net.expecting({"no-session", {}, "", {}, {}})).expectation_missed,
              "expected reason `no-session`, but it is `cut`");
    EXPECT_EQ(net.decide(net.expecting({"", {net.b}, "", {}, {}})).expectation_missed,
              "expected at `b`, but it shows at `a`");
    EXPECT_EQ(net.decide(net.expecting({"", {}, "", FailureSet{}, {}})).expectation_missed,
              "expected to be violated with nothing down, but it is with {`a--b`} down");
    net.network.budget = {};
    const auto holding = net.decide(net.expecting({}));
    EXPECT_EQ(holding.expectation_missed, "expected to be violated, but it holds");
    EXPECT_FALSE(holding.passes());
}

TEST(Run, FindsTheSameOnAnyNumberOfThreads) {
    Line net;
    net.any(1);
    std::vector<properties::Claim> claims;
    for (const char* property : {"reachability", "isolation", "path-symmetry"})
        claims.push_back(net.claim(property, {{net.a, net.c}}));
    claims.push_back(net.claim("loop-freedom", {}));
    std::vector<Names> seen;
    for (const unsigned jobs : {1u, 2u, 8u}) {
        verdict::Settings settings;
        settings.jobs = jobs;
        Names all;
        for (const auto& result : verdict::decide(net.network, claims, {}, settings).results) {
            all.push_back(result.name + " " + outcome(result));
            for (const auto& name : net.failed(result))
                all.push_back(name);
        }
        seen.push_back(all);
    }
    EXPECT_EQ(seen[0], (Names{"reachability violated by cut", "a--b", "isolation violated by delivered",
                              "path-symmetry holds", "loop-freedom holds", "convergence holds"}));
    EXPECT_EQ(seen[1], seen[0]);
    EXPECT_EQ(seen[2], seen[0]);
}

TEST(Run, SaysWhatItWasAbout) {
    Line net;
    net.any(1);
    const auto both = net.decide(net.claim("reachability", {{net.a, net.c}, {net.c, net.a}}));
    EXPECT_EQ(both.sentence, "reachability between a and c");
    EXPECT_EQ(both.failures, "at most 1 of 2 links (3 scenarios)");
    EXPECT_EQ(both.decided_by, "solver");
    EXPECT_EQ(both.pairs_failed, 2u);
}

// c decides which of two ways a's packets go; nobody knows. With it as `choice` the link that has to fail with it is
// told, and the choice is no failure.
TEST(Expectation, WhatThePlatformDecidesIsNotDocumented) {
    Lab net;
    const NodeId a = net.site("a", 1, "10.0.1.0/24"), b = net.site("b", 2, "10.0.2.0/24");
    const Cable first = net.cable(a, b), second = net.cable(a, b);
    net.any(1);
    const FailureId choice = net.add_failure("rs/1 programs a");
    net.network.failures[choice.index()].failure_class = FailureClass::choice;
    net.network.sessions[first.session.index()].fails_with.push_back(choice);
    net.network.budget.limits.push_back({1, {choice}});
    auto claim = net.claim("reachability", {{a, b}});
    const auto found = net.decide(claim);
    EXPECT_EQ(net.failed(found), (Names{"a--b", "rs/1 programs a"}));
    EXPECT_EQ(found.failures, "at most 1 of 2 links, whichever instance serves (3 scenarios)");
    claim.expected_violated.emplace();
    claim.expected_violated->down = FailureSet{second.failure};
    EXPECT_TRUE(net.decide(claim).expected);
    claim.expected_violated->down = FailureSet{first.failure};
    EXPECT_FALSE(net.decide(claim).expected);
}

TEST(Scope, BudgetsInWordsAndNumbers) {
    Lab net;
    const NodeId a = net.add_node("a", 1), b = net.add_node("b", 2);
    net.cable(a, b);
    net.cable(a, b);
    net.may_fail(a);
    EXPECT_EQ(verdict::describe(net.network, {}), "nothing fails (1 scenario)");
    EXPECT_EQ(verdict::describe(net.network, any(net.network, 1)),
              "at most 1 of 2 links, 1 node (4 scenarios)");
    EXPECT_EQ(verdict::scenario_count(net.network, any(net.network, 2)), 7u);
    const auto limit = [](std::uint32_t k, std::vector<FailureId> groups) {
        return FailureLimit{k, std::move(groups)};
    };
    const FailureId one = FailureId::at(0), two = FailureId::at(1), three = FailureId::at(2);
    const FailureBudget overlapping{{limit(1, {one, two}), limit(1, {two, three})}};
    EXPECT_EQ(verdict::scenario_count(net.network, overlapping), 5u); // {}, 1, 2, 3, 1+3
    std::vector<FailureSet> sets;
    verdict::for_each_failure_set(net.network, overlapping, [&](const FailureSet& set) {
        sets.push_back(set);
        return true;
    });
    EXPECT_EQ(sets, (std::vector<FailureSet>{{}, {one}, {two}, {three}, {one, three}}));
    net.network.failures[0].disabled = true;
    EXPECT_EQ(verdict::scenario_count(net.network, any(net.network, 1)), 3u);
}

} // namespace
} // namespace lab
