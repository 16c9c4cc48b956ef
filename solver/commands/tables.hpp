#pragma once
// Tables of one stable state as `verify routes` prints them: what a node learned, what it tells a peer, what
// a network interface in the cloud does.

#include <string>
#include <vector>

#include "solver/commands/ends.hpp"
#include "solver/routing/simulate.hpp"

namespace commands {

using Row = std::vector<std::string>;

/// What all tables of a run look at.
struct View {
    const Scene& scene;
    const routing::State& state;
    const std::vector<network::Prefix>& prefixes; ///< all that routing knows, sorted

    const network::Network& network() const { return *scene.network; }
};

/// The node's own, static and learned routes; with `peers`, only what came from them. `every_offer`: also
/// what never became a route. The first row is the heading; there is no other if there are no routes.
std::vector<Row> learned_rows(const View& view, network::NodeId node,
                              const std::vector<network::NodeId>& peers, bool every_offer);
/// What the node sends to `peers`, as it goes out.
std::vector<Row> advertised_rows(const View& view, network::NodeId node,
                                 const std::vector<network::NodeId>& peers);
/// The effective routes of the table `node` in the platform's own layout.
std::vector<Row> effective_rows(const View& view, network::NodeId node);

/// Whether `node` holds a table that the platform shows as effective routes.
bool is_effective_table(const network::Network& network, network::NodeId node);
/// The name of a next hop, and its address as `node` sees it where it has one.
std::string next_hop_words(const network::Network& network, network::NodeId node, network::SessionId session,
                           network::NodeId next_hop);

} // namespace commands
