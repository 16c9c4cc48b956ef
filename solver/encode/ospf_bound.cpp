// How far failures can push nodes away from a target, exactly: with a tree of least-cost ways, a failure lengthens one
// only if it takes a link of the tree, and only those of the nodes behind it. So only such failures are tried, one on top
// of the other, and only such nodes measured anew. Where these are too many, a way passes each node once at most, over
// its dearest link.

#include "solver/encode/ospf.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <set>
#include <tuple>

namespace encode {

using network::FailureId;
using network::FailureSet;
using network::LinkId;
using network::NodeId;

namespace {

using Distances = std::vector<std::optional<std::uint64_t>>;

constexpr std::size_t most_steps = 20'000'000; // about a second

/// All failure sets that lengthen ways to one target.
class Search {
public:
    Search(const OspfArea& area, NodeId target)
        : area_(area), world_(area.world()), target_(target), farthest_(world_.network().nodes.size()) {
        for (std::size_t i = 0; i < world_.network().links.size(); ++i)
            groups_.push_back(area_.uses(LinkId::at(i)) ? find_groups(LinkId::at(i)) : std::vector<FailureId>{});
    }

    Distances run() {
        std::set<FailureSet> seen{{}};
        std::vector<Tree> open{grow({}, nothing(), every_node())};
        while (!open.empty()) {
            if (steps_ > most_steps)
                return loose();
            const Tree tree = std::move(open.back());
            open.pop_back();
            for (const FailureId group : lengthening(tree)) {
                FailureSet more = tree.failed;
                more.insert(std::ranges::lower_bound(more, group), group);
                if (possible(more) && seen.insert(more).second)
                    open.push_back(grow(std::move(more), tree, behind(tree, group)));
            }
        }
        return farthest_;
    }

private:
    /// Least-cost ways under one failure set: the first link of one from each node that has any.
    struct Tree {
        FailureSet failed;
        Distances distances;
        std::vector<LinkId> first;
    };
    Tree nothing() const { return {{}, Distances(farthest_.size()), std::vector<LinkId>(farthest_.size())}; }
    std::vector<NodeId> every_node() const {
        std::vector<NodeId> all;
        for (std::size_t i = 0; i < farthest_.size(); ++i)
            all.push_back(NodeId::at(i));
        return all;
    }

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

    /// The groups whose failure takes a link of the tree.
    std::set<FailureId> lengthening(const Tree& tree) const {
        std::set<FailureId> result;
        for (const LinkId id : tree.first)
            if (id.known())
                result.insert(groups_[id.index()].begin(), groups_[id.index()].end());
        return result;
    }

    /// The nodes whose ways of the tree pass a link that the group takes.
    std::vector<NodeId> behind(const Tree& tree, FailureId group) const {
        std::vector<std::vector<NodeId>> before(tree.first.size());
        std::vector<NodeId> result;
        for (std::size_t i = 0; i < tree.first.size(); ++i) {
            const LinkId id = tree.first[i];
            if (!id.known())
                continue;
            if (std::ranges::find(groups_[id.index()], group) != groups_[id.index()].end())
                result.push_back(NodeId::at(i));
            before[world_.network()[id].to.index()].push_back(NodeId::at(i));
        }
        std::vector<bool> met(tree.first.size(), false);
        for (const NodeId node : result)
            met[node.index()] = true;
        for (std::size_t next = 0; next < result.size(); ++next)
            for (const NodeId node : before[result[next].index()])
                if (!met[node.index()]) {
                    met[node.index()] = true;
                    result.push_back(node);
                }
        return result;
    }

    /// The tree under these failures, where only the ways of some nodes may be others than before.
    Tree grow(FailureSet failed, Tree tree, const std::vector<NodeId>& anew) {
        tree.failed = std::move(failed);
        for (const NodeId node : anew) {
            tree.distances[node.index()].reset();
            tree.first[node.index()] = {};
        }
        using Entry = std::tuple<std::uint64_t, NodeId, LinkId>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
        const auto meet = [&](LinkId id, std::uint64_t beyond) {
            ++steps_;
            const NodeId from = world_.network()[id].from;
            if (!tree.distances[from.index()] && up(id, tree.failed))
                open.emplace(beyond + *world_.network()[id].ospf_cost, from, id);
        };
        for (const NodeId node : anew) {
            if (node == target_)
                open.emplace(0, target_, LinkId{});
            for (const LinkId id : world_.adjacency().links[node.index()])
                if (const auto beyond = tree.distances[world_.network()[id].to.index()]; beyond && area_.uses(id))
                    meet(id, *beyond);
        }
        while (!open.empty()) {
            const auto [distance, node, first] = open.top();
            open.pop();
            if (tree.distances[node.index()])
                continue;
            tree.distances[node.index()] = distance;
            tree.first[node.index()] = first;
            farthest_[node.index()] = std::max(farthest_[node.index()].value_or(0), distance);
            for (const LinkId id : area_.into(node))
                meet(id, distance);
        }
        steps_ += farthest_.size();
        return tree;
    }

    const OspfArea& area_;
    const World& world_;
    NodeId target_;
    Distances farthest_;
    std::vector<std::vector<FailureId>> groups_; ///< by link
    std::size_t steps_ = 0;                      ///< links looked at, and nodes copied
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
