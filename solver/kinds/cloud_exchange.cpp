// iBGP inside a virtual network. Next hops are kept but for those of a VPN gateway, whose sites lie behind
// its tunnels: a VPN gateway sends straight to the edge router, an ExpressRoute gateway to the VPN gateway's
// instance or to the appliance (learned routes of the public lab fabferri/az-pattern, er-rs-vpn-transitive).

#include "solver/kinds/cloud_exchange.hpp"

#include <fmt/format.h>

#include "solver/kinds/cloud_fabric.hpp"
#include "solver/kinds/cloud_policies.hpp"
#include "solver/kinds/cloud_weights.hpp"

namespace kinds::cloud {
namespace {

bool is_vpn(const Gateway& gateway) { return gateway.type == GatewayType::vpn; }

// Nothing passes: the end is silent, and says why.
void silence(network::SessionEnd& end, const network::Restraint& why) {
    end.sends = false;
    end.restraint = why;
}

void list_only(network::SessionEnd& end, const network::Restraint& why) {
    end.lists_only = true;
    if (!why.reason.empty())
        end.restraint = why;
}

network::SessionEnd gateway_end(Builder& builder, const Gateway& gateway, network::NodeId node,
                                const std::string& peer) {
    const std::vector<network::Prefix> space = served_space(builder.notes<Cloud>(), gateway);
    const std::string& name = builder.net[node].name;
    network::SessionEnd end = plain_end(node, gateway.span);
    end.weight = vpn_weight;
    end.next_hop_self = is_vpn(gateway);
    if (is_vpn(gateway))
        end.import_policy =
            add_import_policy(builder, fmt::format("{} from {}", name, peer), space, {}, gateway.span);
    end.export_policy =
        add_exchange_policy(builder, fmt::format("{} to {}", name, peer), space, false, gateway.span);
    return end;
}

network::SessionEnd server_end(Builder& builder, const RouteServer& server, network::NodeId node,
                               const Gateway& gateway) {
    network::SessionEnd end = plain_end(node, server.span);
    end.weight = is_vpn(gateway) ? vpn_weight : expressroute_weight_under(&server);
    end.export_policy = add_exchange_policy(builder, fmt::format("{} to {}", server.name, gateway.name),
                                            served_space(builder.notes<Cloud>(), server), true, server.span);
    return end;
}

} // namespace

network::SessionEnd plain_end(network::NodeId node, dsl::Span span) {
    network::SessionEnd end;
    end.node = node;
    end.span = span;
    return end;
}

void exchange_with_route_server(Builder& builder, const Gateway& gateway) {
    const RouteServer* server = route_server_in(builder, gateway.vnet);
    if (!server)
        return;
    const std::optional<network::Restraint> restraint = restraint_on(builder, gateway);
    for (const network::NodeId node : gateway.nodes)
        for (const network::NodeId instance : server->nodes) {
            network::Session session;
            session.name = fmt::format("{}--{}", builder.net[node].name, builder.net[instance].name);
            session.span = server->span;
            session.a = gateway_end(builder, gateway, node, server->name);
            session.b = server_end(builder, *server, instance, gateway);
            for (network::SessionEnd* end : {&session.a, &session.b})
                if (restraint)
                    silence(*end, *restraint);
            builder.add_session(std::move(session));
        }
}

void exchange_between_gateways(Builder& builder, const Gateway& expressroute, const Gateway& vpn) {
    const std::optional<network::Restraint> restraint = restraint_on(builder, vpn);
    for (const network::NodeId node : vpn.nodes) {
        network::Session session;
        session.name = fmt::format("{}--{}", expressroute.name, builder.net[node].name);
        session.span = vpn.span;
        session.a = gateway_end(builder, expressroute, expressroute.nodes.front(), vpn.name);
        session.b = gateway_end(builder, vpn, node, expressroute.name);
        if (restraint) {
            session.a.next_hop_self = true;
            session.b.weight = expressroute_weight;
            for (network::SessionEnd* end : {&session.a, &session.b})
                list_only(*end, *restraint);
        } else {
            session.forward = add_fabric_link(builder, session.a.node, node, vpn.span);
        }
        builder.add_session(std::move(session));
    }
}

} // namespace kinds::cloud
