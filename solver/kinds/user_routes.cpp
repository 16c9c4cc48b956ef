// User routes as static routes. They never go away with what they lead to: where that is down, packets die
// (AD:virtual-network/virtual-networks-udr-overview.md).

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/route_table.hpp"

namespace kinds::cloud {
namespace {

/// One table under construction: a subnet's, or a gateway's node.
struct Target {
    const VirtualNetwork& vnet;
    const Subnet& subnet;
    network::NodeId node;
    bool complains; ///< the first of several nodes for one subnet
};

void add(Builder& builder, const Target& target, const UserRoute& route, std::string type,
         network::LinkId link, std::optional<network::Address> next_hop = {}) {
    builder.net.nodes[target.node.index()].static_routes.push_back({route.prefix,
                                                                    network::ViaLink{link, true},
                                                                    user_distance,
                                                                    route.span,
                                                                    {"user", std::move(type), next_hop}});
}

void drop(Builder& builder, const Target& target, const UserRoute& route, std::string type,
          std::optional<network::Address> next_hop = {}) {
    builder.net.nodes[target.node.index()].static_routes.push_back(
        {route.prefix, network::Discard{}, user_distance, route.span, {"user", std::move(type), next_hop}});
}

// -- to an appliance
// ------------------------------------------------------------------------------------------------------

bool is_near(const Cloud& cloud, const VirtualNetwork& from, const Nic& nic) {
    return nic.vnet == from.name || cloud.peering(from.name, nic.vnet);
}

// Addresses may repeat in networks that never meet: the near one is meant.
const Nic* nic_at(const Cloud& cloud, const VirtualNetwork& from, network::Address address) {
    const Nic* found = nullptr;
    for (const Nic& nic : cloud.nics)
        if (nic.address == address && (!found || is_near(cloud, from, nic)))
            found = &nic;
    return found;
}

const Nic* nic_called(Builder& builder, const Target& target, const dsl::Word& word) {
    const Cloud& cloud = builder.notes<Cloud>();
    if (const auto address = network::parse_address(word.text)) {
        const Nic* nic = nic_at(cloud, target.vnet, *address);
        if (!nic && target.complains)
            builder.diagnostics().error("VN0236", word.span,
                                        fmt::format("no appliance has the address `{}`", word.text),
                                        "declare what has it as an `appliance`, `firewall` or "
                                        "`load-balancer` in its subnet, or name it");
        return nic;
    }
    const std::vector<Named*> found = builder.candidates(word.text);
    const Nic* nic = found.size() == 1 && found.front()->nodes.size() == 1
                         ? cloud.nic(found.front()->nodes.front())
                         : nullptr;
    if (nic || !target.complains)
        return nic;
    if (const Named* named = builder.find(word, "appliance"))
        builder.diagnostics().error(
            "VN0236", word.span,
            fmt::format("`{}` stands in no subnet: packets cannot be handed to it", word.text),
            "a next hop is an `appliance`, a `load-balancer`, or a `firewall` with `in VNET/SUBNET;`",
            {{named->span, fmt::format("the {} is declared here", named->kind)}});
    return nullptr;
}

void warn_about_next_hop(Builder& builder, const Target& target, const UserRoute& route, const Nic& nic) {
    if (!target.complains)
        return;
    if (nic.subnet == target.subnet.name)
        builder.diagnostics().warning(
            "VN0238", route.span,
            fmt::format("`{}` stands in `{}` itself: what it forwards by this route comes back to it",
                        nic.name, nic.subnet),
            "put the appliance into a subnet of its own (azure-docs "
            "articles/virtual-network/virtual-networks-udr-overview.md)",
            {{nic.span, fmt::format("`{}` is declared here", nic.name)}});
    if (!nic.forwards)
        builder.diagnostics().warning(
            "VN0247", route.span, fmt::format("`{}` forwards nothing: packets to others die there", nic.name),
            fmt::format("add `ip-forwarding;` to `{}`", nic.name),
            {{nic.span, fmt::format("`{}` is declared here", nic.name)}});
}

void add_to_appliance(Builder& builder, const Target& target, const UserRoute& route) {
    const Nic* nic = nic_called(builder, target, route.next_hop);
    if (!nic)
        return;
    if (const auto link = link_to_nic(builder, target.node, *nic)) {
        warn_about_next_hop(builder, target, route, *nic);
        return add(builder, target, route, "appliance", *link, nic->address);
    }
    drop(builder, target, route, "appliance", nic->address);
    if (target.complains)
        builder.diagnostics().warning(
            "VN0237", route.next_hop.span,
            fmt::format("`{}` stands in `{}`, which `{}` cannot reach directly: packets die", nic->name,
                        nic->vnet, target.vnet.name),
            fmt::format("a next hop lies in the same or a directly peered network: declare `peering {} {};` "
                        "(azure-docs "
                        "articles/virtual-network/virtual-networks-udr-overview.md)",
                        target.vnet.name, nic->vnet),
            {{nic->span, fmt::format("`{}` is declared here", nic->name)}});
}

// -- to a gateway
// ------------------------------------------------------------------------------------------------------

void add_to_gateway(Builder& builder, const Target& target, const UserRoute& route) {
    const Cloud& cloud = builder.notes<Cloud>();
    const std::string home = gateways_home(cloud, target.vnet);
    const Gateway* vpn = cloud.gateway_in(home, GatewayType::vpn);
    const Gateway* expressroute = cloud.gateway_in(home, GatewayType::expressroute);
    if (vpn && !expressroute) {
        for (const network::NodeId node : vpn->nodes)
            add(builder, target, route, "gateway", add_fabric_link(builder, target.node, node, route.span));
        return;
    }
    if (target.complains)
        builder.diagnostics().error(
            "VN0239", route.span,
            expressroute ? fmt::format("a route to `gateway` needs a VPN gateway alone, and `{}` has the "
                                       "ExpressRoute gateway `{}`",
                                       home, expressroute->name)
                         : fmt::format("a route to `gateway` needs a VPN gateway, and `{}` has none", home),
            "routes of ExpressRoute come over BGP; name an appliance, or leave the route out (azure-docs "
            "articles/virtual-network/virtual-networks-udr-overview.md)");
}

// -- all of them
// ------------------------------------------------------------------------------------------------------

void add_route(Builder& builder, const Target& target, const UserRoute& route) {
    const Cloud& cloud = builder.notes<Cloud>();
    switch (route.to) {
    case UserRoute::To::appliance:
        return add_to_appliance(builder, target, route);
    case UserRoute::To::gateway:
        return add_to_gateway(builder, target, route);
    case UserRoute::To::vnet_local:
        return add(builder, target, route, "vnet-local",
                   add_fabric_link(builder, target.node, target.vnet.fabric, route.span));
    case UserRoute::To::internet:
        return add(builder, target, route, "internet",
                   add_fabric_link(builder, target.node, cloud.internet, route.span));
    case UserRoute::To::none:
        return drop(builder, target, route, "none");
    }
}

std::vector<network::NodeId> nodes_of(const Cloud& cloud, const VirtualNetwork& vnet, const Subnet& subnet) {
    if (subnet.bare_name() != gateway_subnet)
        return {subnet.table};
    std::vector<network::NodeId> nodes;
    for (const Gateway* gateway : cloud.gateways_in(vnet.name))
        nodes.insert(nodes.end(), gateway->nodes.begin(), gateway->nodes.end());
    return nodes;
}

} // namespace

std::string gateways_home(const Cloud& cloud, const VirtualNetwork& vnet) {
    for (const Peering& peering : cloud.peerings)
        if (peering.joins(vnet.name) && peering.side(vnet.name).use_remote_gateways &&
            peering.far_side(vnet.name).allow_gateway_transit)
            return peering.far_side(vnet.name).vnet;
    return vnet.name;
}

void add_user_routes(Builder& builder, const VirtualNetwork& vnet) {
    for (const Subnet& subnet : vnet.subnets) {
        const RouteTable* table = find_route_table(builder, subnet.route_table);
        if (!table)
            continue;
        bool first = true;
        for (const network::NodeId node : nodes_of(builder.notes<Cloud>(), vnet, subnet)) {
            for (const UserRoute& route : table->routes)
                add_route(builder, {vnet, subnet, node, first}, route);
            first = false;
        }
    }
}

} // namespace kinds::cloud
