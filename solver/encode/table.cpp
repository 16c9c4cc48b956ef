// Sources in the order in which they win, each with a term for "and none before it".

#include "solver/encode/table.hpp"

#include <algorithm>
#include <map>

namespace encode {

using smt::Term;

Table::Table(const World& world, network::NodeId node, const network::Prefix& prefix, const ControlPlane* bgp)
    : context_(&world.context()), node_(&world.network()[node]) {
    add_static_routes(world, prefix);
    if (bgp) {
        add(node_->external_distance, Protocol::external, bgp->best_external(node));
        add(node_->internal_distance, Protocol::internal, bgp->best_internal(node));
    }
    decide();
}

void Table::add(std::uint32_t distance, Protocol protocol, Term present) {
    if (!present.is_false())
        sources_.push_back({distance, protocol, present});
}

void Table::add_static_routes(const World& world, const network::Prefix& prefix) {
    std::map<std::uint32_t, StaticLevel> levels;
    std::map<std::uint32_t, Term> present;
    for (const network::StaticRoute& route : node_->static_routes) {
        if (route.prefix != prefix)
            continue;
        StaticLevel& level = levels[route.distance];
        const Term up = world.up(route);
        Term reaches = up;
        if (const auto* via = std::get_if<network::ViaLink>(&route.next_hop)) {
            level.links.emplace_back(via->link, context_->all({up, world.up(via->link)}));
        } else if (std::get<network::Discard>(route.next_hop).unreachable) {
            level.unreachable = context_->any({level.unreachable, up});
            reaches = smt::no;
        } else {
            level.discards = context_->any({level.discards, up});
        }
        level.reaches = context_->any({level.reaches, reaches});
        if (route.label.source.empty())
            level.plain = context_->any({level.plain, reaches});
        Term& some = present.try_emplace(route.distance, smt::no).first->second;
        some = context_->any({some, up});
    }
    for (auto& [distance, level] : levels)
        if (!present.at(distance).is_false())
            sources_.push_back({distance, Protocol::fixed, present.at(distance), std::move(level)});
}

void Table::add_ospf(Term exists) {
    add(node_->ospf->distance, Protocol::ospf, exists);
    decide();
}

void Table::decide() {
    std::ranges::stable_sort(sources_, {}, [](const TableSource& source) {
        return std::pair(source.distance, source.protocol);
    });
    nothing_ = smt::yes;
    for (TableSource& source : sources_) {
        source.wins = context_->all({source.present, nothing_});
        nothing_ = context_->all({nothing_, !source.present});
    }
}

Term Table::tells_static(Term StaticLevel::* which) const {
    Term told = smt::no;
    for (const TableSource& source : sources_)
        if (source.protocol == Protocol::fixed && source.distance <= node_->ospf->distance)
            told = context_->any({told, context_->all({source.wins, source.level.*which})});
    return told;
}

Term Table::tells_external() const {
    for (const TableSource& source : sources_)
        if (source.protocol == Protocol::external && source.distance <= node_->ospf->distance)
            return source.wins;
    return smt::no;
}

} // namespace encode
