// `failures` and `shared-risk`.

#include <gtest/gtest.h>

#include <algorithm>

#include "solver/lower/failures.hpp"
#include "tests/unit/lower/lowering.hpp"

namespace {

using lowering::row;
using lowering::run;
using lowering::said;

std::string budget(const std::string& text) {
    const auto read = run(row + text);
    EXPECT_EQ(read.said(), "");
    return lower::describe(read.net(), read.net().budget);
}

TEST(Failures, CountTheClassesTheyName) {
    EXPECT_EQ(budget("failures { any 2 of links nodes; }"), "at most 2 of 2 links, 3 nodes (16 scenarios)");
    EXPECT_EQ(budget("failures { any 0 of links; }"), "nothing fails (1 scenario)");
    EXPECT_EQ(budget("failures { any 1 of nodes; except b; }"), "at most 1 of 2 nodes (3 scenarios)");
    EXPECT_EQ(budget("change link a b { disabled; } failures { any 1 of links; }"),
              "at most 1 of 1 link (2 scenarios)");
}

TEST(Failures, UnknownClassesGetTheirNeighbour) {
    EXPECT_EQ(said(row + "failures { any 1 of lniks; }\n"),
              "error[VN0306]: unknown class of failures `lniks`\n"
              "  --> t.net:6:21\n"
              "6 | failures { any 1 of lniks; }\n"
              "  |                     ^^^^^ did you mean `links`?\n"
              "\n1 error\n");
    EXPECT_EQ(said(row + "failures { any 1 links nodes; }\n"),
              "error[VN0306]: a limit on failures is `any K of CLASS…`\n"
              "  --> t.net:6:18\n"
              "6 | failures { any 1 links nodes; }\n"
              "  |                  ^^^^^ one of connections, tunnels, links, nodes, shared-risks, maintenance\n"
              "\n1 error\n");
}

// Maintenance is nobody's plural. No kind of these tests has any, so it counts nothing and is said to.
TEST(Failures, MaintenanceNeedsNoOf) {
    EXPECT_EQ(said(row + "failures { any 1 maintenance; }\n"),
              "warning[VN0305]: there are no maintenance windows to fail\n"
              "  --> t.net:6:18\n"
              "6 | failures { any 1 maintenance; }\n"
              "  |                  ^^^^^^^^^^^ this counts nothing; leave `maintenance` out\n"
              "\n1 warning\n");
    EXPECT_EQ(run(row + "failures { any 1 of links maintenance; }").codes(),
              std::vector<std::string>{"VN0305"});
    EXPECT_EQ(run(row + "property loop-freedom { under any 1 maintenance; }").codes(),
              std::vector<std::string>{"VN0305"});
    EXPECT_EQ(said(row + "failures { any 1 links; }\n"),
              "error[VN0306]: a limit on failures is `any K of CLASS…`\n"
              "  --> t.net:6:18\n"
              "6 | failures { any 1 links; }\n"
              "  |                  ^^^^^ one of connections, tunnels, links, nodes, shared-risks, maintenance\n"
              "\n1 error\n");
    EXPECT_EQ(run(row + "failures { any 1 of; }").codes(), std::vector<std::string>{"VN0306"});
}

TEST(Failures, WhatThePlatformDecidesIsOpenInEveryBudget) {
    dsl::Diagnostics diagnostics;
    kinds::Builder builder(diagnostics);
    lower::Names names(builder);
    const auto statement = [](std::vector<std::string> words) {
        dsl::Statement made;
        for (std::string& word : words)
            made.words.push_back({std::move(word), {}, dsl::Word::Form::plain});
        return made;
    };
    const auto nothing = statement({"under", "nothing"}), any = statement({"any", "1", "of", "links"});
    EXPECT_TRUE(lower::default_budget(builder.net).limits.empty());
    builder.add_failure("rs/1 programs spoke/app", network::FailureClass::choice, {});
    builder.add_failure("a--b", network::FailureClass::link, {});
    builder.add_failure("rs/1 programs spoke/db", network::FailureClass::choice, {});
    for (const network::FailureBudget& budget :
         {lower::default_budget(builder.net), lower::read_budget(names, {any}),
          lower::read_under(names, {&nothing})}) {
        ASSERT_FALSE(budget.limits.empty());
        EXPECT_EQ(budget.limits.back().at_most, 2U);
        EXPECT_EQ(budget.limits.back().groups,
                  (network::FailureSet{network::FailureId::at(0), network::FailureId::at(2)}));
    }
}

TEST(Failures, EmptyClassesAreNoted) {
    EXPECT_EQ(said(row + "failures { any 1 of links tunnels; }\n"),
              "warning[VN0305]: there are no tunnels to fail\n"
              "  --> t.net:6:27\n"
              "6 | failures { any 1 of links tunnels; }\n"
              "  |                           ^^^^^^^ this counts nothing; leave `tunnels` out\n"
              "\n1 warning\n");
}

TEST(Failures, ASharedRiskTakesItsMembersDown) {
    const auto read = run(row + "shared-risk duct { a--b c; } failures { any 1 of shared-risks; }");
    ASSERT_EQ(read.said(), "");
    const network::Network& net = read.net();
    const network::FailureId duct = net.budget.limits.at(0).groups.at(0);
    EXPECT_EQ(net[duct].name, "duct");
    const auto falls = [&](const auto& thing) { return std::ranges::count(thing.fails_with, duct) == 1; };
    EXPECT_TRUE(falls(net[net.find_node("c")]));
    EXPECT_FALSE(falls(net[net.find_node("a")]));
    for (const network::Link& link : net.links)
        EXPECT_EQ(falls(link), link.name == "a--b");
}

TEST(Failures, ASharedRiskSparesNothingThatItHolds) {
    EXPECT_EQ(said(row + "shared-risk duct { a--b b--c; }\n"
                         "failures { any 1 of shared-risks; except a--b; }\n"),
              "error[VN0316]: `duct` would take down `a--b`, which is excepted\n"
              "  --> t.net:7:42\n"
              "7 | failures { any 1 of shared-risks; except a--b; }\n"
              "  |                                          ^^^^ except `duct` too, or do not except `a--b`\n"
              "  --> t.net:6:1\n"
              "6 | shared-risk duct { a--b b--c; }\n"
              "  | ------------------------------- the shared risk `duct` is declared here\n"
              "\n1 error\n");
    const std::string risks = row + "shared-risk duct { a--b b--c; } shared-risk trench { duct; } ";
    const auto codes = [&](const std::string& budget) { return run(risks + budget).codes(); };
    using Codes = std::vector<std::string>;
    EXPECT_EQ(codes("failures { any 1 of links; except a--b; }"), Codes{}) << "duct may not fail";
    EXPECT_EQ(codes("failures { any 1 of shared-risks; except a--b duct trench; }"), Codes{});
    EXPECT_EQ(codes("failures { any 1 of shared-risks; except duct; except trench; except a--b; }"), Codes{});
    EXPECT_EQ(codes("failures { any 1 of shared-risks; except a--b duct; }"),
              (Codes{"VN0316", "VN0316"}))
        << "trench holds both";
    EXPECT_EQ(codes("failures { any 1 of shared-risks; except a; }"), Codes{}) << "the node stays up";
    EXPECT_EQ(codes("property loop-freedom { under { any 1 of shared-risks; except b--c; } }"),
              (Codes{"VN0316", "VN0316"}));
}

TEST(Failures, NothingAndSomethingContradictEachOther) {
    const std::string property = row + "property loop-freedom {\n";
    EXPECT_EQ(said(property + "  under nothing;\n  under any 1 of links; }\n"),
              "error[VN0306]: `under nothing` contradicts the other `under`\n"
              "  --> t.net:8:3\n"
              "8 |   under any 1 of links; }\n"
              "  |   ^^^^^^^^^^^^^^^^^^^^^ keep one of the two\n"
              "  --> t.net:7:3\n"
              "7 |   under nothing;\n"
              "  |   -------------- first given here\n"
              "\n1 error\n");
    const auto codes = [&](const std::string& under) { return run(property + under + "}").codes(); };
    EXPECT_EQ(codes("under any 1 of links; under nothing;"), std::vector<std::string>{"VN0306"});
    EXPECT_EQ(codes("under nothing; under { any 1 of links; }"), std::vector<std::string>{"VN0306"});
    EXPECT_EQ(codes("under any 1 of links; under any 1 of nodes;"), std::vector<std::string>{});
}

TEST(Failures, WhatIsExceptedIsSparedByEveryLimitOfAProperty) {
    const auto read = run(row + "property loop-freedom p { under any 1 of links; "
                                "under { any 1 of nodes; except a--b c; } }");
    ASSERT_EQ(read.said(), "");
    const network::FailureBudget& budget = read.claim("p").budget;
    EXPECT_EQ(read.names(budget.limits.at(0).groups), "b--c");
    EXPECT_EQ(read.names(budget.limits.at(1).groups), "a b");
}

TEST(Failures, OfUnknownThingsGetTheirNeighbour) {
    EXPECT_EQ(said(row + "shared-risk duct { a--d; }\n"), "error[VN0102]: nothing called `a--d` can fail\n"
                                                          "  --> t.net:6:20\n"
                                                          "6 | shared-risk duct { a--d; }\n"
                                                          "  |                    ^^^^ did you mean `a--b`?\n"
                                                          "\n1 error\n");
}

} // namespace
