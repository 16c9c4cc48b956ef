#pragma once
// One copy of a network under symbolic failures: which nodes, links and sessions are up.

#include <string>
#include <vector>

#include "solver/network/network.hpp"
#include "solver/smt/term.hpp"

namespace encode {

/// One variable per failure group that the budget names, `no` for the others, `yes` for disabled ones;
/// indexed by `FailureId`. `within_budget` holds iff every limit does.
struct Failures {
    std::vector<smt::Term> down;
    smt::Term within_budget;
};
Failures symbolic_failures(smt::Context& context, const network::Network& network,
                           const network::FailureBudget& budget);

/// A world: the network where group i is down iff `down[i]`. Two worlds of one context share failure
/// variables and have states of their own (the counterfactual of `prefer` is such a second world).
class World {
public:
    World(smt::Context& context, const network::Network& network, std::vector<smt::Term> down,
          std::string name);

    smt::Context& context() const { return *context_; }
    const network::Network& network() const { return *network_; }
    const network::Adjacency& adjacency() const { return adjacency_; }
    const std::string& name() const { return name_; }
    smt::Term down(network::FailureId group) const { return down_[group.index()]; }
    smt::Term up(network::NodeId node) const { return nodes_[node.index()]; }
    smt::Term up(network::LinkId link) const { return links_[link.index()]; }
    smt::Term up(network::SessionId session) const { return sessions_[session.index()]; }

private:
    smt::Context* context_;
    const network::Network* network_;
    network::Adjacency adjacency_;
    std::vector<smt::Term> down_, nodes_, links_, sessions_;
    std::string name_;
};

} // namespace encode
