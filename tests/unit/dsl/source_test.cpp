// Places are for people: lines and columns from 1, columns in code points.

#include <gtest/gtest.h>

#include "dsl/source.hpp"

namespace {

using dsl::Sources;
using dsl::Span;

TEST(Source, LocatesBytesByLineAndCodePoint) {
    Sources sources;
    const auto file = sources.add("a.net", "link é b;\n\tx;\n");
    EXPECT_EQ(sources.describe({file, 0, 4}), "a.net:1:1");
    EXPECT_EQ(sources.describe({file, 8, 9}), "a.net:1:8");
    EXPECT_EQ(sources.text(Span{file, 8, 9}), "b");
    EXPECT_EQ(sources.describe({file, 12, 13}), "a.net:2:2");
    EXPECT_EQ(sources.line({file, 12, 13}), "\tx;");
}

TEST(Source, PlacesTheEndOfTheTextBehindItsLastLine) {
    Sources sources;
    const auto file = sources.add("a.net", "a;\n");
    EXPECT_EQ(sources.describe({file, 3, 3}), "a.net:2:1");
    EXPECT_EQ(sources.line({file, 3, 3}), "");
}

TEST(Source, LeavesOutByteOrderMarkAndCarriageReturns) {
    Sources sources;
    const auto file = sources.add("a.net", "\xEF\xBB\xBF"
                                           "a;\r\nb;\r\n");
    EXPECT_EQ(sources.describe({file, 0, 1}), "a.net:1:1");
    EXPECT_EQ(sources.line({file, 0, 1}), "a;");
}

TEST(Source, KnowsThatASpanIsNowhere) {
    Sources sources;
    EXPECT_EQ(sources.describe({}), "<no place>");
    EXPECT_EQ(sources.text(Span{}), "");
}

} // namespace
