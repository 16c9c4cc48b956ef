#pragma once
// Statements about whole paths of one destination class, over `DataPlane`.

#include <optional>
#include <vector>

#include "solver/encode/data_plane.hpp"

namespace encode {

/// "Some branch from here never is delivered at a wanted node": a greatest fixed point, so no ranks are needed and
/// loops are included. A member neither delivers there nor lacks a next step: it drops the packet, or one of its
/// next hops is a member.
class Undelivered {
public:
    /// `refuses[n]`: the packet dies on visiting node n for a reason other than its table (filters, no session).
    Undelivered(DataPlane& plane, std::vector<smt::Term> wanted, std::vector<smt::Term> refuses);
    smt::Term from(network::NodeId node) const { return members_[node.index()]; }
    const std::vector<Equation>& equations() const { return equations_; }

private:
    std::vector<smt::Term> members_;
    std::vector<Equation> equations_;
};

/// One branch, chosen freely by the solver, from `from` to wherever `wanted` delivers it: visited nodes and links
/// used, each visited once, numbered along the way so that no separate cycle can pose as a part of it.
class Branch {
public:
    Branch(DataPlane& plane, network::NodeId from, std::vector<smt::Term> wanted, std::vector<smt::Term> refuses);
    smt::Term exists() const { return exists_; }
    smt::Term visits(network::NodeId node) const { return visits_[node.index()]; }
    smt::Term crosses(network::LinkId link) const { return crosses_[link.index()]; }
    const std::vector<Equation>& equations() const { return equations_; }

private:
    smt::Term exists_;
    std::vector<smt::Term> visits_, crosses_;
    std::vector<Equation> equations_;
};

}  // namespace encode
