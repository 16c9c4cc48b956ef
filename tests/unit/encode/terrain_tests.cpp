// Locations and steps: filters, translation, draining, and answers.

#include <gtest/gtest.h>

#include "solver/encode/answers.hpp"
#include "solver/encode/paths.hpp"
#include "tests/unit/encode/triangle.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::Cable;
using smt::Term;

TEST(Terrain, HasOneLocationPerNodeWhereNothingTranslates) {
    Triangle net;
    net.static_route(net.a, "10.0.0.0/24", net.ac.forward);
    Symbolic it(net.network);
    const Terrain terrain = it.terrain();
    EXPECT_EQ(terrain.locations().size(), 3u);
    ASSERT_EQ(terrain.steps().size(), 1u);
    EXPECT_EQ(terrain.steps().front().term, !it.down(net.ac));
    EXPECT_TRUE(terrain.plain());
}

} // namespace
} // namespace encode
