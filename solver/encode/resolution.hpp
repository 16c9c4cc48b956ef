#pragma once
// Resolution (semantics.md §2.1): over which links a node reaches the next hop of a BGP route, and how far that is. A
// function of what is down, conditions included, alone.

#include <cstdint>
#include <vector>

#include "solver/encode/world.hpp"

namespace encode {

struct Resolution {
    /// A link that may lead there; `uses` holds where it does, and is up then.
    struct Way {
        network::LinkId link;
        smt::Term uses;
        network::FailureId by = {}; ///< the condition that says so, where the node's own table does
    };
    struct Level {
        std::uint64_t cost;
        smt::Term within; ///< it resolves, with a metric of at most `cost`
    };
    smt::Term resolves = smt::no;
    std::vector<Way> ways;
    std::vector<Level> metric; ///< costs rising; with the last it resolves
};

/// As the next hop of a route that `node` learned over `session`; made once.
const Resolution& resolve(const World& world, network::NodeId node, network::SessionId session,
                          network::NodeId next_hop);
/// Over this link, or if it is unknown by OSPF and over links that lead there.
Resolution resolve(const World& world, network::NodeId node, network::NodeId next_hop, network::LinkId named);
/// As `first` does, or else by the node's table.
Resolution resolve_by_table(const World& world, network::NodeId node, network::NodeId next_hop, const Resolution& first);
/// To the peer of a session that follows routes.
Resolution resolve_peer(const World& world, const network::SessionEnd& end);
/// The session or the node itself names the link to the next hop: the metric is 0.
bool names_link(const network::Network& network, network::NodeId node, network::SessionId session,
                network::NodeId next_hop);

} // namespace encode
