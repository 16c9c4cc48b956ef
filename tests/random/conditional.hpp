#pragma once
// Conditions thrown into random networks: routes, static routes and sessions that need other routes.

#include "tests/random/generator.hpp"

namespace random_networks {

/// Gives the network up to three conditions, and things that need them or need them not to hold, as the recipe's
/// `conditions` percent asks for.
void add_conditions(network::Network& network, const Recipe& recipe, std::uint64_t seed);

}  // namespace random_networks
