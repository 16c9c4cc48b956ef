#pragma once
// Ends of flows that are more than a node with what it owns: parts of a thing that take packets in at one
// place and send them at another.

#include <map>
#include <string>
#include <vector>

#include "solver/network/network.hpp"

namespace kinds {

/// Kept in the builder's notes.
struct Ends {
    /// The addresses of the machines that send at a node, where they are not simply what it owns.
    std::map<network::NodeId, std::vector<network::Prefix>> addresses;
    /// The sending nodes that a name stands for as an end, where they are not all its nodes.
    std::map<std::string, std::vector<network::NodeId>, std::less<>> places;
    network::NodeId
        outside; ///< everything that no node of the file answers for; unknown if there is no such node
};

} // namespace kinds
