#pragma once
// Which locations of a terrain packets may come to at all, whatever fails and whichever state routing is in.

#include <functional>
#include <vector>

#include "solver/encode/terrain.hpp"

namespace encode {

/// Locations by number; true where packets injected at `from` may come to before they are refused or delivered at
/// `to`, and from where they may still be delivered there, without ever visiting a node that `avoid` holds for.
/// Empty if none is.
class Reach {
public:
    using Avoid = std::function<bool(network::NodeId)>;
    Reach(const Terrain& terrain, network::NodeId from, network::NodeId to, const Avoid& avoid = {});

    bool exists() const { return exists_; } ///< some packet may be delivered
    bool holds(std::uint32_t location) const { return on_the_way_[location]; }
    bool holds(const Terrain::Step& step) const { return holds(step.from) && holds(step.to); }

private:
    std::vector<bool> on_the_way_;
    bool exists_ = false;
};

/// Locations that packets injected at `from` may come to.
std::vector<std::uint32_t> locations_from(const Terrain& terrain, network::NodeId from);

} // namespace encode
