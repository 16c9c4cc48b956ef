// Why a node does not send packets the wanted way: it lost the decision, a longer prefix or a static route
// took over, or the route was stopped before. Asked of the wanted way's nodes one after the other, because a
// node without the wanted route may only follow a neighbour's decision.

#include <algorithm>

#include <fmt/format.h>

#include "solver/routing/message.hpp"
#include "solver/routing/policy.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::Candidate;
using routing::Fate;
using routing::Offer;

namespace {

/// One node of the wanted way, and what lies ahead of it there.
struct Turn {
    const Scene& scene;
    Address destination;
    NodeId node;
    std::vector<NodeId> ahead; ///< wanted, nearest first
    routing::Table table = routing::lookup(scene.network, scene.state(), node, destination);

    bool is_ahead(NodeId other) const { return std::find(ahead.begin(), ahead.end(), other) != ahead.end(); }
    NodeId peer(SessionId session) const { return scene.network[session].far_end(node).node; }
    bool uses_next() const {
        return std::any_of(table.links.begin(), table.links.end(),
                           [&](LinkId link) { return scene.network[link].to == ahead.front(); });
    }
};

/// How surely an offer is the wanted one: next hop, then peer, then anything ahead. 0: not at all.
int closeness(const Turn& turn, const Offer& offer) {
    if (!offer.session.known())
        return 0;
    if (offer.route && offer.route->next_hop == turn.ahead.front())
        return 4;
    if (turn.peer(offer.session) == turn.ahead.front())
        return 3;
    if (offer.route && turn.is_ahead(offer.route->next_hop))
        return 2;
    return turn.is_ahead(turn.peer(offer.session)) ? 1 : 0;
}

/// The offer of the wanted way; a route that exists before one that does not.
std::optional<Offer> wanted_offer(const Turn& turn, const std::vector<Offer>& offers) {
    std::optional<Offer> found;
    auto value = [&](const Offer& offer) {
        return std::pair(offer.fate != Fate::peer_has_none && offer.fate != Fate::session_down,
                         closeness(turn, offer));
    };
    for (const Offer& offer : offers)
        if (closeness(turn, offer) > 0 && (!found || value(offer) > value(*found)))
            found = offer;
    return found;
}

bool alike(const Offer& a, const Offer& b) {
    return a.fate == b.fate && a.criterion == b.criterion && a.route && b.route &&
           a.route->local_preference == b.route->local_preference && a.route->weight == b.route->weight &&
           a.route->as_path.size() == b.route->as_path.size();
}

int suspicion(Criterion criterion) {
    switch (criterion) {
    case Criterion::weight:
    case Criterion::local_preference:
    case Criterion::local_origin:
        return 1;
    case Criterion::as_path_length:
    case Criterion::origin:
    case Criterion::med:
    case Criterion::med_always:
    case Criterion::med_sequential:
        return 3;
    default:
        return 4;
    }
}

/// Whether a set statement is what `criterion` looks at.
bool sets(const Set& set, Criterion criterion) {
    switch (criterion) {
    case Criterion::weight:
        return std::holds_alternative<SetWeight>(set.what);
    case Criterion::local_preference:
        return std::holds_alternative<SetLocalPreference>(set.what);
    case Criterion::as_path_length:
        return std::holds_alternative<PrependAs>(set.what);
    case Criterion::origin:
        return std::holds_alternative<SetOrigin>(set.what);
    case Criterion::med:
    case Criterion::med_always:
    case Criterion::med_sequential:
        return std::holds_alternative<SetMed>(set.what);
    default:
        return false;
    }
}

/// Lines of the policies on one session that set what the decision looked at.
void add_setting_lines(const Turn& turn, SessionId session, Criterion criterion, Diagnosis& diagnosis,
                       const std::string& sentence) {
    const Session& it = turn.scene.network[session];
    for (const auto& policy : {it.end(turn.node).import_policy, it.far_end(turn.node).export_policy})
        if (policy)
            for (const Term& term : turn.scene.network[*policy].terms)
                for (const Set& set : term.sets)
                    if (sets(set, criterion) && set.span.known())
                        diagnosis.add(set.span, sentence);
}

/// How one end treats what it sends, or receives, in words.
std::string treatment(const Turn& turn, const SessionEnd& end, NodeId peer, bool sending) {
    const auto& policy = sending ? end.export_policy : end.import_policy;
    const std::string direction = sending ? "sends to" : "learns from";
    const std::string ends = fmt::format("{} {} {}", quoted(turn.scene.network, end.node), direction,
                                         quoted(turn.scene.network, peer));
    return policy ? fmt::format("what {} goes through {}", ends, quoted(turn.scene.network[*policy].name))
                  : fmt::format("what {} goes through no policy", ends);
}

/// The lines of a lost decision: what set the deciding attribute, then where the losers are configured (for
/// iBGP the sender: local preference could have been set there), then the winner. The first of them says why.
void add_lines(const Turn& turn, const std::vector<SessionId>& losers, SessionId winner, Criterion criterion,
               Diagnosis& diagnosis, const std::string& sentence) {
    if (winner.known())
        add_setting_lines(turn, winner, criterion, diagnosis, sentence);
    for (SessionId loser : losers)
        add_setting_lines(turn, loser, criterion, diagnosis, sentence);
    const auto configured = [&](SessionId session, bool sending) {
        const Session& it = turn.scene.network[session];
        const SessionEnd &near = it.end(turn.node), &far = it.far_end(turn.node);
        const SessionEnd &end = sending ? far : near, &other = sending ? near : far;
        diagnosis.add(end.span.known() ? end.span : it.span,
                      diagnosis.causes.empty() ? sentence : treatment(turn, end, other.node, sending));
    };
    for (SessionId loser : losers)
        configured(loser, turn.scene.network.internal(turn.scene.network[loser]));
    if (winner.known())
        configured(winner, false);
}

std::string name_of(const Turn& turn, const Candidate& candidate) {
    return candidate.local() ? "its own route" : quoted(turn.scene.network, turn.peer(candidate.session));
}

Refusal started(const Turn& turn, std::string_view reason, int suspicion) {
    Refusal refusal;
    refusal.diagnosis.reason = reason;
    refusal.diagnosis.at = refusal.diagnosis.table_node = turn.node;
    refusal.diagnosis.prefix = turn.table.prefix;
    refusal.suspicion = suspicion;
    return refusal;
}

Refusal lost_decision(const Turn& turn, const std::vector<Offer>& offers, const Offer& wanted,
                      const Candidate& winner) {
    const Criterion criterion = wanted.criterion.value_or(Criterion::oldest);
    auto refusal = started(turn, routing::code(Fate::less_preferred), suspicion(criterion));
    std::vector<SessionId> losers{wanted.session};
    for (const Offer& offer : offers)
        if (offer.session != wanted.session && offer.session.known() && alike(offer, wanted))
            losers.push_back(offer.session);
    const std::string sentence = fmt::format(
        "{} prefers {} over {}: {}", quoted(turn.scene.network, turn.node), name_of(turn, winner),
        quoted(turn.scene.network, turn.peer(wanted.session)),
        comparison(turn.scene.network, turn.node, winner, {wanted.session, *wanted.route}, criterion));
    add_lines(turn, losers, winner.session, criterion, refusal.diagnosis, sentence);
    refusal.diagnosis.repair = prefer_sessions(turn.scene.network, turn.node, losers, winner.route);
    return refusal;
}

/// Of the routes that carry traffic beside the wanted one, the one that the packet or its answer took; null
/// if there is no other.
const Candidate* rival(const Turn& turn, const routing::Choice& choice, SessionId wanted) {
    std::vector<NodeId> taken;
    for (const auto* walk : {&turn.scene.found.back, &turn.scene.found.there})
        for (std::size_t i = 0; *walk && i + 1 < (*walk)->hops.size(); ++i)
            if ((*walk)->hops[i].node == turn.node)
                taken.push_back((*walk)->hops[i + 1].node);
    const auto rank = [&](const Candidate& it) {
        return std::find(taken.begin(), taken.end(), it.route.next_hop) - taken.begin();
    };
    const Candidate* found = nullptr;
    for (const Candidate& it : choice.multipath)
        if (it.session != wanted && (!found || rank(it) < rank(*found)))
            found = &it;
    return found;
}

Refusal shared_load(const Turn& turn, const Offer& wanted, const Candidate& winner) {
    auto refusal = started(turn, reason::equal_cost, 4);
    const std::string sentence =
        fmt::format("{} shares the load between {} and {}: nothing in its decision tells them apart",
                    quoted(turn.scene.network, turn.node),
                    quoted(turn.scene.network, turn.peer(wanted.session)), name_of(turn, winner));
    add_lines(turn, {wanted.session}, winner.session, Criterion::oldest, refusal.diagnosis, sentence);
    refusal.diagnosis.repair = prefer_sessions(turn.scene.network, turn.node, {wanted.session}, winner.route);
    return refusal;
}

/// Stopped before the decision: by a policy, by the protocol, by a failure.
Refusal stopped(const Turn& turn, const Offer& wanted) {
    const bool failed = wanted.fate == Fate::session_down;
    const bool policy =
        wanted.fate == Fate::rejected_by_export_policy || wanted.fate == Fate::rejected_by_import_policy;
    auto refusal = started(turn, reason_of(wanted), failed ? 0 : policy ? 3 : 2);
    const Session& session = turn.scene.network[wanted.session];
    const std::string node = quoted(turn.scene.network, turn.node),
                      peer = quoted(turn.scene.network, turn.peer(wanted.session));
    if (policy) {
        const bool sending = wanted.fate == Fate::rejected_by_export_policy;
        const SessionEnd& end = sending ? session.far_end(turn.node) : session.end(turn.node);
        const PolicyId id = *(sending ? end.export_policy : end.import_policy);
        refusal.diagnosis.add(wanted.responsible, rejection(turn.scene.network, turn.scene.network[id],
                                                            wanted.term, turn.table.prefix));
        refusal.diagnosis.add(end.span, fmt::format("{} applies it between {} and {}",
                                                    quoted(turn.scene.network, end.node), peer, node));
        refusal.diagnosis.repair =
            accept_prefix(turn.scene.network, id, wanted.responsible, turn.table.prefix);
        return refusal;
    }
    const std::string sentence = fmt::format("{} has no route to {} from {}: {}", node,
                                             to_string(turn.table.prefix), peer, routing::code(wanted.fate));
    refusal.diagnosis.add(failed && wanted.failure.known() ? turn.scene.network[wanted.failure].span
                          : wanted.responsible.known()     ? wanted.responsible
                                                           : session.span,
                          sentence);
    return refusal;
}

/// A shorter prefix goes the wanted way, and the longer one wins.
std::optional<Refusal> longer_prefix(const Turn& turn) {
    for (const Prefix& shorter : covering(turn.scene.network, turn.destination)) {
        const auto* state = turn.scene.state().find(shorter);
        if (shorter.length >= turn.table.prefix.length || !state)
            continue;
        const auto offers = routing::offers(turn.scene.network, turn.scene.down(), *state, turn.node);
        const auto offer = wanted_offer(turn, offers);
        if (!offer || (offer->fate != Fate::chosen && offer->fate != Fate::also_used &&
                       offer->fate != Fate::less_preferred))
            continue;
        auto refusal = started(turn, reason::more_specific_prefix, 2);
        const auto* used = turn.scene.state().find(turn.table.prefix);
        const NodeId origin = used ? way_of_route(turn.scene.network, *used, turn.node).back() : turn.node;
        const std::string sentence = fmt::format(
            "{} announces {}, longer than the {} that goes the wanted way: {} uses the longest prefix",
            quoted(turn.scene.network, origin), to_string(turn.table.prefix), to_string(shorter),
            quoted(turn.scene.network, turn.node));
        refusal.diagnosis.add(announcement(turn.scene.network, origin, turn.table.prefix), sentence);
        if (used)
            for (Cause& cause : carriers(turn.scene.network, *used, turn.scene.down(), turn.node))
                refusal.diagnosis.add(cause.span, std::move(cause.sentence));
        refusal.diagnosis.repair = drop_originations(turn.scene.network, origin, turn.table.prefix);
        return refusal;
    }
    return std::nullopt;
}

Refusal overridden(const Turn& turn) {
    const auto& prefixes = turn.scene.state().prefixes;
    const bool learned = std::any_of(prefixes.begin(), prefixes.end(), [&](const auto& state) {
        return state.prefix.contains(turn.destination) && state.choices[turn.node.index()].best;
    });
    auto refusal = started(turn, reason::static_route, 2);
    refusal.diagnosis.add(turn.table.responsible,
                          fmt::format("{} has a {} to {}{}", quoted(turn.scene.network, turn.node),
                                      route_word(turn.scene.network, turn.node, turn.table),
                                      to_string(turn.table.prefix), learned ? ", which overrides BGP" : ""));
    refusal.diagnosis.repair = drop_static_routes(turn.scene.network, turn.node, turn.table.prefix);
    return refusal;
}

/// What happened at one node; `undecided` receives an answer to fall back on, where the next node may say
/// more.
std::optional<Refusal> at_node(const Turn& turn, bool first, std::optional<Refusal>& undecided) {
    if (turn.table.source == routing::Table::Source::static_route && !turn.uses_next())
        return overridden(turn);
    const auto* state = turn.scene.state().find(turn.table.prefix);
    if (turn.table.source != routing::Table::Source::bgp || !state)
        return std::nullopt;
    const auto offers = routing::offers(turn.scene.network, turn.scene.down(), *state, turn.node);
    const auto wanted = wanted_offer(turn, offers);
    const auto& best = state->choices[turn.node.index()].best;
    const Fate fate = wanted ? wanted->fate : Fate::peer_has_none;
    if (fate == Fate::less_preferred && wanted->route && best)
        return lost_decision(turn, offers, *wanted, *best);
    if (fate == Fate::chosen || fate == Fate::also_used) {
        const auto* other = first ? rival(turn, state->choices[turn.node.index()], wanted->session) : nullptr;
        return other ? std::optional(shared_load(turn, *wanted, *other)) : std::nullopt;
    }
    if (fate == Fate::peer_has_none)
        return longer_prefix(turn);
    auto refusal = stopped(turn, *wanted);
    if (fate != Fate::own_asn_in_path)
        return refusal;
    if (!undecided)
        undecided = std::move(refusal);
    return std::nullopt;
}

} // namespace

std::optional<Refusal> why_not(const Scene& scene, Address destination, const std::vector<NodeId>& wanted) {
    std::optional<Refusal> undecided;
    for (std::size_t i = 0; i + 1 < wanted.size(); ++i) {
        const Turn turn{scene,
                        destination,
                        wanted[i],
                        {wanted.begin() + static_cast<std::ptrdiff_t>(i) + 1, wanted.end()}};
        if (auto refusal = at_node(turn, i == 0, undecided))
            return refusal;
    }
    return undecided;
}

} // namespace verdict
