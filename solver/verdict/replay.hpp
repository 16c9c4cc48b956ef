#pragma once
// From a model to a scenario that the oracle vouches for. Everything the solver says is said again here.

#include <optional>

#include "solver/properties/property.hpp"
#include "solver/verdict/decide_inquiry.hpp"

namespace verdict {

/// A violation that was seen twice: by the solver and by the oracle.
struct Violation {
    properties::Flow flow;
    properties::Scenario scenario;
    properties::Witness witness;
    bool fewest = true; ///< no smaller failure set violates the claim
};

/// The failures and states of the model. Throws `Disagreement` if one of its states is not stable.
properties::Scenario decode(const Inquiry& inquiry, const properties::Claim& claim,
                            const properties::Question& question);

/// How the model violates the claim for the question. Throws `Disagreement` if the oracle sees no violation,
/// unless the question is not exact.
std::optional<Violation> replay(const Inquiry& inquiry, const properties::Claim& claim,
                                const properties::Question& question);

/// The same violation in a state that routing settles in by itself after these failures, if there is one.
std::optional<Violation> settled(const network::Network& network, const properties::Claim& claim,
                                 const properties::Question& question, const Violation& violation);

/// Adds states of other prefixes that contain addresses of the two ends, for explanations.
void complete(const network::Network& network, const Violation& violation, routing::State& state);

/// Every prefix of the state is supported by an origin.
bool derived(const network::Network& network, const properties::Scenario& scenario);

} // namespace verdict
