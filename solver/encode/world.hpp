#pragma once
// One copy of a network under symbolic failures: which nodes, links and sessions are up.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "solver/network/network.hpp"
#include "solver/smt/term.hpp"

namespace encode {

class OspfAreas;
struct Resolution;

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
    /// With a budget, whoever asks requires that failures stay within it.
    World(smt::Context& context, const network::Network& network, std::vector<smt::Term> down, std::string name,
          std::optional<network::FailureBudget> budget = std::nullopt);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    smt::Context& context() const { return *context_; }
    const network::Network& network() const { return *network_; }
    const network::Adjacency& adjacency() const { return adjacency_; }
    const std::string& name() const { return name_; }
    smt::Term down(network::FailureId group) const { return down_[group.index()]; }
    smt::Term up(network::NodeId node) const { return nodes_[node.index()]; }
    smt::Term up(network::LinkId link) const { return links_[link.index()]; }
    smt::Term up(network::SessionId session) const { return sessions_[session.index()]; }
    /// A static route of a node that is up.
    smt::Term up(const network::StaticRoute& route) const;
    /// Routing goes on at the node, but packets die there.
    smt::Term drains(network::NodeId node) const;
    const std::optional<network::FailureBudget>& budget() const { return budget_; }
    /// Ways of OSPF, shared by all who ask.
    const OspfAreas& ospf() const;
    /// How `node` resolves a next hop (`encode/resolution.hpp`): over the link that is named for it, if there is one.
    const Resolution& resolution(network::NodeId node, network::NodeId next_hop, network::LinkId named) const;
    /// The same where the node's own table has the last word (`Node::recursive`), and no link is named.
    const Resolution& resolution_by_table(network::NodeId node, network::NodeId next_hop) const;
    /// How `node` resolves its peer over a session that follows routes.
    const Resolution& way_to_peer(network::NodeId node, network::SessionId session) const;

private:
    smt::Term any_down(const std::vector<network::FailureId>& groups) const;

    smt::Context* context_;
    const network::Network* network_;
    network::Adjacency adjacency_;
    std::vector<smt::Term> down_, nodes_, links_, sessions_;
    std::string name_;
    std::optional<network::FailureBudget> budget_;
    mutable std::unique_ptr<OspfAreas> ospf_;
    mutable std::map<std::tuple<network::NodeId, network::NodeId, network::LinkId>, std::unique_ptr<Resolution>>
        resolutions_;
    mutable std::map<std::pair<network::NodeId, network::NodeId>, std::unique_ptr<Resolution>> by_table_;
    mutable std::map<std::pair<network::NodeId, network::SessionId>, std::unique_ptr<Resolution>> peers_;
};

} // namespace encode
