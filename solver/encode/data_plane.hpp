#pragma once
// Where packets to one destination class go, in one world: longest-prefix match over the tables of each prefix.
// Filters, and what else a node does with packets, are no part of it.

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "solver/encode/control_plane.hpp"
#include "solver/encode/prefix_tables.hpp"
#include "solver/encode/speakers.hpp"
#include "solver/network/address_parts.hpp"

namespace encode {

/// The control planes of one world, made when first asked for.
class ControlPlanes {
public:
    /// `widening`: how many times the bounds on AS paths are doubled where the encoding chose any.
    explicit ControlPlanes(const World& world, unsigned widening = 0, std::vector<network::NodeId> listeners = {})
        : world_(&world), widening_(widening), listeners_(std::move(listeners)) {}
    const ControlPlane& of(const network::Prefix& prefix);
    const World& world() const { return *world_; }

private:
    const World* world_;
    unsigned widening_;
    std::vector<network::NodeId> listeners_;
    std::optional<Speakers> speakers_;
    std::map<network::Prefix, std::unique_ptr<ControlPlane>> made_;
};

/// Forwarding of packets to one class of destinations: those that the same routed prefixes contain. Nodes that do not
/// know the longest of these prefixes do what they do with packets to the class around it: that part is shared.
class DataPlane {
public:
    /// No routed prefix contains the destination.
    DataPlane(const World& world, network::Address destination);
    /// `longest`: the longest prefix that contains it; `around`: where no other prefix of that length does.
    DataPlane(network::Address destination, const PrefixTables& longest, const DataPlane& around);
    DataPlane(const DataPlane&) = delete; // others share its rows
    DataPlane& operator=(const DataPlane&) = delete;

    const World& world() const { return *world_; }
    network::Address destination() const { return destination_; } ///< a representative of the class
    smt::Term delivers(network::NodeId node) const { return row(node).delivers; }
    smt::Term forwards(network::NodeId node, network::LinkId link) const;
    /// The links that the node may use, with when it does, in the order of links.
    const std::vector<std::pair<network::LinkId, smt::Term>>& forwards(network::NodeId node) const {
        return row(node).forwards;
    }
    smt::Term discards(network::NodeId node) const { return row(node).discards; }
    smt::Term hop_down(network::NodeId node) const { return row(node).hop_down; }
    smt::Term stuck(network::NodeId node) const { return row(node).stuck; }
    /// Its longest match is more than one that only says that there is no route.
    smt::Term has_route(network::NodeId node) const;
    /// The control planes whose equations give these terms their meaning, longest prefix first.
    const std::vector<const ControlPlane*>& depends_on() const { return depends_on_; }

private:
    const TableRow& row(network::NodeId node) const { return *rows_[node.index()]; }
    TableRow look_up(network::NodeId node) const;
    void count(network::NodeId node, const TableRow& row, bool more);
    void find_dependencies();

    const World* world_;
    network::Address destination_;
    std::vector<const PrefixTables*> tables_; ///< of the prefixes that contain the destination, longest first
    std::deque<TableRow> own_;
    std::vector<const TableRow*> rows_;       ///< by node: own ones, and those of planes around
    std::vector<std::size_t> visitors_;       ///< by prefix: how many nodes may look at its tables
    std::vector<const ControlPlane*> depends_on_;
};

/// The data planes of one world, one per class of destinations.
class DataPlanes {
public:
    explicit DataPlanes(ControlPlanes& control);
    const DataPlane& to(network::Address destination);
    const World& world() const { return control_->world(); }
    /// The tables of all nodes for exactly this prefix.
    const PrefixTables& tables(const network::Prefix& prefix);

private:
    const DataPlane& of(std::uint32_t class_);

    ControlPlanes* control_;
    network::AddressParts routed_;
    std::map<network::Prefix, std::vector<network::NodeId>> named_; ///< who owns it or has a static route to it
    std::set<network::Prefix> announced_;
    std::map<network::Prefix, std::unique_ptr<PrefixTables>> tables_;
    std::vector<std::unique_ptr<DataPlane>> made_; // by class of destinations
};

} // namespace encode
