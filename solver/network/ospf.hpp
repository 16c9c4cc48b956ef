#pragma once
// OSPF as a router is told to run it.

#include <cstdint>
#include <vector>

#include "dsl/source.hpp"
#include "solver/network/policy.hpp"

namespace network {

/// What a router tells OSPF of other sources (RFC 2328 §2.3, §16.4): AS-external routes of its installed routes whose
/// prefix `only` matches (empty: all).
struct Redistribution {
    enum class From : std::uint8_t { bgp, static_routes, connected } from = From::bgp;
    std::vector<PrefixRange> only = {};
    std::uint32_t metric = 20;
    bool type_1 = false;   ///< adds the distance to the metric; type 2 compares metrics first, then distances
    dsl::Span span;
};
/// OSPF on a router, over the links that have a cost, each in its area. Owned prefixes are announced as intra-area routes.
struct Ospf {
    std::vector<Redistribution> redistributes;
    enum class Default : std::uint8_t { no, if_installed, always } originates_default = Default::no;
    std::uint32_t default_metric = 1;     ///< type 2
    std::uint32_t distance = 110;         ///< administrative
    dsl::Span default_span;
};

}  // namespace network
