#pragma once
// A network: nodes, links, sessions, policies and failure groups. Immutable once lowered; no vendor in it.

#include <string>
#include <string_view>
#include <vector>

#include "solver/network/node.hpp"
#include "solver/network/policy.hpp"
#include "solver/network/session.hpp"

namespace network {

/// A route that would exist but for a line of the text: a flag that is missing, say. Explanations use it when a
/// route turns out to have no origin.
struct Withheld {
    NodeId node;          ///< the node that would announce it
    Prefix prefix;
    std::string reason;   ///< a stable code: `use-remote-gateways-missing`
    std::string sentence; ///< for the reader, with names in backticks
    dsl::Span span;       ///< the line that would have to change
};

/// Something the model leaves out, shown with every verdict.
struct NotModelled {
    std::string sentence;
    dsl::Span span;
};

/// An OSPF area that takes in no external routes (RFC 2328 §3.6), and with `no_summaries` none of other areas: its
/// border routers announce a default route instead.
struct StubArea {
    std::uint32_t area;
    bool no_summaries = false;
    std::uint32_t default_cost = 1;
    dsl::Span span;
};

struct Network {
    std::vector<Node> nodes;
    std::vector<Link> links;
    std::vector<Session> sessions;
    std::vector<Policy> policies;
    std::vector<FailureGroup> failures;
    std::vector<Transport> transports;
    std::vector<StubArea> stub_areas;
    FailureBudget budget;                    ///< of the file; a claim may carry its own
    std::vector<Withheld> withheld;
    std::vector<NotModelled> not_modelled;
    std::vector<std::string> assumptions;    ///< uncertain facts the model decided: `name: sentence`, each once

    const Node& operator[](NodeId id) const { return nodes[id.index()]; }
    const Link& operator[](LinkId id) const { return links[id.index()]; }
    const Session& operator[](SessionId id) const { return sessions[id.index()]; }
    const Policy& operator[](PolicyId id) const { return policies[id.index()]; }
    const FailureGroup& operator[](FailureId id) const { return failures[id.index()]; }
    const Transport& operator[](TransportId id) const { return transports[id.index()]; }

    /// iBGP iff both ends have the same ASN.
    bool internal(const Session& session) const;
    /// The cluster that a node reflects for: what it declares, else a number of its own above all 32-bit ones.
    std::uint64_t cluster(NodeId node) const;
    /// Sessions of a node in index order. Linear in the sessions: index once with `Adjacency` in loops.
    std::vector<SessionId> sessions_of(NodeId node) const;
    std::vector<LinkId> links_from(NodeId node) const;
    /// The node called `name`, or an unknown id.
    NodeId find_node(std::string_view name) const;
};

/// The node whose table decides about what `node` sends: itself, or what it hands all of its packets to (a fabric; the
/// table of its subnet).
NodeId table_for(const Network& network, NodeId node);

/// Every prefix that routing knows: owned, originated (a default route that OSPF always has, too) or static, sorted and unique.
std::vector<Prefix> routed_prefixes(const Network& network);

/// Whether some BGP speaker originates the prefix.
bool announced(const Network& network, const Prefix& prefix);

/// Sessions and outgoing links by node, computed once.
struct Adjacency {
    explicit Adjacency(const Network& network);
    std::vector<std::vector<SessionId>> sessions;
    std::vector<std::vector<LinkId>> links;
};

/// The failure groups that are down, sorted. `disabled` groups are down without being named.
using FailureSet = std::vector<FailureId>;

/// Whether a limit counts no failures, but leaves open what the platform decides (groups of class `choice`).
bool leaves_choices_open(const Network& network, const FailureLimit& limit);
/// The budget without such limits; the groups that are failures, without what the platform or routing itself decided.
FailureBudget without_choices(const Network& network, FailureBudget budget);
FailureSet without_choices(const Network& network, FailureSet failed);

}  // namespace network
