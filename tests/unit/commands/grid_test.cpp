// Aligned columns.
#include <gtest/gtest.h>

#include "solver/commands/grid.hpp"

TEST(Grid, AlignsColumnsAndTrimsLines) {
    EXPECT_EQ(commands::grid({{"a", "name", ""}, {"*", "zürich", "x"}, {"", "b", ""}}, "  "),
              "  a  name\n  *  zürich  x\n     b\n");
}

TEST(Grid, LeavesOutColumnsThatHoldNothingButAHeading) {
    EXPECT_EQ(commands::grid({{"one", "MED", "two"}, {"1", "", "2"}}, ""), "one  two\n1    2\n");
}
