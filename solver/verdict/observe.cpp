// The states the real network may have been in, and which comparison an observation asks for.

#include "solver/verdict/observe.hpp"

#include <algorithm>

#include "solver/routing/simulate.hpp"

namespace verdict {

using namespace network;

namespace {

/// Above this many nodes one settled state stands for all.
constexpr std::size_t small_network = 40;
/// At most this many states of one prefix, and combinations over several prefixes, are looked at.
constexpr std::size_t most_states = 64;

std::vector<Prefix> prefixes_of(const Network& network, const std::vector<Address>& addresses) {
    std::vector<Prefix> prefixes;
    for (const Prefix& prefix : routed_prefixes(network))
        if (std::any_of(addresses.begin(), addresses.end(), [&](Address a) { return prefix.contains(a); }))
            prefixes.push_back(prefix);
    return prefixes;
}

} // namespace

std::vector<routing::PrefixState> possible_states(const Network& network, const FailureSet& down,
                                                  const Prefix& prefix) {
    if (network.nodes.size() <= small_network) {
        auto all = routing::enumerate(network, prefix, down, most_states);
        if (all.complete)
            return std::move(all.states);
    }
    if (auto settled = routing::settle(network, prefix, down))
        return {*std::move(settled)};
    return {};
}

std::vector<routing::State> possible_states(const Network& network, const FailureSet& down,
                                            const std::vector<Address>& addresses) {
    std::vector<routing::State> states{{down, {}}};
    for (const Prefix& prefix : prefixes_of(network, addresses)) {
        std::vector<routing::State> more;
        for (const auto& choice : possible_states(network, down, prefix))
            for (const auto& state : states)
                if (more.size() < most_states) {
                    more.push_back(state);
                    more.back().prefixes.push_back(choice);
                }
        states = std::move(more);
    }
    return states;
}

Observed observe(const Network& network, const properties::Observation& observation) {
    Observed observed;
    observed.id = observation.id;
    observed.span = observation.span;
    FailureSet down = observation.down;
    std::sort(down.begin(), down.end());
    if (const auto* trace = std::get_if<properties::TraceObservation>(&observation.what))
        observe_trace(network, down, *trace, observed);
    else if (const auto* ping = std::get_if<properties::PingObservation>(&observation.what))
        observe_ping(network, down, *ping, observed);
    else
        observe_table(network, down, std::get<properties::TableObservation>(observation.what), observed);
    observed.places.resize(observed.differences.size(), observation.span);
    return observed;
}

} // namespace verdict
