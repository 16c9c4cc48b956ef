// Distances grow from the sources, cheapest first, as in Dijkstra's algorithm; but a node is met once for each cost
// that failures may leave it with.

#include "solver/encode/ospf.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace encode {

using network::LinkId;
using network::Network;
using network::NodeId;
using smt::Term;

/// Levels being made. A level that tells nothing new is left out, and what would have grown from it too.
struct OspfDistances::Growth {
    OspfDistances& result;
    const World& world;
    std::vector<std::vector<OspfSource>> sources; // by node
    std::vector<std::optional<std::uint64_t>> farthest;
    std::set<std::pair<std::uint64_t, NodeId>> open;

    Growth(OspfDistances& r, const std::vector<OspfSource>& given)
        : result(r), world(r.area_->world()), sources(r.levels_.size()), farthest(r.levels_.size()) {
        for (const OspfSource& source : given) {
            if (source.present.is_false())
                continue;
            sources[source.node.index()].push_back(source);
            const auto& from_here = result.area_->farthest(source.node);
            for (std::size_t i = 0; i < farthest.size(); ++i)
                if (from_here[i])
                    farthest[i] = std::max(farthest[i].value_or(0), *from_here[i] + source.cost);
            open.emplace(source.cost, source.node);
        }
    }

    void run() {
        while (!open.empty()) {
            const auto [cost, node] = *open.begin();
            open.erase(open.begin());
            add(node, cost);
        }
    }

    void add(NodeId node, std::uint64_t cost) {
        const Network& network = world.network();
        std::vector<Level>& levels = result.levels_[node.index()];
        std::vector<Term> some{levels.empty() ? smt::no : levels.back().within};
        for (const OspfSource& source : sources[node.index()])
            if (source.cost == cost)
                some.push_back(source.present);
        for (const LinkId link : world.adjacency().links[node.index()])
            if (result.area_->uses(link) && *network[link].ospf_cost <= cost)
                some.push_back(world.context().all(
                    {world.up(link), exactly(network[link].to, cost - *network[link].ospf_cost)}));
        const Term within = world.context().any(some);
        if (within == some.front())
            return;
        levels.push_back({cost, within});
        for (const LinkId link : result.area_->into(node)) {
            const NodeId from = network[link].from;
            const std::uint64_t further = cost + *network[link].ospf_cost;
            if (farthest[from.index()] && further <= *farthest[from.index()])
                open.emplace(further, from);
        }
    }

    /// What the level at this very cost says; `no` where there is none: a lower one says as much.
    Term exactly(NodeId node, std::uint64_t cost) const {
        const std::vector<Level>& levels = result.levels_[node.index()];
        const auto place = std::ranges::lower_bound(levels, cost, {}, &Level::cost);
        return place != levels.end() && place->cost == cost ? place->within : smt::no;
    }
};

OspfDistances::OspfDistances(const OspfArea& area, const std::vector<OspfSource>& sources)
    : area_(&area), levels_(area.world().network().nodes.size()) {
    Growth(*this, sources).run();
}

Term OspfWays::within(NodeId node, std::uint64_t cost) const {
    const std::vector<Level>& all = levels(node);
    const auto place = std::ranges::upper_bound(all, cost, {}, &Level::cost);
    return place == all.begin() ? smt::no : std::prev(place)->within;
}

Term OspfWays::reached(NodeId node) const {
    const std::vector<Level>& all = levels(node);
    return all.empty() ? smt::no : all.back().within;
}

// Where the far end is within some cost, this end is within that of the link more; it is a least-cost way unless this
// end is nearer still.
Term OspfDistances::next_hop(LinkId id) const {
    const network::Link& link = area_->world().network()[id];
    const std::vector<Level>& here = levels_[link.from.index()];
    if (!area_->uses(id) || here.empty())
        return smt::no;
    smt::Context& context = area_->world().context();
    std::vector<Term> some;
    for (const Level& level : levels_[link.to.index()]) {
        const std::uint64_t cost = level.cost + *link.ospf_cost;
        if (cost <= here.back().cost)
            some.push_back(context.all({level.within, !within(link.from, cost - 1)}));
    }
    return context.all({area_->world().up(id), context.any(some)});
}

OspfArea::OspfArea(const World& world, std::uint32_t number)
    : world_(&world), into_(world.network().nodes.size()), uses_(world.network().links.size(), false) {
    const Network& network = world.network();
    for (std::size_t i = 0; i < network.links.size(); ++i) {
        const network::Link& link = network.links[i];
        uses_[i] = link.ospf_cost && link.ospf_area == number && network[link.from].ospf && network[link.to].ospf &&
                   !world.up(LinkId::at(i)).is_false();
        if (uses_[i])
            into_[link.to.index()].push_back(LinkId::at(i));
    }
}

OspfArea::~OspfArea() = default;

const OspfDistances& OspfArea::distances(std::vector<OspfSource> sources) const {
    std::unique_ptr<OspfDistances>& made = distances_[sources];
    if (!made)
        made = std::make_unique<OspfDistances>(*this, sources);
    return *made;
}

std::vector<OspfSource> ospf_owners(const Network& network, const network::Prefix& prefix) {
    std::vector<OspfSource> owners;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const network::Node& node = network.nodes[i];
        for (const network::OwnedPrefix& owned : node.owns)
            if (node.ospf && owned.prefix == prefix)
                owners.push_back({NodeId::at(i), 0, smt::yes, owned.ospf_area});
    }
    return owners;
}

} // namespace encode
