// A node has no route: searched from it, peer by peer, back toward those that have one. Where a route stops
// short of a node that lacks it is a *barrier*; the barrier on the shortest way from the origin to the node
// is told first. Failed sessions are barriers that explain only if nothing else does.

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes_missing.hpp"
#include "solver/verdict/causes_stops.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::Fate;
using routing::Offer;

namespace {

struct Barriers {
    std::vector<Barrier> stopped, down;
    bool anyone_has_it = false;
    Asked asked;
};

/// A table that is fed and tells nobody anything: no route ever comes that way.
bool only_fed(const Scene& scene, const Barrier& barrier) {
    return barrier.offer.fate == Fate::sends_nothing && !restraint(scene, barrier) &&
           !scene.network[barrier.offer.session].far_end(barrier.node).sends;
}

Barriers find_barriers(const Scene& scene, const routing::PrefixState& state, NodeId start) {
    Barriers found;
    for (const routing::Choice& choice : state.choices)
        found.anyone_has_it |= choice.best.has_value();
    Asked& depth = found.asked;
    depth = {{start, 0}};
    std::vector<NodeId> queue{start};
    for (std::size_t next = 0; next < queue.size(); ++next) {
        const NodeId node = queue[next];
        for (const Offer& offer : routing::offers(scene.network, scene.down(), state, node)) {
            if (!offer.session.known())
                continue;
            const NodeId peer = scene.network[offer.session].far_end(node).node;
            if (offer.fate == Fate::session_down)
                found.down.push_back({node, offer, depth[node]});
            else if (offer.fate == Fate::less_preferred)
                continue; // to an announcement of its own: told apart
            else if (offer.fate != Fate::peer_has_none)
                found.stopped.push_back(
                    {node, offer, depth[node] + way_of_route(scene.network, state, peer).size()});
            else if (depth.emplace(peer, depth[node] + 1).second)
                queue.push_back(peer);
        }
    }
    const auto order = [&](const Barrier& it) {
        return std::tuple(only_fed(scene, it), it.length, restraint(scene, it) ? 0 : rank(scene.network, it.offer));
    };
    std::stable_sort(found.stopped.begin(), found.stopped.end(),
                     [&](const Barrier& a, const Barrier& b) { return order(a) < order(b); });
    return found;
}

/// One line responsible for several stops is one diagnosis.
void merge(std::vector<Diagnosis>& all, Diagnosis next) {
    for (Diagnosis& known : all)
        if (!known.causes.empty() && !next.causes.empty() && next.causes.front().span.known() &&
            known.causes.front().span == next.causes.front().span && known.reason == next.reason &&
            known.prefix == next.prefix) {
            for (Cause& cause : next.causes)
                known.add(cause.span, std::move(cause.sentence));
            return;
        }
    all.push_back(std::move(next));
}

/// The failures alone: which of them took which session, or which static route, of the way.
Diagnosis only_failures(const Scene& scene, const Fault& fault, const Barriers& barriers,
                        const Prefix& prefix) {
    auto diagnosis =
        plain(fault, routing::code(Fate::session_down), "every session it could come over is down");
    diagnosis.prefix = prefix;
    for (const Barrier& barrier : barriers.down) {
        const Session& session = scene.network[barrier.offer.session];
        if (barrier.offer.failure.known())
            diagnosis.add(scene.network[barrier.offer.failure].span,
                          fmt::format("{} there is no session {}", circumstance(scene.network, barrier.offer.failure),
                                      quoted(session.name)));
        else
            diagnosis.add(session.span, fmt::format("there is no session {}: its ends do not reach each other",
                                                    quoted(session.name)));
    }
    diagnosis.not_tried = "not tried: only what failed is missing";
    return diagnosis;
}

/// The prefixes to search, the most telling first: what the healthy network used here, then longest first.
std::vector<Prefix> telling_prefixes(const Scene& scene, const Fault& fault) {
    auto prefixes = covering(scene.network, fault.packet.destination);
    const auto healthy =
        routing::lookup(scene.network, scene.replay.healthy, fault.walk->at(), fault.packet.destination);
    std::stable_partition(prefixes.begin(), prefixes.end(), [&](const Prefix& prefix) {
        return healthy.source != routing::Table::Source::none && prefix == healthy.prefix;
    });
    return prefixes;
}

/// What a search over several prefixes has gathered.
struct Gathered {
    std::vector<Diagnosis> stops;      ///< own announcements and barriers
    std::optional<Diagnosis> failures; ///< sessions that are down
    Asked asked;                       ///< over all prefixes: nodes without a route, by distance
    std::vector<Prefix> held;          ///< by anyone
};

Gathered gather(const Scene& scene, const Fault& fault) {
    Gathered all;
    for (const Prefix& prefix : telling_prefixes(scene, fault)) {
        const auto* state = scene.state().find(prefix);
        if (!state)
            continue;
        if (auto own = own_announcement(scene, fault, *state))
            all.stops.push_back(*std::move(own));
        const auto barriers = find_barriers(scene, *state, fault.walk->at());
        if (barriers.anyone_has_it)
            all.held.push_back(prefix);
        all.asked.insert(barriers.asked.begin(), barriers.asked.end());
        for (const Barrier& barrier : barriers.stopped)
            merge(all.stops, tell(scene, barrier, fault, prefix));
        if (!all.failures && barriers.anyone_has_it && !barriers.down.empty())
            all.failures = only_failures(scene, fault, barriers, prefix);
    }
    return all;
}

} // namespace

std::vector<Diagnosis> missing_route(const Scene& scene, const Fault& fault) {
    if (auto found = cut(scene, fault))
        return {*found};
    Gathered gathered = gather(scene, fault);
    std::vector<Diagnosis> all = std::move(gathered.stops);
    if (const auto missing = withheld(scene, fault, gathered.asked)) {
        const bool held = std::ranges::any_of(
            gathered.held, [&](const Prefix& prefix) { return missing->prefix->contains(prefix); });
        all.insert(held ? all.end() : all.begin(), *missing);
    }
    if (auto waiting = waiting_static(scene, fault))
        all.push_back(*waiting);
    if (auto down = static_down(scene, fault))
        all.push_back(*down);
    if (gathered.failures)
        all.push_back(*gathered.failures);
    const auto in_area = missing_in_area(scene, fault); // first at a router without BGP
    all.insert(scene.network[fault.walk->at()].asn ? all.end() : all.begin(), in_area.begin(), in_area.end());
    if (all.empty())
        all = nobody_announces(scene, fault);
    for (Diagnosis& diagnosis : all)
        diagnosis.headline =
            fmt::format("{} has no route to {}; {}", quoted(scene.network, fault.walk->at()),
                        diagnosis.prefix ? to_string(*diagnosis.prefix) : to_string(fault.packet.destination),
                        diagnosis.headline);
    return all;
}

} // namespace verdict
