#pragma once
// What every node does with packets to exactly one prefix, in one world: administrative distance, ECMP.

#include <optional>
#include <utility>
#include <vector>

#include "solver/encode/ospf_routes.hpp"
#include "solver/encode/table.hpp"

namespace encode {

/// What one node does with packets to one class of destinations. Of its links only those that it may use are listed.
struct TableRow {
    smt::Term delivers = smt::no; ///< up, and owns the destination by its longest match
    smt::Term discards = smt::no; ///< its longest match is a null route
    /// Its longest match is a static route that does not go away with its link, and no link of it is up.
    smt::Term hop_down = smt::no;
    smt::Term stuck = smt::no; ///< no route at all, or one that only says that there is none (also: down)
    std::vector<std::pair<network::LinkId, smt::Term>> forwards; ///< ascending: one of its next hops, link up
    std::size_t visited = 0; ///< prefixes that were looked at, because no longer one is sure to have an entry
    std::size_t of = 0;      ///< all prefixes that contain the destination
};

/// The tables of all nodes for one prefix. Only nodes in whose table it may be are looked at.
class PrefixTables {
public:
    /// `named`: the nodes that own the prefix or have a static route to it. `bgp` null: nobody announces it.
    PrefixTables(const World& world, const network::Prefix& prefix, const ControlPlane* bgp,
                 std::vector<network::NodeId> named);

    const ControlPlane* bgp() const { return bgp_; }
    /// Those in whose table it may be, sorted.
    const std::vector<network::NodeId>& nodes() const { return nodes_; }
    /// Adds what the node does if its table has an entry for the prefix and `open` holds: no longer one has. What is
    /// left of `open` is that this one has none either.
    void add(network::NodeId node, smt::Term& open, TableRow& row) const;
    /// The node is up and its table for the prefix is won by such a source (semantics.md §1.1).
    smt::Term has_route(network::NodeId node, network::HasRoute::From from) const;
    /// The node's table of exactly this prefix has other next-hop links than in `other`, of another state under the same
    /// failures, or only one of the two discards.
    smt::Term differs(const PrefixTables& other, network::NodeId node) const;

private:
    void find_tables();
    std::size_t place(network::NodeId node) const; ///< in `nodes_`, or their number
    smt::Term takes_in(network::NodeId node, const Table& table) const;
    void add_next_hops(network::NodeId node, const Table& table, smt::Term open, TableRow& row) const;
    void add_static(const StaticLevel& level, smt::Term when, TableRow& row) const;
    void add_link(network::LinkId link, smt::Term when, TableRow& row) const;
    void add(smt::Term& to, smt::Term when) const { to = world_->context().any({to, when}); }

    const World* world_;
    network::Prefix prefix_;
    const ControlPlane* bgp_;
    std::optional<OspfRoutes> ospf_;
    std::vector<network::NodeId> nodes_;
    std::vector<std::optional<Table>> tables_; ///< by place in `nodes_`; nothing: the node owns the prefix
};

} // namespace encode
