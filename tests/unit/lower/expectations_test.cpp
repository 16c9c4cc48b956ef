// `expect`: inside a property, of a property by name, of a refusal.

#include <gtest/gtest.h>

#include "tests/unit/lower/lowering.hpp"

namespace {

using lowering::row;
using lowering::run;
using lowering::said;

TEST(Expectations, InsideAPropertyOrByItsName) {
    const auto read =
        run(row + "property reachability p { between a and c; expect violated { at b; reason no-route;"
                  "  because \"no cable\"; down a--b; } }"
                  "property loop-freedom q; expect q violated { at a b; }");
    ASSERT_EQ(read.said(), "");
    const properties::Expectation& p = *read.claim("p").expected_violated;
    EXPECT_EQ(p.reason, "no-route");
    EXPECT_EQ(p.because, "no cable");
    EXPECT_EQ(p.at, std::vector{read.net().find_node("b")});
    EXPECT_EQ(read.names(*p.down), "a--b");
    const properties::Expectation& q = *read.claim("q").expected_violated;
    EXPECT_EQ(q.at.size(), 2U);
    EXPECT_FALSE(q.down);
    EXPECT_EQ(q.reason, "");
}

TEST(Expectations, OfACaseFindItsOwnProperties) {
    const auto read = run(row + "case x { property loop-freedom p; expect p violated; }");
    ASSERT_EQ(read.said(), "");
    EXPECT_TRUE(read.claim("x/p").expected_violated);
}

TEST(Expectations, NameAPropertyOfTheFile) {
    EXPECT_EQ(said(row + "property loop-freedom everywhere;\nexpect evrywhere violated;\n"),
              "error[VN0102]: unknown property `evrywhere`\n"
              "  --> t.net:7:8\n"
              "7 | expect evrywhere violated;\n"
              "  |        ^^^^^^^^^ did you mean `everywhere`?\n"
              "\n1 error\n");
    EXPECT_EQ(said(row + "property loop-freedom everywhere;\nexpect everywhere broken;\n"),
              "error[VN0314]: `broken` cannot be expected\n"
              "  --> t.net:7:19\n"
              "7 | expect everywhere broken;\n"
              "  |                   ^^^^^^ write `expect NAME violated;` or `expect refused CODE;`\n"
              "\n1 error\n");
}

TEST(Expectations, APropertyHasOne) {
    EXPECT_EQ(said(row + "property loop-freedom p;\nexpect p violated;\nexpect p violated { at b; }\n"),
              "error[VN0314]: `p` is expected to be violated in two ways\n"
              "  --> t.net:8:8\n"
              "8 | expect p violated { at b; }\n"
              "  |        ^ keep one of them\n"
              "  --> t.net:7:1\n"
              "7 | expect p violated;\n"
              "  | ------------------ first given here\n"
              "\n1 error\n");
    EXPECT_EQ(run(row + "property loop-freedom p { expect violated; } expect p violated;").codes(),
              std::vector<std::string>{"VN0314"});
}

TEST(Expectations, ARefusalHasACodeThatExists) {
    EXPECT_EQ(said("router a;\nexpect refused VN1002;\n"),
              "error[VN0314]: there is no code `VN1002`\n"
              "  --> t.net:2:16\n"
              "2 | expect refused VN1002;\n"
              "  |                ^^^^^^ did you mean `VN0002`?\n"
              "\n1 error\n");
    EXPECT_EQ(said("router a;\nexpect refused VN9999;\n"),
              "error[VN0314]: there is no code `VN9999`\n"
              "  --> t.net:2:16\n"
              "2 | expect refused VN9999;\n"
              "  |                ^^^^^^ `verify list codes` shows them\n"
              "\n1 error\n");
}

TEST(Expectations, ARefusalIsACode) {
    const auto read = run("router a; expect refused VN0102;");
    ASSERT_EQ(read.said(), "");
    ASSERT_EQ(read.only().refusals.size(), 1U);
    EXPECT_EQ(read.only().refusals[0].code, "VN0102");
    EXPECT_EQ(said("router a;\nexpect refused twice;\n"),
              "error[VN0314]: `twice` is not a code\n"
              "  --> t.net:2:16\n"
              "2 | expect refused twice;\n"
              "  |                ^^^^^ a refusal is expected by its code, as in `expect refused VN0201;`\n"
              "\n1 error\n");
}

} // namespace
