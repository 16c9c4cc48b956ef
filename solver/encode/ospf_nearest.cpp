// A cost is within reach where it is of one of the parts; a link of a part is used where no part is nearer.

#include "solver/encode/ospf_nearest.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace encode {

using network::LinkId;
using network::NodeId;
using smt::Term;

OspfNearest::OspfNearest(const World& world, std::vector<Part> parts, Ties ties)
    : world_(&world), parts_(std::move(parts)), ties_(ties), levels_(world.network().nodes.size()) {}

const std::vector<OspfWays::Level>& OspfNearest::levels(NodeId node) const {
    auto& made = levels_[node.index()];
    if (made)
        return *made;
    made.emplace();
    std::set<std::uint64_t> costs;
    for (const Part& part : parts_)
        if (!part.when[node.index()].is_false())
            for (const Level& level : part.ways->levels(node))
                costs.insert(level.cost + part.further);
    Term before = smt::no;
    for (const std::uint64_t cost : costs) {
        std::vector<Term> some{before};
        for (const Part& part : parts_)
            if (part.further <= cost)
                some.push_back(world_->context().all(
                    {part.when[node.index()], part.ways->within(node, cost - part.further)}));
        const Term within = world_->context().any(some);
        if (within != before)
            made->push_back({cost, within});
        before = within;
    }
    return *made;
}

Term OspfNearest::leads(const Part& part, NodeId node) const {
    std::vector<Term> some;
    for (const LinkId link : world_->adjacency().links[node.index()])
        some.push_back(part.ways->next_hop(link));
    return world_->context().any(some);
}

Term OspfNearest::next_hop(LinkId link) const {
    const NodeId node = world_->network()[link].from;
    smt::Context& context = world_->context();
    std::vector<Term> result;
    std::vector<std::pair<const Part*, Term>> before; // and whether they lead over a link
    for (const Part& part : parts_) {
        const Term when = part.when[node.index()], by_part = part.ways->next_hop(link);
        std::vector<Term> least;
        for (const Level& level : part.ways->levels(node)) {
            const std::uint64_t cost = level.cost + part.further;
            if (cost == 0 || by_part.is_false())
                continue;
            std::vector<Term> all{level.within, !within(node, cost - 1)};
            for (const auto& [other, leading] : before)
                if (other->further <= cost)
                    all.push_back(!context.all({other->when[node.index()], leading,
                                                other->ways->within(node, cost - other->further)}));
            least.push_back(context.all(all));
        }
        result.push_back(context.all({when, by_part, context.any(least)}));
        if (ties_ == Ties::first && !when.is_false())
            before.emplace_back(&part, leads(part, node));
    }
    return context.any(result);
}

} // namespace encode
