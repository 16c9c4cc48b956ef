// How far failures can push nodes away from a target, exactly: a failure lengthens least-cost ways only if it takes a
// link of one, so only such failures are tried, one on top of the other. Where these are too many, a way passes each
// node once at most, over its dearest link.

#include "solver/encode/ospf.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <set>

namespace encode {

using network::FailureId;
using network::FailureSet;
using network::LinkId;
using network::NodeId;

namespace {

using Distances = std::vector<std::optional<std::uint64_t>>;

constexpr std::size_t most_steps = 20'000'000; // links looked at: about a second

/// All failure sets that lengthen ways to one target.
class Search {
public:
    Search(const OspfArea& area, NodeId target)
        : area_(area), world_(area.world()), target_(target), farthest_(world_.network().nodes.size()) {
        for (std::size_t i = 0; i < world_.network().links.size(); ++i)
            groups_.push_back(area_.uses(LinkId::at(i)) ? find_groups(LinkId::at(i)) : std::vector<FailureId>{});
    }

    Distances run() {
        std::vector<FailureSet> open{{}};
        std::set<FailureSet> seen{{}};
        for (std::size_t steps = 0; !open.empty(); steps += world_.network().links.size()) {
            if (steps > most_steps)
                return loose();
            const FailureSet failed = std::move(open.back());
            open.pop_back();
            for (const FailureId group : lengthening(failed)) {
                FailureSet more = failed;
                more.insert(std::ranges::lower_bound(more, group), group);
                if (possible(more) && seen.insert(more).second)
                    open.push_back(std::move(more));
            }
        }
        return farthest_;
    }

private:
    /// Every way there is without failures may be replaced by one through all other nodes.
    Distances loose() const {
        std::uint64_t sum = 0;
        for (const std::vector<LinkId>& links : world_.adjacency().links) {
            std::uint64_t dearest = 0;
            for (const LinkId link : links)
                if (area_.uses(link))
                    dearest = std::max<std::uint64_t>(dearest, *world_.network()[link].ospf_cost);
            sum += dearest;
        }
        Distances result = farthest_;
        for (std::size_t i = 0; i < result.size(); ++i)
            if (result[i] && NodeId::at(i) != target_)
                result[i] = sum;
        return result;
    }

    bool possible(const FailureSet& failed) const {
        return !world_.budget() ||
               std::ranges::all_of(world_.budget()->limits, [&](const network::FailureLimit& limit) {
                   const auto counted = std::ranges::count_if(failed, [&](FailureId id) {
                       return std::ranges::find(limit.groups, id) != limit.groups.end();
                   });
                   return static_cast<std::size_t>(counted) <= limit.at_most;
               });
    }

    /// The groups that may take the link and have not failed.
    std::vector<FailureId> find_groups(LinkId id) const {
        const network::Link& link = world_.network()[id];
        std::vector<FailureId> result = link.fails_with;
        for (const NodeId end : {link.from, link.to}) {
            const auto& more = world_.network()[end].fails_with;
            result.insert(result.end(), more.begin(), more.end());
        }
        std::erase_if(result, [&](FailureId group) { return world_.down(group).is_constant(); });
        return result;
    }

    bool up(LinkId id, const FailureSet& failed) const {
        return failed.empty() || std::ranges::none_of(groups_[id.index()], [&](FailureId group) {
                   return std::ranges::binary_search(failed, group);
               });
    }

    /// Finds the distances under these failures; the groups whose failure may lengthen one of them.
    std::set<FailureId> lengthening(const FailureSet& failed) {
        const Distances distances = measure(failed);
        std::set<FailureId> result;
        for (std::size_t i = 0; i < distances.size(); ++i) {
            if (!distances[i])
                continue;
            farthest_[i] = std::max(farthest_[i].value_or(0), *distances[i]);
            for (const LinkId id : area_.into(NodeId::at(i))) {
                const network::Link& link = world_.network()[id];
                if (distances[link.from.index()] == *distances[i] + *link.ospf_cost && up(id, failed))
                    result.insert(groups_[id.index()].begin(), groups_[id.index()].end());
            }
        }
        return result;
    }

    Distances measure(const FailureSet& failed) const {
        Distances result(farthest_.size());
        using Entry = std::pair<std::uint64_t, NodeId>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
        open.emplace(0, target_);
        while (!open.empty()) {
            const auto [distance, node] = open.top();
            open.pop();
            if (result[node.index()])
                continue;
            result[node.index()] = distance;
            for (const LinkId id : area_.into(node))
                if (!result[world_.network()[id].from.index()] && up(id, failed))
                    open.emplace(distance + *world_.network()[id].ospf_cost, world_.network()[id].from);
        }
        return result;
    }

    const OspfArea& area_;
    const World& world_;
    NodeId target_;
    Distances farthest_;
    std::vector<std::vector<FailureId>> groups_; ///< by link
};

} // namespace

const std::vector<std::optional<std::uint64_t>>& OspfArea::farthest(NodeId target) const {
    const auto [place, fresh] = farthest_.try_emplace(target);
    if (fresh)
        place->second = Search(*this, target).run();
    return place->second;
}

bool ospf_may_reach(const network::Network& network, NodeId node, const std::vector<OspfSource>& owners) {
    const auto disabled = [&](const std::vector<FailureId>& groups) {
        return std::ranges::any_of(groups, [&](FailureId id) { return network[id].disabled; });
    };
    const auto runs = [&](NodeId id) { return network[id].ospf && !disabled(network[id].fails_with); };
    std::vector<NodeId> queue{node};
    std::vector<bool> met(network.nodes.size(), false);
    met[node.index()] = true;
    for (std::size_t next = 0; next < queue.size() && runs(node); ++next) {
        const auto is_here = [&](const OspfSource& owner) { return owner.node == queue[next]; };
        if (std::ranges::any_of(owners, is_here))
            return queue[next] != node;
        for (const LinkId id : network.links_from(queue[next])) {
            const network::Link& link = network[id];
            if (!link.ospf_cost || met[link.to.index()] || disabled(link.fails_with) || !runs(link.to))
                continue;
            met[link.to.index()] = true;
            queue.push_back(link.to);
        }
    }
    return false;
}

} // namespace encode
