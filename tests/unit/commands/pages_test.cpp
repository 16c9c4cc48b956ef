// Every page is there once, and tells what a page should.
#include <set>

#include <gtest/gtest.h>

#include "solver/commands/pages.hpp"

TEST(Pages, AreUniqueSortedAndWhole) {
    std::set<std::string_view> codes;
    std::string_view previous;
    for (const dsl::Page& page : commands::all_pages()) {
        EXPECT_TRUE(codes.insert(page.code).second) << page.code;
        EXPECT_LT(previous, page.code);
        EXPECT_FALSE(page.title.empty() || page.text.empty() || page.failing.empty() || page.mended.empty())
            << page.code;
        previous = page.code;
    }
    for (std::string_view layer : {"VN00", "VN01", "VN02", "VN03", "VN09"})
        EXPECT_TRUE(codes.lower_bound(layer) != codes.end() && codes.lower_bound(layer)->starts_with(layer))
            << layer;
}
