// What is said of texts that are wrong, whole. Reading goes on behind each error.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::parsed;
using texts::said;

TEST(ParseErrors, NothingInTheFile) {
    const std::string nothing = R"(error[VN0003]: nothing stands in this file
  --> main.net:1:1
1 | 
  | ^ describe a network, or name another file

1 error
)";
    EXPECT_EQ(said(""), nothing);
    EXPECT_EQ(said("\n\n"), nothing);
    EXPECT_NE(said("# only a comment\n").find("VN0003"), std::string::npos);
}

TEST(ParseErrors, MissingSemicolonBeforeABrace) {
    EXPECT_EQ(said("router a {\n  asn 65001\n}\n"), R"(error[VN0004]: missing `;` after `65001`
  --> main.net:2:7
2 |   asn 65001
  |       ^^^^^ every statement ends in `;` or in a block

1 error
)");
}

TEST(ParseErrors, MissingSemicolonAtTheEnd) {
    const auto read = parsed("router a;\nlink a b");
    EXPECT_EQ(read.said(), R"(error[VN0004]: missing `;` after `b`
  --> main.net:2:8
2 | link a b
  |        ^ every statement ends in `;` or in a block

1 error
)");
    EXPECT_EQ(read.file.statements.size(), 2U);
}

TEST(ParseErrors, UnclosedBlockIsFoundByIndentation) {
    EXPECT_EQ(said("router a { asn 1; }\nvnet hub {\n  space 10.0.0.0/16;\nvnet b { space 10.1.0.0/16; }\n"),
              R"(error[VN0005]: this block is never closed
  --> main.net:2:10
2 | vnet hub {
  |          ^ missing `}`
  --> main.net:4:1
4 | vnet b { space 10.1.0.0/16; }
  | - the indentation says that it ends before this

1 error
)");
}

TEST(ParseErrors, UnclosedBlockInsideOneThatSeemsUnclosed) {
    EXPECT_EQ(said("a {\n  b {\n    c;\n  d {\n    e;\n  }\n}\nf {\n}\n"),
              R"(error[VN0005]: this block is never closed
  --> main.net:2:5
2 |   b {
  |     ^ missing `}`
  --> main.net:4:3
4 |   d {
  |   - the indentation says that it ends before this

1 error
)");
}

TEST(ParseErrors, UnclosedBlockWithoutIndentationIsTheInnermostOpen) {
    EXPECT_EQ(said("a {\nb {\nc;\n}\n"), R"(error[VN0005]: this block is never closed
  --> main.net:1:3
1 | a {
  |   ^ missing `}`
  --> main.net:2:1
2 | b {
  | - the indentation says that it ends before this

1 error
)");
}

TEST(ParseErrors, BraceThatClosesNothing) {
    const auto read = parsed("a { b; }\n}\nc;\n");
    EXPECT_EQ(read.said(), R"(error[VN0006]: `}` closes nothing
  --> main.net:2:1
2 | }
  | ^ remove it, or look for a `{` missing further up

1 error
)");
    EXPECT_EQ(read.file.statements.size(), 2U);
}

TEST(ParseErrors, SemicolonBehindABlockIsAWarning) {
    const auto read = parsed("a { b; };\n");
    EXPECT_EQ(read.said(), R"(warning[VN0007]: `;` after `}`
  --> main.net:1:9
1 | a { b; };
  |         ^ remove it: a block ends in `}` alone

1 warning
)");
}

TEST(ParseErrors, SemicolonBehindNothingIsAnError) {
    EXPECT_EQ(said("a;;\n"), R"(error[VN0007]: nothing stands before this `;`
  --> main.net:1:3
1 | a;;
  |   ^ remove it

1 error
)");
}

TEST(ParseErrors, BlockWithoutWords) {
    const auto read = parsed("{ a; }\nb;\n");
    EXPECT_EQ(read.said(), R"(error[VN0008]: a block without a word before it
  --> main.net:1:1
1 | { a; }
  | ^ name what the block describes

1 error
)");
    ASSERT_EQ(read.file.statements.size(), 1U);
    EXPECT_EQ(read.file.statements[0].head(), "b");
}

TEST(ParseErrors, QuoteThatIsNotClosed) {
    const auto read = parsed("a { because \"b; }\nc;\n");
    EXPECT_EQ(read.said(), R"(error[VN0009]: a quote is not closed on its line
  --> main.net:1:13
1 | a { because "b; }
  |             ^ add `"`; text of several lines stands in `"""`

1 error
)");
    EXPECT_EQ(read.file.statements.size(), 2U);
}

TEST(ParseErrors, QuoteThatIsNotClosedAtTheEndOfALine) {
    const auto read = parsed("a \"b\nc;\n");
    EXPECT_NE(read.said().find("1 error\n"), std::string::npos);
    EXPECT_EQ(read.file.statements.size(), 2U);
}

TEST(ParseErrors, PastedTextThatIsNotClosed) {
    EXPECT_EQ(said("x {\n  pasted \"\"\"abc;\n}\n"), R"(error[VN0009]: `"""` is never closed
  --> main.net:2:10
2 |   pasted """abc;
  |          ^^^ add `"""` behind the pasted text

1 error
)");
}

TEST(ParseErrors, NestedTooDeep) {
    std::string text;
    for (int level = 0; level < 100000; ++level)
        text += "x {\n";
    EXPECT_EQ(said(text), R"(error[VN0010]: blocks nested more than 200 deep
  --> main.net:201:3
201 | x {
    |   ^ is a `}` missing further up?

1 error
)");
}

TEST(ParseErrors, ReadingStopsAfterAHundred) {
    const auto read = parsed(std::string(100000, '}'));
    ASSERT_EQ(read.diagnostics.all().size(), 101U);
    EXPECT_EQ(read.diagnostics.all().back().message, "100 errors; the rest of the file is not read");
}

TEST(ParseErrors, LookAlikes) {
    EXPECT_EQ(said("router ce\u20131;\n"), R"(error[VN0011]: dash U+2013 in a word
  --> main.net:1:10
1 | router ce–1;
  |          ^ write `-` instead

1 error
)");
    EXPECT_EQ(said("because \"a – b\"; # “c”\n"), "");
}

TEST(ParseErrors, BinaryFile) {
    EXPECT_EQ(said(std::string_view("\x7F"
                                    "ELF\x02\x00\x00",
                                    7)),
              "error[VN0002]: control character U+007F\n  --> main.net:1:1\n1 | \x7F"
              "ELF\x02" +
                  std::string(2, '\0') + "\n  | ^ remove it\n\n1 error\n");
    const auto read = parsed(std::string_view("a;\nb\0c;\n", 8));
    EXPECT_EQ(read.diagnostics.all()[0].message, "this is not a text file: it holds a zero byte");
    EXPECT_EQ(read.sources.describe(read.diagnostics.all()[0].span), "main.net:2:2");
    EXPECT_TRUE(read.file.statements.empty());
}

TEST(ParseErrors, OtherEncodings) {
    EXPECT_EQ(parsed("a;\nb caf\xE9;\n").diagnostics.all()[0].message, "byte 0xE9 is not UTF-8");
    EXPECT_EQ(parsed("\xFF\xFE"
                     "a;")
                  .diagnostics.all()[0]
                  .message,
              "this file is in UTF-16");
    EXPECT_EQ(parsed("a\rb;").diagnostics.all()[0].message, "a carriage return stands alone");
    for (const std::string_view bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80",
                                       "\xF0\x80\x80\xAF", "\xE2\x82", "\xF8\x88\x80\x80\x80"})
        EXPECT_EQ(parsed(bad).diagnostics.all().size(), 1U);
    EXPECT_EQ(said("# \u00E9 \u20AC \U0001F310\na;\n"), "");
}

TEST(ParseErrors, SeveralInOneRun) {
    const auto read = parsed("a { b }\nc {};\nd;;\n}\ne;\n");
    std::string codes;
    for (const dsl::Diagnostic& diagnostic : read.diagnostics.all())
        codes += diagnostic.code + " ";
    EXPECT_EQ(codes, "VN0004 VN0007 VN0007 VN0006 ");
    EXPECT_EQ(read.file.statements.size(), 4U);
}

} // namespace
