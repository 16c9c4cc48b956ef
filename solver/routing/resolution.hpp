#pragma once
// How a node gets to a next hop (`specs/semantics.md` §2.1): over its own links, or as far as OSPF leads. Where routes
// lead there conditions say so: given which are down, it is the same in all states of one failure set.

#include <cstdint>
#include <optional>
#include <vector>

#include "solver/network/network.hpp"
#include "solver/routing/ospf.hpp"

namespace routing {

/// What a next hop comes down to.
struct Resolution {
    std::vector<network::LinkId> links; ///< sorted, unique, never empty; several share the load
    std::uint64_t metric = 0;           ///< of OSPF; 0 over links of the node's own, and by its table
};

/// How `node` resolves the next hop of a route that it learned over `session`; nothing if it does not.
std::optional<Resolution> resolve(const ShortestPaths& paths, const network::Session& session, network::NodeId node,
                                  network::NodeId next_hop);

/// How `node` gets to `target` by OSPF or over links of its own, whatever session asks: the ends of a multihop session
/// need it of each other.
std::optional<Resolution> reach(const ShortestPaths& paths, network::NodeId node, network::NodeId target);

} // namespace routing
