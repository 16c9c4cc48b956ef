#pragma once
// A short way to write one AS as providers run it: OSPF on cables with costs, sessions between addresses, reflectors and
// their clients, neighbours on the border.

#include "tests/gadgets/builder.hpp"

namespace gadgets {

/// The usual decision, with the metric of the IGP after external-over-internal and the cluster list after the router id.
network::Decision provider_decision();

/// An AS (65000). Members run OSPF and send themselves as next hop of what they learn outside.
class Area : public NetworkBuilder {
public:
    network::NodeId member(std::string name);
    /// A cable that OSPF uses at this cost, both ways.
    Cable cost(network::NodeId a, network::NodeId b, std::uint32_t cost);
    /// A multihop session.
    network::SessionId peers(network::NodeId a, network::NodeId b);
    /// A multihop session on which the first reflects for the second.
    network::SessionId reflects(network::NodeId reflector, network::NodeId client);
    /// A neighbour `name` of this ASN on a cable that OSPF knows nothing of; it announces 10.0.0.0/24 with this MED.
    network::NodeId neighbour(std::string name, network::Asn asn, network::NodeId at, std::uint32_t med = 0);
};

} // namespace gadgets
