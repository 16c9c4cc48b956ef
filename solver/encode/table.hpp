#pragma once
// The table of one node for exactly one prefix (semantics.md §6): which of its sources wins, by administrative
// distance. Owned prefixes come first and stand apart.

#include <cstdint>
#include <utility>
#include <vector>

#include "solver/encode/control_plane.hpp"
#include "solver/encode/world.hpp"

namespace encode {

/// The static routes of a table at one distance.
struct StaticLevel {
    std::vector<std::pair<network::LinkId, smt::Term>> links; ///< and when it is a next hop: route and link are up
    smt::Term discards = smt::no, unreachable = smt::no;      ///< such a route is up
    smt::Term reaches = smt::no; ///< one that is not `unreachable` is up
    smt::Term plain = smt::no;   ///< one of these without a label is
};

/// Whatever has a route; between equal distances in this order.
enum class Protocol : std::uint8_t { fixed, external, internal, ospf };

struct TableSource {
    std::uint32_t distance;
    Protocol protocol;
    smt::Term present;
    StaticLevel level = {};   ///< of `fixed`
    smt::Term wins = smt::no; ///< it is present and none before it is
};

class Table {
public:
    /// Nothing is in it, whatever fails.
    Table() = default;
    /// Without OSPF; `bgp` null: nobody announces the prefix.
    Table(const World& world, network::NodeId node, const network::Prefix& prefix, const ControlPlane* bgp);
    /// OSPF takes part, where it has a route.
    void add_ospf(smt::Term exists);

    const std::vector<TableSource>& sources() const { return sources_; }
    smt::Term nothing() const { return nothing_; }
    /// What OSPF may be told of, since it wins against OSPF too: such a static route wins, or an eBGP-learned one.
    smt::Term tells_static(smt::Term StaticLevel::* which) const;
    smt::Term tells_external() const;

private:
    void add(std::uint32_t distance, Protocol protocol, smt::Term present);
    void add_static_routes(const World& world, const network::Prefix& prefix);
    void decide();

    smt::Context* context_ = nullptr;
    const network::Node* node_ = nullptr;
    std::vector<TableSource> sources_; ///< in the order in which they win
    smt::Term nothing_ = smt::yes;
};

} // namespace encode
