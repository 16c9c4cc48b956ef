// The kind `network-security-group`, and its rules at the nodes of subnets and machines.

#include "solver/kinds/security_group.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/kinds/security_tags.hpp"

namespace kinds {
namespace cloud {
namespace {

using dsl::Statement;
using dsl::Word;

// -- reading
// ---------------------------------------------------------------------------------------------------------

void declare(const Statement& block, Builder& builder) {
    const Word* name = argument(block, 1);
    if (!name || !builder.declare(*name, "network-security-group", name->span))
        return;
    SecurityGroup group;
    group.name = name->text;
    group.span = block.blame();
    builder.notes<SecurityGroups>().all.emplace(group.name, std::move(group));
}

/// The group this very statement declared, or null.
SecurityGroup* declared_by(const Statement& block, Builder& builder) {
    const Word* name = argument(block, 1);
    auto& all = builder.notes<SecurityGroups>().all;
    const auto found = name ? all.find(name->text) : all.end();
    return found != all.end() && found->second.span == block.blame() ? &found->second : nullptr;
}

void add_rule(Builder& builder, std::vector<SecurityRule>& rules, SecurityRule rule,
              const Statement& written) {
    const auto first = std::ranges::find(rules, rule.number, &SecurityRule::number);
    if (first == rules.end())
        return rules.push_back(std::move(rule));
    builder.diagnostics().error(
        "VN0242", written.words[1].span,
        fmt::format("there are two {} rules numbered {}", written.head(), rule.number),
        "numbers decide which rule comes first: give it another", {{first->span, "the other one is here"}});
}

void read_rules(const Statement& block, Builder& builder) {
    SecurityGroup* group = declared_by(block, builder);
    if (!group)
        return;
    for (const auto& [word, rules] :
         {std::pair("inbound", &group->inbound), std::pair("outbound", &group->outbound)})
        for (const Statement* written : statements(block, word))
            if (auto rule = read_security_rule(builder, *written))
                add_rule(builder, *rules, std::move(*rule), *written);
}

void warn_if_unused(const Statement& block, Builder& builder) {
    const SecurityGroup* group = declared_by(block, builder);
    if (group && !group->used)
        builder.diagnostics().warning(
            "VN0240", block.words[1].span,
            fmt::format("nothing uses the network security group `{}`", group->name),
            fmt::format("write `network-security-group {};` in the block of a subnet or a host, or remove it",
                        group->name));
}

// -- the rules every group ends in
// -----------------------------------------------------------------------------------

std::vector<SecurityRule> last_inbound(dsl::Span span) {
    return {{65000, true, {}, {Tag::virtual_network}, {Tag::virtual_network}, {}, span, "AllowVnetInBound"},
            {65001, true, {}, {Tag::load_balancer}, {}, {}, span, "AllowAzureLoadBalancerInBound"},
            {65500, false, {}, {}, {}, {}, span, "DenyAllInBound"}};
}

std::vector<SecurityRule> last_outbound(dsl::Span span) {
    return {{65000, true, {}, {Tag::virtual_network}, {Tag::virtual_network}, {}, span, "AllowVnetOutBound"},
            {65001, true, {}, {}, {Tag::internet}, {}, span, "AllowInternetOutBound"},
            {65500, false, {}, {}, {}, {}, span, "DenyAllOutBound"}};
}

// -- rules at nodes
// --------------------------------------------------------------------------------------------------

/// What the rules of one subnet stand for.
struct Scope {
    Builder& builder;
    const VirtualNetwork& vnet;
    const Subnet& subnet;
};

// Nothing where one side stands for no address at all: an empty list would match every packet.
std::optional<network::FilterRule> resolve(const Scope& scope, const SecurityRule& rule) {
    network::FilterRule made{rule.number, rule.allow, rule.protocol, {},
                             {},          rule.ports, rule.span,     rule.name, rule.source_ports};
    made.sources = addresses_of(scope.builder, scope.vnet, scope.subnet, rule.sources);
    made.destinations = addresses_of(scope.builder, scope.vnet, scope.subnet, rule.destinations);
    if ((made.sources.empty() && !rule.sources.empty()) ||
        (made.destinations.empty() && !rule.destinations.empty()))
        return std::nullopt;
    return made;
}

network::Filter make_filter(const Scope& scope, std::vector<SecurityRule> rules,
                            const std::vector<SecurityRule>& last) {
    rules.insert(rules.end(), last.begin(), last.end());
    network::Filter filter;
    for (const SecurityRule& rule : rules)
        if (auto made = resolve(scope, rule))
            filter.rules.push_back(std::move(*made));
    std::ranges::sort(filter.rules, {}, &network::FilterRule::number);
    return filter;
}

void apply(const Scope& scope, const std::string& name, network::NodeId sends,
           const std::vector<network::NodeId>& arrive) {
    const auto& all = scope.builder.notes<SecurityGroups>().all;
    const auto group = all.find(name);
    if (group == all.end())
        return;
    const auto& [_, inbound, outbound, span, used] = group->second;
    std::vector<network::Node>& nodes = scope.builder.net.nodes;
    nodes[sends.index()].filter = make_filter(scope, outbound, last_outbound(span));
    const network::Filter filter = make_filter(scope, inbound, last_inbound(span));
    for (const network::NodeId node : arrive)
        nodes[node.index()].filter = filter;
}

void apply(const Scope& scope) {
    const Subnet& subnet = scope.subnet;
    std::vector<network::NodeId> arrive = {subnet.arrivals};
    for (const Nic& nic : scope.builder.notes<Cloud>().nics)
        if (nic.subnet == subnet.name && nic.entry != nic.node)
            arrive.push_back(nic.entry);
    if (!subnet.security_group.empty())
        apply(scope, subnet.security_group, subnet.table, arrive);
    for (const Machine& machine : subnet.guarded)
        apply(scope, machine.security_group.text, machine.sends, {machine.arrives});
}

// Marks it used.
const Named* find_group(Builder& builder, const Word& word) {
    const Named* named = builder.find(word, "network-security-group", {"network-security-group"});
    if (named)
        builder.notes<SecurityGroups>().all[named->name].used = true;
    return named;
}

} // namespace

bool asks_for_security_group(const Statement& subnet) {
    return statement(subnet, "network-security-group") != nullptr;
}

void attach_security_group(Builder& builder, Subnet& subnet) {
    for (const Machine& machine : subnet.guarded)
        find_group(builder, machine.security_group);
    const Statement* written = statement(*subnet.written, "network-security-group");
    const Word* word = written ? argument(*written, 1) : nullptr;
    const Named* named = word ? find_group(builder, *word) : nullptr;
    if (!named)
        return;
    if (is_platform(subnet)) {
        builder.diagnostics().error(
            "VN0233", word->span,
            fmt::format("a network security group on {} is not supported", subnet.bare_name()),
            subnet.bare_name() == gateway_subnet
                ? "remove it (azure-docs articles/vpn-gateway/vpn-gateway-about-vpn-gateway-settings.md)"
                : "remove it (azure-docs articles/route-server/route-server-faq.md)");
        return;
    }
    subnet.security_group = named->name;
}

void remember_flows(Builder& builder, const std::vector<network::NodeId>& nodes, std::uint32_t state_group) {
    for (const network::NodeId id : nodes) {
        network::Node& node = builder.net.nodes[id.index()];
        node.stateful = node.admits_unseen = true;
        node.state_group = state_group;
    }
}

void apply_security_groups(Builder& builder, const VirtualNetwork& vnet) {
    for (const Subnet& subnet : vnet.subnets)
        apply({builder, vnet, subnet});
}

} // namespace cloud

namespace {

const std::vector<dsl::Rule>& security_group_rules() {
    using dsl::Shape;
    const auto rule_of = [](std::string_view direction) {
        return repeats(
            more(rule(direction,
                      {Shape::any, Shape::any, Shape::any, Shape::any, Shape::any, Shape::any, Shape::any},
                      "`N allow|deny PROTOCOL from X to Y [port P…];`, lowest number first"),
                 Shape::any));
    };
    static const std::vector<dsl::Rule> rules = {rule_of("inbound"), rule_of("outbound")};
    return rules;
}

} // namespace

Kind network_security_group() {
    static const dsl::Rule statement = repeats(with_block(
        rule("network-security-group", {dsl::Shape::name}, "rules for the packets of subnets and hosts"),
        &security_group_rules()));
    return {&statement,
            [](Phase phase, const dsl::Statement& block, Builder& builder) {
                if (phase == Phase::declare)
                    cloud::declare(block, builder);
                if (phase == Phase::connect)
                    cloud::read_rules(block, builder);
                if (phase == Phase::complete)
                    cloud::warn_if_unused(block, builder);
            },
            {"a security group's tags are taken from the text, not from the routes of one moment; service "
             "tags but "
             "VirtualNetwork, Internet and AzureLoadBalancer are left out",
             "a security group remembers flows per subnet: an answer that comes back through another "
             "appliance of the "
             "same subnet passes"}};
}

} // namespace kinds
