// Links of the fabric, and the system routes over them.

#include "solver/kinds/cloud_fabric.hpp"

#include <fmt/format.h>

namespace kinds::cloud {
namespace {

bool lets_in(const Cloud& cloud, const VirtualNetwork& from, std::string_view to) {
    if (from.name == to)
        return true;
    const Peering* peering = cloud.peering(from.name, to);
    return peering && !peering->a.deny_access && !peering->b.deny_access;
}

} // namespace

network::LinkId add_fabric_link(Builder& builder, network::NodeId from, network::NodeId to, dsl::Span span) {
    auto& made = builder.notes<Cloud>().fabric_links;
    if (const auto found = made.find({from, to}); found != made.end())
        return found->second;
    std::string name = fmt::format("{}--{}", builder.net[from].name, builder.net[to].name);
    const network::LinkId link = builder.add_link({std::move(name), from, to, {}, {}, {}, span});
    made.emplace(std::pair(from, to), link);
    return link;
}

std::optional<network::LinkId> link_to_nic(Builder& builder, network::NodeId from, const Nic& nic) {
    const Cloud& cloud = builder.notes<Cloud>();
    const VirtualNetwork* home = cloud.home(from);
    if (!home || !lets_in(cloud, *home, nic.vnet))
        return std::nullopt;
    return add_fabric_link(builder, from, nic.entry, nic.span);
}

bool meet_in_fabric(Builder& builder, network::NodeId a, network::NodeId b) {
    const Cloud& cloud = builder.notes<Cloud>();
    return cloud.nic(a) && cloud.nic(b) && lets_in(cloud, *cloud.home(a), cloud.nic(b)->vnet);
}

void add_system_routes(Builder& builder, network::NodeId from, const VirtualNetwork& to, network::LinkId link,
                       std::string_view type, dsl::Span span) {
    for (const network::Prefix& prefix : to.space)
        builder.net.nodes[from.index()].static_routes.push_back(
            {prefix, network::ViaLink{link}, space_distance, span, {"system", std::string(type)}});
}

void serve(Builder& builder, const Gateway& gateway) {
    for (const VirtualNetwork* vnet : served(builder.notes<Cloud>(), gateway))
        for (const network::NodeId node : gateway.nodes) {
            const network::LinkId link = add_fabric_link(builder, node, vnet->fabric, gateway.span);
            add_system_routes(builder, node, *vnet, link,
                              vnet->name == gateway.vnet ? "vnet-local" : "peering", gateway.span);
            for (const network::Prefix& prefix : vnet->space)
                builder.net.nodes[node.index()].originates.push_back({prefix, false, vnet->span});
        }
}

} // namespace kinds::cloud
