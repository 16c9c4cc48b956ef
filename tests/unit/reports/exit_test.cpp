// The exit code of a run: every verdict, expectation, observation and refusal, and how files combine.
#include <gtest/gtest.h>

#include "tests/unit/reports/sample.hpp"

using reports::Exit;
using verdict::Verdict;

TEST(ExitCode, IsThatOfTheVerdict) {
    EXPECT_EQ(run_with(Verdict::holds).exit(), Exit::passed);
    EXPECT_EQ(run_with(Verdict::violated).exit(), Exit::violated);
    EXPECT_EQ(run_with(Verdict::unknown).exit(), Exit::undecided);
    EXPECT_EQ(run_with(Verdict::vacuous).exit(), Exit::undecided);
}

TEST(ExitCode, PassesWhatIsViolatedAsExpected) {
    EXPECT_EQ(run_with(Verdict::violated, true).exit(), Exit::passed);
    EXPECT_EQ(run_with(Verdict::violated, true, "for another reason").exit(), Exit::violated);
    EXPECT_EQ(run_with(Verdict::holds, false, "expected to be violated").exit(), Exit::violated);
    EXPECT_EQ(run_with(Verdict::unknown, false, "expected to be violated").exit(), Exit::undecided);
}

TEST(ExitCode, CountsObservations) {
    reports::Run run = run_with(Verdict::holds);
    run.findings.front().observations.push_back({"table fw", {}, true, "", "", {}, {}});
    EXPECT_EQ(run.exit(), Exit::passed);
    run.findings.front().observations.front().agrees = false;
    EXPECT_EQ(run.exit(), Exit::violated);
}

TEST(ExitCode, CountsRefusalsAlsoWhereNothingElseIsClaimed) {
    reports::Run run;
    EXPECT_EQ(run.exit(), Exit::refused);
    run.refusals.push_back({"", "VN0207", {}, true, ""});
    EXPECT_EQ(run.exit(), Exit::passed);
    run.refusals.front().came = false;
    EXPECT_EQ(run.exit(), Exit::violated);
}

TEST(ExitCode, PutsErrorsAndFaultsFirst) {
    reports::Run run = run_with(Verdict::violated);
    run.diagnostics.warning("VN0115", {}, "only a warning");
    EXPECT_EQ(run.exit(), Exit::violated);
    run.diagnostics.error("VN0001", {}, "an error");
    EXPECT_EQ(run.exit(), Exit::refused);
    run.fault = "solver and replay disagree";
    EXPECT_EQ(run.exit(), Exit::our_fault);
}

TEST(ExitCode, OfSeveralFilesIsTheFirstOfFourTwoOneThreeZero) {
    const Exit order[] = {Exit::our_fault, Exit::refused, Exit::violated, Exit::undecided, Exit::passed};
    for (std::size_t i = 0; i < std::size(order); ++i)
        for (std::size_t j = i; j < std::size(order); ++j) {
            EXPECT_EQ(worse(order[i], order[j]), order[i]);
            EXPECT_EQ(worse(order[j], order[i]), order[i]);
        }
}

TEST(QualifiedName, NamesTheCaseOnce) {
    verdict::Findings findings;
    EXPECT_EQ(reports::qualified(findings, "p"), "p");
    findings.case_name = "narrow";
    EXPECT_EQ(reports::qualified(findings, "p"), "narrow/p");
    EXPECT_EQ(reports::qualified(findings, "narrow/p"), "narrow/p");
}
