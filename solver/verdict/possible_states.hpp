#pragma once
// The states that a real network may have been in when something was observed: every stable state under what
// had failed, and every way of deciding what only the platform knows (failure groups of the class `choice`).

#include <functional>
#include <optional>
#include <vector>

#include "solver/routing/simulate.hpp"

namespace verdict {

/// Whether all stable states are searched for, or the one that routing settles in is enough.
enum class Search { settled, all };

/// The failures with the conditions that do not hold, for each way in which routing may settle, as far as it is searched.
std::vector<network::FailureSet> with_conditions_settled(const network::Network& network,
                                                         const network::FailureSet& failed);

/// Stable states of several prefixes at once. States that differ in prefixes that nobody asked for are one.
struct PossibleStates {
    std::vector<routing::State> states; ///< at least one: prefixes that never settle are absent from it
    bool complete = true;               ///< false: there may be more
    std::vector<network::Prefix> unsettled;
};
/// Of the prefixes that contain one of `addresses`: all states of networks that are small enough, else one.
/// At most `most`.
PossibleStates possible_states(const network::Network& network, const network::FailureSet& failed,
                               const std::vector<network::Address>& addresses, std::size_t most = 64,
                               Search search = Search::all);
/// Of all prefixes that may matter to packets with these addresses, and to what they are translated to.
PossibleStates states_of(const network::Network& network, const network::FailureSet& failed,
                         std::vector<network::Address> addresses, std::size_t most = 64,
                         Search search = Search::all);
/// Of one prefix; empty if routing never comes to rest.
std::vector<routing::PrefixState> possible_states(const network::Network& network,
                                                  const network::FailureSet& failed,
                                                  const network::Prefix& prefix, Search search = Search::all);
/// How many of them differ in what one of `nodes` chooses: 0 if routing never comes to rest.
std::size_t distinct_states(const network::Network& network, const network::FailureSet& failed,
                            const network::Prefix& prefix, const std::vector<network::NodeId>& nodes);
/// Whether a network of this size is searched for all of its states.
bool is_searched(const network::Network& network);

/// Calls `look` with `failed` and with every further set of open choices that may matter to the nodes that
/// `look` said it has looked at, until it returns nothing. False if there were more sets than a run can look
/// at.
bool with_every_choice(
    const network::Network& network, const network::FailureSet& failed,
    const std::function<std::optional<std::vector<network::NodeId>>(const network::FailureSet&)>& look);

} // namespace verdict
