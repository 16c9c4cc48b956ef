#pragma once
// Traceroutes of the model: the hops that a branch would show, and whether observed hops are what it may
// show.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "solver/network/network.hpp"
#include "solver/properties/claim.hpp"
#include "solver/routing/forward.hpp"

namespace verdict {

/// What a traceroute printed: an address, or nothing for `*`.
using Hops = std::vector<std::optional<network::Address>>;

/// One hop as a traceroute of the model would show it.
struct ShownHop {
    std::optional<network::Address> address; ///< as printed
    bool anything = false;                   ///< answers, with an address the model does not know
    bool silent = false;                     ///< prints `*`, or is left out
    bool unheard = false;                    ///< its answer may get lost: prints one `*`
    bool optional = false;                   ///< may be left out although it answers
    network::NodeId node;                    ///< which hop this is; unknown for what comes after the last
    std::vector<network::Prefix> within;     ///< any address in here is right
};
/// The hops of one branch of `trace` in `state`. A branch that is not delivered ends in silence.
std::vector<ShownHop> shown_hops(const network::Network& network, const routing::State& state,
                                 const properties::TraceObservation& trace, const routing::Walk& walk);

/// Whether the observed hops are what the model may show. A run of stars stands for any number of silent
/// hops, and for each unheard one there is a star.
bool fits(const Hops& observed, const std::vector<ShownHop>& shown);
/// The first difference of hops that do not fit.
struct Departure {
    int cost;          ///< how far they are from the model
    std::string words; ///< `hop 3: the model has …`
    std::size_t hop;   ///< the observed hop it shows at, from 0; the last one, if it is behind all of them
};
Departure departure(const network::Network& network, const Hops& observed,
                                      const std::vector<ShownHop>& shown);

/// `10.1.11.1 * 10.17.11.132`.
std::string words(const Hops& hops);
std::string words(const std::vector<ShownHop>& hops);

} // namespace verdict
