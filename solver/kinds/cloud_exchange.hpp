#pragma once
// What the gateways and the route server of one virtual network tell each other. The sessions are always
// there; whether routes pass is up to the route server (`restraint_on`).

#include "solver/kinds/cloud.hpp"
#include "solver/kinds/cloud_route_servers.hpp"

namespace kinds::cloud {

/// One side of a session without any option.
network::SessionEnd plain_end(network::NodeId node, dsl::Span span);

/// iBGP between every node of `gateway` and both instances of the route server beside it, if there is one.
void exchange_with_route_server(Builder& builder, const Gateway& gateway);
/// iBGP between the ExpressRoute gateway of a network and each instance of its VPN gateway. Without exchange
/// each lists what the other learned and neither uses it.
void exchange_between_gateways(Builder& builder, const Gateway& expressroute, const Gateway& vpn);

} // namespace kinds::cloud
