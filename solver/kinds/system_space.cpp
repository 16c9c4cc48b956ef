// "System routes for traffic related to virtual network, virtual network peerings … are preferred routes,
// even if BGP routes are more specific" (AD:virtual-network/virtual-networks-udr-overview.md). Tables refuse
// such routes; a gateway has to keep them, since customers were seen to hear of them (public lab
// fabferri/az-pattern, rs-2er-circuits).

#include "solver/kinds/system_space.hpp"

#include <algorithm>
#include <set>

#include "solver/kinds/cloud.hpp"

namespace kinds::cloud {
namespace {

using network::Prefix;
using network::StaticRoute;

bool strictly_inside(const std::vector<Prefix>& space, const Prefix& prefix) {
    return std::ranges::any_of(
        space, [&](const Prefix& one) { return one.contains(prefix) && one.length < prefix.length; });
}

/// The routes to the longest prefix around `prefix`; nothing if there is one to exactly this one.
std::vector<StaticRoute> around(const std::vector<StaticRoute>& routes, const Prefix& prefix) {
    std::vector<StaticRoute> longest;
    for (const StaticRoute& route : routes) {
        if (!route.prefix.contains(prefix))
            continue;
        if (!longest.empty() && route.prefix.length > longest.front().prefix.length)
            longest.clear();
        if (longest.empty() || route.prefix.length == longest.front().prefix.length)
            longest.push_back(route);
    }
    const bool exact = !longest.empty() && longest.front().prefix == prefix;
    return exact ? std::vector<StaticRoute>{} : longest;
}

void keep(network::Node& node, const Prefix& prefix) {
    for (StaticRoute route : around(node.static_routes, prefix)) {
        route.prefix = prefix;
        route.label.hidden = true;
        node.static_routes.push_back(std::move(route));
    }
}

} // namespace

void keep_system_space(Builder& builder) {
    const Cloud& cloud = builder.notes<Cloud>();
    std::set<Prefix> announced;
    for (const network::Node& node : builder.net.nodes)
        for (const network::Origination& origination : node.originates)
            announced.insert(origination.prefix);
    for (const auto& [name, gateway] : cloud.gateways) {
        const VirtualNetwork* vnet = cloud.vnet(gateway.vnet);
        if (!vnet)
            continue;
        const std::vector<Prefix> space = system_space(cloud, *vnet);
        for (const Prefix& prefix : announced)
            if (strictly_inside(space, prefix))
                for (const network::NodeId node : gateway.nodes)
                    keep(builder.net.nodes[node.index()], prefix);
    }
}

} // namespace kinds::cloud
