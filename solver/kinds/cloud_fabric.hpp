#pragma once
// The fabric of virtual networks: links that cannot fail by themselves, between tables, networks and
// interfaces, and the system routes over them.

#include <string_view>

#include "solver/kinds/cloud.hpp"

namespace kinds::cloud {

/// Administrative distances in a table: a user's route wins over a system route to own or peered space, that
/// over BGP (20 or more), and BGP over the routes every subnet begins with.
inline constexpr std::uint32_t user_distance = 0, space_distance = 1, default_distance = 254;

/// A way from `from` into `to`, never down while both nodes are up; made once.
network::LinkId add_fabric_link(Builder& builder, network::NodeId from, network::NodeId to, dsl::Span span);
/// Packets pass between the two: they are one network, or peered ones that both let the other in.
bool lets_in(const Cloud& cloud, std::string_view from, std::string_view to);
/// The way from a table of `from` to `entry` in a peered network. If that takes no forwarded traffic, and
/// something in `from` forwards, only packets that began in `from` pass.
network::LinkId add_peering_link(Builder& builder, const VirtualNetwork& from, network::NodeId table,
                                 const VirtualNetwork& to, network::NodeId entry, dsl::Span span);
/// The way from a table or a gateway's node to an interface, made once; null where the interface is neither
/// in the same network nor in a directly peered one that lets packets in
/// (AD:virtual-network/virtual-networks-udr-overview.md). Ask when peerings are known: in `converse` or
/// later.
std::optional<network::LinkId> link_to_nic(Builder& builder, network::NodeId from, const Nic& nic);
/// Both are interfaces, and each can send to the other: they may speak BGP without a link.
bool meet_in_fabric(Builder& builder, network::NodeId a, network::NodeId b);
/// System routes (AD:virtual-network/virtual-networks-udr-overview.md): `from` reaches the space of `to` over
/// `link`, whatever BGP says of the same prefixes. `type` is what a table of effective routes calls them.
void add_system_routes(Builder& builder, network::NodeId from, const VirtualNetwork& to, network::LinkId link,
                       std::string_view type, dsl::Span span);
/// A gateway announces what it serves and reaches it through the fabric.
void serve(Builder& builder, const Gateway& gateway);

} // namespace kinds::cloud
