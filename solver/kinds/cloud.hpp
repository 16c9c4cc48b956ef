#pragma once
// What the kinds of the cloud know of each other while a network is built: virtual networks and their tables,
// interfaces, peerings, gateways, and who serves whom. Tables and interfaces are complete when the phase
// `place` is over, peerings and gateways when `connect` is.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "solver/kinds/builder.hpp"

namespace kinds::cloud {

/// The ASN of virtual networks and, unless told otherwise, of their gateways; and that of Microsoft's edge
/// routers (MSEE). AD:vpn-gateway/vpn-gateway-bgp-overview.md, AD:expressroute/expressroute-routing.md.
inline constexpr network::Asn gateway_asn = 65515, edge_asn = 12076;

/// Where packets of a subnet's machines look up their way: one node with the subnet's own table.
struct Table {
    network::NodeId node;
    bool propagates = true; ///< what gateways and route servers learn is programmed into it
};

/// A part of a virtual network. Its machines start packets at `table`; what comes to them ends at `arrivals`.
struct Subnet {
    std::string name; ///< `hub/app`
    std::string vnet;
    network::Prefix prefix;
    network::NodeId table;
    network::NodeId arrivals; ///< the same node, unless something stands before its machines
    const dsl::Statement* written = nullptr;
    dsl::Span span;
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
};

/// An interface that packets can be handed to although it is not their destination: an appliance's, a load
/// balancer's frontend.
struct Nic {
    std::string name; ///< of the thing: `nva1`
    network::NodeId node;
    network::NodeId
        entry; ///< where packets to it enter: `node`, or what stands before it. A next hop is this node
    network::Address address;
    std::string vnet, subnet; ///< `hub`, `hub/nva`
    bool forwards = false;    ///< packets of others leave it
    dsl::Span span;
};

enum class GatewayType { expressroute, vpn };

/// A gateway and its nodes: one, or the instances of a VPN gateway.
struct Gateway {
    std::string name;
    GatewayType type = GatewayType::expressroute;
    std::string vnet; ///< empty: not resolved
    std::vector<network::NodeId> nodes;
    std::vector<network::Address> bgp_addresses;
    network::Asn asn = gateway_asn;
    bool allow_remote_vnet_traffic = false;
    dsl::Span span;
};

/// One side of a peering: what it allows the other, and whether it uses the other's gateways.
struct Side {
    std::string vnet;
    bool allow_gateway_transit = false;
    bool use_remote_gateways = false;
    bool deny_access = false;
    dsl::Span span; ///< its `at` block; without one, the peering
};

struct Peering {
    Side a, b;
    dsl::Span span;
    const Side& side(std::string_view vnet) const { return a.vnet == vnet ? a : b; }
    const Side& far_side(std::string_view vnet) const { return a.vnet == vnet ? b : a; }
    bool joins(std::string_view vnet) const { return a.vnet == vnet || b.vnet == vnet; }
};

/// Kept in the builder's notes.
struct Cloud {
    std::map<std::string, VirtualNetwork, std::less<>> vnets;
    std::map<std::string, Gateway, std::less<>> gateways;
    std::vector<Peering> peerings;
    std::vector<Nic> nics;
    std::map<network::NodeId, std::string> homes; ///< the virtual network that a node stands in
    std::map<std::pair<network::NodeId, network::NodeId>, network::LinkId> fabric_links;

    const VirtualNetwork* vnet(std::string_view name) const;
    /// The network that `node` stands in: a table, a gateway's node, an interface's; null for any other.
    const VirtualNetwork* home(network::NodeId node) const;
    const Subnet* subnet(std::string_view name) const;
    const Nic* nic(network::NodeId node) const;
    const Nic* nic(network::Address address) const;
    const Peering* peering(std::string_view vnet, std::string_view other) const;
    const Gateway* gateway(std::string_view name) const;
    const Gateway* gateway_in(std::string_view vnet, GatewayType type) const;
    std::vector<const Gateway*> gateways_in(std::string_view vnet) const;
};

/// The peered networks that use the gateways of `vnet`: transit allowed there and use asked for here.
std::vector<const VirtualNetwork*> spokes(const Cloud& cloud, std::string_view vnet);
/// The networks a gateway serves: its own first, then the spokes.
std::vector<const VirtualNetwork*> served(const Cloud& cloud, const Gateway& gateway);
/// The address spaces of `served`.
std::vector<network::Prefix> served_space(const Cloud& cloud, const Gateway& gateway);
/// A network's own space and that of its peers: where system routes win against BGP.
std::vector<network::Prefix> system_space(const Cloud& cloud, const VirtualNetwork& vnet);

/// The argument of a statement, or null where it is missing (and reported by its rule).
const dsl::Word* argument(const dsl::Statement& statement, std::size_t index);
/// The gateway's one `in V;` resolved; an error if there is none, or another gateway of its type is there.
void place(Builder& builder, const dsl::Statement& block, Gateway& gateway);

} // namespace kinds::cloud
