// Only locations that lie on some way from the sender to the place of delivery get variables.

#include "solver/encode/branch.hpp"

#include <algorithm>

#include "solver/encode/paths.hpp"

namespace encode {

using network::LinkId;
using network::NodeId;
using smt::Term;

Branch::Branch(const Terrain& terrain, NodeId from, NodeId to, const std::vector<NodeId>& avoiding)
    : terrain_(&terrain), from_(from), to_(to) {
    const World& world = terrain.world();
    const network::Network& network = world.network();
    takes_.assign(terrain.steps().size(), smt::no);
    visits_.assign(terrain.locations().size(), smt::no);
    leaves_ = visits_;
    visits_node_.assign(network.nodes.size(), smt::no);
    crosses_link_.assign(network.links.size(), smt::no);
    const Reach reach(terrain, from, to, [&](NodeId node) {
        return std::ranges::find(avoiding, node) != avoiding.end();
    });
    if (!reach.exists())
        return;
    const std::string name = world.name() + "/" + network[from].name + "/" +
                             to_string(terrain.plane(0).destination()) + "/branch";
    exists_ = world.context().variable(name);
    const auto entries = terrain.entries(from);
    take_steps(reach, entries, name);
    visit_locations(reach, entries);
    number(name);
}

// What is injected at a location and comes back to it has been there before.
void Branch::take_steps(const Reach& reach, const std::vector<Terrain::Entry>& entries, const std::string& name) {
    smt::Context& context = terrain_->world().context();
    const network::Network& network = terrain_->world().network();
    for (std::uint32_t i = 0; i < takes_.size(); ++i) {
        const Terrain::Step& step = terrain_->steps()[i];
        const bool begins_there = std::ranges::any_of(
            entries, [&](const Terrain::Entry& entry) { return entry.location == step.to && entry.term.is_true(); });
        if (!reach.holds(step) || begins_there || step.from == step.to)
            continue;
        takes_[i] = context.variable(name + "/" + std::to_string(i));
        Term& crosses = crosses_link_[step.link.index()];
        crosses = context.any({crosses, takes_[i]});
        equations_.push_back(
            {context.implies(takes_[i], context.all({exists_, step.term})),
             "the branch from " + network[from_].name + " follows a table over " + network[step.link].name});
    }
}

void Branch::visit_locations(const Reach& reach, const std::vector<Terrain::Entry>& entries) {
    smt::Context& context = terrain_->world().context();
    const network::Network& network = terrain_->world().network();
    const auto count = static_cast<std::uint32_t>(visits_.size());
    std::vector<std::vector<Term>> in(count), out(count);
    for (const Terrain::Entry& entry : entries)
        in[entry.location].push_back(context.all({exists_, entry.term}));
    for (std::uint32_t i = 0; i < takes_.size(); ++i)
        if (!takes_[i].is_false()) {
            in[terrain_->steps()[i].to].push_back(takes_[i]);
            out[terrain_->steps()[i].from].push_back(takes_[i]);
        }
    for (std::uint32_t i = 0; i < count; ++i) {
        if (in[i].empty())
            continue;
        const NodeId node = terrain_->locations()[i].node;
        visits_[i] = context.any(in[i]);
        leaves_[i] = context.any(out[i]);
        visits_node_[node.index()] = context.any({visits_node_[node.index()], visits_[i]});
        const Term ends = reach.holds(i) ? terrain_->delivers(i, to_) : smt::no;
        equations_.push_back(
            {context.all({context.at_most_one(in[i]), context.at_most_one(out[i]),
                          context.implies(leaves_[i], visits_[i]),
                          context.implies(visits_[i], !terrain_->refuses(i)),
                          context.implies(visits_[i], context.any({leaves_[i], ends}))}),
             "the branch from " + network[from_].name + " passes " + network[node].name +
                 " once, over one link, or is delivered there"});
    }
}

// Every location of a possible cycle gets a binary number that grows along the branch.
void Branch::number(const std::string& name) {
    smt::Context& context = terrain_->world().context();
    const network::Network& network = terrain_->world().network();
    std::vector<std::vector<std::uint32_t>> next(visits_.size());
    for (std::uint32_t i = 0; i < takes_.size(); ++i)
        if (!takes_[i].is_false())
            next[terrain_->steps()[i].from].push_back(terrain_->steps()[i].to);
    components_ = std::make_unique<Components>(next);
    const Components& components = *components_;
    numbers_.resize(visits_.size());
    for (std::uint32_t i = 0; i < numbers_.size(); ++i)
        if (components.cyclic(i))
            for (std::size_t bit = 0; bit < bits_for(components.largest()); ++bit)
                numbers_[i].push_back(
                    context.variable(name + "/" + std::to_string(i) + "/bit/" + std::to_string(bit)));
    for (std::uint32_t i = 0; i < takes_.size(); ++i)
        if (const auto& [from, to, link, term] = terrain_->steps()[i];
            !takes_[i].is_false() && components.cyclic(from) && components.same(from, to))
            equations_.push_back({context.implies(takes_[i], less(context, numbers_[from], numbers_[to])),
                                  "positions grow along the branch over " + network[link].name});
}

Term Branch::before(std::uint32_t first, std::uint32_t second) const {
    if (!components_)
        return smt::no;
    if (components_->cyclic(first) && components_->same(first, second))
        return less(terrain_->world().context(), numbers_[first], numbers_[second]);
    return components_->below(second, first) ? smt::yes : smt::no;
}

Term Branch::ends_at(std::uint32_t location) const {
    if (terrain_->locations()[location].node != to_)
        return smt::no;
    return terrain_->world().context().all({visits_[location], !leaves_[location]});
}

Term Branch::ends_with(std::uint32_t header) const {
    std::vector<Term> some;
    for (std::uint32_t i = 0; i < visits_.size(); ++i)
        if (terrain_->locations()[i].header == header)
            some.push_back(ends_at(i));
    return terrain_->world().context().any(some);
}

// At most one way into each node and none into `from`: what starts there cannot meet itself, so it ends, at
// `to`.
Connected::Connected(const World& world, NodeId from, NodeId to) {
    const network::Network& network = world.network();
    smt::Context& context = world.context();
    const std::string name = world.name() + "/" + network[from].name + "/" + network[to].name + "/connected";
    exists_ = context.variable(name);
    std::vector<std::vector<Term>> in(network.nodes.size()), out(network.nodes.size());
    for (std::size_t i = 0; i < network.links.size(); ++i) {
        const network::Link& link = network.links[i];
        const Term up = world.up(LinkId::at(i));
        if (up.is_false() || link.to == from || link.from == to)
            continue;
        const Term crosses = context.variable(name + "/" + std::to_string(i));
        in[link.to.index()].push_back(crosses);
        out[link.from.index()].push_back(crosses);
        equations_.push_back({context.implies(crosses, up), "the connection needs " + link.name + " up"});
    }
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const Term visits = NodeId::at(i) == from ? exists_ : context.any(in[i]);
        if (NodeId::at(i) == to) {
            equations_.push_back({context.implies(visits, world.up(to)), "the connection's end is up"});
            continue;
        }
        equations_.push_back({context.all({context.at_most_one(in[i]), context.at_most_one(out[i]),
                                           context.implies(visits, context.any(out[i]))}),
                              "the connection passes " + network.nodes[i].name + " once"});
    }
}

} // namespace encode
