#pragma once
// What a budget leaves open beside failures, in words.

#include <string>

#include "solver/network/network.hpp"

namespace network {

/// `, whichever instance serves`, `, whatever externals announce` or both; empty where no choice is open.
std::string open_choices(const Network& network, const FailureBudget& budget);

}  // namespace network
