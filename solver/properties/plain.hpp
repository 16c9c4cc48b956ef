#pragma once
// Networks, and prefixes in them, about which something is known without looking at single routes.

#include <map>
#include <optional>
#include <vector>

#include "solver/encode/control_plane.hpp"
#include "solver/encode/world.hpp"

namespace properties {

/// A stable state exists for this prefix under every failure set of any size: path length grows on every
/// session and nothing that the file says comes before it in any decision.
bool settles_by_length(const network::Network& network, const network::Prefix& prefix);

/// The owner of the one prefix that contains `destination`, if in every stable state a node has a route to it
/// exactly where a chain of up sessions leads from the owner to the node, and forwarding then delivers there
/// on every branch (of packets that no filter refuses).
struct Plain {
    network::Prefix prefix;
    network::NodeId owner;
};
std::optional<Plain> plainly_routed(const network::Network& network, network::Address destination);
/// The same where all routed prefixes that contain the destination are known.
std::optional<Plain> plainly_routed(const network::Network& network,
                                    const std::vector<network::Prefix>& covering);

/// "No chain of up sessions leads from the owner to this node": a set that no up session leaves and that the
/// owner is not in.
class Apart {
public:
    Apart(const encode::World& world, const Plain& plain);
    smt::Term of(network::NodeId node) const { return apart_[node.index()]; }
    const std::vector<encode::Equation>& equations() const { return equations_; }

private:
    std::vector<smt::Term> apart_;
    std::vector<encode::Equation> equations_;
};

} // namespace properties
