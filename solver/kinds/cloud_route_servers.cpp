// What follows for gateways and tables from a route server beside them.

#include "solver/kinds/cloud_route_servers.hpp"

#include <fmt/format.h>

#include "solver/kinds/cloud_weights.hpp"

namespace kinds::cloud {

const RouteServer* route_server_in(Builder& builder, std::string_view vnet) {
    for (const auto& [name, server] : builder.notes<RouteServers>().all)
        if (!vnet.empty() && server.vnet == vnet)
            return &server;
    return nullptr;
}

std::vector<const VirtualNetwork*> served(const Cloud& cloud, const RouteServer& server) {
    std::vector<const VirtualNetwork*> found = spokes(cloud, server.vnet);
    if (const VirtualNetwork* own = cloud.vnet(server.vnet))
        found.insert(found.begin(), own);
    return found;
}

std::vector<network::Prefix> served_space(const Cloud& cloud, const RouteServer& server) {
    std::vector<network::Prefix> all;
    for (const VirtualNetwork* vnet : served(cloud, server))
        all.insert(all.end(), vnet->space.begin(), vnet->space.end());
    return all;
}

std::uint32_t expressroute_weight_under(const RouteServer* server) {
    if (!server || !server->branch_to_branch)
        return expressroute_weight;
    switch (server->preference) {
    case Preference::vpn_gateway:
        return vpn_weight - 1;
    case Preference::as_path:
        return vpn_weight;
    case Preference::expressroute:
        break;
    }
    return expressroute_weight;
}

std::optional<network::Restraint> restraint_on(Builder& builder, const Gateway& gateway) {
    const RouteServer* server = route_server_in(builder, gateway.vnet);
    if (!server)
        return network::Restraint{};
    if (!server->branch_to_branch)
        return network::Restraint{
            "branch-to-branch-off",
            fmt::format(
                "`{}` has no `branch-to-branch`, so gateways and appliances of `{}` do not learn each "
                "other's routes",
                server->name, server->vnet),
            server->span};
    if (gateway.type != GatewayType::vpn)
        return std::nullopt;
    if (gateway.nodes.size() < 2)
        return network::Restraint{
            "route-server-needs-active-active",
            fmt::format("`{}` is not `active-active`, so it exchanges no routes with `{}`", gateway.name,
                        server->name),
            gateway.span};
    if (gateway.asn != gateway_asn)
        return network::Restraint{
            "route-server-needs-asn-65515",
            fmt::format("`{}` has ASN {} and not 65515, so it exchanges no routes with `{}`", gateway.name,
                        gateway.asn, server->name),
            gateway.span};
    return std::nullopt;
}

std::vector<network::NodeId> propagating_tables(const VirtualNetwork& vnet) {
    std::vector<network::NodeId> found;
    for (const Table& table : vnet.tables)
        if (table.propagates)
            found.push_back(table.node);
    return found;
}

} // namespace kinds::cloud
