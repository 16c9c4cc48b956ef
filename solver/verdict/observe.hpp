#pragma once
// Comparing the model with observations of the real network: one comparison per kind of observation. Any
// state that the network may have been in, and any branch of it, will do.

#include <vector>

#include "solver/verdict/explain.hpp"
#include "solver/verdict/possible_states.hpp"

namespace verdict {

void observe_trace(const network::Network& network, const network::FailureSet& down, Search search,
                   const properties::TraceObservation& trace, Observed& observed);
void observe_ping(const network::Network& network, const network::FailureSet& down, Search search,
                  const properties::PingObservation& ping, Observed& observed);
void observe_table(const network::Network& network, const network::FailureSet& down, Search search,
                   const properties::TableObservation& table, Observed& observed);
void observe_effective(const network::Network& network, const network::FailureSet& down, Search search,
                       const properties::EffectiveObservation& table, Observed& observed);

// What several comparisons share.

/// What is sent from one end to the other to see whether it arrives.
network::Packet probe(const properties::Endpoint& from, const properties::Endpoint& to);
/// Every state under `failed` that may matter to packets with these addresses; none if routing never comes to
/// rest.
std::vector<routing::State> states_for(const network::Network& network, const network::FailureSet& failed,
                                       std::vector<network::Address> addresses, Search search);
/// What is said of a model that has no state to compare with.
std::string never_rests(const network::Network& network, const network::FailureSet& down);
/// `no-route at `fw``.
std::string ended(const network::Network& network, const routing::Walk& walk);
/// Adds a line, once.
void add_line(std::string& text, const std::string& line);

} // namespace verdict
