// Answers, models, cores, clocks and dumps; random formulas against their truth tables.

#include <gtest/gtest.h>

#include <random>

#include "solver/smt/solver.hpp"
#include "tests/unit/smt/truth_table.hpp"

using smt::Answer;
using smt::Context;
using smt::Solver;
using smt::Term;

namespace {

/// No way to put n+1 pigeons into n holes: hard for resolution.
void require_pigeons(Context& context, Solver& solver, std::size_t holes) {
    std::vector<std::vector<Term>> in_hole(holes);
    for (std::size_t pigeon = 0; pigeon <= holes; ++pigeon) {
        std::vector<Term> somewhere;
        for (std::size_t hole = 0; hole < holes; ++hole) {
            somewhere.push_back(context.variable("pigeon"));
            in_hole[hole].push_back(somewhere.back());
        }
        solver.require(context.any(somewhere), "each pigeon sits somewhere");
    }
    for (const auto& pigeons : in_hole)
        for (std::size_t i = 0; i < pigeons.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                solver.require(context.any({!pigeons[i], !pigeons[j]}), "one a hole");
}

Term random_term(Context& context, const std::vector<Term>& variables, std::mt19937& random, int depth) {
    if (depth == 0 || random() % 6 == 0) {
        const Term leaf = variables[random() % variables.size()];
        return random() % 2 == 0 ? leaf : !leaf;
    }
    std::vector<Term> parts;
    for (unsigned i = 0, n = 2 + static_cast<unsigned>(random() % 3); i < n; ++i)
        parts.push_back(random_term(context, variables, random, depth - 1));
    switch (random() % 5) {
    case 0:
        return context.any(parts);
    case 1:
        return context.iff(parts[0], parts[1]);
    case 2:
        return context.if_then_else(parts[0], parts[1], parts.back());
    case 3:
        return !context.at_most(1, parts);
    default:
        return context.all(parts);
    }
}

} // namespace

TEST(Solver, NothingRequiredIsSatisfiable) {
    Context context;
    Solver solver(context);
    EXPECT_EQ(solver.check("anything"), Answer::satisfiable);
}

TEST(Solver, ConstantFalseNeedsNoZ3) {
    Context context;
    Solver solver(context);
    solver.require(smt::no, "never");
    EXPECT_EQ(solver.check("anything"), Answer::unsatisfiable);
    EXPECT_TRUE(solver.core().empty());
    EXPECT_EQ(solver.statistics().clauses, 0u);
}

TEST(Solver, ConstantAssumptions) {
    Context context;
    Solver solver(context);
    const Term a = context.variable("a");
    solver.require(a, "a");
    EXPECT_EQ(solver.check("true", std::vector{smt::yes}), Answer::satisfiable);
    EXPECT_EQ(solver.check("false", std::vector{smt::yes, a, smt::no}), Answer::unsatisfiable);
    EXPECT_EQ(solver.core(), std::vector{smt::no});
    EXPECT_EQ(solver.check("true and not a", std::vector{smt::yes, !a}), Answer::unsatisfiable);
    EXPECT_EQ(solver.core(), std::vector{!a});
}

TEST(Solver, ModelsCoverTermsMadeLater) {
    Context context;
    Solver solver(context);
    const Term a = context.variable("a"), b = context.variable("b");
    solver.require(context.all({a, !b}), "a without b");
    ASSERT_EQ(solver.check("q"), Answer::satisfiable);
    EXPECT_TRUE(solver.model().value(a));
    EXPECT_FALSE(solver.model().value(b));
    const Term late = context.variable("late");
    EXPECT_TRUE(solver.model().value(context.any({b, context.all({a, !late})})));
    EXPECT_FALSE(solver.model().value(late));
}

TEST(Solver, NoModelAfterUnsatisfiable) {
    Context context;
    Solver solver(context);
    const Term a = context.variable("a");
    ASSERT_EQ(solver.check("a", std::vector{a}), Answer::satisfiable);
    ASSERT_EQ(solver.check("both", std::vector{a, !a}), Answer::unsatisfiable);
    EXPECT_THROW(solver.model(), std::logic_error);
}

TEST(Solver, AssumptionsDoNotStay) {
    Context context;
    Solver solver(context);
    const Term a = context.variable("a"), b = context.variable("b");
    solver.require(context.any({a, b}), "one of them");
    EXPECT_EQ(solver.check("neither", std::vector{!a, !b}), Answer::unsatisfiable);
    EXPECT_EQ(solver.check("only b", std::vector{!a}), Answer::satisfiable);
    EXPECT_TRUE(solver.model().value(b));
    solver.require(!b, "not b");
    EXPECT_EQ(solver.check("only b", std::vector{!a}), Answer::unsatisfiable);
}

TEST(Solver, CoresAreMinimal) {
    Context context;
    Solver solver(context);
    std::vector<Term> x;
    for (int i = 0; i < 8; ++i)
        x.push_back(context.variable("x"));
    solver.require(context.any({!x[2], !x[5]}), "not both");
    ASSERT_EQ(solver.check("all", x), Answer::unsatisfiable);
    EXPECT_EQ(solver.core(), (std::vector{x[2], x[5]}));
}

TEST(Solver, TheCoreIsEmptyWhereAssumptionsDoNotMatter) {
    Context context;
    Solver solver(context);
    require_pigeons(context, solver, 4);
    const Term a = context.variable("a");
    ASSERT_EQ(solver.check("q", std::vector{a}), Answer::unsatisfiable);
    EXPECT_TRUE(solver.core().empty());
}

TEST(Solver, TheClockStopsAHardQueryAndTheSolverLivesOn) {
    Context context;
    Solver solver(context, {.seconds = 0.2});
    const Term hard = context.variable("hard"), easy = context.variable("easy");
    std::vector<std::vector<Term>> rows(12);
    for (std::size_t hole = 0; hole < 11; ++hole) {
        std::vector<Term> column;
        for (auto& row : rows)
            row.push_back(column.emplace_back(context.variable("pigeon")));
        solver.require(context.any({!hard, context.at_most_one(column)}), "one a hole");
    }
    for (const auto& row : rows)
        solver.require(context.any({!hard, context.any(row)}), "each somewhere");
    EXPECT_EQ(solver.check("hard", std::vector{hard}), Answer::timeout);
    EXPECT_EQ(solver.check("easy", std::vector{easy, !hard}), Answer::satisfiable);
    EXPECT_TRUE(solver.model().value(easy));
    EXPECT_EQ(solver.check("hard again", std::vector{hard}), Answer::timeout);
}

TEST(Solver, RandomFormulasAgreeWithTheirTruthTables) {
    std::mt19937 random(7);
    for (int round = 0; round < 400; ++round) {
        Context context;
        std::vector<Term> variables;
        for (int i = 0; i < 5; ++i)
            variables.push_back(context.variable("x"));
        std::vector<Term> required, assumed;
        for (int i = 0; i < 3; ++i)
            required.push_back(random_term(context, variables, random, 3));
        for (int i = 0; i < 3; ++i)
            assumed.push_back(random_term(context, variables, random, 2));
        const auto satisfiable = [&](const std::vector<Term>& assumptions) {
            for (unsigned row = 0; row < 32; ++row) {
                bool all = true;
                for (Term term : required)
                    all = all && holds(context, variables, row, term);
                for (Term term : assumptions)
                    all = all && holds(context, variables, row, term);
                if (all)
                    return true;
            }
            return false;
        };
        Solver solver(context);
        for (Term term : required)
            solver.require(term, "random");
        for (const auto& assumptions : {assumed, std::vector<Term>{}, std::vector{assumed[1]}}) {
            const Answer answer = solver.check("random", assumptions);
            ASSERT_EQ(answer, satisfiable(assumptions) ? Answer::satisfiable : Answer::unsatisfiable)
                << round;
            if (answer == Answer::satisfiable)
                continue;
            const std::vector<Term> core = solver.core();
            ASSERT_FALSE(satisfiable(core)) << round;
            for (std::size_t i = 0; i < core.size(); ++i) {
                std::vector<Term> without = core;
                without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
                ASSERT_TRUE(satisfiable(without)) << "not minimal in round " << round;
            }
        }
    }
}

TEST(Solver, DumpsAreSmtLib) {
    Context context;
    Solver solver(context);
    const Term a = context.variable("ce1/fw|best"), b = context.variable("down\n");
    solver.require(context.any({a, !b}), "a route\nor no failure");
    EXPECT_EQ(solver.smt2("does it hold?", std::vector{b}),
              "; does it hold?\n"
              "(set-logic QF_UF)\n"
              "(declare-const |ce1/fw_best#1| Bool)\n"
              "(declare-const |down_#2| Bool)\n"
              "(define-fun n3 () Bool (and (not |ce1/fw_best#1|) |down_#2|))\n"
              "; a route or no failure\n"
              "(assert (not n3))\n"
              "; assumed\n"
              "(assert |down_#2|)\n"
              "(check-sat)\n");
}
