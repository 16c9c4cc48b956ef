// Written from semantics.md §6, not from the oracle.

#include "solver/encode/prefix_tables.hpp"

#include <algorithm>
#include <map>

namespace encode {

using network::LinkId;
using network::NodeId;
using smt::Term;

namespace {

bool owns(const network::Node& node, const network::Prefix& prefix) {
    return std::ranges::any_of(node.owns, [&](const auto& own) { return own.prefix == prefix; });
}

} // namespace

PrefixTables::PrefixTables(const World& world, const network::Prefix& prefix, const ControlPlane* bgp,
                           std::vector<NodeId> named)
    : world_(&world), prefix_(prefix), bgp_(bgp), nodes_(std::move(named)) {
    if (bgp_) {
        const auto holders = bgp_->holders();
        nodes_.insert(nodes_.end(), holders.begin(), holders.end());
    }
    const network::Network& network = world.network();
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (network.nodes[i].ospf)
            nodes_.push_back(NodeId::at(i));
    std::ranges::sort(nodes_);
    nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
    find_tables();
}

void PrefixTables::find_tables() {
    const network::Network& network = world_->network();
    for (const NodeId node : nodes_)
        tables_.push_back(owns(network[node], prefix_)
                              ? std::nullopt
                              : std::optional(Table(*world_, node, prefix_, bgp_)));
    if (std::ranges::none_of(network.nodes, [](const network::Node& node) { return node.ospf.has_value(); }))
        return;
    std::vector<Table> by_node(network.nodes.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (tables_[i])
            by_node[nodes_[i].index()] = *tables_[i];
    ospf_.emplace(*world_, prefix_, redistributed(*world_, prefix_, by_node));
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (tables_[i] && network[nodes_[i]].ospf)
            tables_[i]->add_ospf(ospf_->exists(nodes_[i]));
}

std::size_t PrefixTables::place(NodeId node) const {
    const auto found = std::ranges::lower_bound(nodes_, node);
    return found == nodes_.end() || *found != node ? nodes_.size() : static_cast<std::size_t>(found - nodes_.begin());
}

Term PrefixTables::has_route(NodeId node, network::HasRoute::From from) const {
    using From = network::HasRoute::From;
    const Term up = world_->up(node);
    smt::Context& context = world_->context();
    if (from == From::bgp)
        return bgp_ ? context.all({up, bgp_->has_best(node)}) : smt::no;
    const std::size_t at = place(node);
    if (at == nodes_.size())
        return smt::no;
    if (!tables_[at])
        return from == From::table ? up : smt::no; // what it owns
    std::vector<Term> some;
    for (const TableSource& source : tables_[at]->sources()) {
        const bool fixed = source.protocol == Protocol::fixed, ospf = source.protocol == Protocol::ospf;
        const bool asked = from == From::table || (from == From::ospf && ospf) || (from == From::static_routes && fixed) ||
                           (from == From::bgp_table && !fixed && !ospf);
        if (asked)
            some.push_back(context.all({source.wins, fixed ? source.level.reaches : smt::yes}));
    }
    if (from == From::table)
        some.push_back(takes_in(node, *tables_[at]));
    return context.all({up, context.any(some)});
}

/// Of the networks that the node stands for, it announces the prefix itself, and nothing else is in its table.
Term PrefixTables::takes_in(NodeId node, const Table& table) const {
    if (!world_->network()[node].beyond || !bgp_)
        return smt::no;
    return world_->context().all({table.nothing(), bgp_->chosen_local(node)});
}

void PrefixTables::add(NodeId node, Term& open, TableRow& row) const {
    const std::size_t at = place(node);
    if (at == nodes_.size())
        return;
    const std::optional<Table>& table = tables_[at];
    if (!table) {
        add(row.delivers, open);
        open = smt::no;
        return;
    }
    smt::Context& context = world_->context();
    const Term own = takes_in(node, *table);
    add_next_hops(node, *table, open, row);
    add(row.delivers, context.all({open, own}));
    open = context.all({open, table->nothing(), !own});
}

Term PrefixTables::differs(const PrefixTables& other, NodeId node) const {
    smt::Context& context = world_->context();
    TableRow ours, theirs;
    for (const auto& [tables, row] : {std::pair(this, &ours), std::pair(&other, &theirs)}) {
        Term open = world_->up(node);
        tables->add(node, open, *row);
    }
    std::map<LinkId, std::pair<Term, Term>> links;
    for (const auto& [link, term] : ours.forwards)
        links[link] = {term, smt::no};
    for (const auto& [link, term] : theirs.forwards)
        links.try_emplace(link, smt::no, smt::no).first->second.second = term;
    std::vector<Term> some{!context.iff(ours.discards, theirs.discards)};
    for (const auto& [link, both] : links)
        some.push_back(!context.iff(both.first, both.second));
    return context.any(some);
}

void PrefixTables::add_next_hops(NodeId node, const Table& table, Term open, TableRow& row) const {
    smt::Context& context = world_->context();
    Term by_bgp = smt::no, by_ospf = smt::no;
    for (const TableSource& source : table.sources()) {
        const Term wins = context.all({open, source.wins});
        if (source.protocol == Protocol::fixed)
            add_static(source.level, wins, row);
        else
            add(source.protocol == Protocol::ospf ? by_ospf : by_bgp, wins);
    }
    if (by_bgp.is_false() && by_ospf.is_false())
        return;
    for (const LinkId link : world_->adjacency().links[node.index()]) {
        if (!by_bgp.is_false())
            add_link(link, context.all({by_bgp, bgp_->bgp_uses(node, link)}), row);
        if (!by_ospf.is_false())
            add_link(link, context.all({by_ospf, ospf_->uses(link)}), row);
    }
}

void PrefixTables::add_static(const StaticLevel& level, Term when, TableRow& row) const {
    smt::Context& context = world_->context();
    std::vector<Term> some{level.discards, level.unreachable};
    for (const auto& [link, up] : level.links) {
        add_link(link, context.all({when, up}), row);
        some.push_back(up);
    }
    add(row.discards, context.all({when, level.discards}));
    add(row.stuck, context.all({when, level.unreachable}));
    add(row.hop_down, context.all({when, !context.any(some)}));
}

void PrefixTables::add_link(LinkId link, Term when, TableRow& row) const {
    if (when.is_false())
        return;
    const auto place = std::ranges::lower_bound(row.forwards, link, {}, &std::pair<LinkId, Term>::first);
    if (place != row.forwards.end() && place->first == link)
        add(place->second, when);
    else
        row.forwards.insert(place, {link, when});
}

} // namespace encode
