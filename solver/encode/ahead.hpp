#pragma once
// What packets of one terrain may meet after they have crossed a link.

#include <vector>

#include "solver/encode/terrain.hpp"

namespace encode {

/// "Injected at one of these nodes, some branch comes over a link to a location where `wanted` holds": a least fixed
/// point. Whatever lies behind a location at which packets are injected anyway is told from there, so ways lead only
/// through the others; on circles of those, members are numbered.
class Ahead {
public:
    /// `wanted`: by location; it holds of a packet as it comes there, before anything refuses it.
    Ahead(const Terrain& terrain, const std::vector<smt::Term>& wanted, const std::vector<network::NodeId>& from);
    smt::Term exists() const { return exists_; }
    const std::vector<Equation>& equations() const { return equations_; }

private:
    smt::Term exists_ = smt::no;
    std::vector<Equation> equations_;
};

} // namespace encode
