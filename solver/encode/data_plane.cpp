// The tables of `specs/semantics.md` §6, symbolically. Prefixes that contain the destination are visited
// longest first; `open[n]` says that no longer one had an entry at node n. Written from that page, not from
// the oracle.

#include "solver/encode/data_plane.hpp"

#include <algorithm>
#include <optional>

#include "solver/encode/ospf_routes.hpp"

namespace encode {

using network::LinkId;
using network::NodeId;
using network::Prefix;
using smt::Term;

const ControlPlane& ControlPlanes::of(const Prefix& prefix) {
    for (const auto& plane : made_)
        if (plane->prefix() == prefix)
            return *plane;
    auto plane = std::make_unique<ControlPlane>(*world_, prefix, 0, listeners_);
    if (widening_ > 0 && plane->longest_path() > 0)
        plane =
            std::make_unique<ControlPlane>(*world_, prefix, plane->longest_path() << widening_, listeners_);
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

bool owns(const network::Node& node, const Prefix& prefix) {
    return std::ranges::any_of(node.owns, [&](const auto& own) { return own.prefix == prefix; });
}

} // namespace

DataPlane::DataPlane(ControlPlanes& control, network::Address destination)
    : DataPlane(control, destination,
                network::AddressParts(routed_prefixes(control.world().network())).containing(destination)) {}

DataPlane::DataPlane(ControlPlanes& control, network::Address destination, const std::vector<Prefix>& covering)
    : control_(&control), destination_(destination) {
    const network::Network& network = world().network();
    delivers_.assign(network.nodes.size(), smt::no);
    discards_ = hop_down_ = stuck_ = delivers_;
    forwards_.assign(network.links.size(), smt::no);
    std::vector<Term> open;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        open.push_back(world().up(NodeId::at(i)));
    for (const Prefix& prefix : covering)
        add_prefix(prefix, open);
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        stuck_[i] = world().context().any({stuck_[i], open[i], !world().up(NodeId::at(i))});
}

void DataPlane::add_prefix(const Prefix& prefix, std::vector<Term>& open) {
    const network::Network& network = world().network();
    if (std::ranges::all_of(open, [](Term t) { return t.is_false(); }))
        return;
    const ControlPlane* bgp = announced(network, prefix) ? &control_->of(prefix) : nullptr;
    if (bgp)
        depends_on_.push_back(bgp);
    std::vector<Table> made = tables(prefix, bgp, open);
    std::optional<OspfRoutes> ospf;
    if (std::ranges::any_of(network.nodes, [](const network::Node& node) { return node.ospf.has_value(); }))
        ospf.emplace(world(), prefix, redistributed(network, prefix, made));
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        if (open[i].is_false())
            continue;
        if (owns(network.nodes[i], prefix)) {
            add(delivers_[i], open[i]);
            open[i] = smt::no;
            continue;
        }
        if (network.nodes[i].ospf)
            made[i].add_ospf(ospf->exists(NodeId::at(i)));
        fill(NodeId::at(i), made[i], bgp, ospf ? &*ospf : nullptr, open[i]);
        open[i] = world().context().all({open[i], made[i].nothing()});
    }
}

/// Those of owners stay empty, and so do those that neither packets nor OSPF look at.
std::vector<Table> DataPlane::tables(const Prefix& prefix, const ControlPlane* bgp,
                                     const std::vector<Term>& open) const {
    const network::Network& network = world().network();
    std::vector<Table> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const network::Node& node = network.nodes[i];
        const bool looked_at = !owns(node, prefix) && (node.ospf || !open[i].is_false());
        result.push_back(looked_at ? Table(world(), NodeId::at(i), prefix, bgp) : Table());
    }
    return result;
}

void DataPlane::fill(NodeId node, const Table& table, const ControlPlane* bgp, const OspfRoutes* ospf,
                     Term open) {
    smt::Context& context = world().context();
    Term by_bgp = smt::no, by_ospf = smt::no;
    for (const TableSource& source : table.sources()) {
        const Term wins = context.all({open, source.wins});
        if (source.protocol == Protocol::fixed)
            use_static(node, source.level, wins);
        else
            add(source.protocol == Protocol::ospf ? by_ospf : by_bgp, wins);
    }
    for (LinkId link : world().adjacency().links[node.index()]) {
        if (!by_bgp.is_false())
            add(forwards_[link.index()], context.all({by_bgp, bgp->bgp_uses(node, link)}));
        if (!by_ospf.is_false())
            add(forwards_[link.index()], context.all({by_ospf, ospf->uses(link)}));
    }
}

void DataPlane::use_static(NodeId node, const StaticLevel& level, Term when) {
    smt::Context& context = world().context();
    std::vector<Term> some{level.discards || level.unreachable ? smt::yes : smt::no};
    for (LinkId link : level.links) {
        add(forwards_[link.index()], context.all({when, world().up(link)}));
        some.push_back(world().up(link));
    }
    if (level.discards)
        add(discards_[node.index()], when);
    if (level.unreachable)
        add(stuck_[node.index()], when);
    add(hop_down_[node.index()], context.all({when, !context.any(some)}));
}

void DataPlane::add(Term& to, Term when) { to = world().context().any({to, when}); }

const World& DataPlane::world() const { return control_->world(); }
Term DataPlane::delivers(NodeId node) const { return delivers_[node.index()]; }
Term DataPlane::discards(NodeId node) const { return discards_[node.index()]; }
Term DataPlane::hop_down(NodeId node) const { return hop_down_[node.index()]; }
Term DataPlane::stuck(NodeId node) const { return stuck_[node.index()]; }

Term DataPlane::has_route(NodeId node) const {
    std::vector<Term> some{delivers(node), discards(node), hop_down(node)};
    for (LinkId link : world().adjacency().links[node.index()])
        some.push_back(forwards(node, link));
    return world().context().any(some);
}

Term DataPlane::forwards(NodeId node, LinkId link) const {
    return world().network()[link].from == node ? forwards_[link.index()] : smt::no;
}

DataPlanes::DataPlanes(ControlPlanes& control)
    : control_(&control), routed_(routed_prefixes(control.world().network())), made_(routed_.size()) {}

const DataPlane& DataPlanes::to(network::Address destination) {
    auto& plane = made_[routed_.of(destination)];
    if (!plane)
        plane = std::make_unique<DataPlane>(*control_, destination, routed_.containing(destination));
    return *plane;
}

} // namespace encode
