// Counting, against every assignment.

#include <gtest/gtest.h>

#include <algorithm>

#include "solver/properties/more_than.hpp"
#include "solver/smt/solver.hpp"

namespace properties {
namespace {

using smt::Term;

/// Whether the term holds, and its negation does not, just where more than `limit` of `terms` do.
void expect_counts(std::size_t limit, const std::vector<std::size_t>& places, std::size_t variables) {
    smt::Context context;
    std::vector<Term> free, terms;
    for (std::size_t i = 0; i < variables; ++i)
        free.push_back(context.variable("x"));
    for (const std::size_t place : places)
        terms.push_back(free[place]);
    const Term counted = more_than(context, limit, terms);
    smt::Solver solver(context);
    for (std::size_t set = 0; set < std::size_t{1} << variables; ++set) {
        const auto holds = [&](std::size_t place) { return (set >> place & 1U) != 0; };
        std::vector<Term> assumed;
        for (std::size_t i = 0; i < variables; ++i)
            assumed.push_back(holds(i) ? free[i] : !free[i]);
        const bool more = static_cast<std::size_t>(std::ranges::count_if(places, holds)) > limit;
        for (const bool negated : {false, true}) {
            auto query = assumed;
            query.push_back(negated ? !counted : counted);
            if (query.back().is_constant()) {
                EXPECT_EQ(query.back().is_true(), more != negated);
                continue;
            }
            EXPECT_EQ(solver.check("counted", query) == smt::Answer::satisfiable, more != negated)
                << "limit " << limit << ", set " << set;
        }
    }
}

TEST(MoreThan, CountsDifferentTerms) {
    for (std::size_t limit = 0; limit <= 5; ++limit)
        expect_counts(limit, {0, 1, 2, 3, 4}, 5);
}

TEST(MoreThan, CountsEqualTermsAsOftenAsTheyStandThere) {
    for (std::size_t limit = 0; limit <= 9; ++limit)
        expect_counts(limit, {0, 1, 0, 2, 0, 2, 0, 3, 0}, 4);
}

TEST(MoreThan, ConstantsAreCountedAtOnce) {
    smt::Context context;
    const Term a = context.variable("a");
    EXPECT_EQ(more_than(context, 2, {smt::yes, smt::yes, smt::yes}), smt::yes);
    EXPECT_EQ(more_than(context, 2, {smt::yes, smt::no, a}), smt::no);
    EXPECT_EQ(more_than(context, 1, {smt::yes, smt::no, a}), a);
    EXPECT_EQ(more_than(context, 0, {}), smt::no);
}

TEST(MoreThan, ATermMayCountForMillions) {
    smt::Context context;
    const Term a = context.variable("a"), b = context.variable("b");
    const std::vector<Counted> counted{{a, 16'777'216}, {b}, {smt::yes, 2}};
    EXPECT_EQ(count_more_than(context, 1, counted), smt::yes);
    EXPECT_EQ(count_more_than(context, 2, counted), context.any({a, b}));
    EXPECT_EQ(count_more_than(context, 900'000, counted), a);
    EXPECT_EQ(count_more_than(context, 16'777'218, counted), context.all({a, b}));
    EXPECT_EQ(count_more_than(context, 16'777'219, counted), smt::no);
}

TEST(MoreThan, ManyThatGoTogetherAreFewTerms) {
    smt::Context context;
    std::vector<Term> terms;
    for (int i = 0; i < 10; ++i)
        terms.insert(terms.end(), 200, context.variable("x"));
    const std::size_t before = context.size();
    EXPECT_FALSE(more_than(context, 1000, terms).is_constant());
    EXPECT_LT(context.size() - before, 200u);
}

} // namespace
} // namespace properties
