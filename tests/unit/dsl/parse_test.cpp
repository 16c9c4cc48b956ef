// What a text becomes.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using dsl::Word;
using texts::parsed;

TEST(Parse, ReadsWordsAndBlocks) {
    const auto read = parsed("link fw ce1 { addresses a b; }\nx;");
    ASSERT_EQ(read.said(), "");
    ASSERT_EQ(read.file.statements.size(), 2U);
    const dsl::Statement& link = read.file.statements[0];
    EXPECT_EQ(link.head(), "link");
    EXPECT_EQ(link.words.size(), 3U);
    EXPECT_TRUE(link.has_block);
    ASSERT_EQ(link.block.size(), 1U);
    EXPECT_EQ(link.block[0].words[2].text, "b");
    EXPECT_EQ(read.sources.text(link.span), "link fw ce1 { addresses a b; }");
    EXPECT_EQ(read.sources.text(link.words[1].span), "fw");
    EXPECT_FALSE(read.file.statements[1].has_block);
    EXPECT_EQ(read.sources.text(read.file.statements[1].span), "x;");
}

TEST(Parse, TakesEverythingButSignsForWords) {
    const auto read = parsed("match as-path ^65[0-9]+_$ hub/vm:1 *;");
    ASSERT_EQ(read.said(), "");
    EXPECT_EQ(read.file.statements[0].words[2].text, "^65[0-9]+_$");
    EXPECT_EQ(read.file.statements[0].words[4].text, "*");
}

TEST(Parse, KeepsQuotedAndPastedTextAsItIs) {
    const auto read = parsed("x \"a; {b} # c\" \"\" \"\"\"one \"quote\"\n; two\"\"\" end;");
    ASSERT_EQ(read.said(), "");
    const std::vector<Word>& words = read.file.statements[0].words;
    ASSERT_EQ(words.size(), 5U);
    EXPECT_EQ(words[1].text, "a; {b} # c");
    EXPECT_EQ(words[1].form, Word::Form::quoted);
    EXPECT_EQ(words[2].text, "");
    EXPECT_EQ(words[3].text, "one \"quote\"\n; two");
    EXPECT_EQ(words[3].form, Word::Form::pasted);
    EXPECT_EQ(words[4].text, "end");
}

TEST(Parse, GivesEachCommentToItsStatement) {
    const auto read = parsed("# above\na { # opening\n  b; # after b\n  # closing\n} # after a\n\n# last\n");
    ASSERT_EQ(read.said(), "");
    const dsl::Statement& a = read.file.statements[0];
    ASSERT_EQ(a.before.size(), 1U);
    EXPECT_EQ(a.before[0].text, "# above");
    EXPECT_TRUE(a.before[0].own_line);
    ASSERT_EQ(a.opening.size(), 1U);
    EXPECT_EQ(a.opening[0].text, "# opening");
    EXPECT_FALSE(a.opening[0].own_line);
    ASSERT_EQ(a.block[0].after.size(), 1U);
    EXPECT_EQ(a.block[0].after[0].text, "# after b");
    ASSERT_EQ(a.closing.size(), 1U);
    EXPECT_EQ(a.closing[0].text, "# closing");
    ASSERT_EQ(a.after.size(), 1U);
    EXPECT_EQ(a.after[0].text, "# after a");
    ASSERT_EQ(read.file.closing.size(), 1U);
    EXPECT_EQ(read.file.closing[0].text, "# last");
    EXPECT_TRUE(read.file.closing[0].blank_line_before);
}

TEST(Parse, RemembersBlankLinesBetweenButNotAtTheBeginning) {
    const auto read = parsed("\n\na {\n\n  b;\n\n  c;\n  d;\n}\n\n# e\n\ne;");
    const std::vector<dsl::Statement>& top = read.file.statements;
    EXPECT_FALSE(top[0].blank_line_before);
    EXPECT_FALSE(top[0].block[0].blank_line_before);
    EXPECT_TRUE(top[0].block[1].blank_line_before);
    EXPECT_FALSE(top[0].block[2].blank_line_before);
    EXPECT_TRUE(top[1].before[0].blank_line_before);
    EXPECT_TRUE(top[1].blank_line_before);
}

TEST(Parse, ReadsOtherLineEndsAndAByteOrderMark) {
    const auto read = parsed("\xEF\xBB\xBF"
                             "a b;\r\n# c\r\nd;\r\n");
    EXPECT_EQ(read.said(), "");
    EXPECT_EQ(read.file.statements[0].words[1].text, "b");
    EXPECT_EQ(read.file.statements[1].before[0].text, "# c");
}

TEST(Parse, ReadsTwoHundredLevels) {
    std::string text;
    for (int level = 0; level < 200; ++level)
        text += "x { ";
    text += "y;" + std::string(200, '}');
    EXPECT_EQ(texts::said(text), "");
}

} // namespace
