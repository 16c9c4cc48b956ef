// Loops and tables that are wrong: every message is located and says what to do.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::elaborated;
using texts::Files;

std::string said(const std::string& text, Files more = {}) {
    more["main.net"] = text;
    more.emplace("spokes.csv", "name,prefix,region\napp-001,10.64.0.0/24,weu\napp-002,10.64.1.0/24,neu\n");
    return elaborated(more).said();
}

bool says(const std::string& text, const std::string& what, Files more = {}) {
    const std::string all = said(text, std::move(more));
    EXPECT_NE(all.find(what), std::string::npos) << all;
    return all.find(what) != std::string::npos;
}

const std::string table = "table t from \"spokes.csv\";\n";

TEST(TableErrors, Form) {
    EXPECT_EQ(said("table t \"spokes.csv\";\n"), R"(error[VN0040]: `table` takes a name and a file
  --> main.net:1:1
1 | table t "spokes.csv";
  | ^^^^^ write `table NAME from "FILE.csv";`

1 error
)");
    EXPECT_TRUE(says("table t from \"spokes.csv\"\nrouter a;\n", "VN0004]: missing `;` before `router`?"));
    EXPECT_EQ(said(table + "table t from \"spokes.csv\";\nfor each row of t { a $name; }\n"),
              R"(error[VN0040]: table `t` is given twice
  --> main.net:2:7
2 | table t from "spokes.csv";
  |       ^ give one of them another name
  --> main.net:1:1
1 | table t from "spokes.csv";
  | -------------------------- first given here

1 error
)");
}

TEST(TableErrors, FilesThatCannotBeRead) {
    EXPECT_EQ(said("table t from \"no.csv\";\nfor each row of t { a $name; }\n"),
              R"(error[VN0041]: cannot read `no.csv`: no such file
  --> main.net:1:14
1 | table t from "no.csv";
  |              ^^^^^^^^ the path of a table is relative to the file that names it

1 error
)") << "its loops are not reported too";
}

TEST(TableErrors, UnknownTable) {
    EXPECT_EQ(said("table spokes from \"spokes.csv\";\nfor each row of spoke { a $name; }\nfor each row of "
                   "spokes { a $name; }\n"),
              R"(error[VN0046]: unknown table `spoke`
  --> main.net:2:17
2 | for each row of spoke { a $name; }
  |                 ^^^^^ did you mean `spokes`?

1 error
)");
    EXPECT_TRUE(says("for each row of t { a; }\n", "add `table t from \"FILE.csv\";` above"));
}

TEST(TableErrors, NeverUsed) {
    EXPECT_EQ(said(table + "router a;\n"), R"(warning[VN0052]: no loop goes over the table `t`
  --> main.net:1:1
1 | table t from "spokes.csv";
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^ write `for each row of t { … }`, or remove it

1 warning
)");
}

TEST(LoopErrors, Form) {
    EXPECT_EQ(said("for row of t { a; }\n"), R"(error[VN0047]: this is not how a loop is written
  --> main.net:1:1
1 | for row of t { a; }
  | ^^^ write `for each row of TABLE { … }` or `for each a in GROUP { … }`

1 error
)");
    EXPECT_TRUE(says(table + "for each row of t;\n", "VN0047"));
    EXPECT_TRUE(says(table + "for each row of t x { a; }\n", "VN0047"));
    EXPECT_TRUE(says("group g a;\nfor each $x in g { a; }\n", "VN0049"));
    EXPECT_TRUE(says("group g a;\nfor each a/b in g { a; }\n", "`a/b` cannot name a loop's variable"));
    EXPECT_EQ(said("group g a;\nvnet v { for each x in g { host $x 10.0.0.1; } }\n"),
              R"(error[VN0047]: a loop over a group inside a block
  --> main.net:2:10
2 | vnet v { for each x in g { host $x 10.0.0.1; } }
  |          ^^^^^^^^^^^^^^^
  help: members are known when all files are read: put the loop at the top of the file, and `change` the thing in it

1 error
)");
}

TEST(LoopErrors, UnknownVariables) {
    EXPECT_EQ(said(table + "for each row of t {\n  vnet $nmae { space $prefix; }\n}\n"),
              R"(error[VN0048]: unknown `$nmae`
  --> main.net:3:8
3 |   vnet $nmae { space $prefix; }
  |        ^^^^^ did you mean `$name`?

1 error
)") << "said once";
    EXPECT_TRUE(says(table + "for each row of t { a $hub-spokes; }\n", "unknown `$hub`"));
    EXPECT_TRUE(says(table + "for each row of t { a $hub; }\n",
                     "there is `$name`, `$prefix`, `$region`; write `$$` for a dollar"));
    EXPECT_TRUE(says(table + "for each row of t { a $regions-x; }\n", "did you mean `$region`?"));
    EXPECT_TRUE(says(table + "for each row of t { a \"5 $\"; }\n", "a `$` without a name"));
    EXPECT_TRUE(says(table + "for each row of t { a $-x; }\n", "write `$$` for a dollar"));
    EXPECT_TRUE(
        says("group g a;\nfor each x in g { link $y b; }\n", "there is `$x`; write `$$` for a dollar"));
}

TEST(LoopErrors, TheBodyOfALoopOverNothingIsReadToo) {
    EXPECT_TRUE(says("table e from \"e.csv\";\nfor each row of e { vnet $nmae { } }\n", "unknown `$nmae`",
                     {{"e.csv", "name\n"}}));
    EXPECT_TRUE(says("table e from \"e.csv\";\nvnet x { for each row of e { host $nmae; } }\n",
                     "unknown `$nmae`", {{"e.csv", "name\n"}}));
}

TEST(LoopErrors, OutsideOfALoop) {
    EXPECT_EQ(said("vnet $name { a \"$5\"; }\n"), R"(error[VN0049]: `$name` stands outside of any loop
  --> main.net:1:6
1 | vnet $name { a "$5"; }
  |      ^^^^^ `$name` is known inside `for each … { … }`; a name with a dollar is put in quotes

1 error
)");
}

TEST(LoopErrors, Shadowing) {
    EXPECT_EQ(said("group g a;\ngroup h b;\nfor each x in g {\n  for each x in h { link $x c; }\n}\n"),
              R"(error[VN0050]: `x` is known already: a loop around this one has such a variable
  --> main.net:4:12
4 |   for each x in h { link $x c; }
  |            ^ give the variable another name
  --> main.net:3:10
3 | for each x in g {
  |          - the loop around is here

1 error
)");
    EXPECT_TRUE(says(table + "group g a;\nfor each row of t { for each name in g { link $name c; } }\n",
                     "`name` is known already: a loop around this one has such a column"));
    EXPECT_TRUE(says(table + "group g a;\nfor each name in g { for each row of t { link $name c; } }\n",
                     "the column `name` hides the variable of a loop around this one"));
}

TEST(LoopErrors, OneNameOfTwoLoops) {
    EXPECT_EQ(said(table + "for each hub of t {\n  for each row of t { link $name $row.name; }\n}\n"),
              R"(error[VN0048]: `$name` could be of two loops
  --> main.net:3:28
3 |   for each row of t { link $name $row.name; }
  |                            ^^^^^ write `$hub.name` or `$row.name`
  --> main.net:2:10
2 | for each hub of t {
  |          --- one of the loops is here
  --> main.net:3:12
3 |   for each row of t { link $name $row.name; }
  |            --- the other is here

1 error
)");
    EXPECT_TRUE(says(table + "for each row of t { for each row of t { link $row.name x; } }\n",
                     "give the rows names of their own"));
}

TEST(LoopErrors, ValuesThatAreNoWords) {
    EXPECT_EQ(said("table e from \"e.csv\";\nfor each row of e { a $x; }\n", {{"e.csv", "x,y\n,1\n"}}),
              R"(error[VN0051]: `$x` is empty here
  --> main.net:2:23
2 | for each row of e { a $x; }
  |                       ^^ fill the field, or leave the row out
  --> e.csv:2:1
2 | ,1
  | -- in row 1 of e.csv: x = 

1 error
)");
    EXPECT_TRUE(says("table e from \"e.csv\";\nfor each row of e { a $x; }\n",
                     "becomes a word that holds a quote", {{"e.csv", "x\n\"a\"\"b\"\n"}}));
    EXPECT_TRUE(says("table e from \"e.csv\";\nfor each row of e { a $x; }\n",
                     "becomes a word that holds a line end or tab", {{"e.csv", "x\n\"a\nb\"\n"}}));
    EXPECT_TRUE(says("table e from \"e.csv\";\nfor each row of e { a $x; }\n", "VN0011",
                     {{"e.csv", "x\nce\u20131\n"}}));
}

TEST(LoopErrors, UnknownGroup) {
    EXPECT_EQ(said("vnet a { member prod; }\nfor each x in prd { link $x b; }\n"),
              R"(error[VN0054]: unknown group `prd`
  --> main.net:2:15
2 | for each x in prd { link $x b; }
  |               ^^^ did you mean `prod`?

1 error
)");
    EXPECT_TRUE(says("for each x in g { link $x b; }\n", "add `member g;` to things, or `group g A B;`"));
}

TEST(LoopErrors, AGroupIsNotMissedWhereItsLoopIsReported) {
    const std::string all = said("table t from \"no.csv\";\nfor each row of t { vnet $name { member prod; } }\n"
                                 "for each x in prod { link $x b; }\n");
    EXPECT_NE(all.find("VN0041"), std::string::npos);
    EXPECT_EQ(all.find("VN0054"), std::string::npos) << all;
}

TEST(LoopErrors, AGroupThatGrowsBehindItsLoop) {
    EXPECT_EQ(said("group g a;\nfor each x in g { router r-$x { member g; } }\n"),
              R"(error[VN0055]: `g` has other members after this loop has gone over it
  --> main.net:2:1
2 | for each x in g { router r-$x { member g; } }
  | ^^^^^^^^^^^^^^^ what makes the members must not depend on the loop: put them into another group

1 error
)");
    EXPECT_TRUE(says(
        "group g a;\nfor each x in g { router r-$x; }\ncase c { router b { member g; } property p q; }\n",
        "VN0055"));
    EXPECT_EQ(said("group g a;\nfor each x in g { property p near-$x; }\ncase c { router b { member g; } "
                   "property p q; }\n"),
              "")
        << "the properties of the file are not those of the case";
}

TEST(MemberErrors, Misplaced) {
    EXPECT_EQ(said("link a b { member g; }\n"),
              R"(error[VN0053]: `member` stands where there is no thing with a name
  --> main.net:1:12
1 | link a b { member g; }
  |            ^^^^^^
  help: it stands in the block of a thing with one name, as in `vnet app { member prod; }`; what joins two things cannot be an end

1 error
)");
    EXPECT_TRUE(says("vnet v { peer x { member g; } }\n", "VN0053"));
}

} // namespace
