#pragma once
// What a verdict ranges over: failure sets within a budget, counted, listed and in words.

#include <cstdint>
#include <functional>
#include <string>

#include "solver/network/network.hpp"

namespace verdict {

/// `at most 1 of 2 connections, 2 tunnels, 2 links (7 scenarios)`; `nothing fails (1 scenario)`. Choices of the
/// platform and of externals are no failures: `…, whichever instance serves (…)`.
std::string describe(const network::Network& network, const network::FailureBudget& budget);
/// The number of failure sets within the budget, every choice of the platform counted; saturates at UINT64_MAX.
/// What is disabled is not counted.
std::uint64_t scenario_count(const network::Network& network, const network::FailureBudget& budget);
/// `{a, b}`, or `nothing`.
std::string names(const network::Network& network, const network::FailureSet& failed);

/// Calls `visit` for every failure set within the budget, smaller ones first, then by index, until it says
/// false. Says whether all were visited.
bool for_each_failure_set(const network::Network& network, const network::FailureBudget& budget,
                          const std::function<bool(const network::FailureSet&)>& visit);

} // namespace verdict
