#pragma once
// One route stopped on its way to a node that misses it.

#include <cstddef>
#include <optional>

#include "solver/verdict/causes.hpp"

namespace verdict {

/// An offer that was stopped on its way to `node`.
struct Barrier {
    network::NodeId node;
    routing::Offer offer;
    std::size_t length = 0; ///< sessions from the origin over the barrier to where the route is missed
};

/// Why the end that stopped an offer does so, if a line of the text says it.
const std::optional<network::Restraint>& restraint(const Scene& scene, const Barrier& barrier);
/// How readily a stop is somebody's mistake: policies before what the protocol itself does.
int rank(const network::Network& network, const routing::Offer& offer);
/// What the reader gets to see of one barrier.
Diagnosis tell(const Scene& scene, const Barrier& barrier, const Fault& fault, const network::Prefix& prefix);

} // namespace verdict
