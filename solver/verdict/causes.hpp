#pragma once
// Finding what is responsible for a violated scenario, one file per family of faults. Every finding is made
// of the oracle's answers alone.

#include <optional>
#include <string>
#include <vector>

#include "solver/verdict/explain.hpp"
#include "solver/verdict/reasons.hpp"
#include "solver/verdict/repair.hpp"

namespace verdict {

/// A violated scenario as every search looks at it.
struct Scene {
    const network::Network& network;
    const properties::Claim& claim;
    const Replay& replay;
    const Counterexample& found;
    network::Adjacency adjacency;

    const routing::State& state() const { return replay.state; }
    /// What is down in it: what failed, and conditions that do not hold.
    const network::FailureSet& down() const { return replay.state.failed; }
};

/// One answer to "why": what a report shows, and the change that would tell whether there is another reason.
struct Diagnosis {
    std::string reason;
    network::NodeId at;
    std::string headline;
    std::vector<Cause> causes;
    std::optional<Repair> repair;
    std::string not_tried;                 ///< why there is no repair
    std::optional<network::Prefix> prefix; ///< whose table tells the story
    network::NodeId table_node;            ///< the node that decides; unknown: where the ways part
    std::vector<std::string> notes;

    /// Adds a line unless it is already there.
    void add(dsl::Span span, std::string sentence);
};

/// The packet that went wrong: its way, its ends as it sees them.
struct Fault {
    const routing::Walk* walk = nullptr;
    const properties::Endpoint *from = nullptr, *to = nullptr;
    network::Packet packet;
    bool is_answer = false;
};

/// `at` has nothing for the destination, or the failures cut the ends apart. Best first; never empty.
std::vector<Diagnosis> missing_route(const Scene& scene, const Fault& fault);
/// The same for OSPF: routers of the area that have a route and do not tell of it, owners it does not reach.
/// Perhaps none.
std::vector<Diagnosis> missing_in_area(const Scene& scene, const Fault& fault);
/// Nobody announces it over BGP: who could, or why not. Never empty.
std::vector<Diagnosis> nobody_announces(const Scene& scene, const Fault& fault);
/// What would announce it, or the static route of `at`, waits for a condition on other routes.
std::vector<Diagnosis> waiting_announcements(const Scene& scene, const Fault& fault);
std::optional<Diagnosis> waiting_static(const Scene& scene, const Fault& fault);
/// Prefixes whose conditions agree with no state of theirs.
std::optional<Diagnosis> contradicting_conditions(const Scene& scene);
/// A rule of a node or of a link refuses it.
Diagnosis refused(const Scene& scene, const Fault& fault);
/// A stateful node never saw what it answers.
Diagnosis without_session(const Scene& scene, const Fault& fault);
/// It goes round.
Diagnosis going_round(const Scene& scene, const Fault& fault);
/// A route stays although its next hop is down, or although what it leads to is drained.
Diagnosis next_hop_down(const Scene& scene, const Fault& fault);
Diagnosis drained(const Scene& scene, const Fault& fault);
/// Any of these, null-routed, not forwarded, a failed sender, delivered elsewhere.
std::vector<Diagnosis> ended_on_the_way(const Scene& scene, const Fault& fault);
/// There and back take different ways.
std::vector<Diagnosis> asymmetry(const Scene& scene);
/// A less wanted transport is crossed.
std::vector<Diagnosis> unwanted_transport(const Scene& scene);
/// Delivered, or a route present, where nothing must be.
std::vector<Diagnosis> unwanted_delivery(const Scene& scene);
/// Delivered past every waypoint.
std::vector<Diagnosis> missed_waypoint(const Scene& scene);
/// Delivered over too many locations.
std::vector<Diagnosis> too_long_way(const Scene& scene);
/// Packets of others come by a node.
std::vector<Diagnosis> transit(const Scene& scene);
/// The last step of the walk hands the packet to a node without a route.
std::vector<Diagnosis> black_hole(const Scene& scene, const Fault& fault);
/// A session brings too many prefixes.
std::vector<Diagnosis> too_many_routes(const Scene& scene);
/// Routing may come to rest in more than one way.
std::vector<Diagnosis> several_states(const Scene& scene);
/// Routing never comes to rest.
std::vector<Diagnosis> restless_routing(const Scene& scene);

// What several searches share.

/// Blames the place where the fault's walk ended, for the way it ended.
Diagnosis begin(const Fault& fault, std::string headline);
/// Whether up links lead from `from` to `to` under `failed`.
bool connected(const network::Network& network, const network::Adjacency& adjacency, network::NodeId from,
               network::NodeId to, const network::FailureSet& failed);
/// The prefixes routing knows that contain `destination`, longest first.
std::vector<network::Prefix> covering(const network::Network& network, network::Address destination);
/// From `node` to the origin of its best, following each best to the peer it came from.
std::vector<network::NodeId> way_of_route(const network::Network& network, const routing::PrefixState& state,
                                          network::NodeId node);
/// The lines that carry the best of `node` there: policy terms and session ends, nearest to `node` first, and
/// the announcement last.
std::vector<Cause> carriers(const network::Network& network, const routing::PrefixState& state,
                            const network::FailureSet& failed, network::NodeId node);
/// The line of one end of a session that lets a route through: the accepting term of its policy, or the end
/// itself.
Cause let_through(const network::Network& network, const network::SessionEnd& end, network::NodeId peer,
                  const network::Prefix& prefix, routing::Route route, bool sending);
/// How `node` came to send packets to `next`, in words, with the line that says so.
Cause step_of_way(const Scene& scene, network::NodeId node, network::NodeId next, network::Address destination);
/// Taking away the route that `node` uses to the destination: its static routes, or what it learned.
std::optional<Repair> closing(const Scene& scene, network::NodeId node, network::Address destination);
/// Where `node` announces `prefix`, or owns it; unknown if it does neither.
dsl::Span announcement(const network::Network& network, network::NodeId node, const network::Prefix& prefix);

/// Why a node does not send packets along a wanted way.
struct Refusal {
    Diagnosis diagnosis; ///< without `headline`; the first cause's sentence says why
    int suspicion = 0;   ///< the higher, the less does it look like anyone's intention
};
/// `wanted`: the nodes of the wanted way. The first of them is the node that turned away from it.
std::optional<Refusal> why_not(const Scene& scene, network::Address destination,
                               const std::vector<network::NodeId>& wanted);
/// The index of the last node that both have from the start on.
std::size_t last_common(const std::vector<network::NodeId>& a, const std::vector<network::NodeId>& b);

} // namespace verdict
