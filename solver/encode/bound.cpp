// Breadth-first search from the origins. A failure lengthens somebody's shortest path only if it takes
// somebody's only session toward the origins, so only such failures are searched again.

#include "solver/encode/bound.hpp"

#include <algorithm>
#include <set>

#include "solver/encode/conditions.hpp"

namespace encode {

using network::FailureId;
using network::NodeId;
using network::SessionId;

namespace {

constexpr std::uint32_t unreached = UINT32_MAX;

/// Distances over sessions that may come up, seen from one prefix's origins.
class Distances {
public:
    Distances(const World& world, const network::Prefix& prefix);
    /// The greatest finite distance with these sessions down.
    std::uint32_t greatest(const std::vector<bool>& down);
    /// Sessions that are some node's only one to a node nearer to the origins, after the last search.
    std::vector<SessionId> only_ways() const;

private:
    struct Edge {
        std::uint32_t peer;
        SessionId session;
    };
    std::vector<std::vector<Edge>> edges_; // by node
    std::vector<std::uint32_t> origins_, queue_, distance_;
};

Distances::Distances(const World& world, const network::Prefix& prefix)
    : edges_(world.network().nodes.size()) {
    const network::Network& network = world.network();
    for (std::size_t i = 0; i < network.sessions.size(); ++i) {
        if (world.up(SessionId::at(i)).is_false())
            continue;
        const NodeId a = network.sessions[i].a.node, b = network.sessions[i].b.node;
        edges_[a.index()].push_back({b.value, SessionId::at(i)});
        edges_[b.index()].push_back({a.value, SessionId::at(i)});
    }
    for (std::uint32_t i = 0; i < edges_.size(); ++i)
        if (may_originate(network, NodeId::at(i), prefix))
            origins_.push_back(i);
}

std::uint32_t Distances::greatest(const std::vector<bool>& down) {
    distance_.assign(edges_.size(), unreached);
    queue_ = origins_;
    for (std::uint32_t origin : origins_)
        distance_[origin] = 0;
    for (std::size_t next = 0; next < queue_.size(); ++next)
        for (const Edge& edge : edges_[queue_[next]]) {
            if (distance_[edge.peer] != unreached || down[edge.session.index()])
                continue;
            distance_[edge.peer] = distance_[queue_[next]] + 1;
            queue_.push_back(edge.peer);
        }
    return queue_.empty() ? 0 : distance_[queue_.back()];
}

std::vector<SessionId> Distances::only_ways() const {
    std::vector<SessionId> found;
    for (std::uint32_t node = 0; node < edges_.size(); ++node) {
        if (distance_[node] == unreached || distance_[node] == 0)
            continue;
        std::vector<SessionId> nearer;
        for (const Edge& edge : edges_[node])
            if (distance_[edge.peer] != unreached && distance_[edge.peer] < distance_[node])
                nearer.push_back(edge.session);
        if (nearer.size() == 1)
            found.push_back(nearer.front());
    }
    return found;
}

/// The groups that take each session down.
std::vector<std::vector<FailureId>> groups_of_sessions(const network::Network& network) {
    std::vector<std::vector<FailureId>> groups;
    for (const network::Session& session : network.sessions) {
        std::vector<FailureId> all = session.fails_with;
        const auto add = [&](const std::vector<FailureId>& more) {
            all.insert(all.end(), more.begin(), more.end());
        };
        add(network[session.a.node].fails_with);
        add(network[session.b.node].fails_with);
        for (network::LinkId link : {session.forward, session.back})
            if (link.known())
                add(network[link].fails_with);
        groups.push_back(std::move(all));
    }
    return groups;
}

/// The most ASNs that policies put in front of a path on one transfer.
std::uint32_t most_prepended(const network::Network& network) {
    std::uint32_t most = 0;
    for (const network::Policy& policy : network.policies) {
        std::uint32_t sum = 0;
        for (const network::Term& term : policy.terms)
            for (const network::Set& set : term.sets)
                if (const auto* prepend = std::get_if<network::PrependAs>(&set.what))
                    sum += prepend->times;
        most = std::max(most, sum);
    }
    return 2 * most; // on export and on import
}

} // namespace

std::uint32_t expected_path_length(const World& world, const network::Prefix& prefix) {
    const network::Network& network = world.network();
    Distances distances(world, prefix);
    std::uint32_t hops = distances.greatest(std::vector<bool>(network.sessions.size(), false));
    const std::vector<std::vector<FailureId>> groups = groups_of_sessions(network);
    std::set<FailureId> lengthening;
    for (SessionId session : distances.only_ways())
        for (FailureId group : groups[session.index()])
            if (!world.down(group).is_constant())
                lengthening.insert(group);
    for (FailureId failed : lengthening) {
        std::vector<bool> down;
        for (const auto& all : groups)
            down.push_back(std::find(all.begin(), all.end(), failed) != all.end());
        hops = std::max(hops, distances.greatest(down));
    }
    std::uint32_t failures = 0;
    for (const network::FailureLimit& limit : network.budget.limits)
        failures += limit.at_most;
    if (failures > 1)
        hops = hops * failures + 2;
    return hops * (1 + most_prepended(network));
}

std::uint32_t longest_told_length(const network::Network& network) {
    std::uint32_t length = 0;
    for (const network::Policy& policy : network.policies)
        for (const network::Term& term : policy.terms)
            for (const network::Match& match : term.matches)
                if (const auto* told = std::get_if<network::MatchAsPathLength>(&match.what))
                    for (const std::uint32_t limit : {told->at_least, told->at_most})
                        if (limit != UINT32_MAX)
                            length = std::max(length, limit);
    for (const network::Node& node : network.nodes)
        for (const network::Origination& origination : node.originates)
            length = std::max(length, static_cast<std::uint32_t>(origination.as_path.size()));
    return length;
}

} // namespace encode
