// Every page of the kinds and of this folder: the failing example has its code, the mended one is clean.

#include <gtest/gtest.h>

#include <algorithm>

#include "solver/kinds/cloud_pages.hpp"
#include "solver/kinds/pages.hpp"
#include "solver/lower/pages.hpp"
#include "tests/unit/lower/lowering.hpp"

namespace {

bool shows(std::string_view text, std::string_view code) {
    const std::vector<std::string> codes = lowering::run(std::string(text)).codes();
    return std::ranges::find(codes, code) != codes.end();
}

bool is_refused(std::string_view text) { return lowering::run(std::string(text)).diagnostics.has_errors(); }

void expect_honest(const std::vector<dsl::Page>& pages) {
    ASSERT_FALSE(pages.empty());
    for (const dsl::Page& page : pages) {
        EXPECT_TRUE(shows(page.failing, page.code)) << page.code;
        EXPECT_FALSE(shows(page.mended, page.code)) << page.code;
        EXPECT_FALSE(is_refused(page.mended)) << page.code << "\n"
                                              << lowering::said(std::string(page.mended));
    }
}

TEST(Pages, OfTheKindsShowWhatTheySay) {
    expect_honest(kinds::pages());
    expect_honest(kinds::cloud_pages());
}
TEST(Pages, OfClaimsShowWhatTheySay) { expect_honest(lower::pages()); }

TEST(Pages, AreOnePerCode) {
    std::vector<std::string_view> codes;
    for (const auto* pages : {&kinds::pages(), &kinds::cloud_pages(), &lower::pages()})
        for (const dsl::Page& page : *pages)
            codes.push_back(page.code);
    std::ranges::sort(codes);
    EXPECT_EQ(std::ranges::adjacent_find(codes), codes.end());
}

} // namespace
