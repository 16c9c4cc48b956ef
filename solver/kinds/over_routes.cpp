// Its conditions are about packets between the two addresses.

#include "solver/kinds/over_routes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/sessions.hpp"

namespace kinds {
namespace {

using network::Address;
using network::FailureId;
using network::NodeId;

bool owns(const network::Node& node, Address address) {
    return std::ranges::any_of(node.owns, [&](const network::OwnedPrefix& own) { return own.prefix.contains(address); });
}

std::optional<Address> session_address(Builder& builder, const dsl::Word& word, NodeId id) {
    const network::Node& node = builder.net[id];
    if (node.bgp_address && owns(node, *node.bgp_address))
        return node.bgp_address;
    const auto loopback = std::ranges::find(node.owns, 32, [](const auto& own) { return own.prefix.length; });
    if (loopback != node.owns.end())
        return loopback->prefix.first();
    if (!node.owns.empty())
        return node.owns.front().prefix.first();
    builder.diagnostics().error("VN0142", word.span, fmt::format("`{}` owns no address that a session could go to", node.name),
                                fmt::format("add `owns A/32;` to `{}`, its loopback", node.name),
                                {{node.span, fmt::format("`{}` is declared here", node.name)}});
    return std::nullopt;
}

FailureId add_condition(Builder& builder, std::string name, network::Condition condition, dsl::Span span) {
    const FailureId id = builder.add_failure(std::move(name), network::FailureClass::condition, span);
    builder.net.failures[id.index()].condition = std::move(condition);
    return id;
}

void add_ways(Builder& builder, network::SessionId session, bool of_a, Address peer) {
    network::Session& it = builder.net.sessions[session.index()];
    network::SessionEnd& end = of_a ? it.a : it.b;
    const dsl::Span span = it.span;
    for (std::size_t i = 0; i < builder.net.links.size(); ++i) {
        const auto link = network::LinkId::at(i);
        if (builder.net[link].from != end.node)
            continue;
        end.ways.push_back({link, add_condition(builder,
                                                fmt::format("{} sends to {} over {}", builder.net[end.node].name,
                                                            to_string(peer), builder.net[link].name),
                                                network::ForwardsOver{end.node, peer, link, session}, span)});
    }
}

} // namespace

void add_over_routes(Builder& builder, network::Session session, const dsl::Statement& block) {
    const NodeId a = session.a.node, b = session.b.node;
    const auto at_a = session_address(builder, block.words[1], a), at_b = session_address(builder, block.words[2], b);
    if (!at_a || !at_b)
        return;
    const auto reaches = [&](NodeId from, NodeId to, Address source, Address destination) {
        return add_condition(builder, fmt::format("{} reaches {}", builder.net[from].name, builder.net[to].name),
                             network::Delivers{from, to, source, destination}, session.span);
    };
    session.name = fmt::format("{}--{}", builder.net[a].name, builder.net[b].name);
    session.fails_with.push_back(reaches(a, b, *at_a, *at_b));
    session.fails_with.push_back(reaches(b, a, *at_b, *at_a));
    const network::SessionId id = builder.add_session(std::move(session));
    add_ways(builder, id, true, *at_b);
    add_ways(builder, id, false, *at_a);
    builder.notes<Conversations>().find(a, b)->sessions.push_back(id);
}

} // namespace kinds
