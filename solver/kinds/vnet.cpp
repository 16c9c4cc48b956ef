// A virtual network: one location that owns its address space. Its table is the system routes, which BGP
// never overrides, then the longest prefix, then ExpressRoute before VPN, then the shortest AS path, then all
// that are left (AD:virtual-network/virtual-networks-udr-overview.md;
// AD:expressroute/expressroute-optimize-routing.md).

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/cloud.hpp"
#include "solver/kinds/device.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"
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

bool is_gateways(std::string_view subnet) {
    return subnet == "GatewaySubnet" || subnet == "RouteServerSubnet";
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
    return true;
}

void declare_subnet(Builder& builder, const Statement& written, Named& named, cloud::VirtualNetwork& vnet) {
    if (written.words.size() < 3)
        return;
    const Word &name = written.words[1], &where = written.words[2];
    const auto prefix = builder.prefix(where);
    if (!prefix || !fits(builder, where, *prefix, vnet))
        return;
    cloud::Subnet subnet;
    subnet.name = fmt::format("{}/{}", vnet.name, name.text);
    subnet.vnet = vnet.name;
    subnet.prefix = *prefix;
    subnet.written = &written;
    subnet.span = written.blame();
    Named* member = builder.declare(subnet.name, "subnet", name.span);
    if (!member)
        return;
    network::Node node = make_table(subnet.name, "subnet", subnet.span);
    node.owns = {{*prefix, subnet.span}};
    read_hosts(builder, written, node);
    subnet.table = subnet.arrivals = add(builder, std::move(node), vnet.name);
    member->nodes = {subnet.table};
    if (!is_gateways(name.text)) {
        vnet.tables.push_back({subnet.table, true});
        named.nodes.push_back(subnet.table);
    }
    vnet.subnets.push_back(std::move(subnet));
}

void declare_parts(Builder& builder, const Statement& block, Named& named, cloud::VirtualNetwork& vnet) {
    network::Node fabric;
    fabric.name = vnet.name;
    fabric.kind = "vnet";
    fabric.in_traces = false;
    fabric.decision = standard_decision(false, false);
    fabric.span = vnet.span;
    vnet.fabric = add(builder, std::move(fabric), vnet.name);
    for (const Statement* subnet : statements(block, "subnet"))
        declare_subnet(builder, *subnet, named, vnet);
}

void declare(const Statement& block, Builder& builder) {
    const Word* name = cloud::argument(block, 1);
    Named* named = name ? builder.declare(*name, "vnet", name->span) : nullptr;
    if (!named)
        return;
    cloud::VirtualNetwork vnet;
    vnet.name = name->text;
    vnet.span = block.blame();
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
    if (phase == Phase::connect)
        cloud::connect_tables(builder, vnet->second);
}

const dsl::Rule& host_rule() {
    static const dsl::Rule host =
        repeats(rule("host", {Shape::name, Shape::address}, "a named address, `vnet/name` elsewhere"));
    return host;
}

const std::vector<dsl::Rule>& vnet_rules() {
    static const std::vector<dsl::Rule> subnet = {host_rule()};
    static const std::vector<dsl::Rule> rules = {
        more(rule("space", {Shape::prefix}, "its address space: one or more prefixes"), Shape::prefix),
        host_rule(),
        repeats(with_block(rule("subnet", {Shape::name, Shape::prefix},
                                "a part of its space, with a table and hosts of its own"),
                           &subnet)),
    };
    return rules;
}

} // namespace

Kind vnet() {
    static const dsl::Rule statement =
        repeats(with_block(rule("vnet", {Shape::name}, "a virtual network: an address space with one table"),
                           &vnet_rules(), dsl::Blocks::required));
    return {&statement,
            build,
            {"a virtual network has one table: tables per subnet, user-defined routes and network security "
             "groups are left out",
             "the system routes to the Internet and to nowhere (RFC 1918) are left out: what nothing else "
             "routes has no route"}};
}

} // namespace kinds
