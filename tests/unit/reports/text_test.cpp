// The report for people, whole screens pinned.
#include <gtest/gtest.h>

#include "solver/reports/format.hpp"
#include "tests/unit/reports/sample.hpp"

namespace {

std::vector<reports::Run> one(reports::Run run) {
    std::vector<reports::Run> runs;
    runs.push_back(std::move(run));
    return runs;
}

std::string text(reports::Run run, const reports::Style& style = {}) {
    return reports::write_text(one(std::move(run)), style);
}

} // namespace

TEST(TextReport, TellsAViolationOnOneScreen) { EXPECT_EQ(text(sample_run()), R"(FAIL      lan-to-spoke  reachability between fw and spoke   spec.net:3
      when `ergw` fails: fw has no route to 10.17.11.128/26; the VPN import filter on fw rejects it

  healthy  fw > ce1 > ergw > spoke              answer: spoke > ce1 > fw
  ergw x   fw ends: no route to 10.17.11.128    answer: spoke > vpngw > backup/0 > fw

  fw, 10.17.11.128/26                                   healthy               ergw failed
    ce1    local-preference 150, as-path 12076 65001  * chosen                withdrawn
    vpngw  local-preference 100                         rejected-by-policy    rejected-by-policy

  cause  1 | policy hub-only { match prefix 10.17.11.0/25; accept; }
         2 | vpn backup { gateway vpngw; site fw { import hub-only; } }
             hub-only accepts 10.17.11.0/25 and not the spoke's 10.17.11.128/26
             it matters only now
  only reason: yes; accepting 10.17.11.128/26 makes this hold (checked)
  note: the answer works
  replay: verify trace spec.net fw spoke --down ergw

not modelled: 1 thing that these networks have to do with; --stats lists them

1 fail    at most 1 of 2 nodes (3 scenarios)    0.3 s    exit 1
)"); }

TEST(TextReport, PutsFailuresFirstAndTellsOneCauseOnce) {
    EXPECT_EQ(text(crowded_run()),
              R"(FAIL      narrow/lan-to-spoke      reachability between fw and spoke   spec.net:3
      when `ergw` fails: fw has no route to 10.17.11.128/26; the VPN import filter on fw rejects it

  healthy  fw > ce1 > ergw > spoke              answer: spoke > ce1 > fw
  ergw x   fw ends: no route to 10.17.11.128    answer: spoke > vpngw > backup/0 > fw

  fw, 10.17.11.128/26                                   healthy               ergw failed
    ce1    local-preference 150, as-path 12076 65001  * chosen                withdrawn
    vpngw  local-preference 100                         rejected-by-policy    rejected-by-policy

  cause  1 | policy hub-only { match prefix 10.17.11.0/25; accept; }
         2 | vpn backup { gateway vpngw; site fw { import hub-only; } }
             hub-only accepts 10.17.11.0/25 and not the spoke's 10.17.11.128/26
             it matters only now
  only reason: yes; accepting 10.17.11.128/26 makes this hold (checked)
  note: the answer works
  replay: verify trace spec.net fw spoke --case narrow --down ergw
  6 more for the same cause:
    narrow/b                 when `ergw` fails: fw has no route to 10.17.11.128/26; the VPN import filter on fw
                             rejects it
    narrow/c                 when `ergw` fails: fw has no route to 10.17.11.128/26; the VPN import filter on fw
                             rejects it
    narrow/d                 when `ergw` fails: fw has no route to 10.17.11.128/26; the VPN import filter on fw
                             rejects it
    narrow/e                 when `ergw` fails: fw has no route to 10.17.11.128/26; the VPN import filter on fw
                             rejects it
    narrow/f                 when `ergw` fails: fw has no route to 10.17.11.128/26; the VPN import filter on fw
                             rejects it
    narrow/g                 when `ergw` fails: fw has no route to 10.17.11.128/26; the VPN import filter on fw
                             rejects it

FAIL      narrow/better-than-said  reachability between fw and spoke   3 scenarios
      not as expected: expected to be violated, and it holds   spec.net:3
FAIL      spec.net                 expected to be refused with VN0208, and was not   spec.net:2

DISAGREE  observe narrow/trace fw spoke   spec.net:2
      observed  10.0.0.1 *
      model     10.0.0.2
                10.0.0.3
      hop 1: 10.0.0.2, not 10.0.0.1   spec.net:2

unknown   narrow/slow              reachability between fw and spoke   3 scenarios
      no answer within 1 s
vacuous   narrow/idle              reachability between fw and spoke   nothing fails (1 scenario)
holds     narrow/fine              reachability between fw and spoke   3 scenarios, assuming gateway-resends
refused   overlap                  refused, as expected: VN0207 `a` overlaps `b`   spec.net:1

assumed, where the platform's documents or the file leave it open:
  - gateway-resends: the gateway resends on a change

not modelled: 1 thing that these networks have to do with; --stats lists them

9 fail, 1 unknown, 1 vacuous, 1 holds, 1 refused as expected, 1 of 2 observations agree    at most 1 of 2 nodes (3 scenarios)    0.3 s    exit 1
)");
}

TEST(TextReport, TellsDifferentFaultsOfOneLineEachInFull) {
    using Change = void (*)(verdict::Result&);
    const Change different[] = {
        [](verdict::Result& r) { r.property = "isolation"; },
        [](verdict::Result& r) { r.counterexample->reason = "filtered"; },
        [](verdict::Result& r) { r.counterexample->at = network::NodeId::at(1); },
        [](verdict::Result& r) { r.counterexample->causes.pop_back(); },
        [](verdict::Result& r) { r.expectation_missed = "expected another reason"; },
    };
    for (const Change change : different) {
        reports::Run run = sample_run();
        std::vector<verdict::Result>& results = run.findings.front().results;
        results.push_back(results.front());
        change(results.back());
        EXPECT_EQ(text(std::move(run)).find("for the same cause"), std::string::npos);
    }
    reports::Run run = sample_run();
    run.findings.front().results.push_back(run.findings.front().results.front());
    EXPECT_NE(text(std::move(run)).find("  1 more for the same cause:\n    lan-to-spoke  when `ergw` fails: "),
              std::string::npos);
}

TEST(TextReport, EndsTheLineOfAResultWithoutAPlaceWithoutBlanks) {
    reports::Run run = sample_run();
    run.findings.front().results.front().span = {};
    EXPECT_TRUE(text(std::move(run)).starts_with("FAIL      lan-to-spoke  reachability between fw and spoke\n"));
}

TEST(TextReport, SaysHowTheCausesFileIsCalledWhereItIsNotTheSpec) {
    reports::Run run = sample_run();
    run.spec = "other.net";
    EXPECT_NE(text(std::move(run)).find("  cause  spec.net:1 | policy hub-only"), std::string::npos);
}

TEST(TextReport, ColoursOnlyWhenAsked) {
    EXPECT_EQ(text(crowded_run()).find('\x1b'), std::string::npos);
    reports::Style style;
    style.ink.colour = true;
    EXPECT_TRUE(text(sample_run(), style).starts_with("\x1b[1;31mFAIL    \x1b[0m  lan-to-spoke"));
}

TEST(TextReport, SaysThatNothingWasDecidedWhereTheTextIsWrong) {
    reports::Run run;
    run.spec = "spec.net";
    run.diagnostics.error("VN0001", {}, "cannot read");
    EXPECT_EQ(text(std::move(run)), "spec.net: refused, nothing was decided    exit 2\n");
}

TEST(TextReport, CountsNoVerdictWhereWeAreWrong) {
    reports::Run run = sample_run();
    run.fault = "solver and replay disagree";
    EXPECT_EQ(text(std::move(run)),
              "spec.net: no verdict counts, `verify` made a mistake: solver and replay disagree    exit 4\n");
}

TEST(TextReport, OfSeveralFilesEndsWithTheWorstExit) {
    std::vector<reports::Run> runs = one(run_with(verdict::Verdict::holds));
    runs.push_back(run_with(verdict::Verdict::unknown));
    std::string report = reports::write_text(runs, {});
    EXPECT_TRUE(report.starts_with("== spec.net\n"));
    EXPECT_TRUE(report.ends_with("\n2 files    exit 3\n"));
}
