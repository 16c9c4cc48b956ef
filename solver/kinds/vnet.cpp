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

// A subnet is an address plan: its hosts are hosts of the network, and must lie in it.
void read_subnet(Builder& builder, const Statement& subnet, const cloud::VirtualNetwork& vnet,
                 network::Node& node) {
    if (subnet.words.size() < 3)
        return;
    const auto prefix = builder.prefix(subnet.words[2]);
    if (!prefix)
        return;
    if (!inside(vnet.space, *prefix)) {
        builder.diagnostics().error(
            "VN0205", subnet.words[2].span,
            fmt::format("`{}` lies outside the address space of `{}`", subnet.words[2].text, vnet.name),
            "a subnet is a part of its network's `space`");
        return;
    }
    network::Node part;
    part.name = fmt::format("{}/{}", vnet.name, subnet.words[1].text);
    part.owns = {{*prefix, subnet.span}};
    part.hosts = std::move(node.hosts); // names are unique in the whole network
    read_hosts(builder, subnet, part);
    node.hosts = std::move(part.hosts);
}

void read_plan(Builder& builder, const Statement& block, const cloud::VirtualNetwork& vnet,
               network::Node& node) {
    read_hosts(builder, block, node);
    for (const Statement* subnet : statements(block, "subnet"))
        read_subnet(builder, *subnet, vnet, node);
}

network::Node make_node(const cloud::VirtualNetwork& vnet) {
    using enum network::Criterion;
    network::Node node;
    node.name = vnet.name;
    node.kind = "vnet";
    node.asn = cloud::gateway_asn;
    node.in_traces = false;
    node.forwards = false;
    node.decision = {{weight, as_path_length, peer_order}, 2}; // it sends nothing: which is best is no matter
    node.span = vnet.span;
    for (const network::Prefix& prefix : vnet.space)
        node.owns.push_back({prefix, vnet.span});
    return node;
}

// A virtual network has no failure group: it is not a device that a budget of `nodes` could count.
void declare(const Statement& block, Builder& builder) {
    const Word* name = cloud::argument(block, 1);
    Named* named = name ? builder.declare(*name, "vnet", name->span) : nullptr;
    if (!named)
        return;
    cloud::VirtualNetwork vnet{name->text, {}, {}, block.blame(), {}};
    read_space(builder, block, vnet);
    network::Node node = make_node(vnet);
    if (!vnet.space.empty())
        read_plan(builder, block, vnet, node);
    vnet.fabric = network::NodeId::at(builder.net.nodes.size());
    vnet.tables = {{vnet.fabric, true}};
    builder.net.nodes.push_back(std::move(node));
    named->nodes = {vnet.fabric};
    builder.notes<cloud::Cloud>().vnets.emplace(vnet.name, std::move(vnet));
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
        repeats(with_block(
            rule("subnet", {Shape::name, Shape::prefix}, "a part of its space, with its hosts"), &subnet)),
    };
    return rules;
}

} // namespace

Kind vnet() {
    static const dsl::Rule statement =
        repeats(with_block(rule("vnet", {Shape::name}, "a virtual network: an address space with one table"),
                           &vnet_rules(), dsl::Blocks::required));
    return {&statement,
            [](Phase phase, const Statement& block, Builder& builder) {
                if (phase == Phase::declare)
                    declare(block, builder);
            },
            {"a virtual network has one table: tables per subnet, user-defined routes and network security "
             "groups are left out",
             "the system routes to the Internet and to nowhere (RFC 1918) are left out: what nothing else "
             "routes has no route"}};
}

} // namespace kinds
