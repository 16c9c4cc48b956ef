// Cardinalities against counting, for every assignment, in both polarities.

#include <gtest/gtest.h>

#include <bit>

#include "tests/unit/smt/truth_table.hpp"

using smt::Context;
using smt::Term;

class Cardinality : public testing::TestWithParam<unsigned> {
protected:
    void SetUp() override {
        for (unsigned i = 0; i < GetParam(); ++i)
            variables.push_back(context.variable("x"));
    }
    Context context;
    std::vector<Term> variables;
};

TEST_P(Cardinality, AtMostCounts) {
    for (unsigned k = 0; k <= GetParam() + 1; ++k) {
        const Term claim = context.at_most(k, variables);
        for (unsigned row = 0; row < (1u << GetParam()); ++row)
            ASSERT_EQ(holds(context, variables, row, claim), std::popcount(row) <= static_cast<int>(k))
                << "k " << k << " row " << row;
    }
}

TEST_P(Cardinality, AtMostAndExactlyOne) {
    const Term at_most = context.at_most_one(variables), exactly = context.exactly_one(variables);
    for (unsigned row = 0; row < (1u << GetParam()); ++row) {
        ASSERT_EQ(holds(context, variables, row, at_most), std::popcount(row) <= 1);
        ASSERT_EQ(holds(context, variables, row, exactly), std::popcount(row) == 1);
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Cardinality, testing::Values(0u, 1u, 2u, 3u, 5u, 6u, 9u));
