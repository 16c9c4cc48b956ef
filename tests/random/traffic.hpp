#pragma once
// What happens to packets beyond tables, thrown into random networks: filters of links, source translation, shared and
// sticky state, draining.

#include "tests/random/generator.hpp"

namespace random_networks {

/// Adds what the recipe's `traffic` percents ask for; nothing where it is 0, so that other recipes stay as they are.
void add_traffic(network::Network& network, const Recipe& recipe, std::uint64_t seed);

/// The lines of a listing about it: of one node, and of all links.
std::string traffic_text(const network::Network& network, const network::Node& node);
std::string link_texts(const network::Network& network);

}  // namespace random_networks
