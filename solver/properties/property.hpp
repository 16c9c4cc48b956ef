#pragma once
// The open set of properties. To add one: a file beside this that makes a row, and a line in `table.cpp`.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "solver/properties/setting.hpp"
#include "solver/routing/forward.hpp"
#include "solver/routing/route.hpp"

namespace properties {

/// A concrete failure set with a stable state of every prefix that matters: what the solver's model says
/// happens.
struct Scenario {
    network::FailureSet failed;
    routing::State state;
    std::optional<routing::State> without; ///< of `prefer`: the state where the transport in use is down too
    std::optional<routing::State> second;  ///< of `unique-state`: another state under the same failures
};

/// How a scenario violates a claim, shown by the oracle.
struct Witness {
    Endpoint from, to;
    network::Packet packet;
    std::optional<routing::Walk> there, back;
    std::string reason; ///< a stable code
    network::NodeId at; ///< where it shows; unknown if at no single node
    std::vector<std::string> notes;
};

struct Property {
    std::string_view word, sentence; ///< the user's word, and what it means
    std::string_view formula;        ///< what is asked: "unsatisfiable iff it holds"
    /// One question per flow; empty: nothing is in scope. Null: decided in a way of its own (`convergence`).
    std::vector<Question> (*ask)(Setting& setting, const Claim& claim);
    /// Whether the flow is in scope in some scenario: what nothing failed leaves out is out for good.
    bool (*in_scope)(const network::Network& network, const Claim& claim, const Flow& flow);
    /// Whether the scenario violates the claim for the flow, by the oracle alone.
    std::optional<Witness> (*replay)(const network::Network& network, const Claim& claim, const Flow& flow,
                                     const Scenario& scenario);
};

/// Every property, in the order of `verify list properties`.
const std::vector<Property>& table();
const Property* find(std::string_view word);

// One function per file of this folder; `table.cpp` lists them.
Property reachability();
Property isolation();
Property loop_freedom();
Property path_symmetry();
Property prefer();
Property waypoint();
Property no_transit();
Property no_black_hole();
Property path_length();
Property route_limit();
Property unique_state();
Property convergence();

} // namespace properties
