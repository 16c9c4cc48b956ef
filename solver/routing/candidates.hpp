#pragma once
// What a node may choose from, given what the others chose.

#include <vector>

#include "solver/routing/decision.hpp"
#include "solver/routing/message.hpp"

namespace routing {

inline const Candidate* best_of(const Choice& choice) { return choice.best ? &*choice.best : nullptr; }

/// The valid candidates of `node`: its own route first, then one per session that offers one, in session
/// order.
std::vector<Candidate> candidates_at(const Setting& setting, const std::vector<Choice>& choices,
                                     network::NodeId node);

/// Whether the decision of `node` allows what `choices` says it chose.
bool content_with_choice(const Setting& setting, const std::vector<Choice>& choices, network::NodeId node);

/// `network:node` of a route for messages of ours: `over fw--ce1, local preference 100, as path 65001 65002`.
std::string describe(const network::Network& network, const std::optional<Candidate>& best);

} // namespace routing
