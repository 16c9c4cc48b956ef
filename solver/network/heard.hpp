#pragma once
// Which next hops the BGP routes of a network may have where, whatever fails: policies are asked about the prefix alone,
// paths not at all. For what looks at next hops only where it has to.

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "solver/network/network.hpp"

namespace network {

class Heard {
public:
    /// Of routes to the prefix; without one, of any.
    Heard(const Network& network, const Adjacency& adjacency, std::optional<Prefix> prefix);

    struct Route {
        NodeId next_hop;
        SessionId session; ///< over which it came
        auto operator<=>(const Route&) const = default;
    };
    const std::set<Route>& at(NodeId node) const { return routes_[node.index()]; }

private:
    bool passes(const std::optional<PolicyId>& policy) const;
    bool originates(const Node& node) const;
    void spread(NodeId from, NodeId next_hop, SessionId came_over, std::vector<std::pair<NodeId, Route>>& open);

    const Network& network_;
    const Adjacency& adjacency_;
    std::optional<Prefix> prefix_;
    std::vector<std::set<Route>> routes_; ///< by node
};

/// Whether the next hop is one that the node's table may resolve (`specs/semantics.md` §2.1, 7.): it came over iBGP or
/// over a session of several hops. A neighbour's own is on their link (RFC 4271 §6.3).
bool is_recursive(const Network& network, const Session& session, NodeId node);

/// The address that stands for a node as next hop and as end of a session: its `bgp_address` if it owns it, else the first
/// of a /32 that it owns, else of what it owns. Nothing: it has none.
std::optional<Address> speaking_address(const Node& node);
/// The address that `node` has to resolve where `next_hop` is the next hop of a route: of another AS that of its interface, if
/// its eBGP sessions over links name one and no other; else its own. Nothing: it owns none (a gateway of a platform).
std::optional<Address> next_hop_address(const Network& network, NodeId node, NodeId next_hop);

} // namespace network
