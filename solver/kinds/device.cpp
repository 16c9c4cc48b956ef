// A router's block read into a node; its static routes once the links are there.

#include "solver/kinds/device.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/kinds/device_ospf.hpp"
#include "solver/kinds/route_conditions.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

void read_prefixes(Builder& builder, const Statement& block, network::Node& node) {
    for (const Statement* owns : statements(block, "owns"))
        for (std::size_t i = 1; i < owns->words.size(); ++i)
            if (const auto prefix = builder.prefix(owns->words[i]))
                node.owns.push_back({*prefix, owns->blame()});
    for (const Statement* originate : statements(block, "originate"))
        for (std::size_t i = 1; i < condition_begins(originate->words) && !misspelt_condition(builder, originate->words[i]); ++i)
            if (const auto prefix = builder.prefix(originate->words[i]))
                node.originates.push_back({*prefix, false, originate->blame()});
}

void read_identity(Builder& builder, const Statement& block, network::Node& node) {
    if (const Statement* asn = statement(block, "asn"); asn && asn->words.size() > 1)
        node.asn = builder.asn(asn->words[1]);
    if (const Statement* address = statement(block, "address"); address && address->words.size() > 1)
        node.address = builder.address(address->words[1]);
}

void read_bgp_addresses(Builder& builder, const Statement& block, network::NodeId node) {
    const Statement* written = statement(block, "bgp-address");
    if (!written)
        return;
    for (std::size_t i = 1; i < written->words.size(); ++i)
        if (const auto address = builder.address(written->words[i]))
            speak_from(builder, node, *address);
}

} // namespace

void speak_from(Builder& builder, network::NodeId node, network::Address address) {
    builder.notes<BgpAddresses>().nodes.emplace(address, node);
    std::optional<network::Address>& shown = builder.net.nodes[node.index()].bgp_address;
    if (!shown)
        shown = address;
}

namespace {

// `owns` is announced by whoever speaks BGP: a local route for each owned prefix. What is also originated is
// one route, and no condition on it.
void announce_owned(network::Node& node) {
    if (!node.asn)
        return;
    for (const network::OwnedPrefix& owned : node.owns) {
        const auto known = std::ranges::find(node.originates, owned.prefix, &network::Origination::prefix);
        if (known == node.originates.end())
            node.originates.push_back({owned.prefix, false, owned.span});
    }
}

void demand_asn(Builder& builder, const Statement& block, const network::Node& node) {
    const Statement* originate = statement(block, "originate");
    if (!originate || statement(block, "asn"))
        return;
    builder.diagnostics().error(
        "VN0111", originate->head_span(),
        fmt::format("`{}` originates a prefix and has no ASN to do so with", node.name),
        fmt::format("add `asn N;` to `{}`", node.name));
}

void declare(const Statement& block, Builder& builder, std::string_view word, bool stateful) {
    const Word& name = block.words.at(1);
    Named* named = builder.declare(name, word, name.span);
    if (!named)
        return;
    network::Node node;
    node.name = name.text;
    node.kind = std::string(named->kind);
    node.stateful = stateful;
    node.silent = flag(block, "silent");
    node.span = block.span;
    read_identity(builder, block, node);
    read_prefixes(builder, block, node);
    read_hosts(builder, block, node);
    read_filter(builder, block, fmt::format("`{}`", node.name), node.filter);
    demand_asn(builder, block, node);
    announce_owned(node);
    const network::NodeId id = builder.add_node(*named, std::move(node));
    read_bgp_addresses(builder, block, id);
    builder.net.failures[named->failures.front().index()].disabled = flag(block, "disabled");
    builder.notes<Devices>().all.push_back({id});
    read_device_bgp(builder, block, id);
}

// -- static routes
// ------------------------------------------------------------------------------------------------

// A neighbour's name means every link to it; a link's name that link.
std::vector<network::LinkId> links_called(Builder& builder, network::NodeId node, const Word& word) {
    std::vector<network::LinkId> found;
    if (const Named* neighbour = builder.lookup(word.text))
        for (const network::NodeId peer : neighbour->nodes)
            for (const network::LinkId link : builder.links(node, peer))
                found.push_back(link);
    for (std::size_t i = 0; found.empty() && i < builder.net.links.size(); ++i)
        if (builder.net.links[i].from == node && builder.net.links[i].name == word.text)
            found.push_back(network::LinkId::at(i));
    return found;
}

void complain_about_next_hop(Builder& builder, network::NodeId node, const Word& word) {
    const Named* named = builder.find(word, "neighbour or link");
    if (!named)
        return;
    if (std::ranges::find(named->nodes, node) != named->nodes.end()) {
        builder.diagnostics().error("VN0117", word.span, "a static route cannot point at its own router",
                                    "name a neighbour or a link, or write `discard`");
        return;
    }
    std::vector<std::string> neighbours;
    for (const network::Link& link : builder.net.links)
        if (link.from == node)
            neighbours.push_back(fmt::format("`{}`", builder.net[link.to].name));
    builder.diagnostics().error(
        "VN0117", word.span, fmt::format("`{}` has no link to `{}`", builder.net[node].name, word.text),
        neighbours.empty() ? fmt::format("declare `link {} {};`", builder.net[node].name, word.text)
                           : fmt::format("its neighbours are {}", fmt::join(neighbours, ", ")));
}

// A tracked route is there while another is, never while another is not.
std::optional<Need> read_tracking(Builder& builder, const Statement& written, network::NodeId node) {
    const auto need = read_need(builder, written, node);
    if (!need || !need->absent)
        return need;
    builder.diagnostics().error("VN0140", written.words[condition_begins(written.words)].span,
                                "a static route is tracked with `while`",
                                "give the one that is to step back a higher `distance`");
    return std::nullopt;
}

// `static P via X [distance N] [while route Q];` or `static P discard ...`
void read_static(Builder& builder, const Statement& written, network::NodeId node) {
    const std::vector<Word> words(written.words.begin(),
                                  written.words.begin() + static_cast<std::ptrdiff_t>(condition_begins(written.words)));
    const bool discards = words.size() > 2 && words[2].text == "discard";
    const std::size_t rest = discards ? 3 : 4;
    const bool has_distance = words.size() == rest + 2 && words[rest].text == "distance";
    if (words.size() < rest || (!discards && words[2].text != "via") ||
        (words.size() > rest && !has_distance)) {
        builder.diagnostics().error(
            "VN0117", written.span, "this is no static route",
            "write `static P via NEIGHBOUR;`, `static P discard;`, either with `distance N`");
        return;
    }
    std::optional<Need> need;
    if (words.size() < written.words.size() && !(need = read_tracking(builder, written, node)))
        return;
    const auto prefix = builder.prefix(words[1]);
    const auto distance =
        has_distance ? builder.number(words[rest + 1], 1, 255) : std::optional(usual_static_distance(builder, node));
    if (!prefix || !distance)
        return;
    std::vector<network::StaticRoute>& routes = builder.net.nodes[node.index()].static_routes;
    const auto add = [&](std::variant<network::ViaLink, network::Discard> next_hop) {
        routes.push_back({*prefix, next_hop, *distance, written.blame()});
        if (need)
            routes.back().fails_with.push_back(need->condition);
    };
    if (discards)
        return add(network::Discard{});
    const std::vector<network::LinkId> links = links_called(builder, node, words[3]);
    if (links.empty())
        complain_about_next_hop(builder, node, words[3]);
    for (const network::LinkId link : links)
        add(network::ViaLink{link});
}

// BGP's `network` statement: what has a static route of its own is announced only while that is up; on a router that
// runs OSPF, also while the area reaches it, and otherwise not at all.
void tie_originations(network::Node& node) {
    for (network::Origination& origination : node.originates)
        origination.if_reachable = node.ospf.has_value();
    for (network::Origination& origination : node.originates)
        for (const network::StaticRoute& route : node.static_routes)
            origination.if_reachable |= route.prefix == origination.prefix;
    for (network::Origination& origination : node.originates)
        for (const network::OwnedPrefix& owned : node.owns)
            if (owned.prefix == origination.prefix)
                origination.if_reachable = false;
}

network::NodeId node_of(Builder& builder, const Statement& block) {
    const Named* named = builder.lookup(block.words.at(1).text);
    return named && named->nodes.size() == 1 ? named->nodes.front() : network::NodeId{};
}

void route(const Statement& block, Builder& builder) {
    const network::NodeId node = node_of(builder, block);
    if (!node.known())
        return;
    apply_profile(builder, block, node);
    for (const Statement* one : statements(block, "static"))
        read_static(builder, *one, node);
    read_ospf(builder, block, node);
    tie_originations(builder.net.nodes[node.index()]);
    read_conditions(builder, block, node);
    read_aggregates(builder, block, node);
}

std::vector<dsl::Rule> own_rules() {
    return {
        rule("asn", {Shape::asn}, "its autonomous system number; with one it speaks BGP"),
        more(rule("owns", {Shape::prefix}, "prefixes it answers for and announces over its sessions"),
             Shape::prefix),
        repeats(more(rule("originate", {Shape::prefix},
                          "prefixes it announces and reaches over static routes or OSPF; `while|unless route P`: only then"),
                     Shape::any)),
        rule("address", {Shape::address},
             "what it answers a traceroute with where its ingress has no address"),
        more(rule("bgp-address", {Shape::address}, "what its BGP sessions speak from"), Shape::address),
        repeats(
            rule("host", {Shape::name, Shape::address}, "a named address behind it, inside an owned prefix")),
        repeats(more(
            rule("static", {Shape::any, Shape::any},
                 "`static P via NEIGHBOUR [distance N] [while route Q];` or `discard`"),
            Shape::any, 6)),
        packet_rule(),
        flag_rule("silent", "answers no traceroute: `*`"),
        flag_rule("disabled", "exists and is never up"),
    };
}

} // namespace

const std::vector<dsl::Rule>& device_rules() {
    static const std::vector<dsl::Rule> rules = [] {
        std::vector<dsl::Rule> all = own_rules();
        for (std::vector<dsl::Rule> more : {aggregate_rules(), device_bgp_rules(), ospf_rules()})
            all.insert(all.end(), more.begin(), more.end());
        return all;
    }();
    return rules;
}

void build_device(Phase phase, const Statement& statement, Builder& builder, std::string_view word,
                  bool stateful) {
    if (phase == Phase::declare)
        declare(statement, builder, word, stateful);
    if (phase == Phase::converse)
        route(statement, builder);
    if (const network::NodeId node = node_of(builder, statement); phase == Phase::complete && node.known())
        check_ospf_announcements(builder, node);
}

} // namespace kinds
