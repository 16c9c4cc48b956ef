// The tables of `specs/semantics.md` §6, symbolically. Prefixes that contain the destination are visited
// longest first; `open[n]` says that no longer one had an entry at node n. Written from that page, not from
// the oracle.

#include "solver/encode/data_plane.hpp"

#include <algorithm>
#include <map>

namespace encode {

using network::LinkId;
using network::NodeId;
using network::Prefix;
using smt::Term;

const ControlPlane& ControlPlanes::of(const Prefix& prefix) {
    for (const auto& plane : made_)
        if (plane->prefix() == prefix)
            return *plane;
    auto plane = std::make_unique<ControlPlane>(*world_, prefix);
    if (widening_ > 0 && plane->longest_path() > 0)
        plane = std::make_unique<ControlPlane>(*world_, prefix, plane->longest_path() << widening_);
    made_.push_back(std::move(plane));
    return *made_.back();
}

namespace {

bool announced(const network::Network& network, const Prefix& prefix) {
    return std::ranges::any_of(network.nodes, [&](const network::Node& node) {
        return node.asn && std::ranges::any_of(node.originates, [&](const network::Origination& o) {
                   return o.prefix == prefix;
               });
    });
}

/// The static routes of one node to one prefix at one distance.
struct Level {
    Term up = smt::no, discards = smt::no;
    std::vector<std::pair<LinkId, Term>> links;
};

std::map<std::uint32_t, Level> static_routes(const World& world, const network::Node& node,
                                             const Prefix& prefix) {
    smt::Context& context = world.context();
    std::map<std::uint32_t, Level> result;
    for (const network::StaticRoute& route : node.static_routes) {
        if (route.prefix != prefix)
            continue;
        Level& level = result[route.distance];
        if (const auto* via = std::get_if<network::ViaLink>(&route.next_hop)) {
            level.links.emplace_back(via->link, world.up(via->link));
            level.up = context.any({level.up, world.up(via->link)});
        } else {
            level.up = level.discards = smt::yes;
        }
    }
    return result;
}

} // namespace

DataPlane::DataPlane(ControlPlanes& control, network::Address destination)
    : control_(&control), destination_(destination) {
    const network::Network& network = world().network();
    delivers_.assign(network.nodes.size(), smt::no);
    discards_.assign(network.nodes.size(), smt::no);
    forwards_.assign(network.links.size(), smt::no);
    std::vector<Term> open;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        open.push_back(world().up(NodeId::at(i)));
    std::vector<Prefix> covering = routed_prefixes(network);
    std::erase_if(covering, [&](const Prefix& p) { return !p.contains(destination); });
    std::ranges::stable_sort(covering, [](const Prefix& a, const Prefix& b) { return a.length > b.length; });
    for (const Prefix& prefix : covering)
        add_prefix(prefix, open);
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        stuck_.push_back(world().context().any({open[i], !world().up(NodeId::at(i))}));
}

void DataPlane::add_prefix(const Prefix& prefix, std::vector<Term>& open) {
    const network::Network& network = world().network();
    if (std::ranges::all_of(open, [](Term t) { return t.is_false(); }))
        return;
    const ControlPlane* bgp = announced(network, prefix) ? &control_->of(prefix) : nullptr;
    if (bgp)
        depends_on_.push_back(bgp);
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const bool owned =
            std::ranges::any_of(network.nodes[i].owns, [&](const auto& own) { return own.prefix == prefix; });
        if (owned) {
            delivers_[i] = world().context().any({delivers_[i], open[i]});
            open[i] = smt::no;
        } else if (!open[i].is_false()) {
            add_entry(NodeId::at(i), prefix, bgp, open[i]);
        }
    }
}

// Static routes by distance and the BGP best; between equal distances static routes win.
void DataPlane::add_entry(NodeId id, const Prefix& prefix, const ControlPlane* bgp, Term& open) {
    smt::Context& context = world().context();
    const network::Node& node = world().network()[id];
    const Term external = bgp ? bgp->best_external(id) : smt::no;
    const Term internal = bgp ? bgp->best_internal(id) : smt::no;
    const auto beaten_by_bgp = [&](std::uint32_t distance) {
        return context.any({node.external_distance < distance ? external : smt::no,
                            node.internal_distance < distance ? internal : smt::no});
    };
    Term none_lower = smt::yes, external_wins = external, internal_wins = internal;
    for (const auto& [distance, level] : static_routes(world(), node, prefix)) {
        const Term wins = context.all({open, none_lower, !beaten_by_bgp(distance)});
        discards_[id.index()] = context.any({discards_[id.index()], context.all({wins, level.discards})});
        for (const auto& [link, up] : level.links)
            forward(link, context.all({wins, up}));
        none_lower = context.all({none_lower, !level.up});
        if (distance <= node.external_distance)
            external_wins = context.all({external_wins, !level.up});
        if (distance <= node.internal_distance)
            internal_wins = context.all({internal_wins, !level.up});
    }
    const Term bgp_wins = context.all({open, context.any({external_wins, internal_wins})});
    if (!bgp_wins.is_false())
        for (LinkId link : world().adjacency().links[id.index()])
            forward(link, context.all({bgp_wins, bgp->bgp_uses(id, link)}));
    open = context.all({open, none_lower, !external, !internal});
}

void DataPlane::forward(LinkId link, Term when) {
    forwards_[link.index()] = world().context().any({forwards_[link.index()], when});
}

const World& DataPlane::world() const { return control_->world(); }
Term DataPlane::delivers(NodeId node) const { return delivers_[node.index()]; }
Term DataPlane::discards(NodeId node) const { return discards_[node.index()]; }
Term DataPlane::stuck(NodeId node) const { return stuck_[node.index()]; }

Term DataPlane::forwards(NodeId node, LinkId link) const {
    return world().network()[link].from == node ? forwards_[link.index()] : smt::no;
}

} // namespace encode
