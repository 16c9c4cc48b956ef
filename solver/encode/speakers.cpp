// Found once for a world, so that a control plane costs what its prefix makes of it and not what the network is wide.

#include "solver/encode/speakers.hpp"

namespace encode {

using network::NodeId;

Speakers::Speakers(const World& world, const std::vector<NodeId>& listeners)
    : world_(&world), observed_(world.network(), listeners) {
    const network::Network& network = world.network();
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (!world.adjacency().sessions[i].empty() || (network.nodes[i].asn && !network.nodes[i].originates.empty()))
            nodes_.push_back(NodeId::at(i));
    places_.assign(network.nodes.size(), static_cast<std::uint32_t>(nodes_.size()));
    for (std::uint32_t i = 0; i < nodes_.size(); ++i)
        places_[nodes_[i].index()] = i;
    for (const network::Session& session : network.sessions)
        internal_.push_back(network.internal(session));
    if (observed_.grounded)
        return;
    unhindered_ = network;
    for (network::Session& session : unhindered_->sessions)
        session.stands_in_for.clear();
    once_.emplace(world.context(), *unhindered_, std::vector<smt::Term>(network.failures.size(), smt::no), "once");
}

} // namespace encode
