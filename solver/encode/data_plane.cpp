// Prefixes that contain the destination are looked at longest first, written from semantics.md §6. Most nodes know
// nothing of the longest one: their tables begin with the next, so they do what the plane around says. Only the others
// are looked up anew.

#include "solver/encode/data_plane.hpp"

#include <algorithm>

namespace encode {

using network::LinkId;
using network::NodeId;
using network::Prefix;
using smt::Term;

const ControlPlane& ControlPlanes::of(const Prefix& prefix) {
    std::unique_ptr<ControlPlane>& plane = made_[prefix];
    if (plane)
        return *plane;
    if (!speakers_)
        speakers_.emplace(*world_, listeners_);
    plane = std::make_unique<ControlPlane>(*speakers_, prefix);
    if (widening_ > 0 && plane->longest_path() > 0)
        plane = std::make_unique<ControlPlane>(*speakers_, prefix, plane->longest_path() << widening_);
    return *plane;
}

DataPlane::DataPlane(const World& world, network::Address destination) : world_(&world), destination_(destination) {
    own_.emplace_back().stuck = smt::yes;
    rows_.assign(world.network().nodes.size(), &own_.front());
}

DataPlane::DataPlane(network::Address destination, const PrefixTables& longest, const DataPlane& around)
    : world_(around.world_), destination_(destination), tables_{&longest}, rows_(around.rows_), visitors_{0} {
    tables_.insert(tables_.end(), around.tables_.begin(), around.tables_.end());
    visitors_.insert(visitors_.end(), around.visitors_.begin(), around.visitors_.end());
    for (std::size_t i = 0; i < rows_.size(); ++i)
        visitors_.front() += !world().up(NodeId::at(i)).is_false();
    for (const NodeId node : longest.nodes()) {
        count(node, row(node), false);
        rows_[node.index()] = &own_.emplace_back(look_up(node));
        count(node, row(node), true);
    }
    find_dependencies();
}

TableRow DataPlane::look_up(NodeId node) const {
    TableRow row;
    row.of = tables_.size();
    Term open = world().up(node);
    for (const PrefixTables* tables : tables_) {
        if (open.is_false())
            break;
        ++row.visited;
        tables->add(node, open, row);
    }
    row.stuck = world().context().any({row.stuck, open, !world().up(node)});
    return row;
}

/// A row that was made for a plane around says nothing of the longer prefixes here: the node visits those too.
void DataPlane::count(NodeId node, const TableRow& row, bool more) {
    if (world().up(node).is_false())
        return;
    const std::size_t visited = row.visited + tables_.size() - row.of;
    for (std::size_t i = 0; i < visited; ++i)
        more ? ++visitors_[i] : --visitors_[i];
}

void DataPlane::find_dependencies() {
    for (std::size_t i = 0; i < tables_.size(); ++i)
        if (visitors_[i] > 0 && tables_[i]->bgp())
            depends_on_.push_back(tables_[i]->bgp());
}

Term DataPlane::has_route(NodeId node) const {
    std::vector<Term> some{delivers(node), discards(node), hop_down(node)};
    for (const auto& [link, term] : forwards(node))
        some.push_back(term);
    return world().context().any(some);
}

Term DataPlane::forwards(NodeId node, LinkId link) const {
    const auto& all = forwards(node);
    const auto place = std::ranges::lower_bound(all, link, {}, &std::pair<LinkId, Term>::first);
    return place != all.end() && place->first == link ? place->second : smt::no;
}

DataPlanes::DataPlanes(ControlPlanes& control)
    : control_(&control), routed_(routed_prefixes(control.world().network())), made_(routed_.size()) {
    const network::Network& network = control.world().network();
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const network::Node& node = network.nodes[i];
        for (const network::OwnedPrefix& owned : node.owns)
            named_[owned.prefix].push_back(NodeId::at(i));
        for (const network::StaticRoute& route : node.static_routes)
            named_[route.prefix].push_back(NodeId::at(i));
        for (const network::Origination& origination : node.originates)
            if (node.asn)
                announced_.insert(origination.prefix);
    }
}

const DataPlane& DataPlanes::to(network::Address destination) { return of(routed_.of(destination)); }

const DataPlane& DataPlanes::of(std::uint32_t class_) {
    if (!made_[class_])
        made_[class_] = class_ == 0 ? std::make_unique<DataPlane>(world(), routed_.lowest(0))
                                    : std::make_unique<DataPlane>(routed_.lowest(class_),
                                                                  tables(routed_.prefix(class_)),
                                                                  of(routed_.around(class_)));
    return *made_[class_];
}

const PrefixTables& DataPlanes::tables(const Prefix& prefix) {
    std::unique_ptr<PrefixTables>& made = tables_[prefix];
    if (!made)
        made = std::make_unique<PrefixTables>(world(), prefix,
                                              announced_.contains(prefix) ? &control_->of(prefix) : nullptr,
                                              named_[prefix]);
    return *made;
}

} // namespace encode
