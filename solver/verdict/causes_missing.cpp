// A node has no route: searched from it, peer by peer, back toward those that have one. Where a route stops
// short of a node that lacks it is a *barrier*; the barrier on the shortest way from the origin to the node
// is told first. Failed sessions are barriers that explain only if nothing else does.

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes_missing.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::Fate;
using routing::Offer;

namespace {

/// An offer that was stopped on its way to `node`.
struct Barrier {
    NodeId node;
    Offer offer;
    std::size_t length = 0; ///< sessions from the origin over the barrier to where the route is missed
};

struct Barriers {
    std::vector<Barrier> stopped, down;
    bool anyone_has_it = false;
    Asked asked;
};

/// Why the end that stopped an offer does so, if a line of the text says it.
const std::optional<Restraint>& restraint(const Scene& scene, const Barrier& barrier) {
    const Session& session = scene.network[barrier.offer.session];
    return barrier.offer.fate == Fate::listed_only ? session.end(barrier.node).restraint
                                                   : session.far_end(barrier.node).restraint;
}

/// A table that is fed and tells nobody anything: no route ever comes that way.
bool only_fed(const Scene& scene, const Barrier& barrier) {
    return barrier.offer.fate == Fate::sends_nothing && !restraint(scene, barrier) &&
           !scene.network[barrier.offer.session].far_end(barrier.node).sends;
}

/// What declares a node stands for what its kind always does: nobody wrote it down.
bool is_built_in(const Network& network, dsl::Span line) {
    return line.known() &&
           std::ranges::any_of(network.nodes, [&](const Node& node) { return node.span == line; });
}

/// How readily a stop is somebody's mistake: policies before what the protocol itself does.
int rank(const Network& network, const Offer& offer) {
    switch (offer.fate) {
    case Fate::rejected_by_export_policy:
    case Fate::rejected_by_import_policy:
        return is_built_in(network, offer.responsible) ? 2 : 0;
    case Fate::listed_only:
    case Fate::sends_nothing:
    case Fate::next_hop_unresolved:
        return 1;
    default:
        return 2;
    }
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
        for (const Offer& offer : routing::offers(scene.network, scene.found.failed, state, node)) {
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

/// Everything a sentence about one barrier needs.
struct Told {
    const Scene& scene;
    const Barrier& barrier;
    Prefix prefix;
    const Session& session = scene.network[barrier.offer.session];
    const SessionEnd& in = session.end(barrier.node);
    const SessionEnd& out = session.far_end(barrier.node);
    std::string node = quoted(scene.network, in.node);
    std::string peer = quoted(scene.network, out.node);
    std::string what = to_string(prefix);
};

void tell_policy(const Told& told, bool sending, Diagnosis& diagnosis) {
    const SessionEnd& end = sending ? told.out : told.in;
    const Policy& policy = told.scene.network[*(sending ? end.export_policy : end.import_policy)];
    const dsl::Span line =
        told.barrier.offer.responsible.known() ? told.barrier.offer.responsible : policy.span;
    if (is_built_in(told.scene.network, line)) {
        diagnosis.headline = sending ? fmt::format("{} never tells it {}", told.peer, told.node)
                                     : fmt::format("{} never takes it from {}", told.node, told.peer);
        diagnosis.add(line, sending
                                ? fmt::format("{} never tells {} of {}", told.peer, told.node, told.what)
                                : fmt::format("{} never takes {} from {}", told.node, told.what, told.peer));
        diagnosis.not_tried = "not tried: it is what such a thing always does";
        return;
    }
    diagnosis.headline = fmt::format("{} rejects it", quoted(policy.name));
    diagnosis.add(line, rejection(told.scene.network, policy, told.barrier.offer.term, told.prefix));
    diagnosis.add(end.span, sending ? fmt::format("{} applies {} to what it sends to {}", told.peer,
                                                  quoted(policy.name), told.node)
                                    : fmt::format("{} applies {} to what {} sends", told.node,
                                                  quoted(policy.name), told.peer));
    diagnosis.repair = accept_prefix(told.scene.network, *(sending ? end.export_policy : end.import_policy),
                                     told.barrier.offer.responsible, told.prefix);
}

void tell_own_asn(const Told& told, Diagnosis& diagnosis) {
    const Asn own = told.scene.network[told.in.node].asn.value_or(0);
    const auto path = told.barrier.offer.route ? told.barrier.offer.route->as_path : std::vector<Asn>{};
    const auto times = static_cast<std::uint32_t>(std::count(path.begin(), path.end(), own));
    diagnosis.headline = fmt::format("{} drops it: its own ASN {} is in the path", told.node, own);
    diagnosis.add(told.in.span, fmt::format("{} drops {} from {}: the path {} holds its own ASN {}",
                                            told.node, told.what, told.peer, as_path(path), own));
    if (!told.scene.network[told.in.node].in_traces) {
        // The platform speaks here, and nobody configures it: the other side can change.
        diagnosis.causes.insert(
            diagnosis.causes.begin(),
            {told.out.span, fmt::format("{} tells {} of {} as it learned it, with {} in the path", told.peer,
                                        told.node, told.what, own)});
        diagnosis.repair = change_ends(told.scene.network, told.barrier.offer.session, told.out.node,
                                       fmt::format("`as-override` at {}", told.peer),
                                       [](SessionEnd& end) { end.as_override = true; });
        return;
    }
    diagnosis.repair = change_end(told.barrier.offer.session, told.in.node,
                                  fmt::format("allowing its own ASN {} {} in what {} learns from {}", times,
                                              times == 1 ? "time" : "times", told.node, told.peer),
                                  [times](SessionEnd& end) { end.allow_own_as = times; });
}

void tell_next_hop(const Told& told, Diagnosis& diagnosis) {
    const auto& route = told.barrier.offer.route;
    const std::string hop =
        route && route->next_hop.known() ? quoted(told.scene.network, route->next_hop) : "nobody";
    diagnosis.headline = fmt::format("{} cannot resolve its next hop {}", told.node, hop);
    diagnosis.add(told.out.span,
                  fmt::format("{} sends {} to {} with next hop {}, to which {} has no link that is up",
                              told.peer, told.what, told.node, hop, told.node));
    diagnosis.repair =
        change_end(told.barrier.offer.session, told.out.node,
                   fmt::format("`next-hop-self` at {} toward {}", told.peer, told.node), [](SessionEnd& end) {
                       end.next_hop_self = true;
                       end.next_hop_unchanged = false;
                   });
}

void tell_silence(const Told& told, Diagnosis& diagnosis) {
    if (told.out.sends) {
        const NodeId peer = told.out.node;
        diagnosis.headline = fmt::format("{} does not advertise it", told.peer);
        diagnosis.add(told.scene.network[peer].span,
                      fmt::format("{} has another source for {} installed and advertises only what it uses",
                                  told.peer, told.what));
        diagnosis.repair =
            Repair{fmt::format("advertising inactive routes at {}", told.peer),
                   [peer](Network& mended) { mended.nodes[peer.index()].advertise_inactive = true; }};
        return;
    }
    diagnosis.headline = fmt::format("{} advertises nothing to {}", told.peer, told.node);
    diagnosis.add(told.out.span, diagnosis.headline);
    diagnosis.repair = change_end(told.barrier.offer.session, told.out.node,
                                  fmt::format("letting {} advertise to {}", told.peer, told.node),
                                  [](SessionEnd& end) { end.sends = true; });
}

/// A line of the text says why. It may hold back more than sessions can show: a repair here is partial.
void tell_restraint(const Restraint& why, Diagnosis& diagnosis) {
    diagnosis.reason = why.reason;
    diagnosis.headline = why.sentence;
    diagnosis.add(why.span, why.sentence);
    diagnosis.repair = Repair{"letting pass the routes that this line holds back",
                              [why](Network& mended) {
                                  for (Session& session : mended.sessions)
                                      for (SessionEnd* end : {&session.a, &session.b})
                                          if (end->restraint == why) {
                                              end->sends = true;
                                              end->lists_only = false;
                                          }
                              },
                              true};
}

void tell_listed(const Told& told, Diagnosis& diagnosis) {
    diagnosis.headline = fmt::format("{} only lists what {} sends", told.node, told.peer);
    diagnosis.add(told.in.span,
                  fmt::format("{} lists {} from {} and never uses it", told.node, told.what, told.peer));
    diagnosis.repair = change_end(told.barrier.offer.session, told.in.node,
                                  fmt::format("using what {} learns from {}", told.node, told.peer),
                                  [](SessionEnd& end) { end.lists_only = false; });
}

void tell_internal(const Told& told, Diagnosis& diagnosis) {
    diagnosis.headline = fmt::format("{} does not pass it on over iBGP", told.peer);
    diagnosis.add(
        told.session.span,
        fmt::format("{} learned {} over iBGP and does not pass it on to {}, also iBGP (RFC 4271 §9.2.1)",
                    told.peer, told.what, told.node));
    diagnosis.not_tried = "not tried: it takes a session that does not exist";
}

/// What the reader gets to see of one barrier.
Diagnosis tell(const Scene& scene, const Barrier& barrier, const Fault& fault, const Prefix& prefix) {
    Diagnosis diagnosis;
    diagnosis.reason = reason_of(barrier.offer);
    diagnosis.at = fault.walk->at();
    diagnosis.prefix = prefix;
    if (const auto& why = restraint(scene, barrier)) {
        tell_restraint(*why, diagnosis);
        return diagnosis;
    }
    const Told told{scene, barrier, prefix};
    switch (barrier.offer.fate) {
    case Fate::rejected_by_export_policy:
        tell_policy(told, true, diagnosis);
        break;
    case Fate::rejected_by_import_policy:
        tell_policy(told, false, diagnosis);
        break;
    case Fate::own_asn_in_path:
        tell_own_asn(told, diagnosis);
        break;
    case Fate::next_hop_unresolved:
        tell_next_hop(told, diagnosis);
        break;
    case Fate::sends_nothing:
        tell_silence(told, diagnosis);
        break;
    case Fate::listed_only:
        tell_listed(told, diagnosis);
        break;
    default:
        tell_internal(told, diagnosis);
    }
    if (rank(scene.network, barrier.offer) == 0 && barrier.node != fault.walk->at())
        diagnosis.headline += fmt::format(" between {} and {}", told.peer, told.node);
    return diagnosis;
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
