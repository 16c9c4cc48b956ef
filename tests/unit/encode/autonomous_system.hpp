#pragma once
// One AS as real networks run it, for tests: OSPF inside, iBGP between loopbacks, neighbours outside.

#include <set>
#include <vector>

#include "solver/encode/data_plane.hpp"
#include "tests/unit/encode/states.hpp"

namespace encode {

struct AutonomousSystem : gadgets::NetworkBuilder {
    network::NodeId router(const char* name) {
        const network::NodeId id = add_node(name, 1);
        node(id).ospf = network::Ospf{};
        node(id).decision.order = {
            network::Criterion::local_preference, network::Criterion::local_origin,
            network::Criterion::as_path_length,   network::Criterion::external_over_internal,
            network::Criterion::igp_metric,       network::Criterion::peer_order};
        return id;
    }
    gadgets::Cable adjacency(network::NodeId a, network::NodeId b, std::uint32_t cost) {
        const gadgets::Cable made = wire(a, b);
        for (const network::LinkId link : {made.forward, made.back})
            network.links[link.index()].ospf_cost = cost;
        return made;
    }
    /// A session between loopbacks.
    network::SessionId peer(network::NodeId a, network::NodeId b) {
        const network::SessionId made = session(a, b);
        network.sessions.back().multihop = true;
        return made;
    }
    /// The same, of a reflector and its client.
    network::SessionId client(network::NodeId reflector, network::NodeId of) {
        const network::SessionId made = peer(reflector, of);
        end(made, reflector).client = true;
        return made;
    }
    /// A neighbour of another AS that announces the prefix; OSPF knows the subnet between (a passive interface).
    gadgets::Cable neighbour(network::NodeId router, network::Asn asn, std::uint32_t cost = 1) {
        const network::NodeId outside = add_node("as" + std::to_string(asn), asn);
        originate(outside, the_prefix);
        const gadgets::Cable made = cable(router, outside);
        network.links[made.forward.index()].ospf_cost = cost;
        return made;
    }
    network::NodeId outside(const gadgets::Cable& cable) const { return network[cable.forward].to; }
    State state(const network::FailureSet& failed = {}) const { return state_of(network, failed); }
    std::optional<network::SessionId> best(network::NodeId node, const network::FailureSet& failed = {}) const {
        return state(failed)[node.index()];
    }
    /// The links that `node` forwards over.
    std::set<network::LinkId> over(network::NodeId node, const network::FailureSet& failed = {}) const;
};

/// Under every set of at most `failures` failures, a control plane of symbolic failures has the states that one of
/// constants has. Empty: it is so.
std::string symbolic_differs(const network::Network& network, std::uint32_t failures);

} // namespace encode
