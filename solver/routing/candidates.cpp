// Offers, their fates, and whether a state is stable (`specs/semantics.md` §5).

#include "solver/routing/candidates.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

#include "solver/routing/simulate.hpp"

namespace routing {

using namespace network;

std::vector<Candidate> candidates_at(const Setting& setting, const std::vector<Choice>& choices,
                                     NodeId node) {
    std::vector<Candidate> candidates;
    if (auto own = local_candidate(setting, node))
        candidates.push_back(std::move(*own));
    for (const SessionId session : setting.health.adjacency().sessions[node.index()]) {
        const NodeId peer = peer_of(setting.network()[session], node);
        Passage passage = offer(setting, session, node, best_of(choices[peer.index()]));
        if (passage.arrived())
            candidates.push_back({session, std::move(*passage.route)});
    }
    return candidates;
}

bool content_with_choice(const Setting& setting, const std::vector<Choice>& choices, NodeId node) {
    const Choice& choice = choices[node.index()];
    const auto candidates = candidates_at(setting, choices, node);
    if (candidates.empty())
        return choice == Choice{};
    const Decided decided = decide(setting.health, node, candidates);
    return std::any_of(decided.best.begin(), decided.best.end(),
                       [&](std::size_t best) { return choice_of(candidates, decided, best) == choice; });
}

std::string describe(const Network& network, const std::optional<Candidate>& best) {
    if (!best)
        return "no route";
    const Route& route = best->route;
    return fmt::format(
        "the route {} (weight {}, local preference {}, as path [{}], origin {}, med {}, next hop `{}`{})",
        best->local() ? "of its own" : fmt::format("over `{}`", network[best->session].name), route.weight,
        route.local_preference, fmt::join(route.as_path, " "), static_cast<int>(route.origin), route.med,
        route.next_hop.known() ? network[route.next_hop].name : "nowhere",
        route.originator.known()
            ? fmt::format(", from `{}`, reflected {} times", network[route.originator].name, route.cluster_list.size())
            : "");
}

std::string why_unstable(const Network& network, const FailureSet& failed, const PrefixState& state) {
    if (state.choices.size() != network.nodes.size())
        return fmt::format("the state has {} choices for {} nodes", state.choices.size(),
                           network.nodes.size());
    const Health health(network, failed);
    const Setting setting{health, state.prefix};
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const NodeId node = NodeId::at(i);
        if (content_with_choice(setting, state.choices, node))
            continue;
        const auto candidates = candidates_at(setting, state.choices, node);
        std::vector<std::string> allowed;
        for (const std::size_t best : decide(health, node, candidates).best)
            allowed.push_back(describe(network, candidates[best]));
        const auto& held = state.choices[i].best;
        const std::string would =
            allowed.empty() ? describe(network, std::nullopt) : fmt::to_string(fmt::join(allowed, " or "));
        if (would == describe(network, held))
            return fmt::format("`{}` holds {} with attributes or a multipath set that its offers do not give",
                               network[node].name, would);
        return fmt::format("`{}` holds {}, but its decision takes {}", network[node].name,
                           describe(network, held), would);
    }
    return {};
}

bool self_supporting(const Network& network, const PrefixState& state) {
    enum class Mark { unknown, on_the_way, derived };
    std::vector<Mark> marks(network.nodes.size(), Mark::unknown);
    for (std::size_t start = 0; start < marks.size(); ++start) {
        std::vector<std::size_t> way;
        std::size_t at = start;
        while (marks[at] == Mark::unknown && state.choices[at].best && !state.choices[at].best->local()) {
            marks[at] = Mark::on_the_way;
            way.push_back(at);
            at = peer_of(network[state.choices[at].best->session], NodeId::at(at)).index();
        }
        if (marks[at] == Mark::on_the_way)
            return true;
        if (!state.choices[at].best && !way.empty())
            return true;
        marks[at] = Mark::derived;
        for (const std::size_t node : way)
            marks[node] = Mark::derived;
    }
    return false;
}

namespace {

/// The session's row; a candidate keeps `chosen` until the decision is known.
Offer offer_over(const Setting& setting, const PrefixState& state, SessionId session, NodeId node) {
    const NodeId peer = peer_of(setting.network()[session], node);
    Passage passage = offer(setting, session, node, best_of(state.choices[peer.index()]));
    Offer row;
    row.session = session;
    row.fate = passage.refused.value_or(Fate::chosen);
    row.route = std::move(passage.route);
    row.responsible = passage.responsible;
    row.term = passage.term;
    return row;
}

/// Fills in what the decision made of the rows that are candidates.
void apply_decision(const Health& health, NodeId node, const Choice& choice, std::vector<Offer>& rows) {
    std::vector<Candidate> candidates;
    std::vector<Offer*> theirs;
    for (Offer& row : rows) {
        if (row.fate != Fate::chosen)
            continue;
        candidates.push_back({row.session, *row.route});
        theirs.push_back(&row);
    }
    const Decided decided = decide(health, node, candidates);
    const auto best = static_cast<std::size_t>(std::ranges::find_if(candidates, [&](const Candidate& it) {
                                                   return choice.best && it.session == choice.best->session;
                                               }) -
                                               candidates.begin());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto is_this = [&](const Candidate& it) { return it.session == candidates[i].session; };
        if (i == best)
            continue;
        const bool used = std::any_of(choice.multipath.begin(), choice.multipath.end(), is_this);
        theirs[i]->fate = used ? Fate::also_used : Fate::less_preferred;
        if (!used)
            theirs[i]->criterion = best < candidates.size()
                                       ? why_not(health, node, candidates, decided, best, i)
                                       : decided.removed_by[i].value_or(Criterion::oldest);
    }
}

} // namespace

std::vector<Offer> offers(const Network& network, const FailureSet& failed, const PrefixState& state,
                          NodeId node) {
    const Health health(network, failed);
    const Setting setting{health, state.prefix};
    std::vector<Offer> rows;
    if (const Origination* own = origination_at(setting, node))
        rows.push_back({{}, Fate::chosen, candidate_of(*own, node).route, std::nullopt, {}, own->span});
    for (const SessionId session : health.adjacency().sessions[node.index()]) {
        if (stands_by(network, session, failed))
            continue;
        rows.push_back(offer_over(setting, state, session, node));
        if (rows.back().fate == Fate::session_down)
            rows.back().failure = taken_down_by(network, session, failed);
    }
    apply_decision(health, node, state.choices[node.index()], rows);
    return rows;
}

} // namespace routing
