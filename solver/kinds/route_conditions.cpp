// Conditions become failure groups that routing itself decides about; which prefixes an aggregate or a redistribution
// looks at is known only when all of them are.

#include "solver/kinds/route_conditions.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "solver/kinds/left_out.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/network/ties.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;
using network::FailureId;
using network::HasRoute;
using network::NodeId;
using network::Prefix;

/// Of an aggregate's null route (Cisco IOS, "aggregate-address": it is installed with the distance of local BGP routes).
constexpr std::uint32_t aggregate_distance = 200;

struct RouteConditions {
    struct Aggregate {
        NodeId node;
        Prefix prefix;
        bool summary_only = false;
        dsl::Span span;
    };
    std::vector<Aggregate> aggregates;
    std::vector<IntoBgp> into_bgp;
    std::map<std::tuple<NodeId, Prefix, HasRoute::From>, FailureId> made;
};

bool strictly_inside(const Prefix& inner, const Prefix& outer) {
    return inner.length > outer.length && outer.contains(inner.address);
}

FailureId add_condition(Builder& builder, std::string name, HasRoute asked, dsl::Span span) {
    const FailureId id = builder.add_failure(std::move(name), network::FailureClass::condition, span);
    builder.net.failures[id.index()].condition = std::move(asked);
    return id;
}

/// One condition, however often it is asked for.
FailureId condition_of(Builder& builder, NodeId node, const Prefix& prefix, HasRoute::From from, dsl::Span span) {
    auto& made = builder.notes<RouteConditions>().made;
    if (const auto known = made.find({node, prefix, from}); known != made.end())
        return known->second;
    static constexpr std::string_view words[] = {"a route", "a BGP route", "a learned BGP route", "an OSPF route",
                                                 "a static route"};
    const FailureId id = add_condition(builder,
                                       fmt::format("{} has {} to {}", builder.net[node].name,
                                                   words[static_cast<std::size_t>(from)], to_string(prefix)),
                                       HasRoute{node, {prefix}, from}, span);
    builder.notes<RouteConditions>().made.insert({{node, prefix, from}, id});
    return id;
}

} // namespace

std::size_t condition_begins(const std::vector<Word>& words) {
    const auto found = std::ranges::find_if(words, [](const Word& word) { return word.text == "while" || word.text == "unless"; });
    return static_cast<std::size_t>(found - words.begin());
}

bool misspelt_condition(Builder& builder, const Word& word) {
    static const std::vector<std::string_view> words = {"while", "unless"};
    const std::string hint = dsl::did_you_mean(word.text, words);
    if (!hint.empty())
        builder.diagnostics().error("VN0140", word.span, fmt::format("`{}` begins no condition", word.text), hint);
    return !hint.empty();
}

std::optional<Need> read_need(Builder& builder, const Statement& written, NodeId node) {
    const std::vector<Word>& words = written.words;
    const std::size_t first = condition_begins(words);
    const std::string_view what = first + 1 < words.size() ? std::string_view(words[first + 1].text) : "";
    if (words.size() != first + 3 || (what != "route" && what != "bgp-route")) {
        const bool begun = first < words.size();
        builder.diagnostics().error("VN0140", words[begun ? first : 1].span, "this is no condition",
                                    fmt::format("write `{0} route P` or `{0} bgp-route P`, P exactly the prefix of the "
                                                "route that has to be there",
                                                begun ? words[first].text : "while"));
        return std::nullopt;
    }
    const auto prefix = builder.prefix(words[first + 2]);
    if (!prefix)
        return std::nullopt;
    const auto from = what == "route" ? HasRoute::From::table : HasRoute::From::bgp;
    return Need{condition_of(builder, node, *prefix, from, written.blame()), words[first].text == "unless"};
}

void tie(network::Origination& origination, const Need& need) {
    if (need.absent)
        origination.only_while = need.condition;
    else
        origination.fails_with.push_back(need.condition);
}

std::vector<dsl::Rule> aggregate_rules() {
    return {repeats(more(rule("aggregate", {Shape::prefix},
                              "announces P while it has a BGP route inside: `aggregate P [summary-only];`"),
                         Shape::any, 2))};
}

void read_aggregates(Builder& builder, const Statement& block, NodeId node) {
    for (const Statement* written : statements(block, "aggregate")) {
        const auto prefix = builder.prefix(written->words.at(1));
        const bool summary_only = written->words.size() == 3 && written->words[2].text == "summary-only";
        if (written->words.size() > 2 && !summary_only) {
            const Word& word = written->words[2].text == "summary-only" ? written->words[3] : written->words[2];
            builder.diagnostics().error("VN0140", word.span, fmt::format("`{}` is no option of `aggregate`", word.text),
                                        "write `aggregate P;` or `aggregate P summary-only;`; AS sets (RFC 6472) are not "
                                        "modelled");
            continue;
        }
        if (!builder.net[node].asn)
            builder.diagnostics().error("VN0111", written->head_span(),
                                        fmt::format("`{}` aggregates BGP routes and has no ASN", builder.net[node].name),
                                        fmt::format("add `asn N;` to `{}`", builder.net[node].name));
        else if (prefix)
            builder.notes<RouteConditions>().aggregates.push_back({node, *prefix, summary_only, written->blame()});
    }
}

void read_conditions(Builder& builder, const Statement& block, NodeId node) {
    for (const Statement* written : statements(block, "originate")) {
        if (condition_begins(written->words) == written->words.size())
            continue;
        const auto need = read_need(builder, *written, node);
        if (!need)
            continue;
        for (network::Origination& origination : builder.net.nodes[node.index()].originates)
            if (origination.span == written->blame())
                tie(origination, *need);
    }
}

std::vector<Prefix> aggregated_prefixes(Builder& builder) {
    std::vector<Prefix> result;
    for (const auto& one : builder.notes<RouteConditions>().aggregates)
        result.push_back(one.prefix);
    return result;
}

void note_redistribution(Builder& builder, IntoBgp read) {
    builder.notes<RouteConditions>().into_bgp.push_back(std::move(read));
}

const std::vector<IntoBgp>& redistributed_into_bgp(Builder& builder) { return builder.notes<RouteConditions>().into_bgp; }

namespace {

void announce_aggregates(Builder& builder) {
    std::vector<Prefix> announced;
    for (const network::Node& node : builder.net.nodes)
        if (node.asn)
            for (const network::Origination& origination : node.originates)
                announced.push_back(origination.prefix);
    for (const auto& one : builder.notes<RouteConditions>().aggregates)
        announced.push_back(one.prefix);
    std::ranges::sort(announced);
    announced.erase(std::unique(announced.begin(), announced.end()), announced.end());
    for (const auto& one : builder.notes<RouteConditions>().aggregates) {
        HasRoute contributor{one.node, {}, HasRoute::From::bgp};
        std::ranges::copy_if(announced, std::back_inserter(contributor.any_of),
                             [&](const Prefix& prefix) { return strictly_inside(prefix, one.prefix); });
        network::Node& node = builder.net.nodes[one.node.index()];
        const FailureId condition = add_condition(
            builder, fmt::format("{} has a BGP route inside {}", node.name, to_string(one.prefix)), contributor, one.span);
        node.originates.push_back({.prefix = one.prefix, .span = one.span, .fails_with = {condition}});
        node.static_routes.push_back({.prefix = one.prefix, .next_hop = network::Discard{}, .distance = aggregate_distance,
                                      .span = one.span, .label = {.source = "aggregate", .type = "none"},
                                      .fails_with = {condition}});
    }
}

bool lets_through(const std::vector<network::PrefixRange>& only, const Prefix& prefix) {
    return prefix.length > 0 && (only.empty() || std::ranges::any_of(only, [&](const auto& it) { return it.matches(prefix); }));
}

std::vector<Prefix> static_prefixes(const network::Node& node) {
    std::vector<Prefix> result;
    for (const network::StaticRoute& route : node.static_routes) {
        const auto* discard = std::get_if<network::Discard>(&route.next_hop);
        if (route.label.source.empty() && !(discard && discard->unreachable))
            result.push_back(route.prefix);
    }
    return result;
}

/// What another router of the area owns or tells it of.
std::vector<Prefix> area_prefixes(const network::Network& net, NodeId except) {
    std::vector<Prefix> result;
    for (const Prefix& prefix : routed_prefixes(net))
        for (std::size_t i = 0; i < net.nodes.size(); ++i) {
            const network::Node& node = net.nodes[i];
            if (NodeId::at(i) == except || !node.ospf)
                continue;
            const bool owns = std::ranges::find(node.owns, prefix, &network::OwnedPrefix::prefix) != node.owns.end();
            if (owns || std::ranges::any_of(node.ospf->redistributes,
                                            [&](const auto& it) { return lets_through(it.only, prefix); })) {
                result.push_back(prefix);
                break;
            }
        }
    return result;
}

void redistribute(Builder& builder, const IntoBgp& one) {
    auto prefixes = one.from == HasRoute::From::ospf ? area_prefixes(builder.net, one.node)
                                                     : static_prefixes(builder.net[one.node]);
    std::ranges::sort(prefixes);
    prefixes.erase(std::unique(prefixes.begin(), prefixes.end()), prefixes.end());
    const auto& owns = builder.net[one.node].owns;
    for (const Prefix& prefix : prefixes) {
        if (!lets_through(one.only, prefix) || std::ranges::find(owns, prefix, &network::OwnedPrefix::prefix) != owns.end())
            continue;
        const FailureId condition = condition_of(builder, one.node, prefix, one.from, one.span);
        builder.net.nodes[one.node.index()].originates.push_back({.prefix = prefix,
                                                                  .span = one.span,
                                                                  .fails_with = {condition},
                                                                  .origin = network::Origin::incomplete,
                                                                  .med = one.med});
    }
}

void warn_about_impossible(Builder& builder) {
    for (const FailureId id : conditions(builder.net)) {
        const network::FailureGroup& group = builder.net[id];
        if (!group.disabled)
            continue;
        const auto& asked = std::get<HasRoute>(*group.condition);
        const std::string what =
            asked.any_of.size() == 1 ? fmt::format("nothing brings a route to {}", to_string(asked.any_of.front()))
                                     : std::string("nothing inside it is announced");
        builder.diagnostics().warning("VN0141", group.span,
                                      fmt::format("`{}` never holds: {}", group.name, what),
                                      "a router has to own or originate it somewhere, or a static route lead to it");
    }
}

} // namespace

void settle_conditions(Builder& builder) {
    for (const IntoBgp& one : std::vector(redistributed_into_bgp(builder)))
        redistribute(builder, one);
    announce_aggregates(builder);
}

void disable_impossible_conditions(Builder& builder) {
    network::disable_impossible(builder.net);
    if (!builder.diagnostics().has_errors())
        warn_about_impossible(builder);
}

void suppress_contributors(Builder& builder) {
    network::Network& net = builder.net;
    for (const auto& one : builder.notes<RouteConditions>().aggregates) {
        if (!one.summary_only || one.prefix.length == 32)
            continue;
        const network::PrefixRange inside{one.prefix, static_cast<std::uint8_t>(one.prefix.length + 1), 32};
        std::map<std::optional<network::PolicyId>, network::PolicyId> made;
        for (network::Session& session : net.sessions)
            for (network::SessionEnd* end : {&session.a, &session.b}) {
                if (end->node != one.node)
                    continue;
                const auto [place, is_new] = made.try_emplace(end->export_policy);
                if (is_new)
                    place->second = leave_out(net, end->export_policy, inside, "summary-only", one.span);
                end->export_policy = place->second;
            }
    }
}

} // namespace kinds
