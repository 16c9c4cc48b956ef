// A route server: two instances of ASN 65515 that learn from appliances, program what they learn into tables,
// and carry no packet (AD:route-server/overview.md, route-server-faq.md). Each appliance speaks to both; what
// it announces is also fed to each table that the server programs, in a session of its own
// (`route_server_peers.cpp`).

#include "solver/kinds/route_server.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/route_table.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/kinds/vnet_plan.hpp"

namespace kinds {
namespace {

using cloud::Preference;
using cloud::RouteServer;
using cloud::RouteServers;
using dsl::Shape;
using dsl::Statement;
using dsl::Word;

/// Prefixes that each appliance may announce where the text says nothing: the least of the documents' numbers
/// since 2022, which went up to 4,000 (azure.md 3.5).
constexpr std::uint32_t usual_route_limit = 1000;

// -- declaration
// -----------------------------------------------------------------------------------------------

// Its BGP never forwards, and a packet that starts there goes nowhere.
network::Node make_instance(const RouteServer& server, std::size_t i) {
    network::Node node;
    node.name = fmt::format("{}/{}", server.name, i);
    node.kind = "route-server";
    node.asn = cloud::gateway_asn;
    node.in_traces = false;
    node.forwards = false;
    network::FilterRule nothing;
    nothing.allow = false;
    nothing.name = "ControlPlaneOnly";
    nothing.span = server.span;
    node.filter.rules = {nothing};
    node.decision = standard_decision(false, false);
    node.span = server.span;
    return node;
}

Preference read_preference(const Statement& block) {
    const Statement* written = statement(block, "hub-routing-preference");
    const Word* word = written ? cloud::argument(*written, 1) : nullptr;
    if (word && word->text == "vpn-gateway")
        return Preference::vpn_gateway;
    return word && word->text == "as-path" ? Preference::as_path : Preference::expressroute;
}

void read_addresses(Builder& builder, const Statement& block, RouteServer& server) {
    if (const Statement* written = statement(block, "addresses"))
        for (std::size_t i = 1; i < written->words.size(); ++i)
            if (const auto address = builder.address(written->words[i]))
                server.addresses.push_back(*address);
}

RouteServer read_server(Builder& builder, const Statement& block) {
    RouteServer server;
    server.name = block.words.at(1).text;
    server.span = block.blame();
    server.branch_to_branch = flag(block, "branch-to-branch");
    server.preference = read_preference(block);
    server.reflects_appliance_routes = !unset(block, "reflects-appliance-routes");
    server.route_limit = usual_route_limit;
    if (const Statement* limit = statement(block, "route-limit"); limit && limit->words.size() > 1)
        server.route_limit = builder.number(limit->words[1], 1, 10000);
    read_addresses(builder, block, server);
    return server;
}

void declare(const Statement& block, Builder& builder) {
    const Word* name = cloud::argument(block, 1);
    Named* named = name ? builder.declare(*name, "route-server", name->span) : nullptr;
    if (!named)
        return;
    RouteServer server = read_server(builder, block);
    for (std::size_t i = 0; i < 2; ++i) {
        const network::NodeId id = network::NodeId::at(builder.net.nodes.size());
        network::Node node = make_instance(server, i);
        if (Named* instance = builder.declare(node.name, "route-server", name->span))
            instance->nodes = {id};
        builder.net.nodes.push_back(std::move(node));
        named->nodes.push_back(id);
        server.nodes.push_back(id);
        if (i < server.addresses.size())
            speak_from(builder, id, server.addresses[i]);
    }
    if (server.preference != Preference::expressroute && !server.branch_to_branch)
        builder.diagnostics().warning(
            "VN0266", statement(block, "hub-routing-preference")->span,
            fmt::format("without `branch-to-branch` the preference of `{}` has no effect", server.name),
            "add `branch-to-branch;`, or remove it");
    builder.notes<RouteServers>().all.emplace(server.name, std::move(server));
}

// -- where it stands
// -------------------------------------------------------------------------------------------

const cloud::Subnet* subnet_called(const cloud::VirtualNetwork& vnet, std::string_view name) {
    const auto found = std::ranges::find(vnet.subnets, name, &cloud::Subnet::bare_name);
    return found == vnet.subnets.end() ? nullptr : &*found;
}

/// Of those that lie in the subnet: each is another one, and none is kept.
void check_addresses(Builder& builder, const Statement& block, const RouteServer& server,
                     const cloud::Subnet& subnet) {
    const Statement* written = statement(block, "addresses");
    for (std::size_t i = 0; written && i < server.addresses.size(); ++i)
        if (subnet.prefix.contains(server.addresses[i]))
            cloud::is_usable(builder, subnet, written->words[i + 1], server.addresses[i]);
    if (server.addresses.size() == 2 && server.addresses[0] == server.addresses[1])
        builder.diagnostics().error(
            "VN0251", written->words[2].span,
            fmt::format("both instances of `{}` have the address {}", server.name,
                        to_string(server.addresses[0])),
            "each instance has an address of its own: `az network routeserver show` names them");
}

void check_subnet(Builder& builder, const Statement& block, const RouteServer& server,
                  const cloud::VirtualNetwork& vnet) {
    if (vnet.subnets.empty())
        return;
    const cloud::Subnet* subnet = subnet_called(vnet, cloud::route_server_subnet);
    if (!subnet) {
        builder.diagnostics().error(
            "VN0251", block.head_span(),
            fmt::format("`{}` has no subnet `RouteServerSubnet` for `{}`", vnet.name, server.name),
            fmt::format("add `subnet RouteServerSubnet P;` to `{}`", vnet.name),
            {{vnet.span, fmt::format("`{}` is declared here", vnet.name)}});
        return;
    }
    for (const network::Address address : server.addresses)
        if (!subnet->prefix.contains(address))
            builder.diagnostics().error(
                "VN0251", statement(block, "addresses")->span,
                fmt::format("`{}` lies outside `{}`, the subnet `RouteServerSubnet` of `{}`",
                            to_string(address), to_string(subnet->prefix), vnet.name),
                "a route server's instances have addresses of that subnet");
    check_addresses(builder, block, server, *subnet);
}

void place(const Statement& block, Builder& builder, RouteServer& server) {
    const Statement* in = statement(block, "in");
    if (!in) {
        builder.diagnostics().error("VN0201", block.head_span(),
                                    fmt::format("`{}` is in no virtual network", server.name),
                                    "add `in VNET;`");
        return;
    }
    const Word* word = cloud::argument(*in, 1);
    const Named* named = word ? builder.find(*word, "vnet", {"vnet"}) : nullptr;
    if (!named)
        return;
    if (const RouteServer* other = cloud::route_server_in(builder, named->name)) {
        builder.diagnostics().error(
            "VN0250", word->span,
            fmt::format("`{}` has the route server `{}` already", named->name, other->name),
            "a virtual network holds one route server",
            {{other->span, fmt::format("`{}` is declared here", other->name)}});
        return;
    }
    server.vnet = named->name;
    for (const network::NodeId node : server.nodes)
        builder.notes<cloud::Cloud>().homes.emplace(node, server.vnet);
    if (const cloud::VirtualNetwork* vnet = builder.notes<cloud::Cloud>().vnet(server.vnet))
        check_subnet(builder, block, server, *vnet);
}

const cloud::UserRoute* longest_around(const cloud::RouteTable& table, const network::Prefix& prefix) {
    const cloud::UserRoute* found = nullptr;
    for (const cloud::UserRoute& route : table.routes)
        if (route.prefix.contains(prefix) && (!found || route.prefix.length > found->prefix.length))
            found = &route;
    return found;
}

// What gateways say to the server leaves by their subnet's table, too.
void warn_about_detour(Builder& builder, const RouteServer& server) {
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    const cloud::VirtualNetwork* vnet = cloud.vnet(server.vnet);
    const cloud::Subnet* from = vnet ? subnet_called(*vnet, cloud::gateway_subnet) : nullptr;
    const cloud::Subnet* to = vnet ? subnet_called(*vnet, cloud::route_server_subnet) : nullptr;
    const cloud::RouteTable* table = from ? cloud::find_route_table(builder, from->route_table) : nullptr;
    const cloud::UserRoute* route = table && to ? longest_around(*table, to->prefix) : nullptr;
    if (!route || route->to == cloud::UserRoute::To::vnet_local || cloud.gateways_in(server.vnet).empty())
        return;
    builder.diagnostics().warning(
        "VN0253", route->span,
        fmt::format("`{}` leads what gateways of `{}` say to `{}` away: their BGP may break", table->name,
                    server.vnet, server.name),
        fmt::format("add `route {} vnet-local;` to `{}` (azure-docs "
                    "articles/route-server/troubleshoot-route-server.md)",
                    to_string(to->prefix), table->name),
        {{server.span, fmt::format("`{}` is declared here", server.name)}});
}

// It announces what it serves. Its own next hops resolve over a link into the fabric, which no packet takes.
void announce(Builder& builder, const RouteServer& server) {
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    const cloud::VirtualNetwork* own = cloud.vnet(server.vnet);
    if (!own)
        return;
    for (const network::NodeId node : server.nodes) {
        builder.net.nodes[node.index()].hands_to =
            cloud::add_fabric_link(builder, node, own->fabric, server.span);
        for (const cloud::VirtualNetwork* vnet : cloud::served(cloud, server))
            for (const network::Prefix& prefix : vnet->space)
                builder.net.nodes[node.index()].originates.push_back({prefix, false, vnet->span});
    }
}

const std::vector<dsl::Rule>& server_rules() {
    static const std::vector<dsl::Rule> rules = {
        rule("in", {Shape::name}, "the virtual network it stands in"),
        rule("addresses", {Shape::address, Shape::address}, "of its two instances"),
        flag_rule("branch-to-branch", "gateways and appliances learn each other's routes"),
        one_of(rule("hub-routing-preference", {Shape::keyword}, "whose routes to one prefix win in tables"),
               {"expressroute", "vpn-gateway", "as-path"}),
        flag_rule("reflects-appliance-routes", "tells an appliance what others announce: the default"),
        within(rule("route-limit", {Shape::number}, "prefixes that each appliance may announce: 1000"), 1,
               10000),
    };
    return rules;
}

void build(Phase phase, const Statement& block, Builder& builder) {
    if (phase == Phase::declare)
        return declare(block, builder);
    std::map<std::string, RouteServer, std::less<>>& servers = builder.notes<RouteServers>().all;
    const Word* name = cloud::argument(block, 1);
    const auto server = name ? servers.find(name->text) : servers.end();
    if (server == servers.end() || server->second.span != block.blame())
        return;
    if (phase == Phase::place)
        place(block, builder, server->second);
    if (phase == Phase::converse)
        announce(builder, server->second);
    if (phase == Phase::complete && !server->second.vnet.empty()) {
        cloud::complete_peers(builder, server->second);
        warn_about_detour(builder, server->second);
    }
}

} // namespace

Kind route_server() {
    static const dsl::Rule statement =
        repeats(with_block(rule("route-server", {Shape::name}, "programs routes of appliances into tables"),
                           &server_rules(), dsl::Blocks::required));
    return {&statement,
            build,
            {"a route server's instances never fail, and either may program a subnet: all its machines alike",
             "whether routes of GatewaySubnet break the BGP between gateways and a route server (a warning)",
             "route maps of route servers are left out"}};
}

} // namespace kinds
