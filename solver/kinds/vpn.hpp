#pragma once
// A VPN in its parts, as the files that build it share them.

#include <vector>

#include "solver/kinds/cloud.hpp"

namespace kinds::vpns {

/// One tunnel, from a gateway's instance to a site's node or another gateway's instance.
struct Tunnel {
    network::NodeId near, far;
    Cable cable;
};

/// A VPN between its phases. `far` is null where it leads to a site.
struct Vpn {
    const cloud::Gateway* near = nullptr;
    const cloud::Gateway* far = nullptr;
    network::NodeId site;
    const dsl::Statement* site_statement = nullptr;
    std::vector<Tunnel> tunnels;
};

/// Without BGP: `no bgp;`, or `prefixes` at one of its ends.
bool is_static(const dsl::Statement& block);
/// Each gateway's instance reaches what lies behind the other end over its tunnels, and announces it to its
/// network and its other sites while a tunnel is up (a "local network gateway";
/// AD:vpn-gateway/vpn-gateway-bgp-overview.md).
void route_statically(Builder& builder, const dsl::Statement& block, const Vpn& vpn);
/// A site without BGP needs static routes of its own; asked once all are read.
void warn_about_way_back(Builder& builder, const dsl::Statement& block, const Vpn& vpn);

} // namespace kinds::vpns
