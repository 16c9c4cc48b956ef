#pragma once
// What a test wants to know of a prefix's stable states.

#include <stdexcept>
#include <vector>

#include "solver/encode/control_plane.hpp"
#include "tests/gadgets/builder.hpp"

namespace encode {

using State = std::vector<std::optional<network::SessionId>>;

inline const char* const the_prefix = "10.0.0.0/24";

inline std::vector<State> states_of(const network::Network& network, const network::FailureSet& failed = {}) {
    const auto states = all_states(network, gadgets::prefix(the_prefix), failed);
    if (!states)
        throw std::runtime_error("the states could not be told");
    return *states;
}

/// The only state there is.
inline State state_of(const network::Network& network, const network::FailureSet& failed = {}) {
    const auto states = states_of(network, failed);
    if (states.size() != 1)
        throw std::runtime_error(std::to_string(states.size()) + " states instead of one");
    return states.front();
}

/// The node has a route in the only state there is.
inline bool has_route(const network::Network& network, network::NodeId node,
                      const network::FailureSet& failed = {}) {
    return state_of(network, failed)[node.index()].has_value();
}

} // namespace encode
