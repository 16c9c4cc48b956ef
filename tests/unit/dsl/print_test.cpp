// The canonical form: nothing lost, nothing changed by a second pass, and as one would type it.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

std::string formatted(std::string_view text) { return dsl::print(texts::parsed(text).file); }

TEST(Print, GivesTheTreeBackAndSettlesAtOnce) {
    for (const std::string& sample : texts::samples()) {
        const auto first = texts::parsed(sample);
        ASSERT_EQ(first.said(), "") << sample;
        const std::string once = dsl::print(first.file);
        const auto second = texts::parsed(once);
        EXPECT_EQ(second.said(), "") << once;
        EXPECT_TRUE(dsl::same_tree(first.file, second.file)) << once;
        EXPECT_EQ(dsl::print(second.file), once);
    }
}

TEST(Print, PutsOneBlankBetweenWordsAndTwoPerLevel) {
    EXPECT_EQ(formatted("a   b ;c{\n   d{\n e ;}\n}"), "a b;\nc {\n  d {\n    e;\n  }\n}\n");
}

TEST(Print, KeepsOneLineOnOneLine) {
    EXPECT_EQ(formatted("vnet  hub {space 10.0.0.0/16; subnet a 10.0.0.0/24{host x 10.0.0.4;}}   # why\n"),
              "vnet hub { space 10.0.0.0/16; subnet a 10.0.0.0/24 { host x 10.0.0.4; } }  # why\n");
    EXPECT_EQ(formatted("a {\n\n} b { }"), "a {}\nb {}\n");
}

TEST(Print, BreaksWhatDoesNotFit) {
    const std::string word(55, 'w');
    EXPECT_EQ(formatted("a { " + word + "; " + word + "; }"), "a {\n  " + word + ";\n  " + word + ";\n}\n");
    const std::string fits(50, 'w');
    EXPECT_EQ(formatted("a { " + fits + "; " + fits + "; }"), "a { " + fits + "; " + fits + "; }\n");
}

TEST(Print, KeepsCommentsAndSingleBlankLines) {
    EXPECT_EQ(
        formatted("\n# one\n\n\n\n# two\na { # three\n\n  b;# four\n  # five\n }   #six\n\n\nc;\n\n#seven"),
        "# one\n\n# two\na {  # three\n  b;  # four\n  # five\n}  #six\n\nc;\n\n#seven\n");
}

TEST(Print, MovesACommentInsideAStatementAboveIt) {
    EXPECT_EQ(formatted("link a # first\n  b;\n"), "# first\nlink a b;\n");
}

TEST(Print, LeavesQuotesAndPastesAlone) {
    const std::string text = "observe trace a \"b c\" {\n  pasted \"\"\"\n 1  x ;\n\"\"\";\n}\n";
    EXPECT_EQ(formatted(text), text);
}

TEST(Print, CountsCodePoints) {
    std::string word;
    for (int i = 0; i < 100; ++i)
        word += "é";
    EXPECT_EQ(formatted("a { " + word + "; }"), "a { " + word + "; }\n");
}

TEST(SameTree, SeesWordsFormsBlocksAndComments) {
    const auto same = [](std::string_view a, std::string_view b) {
        return dsl::same_tree(texts::parsed(a).file, texts::parsed(b).file);
    };
    EXPECT_TRUE(same("a  b ;", "a b;"));
    EXPECT_TRUE(same("a {b;}", "a {\n  b;\n}\n"));
    EXPECT_FALSE(same("a b;", "a c;"));
    EXPECT_FALSE(same("a b;", "a \"b\";"));
    EXPECT_FALSE(same("a;", "a {}"));
    EXPECT_FALSE(same("a {b;}", "a {b; c;}"));
    EXPECT_FALSE(same("a; # c", "a;"));
    EXPECT_FALSE(same("a; # c", "a;\n# c"));
    EXPECT_FALSE(same("a;\nb;", "a;\n\nb;"));
}

} // namespace
