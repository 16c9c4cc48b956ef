#pragma once
// A virtual network and what stands in it: subnets, their tables, machines, interfaces.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/ast.hpp"
#include "solver/network/network.hpp"

namespace kinds::cloud {

/// Where packets of a subnet's machines look up their way: one node with the subnet's own table.
struct Table {
    network::NodeId node;
    bool propagates = true; ///< what gateways and route servers learn is programmed into it
};

/// A machine with a network security group of its own, and so with nodes of its own.
struct Machine {
    std::string name; ///< `hub/app/vm`
    network::Address address;
    network::NodeId sends, arrives; ///< where its packets start, and where packets to it end
    dsl::Word security_group;
    dsl::Span span;
};

/// A part of a virtual network. Its machines start packets at `table`; what comes to them ends at `arrivals`.
struct Subnet {
    std::string name; ///< `hub/app`
    std::string vnet;
    network::Prefix prefix;
    network::NodeId table;
    network::NodeId arrivals;                 ///< the same node, unless something stands before its machines
    std::string route_table, security_group;  ///< their names; empty: none
    std::optional<std::uint32_t> state_group; ///< with a security group: what its rules remember
    std::vector<Machine> guarded;
    const dsl::Statement* written = nullptr;
    dsl::Span span;
    std::string_view bare_name() const { return std::string_view(name).substr(vnet.size() + 1); }
};

/// A virtual network. Without subnets it is one node, which owns the space and is its only table. With
/// subnets it is a fabric that hands packets for its space to whatever holds their address, and a table for
/// each subnet but those of gateways and route servers.
struct VirtualNetwork {
    std::string name;
    network::NodeId fabric; ///< where packets to its space enter
    std::vector<network::Prefix> space;
    dsl::Span span;
    std::vector<Table> tables;
    std::vector<Subnet> subnets;
    bool bgp_default_removes_none_routes = false;
};

/// An interface that packets can be handed to although it is not their destination: an appliance's, a load
/// balancer's frontend. A BGP next hop is its `entry`.
struct Nic {
    std::string name; ///< of the thing: `nva1`
    network::NodeId node;
    network::NodeId entry; ///< where packets to it enter: `node`, or what stands before it
    network::Address address;
    std::string vnet, subnet; ///< `hub`, `hub/nva`
    bool forwards = false;    ///< packets of others leave it
    dsl::Span span;
};

/// Subnets that only the platform's own things stand in: their machines' routing is not the user's.
inline constexpr std::string_view gateway_subnet = "GatewaySubnet", route_server_subnet = "RouteServerSubnet",
                                  firewall_subnet = "AzureFirewallSubnet";
inline bool is_platform(const Subnet& subnet) {
    return subnet.bare_name() == gateway_subnet || subnet.bare_name() == route_server_subnet;
}
/// Not an end of flows where only their network is named.
bool is_ordinary(const Subnet& subnet);

} // namespace kinds::cloud
