#pragma once
// What networks of clouds and sites have besides routers and cables, put on top of a random network.

#include "tests/random/generator.hpp"

namespace random_networks {

/// Draws only where the recipe asks for something, so that other recipes' networks stay what they are.
void add_clouds(const Recipe& recipe, Dice& dice, network::Network& network);

}  // namespace random_networks
