// The rules of semantics.md §2.1 in their order.

#include "solver/encode/resolution.hpp"

#include <algorithm>

#include "solver/encode/ospf_areas.hpp"
#include "solver/network/heard.hpp"

namespace encode {

using network::LinkId;
using network::Network;
using network::NodeId;
using smt::Term;

namespace {

/// The peer over the session's own link, or whatever the node hands everything to; unknown: neither.
LinkId named_link(const Network& network, NodeId node, network::SessionId id, NodeId next_hop) {
    const network::Session& session = network[id];
    const LinkId own = session.link_from(node);
    if (next_hop == session.far_end(node).node && own.known())
        return own;
    return network[node].hands_to.value_or(LinkId{});
}

bool follows_routes(const network::Session& session, NodeId node, NodeId next_hop) {
    return next_hop == session.far_end(node).node && !session.end(node).ways.empty();
}

/// What its table may resolve, where nothing else does; null: never.
const network::RecursiveNextHop* known(const network::Node& node, NodeId next_hop) {
    const auto found = std::ranges::find(node.recursive, next_hop, &network::RecursiveNextHop::next_hop);
    return found == node.recursive.end() ? nullptr : &*found;
}

Resolution over(const World& world, LinkId link) {
    const Term up = world.up(link);
    return {up, {{link, up}}, {{0, up}}};
}

/// Where OSPF ends, and the links with a cost by which `next_hop` lies beyond: passive interfaces.
std::vector<OspfSource> stubs(const World& world, NodeId next_hop) {
    const Network& network = world.network();
    std::vector<OspfSource> result;
    for (std::size_t i = 0; i < network.links.size(); ++i) {
        const network::Link& link = network.links[i];
        if (link.to == next_hop && link.ospf_cost && network[link.from].ospf)
            result.push_back({link.from, *link.ospf_cost, world.up(LinkId::at(i)), link.ospf_area});
    }
    return result;
}

/// Ways of OSPF to `next_hop`, or to where it lies beyond; nothing: no way of OSPF leads there.
const OspfWays* distances(const World& world, NodeId node, NodeId next_hop) {
    const Network& network = world.network();
    if (!network[node].ospf)
        return nullptr;
    std::vector<OspfSource> sources{{next_hop, 0, smt::yes, own_area(network, next_hop)}};
    if (!network[next_hop].ospf)
        sources = stubs(world, next_hop);
    return sources.empty() ? nullptr : &world.ospf().to(std::move(sources));
}

} // namespace

bool names_link(const Network& network, NodeId node, network::SessionId session, NodeId next_hop) {
    return named_link(network, node, session, next_hop).known() || follows_routes(network[session], node, next_hop);
}

const Resolution& resolve(const World& world, NodeId node, network::SessionId session, NodeId next_hop) {
    if (follows_routes(world.network()[session], node, next_hop))
        return world.way_to_peer(node, session);
    const Network& network = world.network();
    const LinkId named = named_link(network, node, session, next_hop);
    if (!named.known() && known(network[node], next_hop) && is_recursive(network, network[session], node))
        return world.resolution_by_table(node, next_hop);
    return world.resolution(node, next_hop, named);
}

namespace {

// As the conditions of the ways say.
Resolution by_table(const World& world, const std::vector<network::TableWay>& ways, Term when) {
    Resolution result;
    std::vector<Term> some;
    for (const network::TableWay& way : ways) {
        const Term uses = world.context().all({when, world.up(way.link), !world.down(way.fails_with)});
        result.ways.push_back({way.link, uses, way.fails_with});
        some.push_back(uses);
    }
    result.resolves = world.context().any(some);
    result.metric = {{0, result.resolves}};
    return result;
}

} // namespace

Resolution resolve_peer(const World& world, const network::SessionEnd& end) {
    return by_table(world, end.ways, smt::yes);
}

// The metric is 0.
Resolution resolve_by_table(const World& world, NodeId node, NodeId next_hop, const Resolution& first) {
    smt::Context& context = world.context();
    Resolution result = by_table(world, known(world.network()[node], next_hop)->ways, !first.resolves);
    result.ways.insert(result.ways.end(), first.ways.begin(), first.ways.end());
    for (const Resolution::Level& level : first.metric) {
        const Term within = context.any({result.metric.front().within, level.within});
        if (level.cost == 0)
            result.metric.front().within = within;
        else
            result.metric.push_back({level.cost, within});
    }
    result.resolves = context.any({result.resolves, first.resolves});
    return result;
}

// Towards a node that runs OSPF its ways come first; towards any other, links that lead there directly do.
Resolution resolve(const World& world, NodeId node, NodeId next_hop, LinkId named) {
    if (next_hop == node)
        return {};
    if (named.known())
        return over(world, named);
    smt::Context& context = world.context();
    const Network& network = world.network();
    std::vector<Term> links;
    for (const LinkId link : world.adjacency().links[node.index()])
        if (network[link].to == next_hop)
            links.push_back(world.up(link));
    const Term adjacent = context.any(links);
    const OspfWays* ospf = distances(world, node, next_hop);
    const Term reached = ospf ? ospf->reached(node) : smt::no;
    const bool ospf_first = ospf && network[next_hop].ospf;
    const Term directly = ospf_first ? !reached : smt::yes, by_ospf = ospf_first ? smt::yes : !adjacent;
    const Term beside = context.all({adjacent, directly});

    Resolution result;
    result.resolves = context.any({adjacent, reached});
    for (const LinkId link : world.adjacency().links[node.index()]) {
        Term uses = network[link].to == next_hop ? context.all({directly, world.up(link)}) : smt::no;
        if (ospf)
            uses = context.any({uses, context.all({by_ospf, ospf->next_hop(link)})});
        if (!uses.is_false())
            result.ways.push_back({link, uses});
    }
    if (!beside.is_false())
        result.metric.push_back({0, beside});
    if (ospf)
        for (const OspfWays::Level& level : ospf->levels(node))
            result.metric.push_back({level.cost, context.any({beside, level.within})});
    if (!result.metric.empty())
        result.metric.back().within = result.resolves;
    return result;
}

} // namespace encode
