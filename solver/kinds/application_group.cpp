// The kind `application-security-group`: machines of one virtual network under one name, for the rules of
// security groups.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/kinds/security_group.hpp"

namespace kinds {
namespace {

using cloud::ApplicationGroup;
using dsl::Statement;
using dsl::Word;

/// A machine as a member: where, and at which address.
struct Member {
    std::string vnet;
    network::Address address;
};

std::vector<Member> machines_called(Builder& builder, const std::string& name) {
    std::vector<Member> found;
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    const auto is_meant = [&](const std::string& full, std::string_view vnet, std::string_view bare) {
        return full == name || bare == name || fmt::format("{}/{}", vnet, bare) == name;
    };
    for (const auto& [vnet, it] : cloud.vnets) {
        for (const cloud::Table& table : it.tables)
            for (const network::Host& host : builder.net[table.node].hosts)
                if (is_meant(fmt::format("{}/{}", builder.net[table.node].name, host.name), vnet, host.name))
                    found.push_back({vnet, host.address});
        for (const cloud::Subnet& subnet : it.subnets)
            for (const cloud::Machine& machine : subnet.guarded)
                if (is_meant(machine.name, vnet,
                             std::string_view(machine.name).substr(subnet.name.size() + 1)))
                    found.push_back({vnet, machine.address});
    }
    for (const cloud::Nic& nic : cloud.nics)
        if (nic.name == name)
            found.push_back({nic.vnet, nic.address});
    return found;
}

void complain(Builder& builder, const Word& word, std::string message, std::string hint) {
    builder.diagnostics().error("VN0243", word.span, std::move(message), std::move(hint));
}

void read_member(Builder& builder, const Word& word, ApplicationGroup& group, std::string& vnet) {
    const std::vector<Member> found = machines_called(builder, word.text);
    if (found.size() != 1)
        return complain(builder, word,
                        found.empty() ? fmt::format("`{}` is no machine of a virtual network", word.text)
                                      : fmt::format("`{}` could be several machines", word.text),
                        "name a host as in `VNET/HOST`, or an appliance");
    if (!vnet.empty() && vnet != found.front().vnet)
        return complain(
            builder, word,
            fmt::format("`{}` stands in `{}`, and the others in `{}`", word.text, found.front().vnet, vnet),
            "the members of an application security group stand in one virtual network (azure-docs "
            "articles/virtual-network/application-security-groups.md)");
    vnet = found.front().vnet;
    const network::Prefix machine{found.front().address, 32};
    if (std::ranges::find(group.addresses, machine) != group.addresses.end())
        return complain(builder, word, fmt::format("`{}` is named twice", word.text), "remove one of them");
    group.addresses.push_back(machine);
}

void declare(const Statement& block, Builder& builder) {
    if (builder.declare(block.words.at(1), "application-security-group", block.words[1].span))
        builder.notes<cloud::SecurityGroups>().applications.emplace(
            block.words[1].text, ApplicationGroup{{}, block.blame(), false});
}

void build(Phase phase, const Statement& block, Builder& builder) {
    if (phase == Phase::declare)
        return declare(block, builder);
    auto& all = builder.notes<cloud::SecurityGroups>().applications;
    const auto group = all.find(block.words.at(1).text);
    if (group == all.end() || group->second.span != block.blame())
        return;
    std::string vnet;
    if (phase == Phase::connect)
        for (std::size_t i = 2; i < block.words.size(); ++i)
            read_member(builder, block.words[i], group->second, vnet);
    if (phase == Phase::complete && !group->second.used)
        builder.diagnostics().warning(
            "VN0240", block.words[1].span,
            fmt::format("no rule uses the application security group `{}`", group->first),
            "name it in a rule of a network security group, or remove it");
}

} // namespace

Kind application_security_group() {
    using dsl::Shape;
    static const dsl::Rule statement = repeats(more(
        rule("application-security-group", {Shape::name, Shape::name}, "machines under one name, for rules"),
        Shape::name));
    return {&statement, build, {}};
}

} // namespace kinds
