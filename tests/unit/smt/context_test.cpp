// The graph folds what is constant and stores what is equal once.

#include <gtest/gtest.h>

#include "solver/smt/term.hpp"

using smt::Context;
using smt::no;
using smt::Term;
using smt::yes;

TEST(Context, EmptySetsAreNeutral) {
    Context context;
    EXPECT_EQ(context.all(std::vector<Term>{}), yes);
    EXPECT_EQ(context.any(std::vector<Term>{}), no);
}

TEST(Context, ConstantsFold) {
    Context context;
    const Term a = context.variable("a");
    EXPECT_EQ(context.all({a, yes}), a);
    EXPECT_EQ(context.all({a, no}), no);
    EXPECT_EQ(context.any({a, no}), a);
    EXPECT_EQ(context.any({a, yes}), yes);
}

TEST(Context, ContradictionAndExcludedMiddleFold) {
    Context context;
    const Term a = context.variable("a"), b = context.variable("b");
    EXPECT_EQ(context.all({a, b, !a}), no);
    EXPECT_EQ(context.any({!b, a, b}), yes);
}

TEST(Context, OrderAndRepetitionDoNotMatter) {
    Context context;
    const Term a = context.variable("a"), b = context.variable("b"), c = context.variable("c");
    EXPECT_EQ(context.all({a, b, c}), context.all({c, a, b, a}));
    EXPECT_NE(context.all({a, b, c}), context.all({a, b, !c}));
    EXPECT_EQ(context.all({b, b}), b);
}

TEST(Context, DeMorganSharesOneNode) {
    Context context;
    const Term a = context.variable("a"), b = context.variable("b");
    EXPECT_EQ(context.any({a, b}), !context.all({!a, !b}));
}

TEST(Context, NamesAndChildrenAreKept) {
    Context context;
    const Term a = context.variable("ce1/best"), b = context.variable("");
    const Term both = context.all({a, !b});
    EXPECT_EQ(context.name(a.node()), "ce1/best");
    EXPECT_EQ(context.name(b.node()), "");
    EXPECT_TRUE(context.is_variable(a.node()));
    EXPECT_FALSE(context.is_variable(both.node()));
    ASSERT_EQ(context.children(both.node()).size(), 2u);
    EXPECT_EQ(context.children(both.node())[0], a);
    EXPECT_EQ(context.children(both.node())[1], !b);
}

TEST(Context, SharingSurvivesGrowth) {
    Context context;
    std::vector<Term> variables;
    for (int i = 0; i < 200; ++i)
        variables.push_back(context.variable("x"));
    const auto pair = [&](std::size_t i, std::size_t j) {
        return context.all({variables[i], !variables[j]});
    };
    std::vector<Term> made;
    for (std::size_t i = 0; i < 200; ++i)
        for (std::size_t j = 0; j < i; ++j)
            made.push_back(pair(i, j));
    const std::size_t size = context.size();
    std::size_t next = 0;
    for (std::size_t i = 0; i < 200; ++i)
        for (std::size_t j = 0; j < i; ++j)
            ASSERT_EQ(pair(i, j), made[next++]);
    EXPECT_EQ(context.size(), size);
}
