#pragma once
// What a route's way from best to candidate depends on besides its content (semantics.md §2): failures.

#include "solver/encode/content.hpp"
#include "solver/encode/world.hpp"

namespace encode {

/// This origination, or one of them, can make `node` a source of the prefix.
bool may_originate(const network::Network& network, network::NodeId node, const network::Prefix& prefix,
                   const network::Origination& origination);
bool may_originate(const network::Network& network, network::NodeId node, const network::Prefix& prefix);
/// One of these originations (indices, rising) is the first of the node's that exists, so its local route.
smt::Term local_route_exists(const World& world, network::NodeId node, const network::Prefix& prefix,
                             const std::vector<std::uint32_t>& originations);
/// Some failure lets `node` advertise a best so learned.
bool may_advertise(const network::Network& network, network::NodeId node, const network::Prefix& prefix,
                   Learned learned);
/// A best so learned is one that `node` advertises: installed, or it advertises inactive ones.
smt::Term advertised(const World& world, network::NodeId node, const network::Prefix& prefix,
                     Learned learned);

} // namespace encode
