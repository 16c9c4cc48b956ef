#pragma once
// The oracle of the control plane: stable states of one prefix under one failure set, as `specs/semantics.md`
// defines them. Written for clarity; shares data with the encoder and no code.

#include <optional>
#include <string>
#include <vector>

#include "solver/routing/route.hpp"

namespace routing {

/// All stable states, for small networks. `complete` is false when the search was cut off at `limit` states or
/// at its budget of steps: then `states` are some of them.
struct StableStates {
    std::vector<PrefixState> states;
    bool complete = true;
};
StableStates enumerate(const network::Network& network, const network::Prefix& prefix,
                       const network::FailureSet& failed, std::size_t limit = 10'000);

/// One stable state found by letting the network converge from cold start (`from` null) or from another state;
/// none if it does not settle within its budget. Works for thousands of nodes.
std::optional<PrefixState> settle(const network::Network& network, const network::Prefix& prefix,
                                  const network::FailureSet& failed, const PrefixState* from = nullptr);

/// Settles every prefix; prefixes that do not settle are absent and named in `unsettled`.
struct Settled {
    State state;
    std::vector<network::Prefix> unsettled;
};
Settled settle_all(const network::Network& network, const std::vector<network::Prefix>& prefixes,
                   const network::FailureSet& failed);

/// The state in which node i's best came over `chosen[i]`: nothing = no route, an unknown session = its own
/// local route. Routes follow from the chosen sessions; states whose routes would never come to rest have none.
std::optional<PrefixState> reconstruct(const network::Network& network, const network::Prefix& prefix,
                                       const network::FailureSet& failed,
                                       const std::vector<std::optional<network::SessionId>>& chosen);

/// Empty if `state` is stable, else the first reason it is not, for a message of ours.
std::string why_unstable(const network::Network& network, const network::FailureSet& failed,
                         const PrefixState& state);

/// Whether every route of it is derived from an origin, or some hold each other up.
bool self_supporting(const network::Network& network, const PrefixState& state);

/// What became of every session's offer at `node`, in session order, own route first. Sessions that stand in for
/// something that has not failed make none.
std::vector<Offer> offers(const network::Network& network, const network::FailureSet& failed,
                          const PrefixState& state, network::NodeId node);

/// Whether things are up under a failure set (`disabled` ones never are).
bool is_down(const network::Network& network, network::FailureId group, const network::FailureSet& failed);
bool is_up(const network::Network& network, network::NodeId node, const network::FailureSet& failed);
bool is_up(const network::Network& network, network::LinkId link, const network::FailureSet& failed);
bool is_up(const network::Network& network, network::SessionId session, const network::FailureSet& failed);
/// Whether nothing that it stands in for is down, and neither is what it needs.
bool stands_by(const network::Network& network, network::SessionId session, const network::FailureSet& failed);
/// The first failed or disabled group that takes it down; of a session that stands by, the first that it stands in
/// for; unknown if it is up, and of a multihop session that is down only because its ends do not reach each other: no
/// single failure need be to blame.
network::FailureId taken_down_by(const network::Network& network, network::SessionId session,
                                 const network::FailureSet& failed);
/// The first failed or disabled group that makes it drop packets while it is up; unknown if none does.
network::FailureId drained_by(const network::Network& network, network::NodeId node,
                              const network::FailureSet& failed);

}  // namespace routing
