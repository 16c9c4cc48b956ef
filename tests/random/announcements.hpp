#pragma once
// What neighbours beyond the file may announce, thrown into random networks.

#include "tests/random/generator.hpp"

namespace random_networks {

/// Gives a node up to three originations that may be there or not, as the recipe's `announcements` percent asks for;
/// every combination of them is within the budget.
void add_announcements(network::Network& network, const Recipe& recipe, std::uint64_t seed);

}  // namespace random_networks
