// Options: the rules of each property say which of these words its block may hold at all.

#include "solver/lower/options.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/lower/packets.hpp"

namespace lower {
namespace {

using dsl::Statement;
using dsl::Word;
using kinds::flag;
using kinds::statement;
using network::NodeId;

properties::IsolationCompare isolation_compare(const std::string& word) {
    using enum properties::IsolationCompare;
    return word == "exchange" ? exchange : word == "routes" ? routes : packets;
}

properties::Compare compare(const std::string& word) {
    using enum properties::Compare;
    return word == "transports" ? transports : word == "links" ? links : word == "nodes" ? nodes : stateful;
}

void read_order(Names& names, const Statement& property, std::vector<network::TransportId>& order) {
    const Statement* written = statement(property, "order");
    if (!written) {
        names.diagnostics().error("VN0304", property.head_span(), "`prefer` does not say what is preferred",
                                  "add `order A B;`, circuits and VPNs, the most wanted first");
        return;
    }
    for (std::size_t i = 1; i < written->words.size(); ++i) {
        const kinds::Named* named = names.builder().find(written->words[i], "circuit or vpn");
        if (named && named->transport)
            order.push_back(*named->transport);
        else if (named)
            names.diagnostics().error("VN0304", written->words[i].span,
                                      fmt::format("`{}` is not a circuit or a vpn", written->words[i].text),
                                      "`order` takes what carries packets between sites",
                                      {{named->span, fmt::format("the {} is declared here", named->kind)}});
    }
}

/// The nodes that `WORD A B …;` names, sorted, each once.
std::vector<NodeId> read_nodes(Names& names, const Statement& written) {
    std::vector<NodeId> nodes;
    for (std::size_t i = 1; i < written.words.size(); ++i)
        for (const NodeId node : names.nodes(written.words[i]))
            nodes.push_back(node);
    std::ranges::sort(nodes);
    nodes.erase(std::ranges::unique(nodes).begin(), nodes.end());
    return nodes;
}

void read_through(Names& names, const Statement& property, std::string_view kind,
                  std::vector<NodeId>& through) {
    if (const Statement* written = statement(property, "through"))
        through = read_nodes(names, *written);
    else if (kind == "waypoint")
        names.diagnostics().error("VN0318", property.head_span(),
                                  "`waypoint` does not say where packets must come by",
                                  "add `through X;`, or several nodes of which each packet must visit one");
    else
        names.diagnostics().error("VN0318", property.head_span(),
                                  "`no-transit` does not say where nobody else's packets may come by",
                                  "add `through X;`, one node or several");
}

std::optional<std::uint32_t> read_at_most(Names& names, const Statement& property) {
    const Statement* written = statement(property, "at-most");
    return written && written->words.size() > 1 ? names.builder().number(written->words[1], 0, UINT32_MAX - 1)
                                                : std::nullopt;
}

/// Whether a session has an end at the node; with `limited`, one that says what it takes.
bool has_session(const network::Network& network, NodeId node, bool limited) {
    return std::ranges::any_of(network.sessions, [&](const network::Session& session) {
        return (session.a.node == node && (!limited || session.a.route_limit)) ||
               (session.b.node == node && (!limited || session.b.route_limit));
    });
}

void read_limited(Names& names, const Statement& property, properties::Options& options) {
    const Statement* written = statement(property, "at");
    if (!written) {
        names.diagnostics().error("VN0321", property.head_span(), "`route-limit` does not say where",
                                  "add `at X;`, one node or several");
        return;
    }
    options.at = read_nodes(names, *written);
    const network::Network& network = names.builder().net;
    const auto some = [&](bool limited) {
        return std::ranges::any_of(options.at,
                                   [&](NodeId node) { return has_session(network, node, limited); });
    };
    if (options.at.empty())
        return; // was said
    if (!some(false))
        names.diagnostics().error(
            "VN0322", written->words[1].span,
            fmt::format("`{}` has no BGP session, so it takes no routes from anyone", written->words[1].text),
            "name a node with a session");
    else if (!statement(property, "at-most") && !some(true))
        names.diagnostics().error(
            "VN0323", written->words[1].span,
            fmt::format("no session of `{}` has a limit of its own", written->words[1].text),
            "say what it takes at most: `at-most N;` here, or `maximum-prefixes N;` at its side of a session");
}

void read_length(Names& names, const Statement& property) {
    if (!statement(property, "at-most"))
        names.diagnostics().error("VN0320", property.head_span(),
                                  "`path-length` does not say what is too long",
                                  "add `at-most N;`, locations that a trace shows, both ends included");
}

} // namespace

std::string argument(const Statement& block, std::string_view word) {
    const Statement* written = statement(block, word);
    return written && written->words.size() > 1 ? written->words[1].text : "";
}

properties::Options read_options(Names& names, const Statement& property, std::string_view kind) {
    properties::Options options;
    options.one_way = flag(property, "one-way");
    options.paths_some = argument(property, "paths") == "some";
    options.when_connected = flag(property, "when");
    if (kind == "isolation")
        options.isolation = isolation_compare(argument(property, "compare"));
    else
        options.compare = compare(argument(property, "compare"));
    options.source_own = argument(property, "source") == "own";
    options.ignore_gateways = flag(property, "ignore");
    options.ecmp_ignore = flag(property, "ecmp");
    options.count_discards = flag(property, "count");
    options.count_ties = flag(property, "ties");
    options.at_most = read_at_most(names, property);
    if (kind == "prefer")
        read_order(names, property, options.order);
    if (kind == "waypoint" || kind == "no-transit")
        read_through(names, property, kind, options.through);
    if (kind == "route-limit")
        read_limited(names, property, options);
    if (kind == "path-length")
        read_length(names, property);
    read_packets(names, property, options);
    return options;
}

void check_waypoints(Names& names, const Statement& property, const properties::Claim& claim) {
    const Statement* written = statement(property, "through");
    if (claim.property != "waypoint" || !written)
        return;
    for (const properties::Pair& pair : claim.pairs)
        for (const properties::Endpoint* end : {&pair.from, &pair.to})
            for (const NodeId node : {end->node, end->delivery()})
                if (std::ranges::binary_search(claim.options.through, node))
                    return names.diagnostics().error(
                        "VN0324", written->span,
                        fmt::format("packets from or to `{}` are at `{}` in any case", end->name,
                                    names.builder().net[node].name),
                        "a waypoint lies between the ends: leave one of the two out");
}

} // namespace lower
