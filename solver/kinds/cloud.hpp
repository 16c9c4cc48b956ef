#pragma once
// What the kinds of the cloud know of each other while a network is built: virtual networks and their tables,
// interfaces, peerings, gateways, and who serves whom. Tables and interfaces are complete when the phase
// `place` is over, peerings and gateways when `connect` is.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "solver/kinds/builder.hpp"
#include "solver/kinds/cloud_tables.hpp"

namespace kinds::cloud {

/// The ASN of virtual networks and, unless told otherwise, of their gateways; and that of Microsoft's edge
/// routers (MSEE). AD:vpn-gateway/vpn-gateway-bgp-overview.md, AD:expressroute/expressroute-routing.md.
inline constexpr network::Asn gateway_asn = 65515, edge_asn = 12076;
/// Kept by the platform or by IANA: no gateway and no appliance may have it
/// (AD:includes/vpn-gateway-faq-bgp-include.md).
bool is_reserved(network::Asn asn);

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
    bool allow_forwarded_traffic = false;
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
    network::NodeId internet;                     ///< everything that lies in no network of the file
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
