#pragma once
// What one node does with packets to one prefix or destination (`specs/semantics.md` §6): the least
// administrative distance, the longest match.

#include <optional>
#include <vector>

#include "solver/routing/ospf.hpp"
#include "solver/routing/route.hpp"

namespace routing {

/// What one node does with packets to `destination` in this state.
struct Table {
    enum class Source { none, own, static_route, bgp, ospf } source = Source::none;
    network::Prefix prefix;
    std::vector<network::LinkId> links;     ///< sorted, unique; several share the load
    bool discards = false;
    dsl::Span responsible;                  ///< of a static route
    std::uint32_t distance = 0;             ///< administrative; of what a node owns: 0
    bool unreachable = false;               ///< a static route says that there is no route
    std::vector<std::size_t> static_routes = {}; ///< those of the node that win, by index
    std::optional<OspfRoute> ospf = {};

    /// Static routes win, and all of them lead over links that are down.
    bool next_hop_down() const {
        return source == Source::static_route && links.empty() && !discards && !unreachable;
    }
    /// All it says is that there is no route, so nothing counts it as one.
    bool only_unreachable() const { return unreachable && links.empty() && !discards; }
    /// Whether it is a route: a null route is one.
    bool has_route() const { return source != Source::none && !only_unreachable(); }
};

/// By the longest prefix that contains the destination and is not empty; none at a node that is down.
Table lookup(const network::Network& network, const State& state, network::NodeId node,
             network::Address destination);
/// The same; `paths` must be those of the state's failure set.
Table lookup(const network::Network& network, const ShortestPaths& paths, const State& state, network::NodeId node,
             network::Address destination);

/// The table of exactly `prefix`, longer and shorter ones left aside; none at a node that is down.
Table exact_table(const network::Network& network, const ShortestPaths& paths, const State& state, network::NodeId node,
                  const network::Prefix& prefix);
/// The same as it would be without OSPF, at a node that is up.
Table table_without_ospf(const network::Network& network, const ShortestPaths& paths, const State& state,
                         network::NodeId node, const network::Prefix& prefix);

} // namespace routing
