// A VPN gateway: one instance or, active-active, two; each with tunnels and BGP sessions of its own, iBGP
// between them (AD:vpn-gateway/vpn-gateway-bgp-overview.md, AD:includes/vpn-gateway-faq-bgp-include.md).
// What it shares with an ExpressRoute gateway or a route server beside it is in `cloud_exchange.cpp`.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/cloud.hpp"
#include "solver/kinds/cloud_exchange.hpp"
#include "solver/kinds/cloud_fabric.hpp"
#include "solver/kinds/cloud_policies.hpp"
#include "solver/kinds/cloud_weights.hpp"
#include "solver/kinds/device.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using cloud::Gateway;
using dsl::Shape;
using dsl::Statement;
using dsl::Word;

// -- declaration
// -----------------------------------------------------------------------------------------------

void read_asn(Builder& builder, const Statement& block, Gateway& gateway) {
    const Statement* written = statement(block, "asn");
    const Word* word = written ? cloud::argument(*written, 1) : nullptr;
    const auto asn = word ? builder.asn(*word) : std::nullopt;
    if (!asn)
        return;
    gateway.asn = *asn;
    if (cloud::is_reserved(*asn))
        builder.diagnostics().error(
            "VN0213", word->span, fmt::format("a VPN gateway cannot have ASN {}: it is reserved", *asn),
            "65515 is the default; other private ASNs (64512 to 65534) do, but for 65517 to 65520");
}

// One address per instance, or none.
std::vector<network::Address> read_addresses(Builder& builder, const Statement& block, std::string_view word,
                                             std::size_t instances) {
    const Statement* written = statement(block, word);
    if (!written)
        return {};
    std::vector<network::Address> addresses;
    for (std::size_t i = 1; i < written->words.size(); ++i)
        if (const auto address = builder.address(written->words[i]))
            addresses.push_back(*address);
    if (written->words.size() - 1 == instances) {
        if (addresses.size() == 2 && addresses[0] == addresses[1])
            builder.diagnostics().error("VN0214", written->words[2].span,
                                        fmt::format("`{}` names {} twice", word, to_string(addresses[0])),
                                        "each instance has an address of its own");
        return addresses.size() == instances ? addresses : std::vector<network::Address>{};
    }
    builder.diagnostics().error("VN0214", written->span,
                                fmt::format("`{}` names {} address{} for {} instance{}", word,
                                            written->words.size() - 1, written->words.size() == 2 ? "" : "es",
                                            instances, instances == 1 ? "" : "s"),
                                instances == 1 ? "name one, or add `active-active;` for a second instance"
                                               : "name two: an active-active gateway has two instances");
    return {};
}

network::Node make_instance(const Gateway& gateway, std::size_t i, const std::vector<network::Address>& shown,
                            dsl::Span span) {
    network::Node node;
    node.name = fmt::format("{}/{}", gateway.name, i);
    node.kind = "vpn-gateway";
    node.asn = gateway.asn;
    node.silent = shown.empty();
    const std::vector<network::Address>& known = shown.empty() ? gateway.bgp_addresses : shown;
    if (!known.empty())
        node.address = known[i];
    node.decision = standard_decision(true, false);
    node.span = span;
    return node;
}

void declare(const Statement& block, Builder& builder) {
    const Word* name = cloud::argument(block, 1);
    Named* named = name ? builder.declare(*name, "vpn-gateway", name->span) : nullptr;
    if (!named)
        return;
    Gateway gateway;
    gateway.name = name->text;
    gateway.type = cloud::GatewayType::vpn;
    gateway.span = block.blame();
    read_asn(builder, block, gateway);
    const std::size_t instances = flag(block, "active-active") ? 2 : 1;
    const std::vector<network::Address> shown = read_addresses(builder, block, "address", instances);
    gateway.bgp_addresses = read_addresses(builder, block, "bgp-address", instances);
    for (std::size_t i = 0; i < instances; ++i) {
        network::Node node = make_instance(gateway, i, shown, gateway.span);
        Named* instance = builder.declare(node.name, "vpn-gateway", name->span);
        if (!instance)
            return;
        const network::NodeId id = builder.add_node(*instance, std::move(node));
        named->nodes.push_back(id);
        named->failures.insert(named->failures.end(), instance->failures.begin(), instance->failures.end());
        gateway.nodes.push_back(id);
        if (!gateway.bgp_addresses.empty())
            speak_from(builder, id, gateway.bgp_addresses[i]);
    }
    builder.notes<cloud::Cloud>().gateways.emplace(gateway.name, std::move(gateway));
}

// -- sessions
// --------------------------------------------------------------------------------------------------

// The instances tell each other what their sites told them.
void join_instances(Builder& builder, const Gateway& gateway) {
    if (gateway.nodes.size() < 2)
        return;
    const network::PolicyId imports = cloud::add_import_policy(
        builder, fmt::format("{} from its instances", gateway.name),
        cloud::served_space(builder.notes<cloud::Cloud>(), gateway), {}, gateway.span);
    const auto [a, b] = std::pair(gateway.nodes[0], gateway.nodes[1]);
    network::Session session;
    session.name = fmt::format("{}--{}", builder.net[a].name, builder.net[b].name);
    session.span = gateway.span;
    session.forward = cloud::add_fabric_link(builder, a, b, gateway.span);
    session.back = cloud::add_fabric_link(builder, b, a, gateway.span);
    for (auto [end, node] : {std::pair(&session.a, a), std::pair(&session.b, b)}) {
        *end = cloud::plain_end(node, gateway.span);
        end->next_hop_self = true;
        end->weight = vpn_weight;
        end->import_policy = imports;
    }
    builder.add_session(std::move(session));
}

// A served network's table: each instance's routes, whatever ASNs they crossed (the gateway has checked its
// own).
void program(Builder& builder, const Gateway& gateway, const cloud::VirtualNetwork& vnet) {
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    std::vector<network::Prefix> kept = cloud::system_space(cloud, vnet);
    const std::vector<network::Prefix> space = cloud::served_space(cloud, gateway);
    kept.insert(kept.end(), space.begin(), space.end());
    const network::PolicyId imports = cloud::add_import_policy(
        builder, fmt::format("{} from {}", vnet.name, gateway.name), kept, {}, vnet.span);
    for (const network::NodeId table : cloud::propagating_tables(vnet))
        for (const network::NodeId node : gateway.nodes) {
            network::Session session;
            session.name = fmt::format("{}--{}", builder.net[node].name, builder.net[table].name);
            session.span = gateway.span;
            session.back = cloud::add_fabric_link(builder, table, node, gateway.span);
            session.a = cloud::plain_end(node, gateway.span);
            session.a.next_hop_self = true;
            session.b = cloud::plain_end(table, vnet.span);
            session.b.sends = false;
            session.b.weight = vpn_weight;
            session.b.import_policy = imports;
            session.b.allow_own_as = gateway.asn == cloud::gateway_asn ? 0 : any_number_of_asns;
            builder.add_session(std::move(session));
        }
}

// A route server exchanges routes with gateways, and not with this one.
void warn_excluded(Builder& builder, const Gateway& gateway) {
    const cloud::RouteServer* server = cloud::route_server_in(builder, gateway.vnet);
    const auto restraint = cloud::restraint_on(builder, gateway);
    if (!server || !server->branch_to_branch || !restraint)
        return;
    const bool alone = gateway.nodes.size() < 2;
    builder.diagnostics().warning(alone ? "VN0260" : "VN0261", gateway.span, restraint->sentence,
                                  alone ? "make it `active-active`: a route server needs that"
                                        : "leave `asn` away: beside a route server it has to be 65515",
                                  {{server->span, fmt::format("`{}` is declared here", server->name)}});
}

void converse(Builder& builder, const Gateway& gateway) {
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    if (!cloud.vnet(gateway.vnet))
        return;
    warn_excluded(builder, gateway);
    cloud::serve(builder, gateway);
    join_instances(builder, gateway);
    for (const cloud::VirtualNetwork* vnet : cloud::served(cloud, gateway))
        program(builder, gateway, *vnet);
    if (const Gateway* other = cloud.gateway_in(gateway.vnet, cloud::GatewayType::expressroute))
        cloud::exchange_between_gateways(builder, *other, gateway);
    cloud::exchange_with_route_server(builder, gateway);
}

const std::vector<dsl::Rule>& gateway_rules() {
    static const std::vector<dsl::Rule> rules = {
        rule("in", {Shape::name}, "the virtual network it stands in"),
        flag_rule("active-active", "two instances, `NAME/0` and `NAME/1`, with a tunnel each"),
        rule("asn", {Shape::asn}, "65515 unless told otherwise"),
        more(rule("bgp-address", {Shape::address}, "what its instances speak BGP from"), Shape::address, 1),
        more(rule("address", {Shape::address}, "what its instances answer a traceroute with; else `*`"),
             Shape::address, 1),
    };
    return rules;
}

// Of the network it stands in, or link-local ones (APIPA) that sites ask for
// (AD:vpn-gateway/vpn-gateway-bgp-overview.md).
void check_bgp_addresses(Builder& builder, const Statement& block, const Gateway& gateway) {
    static const network::Prefix link_local{network::Address{0xa9fe0000}, 16};
    const cloud::VirtualNetwork* vnet = builder.notes<cloud::Cloud>().vnet(gateway.vnet);
    for (const network::Address address : gateway.bgp_addresses) {
        const auto holds = [&](const network::Prefix& prefix) { return prefix.contains(address); };
        if (vnet && !holds(link_local) && std::ranges::none_of(vnet->space, holds))
            builder.diagnostics().error(
                "VN0214", statement(block, "bgp-address")->span,
                fmt::format("`{}` lies outside of `{}`, where `{}` stands", to_string(address), vnet->name,
                            gateway.name),
                "take addresses of its GatewaySubnet, or of 169.254.0.0/16 (azure-docs "
                "articles/vpn-gateway/vpn-gateway-bgp-overview.md)",
                {{vnet->span, fmt::format("`{}` is declared here", vnet->name)}});
    }
}

void build(Phase phase, const Statement& block, Builder& builder) {
    if (phase == Phase::declare)
        return declare(block, builder);
    std::map<std::string, Gateway, std::less<>>& gateways = builder.notes<cloud::Cloud>().gateways;
    const Word* name = cloud::argument(block, 1);
    const auto gateway = name ? gateways.find(name->text) : gateways.end();
    if (gateway == gateways.end() || gateway->second.span != block.blame())
        return;
    if (phase == Phase::connect) {
        cloud::place(builder, block, gateway->second);
        check_bgp_addresses(builder, block, gateway->second);
    }
    if (phase == Phase::converse)
        converse(builder, gateway->second);
}

} // namespace

Kind vpn_gateway() {
    static const dsl::Rule statement = repeats(
        with_block(rule("vpn-gateway", {Shape::name}, "joins a virtual network to sites over tunnels"),
                   &gateway_rules(), dsl::Blocks::required));
    return {
        &statement,
        build,
        {"which instance of a VPN gateway takes a packet while it has no tunnel itself: the other one does "
         "here",
         "point-to-site connections, custom traffic selectors and NAT rules of VPN gateways are left out"}};
}

} // namespace kinds
