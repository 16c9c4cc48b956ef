#pragma once
// What is up under one failure set, looked up once (`specs/semantics.md` §1).

#include <vector>

#include "solver/network/network.hpp"
#include "solver/routing/ospf.hpp"

namespace routing {

/// Up-ness of everything under one failure set, who neighbours whom, and OSPF's ways. Keeps a reference to the network.
class Health {
public:
    Health(const network::Network& network, const network::FailureSet& failed);

    bool up(network::NodeId node) const { return nodes_[node.index()]; }
    bool up(network::LinkId link) const { return links_[link.index()]; }
    bool up(network::SessionId session) const { return sessions_[session.index()]; }
    bool down(network::FailureId group) const { return down_[group.index()]; }
    const network::Adjacency& adjacency() const { return adjacency_; }
    const network::Network& network() const { return *network_; }
    const ShortestPaths& shortest_paths() const { return shortest_paths_; }

private:
    const network::Network* network_;
    network::Adjacency adjacency_;
    ShortestPaths shortest_paths_;
    std::vector<bool> nodes_, links_, sessions_, down_;
};

/// One prefix of a network under one failure set: all that a rule of the control plane may look at.
struct Setting {
    const Health& health;
    network::Prefix prefix;

    const network::Network& network() const { return health.network(); }
};

} // namespace routing
