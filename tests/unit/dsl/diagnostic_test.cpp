// How diagnostics look, letter by letter, and what is proposed for a misspelt word.

#include <gtest/gtest.h>

#include "dsl/diagnostic.hpp"

namespace {

using dsl::Diagnostics;
using dsl::Sources;

TEST(Diagnostic, ShowsPlaceLineCaretsAndHint) {
    Sources sources;
    const auto file = sources.add("spec.net", "router fw;\nlink fw2 ce1;\n");
    Diagnostics diagnostics;
    diagnostics.error("VN0102", {file, 16, 19}, "unknown node `fw2`", "did you mean `fw`?",
                      {{{file, 7, 9}, "declared here"}});
    EXPECT_EQ(render(diagnostics, sources), R"(error[VN0102]: unknown node `fw2`
  --> spec.net:2:6
2 | link fw2 ce1;
  |      ^^^ did you mean `fw`?
  --> spec.net:1:8
1 | router fw;
  |        -- declared here

1 error
)");
}

TEST(Diagnostic, PutsCaretsRightBehindTabsAndOtherAlphabets) {
    Sources sources;
    const auto file = sources.add("spec.net", "\tlink zürich\tμ;\n");
    const dsl::Diagnostic diagnostic{"VN0102", dsl::Severity::warning, {file, 14, 16}, "m", "h", {}};
    EXPECT_EQ(render(diagnostic, sources), "warning[VN0102]: m\n  --> spec.net:1:14\n1 | \tlink zürich\tμ;\n"
                                           "  | \t           \t^ h\n");
}

TEST(Diagnostic, GivesALongHintALineOfItsOwn) {
    Sources sources;
    const auto file = sources.add("spec.net", "a;\n");
    const std::string hint(120, 'h');
    const dsl::Diagnostic diagnostic{"VN0001", dsl::Severity::error, {file, 0, 1}, "m", hint, {}};
    EXPECT_EQ(render(diagnostic, sources),
              "error[VN0001]: m\n  --> spec.net:1:1\n1 | a;\n  | ^\n  help: " + hint + "\n");
}

TEST(Diagnostic, CutsLongLinesAroundThePlace) {
    Sources sources;
    const auto file = sources.add("spec.net", std::string(500, 'a') + " bad " + std::string(500, 'c'));
    const dsl::Diagnostic diagnostic{"VN0001", dsl::Severity::error, {file, 501, 504}, "m", "", {}};
    EXPECT_EQ(render(diagnostic, sources), "error[VN0001]: m\n  --> spec.net:1:502\n1 | …" +
                                               std::string(79, 'a') + " bad " + std::string(76, 'c') +
                                               "…\n  | " + std::string(81, ' ') + "^^^\n");
}

TEST(Diagnostic, ShowsTheFirstLineOfASpanOfSeveral) {
    Sources sources;
    const auto file = sources.add("spec.net", "a {\n  b;\n}\n");
    const dsl::Diagnostic diagnostic{"VN0001", dsl::Severity::error, {file, 0, 10}, "m", "", {}};
    EXPECT_EQ(render(diagnostic, sources), "error[VN0001]: m\n  --> spec.net:1:1\n1 | a {\n  | ^^^\n");
}

TEST(Diagnostic, NeedsNoPlace) {
    const dsl::Diagnostic diagnostic{"VN0901", dsl::Severity::error, {}, "m", "h", {}};
    EXPECT_EQ(render(diagnostic, Sources{}), "error[VN0901]: m\n  help: h\n");
}

TEST(Diagnostic, ColoursOnlyWhenAsked) {
    const dsl::Diagnostic diagnostic{"VN0901", dsl::Severity::error, {}, "m", "", {}};
    EXPECT_EQ(render(diagnostic, Sources{}, true), "\x1b[1;31merror[VN0901]\x1b[0m\x1b[1m: m\x1b[0m\n");
}

TEST(Diagnostic, SortsByPlaceAndCounts) {
    Sources sources;
    const auto file = sources.add("spec.net", "a;\nb;\n");
    Diagnostics diagnostics;
    diagnostics.warning("VN0002", {file, 3, 4}, "second");
    diagnostics.error("VN0001", {file, 0, 1}, "first");
    diagnostics.error("VN0003", {}, "nowhere");
    EXPECT_EQ(render(diagnostics, sources), R"(error[VN0003]: nowhere

error[VN0001]: first
  --> spec.net:1:1
1 | a;
  | ^

warning[VN0002]: second
  --> spec.net:2:1
2 | b;
  | ^

2 errors, 1 warning
)");
}

TEST(Diagnostic, SaysTheSameOfTheSamePlaceOnce) {
    Diagnostics diagnostics;
    diagnostics.warning("VN0001", {0, 1, 2}, "m");
    diagnostics.warning("VN0001", {0, 1, 2}, "m");
    diagnostics.warning("VN0001", {0, 1, 3}, "m");
    EXPECT_EQ(diagnostics.all().size(), 2U);
    EXPECT_FALSE(diagnostics.has_errors());
    diagnostics.error("VN0001", {0, 1, 2}, "n");
    EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Diagnostic, SaysNothingOfNothing) { EXPECT_EQ(render(Diagnostics{}, Sources{}), ""); }

TEST(DidYouMean, FindsTheNearestWord) {
    EXPECT_EQ(dsl::did_you_mean("fw2", {"ce1", "fw"}), "did you mean `fw`?");
    EXPECT_EQ(dsl::did_you_mean("reachble", {"isolation", "reachability", "reachable"}),
              "did you mean `reachable`?");
    EXPECT_EQ(dsl::did_you_mean("rotuer", {"route", "router"}), "did you mean `router`?");
}

TEST(DidYouMean, TellsAMissInCaseOnly) {
    EXPECT_EQ(dsl::did_you_mean("FW1", {"fw2", "fw1"}), "names are case-sensitive: did you mean `fw1`?");
}

TEST(DidYouMean, ProposesNothingThatIsFar) {
    EXPECT_EQ(dsl::did_you_mean("seattle", {"ce1", "fw", "tacoma"}), "");
    EXPECT_EQ(dsl::did_you_mean("x", {"y", "z"}), "");
    EXPECT_EQ(dsl::did_you_mean("x", {}), "");
}

} // namespace
