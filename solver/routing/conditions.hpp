#pragma once
// The oracle of conditions (`specs/semantics.md` §1.1): whether they hold in the tables of a state, and the states of
// prefixes that depend on each other through them.

#include "solver/network/ties.hpp"
#include "solver/routing/simulate.hpp"

namespace routing {

/// Whether the condition holds in the tables of the state, which has the prefixes that it looks at.
bool holds(const network::Network& network, const State& state, const network::Condition& condition);

/// The first of these conditions of which the state's failure set says something else than its tables; unknown: none.
network::FailureId contradicted(const network::Network& network, const State& state,
                                const std::vector<network::FailureId>& conditions);

/// All stable states of these prefixes, and of what they are tied to, under failures that say nothing of conditions. Each
/// has the conditions that are down in its failure set. `complete`: as of `StableStates`; a step is one prefix under one
/// valuation of the conditions that are not known yet.
struct TiedStates {
    std::vector<State> states;
    bool complete = true;
};
TiedStates enumerate_tied(const network::Network& network, const network::Ties& ties,
                          const std::vector<network::Prefix>& prefixes, const network::FailureSet& failed,
                          std::size_t limit = 10'000, std::size_t steps = 20'000);

/// One of them, which the network finds from cold start, when no condition holds yet; nothing if it does not settle.
/// With conditions among `failed`, that valuation is tried first.
std::optional<State> settle_tied(const network::Network& network, const network::Ties& ties,
                                 const std::vector<network::Prefix>& prefixes, const network::FailureSet& failed);

} // namespace routing
