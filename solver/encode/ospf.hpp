#pragma once
// OSPF distances (semantics.md §6.1) as a circuit: "a source is within cost c of v" for the finitely many costs of
// ways, each made of terms for lower costs, so it is exact under every failure and needs no equations. Which costs can
// matter is bounded by the greatest distance that failures leave finite.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "solver/encode/world.hpp"

namespace encode {

/// Where ways end: at `node`, `cost` further on, while `present` holds; told of in `area`.
struct OspfSource {
    network::NodeId node;
    std::uint64_t cost = 0;
    smt::Term present = smt::yes;
    std::uint32_t area = 0;
    auto operator<=>(const OspfSource&) const = default;
};

class OspfArea;

/// How far each node is from something, and over which links.
class OspfWays {
public:
    struct Level {
        std::uint64_t cost;
        smt::Term within; ///< it is no further than this
    };

    OspfWays() = default;
    virtual ~OspfWays() = default;
    OspfWays(const OspfWays&) = delete;
    OspfWays& operator=(const OspfWays&) = delete;

    /// Costs rising, each with a term of its own; the last one says that the distance is finite at all.
    virtual const std::vector<Level>& levels(network::NodeId node) const = 0;
    /// The link is up and on a least-cost way.
    virtual smt::Term next_hop(network::LinkId link) const = 0;
    /// The distance is finite.
    smt::Term reached(network::NodeId node) const;
    /// It is no greater than `cost`.
    smt::Term within(network::NodeId node, std::uint64_t cost) const;
};

/// How far each node is from the nearest of some sources over links of one area.
class OspfDistances : public OspfWays {
public:
    OspfDistances(const OspfArea& area, const std::vector<OspfSource>& sources);

    const std::vector<Level>& levels(network::NodeId node) const override { return levels_[node.index()]; }
    smt::Term next_hop(network::LinkId link) const override;

private:
    struct Growth;

    const OspfArea* area_;
    std::vector<std::vector<Level>> levels_; ///< by node, costs rising, each with a term of its own
};

/// The links of one area that OSPF may use in one world, and the distances over them that were asked for.
class OspfArea {
public:
    OspfArea(const World& world, std::uint32_t number);
    ~OspfArea();

    const World& world() const { return *world_; }
    /// Its links with a cost between nodes that run OSPF, but for those that are always down.
    const std::vector<network::LinkId>& into(network::NodeId node) const { return into_[node.index()]; }
    bool uses(network::LinkId link) const { return uses_[link.index()]; }
    /// At most this far is a node from `target` in any failure that leaves a way; by node, nothing where none ever does.
    const std::vector<std::optional<std::uint64_t>>& farthest(network::NodeId target) const;
    /// Distances from the nearest of these sources, made once.
    const OspfDistances& distances(std::vector<OspfSource> sources) const;

private:
    const World* world_;
    std::vector<std::vector<network::LinkId>> into_;
    std::vector<bool> uses_;
    mutable std::map<network::NodeId, std::vector<std::optional<std::uint64_t>>> farthest_;
    mutable std::map<std::vector<OspfSource>, std::unique_ptr<OspfDistances>> distances_;
};

/// The nodes that run OSPF and own `prefix`, in the areas where they tell of it: where intra-area routes to it lead.
std::vector<OspfSource> ospf_owners(const network::Network& network, const network::Prefix& prefix);
/// `node` has or may get a way within or across areas to one of `owners`, if no failure or the right ones happen.
bool ospf_may_reach(const network::Network& network, network::NodeId node, const std::vector<OspfSource>& owners);

} // namespace encode
