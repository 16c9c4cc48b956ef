#pragma once
// Three readings of `specs/semantics.md` held against each other on one network: the oracle's enumeration, the
// encoder's solutions, and message passing; what both make of tables; and every verdict against brute force over the
// oracle's states.

#include <string>
#include <vector>

#include "solver/network/network.hpp"

namespace random_networks {

/// Every failure set within the network's budget, smallest first.
std::vector<network::FailureSet> failure_sets(const network::Network& network);

/// Those, each with all conditions met, with none, and with each one alone not met.
std::vector<network::FailureSet> failure_sets_and_conditions(const network::Network& network);

/// Empty, or how the sets of stable states differ under some failure set: oracle against encoder (constant and
/// symbolic failures), and whether states settled by messages are among them.
std::string control_planes_disagree(const network::Network& network);

/// Empty, or what some node does otherwise with some packet in a state that the encoder finds.
std::string tables_disagree(const network::Network& network);

/// Empty, or the claim whose verdict differs from brute force over all states, branches and packets.
std::string verdicts_disagree(const network::Network& network);

/// One address of every class that the generator's prefixes can tell apart.
const std::vector<network::Address>& looked_at();
/// The names of failure groups, for a message.
std::string names(const network::Network& network, const network::FailureSet& failed);

/// What was compared, so that a test can tell that it compared something.
struct Compared {
    std::size_t scenarios = 0, states = 0, settled = 0, tables = 0, claims = 0, violated = 0, unsettling = 0;
    /// Scenarios in which paths can grow without end (two sessions that override each other's ASN, say) while others
    /// shorten them: the oracle does not claim to have seen every state.
    std::size_t given_up = 0;
};
Compared& compared();

}  // namespace random_networks
