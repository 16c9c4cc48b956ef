#pragma once
// OSPF across areas (semantics.md §6.1): border routers tell one area of what they reach in another.

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "solver/encode/ospf_nearest.hpp"

namespace encode {

/// The area in which other nodes find the node itself.
std::uint32_t own_area(const network::Network& network, network::NodeId node);

/// The areas of one world, and the ways across them that were asked for.
class OspfAreas {
public:
    explicit OspfAreas(const World& world);

    /// More than one, or a stub: borders matter.
    bool several() const { return several_; }
    const OspfArea& area(std::uint32_t number) const;
    /// Ways to the nearest of these, within areas or else across them; of a default route stub areas are told by
    /// their borders, too.
    const OspfWays& to(std::vector<OspfSource> target, bool default_route = false) const;
    /// Ways to a node that redistributes.
    const OspfWays& to_redistributing(network::NodeId node) const;

private:
    enum class What : std::uint8_t { target, default_route, redistributing };
    using Terms = std::vector<smt::Term>;

    const OspfWays& make(const std::vector<OspfSource>& target, What what) const;
    void tell_stub(const network::StubArea& stub, const Terms& open, std::vector<OspfNearest::Part>& parts) const;
    const OspfWays& nearest(std::vector<OspfNearest::Part> parts, OspfNearest::Ties ties) const;
    std::vector<OspfSource> summaries(const OspfWays& own) const;
    const network::StubArea* stub(std::uint32_t area) const;
    smt::Term attached(network::NodeId node, std::uint32_t area) const;
    void find_borders();

    const World* world_;
    std::vector<std::uint32_t> numbers_; ///< falling, unique
    bool several_;
    Terms border_;      ///< by node: it is a border router
    Terms looks_beyond_; ///< by node: it looks at summaries of other areas than 0
    mutable std::map<std::uint32_t, std::unique_ptr<OspfArea>> areas_;
    mutable std::vector<std::unique_ptr<OspfNearest>> nearest_;
    mutable std::map<std::pair<std::vector<OspfSource>, What>, const OspfWays*> made_;
};

} // namespace encode
