#pragma once
// Conditions: what some routes, static routes and sessions need of the routes to other prefixes. A condition is a failure
// group whose state routing itself decides (`specs/semantics.md` §1.1): given the groups that are down, prefixes do not
// depend on each other, and a state is stable only if its tables agree with the conditions it was made under.

#include <variant>
#include <vector>

#include "solver/network/address.hpp"
#include "solver/network/ids.hpp"

namespace network {

/// The node has a route to exactly one of these prefixes: for an aggregate its contributors, for a conditional
/// advertisement what it is tied to.
struct HasRoute {
    enum class From : std::uint8_t {
        table,          ///< of any source, in its table; one that only says that there is none does not count
        bgp,            ///< a BGP best, installed or not, its own included
        bgp_table,      ///< a learned BGP best that wins its table
        ospf,           ///< a route of OSPF that wins its table
        static_routes,  ///< a static route that wins its table
    };
    NodeId node;
    std::vector<Prefix> any_of;  ///< sorted
    From from = From::table;
    bool operator==(const HasRoute&) const = default;
};

/// The node resolves a BGP next hop of this address over the link: one of those that its longest match leads over, if
/// that may resolve next hops at all. No route resolves its own next hop, nor do several go round: all such conditions
/// of a node hold as the least fixed point says (RFC 4271 §9.1.2.1).
struct ForwardsOver {
    NodeId node;
    Address destination;
    LinkId link;
    bool operator==(const ForwardsOver&) const = default;
};

/// Every branch of a packet (TCP, to port 179) injected at `from` ends delivered at `to`.
struct Delivers {
    NodeId from, to;
    Address source, destination;
    bool operator==(const Delivers&) const = default;
};

using Condition = std::variant<HasRoute, ForwardsOver, Delivers>;

/// What a node's own table says of a next hop: packets to it leave over the link, while the group is not down.
struct TableWay {
    LinkId link;
    FailureId fails_with;  ///< a condition `ForwardsOver`
};

}  // namespace network
