// The closure is a breadth-first search over (node, route); fixed points are those that one round does not
// change.

#include "solver/routing/cycles.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>

namespace routing {

using namespace network;

namespace {

/// What the sender's end makes of a path.
std::vector<Asn> sent(const Network& network, const Session& session, NodeId sender, std::vector<Asn> path) {
    rewrite_path(path, session.end(sender), *network[sender].asn, asn_shown(network, session.far_end(sender)));
    return path;
}

/// What becomes of one ASN of a path; nothing if the sender's end drops it.
std::optional<Asn> rewritten(const Network& network, const Session& session, NodeId sender, Asn asn) {
    const std::vector<Asn> path = sent(network, session, sender, {asn});
    return path.size() == sent(network, session, sender, {}).size() ? std::nullopt : std::optional(path.back());
}

/// What both ends of an eBGP session put in front.
std::vector<Asn> put_in_front(const Network& network, const Session& session, NodeId sender) {
    std::vector<Asn> all = sent(network, session, sender, {});
    if (const auto& local = session.far_end(sender).local_as; local && local->prepends_received)
        all.push_back(local->asn);
    return all;
}

/// Whether an ASN put in front on `sessions[start]` is dropped at some later session of the cycle.
bool dropped_later(const Network& network, const Cycle& cycle, std::size_t start, std::optional<Asn> asn) {
    const std::size_t length = cycle.nodes.size();
    std::set<std::pair<std::size_t, Asn>> seen;
    for (std::size_t at = start; seen.insert({at, *asn}).second;) {
        at = (at + length - 1) % length;
        const Session& session = network[cycle.sessions[at]];
        if (!network.internal(session))
            asn = rewritten(network, session, cycle.nodes[(at + 1) % length], *asn);
        if (!asn)
            return true;
    }
    return false;
}

/// The order in which routes are looked up; any will do.
struct Less {
    static auto parts(const std::pair<NodeId, Candidate>& it) {
        const Route& route = it.second.route;
        return std::tie(it.first, it.second.session, route.as_path, route.weight, route.local_preference,
                        route.med, route.origin, route.communities, route.next_hop, route.originator,
                        route.cluster_list);
    }
    bool operator()(const std::pair<NodeId, Candidate>& a, const std::pair<NodeId, Candidate>& b) const {
        return parts(a) < parts(b);
    }
};

bool can_fail(const Network& network, LinkId link) {
    const Link& it = network[link];
    return !it.fails_with.empty() || !network[it.from].fails_with.empty() ||
           !network[it.to].fails_with.empty();
}

/// The network in which everything is sent that could be sent under some failures: a static route that hides
/// a BGP route from advertisement may be down, a condition for announcing may be met, of several originations any may be
/// the first that exists, and what a session stands in for may be down.
Network most_talkative(const Network& network, const Prefix& prefix) {
    const Health healthy(network, {});
    Network relaxed = network;
    for (std::size_t i = 0; i < relaxed.nodes.size(); ++i) {
        Node& node = relaxed.nodes[i];
        std::erase_if(node.originates, [&](const Origination& it) {
            return !can_exist({healthy, prefix}, NodeId::at(i), it) ||
                   std::ranges::any_of(it.fails_with, [&](FailureId group) { return network[group].disabled; });
        });
        for (Origination& it : node.originates) {
            it.if_reachable = false;
            it.only_while.reset();
            it.fails_with.clear();
        }
        std::erase_if(node.static_routes, [&](const StaticRoute& route) {
            const auto* via = std::get_if<ViaLink>(&route.next_hop);
            return !route.fails_with.empty() || (via && !via->permanent && can_fail(network, via->link));
        });
    }
    for (Session& session : relaxed.sessions)
        session.stands_in_for.clear();
    return relaxed;
}

/// What `nodes[0]` gets back when it holds `held`; nothing if the route is stopped on its way.
std::optional<Candidate> once_round(const Setting& setting, const Cycle& cycle, Candidate held) {
    for (std::size_t i = cycle.nodes.size(); i-- > 0;) {
        Passage passage = offer(setting, cycle.sessions[i], cycle.nodes[i], &held);
        if (!passage.arrived())
            return std::nullopt;
        held = {cycle.sessions[i], std::move(*passage.route)};
    }
    return held;
}

} // namespace

/// Of two iBGP sessions in a row, the second carries only what the node between reflects, and that makes the cluster list
/// grow until an eBGP session drops it; each ASN put in front must be dropped again.
bool may_rest(const Network& network, const Cycle& cycle) {
    const std::size_t length = cycle.nodes.size();
    bool leaves_the_as = false;
    for (std::size_t i = 0; i < length; ++i) {
        const Session& session = network[cycle.sessions[i]];
        const Session& before = network[cycle.sessions[(i + 1) % length]];
        const NodeId between = cycle.nodes[(i + 1) % length];
        const bool internal = network.internal(session);
        leaves_the_as = leaves_the_as || !internal;
        if (internal) {
            if (network.internal(before) && !session.end(between).client && !before.end(between).client)
                return false;
            continue;
        }
        for (const Asn asn : put_in_front(network, session, between))
            if (!dropped_later(network, cycle, i, asn))
                return false;
    }
    return leaves_the_as;
}

/// Where ends override each other's ASNs back and forth, paths grow for ever, and contents that rest may be
/// without number: hence the bounds, and `complete`.
Closure::Closure(const Network& network, const Prefix& prefix, std::size_t most)
    : routes_(network.nodes.size()) {
    const std::size_t longest_path = 2 * network.nodes.size() + 16;
    const Network relaxed = most_talkative(network, prefix);
    const Health health(relaxed, {});
    const Setting setting{health, prefix};
    std::set<std::pair<NodeId, Candidate>, Less> known;
    std::deque<std::pair<NodeId, Candidate>> fresh;
    const auto add = [&](NodeId node, Candidate candidate) {
        const bool too_long = candidate.route.as_path.size() > longest_path;
        complete_ = complete_ && !too_long;
        if (too_long || !known.insert({node, candidate}).second)
            return;
        routes_[node.index()].push_back(candidate);
        fresh.emplace_back(node, std::move(candidate));
    };
    for (std::size_t i = 0; i < relaxed.nodes.size(); ++i)
        for (const Origination& it : relaxed.nodes[i].originates)
            add(NodeId::at(i), candidate_of(it, NodeId::at(i)));
    for (; !fresh.empty() && known.size() < most; fresh.pop_front()) {
        const auto [node, held] = fresh.front();
        for (const SessionId session : health.adjacency().sessions[node.index()]) {
            const NodeId peer = peer_of(relaxed[session], node);
            Passage passage = offer(setting, session, peer, &held);
            if (passage.arrived())
                add(peer, {session, std::move(*passage.route)});
        }
    }
    complete_ = complete_ && fresh.empty();
}

std::vector<Candidate> resting_contents(const Setting& setting, const Cycle& cycle, const Closure& closure) {
    std::vector<Candidate> found;
    for (const Candidate& held : closure.at(cycle.nodes.front()))
        if (held.session == cycle.sessions.front() && once_round(setting, cycle, held) == held)
            found.push_back(held);
    return found;
}

} // namespace routing
