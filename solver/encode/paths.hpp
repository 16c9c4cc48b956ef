#pragma once
// Statements about whole paths of one destination class, over `DataPlane`. `refuses[n]` is always: the packet
// dies on visiting node n for a reason other than its table (a filter, no session). `wanted[n]`: delivery at
// n counts.

#include <optional>
#include <vector>

#include "solver/encode/data_plane.hpp"

namespace encode {

/// "Some branch from here never is delivered at a wanted node": a greatest fixed point, so no ranks are
/// needed and loops are included. A member neither delivers there nor lacks a next step: it drops the packet,
/// or one of its next hops is a member.
class Undelivered {
public:
    Undelivered(DataPlane& plane, std::vector<smt::Term> wanted, std::vector<smt::Term> refuses);
    smt::Term from(network::NodeId node) const { return injected_[node.index()]; }
    const std::vector<Equation>& equations() const { return equations_; }

private:
    std::vector<smt::Term> injected_; // at a node that does not forward for others, not the same as arriving
    std::vector<Equation> equations_;
};

/// "No branch from here is delivered at a wanted node": a set that no next hop leaves and that delivers
/// nowhere wanted. Exact with loops too: a way that repeats a location can be cut short to a branch.
class Unreachable {
public:
    Unreachable(DataPlane& plane, std::vector<smt::Term> wanted, std::vector<smt::Term> refuses);
    smt::Term from(network::NodeId node) const { return injected_[node.index()]; }
    const std::vector<Equation>& equations() const { return equations_; }

private:
    std::vector<smt::Term> injected_;
    std::vector<Equation> equations_;
};

/// "Some branch from here goes on until it meets itself": a set each of whose members forwards to a member.
/// Without `injected`: from some location. A node that does not forward for others takes part only where it
/// is injected at.
class Endless {
public:
    Endless(DataPlane& plane, std::vector<smt::Term> refuses, std::optional<network::NodeId> injected);
    smt::Term from(network::NodeId node) const { return members_[node.index()]; }
    smt::Term somewhere() const { return somewhere_; }
    const std::vector<Equation>& equations() const { return equations_; }

private:
    std::vector<smt::Term> members_;
    smt::Term somewhere_;
    std::vector<Equation> equations_;
};

/// One branch, chosen freely by the solver, from `from` to wherever `wanted` delivers it: visited nodes and
/// links used, each visited once, numbered along the way so that no separate cycle can pose as a part of it.
/// Without `exists`, nothing is visited.
class Branch {
public:
    Branch(DataPlane& plane, network::NodeId from, std::vector<smt::Term> wanted,
           std::vector<smt::Term> refuses);
    smt::Term exists() const { return exists_; }
    smt::Term visits(network::NodeId node) const { return visits_[node.index()]; }
    smt::Term crosses(network::LinkId link) const { return crosses_[link.index()]; }
    /// It goes over one more link from here; false where it ends and where it never is.
    smt::Term leaves(network::NodeId node) const { return leaves_[node.index()]; }
    const std::vector<Equation>& equations() const { return equations_; }

private:
    void number(DataPlane& plane, const std::string& name);
    smt::Term exists_;
    std::vector<smt::Term> visits_, crosses_, leaves_;
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

/// a < b as binary numbers, lowest bit first, of equal length.
smt::Term less(smt::Context& context, const std::vector<smt::Term>& a, const std::vector<smt::Term>& b);
/// The number of bits that tell `count` things apart.
std::size_t bits_for(std::size_t count);

} // namespace encode
