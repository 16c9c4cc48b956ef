#pragma once
// Deciding one claim, given which prefixes do not always settle.

#include "solver/verdict/convergence.hpp"
#include "solver/verdict/decide.hpp"

namespace verdict {

/// A result and what it cost.
struct Decided {
    Result result;
    Statistics statistics;
};

/// Without `explain`, the counterexample says only what failed, the packet and its ways.
Decided decide_claim(const network::Network& network, const properties::Claim& claim, const Settings& settings,
                     const Convergence& convergence, bool explain);

/// `reachability between fw and spoke`.
std::string sentence_of(const network::Network& network, const properties::Claim& claim);

/// Compares a violation with what the file expects of it.
void compare_expectation(const network::Network& network, const properties::Claim& claim, Result& result);

}  // namespace verdict
