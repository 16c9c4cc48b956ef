// A node's decision: the order of its profile, or the standard's (RFC 4271 §9.1.2.2 with weight and local preference
// before it, as every vendor has them), then what breaks ties. Where nobody wrote down what breaks them, that is left
// open (`oldest`), so that no verdict rests on it.

#include <algorithm>

#include "solver/kinds/profiles.hpp"

namespace kinds {
namespace {

using enum network::Criterion;

/// What a node's sessions say about its ties.
struct Sessions {
    std::size_t external = 0, internal = 0;
    bool ids_known = true, internal_ids_known = true; ///< of the peers
    bool reflected = false; ///< a peer may send reflected routes

    Sessions(const network::Network& net, network::NodeId node, const std::vector<network::SessionId>& sessions) {
        for (const network::SessionId id : sessions) {
            const network::Session& session = net[id];
            (net.internal(session) ? internal : external) += 1;
            const bool id_known = net[session.far_end(node).node].router_id.has_value();
            ids_known &= id_known;
            internal_ids_known &= id_known || !net.internal(session);
        }
        reflected = internal > 0 && std::ranges::any_of(net.sessions, [](const network::Session& session) {
                        return session.a.client || session.b.client;
                    });
    }
};

void break_ties(network::Decision& decision, const Sessions& sessions, bool oldest_first) {
    if (oldest_first && sessions.internal < 2)
        return decision.order.push_back(oldest);
    if (!(oldest_first ? sessions.internal_ids_known : sessions.ids_known))
        return decision.order.push_back(oldest);
    if (oldest_first)
        decision.order.push_back(oldest_external);
    decision.order.push_back(router_id);
    if (sessions.reflected)
        decision.order.push_back(cluster_list_length);
    decision.order.push_back(peer_order);
}

} // namespace

network::Decision standard_decision(bool multipath, bool router_ids_known) {
    network::Decision decision;
    decision.order = {weight, local_preference, local_origin, as_path_length, origin, med, external_over_internal};
    if (multipath)
        decision.multipath_after = decision.order.size();
    decision.order.push_back(router_ids_known ? router_id : oldest);
    if (router_ids_known)
        decision.order.push_back(peer_order);
    return decision;
}

network::Decision decision_of(const network::Network& net, network::NodeId node,
                              const std::vector<network::SessionId>& ids, const Choices& choices) {
    const Sessions sessions(net, node, ids);
    network::Decision decision;
    if (choices.profile)
        for (const Step& step : choices.profile->order)
            decision.order.push_back(step.criterion);
    else
        decision.order = {weight, local_preference, local_origin, as_path_length, origin, med, external_over_internal};
    if (choices.med)
        std::ranges::replace_if(
            decision.order, [](network::Criterion it) { return it == med || it == med_sequential; }, *choices.med);
    // Without OSPF every next hop is as far as any other (specs/semantics.md §2.1).
    if (net[node].ospf && !choices.profile)
        decision.order.push_back(igp_metric);
    if (choices.multipath)
        decision.multipath_after = decision.order.size();
    if (choices.multipath)
        decision.sharing = choices.sharing;
    const bool oldest_first = choices.profile && choices.profile->oldest_first && !choices.compare_router_ids;
    break_ties(decision, sessions, (oldest_first || choices.prefer_older) && sessions.external > 1);
    return decision;
}

} // namespace kinds
