#pragma once
// A user's routes: what a route table says, and what it does to the table of a subnet that uses it
// (AD:virtual-network/virtual-networks-udr-overview.md, user-defined).

#include <string>
#include <vector>

#include "solver/kinds/cloud_fabric.hpp"

namespace kinds::cloud {

struct UserRoute {
    enum class To { appliance, gateway, vnet_local, internet, none } to = To::none;
    network::Prefix prefix;
    dsl::Word next_hop; ///< of an appliance: its name or address, as written
    dsl::Span span;
};

struct RouteTable {
    std::string name;
    bool propagates = true; ///< routes that gateways and route servers learn come into the tables that use it
    std::vector<UserRoute> routes;
    dsl::Span span, propagation_span;
    bool used = false;
};

/// Null for an empty name.
const RouteTable* find_route_table(Builder& builder, const std::string& name);
/// Reads `route-table T;` of a subnet's block into `subnet.route_table`, and refuses what the platform
/// refuses.
void attach_route_table(Builder& builder, Subnet& subnet);
/// The network whose gateways this one uses: its own, or the peer's.
std::string gateways_home(const Cloud& cloud, const VirtualNetwork& vnet);
/// Every subnet's user routes become static routes of its table; those of the gateways' subnet of the
/// gateways themselves. Ask when peerings and gateways are known.
void add_user_routes(Builder& builder, const VirtualNetwork& vnet);

} // namespace kinds::cloud
