// A link: a cable between two nodes that carries packets both ways, or one way, and fails as a whole. A
// tunnel is one of another class of failures.

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/device_ospf.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

/// A cable's two interfaces; absent: no address.
struct Interfaces {
    std::optional<network::Address> a, b;
};

void refuse_addresses(Builder& builder, dsl::Span span, const Word& a, const Word& b) {
    builder.diagnostics().error(
        "VN0118", span, "`addresses` names one address for each end of the link",
        fmt::format("write `addresses {0} A {1} B;`, or in this order `addresses A B;`", a.text, b.text));
}

// `addresses A B;` in the order of the ends, or `addresses a A b B;` in any order.
Interfaces read_addresses(Builder& builder, const Statement& block) {
    const Word &a = block.words[1], &b = block.words[2];
    const Statement* written = statement(block, "addresses");
    if (!written)
        return {};
    const std::vector<Word>& words = written->words;
    Interfaces read;
    if (words.size() == 3) {
        read = {builder.address(words[1]), builder.address(words[2])};
    } else if (words.size() == 5 && words[1].text == a.text && words[3].text == b.text) {
        read = {builder.address(words[2]), builder.address(words[4])};
    } else if (words.size() == 5 && words[1].text == b.text && words[3].text == a.text) {
        read = {builder.address(words[4]), builder.address(words[2])};
    } else {
        refuse_addresses(builder, written->span, a, b);
    }
    if (read.a && read.a == read.b)
        builder.diagnostics().error("VN0118", written->span,
                                    fmt::format("both ends have the address `{}`", to_string(*read.a)),
                                    "give each end its own");
    return read;
}

// `fw--ce1`; a second cable between the two is `fw--ce1/1`.
std::string cable_name(Builder& builder, const Statement& block, network::NodeId a, network::NodeId b) {
    if (const Statement* name = statement(block, "name"); name && name->words.size() > 1)
        return name->words[1].text;
    const std::string base = fmt::format("{}--{}", builder.net[a].name, builder.net[b].name);
    std::string name = base;
    for (std::size_t i = builder.links(a, b).size(); i > 0 && builder.lookup(name); ++i)
        name = fmt::format("{}/{}", base, i);
    return name;
}

void read_into(Builder& builder, const Statement& block, network::Link& link) {
    read_filter(builder, block, fmt::format("`{}` toward `{}`", link.name, builder.net[link.to].name), link.filter);
}

// Rules of the link are about packets both ways, those of `toward B { … }` about packets to B.
void read_rules(Builder& builder, const Statement& block, const std::vector<network::LinkId>& ways) {
    for (const network::LinkId way : ways)
        read_into(builder, block, builder.net.links[way.index()]);
    for (const Statement* toward : statements(block, "toward")) {
        const network::NodeId end = builder.find_node(toward->words.at(1));
        const auto way = std::ranges::find(ways, end, [&](network::LinkId id) { return builder.net[id].to; });
        if (way != ways.end())
            read_into(builder, *toward, builder.net.links[way->index()]);
        else if (end.known())
            builder.diagnostics().error("VN0103", toward->words[1].span,
                                        fmt::format("`{}` carries no packets toward `{}`",
                                                    builder.net[ways.front()].name, toward->words[1].text),
                                        fmt::format("it carries them toward `{}`", builder.net[builder.net[ways.front()].to].name));
    }
}

void connect(const Statement& block, Builder& builder, network::FailureClass failure_class) {
    const network::NodeId a = builder.find_node(block.words.at(1));
    const network::NodeId b = builder.find_node(block.words.at(2));
    if (!a.known() || !b.known())
        return;
    if (a == b) {
        builder.diagnostics().error("VN0109", block.words[2].span,
                                    fmt::format("a link from `{}` to itself", block.words[1].text),
                                    "a link joins two different nodes");
        return;
    }
    const Interfaces interfaces = read_addresses(builder, block);
    const std::string name = cable_name(builder, block, a, b);
    Named* named = builder.declare(name, block.head() == "tunnel" ? "tunnel" : "link", block.words[1].span);
    if (!named)
        return;
    const dsl::Span span = block.blame();
    const network::FailureId group = builder.add_failure(name, failure_class, span, flag(block, "disabled"));
    named->failures = {group};
    const Cable cable =
        flag(block, "one-way")
            ? Cable{builder.add_link({name, a, b, interfaces.b, {}, {group}, span}), {}, group}
            : builder.add_cable(name, a, b, group, interfaces.a, interfaces.b, {}, span);
    read_rules(builder, block,
               cable.back.known() ? std::vector{cable.forward, cable.back} : std::vector{cable.forward});
    read_ospf_link(builder, block, cable);
}

const std::vector<dsl::Rule>& toward_rules() {
    static const std::vector<dsl::Rule> rules = {packet_rule()};
    return rules;
}

const std::vector<dsl::Rule>& link_rules() {
    static const std::vector<dsl::Rule> rules = {
        more(rule("addresses", {Shape::any, Shape::any},
                  "the interfaces: `addresses A B;` or `addresses a A b B;`"),
             Shape::any, 2),
        rule("name", {Shape::name}, "instead of `a--b`"),
        ospf_link_rule(),
        packet_rule(),
        repeats(with_block(rule("toward", {Shape::name}, "rules for packets to this end"), &toward_rules(),
                           dsl::Blocks::required)),
        flag_rule("one-way", "carries packets from the first node to the second only"),
        flag_rule("disabled", "exists and is never up"),
    };
    return rules;
}

} // namespace

Kind link() {
    static const dsl::Rule statement = repeats(with_block(
        rule("link", {Shape::name, Shape::name}, "a cable between two nodes, called `a--b`"), &link_rules()));
    return {&statement,
            [](Phase phase, const Statement& block, Builder& builder) {
                if (phase == Phase::connect)
                    connect(block, builder, network::FailureClass::link);
                if (phase == Phase::converse)
                    settle_passive(builder, block);
            },
            {}};
}

Kind tunnel() {
    static const dsl::Rule statement = repeats(
        with_block(rule("tunnel", {Shape::name, Shape::name},
                        "an overlay between two nodes, called `a--b`: a link that counts as a tunnel"),
                   &link_rules()));
    return {&statement,
            [](Phase phase, const Statement& block, Builder& builder) {
                if (phase == Phase::connect)
                    connect(block, builder, network::FailureClass::tunnel);
                if (phase == Phase::converse)
                    settle_passive(builder, block);
            },
            {"a tunnel stands on nothing: what carries its packets is not seen"}};
}

} // namespace kinds
