#pragma once
// The oracle of the data plane: where a packet goes in one state, branch by branch.

#include <functional>
#include <string_view>
#include <vector>

#include "solver/routing/route.hpp"
#include "solver/routing/table.hpp"

namespace routing {

/// Every way a packet can end.
enum class Ending {
    delivered,       ///< at a node that owns the destination
    filtered,        ///< refused by a rule of the node, or of the link it would leave over
    no_route,        ///< the node has no route for it
    null_routed,     ///< the node's route discards it
    not_forwarding,  ///< the node does not forward packets of others
    no_session,      ///< a stateful node that never saw the packet this one answers
    loop,            ///< the same location a second time
    node_down,       ///< injected at a failed node
    drained,         ///< the node is up and drops what comes
    next_hop_down,   ///< a static route that stays leads over links that are down
};
std::string_view code(Ending ending);

struct Hop {
    network::NodeId node;
    network::LinkId by;      ///< the link it came over; unknown at the first hop
    network::Prefix prefix;  ///< the route the node used; meaningful unless the walk ended here
    network::Packet packet = {}; ///< its header on this visit, the destination turned back if it was
    bool operator==(const Hop&) const = default;
};

/// One branch: how one flow's packet went when equal-cost choices fell one way.
struct Walk {
    std::vector<Hop> hops;   ///< never empty; the last is where it ended
    Ending ending = Ending::delivered;
    dsl::Span responsible;   ///< the rule or static route that ended it, if one did
    network::NodeId at() const { return hops.back().node; }
    bool visits(network::NodeId node) const;
    /// The packet as it arrived where it ended.
    const network::Packet& final_packet() const { return hops.back().packet; }
    bool operator==(const Walk&) const = default;
};

/// The answer to a delivered walk, injected where its end injects.
network::Packet answer_to(const Walk& walk);

/// Calls `visit` for each branch until it returns false. With `answered`, the packet is the answer to one that went
/// along `*answered`: stateful nodes on that walk pass it without asking rules, translations made on it are turned
/// back, and sticky nodes use the links it used.
void walks(const network::Network& network, const State& state, network::NodeId from,
           const network::Packet& packet, const Walk* answered, const std::function<bool(const Walk&)>& visit);

/// All branches, at most `limit`.
std::vector<Walk> all_walks(const network::Network& network, const State& state, network::NodeId from,
                            const network::Packet& packet, const Walk* answered = nullptr,
                            std::size_t limit = 10'000);

}  // namespace routing
