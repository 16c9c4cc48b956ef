// Its conditions are about packets between the two addresses.

#include "solver/kinds/over_routes.hpp"

#include <fmt/format.h>

#include "solver/kinds/next_hops.hpp"
#include "solver/kinds/sessions.hpp"
#include "solver/network/heard.hpp"

namespace kinds {
namespace {

using network::Address;
using network::NodeId;

std::optional<Address> session_address(Builder& builder, const dsl::Word& word, NodeId id) {
    const network::Node& node = builder.net[id];
    if (const auto address = network::speaking_address(node))
        return address;
    builder.diagnostics().error("VN0142", word.span, fmt::format("`{}` owns no address that a session could go to", node.name),
                                fmt::format("add `owns A/32;` to `{}`, its loopback", node.name),
                                {{node.span, fmt::format("`{}` is declared here", node.name)}});
    return std::nullopt;
}

void add_ways(Builder& builder, network::SessionId session, bool of_a, Address peer) {
    network::Session& it = builder.net.sessions[session.index()];
    network::SessionEnd& end = of_a ? it.a : it.b;
    for (std::size_t i = 0; i < builder.net.links.size(); ++i)
        if (const auto link = network::LinkId::at(i); builder.net[link].from == end.node)
            end.ways.push_back(way_over(builder, link, peer, it.span));
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
