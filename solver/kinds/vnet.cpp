// A virtual network: an address space, whole or in subnets. A table is the longest prefix, except that BGP
// never overrides the routes to own and peered space; then user routes, BGP, system routes; then ExpressRoute
// before VPN, the shortest AS path, and all that are left
// (AD:virtual-network/virtual-networks-udr-overview.md; AD:expressroute/expressroute-optimize-routing.md).

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/cloud.hpp"
#include "solver/kinds/device.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/route_table.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/kinds/security_group.hpp"
#include "solver/kinds/vnet_plan.hpp"
#include "solver/kinds/vnet_tables.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

bool inside(const std::vector<network::Prefix>& space, const network::Prefix& prefix) {
    return std::ranges::any_of(space, [&](const network::Prefix& p) { return p.contains(prefix); });
}

void refuse_overlap(Builder& builder, const Word& word, const network::Prefix& one,
                    const network::Prefix& other) {
    builder.diagnostics().error("VN0203", word.span,
                                fmt::format("`{}` overlaps `{}`", to_string(one), to_string(other)),
                                "the prefixes of a virtual network share no address");
}

void read_space(Builder& builder, const Statement& block, cloud::VirtualNetwork& vnet) {
    for (const Statement* space : statements(block, "space"))
        for (std::size_t i = 1; i < space->words.size(); ++i)
            if (const auto prefix = builder.prefix(space->words[i])) {
                cloud::check_space(builder, space->words[i], *prefix);
                const auto clash = std::ranges::find_if(
                    vnet.space, [&](const network::Prefix& other) { return other.overlaps(*prefix); });
                if (clash == vnet.space.end())
                    vnet.space.push_back(*prefix);
                else
                    refuse_overlap(builder, space->words[i], *prefix, *clash);
            }
    if (!statement(block, "space"))
        builder.diagnostics().error("VN0204", block.head_span(),
                                    fmt::format("`{}` has no address space", vnet.name),
                                    "add `space PREFIX;`");
}

// A table: it sends nothing over BGP, so which route is its best is no matter.
network::Node make_table(std::string name, std::string_view kind, dsl::Span span) {
    using enum network::Criterion;
    network::Node node;
    node.name = std::move(name);
    node.kind = std::string(kind);
    node.asn = cloud::gateway_asn;
    node.in_traces = false;
    node.decision = {{weight, as_path_length, peer_order}, 2};
    node.span = span;
    return node;
}

network::NodeId add(Builder& builder, network::Node node, const std::string& vnet) {
    const network::NodeId id = network::NodeId::at(builder.net.nodes.size());
    builder.net.nodes.push_back(std::move(node));
    builder.notes<cloud::Cloud>().homes.emplace(id, vnet);
    return id;
}

// -- without subnets: one node
// -----------------------------------------------------------------------------------

// A virtual network has no failure group: it is not a device that a budget of `nodes` could count.
void declare_whole(Builder& builder, const Statement& block, Named& named, cloud::VirtualNetwork& vnet) {
    network::Node node = make_table(vnet.name, "vnet", vnet.span);
    node.forwards = false;
    for (const network::Prefix& prefix : vnet.space)
        node.owns.push_back({prefix, vnet.span});
    if (!vnet.space.empty())
        read_hosts(builder, block, node);
    vnet.fabric = add(builder, std::move(node), vnet.name);
    vnet.tables = {{vnet.fabric, true}};
    named.nodes = {vnet.fabric};
}

// -- with subnets: a fabric, and a table for each
// ----------------------------------------------------------------

bool fits(Builder& builder, const Word& word, const network::Prefix& prefix,
          const cloud::VirtualNetwork& vnet) {
    if (!inside(vnet.space, prefix)) {
        builder.diagnostics().error(
            "VN0205", word.span,
            fmt::format("`{}` lies outside the address space of `{}`", word.text, vnet.name),
            "a subnet is a part of its network's `space`");
        return false;
    }
    return cloud::fits_among(builder, vnet, word, prefix);
}

// The hosts written in the subnet and those of the network that have an address of it.
Statement plan_of(const Statement& block, const Statement& subnet, const network::Prefix& prefix) {
    Statement plan = subnet;
    for (const Statement* host : statements(block, "host"))
        if (const Word* word = cloud::argument(*host, 2))
            if (const auto address = network::parse_address(word->text); address && prefix.contains(*address))
                plan.block.push_back(*host);
    return plan;
}

std::optional<cloud::Subnet> read_subnet(Builder& builder, const Statement& written,
                                         const cloud::VirtualNetwork& vnet) {
    if (written.words.size() < 3)
        return std::nullopt;
    const Word& where = written.words[2];
    const auto prefix = builder.prefix(where);
    if (!prefix || !fits(builder, where, *prefix, vnet))
        return std::nullopt;
    cloud::Subnet subnet;
    subnet.name = fmt::format("{}/{}", vnet.name, written.words[1].text);
    subnet.vnet = vnet.name;
    subnet.prefix = *prefix;
    subnet.written = &written;
    subnet.span = written.blame();
    if (cloud::asks_for_security_group(written) && !cloud::is_platform(subnet))
        subnet.state_group = new_state_group(builder);
    return subnet;
}

void declare_subnet(Builder& builder, const Statement& block, const Statement& written, Named& named,
                    cloud::VirtualNetwork& vnet) {
    auto subnet = read_subnet(builder, written, vnet);
    Named* member = subnet ? builder.declare(subnet->name, "subnet", written.words[1].span) : nullptr;
    if (!member)
        return;
    const Statement plan = plan_of(block, written, subnet->prefix);
    network::Node node = make_table(subnet->name, "subnet", subnet->span);
    node.owns = {{subnet->prefix, subnet->span}};
    read_hosts(builder, plan, node);
    cloud::check_hosts(builder, *subnet, plan);
    subnet->table = subnet->arrivals = add(builder, std::move(node), vnet.name);
    cloud::guard_machines(builder, *subnet, plan);
    member->nodes = {subnet->table};
    for (const cloud::Machine& machine : subnet->guarded)
        member->nodes.insert(member->nodes.end(), {machine.sends, machine.arrives});
    named.nodes.insert(named.nodes.end(), member->nodes.begin(), member->nodes.end());
    if (!cloud::is_platform(*subnet))
        vnet.tables.push_back({subnet->table, true});
    vnet.subnets.push_back(std::move(*subnet));
}

void declare_parts(Builder& builder, const Statement& block, Named& named, cloud::VirtualNetwork& vnet) {
    network::Node fabric;
    fabric.name = vnet.name;
    fabric.kind = "vnet";
    fabric.in_traces = false;
    fabric.decision = standard_decision(false, false);
    fabric.span = vnet.span;
    vnet.fabric = add(builder, std::move(fabric), vnet.name);
    named.nodes = {vnet.fabric};
    for (const Statement* subnet : statements(block, "subnet"))
        declare_subnet(builder, block, *subnet, named, vnet);
    cloud::check_plan(builder, vnet, block);
}

void declare(const Statement& block, Builder& builder) {
    const Word* name = cloud::argument(block, 1);
    Named* named = name ? builder.declare(*name, "vnet", name->span) : nullptr;
    if (!named)
        return;
    cloud::VirtualNetwork vnet;
    vnet.name = name->text;
    vnet.span = block.blame();
    vnet.bgp_default_removes_none_routes = flag(block, "bgp-default-removes-none-routes");
    read_space(builder, block, vnet);
    if (statement(block, "subnet"))
        declare_parts(builder, block, *named, vnet);
    else
        declare_whole(builder, block, *named, vnet);
    builder.notes<cloud::Cloud>().vnets.emplace(vnet.name, std::move(vnet));
}

void build(Phase phase, const Statement& block, Builder& builder) {
    if (phase == Phase::declare)
        return declare(block, builder);
    const Word* name = cloud::argument(block, 1);
    auto& vnets = builder.notes<cloud::Cloud>().vnets;
    const auto vnet = name ? vnets.find(name->text) : vnets.end();
    if (vnet == vnets.end() || vnet->second.span != block.blame())
        return;
    if (phase == Phase::place)
        cloud::place_tables(builder, vnet->second);
    if (phase == Phase::connect)
        cloud::connect_tables(builder, vnet->second);
    if (phase == Phase::converse)
        cloud::add_user_routes(builder, vnet->second);
    if (phase == Phase::complete) {
        cloud::apply_security_groups(builder, vnet->second);
        cloud::assume_default_routes(builder, vnet->second);
    }
}

dsl::Rule host_rule() {
    return repeats(rule("host", {Shape::name, Shape::address}, "a named address, `vnet/name` elsewhere"));
}

dsl::Rule security_group_rule() {
    return rule("network-security-group", {Shape::name}, "the rules its packets must pass");
}

const std::vector<dsl::Rule>& vnet_rules() {
    static const std::vector<dsl::Rule> host = {security_group_rule()};
    static const std::vector<dsl::Rule> subnet = {
        with_block(host_rule(), &host),
        rule("route-table", {Shape::name}, "the user's routes of its table"),
        security_group_rule(),
    };
    static const std::vector<dsl::Rule> rules = {
        more(rule("space", {Shape::prefix}, "its address space: one or more prefixes"), Shape::prefix),
        with_block(host_rule(), &host),
        repeats(with_block(rule("subnet", {Shape::name, Shape::prefix},
                                "a part of its space, with a table and hosts of its own"),
                           &subnet)),
        flag_rule("bgp-default-removes-none-routes",
                  "a default route learned over BGP removes the system routes to nowhere, as a user's does"),
    };
    return rules;
}

} // namespace

Kind vnet() {
    static const dsl::Rule statement = repeats(with_block(
        rule("vnet", {Shape::name}, "a virtual network: an address space, with a table per subnet"),
        &vnet_rules(), dsl::Blocks::required));
    return {&statement,
            build,
            {"public addresses: what the Internet answers or begins, and what a service endpoint, a private "
             "endpoint "
             "or NAT does",
             "a machine sends with any source address: a virtual network's own check of it is left out"}};
}

} // namespace kinds
