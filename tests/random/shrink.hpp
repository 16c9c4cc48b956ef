#pragma once
// Makes a disagreeing network as small as it goes: the case that is kept under its own name is the shrunk one.

#include <functional>
#include <utility>

#include "solver/network/network.hpp"

namespace random_networks {

/// Removes cables, policies, terms and settings as long as `disagrees` stays true.
network::Network shrink(network::Network network, const std::function<bool(const network::Network&)>& disagrees);

}  // namespace random_networks
