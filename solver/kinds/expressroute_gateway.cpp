// An ExpressRoute gateway: announces its network and the spokes that use it, and hands what comes in from a
// circuit to them. It carries nothing from one circuit to another, and packets that leave do not cross it
// (AD:expressroute/expressroute-about-virtual-network-gateways.md). Its sessions with circuits are theirs.

#include <fmt/format.h>

#include "solver/kinds/cloud.hpp"
#include "solver/kinds/cloud_exchange.hpp"
#include "solver/kinds/cloud_fabric.hpp"
#include "solver/kinds/cloud_policies.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

void declare(const Statement& block, Builder& builder) {
    const Word* name = cloud::argument(block, 1);
    Named* named = name ? builder.declare(*name, "expressroute-gateway", name->span) : nullptr;
    if (!named)
        return;
    network::Node node;
    node.name = name->text;
    node.kind = "expressroute-gateway";
    node.asn = cloud::gateway_asn;
    node.silent = true;
    node.decision = standard_decision(true, false);
    node.span = block.blame();
    cloud::Gateway gateway;
    gateway.name = name->text;
    gateway.type = cloud::GatewayType::expressroute;
    gateway.nodes = {builder.add_node(*named, std::move(node))};
    gateway.allow_remote_vnet_traffic = flag(block, "allow-remote-vnet-traffic");
    gateway.span = block.blame();
    builder.notes<cloud::Cloud>().gateways.emplace(gateway.name, std::move(gateway));
}

// Beside a route server the gateway's one best route is programmed, over its own next hop, and load is no
// longer shared: "multiple-path information is lost in the BGP exchange between ExpressRoute and the Route
// Server" (AD:route-server/troubleshoot-route-server.md; public lab adstuart/azure-expressroute-ecmp).
void program(Builder& builder, const cloud::Gateway& gateway, const cloud::RouteServer& server,
             const cloud::VirtualNetwork& vnet) {
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    std::vector<network::Prefix> kept = cloud::system_space(cloud, vnet);
    const std::vector<network::Prefix> space = cloud::served_space(cloud, gateway);
    kept.insert(kept.end(), space.begin(), space.end());
    const network::PolicyId imports = cloud::add_import_policy(
        builder, fmt::format("{} from {}", vnet.name, gateway.name), kept, {}, gateway.span);
    for (const network::NodeId table : cloud::propagating_tables(vnet)) {
        network::Session session;
        session.name = fmt::format("{}--{}", gateway.name, builder.net[table].name);
        session.span = gateway.span;
        session.a = cloud::plain_end(gateway.nodes.front(), gateway.span);
        session.b = cloud::plain_end(table, vnet.span);
        session.b.sends = false;
        session.b.weight = cloud::expressroute_weight_under(&server);
        session.b.import_policy = imports;
        builder.add_session(std::move(session));
    }
}

void converse(Builder& builder, const cloud::Gateway& gateway) {
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    cloud::serve(builder, gateway);
    cloud::exchange_with_route_server(builder, gateway);
    if (const cloud::RouteServer* server = cloud::route_server_in(builder, gateway.vnet))
        for (const cloud::VirtualNetwork* vnet : cloud::served(cloud, gateway))
            program(builder, gateway, *server, *vnet);
}

const std::vector<dsl::Rule>& gateway_rules() {
    static const std::vector<dsl::Rule> rules = {
        rule("in", {Shape::name}, "the virtual network it stands in"),
        flag_rule("allow-remote-vnet-traffic", "takes routes of other virtual networks on its circuits"),
    };
    return rules;
}

void build(Phase phase, const Statement& block, Builder& builder) {
    if (phase == Phase::declare)
        return declare(block, builder);
    std::map<std::string, cloud::Gateway, std::less<>>& gateways = builder.notes<cloud::Cloud>().gateways;
    const Word* name = cloud::argument(block, 1);
    const auto gateway = name ? gateways.find(name->text) : gateways.end();
    if (gateway == gateways.end() || gateway->second.span != block.blame())
        return;
    if (phase == Phase::connect)
        cloud::place(builder, block, gateway->second);
    if (phase == Phase::converse && !gateway->second.vnet.empty())
        converse(builder, gateway->second);
}

} // namespace

Kind expressroute_gateway() {
    static const dsl::Rule statement =
        repeats(with_block(rule("expressroute-gateway", {Shape::name}, "joins a virtual network to circuits"),
                           &gateway_rules(), dsl::Blocks::required));
    return {&statement,
            build,
            {"the instances of an ExpressRoute gateway are one node; FastPath and summarized prefixes are "
             "left out"}};
}

} // namespace kinds
