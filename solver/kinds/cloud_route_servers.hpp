#pragma once
// Route servers as the other kinds of the cloud see them: whose tables one programs, what it prefers, and
// whether a gateway exchanges routes with it (Microsoft, azure-docs
// articles/route-server/expressroute-vpn-support.md, hub-routing-preference.md).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "solver/kinds/cloud.hpp"

namespace kinds::cloud {

/// Which of several routes to one prefix tables get: those of circuits, those of VPNs and appliances, or
/// those of the shortest AS path.
enum class Preference { expressroute, vpn_gateway, as_path };

/// A route server: two instances that speak BGP and carry no packets.
struct RouteServer {
    std::string name;
    std::string vnet; ///< empty: not resolved
    std::vector<network::NodeId> nodes;
    std::vector<network::Address> addresses;
    bool branch_to_branch = false;
    Preference preference =
        Preference::expressroute; ///< as written; without `branch_to_branch` it has no effect
    bool reflects_appliance_routes = true;
    std::optional<std::uint32_t> route_limit; ///< prefixes that an appliance may send
    dsl::Span span;
};

/// Kept in the builder's notes.
struct RouteServers {
    std::map<std::string, RouteServer, std::less<>> all;
};

/// The route server in `vnet`, or null.
const RouteServer* route_server_in(Builder& builder, std::string_view vnet);
/// The networks whose tables it programs: its own first, then those that use its network's gateways.
std::vector<const VirtualNetwork*> served(const Cloud& cloud, const RouteServer& server);
std::vector<network::Prefix> served_space(const Cloud& cloud, const RouteServer& server);

/// The weight of a circuit's routes, its connection's own apart, where gateways' and appliances' routes have
/// `vpn_weight`: in the tables that `server` programs, and in its own. No server: ExpressRoute wins.
std::uint32_t expressroute_weight_under(const RouteServer* server);

/// Why `gateway` tells its neighbours in the network nothing and uses nothing of what they tell; nothing if
/// it does exchange routes. Without a route server there is no line to blame, and the reason is empty.
std::optional<network::Restraint> restraint_on(Builder& builder, const Gateway& gateway);

/// The tables of `vnet` that take what gateways and route servers learn.
std::vector<network::NodeId> propagating_tables(const VirtualNetwork& vnet);

} // namespace kinds::cloud
