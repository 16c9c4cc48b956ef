#pragma once
// Makes terrains: explores from where packets are injected, by rules that say what happens to a header.

#include <optional>
#include <vector>

#include "solver/encode/terrain.hpp"

namespace encode {

/// What becomes of the headers of one class of packets. Headers are numbers from 0; new ones may appear on the way.
class Rules {
public:
    virtual ~Rules() = default;
    virtual const DataPlane& plane(std::uint32_t header) = 0;
    /// Refused by the node itself; draining is not asked about.
    virtual smt::Term refuses(network::NodeId node, std::uint32_t header) = 0;
    virtual bool refuses(network::LinkId link, std::uint32_t header) = 0;

    struct Arrival {
        std::uint32_t header;
        smt::Term term;
        bool turned = false; ///< its destination was turned back: it goes on like one that came over a link
    };
    /// Appends what arrives at the node with `header`: the terms are exhaustive and exclude each other.
    virtual void arrive(network::NodeId node, std::uint32_t header, std::vector<Arrival>& arrivals) = 0;
    /// The header with which the packet goes on.
    virtual std::uint32_t leave(network::NodeId node, std::uint32_t header) = 0;
    /// What must hold besides the table for the packet to leave over the link.
    virtual smt::Term may_take(network::LinkId link, std::uint32_t header) = 0;
};

class TerrainBuilder {
public:
    TerrainBuilder(const World& world, Rules& rules);

    /// Packets with header 0 injected at any node; but for `closed` ones, which treat what is injected there unlike
    /// what arrives. `leave` and `arrive` must not tell injected packets apart.
    Terrain from_anywhere(const std::vector<network::NodeId>& closed);
    /// Packets injected at one node with either of these headers.
    Terrain from(network::NodeId node, const std::vector<Rules::Arrival>& headers);

private:
    std::uint32_t at(Terrain::Location location);
    void enter(std::uint32_t location, smt::Term term);
    void explore();
    void leave(std::uint32_t from, network::LinkId link, smt::Term table); ///< the table may use it
    Terrain finish();

    const World& world_;
    Rules& rules_;
    Terrain made_;
    std::vector<Rules::Arrival> arrivals_;            // of one step
    std::vector<std::vector<std::uint32_t>> numbers_; // of locations, by header, then by node and whether it stops
};

} // namespace encode
