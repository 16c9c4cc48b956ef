#pragma once
// OSPF areas, thrown into random networks that run it.

#include "tests/random/generator.hpp"

namespace random_networks {

/// Divides what runs OSPF into areas 0, 1 and 2, stubs among them, as the recipe's `areas` percent asks for.
void add_areas(network::Network& network, const Recipe& recipe, std::uint64_t seed);

}  // namespace random_networks
