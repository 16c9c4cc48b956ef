// Broken texts: whatever is cut out of a text or put into it, reading ends, errors lie inside the text, and
// what was read can be printed and read again.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

/// A fixed sequence of numbers (Knuth's MMIX generator).
class Numbers {
public:
    std::size_t below(std::size_t bound) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(state_ >> 33U) % bound;
    }

private:
    std::uint64_t state_ = 2026;
};

std::string mutated(const std::string& sample, Numbers& numbers) {
    static const std::vector<std::string> pieces = {";",
                                                    "{",
                                                    "}",
                                                    "\"",
                                                    "\"\"\"",
                                                    "#",
                                                    "\n",
                                                    " ",
                                                    "no",
                                                    "change",
                                                    "é",
                                                    "\xE9",
                                                    "\r\n",
                                                    "case x {",
                                                    "\t",
                                                    "\r",
                                                    "include \"main.net\";",
                                                    "$",
                                                    "$name",
                                                    ",",
                                                    "for each row of spokes {",
                                                    "member spokes;",
                                                    "for each b in spokes {"};
    std::string text = sample;
    for (std::size_t edits = 1 + numbers.below(4); edits > 0; --edits) {
        const std::size_t at = numbers.below(text.size());
        if (numbers.below(2) == 0)
            text.erase(at, 1 + numbers.below(5));
        else
            text.insert(at, pieces[numbers.below(pieces.size())]);
        if (text.empty())
            text.push_back(';');
    }
    return text;
}

const std::string table =
    "name,prefix,region\na,10.0.0.0/24,weu\n\"b\",10.0.1.0/24,neu\r\nc,10.0.2.0/24,weu\n";

void look_at(const std::string& text, const std::string& csv = table) {
    texts::Elaborated result = texts::elaborated({{"main.net", text}, {"spokes.csv", csv}});
    for (const dsl::Variant& variant : result.result.variants)
        dsl::check(variant.statements, texts::words(), "a specification", result.diagnostics);
    for (const dsl::Diagnostic& diagnostic : result.diagnostics.all())
        ASSERT_LE(diagnostic.span.end,
                  diagnostic.span.known() ? result.sources.text(diagnostic.span.file).size() : 0)
            << text;
    ASSERT_EQ(result.said().empty(), result.diagnostics.all().empty());

    const texts::Parsed read = texts::parsed(text);
    if (read.diagnostics.has_errors())
        return;
    const texts::Parsed again = texts::parsed(dsl::print(read.file));
    ASSERT_EQ(again.said(), "") << text;
    ASSERT_TRUE(dsl::same_tree(read.file, again.file)) << text;
}

TEST(Mutation, NothingBreaksTheReader) {
    Numbers numbers;
    for (int round = 0; round < 2000; ++round)
        for (const std::string& sample : texts::samples())
            ASSERT_NO_FATAL_FAILURE(look_at(mutated(sample, numbers)));
}

TEST(Mutation, NothingBreaksTheReaderOfTables) {
    Numbers numbers;
    for (int round = 0; round < 2000; ++round)
        ASSERT_NO_FATAL_FAILURE(look_at(texts::samples()[2], mutated(table, numbers)));
    for (std::size_t length = 0; length < table.size(); ++length)
        ASSERT_NO_FATAL_FAILURE(look_at(texts::samples()[2], table.substr(0, length)));
}

TEST(Mutation, EveryBeginningOfASampleIsRead) {
    for (const std::string& sample : texts::samples())
        for (std::size_t length = 0; length < sample.size(); ++length)
            ASSERT_NO_FATAL_FAILURE(look_at(sample.substr(0, length)));
}

TEST(Mutation, RepeatedSignsOfAnyKindAreRead) {
    for (const std::string piece :
         {"{", "}", ";", "\"", "\"\"\"", "#", "x ", "x;", "x{", "x{}", "\"x\n", "}{", "#\n", "x\n"}) {
        std::string text;
        while (text.size() < 100000)
            text += piece;
        ASSERT_NO_FATAL_FAILURE(look_at(text)) << piece;
    }
}

} // namespace
