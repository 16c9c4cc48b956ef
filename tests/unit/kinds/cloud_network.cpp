// See the header. Only the library of kinds and the oracle are used, not the lowering.

#include "cloud_network.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "dsl/elaborate.hpp"
#include "solver/kinds/finish.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/routing/forward.hpp"

using namespace network;

namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const std::string& part : parts) {
        if (&part != &parts.front())
            text += between;
        text += part;
    }
    return text;
}

std::string describe(const Network& net, const routing::Walk& walk) {
    std::vector<std::string> names;
    for (const routing::Hop& hop : walk.hops)
        names.push_back(net[hop.node].name);
    std::string way = joined(names, " > ");
    if (walk.ending != routing::Ending::delivered)
        way.append(": ").append(routing::code(walk.ending));
    return way;
}

std::string describe(const Network& net, const routing::Offer& offer) {
    std::vector<std::string> path;
    for (const Asn asn : offer.route->as_path)
        path.push_back(std::to_string(asn));
    std::string line = net[offer.session].name + ": " + joined(path, " ");
    if (offer.fate != routing::Fate::chosen && offer.fate != routing::Fate::also_used)
        line.append(", ").append(code(offer.fate));
    return line;
}

/// An address from which what starts at `node` sends; 0.0.0.0 if there is none.
Address own_address(const Network& net, NodeId node) {
    for (std::size_t i = 0; i < net.nodes.size(); ++i)
        if ((NodeId::at(i) == node || net.nodes[i].starts_at == node) && !net.nodes[i].owns.empty())
            return net.nodes[i].owns.front().prefix.first();
    return {};
}

routing::State settled(const Network& net, const FailureSet& failed) {
    routing::Settled settled = routing::settle_all(net, routed_prefixes(net), failed);
    EXPECT_TRUE(settled.unsettled.empty());
    return settled.state;
}

std::vector<routing::Walk> walks(const Network& net, const routing::State& state, const Sent& sent) {
    const NodeId start = net.find_node(sent.from);
    EXPECT_TRUE(start.known()) << sent.from;
    const bool has_ports = sent.protocol != Protocol::icmp;
    const Packet packet{parse_address(sent.source).value(), parse_address(sent.destination).value(),
                        sent.protocol, static_cast<std::uint16_t>(has_ports ? 50000 : 0),
                        has_ports ? sent.port : std::uint16_t{0}};
    return routing::all_walks(net, state, start, packet);
}

} // namespace

FailureSet Built::down(const std::vector<std::string>& names) const {
    FailureSet failed;
    for (const std::string& name : names) {
        const auto group = std::ranges::find(net.failures, name, &FailureGroup::name);
        if (group == net.failures.end())
            ADD_FAILURE() << "no failure group `" << name << "`";
        else
            failed.push_back(FailureId::at(static_cast<std::size_t>(group - net.failures.begin())));
    }
    std::ranges::sort(failed);
    return failed;
}

std::vector<std::string> Built::ways(const std::string& from, const std::string& to,
                                     const std::vector<std::string>& failed) const {
    return ways({from, to_string(own_address(net, net.find_node(from))), to, Protocol::icmp, 0}, failed);
}

std::vector<std::string> Built::ways(const Sent& sent, const std::vector<std::string>& failed) const {
    std::vector<std::string> described;
    for (const routing::Walk& walk : walks(net, settled(net, down(failed)), sent))
        described.push_back(describe(net, walk));
    std::ranges::sort(described);
    return described;
}

std::vector<std::string> Built::answers(const Sent& sent, const std::vector<std::string>& failed) const {
    const routing::State state = settled(net, down(failed));
    std::set<std::string> described;
    for (const routing::Walk& walk : walks(net, state, sent))
        if (walk.ending == routing::Ending::delivered)
            for (const routing::Walk& answer : routing::all_walks(
                     net, state, net[walk.at()].starts_at.value_or(walk.at()), answer_to(walk), &walk))
                described.insert(describe(net, answer));
    return {described.begin(), described.end()};
}

std::vector<std::string> Built::fixed(const std::string& node) const {
    std::vector<std::string> lines;
    for (const StaticRoute& route : net[net.find_node(node)].static_routes) {
        if (route.label.hidden)
            continue;
        lines.push_back(to_string(route.prefix) + " " + route.label.source + " " + route.label.type);
        if (route.label.next_hop)
            lines.back() += " " + to_string(*route.label.next_hop);
    }
    return lines;
}

std::vector<std::string> Built::routes(const std::string& node, const std::string& prefix,
                                       const std::vector<std::string>& failed) const {
    const FailureSet set = down(failed);
    const auto state = routing::settle(net, parse_prefix(prefix).prefix, set);
    EXPECT_TRUE(state.has_value());
    std::vector<std::string> described;
    for (const routing::Offer& offer : routing::offers(net, set, *state, net.find_node(node)))
        if (offer.session.known() && offer.route)
            described.push_back(describe(net, offer));
    return described;
}

std::string Built::held(const std::string& node, const std::string& peer, const std::string& prefix,
                        const std::vector<std::string>& failed) const {
    const FailureSet set = down(failed);
    const auto state = routing::settle(net, parse_prefix(prefix).prefix, set);
    EXPECT_TRUE(state.has_value());
    const NodeId at = net.find_node(node), from = net.find_node(peer);
    EXPECT_TRUE(at.known() && from.known()) << node << " " << peer;
    for (const routing::Offer& offer : routing::offers(net, set, *state, at)) {
        if (!offer.session.known() || net[offer.session].far_end(at).node != from || !offer.route)
            continue;
        const bool accepted = offer.fate == routing::Fate::chosen || offer.fate == routing::Fate::also_used ||
                              offer.fate == routing::Fate::less_preferred;
        if (!accepted)
            return std::string(code(offer.fate));
        std::vector<std::string> path;
        for (const Asn asn : offer.route->as_path)
            path.push_back(std::to_string(asn));
        return joined(path, " ") + " via " + net[offer.route->next_hop].name + " weight " +
               std::to_string(offer.route->weight);
    }
    return {};
}

std::vector<std::string> Built::codes() const {
    std::vector<std::string> all;
    for (const dsl::Diagnostic& diagnostic : diagnostics.all())
        all.push_back(diagnostic.code);
    return all;
}

Built build(const std::string& text) {
    Built built;
    const auto read = [&](const std::string&, std::string&) { return std::optional<std::string>(text); };
    const dsl::Elaborated elaborated = dsl::elaborate("test.net", built.sources, read, built.diagnostics);
    if (built.diagnostics.has_errors() || elaborated.variants.empty())
        return built;
    const std::vector<dsl::Statement>& statements = elaborated.variants.front().statements;
    std::vector<dsl::Rule> rules;
    for (const kinds::Kind& kind : kinds::table())
        rules.push_back(*kind.rule);
    dsl::check(statements, rules, "a network", built.diagnostics);
    kinds::Builder builder(built.diagnostics);
    for (const kinds::Phase phase : kinds::phases)
        for (const dsl::Statement& statement : statements)
            if (const kinds::Kind* kind = kinds::find(statement.head()))
                kind->build(phase, statement, builder);
    kinds::finish(builder);
    built.net = std::move(builder.net);
    return built;
}

Built build_clean(const std::string& text) {
    Built built = build(text);
    EXPECT_TRUE(built.diagnostics.all().empty()) << dsl::render(built.diagnostics, built.sources);
    return built;
}
