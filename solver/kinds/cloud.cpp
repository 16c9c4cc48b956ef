// Who is where, and who serves whom.

#include "solver/kinds/cloud.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kinds::cloud {
namespace {

bool uses_gateways_of(const Peering& peering, std::string_view hub) {
    return peering.joins(hub) && peering.side(hub).allow_gateway_transit &&
           peering.far_side(hub).use_remote_gateways;
}

void append_space(std::vector<network::Prefix>& all, const VirtualNetwork& vnet) {
    all.insert(all.end(), vnet.space.begin(), vnet.space.end());
}

std::string_view describe(GatewayType type) {
    return type == GatewayType::vpn ? "VPN gateway" : "ExpressRoute gateway";
}

} // namespace

bool is_reserved(network::Asn asn) {
    const auto between = [asn](network::Asn least, network::Asn most) { return least <= asn && asn <= most; };
    return asn == 8074 || asn == 8075 || asn == edge_asn || asn == 23456 || between(65517, 65520) ||
           between(64496, 64511) || between(65535, 65551);
}

bool is_ordinary(const Subnet& subnet) {
    static constexpr std::string_view platform[] = {gateway_subnet, route_server_subnet, firewall_subnet,
                                                    "AzureFirewallManagementSubnet", "AzureBastionSubnet"};
    return std::ranges::find(platform, subnet.bare_name()) == std::end(platform);
}

const VirtualNetwork* Cloud::vnet(std::string_view name) const {
    const auto found = vnets.find(name);
    return found == vnets.end() ? nullptr : &found->second;
}

const Gateway* Cloud::gateway(std::string_view name) const {
    const auto found = gateways.find(name);
    return found == gateways.end() ? nullptr : &found->second;
}

const Gateway* Cloud::gateway_in(std::string_view vnet, GatewayType type) const {
    for (const auto& [name, gateway] : gateways)
        if (gateway.vnet == vnet && gateway.type == type)
            return &gateway;
    return nullptr;
}

std::vector<const Gateway*> Cloud::gateways_in(std::string_view vnet) const {
    std::vector<const Gateway*> found;
    for (const auto& [name, gateway] : gateways)
        if (gateway.vnet == vnet)
            found.push_back(&gateway);
    return found;
}

const VirtualNetwork* Cloud::home(network::NodeId node) const {
    const auto found = homes.find(node);
    return found == homes.end() ? nullptr : vnet(found->second);
}

const Subnet* Cloud::subnet(std::string_view name) const {
    const VirtualNetwork* in = vnet(name.substr(0, name.find('/')));
    if (!in)
        return nullptr;
    const auto found = std::ranges::find(in->subnets, name, &Subnet::name);
    return found == in->subnets.end() ? nullptr : &*found;
}

const Nic* Cloud::nic(network::NodeId node) const {
    const auto found = std::ranges::find(nics, node, &Nic::node);
    return found == nics.end() ? nullptr : &*found;
}

const Nic* Cloud::nic(network::Address address) const {
    const auto found = std::ranges::find(nics, address, &Nic::address);
    return found == nics.end() ? nullptr : &*found;
}

const Peering* Cloud::peering(std::string_view vnet, std::string_view other) const {
    const auto found = std::ranges::find_if(
        peerings, [&](const Peering& one) { return one.joins(vnet) && one.joins(other); });
    return found == peerings.end() ? nullptr : &*found;
}

std::vector<const VirtualNetwork*> spokes(const Cloud& cloud, std::string_view vnet) {
    std::vector<const VirtualNetwork*> found;
    for (const Peering& peering : cloud.peerings)
        if (uses_gateways_of(peering, vnet))
            if (const VirtualNetwork* spoke = cloud.vnet(peering.far_side(vnet).vnet))
                found.push_back(spoke);
    return found;
}

std::vector<const VirtualNetwork*> served(const Cloud& cloud, const Gateway& gateway) {
    std::vector<const VirtualNetwork*> found = spokes(cloud, gateway.vnet);
    if (const VirtualNetwork* own = cloud.vnet(gateway.vnet))
        found.insert(found.begin(), own);
    return found;
}

std::vector<network::Prefix> served_space(const Cloud& cloud, const Gateway& gateway) {
    std::vector<network::Prefix> all;
    for (const VirtualNetwork* vnet : served(cloud, gateway))
        append_space(all, *vnet);
    return all;
}

std::vector<network::Prefix> system_space(const Cloud& cloud, const VirtualNetwork& vnet) {
    std::vector<network::Prefix> all = vnet.space;
    for (const Peering& peering : cloud.peerings)
        if (peering.joins(vnet.name))
            if (const VirtualNetwork* peer = cloud.vnet(peering.far_side(vnet.name).vnet))
                append_space(all, *peer);
    return all;
}

const dsl::Word* argument(const dsl::Statement& statement, std::size_t index) {
    return index < statement.words.size() ? &statement.words[index] : nullptr;
}

void refuse_without_subnet(Builder& builder, const dsl::Statement& block, const Gateway& gateway,
                           const VirtualNetwork& vnet) {
    const bool has =
        std::ranges::find(vnet.subnets, gateway_subnet, &Subnet::bare_name) != vnet.subnets.end();
    if (!has && !vnet.subnets.empty())
        builder.diagnostics().error(
            "VN0252", block.head_span(),
            fmt::format("`{}` has no subnet `GatewaySubnet` for `{}`", vnet.name, gateway.name),
            fmt::format("add `subnet GatewaySubnet P;` to `{}`", vnet.name),
            {{vnet.span, fmt::format("`{}` is declared here", vnet.name)}});
}

void place(Builder& builder, const dsl::Statement& block, Gateway& gateway) {
    Cloud& cloud = builder.notes<Cloud>();
    const dsl::Statement* in = statement(block, "in");
    if (!in) {
        builder.diagnostics().error("VN0201", block.head_span(),
                                    fmt::format("`{}` is in no virtual network", gateway.name),
                                    "add `in VNET;`");
        return;
    }
    const dsl::Word* word = argument(*in, 1);
    const Named* vnet = word ? builder.find(*word, "vnet", {"vnet"}) : nullptr;
    if (!vnet)
        return;
    if (const Gateway* other = cloud.gateway_in(vnet->name, gateway.type)) {
        builder.diagnostics().error(
            "VN0202", word->span,
            fmt::format("`{}` has {} `{}` already", vnet->name, describe(gateway.type), other->name),
            "a virtual network holds one gateway of each type",
            {{other->span, fmt::format("`{}` is declared here", other->name)}});
        return;
    }
    gateway.vnet = vnet->name;
    refuse_without_subnet(builder, block, gateway, *cloud.vnet(vnet->name));
    for (const network::NodeId node : gateway.nodes)
        cloud.homes.emplace(node, vnet->name);
}

} // namespace kinds::cloud
