// A network virtual appliance: a virtual machine in a subnet that routes, filters or translates. Its packets
// leave over the table of its subnet, whatever its own BGP says of the next hop; only its tunnels are its own
// (azure.md 3.3; AD:route-server/route-injection-in-spokes.md).

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/cloud_fabric.hpp"
#include "solver/kinds/cloud_nic.hpp"
#include "solver/kinds/device.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/kinds/security_group.hpp"
#include "solver/network/prefix_sets.hpp"

namespace kinds {
namespace cloud {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

constexpr std::uint32_t last_resort = 255; ///< administrative distance: anything the node learns is better

network::StaticRoute hidden_default(network::LinkId link, std::uint32_t distance, dsl::Span span) {
    return {{}, network::ViaLink{link}, distance, span, {"system", "vnet-local", {}, true}};
}

void hand_to_table(Builder& builder, const Nic& nic, const Subnet& subnet) {
    const network::LinkId link = add_fabric_link(builder, nic.node, subnet.table, nic.span);
    network::Node& node = builder.net.nodes[nic.node.index()];
    node.hands_to = link;
    node.static_routes.push_back(hidden_default(link, last_resort, nic.span));
}

// The inbound rules of its subnet stand before it, whatever the packet's destination.
void put_behind_rules(Builder& builder, Nic& nic, std::uint32_t state_group) {
    network::Node rules;
    rules.name = nic.name + "/inbound";
    rules.kind = builder.net[nic.node].kind;
    rules.in_traces = false;
    rules.decision = standard_decision(false, false);
    rules.span = nic.span;
    nic.entry = network::NodeId::at(builder.net.nodes.size());
    builder.net.nodes.push_back(std::move(rules));
    builder.notes<Cloud>().homes.emplace(nic.entry, nic.vnet);
    for (const std::string& whole : {nic.vnet, nic.subnet})
        builder.lookup(whole)->nodes.push_back(nic.entry);
    remember_flows(builder, {nic.entry}, state_group);
    const network::LinkId link = add_fabric_link(builder, nic.entry, nic.node, nic.span);
    builder.net.nodes[nic.entry.index()].static_routes.push_back(
        hidden_default(link, space_distance, nic.span));
}

// -- translation
// -------------------------------------------------------------------------------------------------------

// A firewall of the platform's leaves private destinations alone unless told otherwise
// (AD:firewall/snat-private-range.md); an appliance translates all it passes on.
void read_translation(Builder& builder, const Statement& block, network::Node& node,
                      network::Address address) {
    const Statement* except = statement(block, "snat-except");
    const Statement* translates = statement(block, "snat");
    if (!translates) {
        if (except)
            builder.diagnostics().error("VN0249", except->span,
                                        fmt::format("`{}` translates nothing", node.name),
                                        "add `snat;`, or leave the exceptions out");
        return;
    }
    network::SourceNat snat{address, {}, translates->blame()};
    for (std::size_t i = 1; except && i < except->words.size(); ++i)
        if (const auto prefix = builder.prefix(except->words[i]))
            snat.except.push_back(*prefix);
    if (!except && node.kind == "firewall")
        snat.except = network::private_space();
    node.source_nat = std::move(snat);
}

// -- its AS number
// -----------------------------------------------------------------------------------------------------

void check_asn(Builder& builder, const Statement& block, const network::Node& node) {
    const Statement* written = statement(block, "asn");
    if (!written || !node.asn || (*node.asn != gateway_asn && !is_reserved(*node.asn)))
        return;
    builder.diagnostics().error(
        "VN0232", written->words[1].span,
        fmt::format("`{}` cannot have ASN {}: it is reserved", node.name, *node.asn),
        "take another private one, 64512 to 65534 but for 65515 and 65517 to 65520 (azure-docs "
        "articles/route-server/route-server-faq.md)");
}

void place(Builder& builder, const Statement& block) {
    const network::NodeId node = node_of(builder, block);
    const auto where = read_place(builder, block);
    Nic* nic = node.known() && where ? add_nic(builder, block, node, *where) : nullptr;
    if (!nic)
        return;
    hand_to_table(builder, *nic, *where->subnet);
    read_translation(builder, block, builder.net.nodes[node.index()], where->address);
    if (where->subnet->state_group)
        put_behind_rules(builder, *nic, *where->subnet->state_group);
}

} // namespace

const std::vector<dsl::Rule>& appliance_rules() {
    static const std::vector<dsl::Rule> rules = [] {
        std::vector<dsl::Rule> all = device_rules();
        all.push_back(rule("in", {Shape::name}, "the subnet it stands in: `VNET/SUBNET`"));
        all.push_back(flag_rule("snat", "gives what it passes on its own address as source"));
        all.push_back(
            more(rule("snat-except", {Shape::prefix}, "but not on the way to these"), Shape::prefix));
        return all;
    }();
    return rules;
}

void build_appliance(Phase phase, const Statement& block, Builder& builder) {
    if (phase == Phase::declare)
        if (const network::NodeId node = node_of(builder, block); node.known())
            check_asn(builder, block, builder.net[node]);
    if (phase == Phase::place)
        place(builder, block);
}

} // namespace cloud

namespace {

void build(Phase phase, const dsl::Statement& block, Builder& builder) {
    build_device(phase, block, builder, "appliance", flag(block, "stateful"));
    if (const network::NodeId node = cloud::node_of(builder, block); phase == Phase::declare && node.known())
        builder.net.nodes[node.index()].forwards = flag(block, "ip-forwarding");
    cloud::build_appliance(phase, block, builder);
}

const std::vector<dsl::Rule>& rules() {
    static const std::vector<dsl::Rule> rules = [] {
        std::vector<dsl::Rule> all = cloud::appliance_rules();
        all.push_back(flag_rule("ip-forwarding", "passes on packets that are not its own"));
        all.push_back(flag_rule("stateful", "answers pass only if it saw what they answer"));
        return all;
    }();
    return rules;
}

} // namespace

Kind appliance() {
    static const dsl::Rule statement =
        repeats(with_block(rule("appliance", {dsl::Shape::name}, "a virtual machine that routes or filters"),
                           &rules(), dsl::Blocks::required));
    return {
        &statement,
        build,
        {"an appliance has one interface; its own security group, and the health of what it runs, are "
         "left out",
         "an appliance translates sources without ports, and no destinations",
         "a BGP session between appliances without a link is up while both are, whatever their tables say"}};
}

} // namespace kinds
