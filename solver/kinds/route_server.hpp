#pragma once
// The sessions of a route server with appliances, and what follows from them.

#include "solver/kinds/cloud_fabric.hpp"
#include "solver/kinds/cloud_route_servers.hpp"

namespace kinds::cloud {

/// Whether `node` is an instance of one.
bool is_route_server(Builder& builder, network::NodeId node);
/// Whether the session between `a` and `b`, one of which is an instance of a route server, can be: with an
/// appliance in the same network or a peered one, of an ASN of its own. An error at `block` otherwise.
bool may_peer(Builder& builder, const dsl::Statement& block, network::NodeId a, network::NodeId b);

/// Once all sessions are there: the server's side of each, and what appliances program into tables.
void complete_peers(Builder& builder, const RouteServer& server);

} // namespace kinds::cloud
