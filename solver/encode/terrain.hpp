#pragma once
// Where the packets of one class go in one world: locations and the steps between them (`specs/semantics.md` §6). A
// location is a node and one of the headers that the packet may have. Filters, translation and what is remembered of
// an answered packet are folded in here, so that statements about paths need to know of none.

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "solver/encode/components.hpp"
#include "solver/encode/data_plane.hpp"
#include "solver/encode/inspection.hpp"

namespace encode {

/// Immutable; made by a `TerrainBuilder`.
class Terrain {
public:
    struct Location {
        network::NodeId node;
        std::uint32_t header = 0;
        /// The packet came over a link to a node that does not forward for others: it is delivered here, or dies.
        bool stops = false;
    };

    /// A packet at one location may go on to another.
    struct Step {
        std::uint32_t from = 0, to = 0; ///< indices of locations
        network::LinkId link;
        smt::Term term;
    };

    /// An injected packet stands at this location if the term holds. Of several terms exactly one does.
    struct Entry {
        std::uint32_t location = 0;
        smt::Term term;
    };

    const World& world() const { return *world_; }
    const std::vector<Location>& locations() const { return locations_; }
    const std::vector<Step>& steps() const { return steps_; } ///< in the order of links; no term is false
    /// The steps that leave a location, as indices, in the order of links.
    std::span<const std::uint32_t> out(std::uint32_t location) const;
    const Components& components() const; ///< of the graph of steps, found when first asked for
    std::size_t headers() const { return planes_.size(); }
    const DataPlane& plane(std::uint32_t header) const { return *planes_[header]; }
    /// Where packets injected at `node` stand. Throws if the terrain was not made for that node.
    std::vector<Entry> entries(network::NodeId node) const;
    bool injects_at(network::NodeId node) const;

    smt::Term delivers(std::uint32_t location) const; ///< by its table, whatever refuses it
    smt::Term delivers(std::uint32_t location, network::NodeId wanted) const;
    smt::Term refuses(std::uint32_t location) const; ///< the packet dies on arrival: a filter, no session, drained
    smt::Term discards(std::uint32_t location) const;
    smt::Term hop_down(std::uint32_t location) const; ///< only next hops that are down
    smt::Term stuck(std::uint32_t location) const;    ///< no route, or the node is down
    smt::Term blocked(std::uint32_t location) const;  ///< a next hop lies over a link whose filter refuses the packet
    /// Some branch ends here without being delivered.
    smt::Term dies(std::uint32_t location) const;
    /// Only tables matter: nothing filters, translates, remembers or drains, and every node forwards for others.
    bool plain() const { return plain_; }

private:
    friend class TerrainBuilder;
    Terrain() = default;
    static constexpr std::uint32_t nowhere = UINT32_MAX;

    const World* world_ = nullptr;
    std::vector<const DataPlane*> planes_; // by header
    std::vector<Location> locations_;
    std::vector<Step> steps_;
    std::vector<std::uint32_t> out_, first_out_;  // indices of steps, and where those of each location begin
    std::vector<smt::Term> refuses_, blocked_;    // by location
    std::vector<std::uint32_t> starts_;           // by node: where injected packets stand, or `nowhere`; or:
    std::optional<network::NodeId> only_from_;    // the one node they are injected at, and where they stand
    std::vector<Entry> entries_;
    bool plain_ = true;
    mutable std::unique_ptr<Components> components_;
};

} // namespace encode
