#pragma once
// Where routing alone says that packets arrive. In a circuit of equations every best was made of a peer's best that
// stands before it, so following bests ends at the origin; if nothing but these bests forwards, and the origin owns
// the prefix, a node that has a best has its packets delivered. One term per node instead of a fixed point.

#include "solver/encode/data_plane.hpp"

namespace encode {

/// Whether in every stable state under every failure, for every node but `to`: each branch of packets to the plane's
/// destination is delivered at `to` iff the node has a BGP best. Claims so only if nothing else can matter: one
/// prefix contains the destination, `to` alone owns and announces it, no static route and no OSPF leads to it, every
/// session is eBGP with the peer itself as next hop over a known link to it, every node forwards and drops, filters and
/// translates nothing, and no link filters.
bool best_means_delivered(const DataPlane& plane, network::NodeId to);

}  // namespace encode
