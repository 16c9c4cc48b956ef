// Two stable states under the same failures: who forwards otherwise, which preferences hold each other up, and which of
// the two routing finds by itself.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "solver/properties/several_states.hpp"
#include "solver/routing/message.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/routing/table.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::PrefixState;

namespace {

constexpr std::size_t most_named = 3, most_told = 4;

/// The two states of the first prefix that has two.
struct Pair {
    const Scene& scene;
    const PrefixState &one, &other;

    const Network& network() const { return scene.network; }
    /// What is down in this one of them.
    const FailureSet& failed(const PrefixState& state) const {
        return &state == &one ? scene.state().failed : scene.replay.second->failed;
    }
    const Prefix& prefix() const { return one.prefix; }
    const PrefixState& beside(const PrefixState& state) const { return &state == &one ? other : one; }
};

/// Where a node sends packets to the prefix: `to `b``, `nowhere`.
std::string sends(const Pair& pair, const PrefixState& state, NodeId node) {
    const routing::ShortestPaths paths(pair.network(), pair.failed(state));
    const auto table =
        routing::exact_table(pair.network(), paths, {pair.failed(state), {state}}, node, pair.prefix());
    std::vector<std::string> next;
    for (const LinkId link : table.links)
        next.push_back(quoted(pair.network(), pair.network()[link].to));
    return table.discards ? "into a null route" : next.empty() ? "nowhere" : "to " + listed(next);
}

std::vector<NodeId> holding_otherwise(const Pair& pair) {
    std::vector<NodeId> nodes;
    for (std::size_t i = 0; i < pair.one.choices.size(); ++i)
        if (pair.one.choices[i].best != pair.other.choices[i].best)
            nodes.push_back(NodeId::at(i));
    return nodes;
}

/// The peers that its best of one of the states came from, where they do not hold the same in both either.
std::set<NodeId> follows(const Pair& pair, NodeId node) {
    std::set<NodeId> peers;
    for (const PrefixState* state : {&pair.one, &pair.other})
        if (const auto& best = state->choices[node.index()].best; best && !best->local()) {
            const NodeId peer = pair.network()[best->session].far_end(node).node;
            if (pair.one.choices[peer.index()].best != pair.other.choices[peer.index()].best)
                peers.insert(peer);
        }
    return peers;
}

/// Whether what the node holds depends on what it holds, by way of others; all else only follows from those that do.
bool in_circle(const Pair& pair, NodeId node) {
    std::set<NodeId> seen;
    std::vector<NodeId> open{node};
    while (!open.empty()) {
        const NodeId next = open.back();
        open.pop_back();
        for (const NodeId peer : follows(pair, next)) {
            if (peer == node)
                return true;
            if (seen.insert(peer).second)
                open.push_back(peer);
        }
    }
    return false;
}

/// The line that gives the node's best of a state what it is preferred by.
dsl::Span preferring_line(const Pair& pair, const PrefixState& state, NodeId node) {
    const auto& best = *state.choices[node.index()].best;
    const SessionEnd& end = pair.network()[best.session].end(node);
    const NodeId peer = pair.network()[best.session].far_end(node).node;
    const auto& sent = state.choices[peer.index()].best;
    if (!sent)
        return end.span;
    const routing::Health health(pair.network(), pair.failed(state));
    const auto message = routing::send({health, pair.prefix()}, best.session, peer, &*sent);
    return let_through(pair.network(), end, peer, pair.prefix(), message.route.value_or(sent->route), false).span;
}

/// In `state` the node takes what it holds there although what it holds in the other one is on offer too.
void tell_preference(const Pair& pair, const PrefixState& state, NodeId node, Diagnosis& diagnosis) {
    const auto &best = state.choices[node.index()].best, &otherwise = pair.beside(state).choices[node.index()].best;
    if (!best || best->local() || !otherwise)
        return;
    for (const routing::Offer& offer : routing::offers(pair.network(), pair.failed(state), state, node))
        if (offer.session == otherwise->session && offer.fate == routing::Fate::less_preferred && offer.criterion) {
            const std::string sentence = fmt::format(
                "{} takes the route from {} while that is offered: {}", quoted(pair.network(), node),
                quoted(pair.network(), pair.network()[best->session].far_end(node).node),
                comparison(pair.network(), node, *best, {offer.session, *offer.route}, *offer.criterion));
            diagnosis.add(preferring_line(pair, state, node), sentence);
            if (diagnosis.causes.back().sentence != sentence)
                diagnosis.add({}, sentence); // the same line, at another node
        }
}

/// Announcements that hang on a condition that holds in one of the two states only.
void tell_conditions(const Pair& pair, Diagnosis& diagnosis) {
    FailureSet turns;
    std::ranges::set_symmetric_difference(pair.failed(pair.one), pair.failed(pair.other), std::back_inserter(turns));
    for (std::size_t i = 0; i < pair.network().nodes.size(); ++i)
        for (const Origination& it : pair.network().nodes[i].originates) {
            const auto tell = [&](FailureId condition, std::string_view when) {
                if (std::ranges::binary_search(turns, condition))
                    diagnosis.add(it.span, fmt::format("{} announces {} {} {}, which is so in one of them only",
                                                       quoted(pair.network(), NodeId::at(i)), to_string(it.prefix), when,
                                                       told(pair.network(), condition, true)));
            };
            for (const FailureId condition : it.fails_with)
                tell(condition, "while");
            if (it.only_while)
                tell(*it.only_while, "unless");
        }
    if (!turns.empty())
        diagnosis.not_tried = "not tried: what is announced depends on itself, and each way may be meant";
}

/// `with `a` to `b`: all routes come from an origin, and cold start may end there`
std::string told(const Pair& pair, const PrefixState& state, NodeId node,
                 const std::optional<routing::State>& cold) {
    const bool reached = cold && properties::forwarding_otherwise(pair.network(), {pair.failed(state), {state}}, *cold,
                                                                  pair.prefix())
                                     .empty();
    return fmt::format("with {} sending {}: {}; {}", quoted(pair.network(), node),
                       sends(pair, state, node),
                       routing::self_supporting(pair.network(), state)
                           ? "self-supporting, its routes hold each other up"
                           : "derived, every route comes from an origin",
                       reached ? "cold start may end there"
                       : cold  ? "cold start, as tried, ended otherwise; another order of messages may lead there"
                               : "cold start was not seen to settle");
}

std::string headline(const Pair& pair, const std::vector<NodeId>& flips) {
    std::string text =
        fmt::format("routing to {} may come to rest in two ways: {} sends packets {} or {}", to_string(pair.prefix()),
                    quoted(pair.network(), flips.front()), sends(pair, pair.one, flips.front()),
                    sends(pair, pair.other, flips.front()));
    std::vector<std::string> others;
    for (std::size_t i = 1; i < flips.size() && i <= most_named; ++i)
        others.push_back(quoted(pair.network(), flips[i]));
    if (flips.size() > most_named + 1)
        others.push_back(fmt::format("{} more", flips.size() - most_named - 1));
    return others.empty() ? text
                          : text + fmt::format("; {} {} too", listed(others), flips.size() == 2 ? "differs" : "differ");
}

} // namespace

std::vector<Diagnosis> several_states(const Scene& scene) {
    Diagnosis diagnosis;
    diagnosis.reason = reason::several_states;
    diagnosis.at = scene.found.at;
    diagnosis.not_tried = "not tried: several preferences make the circle, and each may be meant";
    for (const PrefixState& other : scene.replay.second->prefixes) {
        const Pair pair{scene, *scene.state().find(other.prefix), other};
        const auto flips = properties::forwarding_otherwise(scene.network, scene.state(), *scene.replay.second, other.prefix);
        if (flips.empty())
            continue;
        diagnosis.headline = headline(pair, flips);
        for (const NodeId node : holding_otherwise(pair))
            if (in_circle(pair, node) && diagnosis.causes.size() < most_told)
                for (const PrefixState* state : {&pair.one, &pair.other})
                    tell_preference(pair, *state, node, diagnosis);
        const auto tied = properties::choosing_otherwise(scene.network, scene.state(), *scene.replay.second, other.prefix);
        if (!tied.empty())
            diagnosis.not_tried = "not tried: which of the routes that tie is wanted is not ours to say";
        for (std::size_t i = 0; i < tied.size() && i < most_told; ++i)
            diagnosis.add(scene.network[tied[i]].span,
                          fmt::format("two routes tie at {}: it keeps the one it had first",
                                      quoted(scene.network, tied[i])));
        tell_conditions(pair, diagnosis);
        const auto settled = routing::settle_all(scene.network, {pair.prefix()}, scene.found.failed);
        const auto cold = settled.unsettled.empty() ? std::optional(settled.state) : std::nullopt;
        diagnosis.notes = {told(pair, pair.one, flips.front(), cold), told(pair, pair.other, flips.front(), cold)};
        break;
    }
    return {diagnosis};
}

} // namespace verdict
