#pragma once
// One path of a packet, chosen freely by the solver.

#include <memory>
#include <string>
#include <vector>

#include "solver/encode/reach.hpp"

namespace encode {

/// A branch from where packets are injected to where they are delivered: visited locations and the steps between
/// them, each location once, numbered along the way so that no separate cycle can pose as a part of it. Without
/// `exists`, nothing is visited.
class Branch {
public:
    /// Ends delivered at `to` and visits no node of `avoiding`.
    Branch(const Terrain& terrain, network::NodeId from, network::NodeId to,
           const std::vector<network::NodeId>& avoiding = {});

    const Terrain& terrain() const { return *terrain_; }
    network::NodeId from() const { return from_; }
    network::NodeId to() const { return to_; }
    smt::Term exists() const { return exists_; }
    smt::Term visits(network::NodeId node) const { return visits_node_[node.index()]; }
    smt::Term crosses(network::LinkId link) const { return crosses_link_[link.index()]; }
    /// It is delivered with this header.
    smt::Term ends_with(std::uint32_t header) const;

    // The same by numbers of the terrain.
    smt::Term visits_location(std::uint32_t location) const { return visits_[location]; }
    smt::Term takes(std::uint32_t step) const { return takes_[step]; }
    /// It goes on from here; false where it never is.
    smt::Term leaves(std::uint32_t location) const { return leaves_[location]; }
    /// It is delivered here.
    smt::Term ends_at(std::uint32_t location) const;
    /// Of two locations that it visits, whether the first comes first.
    smt::Term before(std::uint32_t first, std::uint32_t second) const;
    const std::vector<Equation>& equations() const { return equations_; }

private:
    void take_steps(const Reach& reach, const std::vector<Terrain::Entry>& entries, const std::string& name);
    void visit_locations(const Reach& reach, const std::vector<Terrain::Entry>& entries);
    void number(const std::string& name);

    const Terrain* terrain_;
    network::NodeId from_, to_;
    smt::Term exists_ = smt::no;
    std::vector<smt::Term> takes_, visits_, leaves_, visits_node_, crosses_link_;
    std::vector<std::vector<smt::Term>> numbers_; // of locations on possible cycles
    std::unique_ptr<Components> components_;      // of the steps it may take; none if it never exists
    std::vector<Equation> equations_;
};

/// A way from one node to another over links that are up, whatever the tables say.
class Connected {
public:
    Connected(const World& world, network::NodeId from, network::NodeId to);
    smt::Term exists() const { return exists_; }
    const std::vector<Equation>& equations() const { return equations_; }

private:
    smt::Term exists_;
    std::vector<Equation> equations_;
};

} // namespace encode
