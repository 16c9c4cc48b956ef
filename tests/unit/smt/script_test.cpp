// Queries that are the same but for names: answered from memory, with models and cores of their own names.

#include <gtest/gtest.h>

#include "solver/smt/script.hpp"
#include "solver/smt/solver.hpp"

namespace smt {
namespace {

/// a and not b, over names of its own.
struct Copy {
    Term a, b;
    Solver solver;

    Copy(Context& context, Answered* answered)
        : a(context.variable("a")), b(context.variable("b")), solver(context, {}, answered) {
        solver.require(context.any({a, b}), "one of them");
        solver.require(context.any({!a, !b}), "not both");
    }
};

TEST(Script, EqualQueriesHaveModelsOfTheirOwn) {
    Context context;
    Answered answered;
    for (int i = 0; i < 3; ++i) {
        Copy copy(context, &answered);
        ASSERT_EQ(copy.solver.check("a", {{copy.a}}), Answer::satisfiable);
        EXPECT_TRUE(copy.solver.model().value(copy.a));
        EXPECT_FALSE(copy.solver.model().value(copy.b));
        ASSERT_EQ(copy.solver.check("not a", {{!copy.a}}), Answer::satisfiable);
        EXPECT_FALSE(copy.solver.model().value(copy.a));
        EXPECT_TRUE(copy.solver.model().value(copy.b));
    }
}

TEST(Script, WhatDiffersInOneSignIsAnotherQuery) {
    Context context;
    Answered answered;
    Copy first(context, &answered), second(context, &answered);
    second.solver.require(context.any({second.a, !second.b}), "a where b");
    EXPECT_EQ(first.solver.check("b", {{first.b}}), Answer::satisfiable);
    EXPECT_EQ(second.solver.check("b", {{second.b}}), Answer::unsatisfiable);
}

TEST(Script, WhatIsRequiredLaterCounts) {
    Context context;
    Answered answered;
    Copy first(context, &answered), second(context, &answered);
    EXPECT_EQ(first.solver.check("any", {}), Answer::satisfiable);
    EXPECT_EQ(second.solver.check("any", {}), Answer::satisfiable);
    first.solver.require(!first.a, "not a");
    second.solver.require(!second.a, "not a");
    for (Copy* copy : {&first, &second}) {
        EXPECT_EQ(copy->solver.check("any", {}), Answer::satisfiable);
        EXPECT_EQ(copy->solver.check("a", {{copy->a}}), Answer::unsatisfiable);
        EXPECT_EQ(copy->solver.check("b", {{copy->b}}), Answer::satisfiable);
        EXPECT_TRUE(copy->solver.model().value(copy->b));
    }
}

TEST(Script, CoresOfRememberedAnswers) {
    Context context;
    Answered answered;
    for (int i = 0; i < 2; ++i) {
        Copy copy(context, &answered);
        const Term other = context.variable("other");
        ASSERT_EQ(copy.solver.check("all", {{copy.a, other, copy.b}}), Answer::unsatisfiable);
        EXPECT_EQ(copy.solver.core(), (std::vector<Term>{copy.a, copy.b}));
    }
}

TEST(Script, OnlyRememberedIfEqualToTheLetter) {
    Answered answered;
    answered.add({1, 2, 3}, {Answer::unsatisfiable, {}});
    EXPECT_NE(answered.find({1, 2, 3}), nullptr);
    EXPECT_EQ(answered.find({1, 2, -3}), nullptr);
    EXPECT_EQ(answered.find({1, 2}), nullptr);
}

} // namespace
} // namespace smt
