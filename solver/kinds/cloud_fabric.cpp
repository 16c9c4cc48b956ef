// Links of the fabric, and the system routes over them.

#include "solver/kinds/cloud_fabric.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kinds::cloud {
namespace {

bool forwards_for_others(const Cloud& cloud, const VirtualNetwork& vnet) {
    return std::ranges::any_of(cloud.nics,
                               [&](const Nic& nic) { return nic.vnet == vnet.name && nic.forwards; });
}

void assume_enforced(Builder& builder, const VirtualNetwork& from, const VirtualNetwork& to) {
    std::string sentence = fmt::format(
        "forwarded-traffic-is-enforced: `{}` takes no packet from `{}` that another network began", to.name,
        from.name);
    std::vector<std::string>& all = builder.net.assumptions;
    if (std::ranges::find(all, sentence) == all.end())
        all.push_back(std::move(sentence));
}

// What comes from the peer must have begun there (AD:virtual-network/virtual-network-manage-peering.md).
// Where nothing in the peer forwards, nothing else can come.
void refuse_forwarded(Builder& builder, network::LinkId link, const VirtualNetwork& from,
                      const VirtualNetwork& to) {
    const Cloud& cloud = builder.notes<Cloud>();
    const Side& side = cloud.peering(from.name, to.name)->side(to.name);
    if (side.allow_forwarded_traffic || !forwards_for_others(cloud, from))
        return;
    assume_enforced(builder, from, to);
    builder.net.links[link.index()].filter.rules = {
        {1, true, {}, from.space, {}, {}, side.span, fmt::format("what begins in `{}`", from.name)},
        {2, false, {}, {}, {}, {}, side.span, fmt::format("no `allow-forwarded-traffic` at `{}`", to.name)}};
}

// A gateway's subnet has the system routes of any other: to peered networks, whether they use the gateway or
// not.
std::vector<const VirtualNetwork*> reached(const Cloud& cloud, const Gateway& gateway,
                                           std::vector<const VirtualNetwork*> networks) {
    for (const Peering& peering : cloud.peerings)
        if (peering.joins(gateway.vnet) && lets_in(cloud, peering.a.vnet, peering.b.vnet)) {
            const VirtualNetwork* peer = cloud.vnet(peering.far_side(gateway.vnet).vnet);
            if (peer && std::ranges::find(networks, peer) == networks.end())
                networks.push_back(peer);
        }
    return networks;
}

bool is_table(const VirtualNetwork& vnet, network::NodeId node) {
    return std::ranges::find(vnet.tables, node, &Table::node) != vnet.tables.end();
}

} // namespace

bool lets_in(const Cloud& cloud, std::string_view from, std::string_view to) {
    if (from == to)
        return true;
    const Peering* peering = cloud.peering(from, to);
    return peering && !peering->a.deny_access && !peering->b.deny_access;
}

network::LinkId add_fabric_link(Builder& builder, network::NodeId from, network::NodeId to, dsl::Span span) {
    auto& made = builder.notes<Cloud>().fabric_links;
    if (const auto found = made.find({from, to}); found != made.end())
        return found->second;
    std::string name = fmt::format("{}--{}", builder.net[from].name, builder.net[to].name);
    const network::LinkId link = builder.add_link({std::move(name), from, to, {}, {}, {}, span});
    made.emplace(std::pair(from, to), link);
    return link;
}

network::LinkId add_peering_link(Builder& builder, const VirtualNetwork& from, network::NodeId table,
                                 const VirtualNetwork& to, network::NodeId entry, dsl::Span span) {
    const network::LinkId link = add_fabric_link(builder, table, entry, span);
    refuse_forwarded(builder, link, from, to);
    return link;
}

std::optional<network::LinkId> link_to_nic(Builder& builder, network::NodeId from, const Nic& nic) {
    const Cloud& cloud = builder.notes<Cloud>();
    const VirtualNetwork* home = cloud.home(from);
    if (!home || !lets_in(cloud, home->name, nic.vnet))
        return std::nullopt;
    if (home->name != nic.vnet && is_table(*home, from))
        return add_peering_link(builder, *home, from, *cloud.vnet(nic.vnet), nic.entry, nic.span);
    return add_fabric_link(builder, from, nic.entry, nic.span);
}

bool meet_in_fabric(Builder& builder, network::NodeId a, network::NodeId b) {
    const Cloud& cloud = builder.notes<Cloud>();
    return cloud.nic(a) && cloud.nic(b) && lets_in(cloud, cloud.nic(a)->vnet, cloud.nic(b)->vnet);
}

void add_system_routes(Builder& builder, network::NodeId from, const VirtualNetwork& to, network::LinkId link,
                       std::string_view type, dsl::Span span) {
    for (const network::Prefix& prefix : to.space)
        builder.net.nodes[from.index()].static_routes.push_back(
            {prefix, network::ViaLink{link}, space_distance, span, {"system", std::string(type)}});
}

void serve(Builder& builder, const Gateway& gateway) {
    const Cloud& cloud = builder.notes<Cloud>();
    const std::vector<const VirtualNetwork*> announced = served(cloud, gateway);
    for (const VirtualNetwork* vnet : reached(cloud, gateway, announced))
        for (const network::NodeId node : gateway.nodes) {
            const network::LinkId link = add_fabric_link(builder, node, vnet->fabric, gateway.span);
            add_system_routes(builder, node, *vnet, link,
                              vnet->name == gateway.vnet ? "vnet-local" : "peering", gateway.span);
        }
    for (const VirtualNetwork* vnet : announced)
        for (const network::NodeId node : gateway.nodes)
            for (const network::Prefix& prefix : vnet->space)
                builder.net.nodes[node.index()].originates.push_back({prefix, false, vnet->span});
}

} // namespace kinds::cloud
