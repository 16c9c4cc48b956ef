// `VirtualNetwork` is the network's own space, that of its peers, what lies behind its gateways, and the
// prefixes of the subnet's user routes; `Internet` what is neither that nor private. Both are taken from the
// text, not from the routes of one moment.

#include "solver/kinds/security_tags.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "solver/kinds/cloud_fabric.hpp"
#include "solver/kinds/route_table.hpp"
#include "solver/network/prefix_sets.hpp"

namespace kinds::cloud {
namespace {

using network::NodeId;
using network::Prefix;

/// The platform's own address, from which load balancers ask whether a machine lives.
constexpr Prefix probes{{0xA83F8110}, 32};

/// What lies behind the gateways of each network, found once.
struct Behind {
    std::map<std::string, std::vector<Prefix>, std::less<>> gateways_of;
};

/// A walk from a network's gateways over circuits, tunnels and the cables behind them.
class Reach {
public:
    Reach(Builder& builder, const std::string& home)
        : cloud_(builder.notes<Cloud>()), net_(builder.net), home_(home) {
        for (const network::Link& link : net_.links) {
            neighbours_[link.from].push_back(link.to);
            neighbours_[link.to].push_back(link.from);
        }
        for (const Gateway* gateway : cloud_.gateways_in(home)) {
            takes_networks_ = gateway->type == GatewayType::vpn || gateway->allow_remote_vnet_traffic;
            for (const NodeId node : gateway->nodes)
                visit(node);
        }
    }
    std::vector<Prefix> take() { return joined(std::move(found_)); }

private:
    const Gateway* gateway_at(NodeId node) const {
        for (const auto& [name, gateway] : cloud_.gateways)
            if (std::ranges::find(gateway.nodes, node) != gateway.nodes.end())
                return &gateway;
        return nullptr;
    }

    void visit(NodeId node) {
        if (!seen_.insert(node).second)
            return;
        for (const NodeId next : neighbours_[node])
            enter(next);
    }

    void enter(NodeId node) {
        if (node == cloud_.internet)
            return;
        if (!cloud_.homes.contains(node)) {
            for (const network::OwnedPrefix& owned : net_[node].owns)
                found_.push_back(owned.prefix);
            return visit(node);
        }
        const Gateway* gateway = gateway_at(node);
        if (!gateway || gateway->vnet == home_ || !takes_networks_)
            return;
        for (const Prefix& prefix : served_space(cloud_, *gateway))
            found_.push_back(prefix);
        if (gateway->type == GatewayType::vpn)
            visit(node);
    }

    const Cloud& cloud_;
    const network::Network& net_;
    const std::string& home_;
    std::map<NodeId, std::vector<NodeId>> neighbours_;
    std::set<NodeId> seen_;
    std::vector<Prefix> found_;
    bool takes_networks_ = false;
};

const std::vector<Prefix>& behind_gateways(Builder& builder, const std::string& home) {
    auto& known = builder.notes<Behind>().gateways_of;
    if (const auto found = known.find(home); found != known.end())
        return found->second;
    std::vector<Prefix> behind = Reach(builder, home).take();
    return known.emplace(home, std::move(behind)).first->second;
}

std::vector<Prefix> known_space(Builder& builder, const VirtualNetwork& vnet) {
    const Cloud& cloud = builder.notes<Cloud>();
    std::vector<Prefix> space = vnet.space;
    for (const Peering& peering : cloud.peerings)
        if (peering.joins(vnet.name) && lets_in(cloud, peering.a.vnet, peering.b.vnet))
            if (const VirtualNetwork* peer = cloud.vnet(peering.far_side(vnet.name).vnet))
                space.insert(space.end(), peer->space.begin(), peer->space.end());
    const std::vector<Prefix>& behind = behind_gateways(builder, gateways_home(cloud, vnet));
    space.insert(space.end(), behind.begin(), behind.end());
    return joined(std::move(space));
}

void assume_user_routes_count(Builder& builder, const Subnet& subnet, const std::vector<Prefix>& known,
                              const std::vector<Prefix>& routes) {
    const std::vector<Prefix> more = joined(without(routes, known));
    if (more.empty())
        return;
    std::string sentence =
        fmt::format("virtual-network-tag-holds-user-routes: in the rules of `{}` the tag VirtualNetwork "
                    "holds the prefixes of its user routes, {}{}",
                    subnet.name, to_string(routes.front()), routes.size() > 1 ? " and more" : "");
    std::vector<std::string>& all = builder.net.assumptions;
    if (std::ranges::find(all, sentence) == all.end())
        all.push_back(std::move(sentence));
}

std::vector<Prefix> virtual_network(Builder& builder, const VirtualNetwork& vnet, const Subnet& subnet) {
    std::vector<Prefix> space = known_space(builder, vnet);
    const RouteTable* table = find_route_table(builder, subnet.route_table);
    std::vector<Prefix> routes;
    for (const UserRoute& route : table ? table->routes : std::vector<UserRoute>{})
        routes.push_back(route.prefix);
    assume_user_routes_count(builder, subnet, space, routes);
    space.insert(space.end(), routes.begin(), routes.end());
    return space;
}

std::vector<Prefix> internet(Builder& builder, const VirtualNetwork& vnet) {
    std::vector<Prefix> inside = known_space(builder, vnet);
    inside.insert(inside.end(), network::private_space().begin(), network::private_space().end());
    return all_but(inside);
}

std::vector<Prefix> addresses_of(Builder& builder, const VirtualNetwork& vnet, const Subnet& subnet,
                                 const Party& party) {
    if (const auto* prefix = std::get_if<Prefix>(&party))
        return {*prefix};
    if (const auto* group = std::get_if<std::string>(&party))
        return builder.notes<SecurityGroups>().applications[*group].addresses;
    switch (std::get<Tag>(party)) {
    case Tag::virtual_network:
        return virtual_network(builder, vnet, subnet);
    case Tag::internet:
        return internet(builder, vnet);
    case Tag::load_balancer:
        return {probes};
    }
    return {};
}

} // namespace

std::vector<Prefix> addresses_of(Builder& builder, const VirtualNetwork& vnet, const Subnet& subnet,
                                 const std::vector<Party>& parties) {
    std::vector<Prefix> all;
    for (const Party& party : parties) {
        const std::vector<Prefix> some = addresses_of(builder, vnet, subnet, party);
        all.insert(all.end(), some.begin(), some.end());
    }
    return joined(std::move(all));
}

} // namespace kinds::cloud
