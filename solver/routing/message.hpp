#pragma once
// A route's way from one node's best to its peer's candidate (`specs/semantics.md` §2), step by step, with
// the reason and the place where it ended.

#include <optional>
#include <vector>

#include "solver/routing/health.hpp"
#include "solver/routing/route.hpp"

namespace routing {

/// How far a route came: `route` as the last step left it; `refused` names the step that stopped it, if one
/// did.
struct Passage {
    std::optional<Route> route;
    std::optional<Fate> refused;
    dsl::Span responsible;
    const network::Term* term = nullptr; ///< of the policy that stopped it, if one of its terms did

    bool arrived() const { return route && !refused; }
};

/// What gives the node a route of its own, or null: the first of its originations that exists.
const network::Origination* origination_at(const Setting& setting, network::NodeId node);
/// Whether the origination of the prefix exists under this failure set, or would, were the group down that it waits for.
bool can_exist(const Setting& setting, network::NodeId node, const network::Origination& origination);
/// The route that an origination is.
Candidate candidate_of(const network::Origination& origination, network::NodeId node);
/// The node's own route, if it has one.
std::optional<Candidate> local_candidate(const Setting& setting, network::NodeId node);

/// Whether a best is what the node's table uses, as far as other sources of exactly this prefix go; local
/// ones are.
bool installed(const Setting& setting, network::NodeId node, const Candidate& best);

/// The message that the end of `sender` sends while its best is `best` (null: none).
Passage send(const Setting& setting, network::SessionId session, network::NodeId sender,
             const Candidate* best);

/// What becomes of a message at the end of `receiver`.
Passage receive(const Setting& setting, network::SessionId session, network::NodeId receiver, Route message);

/// Both: the offer made to `receiver` while the peer's best is `peers_best` (null: none).
Passage offer(const Setting& setting, network::SessionId session, network::NodeId receiver,
              const Candidate* peers_best);

/// What the peer of an end takes it for: the owner's ASN, or its `local-as`.
Asn asn_shown(const network::Network& network, const network::SessionEnd& end);

/// What an eBGP end does to a path it sends: drops private ASNs, maps, overrides what its peer shows, puts its own and its
/// `local-as` in front.
void rewrite_path(std::vector<Asn>& path, const network::SessionEnd& end, Asn own, Asn peer);

/// The peer at the other end.
inline network::NodeId peer_of(const network::Session& session, network::NodeId node) {
    return session.far_end(node).node;
}

} // namespace routing
