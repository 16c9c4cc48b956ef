#pragma once
// The effective routes of a network interface in one stable state, as a cloud's own table shows them: every
// route it programs there, who made it, whether another one of the same prefix overrides it, and where it
// leads.

#include <string>
#include <vector>

#include "solver/network/network.hpp"
#include "solver/routing/route.hpp"

namespace verdict {

/// One route. Those that share the load of one prefix are one route with several next hops.
struct EffectiveRoute {
    network::Prefix prefix;
    std::string source; ///< `user`, `system`, `gateway` (learned over BGP); `static` for a plain one
    std::string
        type; ///< of the next hop: `vnet-local`, `peering`, `gateway`, `appliance`, `internet`, `none`
    bool active = true;                       ///< false: another route of exactly this prefix is used
    std::vector<network::Address> next_hops;  ///< sorted
    std::vector<network::NodeId> unaddressed; ///< next hops whose address the model does not know
    dsl::Span span;                           ///< the line that made it; unknown for what was learned
};

/// All of them at the node `table` (see `network::table_for`), by prefix, the active one first; inner routes
/// of the model are left out.
std::vector<EffectiveRoute> effective_routes(const network::Network& network, const routing::State& state,
                                             network::NodeId table);
/// Those of exactly `prefix`.
std::vector<EffectiveRoute> effective_routes(const network::Network& network, const routing::State& state,
                                             network::NodeId table, const network::Prefix& prefix);
/// Sorts by prefix what a printed table sorts by origin: own space, peerings, what gateways learned, the
/// platform's defaults, the user's.
void sort_as_printed(std::vector<EffectiveRoute>& routes);

/// The address of a next hop as the table of `node` shows it: of the interface behind `link`, if that is
/// known, else of the node itself.
std::optional<network::Address> shown_address(const network::Network& network, network::LinkId link,
                                              network::NodeId next_hop);

/// In the language's words: `10.2.0.0/16 gateway 10.0.0.4 10.0.0.5`.
std::string words(const network::Network& network, const EffectiveRoute& route);

} // namespace verdict
