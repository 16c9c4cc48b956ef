#pragma once
// The search for states: over which session each node's best came decides everything else. Nodes get a
// session one by one; a node's route is known once its peer's is, and a known route that a known neighbour's
// offer surely beats ends the branch. Routes of cycles come from `cycles.hpp`. Complete: no stable state is
// cut off.

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "solver/routing/candidates.hpp"
#include "solver/routing/cycles.hpp"
#include "solver/routing/prospects.hpp"

namespace routing {

/// Where a node's best may come from: nothing = no route, an unknown session = its own local route.
using Source = std::optional<network::SessionId>;

/// Depth-first search over the sources of all nodes.
class Search {
public:
    /// `sources[i]`: what to try for node i. With `only_stable`, branches are cut as soon as they cannot be
    /// stable; without, every assignment of routes to the sources is reported.
    Search(const Setting& setting, std::vector<std::vector<Source>> sources, bool only_stable,
           std::size_t steps);

    /// Calls `found` with the bests of each state until it returns false.
    void run(const std::function<bool(const std::vector<Choice>&)>& found);
    /// Whether everything was looked at.
    bool complete() const { return complete_; }

private:
    bool descend(std::size_t depth);
    bool close_cycles();
    bool settle(network::NodeId node, std::optional<Candidate> best);
    bool determine(network::NodeId node);
    bool follow(network::NodeId node, network::SessionId session);
    bool contradicts(network::NodeId node) const;
    bool outdone(network::NodeId node, network::SessionId session) const;
    bool decides_otherwise(network::NodeId node) const;
    bool loses(network::NodeId node, const Candidate& rival) const;
    std::optional<Cycle> cycle_through(network::NodeId node) const;
    const std::vector<Candidate>& contents_of(const Cycle& cycle);
    network::NodeId first_open() const;
    void undo(std::size_t mark);

    const Setting& setting_;
    std::vector<std::vector<Source>> sources_;
    bool only_stable_;
    std::size_t steps_;
    bool complete_ = true;
    const std::function<bool(const std::vector<Choice>&)>* found_ = nullptr;
    std::vector<network::NodeId> order_;
    std::vector<std::optional<Source>> chosen_;
    std::vector<Choice> choices_; ///< bests only
    std::vector<bool> known_;
    std::vector<network::NodeId> trail_; ///< nodes in the order in which they became known
    std::optional<Prospects> prospects_;
    std::optional<Closure> closure_;
    /// By the first node and the sessions of a cycle.
    std::map<std::pair<network::NodeId, std::vector<network::SessionId>>, std::vector<Candidate>> contents_;
};

/// Nodes in breadth-first order from those with a local route.
std::vector<network::NodeId> outward(const Setting& setting);

} // namespace routing
