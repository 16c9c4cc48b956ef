#pragma once
// Links, BGP sessions and what fails together.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/source.hpp"
#include "solver/network/address.hpp"
#include "solver/network/condition.hpp"
#include "solver/network/filter.hpp"
#include "solver/network/ids.hpp"
#include "solver/network/policy.hpp"

namespace network {

/// A one-way adjacency that carries packets. A cable is two of them with the same failure group.
struct Link {
    std::string name;                     ///< `fw--ce1`, `backup/0`
    NodeId from, to;
    std::optional<Address> to_address;    ///< the interface a traceroute shows when a packet enters `to` here
    std::optional<TransportId> transport;
    std::vector<FailureId> fails_with;    ///< down when any of these, or an end, is down
    dsl::Span span;
    Filter filter = {};                        ///< applied to every packet that crosses, answers included
    /// OSPF knows of it, at this cost (1..65535) from `from`. Between two nodes that run OSPF it runs over it; where only
    /// `from` does (a passive interface), it tells how far what lies beyond is.
    std::optional<std::uint32_t> ospf_cost = {};
    std::uint32_t ospf_area = 0;  ///< of both directions of a cable
};

/// Why an end sends nothing, or only lists, where a line of the text decides so: explanations give it as the cause.
struct Restraint {
    std::string reason;    ///< a stable code: `branch-to-branch-off`
    std::string sentence;  ///< for the reader, with names in backticks
    dsl::Span span;        ///< the line that would have to change
    bool operator==(const Restraint&) const = default;
};

/// An ASN that an end shows its eBGP peer in place of its owner's (`local-as`): the peer's session is with this one.
struct LocalAs {
    Asn asn;
    bool prepends_received = true;  ///< what it receives gets it in front, before import policy
    bool replaces = false;          ///< in what it sends the owner's ASN is left out
    bool operator==(const LocalAs&) const = default;
};

/// One side's configuration of a session. Export order: policy, next hop, remove-private-as, replace-as,
/// as-override, own ASN in front (eBGP). Import order: loop check on the path as received, then policy.
struct SessionEnd {
    NodeId node;
    std::optional<PolicyId> import_policy, export_policy;  ///< none: accept everything unchanged
    bool next_hop_self = false;        ///< sends itself as next hop on iBGP; eBGP always does, unless:
    bool next_hop_unchanged = false;   ///< keeps the next hop on eBGP
    std::optional<NodeId> next_hop;    ///< sends this node as next hop, whatever else is said (RFC 4271 §5.1.3, third party)
    bool as_override = false;          ///< replaces the peer's ASN by its own in paths it sends
    bool remove_private_as = false;    ///< drops private ASNs (RFC 6996) from paths it sends
    std::vector<std::pair<Asn, Asn>> replace_as;  ///< first -> second in paths it sends
    std::uint32_t allow_own_as = 0;    ///< accepts up to this many of its own ASN in a path
    bool sends = true;                 ///< false: nothing is ever advertised from this end
    bool lists_only = false;           ///< what it receives is shown in its table and never a candidate
    std::uint32_t weight = 0;          ///< given to what it receives, before policy
    std::optional<Restraint> restraint = {};  ///< why not `sends`, or `lists_only`
    dsl::Span span;                    ///< where this end is configured (the latest change of it)
    /// What the owner accepts at most, in prefixes after import. Routing goes on as if there were no limit: whether it is
    /// kept is a claim (`route-limit`).
    std::optional<std::uint32_t> route_limit = {};
    bool client = false;               ///< iBGP: its owner reflects routes to and from the peer (RFC 4456)
    bool next_hop_self_reflected = false;  ///< sends itself as next hop of reflected routes, too
    std::optional<LocalAs> local_as = {};
    /// Of a session that other routes carry: over which links its owner reaches the peer.
    std::vector<TableWay> ways = {};
};

/// A BGP session. It is up iff `forward` and `back` are both up, no node of it is down, none of
/// `fails_with` is, if there are any, one of `stands_in_for` is and, if it is `multihop`, each end resolves the other
/// (specs/semantics.md §2). iBGP iff both ASNs are equal.
struct Session {
    std::string name;
    SessionEnd a, b;
    LinkId forward, back;              ///< a -> b and b -> a; unknown for a control-plane-only direction
    std::vector<FailureId> fails_with;
    dsl::Span span;
    std::vector<FailureId> stands_in_for = {};  ///< up only while one of these is down; empty: always
    bool multihop = false;             ///< between addresses that the IGP reaches; `forward` and `back` are unknown

    const SessionEnd& end(NodeId node) const { return a.node == node ? a : b; }
    const SessionEnd& far_end(NodeId node) const { return a.node == node ? b : a; }
    /// The link from `node` toward its peer.
    LinkId link_from(NodeId node) const { return a.node == node ? forward : back; }
};

/// What a failure budget may count. Words of the language, but for `choice`: what the platform decides and nobody
/// knows (which of two instances serves a network), which every budget leaves open, and `condition`: what routing itself
/// decides.
enum class FailureClass : std::uint8_t { connection, tunnel, link, node, shared_risk, maintenance, choice, condition };
inline constexpr std::size_t failure_classes = 8;

/// Things that fail together, as one.
struct FailureGroup {
    std::string name;
    FailureClass failure_class = FailureClass::link;
    bool disabled = false;             ///< exists and is never up
    dsl::Span span;
    std::optional<Condition> condition = {};  ///< of the class `condition`: down iff this does not hold
};

/// What carries packets between sites and has a name of its own: a circuit, a VPN.
struct Transport {
    std::string name;
    std::vector<FailureId> groups;     ///< all of them down: the transport is down
    dsl::Span span;
};

/// At most `at_most` of `groups` are down. Groups that no limit names never fail.
struct FailureLimit {
    std::uint32_t at_most = 1;
    std::vector<FailureId> groups;
};

/// All limits hold at once. Empty: nothing fails.
struct FailureBudget {
    std::vector<FailureLimit> limits;
};

}  // namespace network
