#pragma once
// Statements about all the paths of one terrain that end, or do not end, delivered at the wanted node. One of each
// serves every source. Where steps go in circles sets are free variables with one-way implications: whoever asks for
// membership makes the solver show a set that supports it. Elsewhere they are definitions.

#include <optional>
#include <vector>

#include "solver/encode/terrain.hpp"

namespace encode {

/// "Some branch from here never is delivered at the wanted node": a greatest fixed point, so no ranks are needed and
/// loops are included. A member drops the packet, delivers it elsewhere, or one of its next hops is a member.
class Undelivered {
public:
    Undelivered(const Terrain& terrain, network::NodeId wanted);
    smt::Term at(std::uint32_t location) const { return values_[location]; }
    smt::Term from(network::NodeId node) const; ///< injected there
    const std::vector<Equation>& equations() const { return equations_; }

private:
    const Terrain* terrain_;
    std::vector<smt::Term> values_;
    std::vector<Equation> equations_;
};

/// "No branch from here is delivered at the wanted node": a set that no next hop leaves and that delivers nowhere
/// wanted. Exact with loops too: a way that repeats a location can be cut short to a branch.
class Unreachable {
public:
    Unreachable(const Terrain& terrain, network::NodeId wanted);
    smt::Term at(std::uint32_t location) const { return values_[location]; }
    smt::Term from(network::NodeId node) const;
    const std::vector<Equation>& equations() const { return equations_; }

private:
    const Terrain* terrain_;
    std::vector<smt::Term> values_;
    std::vector<Equation> equations_;
};

/// "Some branch from here is delivered at the wanted node and visits none of `avoiding`": a least fixed point. On circles
/// members are numbered, and each shows a next hop of a lower number, so that they do not hold each other up.
class Delivered {
public:
    Delivered(const Terrain& terrain, network::NodeId wanted, const std::vector<network::NodeId>& avoiding = {});
    smt::Term at(std::uint32_t location) const { return values_[location]; }
    smt::Term from(network::NodeId node) const;
    const std::vector<Equation>& equations() const { return equations_; }

private:
    const Terrain* terrain_;
    std::vector<smt::Term> values_;
    std::vector<Equation> equations_;
};

/// "Some branch from here goes on until it meets itself": a set each of whose members forwards to a member.
/// Without `injected`: from some node where the terrain injects. A node that does not forward for others takes part
/// only where it is injected at.
class Endless {
public:
    Endless(const Terrain& terrain, std::optional<network::NodeId> injected);
    smt::Term from(network::NodeId node) const;
    smt::Term somewhere() const { return somewhere_; }
    const std::vector<Equation>& equations() const { return equations_; }

private:
    std::vector<std::uint32_t> injected_again(std::optional<network::NodeId> injected) const;

    const Terrain* terrain_;
    std::vector<smt::Term> values_;
    smt::Term somewhere_;
    std::vector<Equation> equations_;
};

/// a < b as binary numbers, lowest bit first, of equal length.
smt::Term less(smt::Context& context, const std::vector<smt::Term>& a, const std::vector<smt::Term>& b);
/// The number of bits that tell `count` things apart.
std::size_t bits_for(std::size_t count);

} // namespace encode
