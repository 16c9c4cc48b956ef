#pragma once
// A route as one node holds it, and what became of every offer. The oracle's own data; the encoder has its own.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "solver/network/network.hpp"

namespace routing {

using network::Asn;

/// A BGP route of one prefix, as held by a node after import.
struct Route {
    std::uint32_t weight = 0;              ///< local to the node
    std::uint32_t local_preference = 100;  ///< reset to 100 on eBGP
    std::vector<Asn> as_path;              ///< nearest first
    network::Origin origin = network::Origin::igp;
    std::uint32_t med = 0;                 ///< not sent on to a third AS (RFC 4271 §5.1.4)
    std::set<network::Community> communities;
    network::NodeId next_hop;              ///< distinct from the advertising peer where the policy says so
    network::NodeId originator;            ///< of a reflected route (RFC 4456 §8), else unknown
    std::vector<std::uint64_t> cluster_list; ///< of a reflected route, nearest first: numbers of `Network::cluster`
    bool operator==(const Route&) const = default;
};

/// A candidate at a node: learned over `session`, or local when that is unknown.
struct Candidate {
    network::SessionId session;
    Route route;
    bool local() const { return !session.known(); }
    bool operator==(const Candidate&) const = default;
};

/// What BGP decided at one node for one prefix.
struct Choice {
    std::optional<Candidate> best;         ///< the one advertised
    std::vector<Candidate> multipath;      ///< all used for forwarding; holds `best` if there is one
    bool operator==(const Choice&) const = default;
};

/// A stable (or merely proposed) state of one prefix: a choice per node, by index.
struct PrefixState {
    network::Prefix prefix;
    std::vector<Choice> choices;
    bool operator==(const PrefixState&) const = default;
};

/// Stable states of several prefixes under one failure set, which names the conditions that do not hold, too: given those,
/// prefixes do not depend on each other.
struct State {
    network::FailureSet failed;
    std::vector<PrefixState> prefixes;     ///< sorted by prefix
    const PrefixState* find(const network::Prefix& prefix) const;
};

/// Why an offer is not what the node uses, in the order a route meets the reasons.
enum class Fate {
    chosen,                 ///< best
    also_used,              ///< in the multipath set
    session_down,           ///< a failure took the session, `failure` says which, or its ends do not reach each other
    peer_has_none,          ///< the peer holds no route itself
    not_readvertised,       ///< iBGP-learned, iBGP peer (RFC 4271 §9.2.1)
    kept_by_community,      ///< the peer's best carries no-export (to eBGP) or no-advertise (RFC 1997)
    sends_nothing,          ///< the peer's end never advertises, or its best is not installed
    rejected_by_export_policy,
    own_asn_in_path,
    own_originator,         ///< reflected back to where it entered the AS (RFC 4456 §8)
    own_cluster,            ///< the cluster list holds the node's own cluster (RFC 4456 §8)
    rejected_by_import_policy,
    next_hop_unresolved,
    listed_only,
    less_preferred,         ///< lost an elimination; `criterion` says which
};

/// One row of "what happened to the offers of this prefix at this node".
struct Offer {
    network::SessionId session;               ///< unknown for the node's own
    Fate fate = Fate::chosen;
    std::optional<Route> route;               ///< as far as it came: after import if it was accepted
    std::optional<network::Criterion> criterion;
    network::FailureId failure;               ///< for `session_down`; unknown: its ends do not reach each other
    dsl::Span responsible;                    ///< the policy term, session end or policy that decided
    const network::Term* term = nullptr;      ///< the term of the network's policy that rejected it, if one did
};

/// The stable name of a fate: `rejected-by-policy`, `own-asn-in-path`, ...
std::string_view code(Fate fate);

}  // namespace routing
