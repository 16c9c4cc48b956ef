#pragma once
// Comparing the model with observations of the real network: the stable states it may be in, and one
// comparison per kind of observation. Any state and any branch of it will do.

#include <vector>

#include "solver/verdict/explain.hpp"

namespace verdict {

/// Stable states under `down`, restricted to prefixes that contain one of `addresses`: all of them for small
/// networks, else one. Empty: routing does not settle.
std::vector<routing::State> possible_states(const network::Network& network, const network::FailureSet& down,
                                            const std::vector<network::Address>& addresses);
/// The same for one prefix.
std::vector<routing::PrefixState> possible_states(const network::Network& network,
                                                  const network::FailureSet& down,
                                                  const network::Prefix& prefix);

void observe_trace(const network::Network& network, const network::FailureSet& down,
                   const properties::TraceObservation& trace, Observed& observed);
void observe_ping(const network::Network& network, const network::FailureSet& down,
                  const properties::PingObservation& ping, Observed& observed);
void observe_table(const network::Network& network, const network::FailureSet& down,
                   const properties::TableObservation& table, Observed& observed);

/// One hop as a traceroute of the model would show it.
struct ShownHop {
    std::optional<network::Address> address; ///< as printed
    bool anything = false;                   ///< answers, with an address the model does not know
    bool silent = false;                     ///< prints `*`, or is left out
    bool optional = false;                   ///< may be left out although it answers
    network::NodeId node;                    ///< which hop this is; unknown for what comes after the last
    std::vector<network::Prefix> within;     ///< any address in here is right
};
/// The hops of one branch. A branch that is not delivered ends in silence.
std::vector<ShownHop> shown_hops(const network::Network& network, const properties::TraceObservation& trace,
                                 const routing::Walk& walk);
/// Whether the observed hops are what the model may show.
bool fits(const std::vector<std::optional<network::Address>>& observed, const std::vector<ShownHop>& shown);

} // namespace verdict
