// Export and import in the order of `specs/semantics.md` §2. Nothing here knows of other routes or of
// decisions.

#include "solver/routing/message.hpp"

#include <algorithm>

#include "solver/routing/policy.hpp"
#include "solver/routing/resolution.hpp"

namespace routing {

using namespace network;

namespace {

/// RFC 6996.
bool is_private(Asn asn) {
    return (64512 <= asn && asn <= 65534) || (4200000000U <= asn && asn <= 4294967294U);
}

bool is_up(const Setting& setting, NodeId node, const StaticRoute& route) {
    if (std::ranges::any_of(route.fails_with, [&](FailureId group) { return setting.health.down(group); }))
        return false;
    const auto* via = std::get_if<ViaLink>(&route.next_hop);
    return via && !via->permanent ? setting.health.up(via->link) : setting.health.up(node);
}

/// Whether the node reaches exactly the prefix by a static route that is one, or within the OSPF area.
bool reaches(const Setting& setting, NodeId node) {
    const auto leads_there = [&](const StaticRoute& route) {
        const auto* discard = std::get_if<Discard>(&route.next_hop);
        return route.prefix == setting.prefix && is_up(setting, node, route) && !(discard && discard->unreachable);
    };
    return std::ranges::any_of(setting.network()[node].static_routes, leads_there) ||
           reaches_internally(setting.network(), setting.health.shortest_paths(), node, setting.prefix);
}

bool learned_internally(const Network& network, const Candidate& best) {
    return !best.local() && network.internal(network[best.session]);
}

Passage stopped(Fate fate, dsl::Span responsible, std::optional<Route> route = std::nullopt) {
    return {std::move(route), fate, responsible, nullptr};
}

/// Applies the policy if there is one; the passage refused with `fate` if it rejects.
std::optional<Passage> filtered(const Setting& setting, std::optional<PolicyId> policy, Fate fate,
                                Route& route) {
    if (!policy)
        return std::nullopt;
    Route before = route;
    const PolicyDecision decision = evaluate(setting.network()[*policy], setting.prefix, route);
    if (decision.accepted)
        return std::nullopt;
    Passage passage = stopped(fate, decision.decided_by, std::move(before));
    passage.term = decision.term;
    return passage;
}

/// Whether `end` passes a best that it learned over iBGP on to an internal peer (RFC 4456 §6).
bool reflects(const Network& network, const SessionEnd& end, const Candidate& best) {
    return end.client || network[best.session].end(end.node).client;
}

/// RFC 1997: no_advertise stops a route everywhere, the others at the border of the AS.
bool kept_by_community(const Route& route, bool internal) {
    const auto carries = [&](const Community& it) { return route.communities.count(it) > 0; };
    return carries(no_advertise) || (!internal && (carries(no_export) || carries(no_export_subconfed)));
}

/// Why nothing at all is sent, though the session is up and there is a best.
std::optional<Passage> withheld(const Setting& setting, const SessionEnd& end, bool internal,
                                const Candidate& best) {
    const Network& network = setting.network();
    if (internal && learned_internally(network, best) && !reflects(network, end, best))
        return stopped(Fate::not_readvertised, end.span, best.route);
    if (kept_by_community(best.route, internal))
        return stopped(Fate::kept_by_community, end.span, best.route);
    if (!end.sends || (!network[end.node].advertise_inactive && !installed(setting, end.node, best)))
        return stopped(Fate::sends_nothing, end.span, best.route);
    return std::nullopt;
}

/// Whether the end puts its owner in the place of the next hop.
bool is_next_hop(const SessionEnd& end, bool internal, bool local, bool reflected) {
    if (!internal)
        return !end.next_hop_unchanged;
    return local || (reflected ? end.next_hop_self_reflected : end.next_hop_self);
}

/// RFC 4456 §8: who brought the route into the AS, and which clusters it passed.
void mark_reflected(const Network& network, NodeId reflector, const Candidate& best, Route& route) {
    if (!route.originator.known())
        route.originator = peer_of(network[best.session], reflector);
    route.cluster_list.insert(route.cluster_list.begin(), network.cluster(reflector));
}

/// Whether the route came back to where it was (RFC 4271 §9.1.2, RFC 4456 §8).
std::optional<Fate> looped(const Network& network, const SessionEnd& end, const Route& route) {
    const auto own = std::count(route.as_path.begin(), route.as_path.end(), *network[end.node].asn);
    if (own > static_cast<std::ptrdiff_t>(end.allow_own_as))
        return Fate::own_asn_in_path;
    if (end.local_as) {
        const std::ptrdiff_t put_in_front = end.local_as->prepends_received ? 1 : 0;
        const auto there = std::count(route.as_path.begin(), route.as_path.end(), end.local_as->asn) + put_in_front;
        if (there > std::max<std::ptrdiff_t>(end.allow_own_as, put_in_front))
            return Fate::own_asn_in_path;
    }
    if (route.originator == end.node)
        return Fate::own_originator;
    if (std::ranges::find(route.cluster_list, network.cluster(end.node)) != route.cluster_list.end())
        return Fate::own_cluster;
    return std::nullopt;
}

} // namespace

Asn asn_shown(const Network& network, const SessionEnd& end) {
    return end.local_as ? end.local_as->asn : *network[end.node].asn;
}

void rewrite_path(std::vector<Asn>& path, const SessionEnd& end, Asn own, Asn peer) {
    if (end.remove_private_as)
        path.erase(std::remove_if(path.begin(), path.end(), is_private), path.end());
    for (Asn& asn : path) {
        const auto pair = std::find_if(end.replace_as.begin(), end.replace_as.end(),
                                       [&](const auto& it) { return it.first == asn; });
        if (pair != end.replace_as.end())
            asn = pair->second;
    }
    if (end.as_override)
        std::replace(path.begin(), path.end(), peer, own);
    if (!end.local_as || !end.local_as->replaces)
        path.insert(path.begin(), own);
    if (end.local_as)
        path.insert(path.begin(), end.local_as->asn);
}

bool can_exist(const Setting& setting, NodeId node, const Origination& origination) {
    return origination.prefix == setting.prefix && setting.network()[node].asn && setting.health.up(node) &&
           (!origination.if_reachable || reaches(setting, node));
}

const Origination* origination_at(const Setting& setting, NodeId node) {
    const auto exists = [&](const Origination& it) {
        return can_exist(setting, node, it) && (!it.only_while || setting.health.down(*it.only_while)) &&
               std::ranges::none_of(it.fails_with, [&](FailureId group) { return setting.health.down(group); });
    };
    const auto& all = setting.network()[node].originates;
    const auto found = std::ranges::find_if(all, exists);
    return found == all.end() ? nullptr : &*found;
}

Candidate candidate_of(const Origination& origination, NodeId node) {
    Route route;
    route.weight = 32768;
    route.next_hop = node;
    route.as_path = origination.as_path;
    route.origin = origination.origin;
    route.med = origination.med;
    route.communities.insert(origination.communities.begin(), origination.communities.end());
    return {SessionId{}, std::move(route)};
}

std::optional<Candidate> local_candidate(const Setting& setting, NodeId node) {
    const Origination* origination = origination_at(setting, node);
    return origination ? std::optional(candidate_of(*origination, node)) : std::nullopt;
}

bool installed(const Setting& setting, NodeId node, const Candidate& best) {
    if (best.local())
        return true;
    const Node& it = setting.network()[node];
    const std::uint32_t distance =
        learned_internally(setting.network(), best) ? it.internal_distance : it.external_distance;
    const auto owned = [&](const OwnedPrefix& own) { return own.prefix == setting.prefix; };
    const auto wins = [&](const StaticRoute& route) {
        return route.prefix == setting.prefix && route.distance <= distance && is_up(setting, node, route);
    };
    return std::none_of(it.owns.begin(), it.owns.end(), owned) &&
           std::none_of(it.static_routes.begin(), it.static_routes.end(), wins);
}

Passage send(const Setting& setting, SessionId session, NodeId sender, const Candidate* best) {
    const Network& network = setting.network();
    const Session& between = network[session];
    const SessionEnd& end = between.end(sender);
    if (!setting.health.up(session))
        return stopped(Fate::session_down, between.span);
    if (!best)
        return stopped(Fate::peer_has_none, end.span);
    const bool internal = network.internal(between);
    if (auto nothing = withheld(setting, end, internal, *best))
        return *nothing;

    Route route = best->route;
    route.weight = 0;
    if (!internal && !best->local())
        route.med = 0;
    if (auto refusal = filtered(setting, end.export_policy, Fate::rejected_by_export_policy, route))
        return *refusal;
    const bool reflected = internal && learned_internally(network, *best);
    if (end.next_hop)
        route.next_hop = *end.next_hop;
    else if (is_next_hop(end, internal, best->local(), reflected))
        route.next_hop = sender;
    if (!internal) {
        rewrite_path(route.as_path, end, *network[sender].asn, asn_shown(network, between.far_end(sender)));
        route.originator = {};
        route.cluster_list.clear();
    } else if (reflected) {
        mark_reflected(network, sender, *best, route);
    }
    return {std::move(route), std::nullopt, {}};
}

Passage receive(const Setting& setting, SessionId session, NodeId receiver, Route route) {
    const Network& network = setting.network();
    const Session& between = network[session];
    const SessionEnd& end = between.end(receiver);
    if (const auto fate = looped(network, end, route))
        return stopped(*fate, end.span, std::move(route));
    if (end.local_as && end.local_as->prepends_received)
        route.as_path.insert(route.as_path.begin(), end.local_as->asn);
    route.weight = end.weight;
    if (!network.internal(between))
        route.local_preference = 100;
    if (auto refusal = filtered(setting, end.import_policy, Fate::rejected_by_import_policy, route))
        return *refusal;
    if (end.lists_only)
        return stopped(Fate::listed_only, end.span, std::move(route));
    if (!resolve(setting.health.shortest_paths(), between, receiver, route.next_hop))
        return stopped(Fate::next_hop_unresolved, between.far_end(receiver).span, std::move(route));
    return {std::move(route), std::nullopt, {}};
}

Passage offer(const Setting& setting, SessionId session, NodeId receiver, const Candidate* peers_best) {
    Passage sent = send(setting, session, peer_of(setting.network()[session], receiver), peers_best);
    if (!sent.arrived())
        return sent;
    return receive(setting, session, receiver, std::move(*sent.route));
}

} // namespace routing
