#pragma once
// Where packets to one destination class go, in one world: administrative distance, longest-prefix match,
// ECMP. Filters, and what else a node does with packets, are no part of it.

#include <memory>
#include <vector>

#include "solver/encode/control_plane.hpp"
#include "solver/encode/table.hpp"
#include "solver/network/address_parts.hpp"

namespace encode {

class OspfRoutes;

/// The control planes of one world, made when first asked for. All equations of those made must be required.
class ControlPlanes {
public:
    /// `widening`: how many times the bounds on AS paths are doubled where the encoding chose any.
    explicit ControlPlanes(const World& world, unsigned widening = 0, std::vector<network::NodeId> listeners = {})
        : world_(&world), widening_(widening), listeners_(std::move(listeners)) {}
    const ControlPlane& of(const network::Prefix& prefix);
    const World& world() const { return *world_; }
    const std::vector<std::unique_ptr<ControlPlane>>& made() const { return made_; }

private:
    const World* world_;
    unsigned widening_;
    std::vector<network::NodeId> listeners_;
    std::vector<std::unique_ptr<ControlPlane>> made_;
};

/// Forwarding of packets to `destination` (a representative of its class: no routed prefix splits it).
class DataPlane {
public:
    DataPlane(ControlPlanes& control, network::Address destination);
    /// `covering`: all routed prefixes that contain the destination, longest first.
    DataPlane(ControlPlanes& control, network::Address destination, const std::vector<network::Prefix>& covering);

    const World& world() const;
    network::Address destination() const { return destination_; }
    smt::Term delivers(network::NodeId node) const; ///< up, and owns the destination by its longest match
    smt::Term forwards(network::NodeId node, network::LinkId link) const; ///< one of its next hops, link up
    smt::Term discards(network::NodeId node) const; ///< its longest match is a null route
    /// Its longest match is a static route that does not go away with its link, and no link of it is up.
    smt::Term hop_down(network::NodeId node) const;
    /// No route at all, or one that only says that there is none (also: down).
    smt::Term stuck(network::NodeId node) const;
    /// Its longest match is more than one that only says that there is no route.
    smt::Term has_route(network::NodeId node) const;
    /// The control planes whose equations give these terms their meaning, longest prefix first.
    const std::vector<const ControlPlane*>& depends_on() const { return depends_on_; }

private:
    void add_prefix(const network::Prefix& prefix, std::vector<smt::Term>& open);
    std::vector<Table> tables(const network::Prefix& prefix, const ControlPlane* bgp,
                              const std::vector<smt::Term>& open) const;
    void fill(network::NodeId node, const Table& table, const ControlPlane* bgp, const OspfRoutes* ospf,
              smt::Term open);
    void use_static(network::NodeId node, const StaticLevel& level, smt::Term when);
    void add(smt::Term& to, smt::Term when);

    ControlPlanes* control_;
    std::vector<const ControlPlane*> depends_on_;
    network::Address destination_;
    std::vector<smt::Term> delivers_, discards_, hop_down_, stuck_; // by node
    std::vector<smt::Term> forwards_; // by link
};

/// The data planes of one world, one per class of destinations: addresses that the same routed prefixes contain.
class DataPlanes {
public:
    explicit DataPlanes(ControlPlanes& control);
    const DataPlane& to(network::Address destination);
    const World& world() const { return control_->world(); }

private:
    ControlPlanes* control_;
    network::AddressParts routed_;
    std::vector<std::unique_ptr<DataPlane>> made_; // by class of destinations
};

} // namespace encode
