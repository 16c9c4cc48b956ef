// Locations are numbered as they are found; where packets may be injected anywhere, the first are the nodes in order.

#include "solver/encode/terrain_builder.hpp"

#include <algorithm>
#include <utility>

namespace encode {

using network::LinkId;
using network::NodeId;
using smt::Term;

TerrainBuilder::TerrainBuilder(const World& world, Rules& rules) : world_(world), rules_(rules) {
    made_.world_ = &world;
}

Terrain TerrainBuilder::from_anywhere(const std::vector<NodeId>& closed) {
    const auto& nodes = world_.network().nodes;
    made_.starts_.assign(nodes.size(), Terrain::nowhere);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        made_.starts_[i] = at({NodeId::at(i), 0, !nodes[i].forwards});
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (!nodes[i].forwards)
            made_.starts_[i] = at({NodeId::at(i), 0, false});
    for (const NodeId node : closed)
        made_.starts_[node.index()] = Terrain::nowhere;
    explore();
    return finish();
}

Terrain TerrainBuilder::from(NodeId node, const std::vector<Rules::Arrival>& headers) {
    const bool forwards = world_.network()[node].forwards;
    made_.only_from_ = node;
    for (const Rules::Arrival& injected : headers) {
        arrivals_.clear();
        rules_.arrive(node, injected.header, arrivals_);
        for (const Rules::Arrival& arrival : arrivals_)
            enter(at({node, arrival.header, arrival.turned && !forwards}),
                  world_.context().all({injected.term, arrival.term}));
    }
    explore();
    return finish();
}

void TerrainBuilder::enter(std::uint32_t location, Term term) {
    const auto entry = std::ranges::find(made_.entries_, location, &Terrain::Entry::location);
    if (entry != made_.entries_.end())
        entry->term = world_.context().any({entry->term, term});
    else if (!term.is_false())
        made_.entries_.push_back({location, term});
}

std::uint32_t TerrainBuilder::at(Terrain::Location location) {
    if (numbers_.size() <= location.header)
        numbers_.resize(location.header + 1);
    auto& of_header = numbers_[location.header];
    if (of_header.empty())
        of_header.assign(world_.network().nodes.size() * 2, Terrain::nowhere);
    std::uint32_t& number = of_header[location.node.index() * 2 + location.stops];
    if (number == Terrain::nowhere) {
        number = static_cast<std::uint32_t>(made_.locations_.size());
        made_.locations_.push_back(location);
    }
    return number;
}

void TerrainBuilder::explore() {
    for (std::uint32_t i = 0; i < made_.locations_.size(); ++i) {
        const Terrain::Location location = made_.locations_[i];
        while (made_.planes_.size() <= location.header)
            made_.planes_.push_back(&rules_.plane(static_cast<std::uint32_t>(made_.planes_.size())));
        made_.refuses_.push_back(world_.context().any(
            {rules_.refuses(location.node, location.header), world_.drains(location.node)}));
        made_.blocked_.push_back(smt::no);
        if (!location.stops && !made_.refuses_.back().is_true())
            for (const auto& [link, table] : made_.planes_[location.header]->forwards(location.node))
                leave(i, link, table);
    }
}

void TerrainBuilder::leave(std::uint32_t from, LinkId link, Term table) {
    smt::Context& context = world_.context();
    const Terrain::Location location = made_.locations_[from];
    const Term taken = context.all({table, rules_.may_take(link, location.header)});
    if (taken.is_false())
        return;
    const std::uint32_t header = rules_.leave(location.node, location.header);
    if (rules_.refuses(link, header)) {
        made_.blocked_[from] = context.any({made_.blocked_[from], taken});
        return;
    }
    const NodeId to = world_.network()[link].to;
    arrivals_.clear();
    rules_.arrive(to, header, arrivals_);
    for (const Rules::Arrival& arrival : arrivals_)
        if (const Term term = context.all({taken, arrival.term}); !term.is_false())
            made_.steps_.push_back({from, at({to, arrival.header, !world_.network()[to].forwards}), link, term});
}

Terrain TerrainBuilder::finish() {
    std::ranges::stable_sort(made_.steps_, {}, &Terrain::Step::link);
    made_.first_out_.assign(made_.locations_.size() + 1, 0);
    for (const Terrain::Step& step : made_.steps_)
        ++made_.first_out_[step.from + 1];
    for (std::size_t i = 0; i < made_.locations_.size(); ++i)
        made_.first_out_[i + 1] += made_.first_out_[i];
    made_.out_.resize(made_.steps_.size());
    std::vector<std::uint32_t> next = made_.first_out_;
    for (std::uint32_t i = 0; i < made_.steps_.size(); ++i)
        made_.out_[next[made_.steps_[i].from]++] = i;
    const auto never = [](Term term) { return term.is_false(); };
    made_.plain_ = made_.headers() == 1 && std::ranges::all_of(made_.refuses_, never) &&
                   std::ranges::all_of(made_.blocked_, never) &&
                   std::ranges::all_of(world_.network().nodes, &network::Node::forwards);
    return std::move(made_);
}

} // namespace encode
