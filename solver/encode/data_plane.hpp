#pragma once
// Where packets to one destination class go, in one world: administrative distance, longest-prefix match,
// ECMP.

#include <memory>
#include <vector>

#include "solver/encode/control_plane.hpp"

namespace encode {

/// The control planes of one world, made when first asked for. All equations of those made must be required.
class ControlPlanes {
public:
    /// `widening`: how many times the bounds on AS paths are doubled where the encoding chose any.
    explicit ControlPlanes(const World& world, unsigned widening = 0) : world_(&world), widening_(widening) {}
    const ControlPlane& of(const network::Prefix& prefix);
    const World& world() const { return *world_; }
    const std::vector<std::unique_ptr<ControlPlane>>& made() const { return made_; }

private:
    const World* world_;
    unsigned widening_;
    std::vector<std::unique_ptr<ControlPlane>> made_;
};

/// Forwarding of packets to `destination` (a representative of its class: no routed prefix splits it).
class DataPlane {
public:
    DataPlane(ControlPlanes& control, network::Address destination);

    const World& world() const;
    network::Address destination() const { return destination_; }
    smt::Term delivers(network::NodeId node) const; ///< up, and owns the destination by its longest match
    smt::Term forwards(network::NodeId node, network::LinkId link) const; ///< one of its next hops, link up
    smt::Term discards(network::NodeId node) const; ///< its longest match is a null route
    smt::Term stuck(network::NodeId node) const;    ///< no route at all (also: down)
    /// The control planes whose equations give these terms their meaning, longest prefix first.
    const std::vector<const ControlPlane*>& depends_on() const { return depends_on_; }

private:
    void add_prefix(const network::Prefix& prefix, std::vector<smt::Term>& open);
    void add_entry(network::NodeId node, const network::Prefix& prefix, const ControlPlane* bgp,
                   smt::Term& open);
    void forward(network::LinkId link, smt::Term when);

    ControlPlanes* control_;
    std::vector<const ControlPlane*> depends_on_;
    network::Address destination_;
    std::vector<smt::Term> delivers_, discards_, stuck_;
    std::vector<smt::Term> forwards_; // by link
};

} // namespace encode
