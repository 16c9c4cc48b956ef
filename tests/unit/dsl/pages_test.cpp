// Every page's failing example shows its code, and the mended one shows nothing.

#include <gtest/gtest.h>

#include <algorithm>

#include "dsl/pages.hpp"
#include "tests/unit/dsl/texts.hpp"

namespace {

std::vector<std::string> codes(std::string_view text, std::string_view beside, std::string_view other) {
    texts::Files files = {{"page.net", std::string(text)}};
    if (!beside.empty())
        files.emplace(beside, other);
    texts::Elaborated result = texts::elaborated(files, "page.net");
    std::vector<std::string> found;
    if (!result.diagnostics.has_errors())
        for (const dsl::Variant& variant : result.result.variants)
            dsl::check(variant.statements, texts::words(), "a specification", result.diagnostics);
    for (const dsl::Diagnostic& diagnostic : result.diagnostics.all())
        found.push_back(diagnostic.code);
    return found;
}

TEST(Pages, FailingExamplesFailAndMendedOnesDoNot) {
    for (const dsl::Page& page : dsl::pages()) {
        const std::vector<std::string> failing = codes(page.failing, page.beside, page.beside_failing);
        EXPECT_NE(std::find(failing.begin(), failing.end(), page.code), failing.end()) << page.code;
        EXPECT_EQ(codes(page.mended, page.beside, page.beside_mended), std::vector<std::string>{})
            << page.code;
    }
}

TEST(Pages, EachCodeHasOneAndTheySayMoreThanTheirTitle) {
    std::vector<std::string_view> seen;
    for (const dsl::Page& page : dsl::pages()) {
        seen.push_back(page.code);
        EXPECT_GT(page.text.size(), page.title.size()) << page.code;
    }
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
    EXPECT_EQ(seen.size(), 50U);
}

} // namespace
