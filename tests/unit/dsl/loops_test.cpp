// `table`, `for each` and `$name`: what loops make, in what order, and how a message finds the row.

#include <gtest/gtest.h>

#include <chrono>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::elaborated;
using texts::Files;

const std::string spokes = "name,prefix,region\napp-001,10.64.0.0/24,weu\napp-002,10.64.1.0/24,neu\n";

/// The network of `text` beside the spokes, or what is said of it.
std::string made(const std::string& text, Files more = {}) {
    more["main.net"] = text;
    more.emplace("spokes.csv", spokes);
    const auto result = elaborated(more);
    return result.said().empty() ? result.text() : result.said();
}

TEST(ForEachRow, MakesTheBodyOncePerRow) {
    EXPECT_EQ(made("table spokes from \"spokes.csv\";\n"
                   "for each row of spokes { vnet $name { space $prefix; } }\n"),
              "vnet app-001 { space 10.64.0.0/24; }\nvnet app-002 { space 10.64.1.0/24; }\n");
}

TEST(ForEachRow, PutsValuesInsideWords) {
    EXPECT_EQ(made("table t from \"spokes.csv\";\n"
                   "for each row of t { a out-$region; b hub-$region/$name; c \"$name in $region\"; d "
                   "$region-spokes; }\n"),
              "a out-weu;\nb hub-weu/app-001;\nc \"app-001 in weu\";\nd weu-spokes;\n"
              "a out-neu;\nb hub-neu/app-002;\nc \"app-002 in neu\";\nd neu-spokes;\n");
}

TEST(ForEachRow, TwoDollarsAreOne) {
    EXPECT_EQ(made("table t from \"x.csv\"; for each row of t { a \"$$name costs $$5\" $$$name; }",
                   {{"x.csv", "name\nx\n"}}),
              "a \"$name costs $5\" $x;\n");
}

TEST(ForEachRow, TakesTheLongestNameThereIs) {
    EXPECT_EQ(made("table t from \"x.csv\"; for each row of t { a $hub-spokes $hub.x $hub-spoke $hub_; }",
                   {{"x.csv", "hub,hub-spokes,hub_\nh,s,u\n"}}),
              "a s h.x h-spoke u;\n");
}

TEST(ForEachRow, AValueIsNotReadAgain) {
    EXPECT_EQ(made("table t from \"x.csv\"; for each row of t { a \"$x\"; }", {{"x.csv", "x,y\n$y,1\n"}}),
              "a \"$y\";\n");
}

TEST(ForEachRow, AValueWithBlanksIsOneWord) {
    EXPECT_EQ(made("table t from \"x.csv\"; for each row of t { a $x; }", {{"x.csv", "x\ntwo words\n"}}),
              "a \"two words\";\n");
}

TEST(ForEachRow, LeavesPastedTextAlone) {
    EXPECT_EQ(made("table t from \"x.csv\"; for each row of t { observed $x { text \"\"\"$ az $x\"\"\"; } }",
                   {{"x.csv", "x\n1\n"}}),
              "observed 1 { text \"\"\"$ az $x\"\"\"; }\n");
}

TEST(ForEachRow, LoopsStandInsideEachOther) {
    EXPECT_EQ(
        made(
            "table hubs from \"hubs.csv\"; table spokes from \"spokes.csv\";\n"
            "for each hub of hubs { for each row of spokes { peering $hub.name $row.name { cost $cost; } } }",
            {{"hubs.csv", "name,cost\nh1,1\nh2,2\n"}}),
        "peering h1 app-001 { cost 1; }\npeering h1 app-002 { cost 1; }\n"
        "peering h2 app-001 { cost 2; }\npeering h2 app-002 { cost 2; }\n");
}

TEST(ForEachRow, StandsInsideABlock) {
    EXPECT_EQ(made("table t from \"spokes.csv\";\n"
                   "route-table r { a; for each row of t { route $prefix appliance fw-$region; } b; }"),
              "route-table r { a; route 10.64.0.0/24 appliance fw-weu; route 10.64.1.0/24 appliance fw-neu; "
              "b; }\n");
}

TEST(ForEachRow, MayChangeWhatStandsAboveOrWasMade) {
    EXPECT_EQ(made("route-table into-weu;\nroute-table into-neu;\ntable t from \"spokes.csv\";\n"
                   "for each row of t {\n  change route-table into-$region { route $prefix appliance fw; }\n"
                   "  vnet $name { space $prefix; }\n  change vnet $name { dns x; }\n}\nno vnet app-002;\n"),
              "route-table into-weu { route 10.64.0.0/24 appliance fw; }\n"
              "route-table into-neu { route 10.64.1.0/24 appliance fw; }\n"
              "vnet app-001 { space 10.64.0.0/24; dns x; }\n");
}

TEST(ForEachRow, NoTurnTakesThePlaceOfAnother) {
    const std::string table = "table t from \"spokes.csv\";\n";
    EXPECT_EQ(made(table + "router a { static 10.64.0.0/16 discard; address 10.0.0.1; vrf x { } }\n"
                           "for each row of t { change router a { static 10.64.0.0/16 via $name; "
                           "address 10.0.0.2; asn $region; vrf x { on $name; } } }\n"),
              "router a {\n  static 10.64.0.0/16 via app-001;\n  address 10.0.0.2;\n"
              "  vrf x { on app-001; on app-002; }\n  asn weu;\n  static 10.64.0.0/16 via app-002;\n"
              "  asn neu;\n}\n");
    EXPECT_EQ(made(table + "policy p { accept; }\nfor each row of t {\n"
                           "  change policy p { match prefix $prefix; accept; }\n}\n"),
              R"(error[VN0020]: each turn of the loop replaces the whole `policy p`
  --> main.net:4:3
4 |   change policy p { match prefix $prefix; accept; }
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ give each turn a term of its own, as in `term $name { … }`
  --> spokes.csv:3:1
3 | app-002,10.64.1.0/24,neu
  | ------------------------ in row 2 of spokes.csv: name = app-002

1 error
)");
}

TEST(ForEachRow, TheTableMayStandBehindItsLoop) {
    EXPECT_EQ(made("for each row of t { a $name; }\ntable t from \"spokes.csv\";\n"),
              "a app-001;\na app-002;\n");
}

TEST(ForEachRow, ATableIsRelativeToItsFileAndKnownToThoseThatInclude) {
    EXPECT_EQ(made("include \"parts/t.net\";\nfor each row of t { a $x; }\n",
                   {{"parts/t.net", "table t from \"x.csv\";\n"}, {"parts/x.csv", "x\n1\n2\n"}}),
              "a 1;\na 2;\n");
}

TEST(ForEachRow, MakesCasesAndIncludes) {
    const auto result =
        elaborated({{"main.net", "table t from \"t.csv\";\nrouter a { asn 1; }\n"
                                 "for each row of t { case as-$asn { change router a { asn $asn; } "
                                 "property loop-freedom x; } include \"$file\"; }\n"},
                    {"t.csv", "asn,file\n5,b.net\n6,c.net\n"},
                    {"b.net", "router b;\n"},
                    {"c.net", "router c;\n"}});
    EXPECT_EQ(result.said(), "");
    EXPECT_EQ(result.text("as-5"), "router a { asn 5; }\nrouter b;\nrouter c;\nproperty loop-freedom x;\n");
    EXPECT_EQ(result.text("as-6"), "router a { asn 6; }\nrouter b;\nrouter c;\nproperty loop-freedom x;\n");
}

TEST(ForEachRow, ACaseMayLoopAndHaveATableOfItsOwn) {
    const auto result = elaborated(
        {{"main.net", "router a;\ncase x { table t from \"t.csv\"; for each row of t { router $n; } }\n"
                      "case y { table t from \"t.csv\"; for each row of t { host $n; } }\n"},
         {"t.csv", "n\n1\n2\n"}});
    EXPECT_EQ(result.said(), "");
    EXPECT_EQ(result.text("x"), "router a;\nrouter 1;\nrouter 2;\n");
    EXPECT_EQ(result.text("y"), "router a;\nhost 1;\nhost 2;\n");
}

TEST(ForEachIn, GoesOverAGroupsMembersWhoeverMadeThem) {
    EXPECT_EQ(made("table t from \"spokes.csv\";\ngroup g x inner;\ngroup inner y x;\n"
                   "for each a in g { property p near-$a { from $a; } }\n"
                   "for each row of t { vnet $name { member g; } }\nvnet z { member inner; }\n"),
              "group g x inner app-001 app-002;\ngroup inner y x z;\nvnet app-001 { member g; }\n"
              "vnet app-002 { member g; }\nvnet z { member inner; }\n"
              "property p near-x { from x; }\nproperty p near-y { from y; }\nproperty p near-z { from z; }\n"
              "property p near-app-001 { from app-001; }\nproperty p near-app-002 { from app-002; }\n");
}

TEST(ForEachIn, MayMakeMembersForALaterLoop) {
    EXPECT_EQ(
        made("group g a b;\nfor each x in g { router r-$x { member h; } }\nfor each y in h { link hub $y; "
             "}\n"),
        "group g a b;\nrouter r-a { member h; }\nrouter r-b { member h; }\nlink hub r-a;\nlink hub r-b;\n"
        "group h r-a r-b;\n");
}

TEST(ForEachIn, SeesWhatRowsNameAndRowsSeeIt) {
    EXPECT_EQ(made("table t from \"spokes.csv\";\ngroup g-weu a b;\ngroup g-neu c;\n"
                   "for each row of t { for each x in g-$region { link $x $name; } }\n"),
              "group g-weu a b;\ngroup g-neu c;\nlink a app-001;\nlink b app-001;\nlink c app-002;\n");
}

TEST(ForEachIn, WhatItMakesMayBeChangedBelow) {
    EXPECT_EQ(made("group g a;\nfor each x in g { router r-$x { asn 1; } }\nchange router r-a { asn 2; }\n"),
              "group g a;\nrouter r-a { asn 2; }\n");
}

TEST(ForEachIn, ACaseGoesOverItsOwnMembers) {
    const auto result = elaborated(
        {{"main.net", "group g a;\ncase x { router b { member g; } for each y in g { link hub $y; } }\n"
                      "case z { for each y in g { link hub $y; } }\n"}});
    EXPECT_EQ(result.said(), "");
    EXPECT_EQ(result.text("x"), "group g a b;\nrouter b { member g; }\nlink hub a;\nlink hub b;\n");
    EXPECT_EQ(result.text("z"), "group g a;\nlink hub a;\n");
}

TEST(Member, MakesGroups) {
    EXPECT_EQ(made("vnet a { member x y; }\nvnet b { member x; subnet s 10.0.0.0/8 { member x; host h "
                   "10.0.0.4 { member y; } } }\n"),
              "vnet a { member x y; }\nvnet b { member x; subnet s 10.0.0.0/8 { member x; host h 10.0.0.4 { "
              "member y; } } }\n"
              "group x a b b/s;\ngroup y a b/s/h;\n");
}

TEST(Member, JoinsAGroupThatIsWritten) {
    EXPECT_EQ(made("group x a;\nrouter b { member x; member x; }\nrouter a { member x; }\n"),
              "group x a b;\nrouter b { member x; member x; }\nrouter a { member x; }\n");
}

TEST(Member, IsChangedLikeEverythingElse) {
    EXPECT_EQ(made("vnet a { member prod; }\nvnet b { member prod; }\nchange vnet a { no member prod; member "
                   "dev; }\nno vnet b;\n"),
              "vnet a { member dev; }\ngroup dev a;\n");
}

TEST(Loops, BlameTheLineInTheBodyAndNameTheRow) {
    auto result = elaborated(
        {{"main.net",
          "table t from \"spokes.csv\";\nfor each row of t {\n  vnet $name { space $prefix; }\n}\n"},
         {"spokes.csv", "name,prefix\na,10.0.0.0/8\nb,10.0.0.7/8\n"}});
    const dsl::Statement& space = result.statement("vnet b").block.front();
    EXPECT_EQ(result.sources.describe(space.span), "main.net:3:16");
    result.diagnostics.error("VN0015", space.words[1].span, "bits", "mend it");
    EXPECT_EQ(result.said(), R"(error[VN0015]: bits
  --> main.net:3:22
3 |   vnet $name { space $prefix; }
  |                      ^^^^^^^ mend it
  --> spokes.csv:3:1
3 | b,10.0.0.7/8
  | ------------ in row 2 of spokes.csv: name = b

1 error
)");
}

TEST(Loops, NameEveryTurnAround) {
    auto result = elaborated(
        {{"main.net", "table t from \"spokes.csv\";\nfor each row of t { router $name { member g; } }\n"
                      "for each x in g { for each row of t { link $x r-$name; } }\n"},
         {"spokes.csv", "name\na\n"}});
    result.diagnostics.error("VN0099", result.statement("link a r-a").span, "no", "");
    EXPECT_EQ(result.said(), R"(error[VN0099]: no
  --> main.net:3:39
3 | for each x in g { for each row of t { link $x r-$name; } }
  |                                       ^^^^^^^^^^^^^^^^
  --> spokes.csv:2:1
2 | a
  | - in row 1 of spokes.csv: name = a
  --> main.net:2:43
2 | for each row of t { router $name { member g; } }
  |                                           - for `a`, a member of `g`
  --> spokes.csv:2:1
2 | a
  | - in row 1 of spokes.csv: name = a

1 error
)");
}

TEST(Loops, ShowTheRowOfASecondPlaceToo) {
    auto result = elaborated({{"main.net", "table t from \"t.csv\";\nfor each row of t { router $name; }\n"},
                              {"t.csv", "name\na\na\n"}});
    const auto& statements = result.result.variants[0].statements;
    result.diagnostics.error("VN0101", statements[1].words[1].span, "twice", "rename",
                             {{statements[0].words[1].span, "first here"}});
    EXPECT_EQ(result.said(), R"(error[VN0101]: twice
  --> main.net:2:28
2 | for each row of t { router $name; }
  |                            ^^^^^ rename
  --> t.csv:3:1
3 | a
  | - in row 2 of t.csv: name = a
  --> main.net:2:28
2 | for each row of t { router $name; }
  |                            ----- first here
  --> t.csv:2:1
2 | a
  | - in row 1 of t.csv: name = a

1 error
)");
}

TEST(Loops, OverNothingAreWarnedOfAndTheirPropertiesKept) {
    const auto result = elaborated({{"main.net", "table t from \"t.csv\";\n"
                                                 "for each row of t { vnet $name { member spokes of-$region; "
                                                 "} property p near-$name { from $name; } "
                                                 "group more $name; }\n"
                                                 "for each a in spokes { property p far-$a { from $a; } }\n"},
                                    {"t.csv", "name,region\n"}});
    EXPECT_EQ(result.said(), R"(warning[VN0045]: `t.csv` has no rows: this loop makes nothing
  --> main.net:2:1
2 | for each row of t { vnet $name { member spokes of-$region; } property p near-$name { from $name; } group more $name; }
  | ^^^^^^^^^^^^^^^^^ properties in it, and those of groups it would fill, are vacuous

warning[VN0045]: `spokes` has no members: this loop makes nothing
  --> main.net:3:1
3 | for each a in spokes { property p far-$a { from $a; } }
  | ^^^^^^^^^^^^^^^^^^^^ properties in it, and those of groups it would fill, are vacuous

2 warnings
)");
    const dsl::Variant& variant = result.result.variants.at(0);
    ASSERT_EQ(variant.unmade.size(), 2U);
    EXPECT_EQ(variant.unmade[0].words[2].text, "near-$name");
    EXPECT_EQ(variant.unmade[1].words[2].text, "far-$a");
    ASSERT_EQ(variant.empty_groups.size(), 2U);
    EXPECT_EQ(variant.empty_groups[0].text, "spokes");
    EXPECT_EQ(variant.empty_groups[1].text, "more");
}

/// Seconds for a table of so many rows, changed and looped over.
double seconds(std::size_t rows) {
    std::string table = "name,prefix,region\n";
    for (std::size_t row = 0; row < rows; ++row)
        table += "n" + std::to_string(row) + ",10.0.0.0/24," + (row % 2 == 0 ? "weu" : "neu") + "\n";
    const std::string text = "table t from \"t.csv\";\nroute-table into-weu;\nroute-table into-neu;\n"
                             "for each row of t {\n  vnet $name { space $prefix; member spokes $region; }\n"
                             "  change route-table into-$region { route $name appliance fw; }\n"
                             "  change vnet $name { dns x; }\n}\n"
                             "route-table whole { for each row of t { route $name appliance fw; } }\n"
                             "for each a in weu { property p near-$a { from $a; } }\n";
    const auto start = std::chrono::steady_clock::now();
    const auto result = elaborated({{"main.net", text}, {"t.csv", table}});
    EXPECT_EQ(result.said(), "");
    EXPECT_EQ(result.statement("route-table into-weu").block.size(), rows / 2);
    EXPECT_EQ(result.statement("route-table whole").block.size(), rows);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Loops, AreNotQuadratic) {
    const double small = seconds(3000), large = seconds(24000);
    EXPECT_LT(large, small * 30) << "eight times the rows; the square would be sixty-four";
}

} // namespace
