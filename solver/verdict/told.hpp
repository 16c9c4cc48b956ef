#pragma once
// How ways are told to people: a node by the name its author knows, what only the model needs not at all.
// Data reports list every node as it is.

#include <string>
#include <vector>

#include "solver/network/network.hpp"
#include "solver/routing/forward.hpp"

namespace verdict {

/// The name of a node. What stands before the machines of a subnet, `spoke/app/inbound`, is told as the
/// subnet.
std::string told_name(const network::Network& network, network::NodeId node);
/// Whether a node is the mere fabric of something: no address, no machine, no rule, and nothing of its own in
/// its table.
bool is_fabric(const network::Network& network, network::NodeId node);
/// The nodes of a way as its answer would meet them: fabrics left out, what stands before machines as their
/// subnet.
std::vector<network::NodeId> places(const network::Network& network,
                                    const std::vector<network::NodeId>& nodes);
/// The names along `nodes`: fabrics in between are passed over, and what has one name in a row is told once.
std::vector<std::string> told_names(const network::Network& network,
                                    const std::vector<network::NodeId>& nodes);
/// The same along a walk, and between them the names of links that have one of their own: tunnels.
std::vector<std::string> told_names(const network::Network& network, const routing::Walk& walk);
/// Every node of a walk and every such link, for data reports.
std::vector<std::string> stations(const network::Network& network, const routing::Walk& walk);

} // namespace verdict
