// Routing that never comes to rest: nodes take turns at deciding until the same picture of the whole network
// comes back; those that changed in between are the ones that go round.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "solver/routing/candidates.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

/// The choice `node` makes from what the others hold; of several equal ones the first.
routing::Choice decide_once(const routing::Setting& setting, const routing::PrefixState& state, NodeId node) {
    const auto candidates = routing::candidates_at(setting, state.choices, node);
    if (candidates.empty())
        return {};
    const auto decided = routing::decide(setting.health, node, candidates);
    return routing::choice_of(candidates, decided, decided.best.front());
}

using Rounds = std::vector<routing::PrefixState>;

/// Every node in turn, round after round, until a round repeats an earlier one (then: the rounds in between)
/// or nothing changes (then: nothing).
Rounds going_round(const Scene& scene, const Prefix& prefix) {
    const routing::Health health(scene.network, scene.down());
    const routing::Setting setting{health, prefix};
    Rounds rounds{{prefix, std::vector<routing::Choice>(scene.network.nodes.size())}};
    const std::size_t patience = 4 * scene.network.nodes.size() + 16;
    while (rounds.size() < patience) {
        routing::PrefixState next = rounds.back();
        for (std::size_t i = 0; i < next.choices.size(); ++i)
            next.choices[i] = decide_once(setting, next, NodeId::at(i));
        const auto before = std::find(rounds.begin(), rounds.end(), next);
        if (before != rounds.end())
            return next == rounds.back() ? Rounds{} : Rounds(before, rounds.end());
        rounds.push_back(std::move(next));
    }
    return {};
}

std::set<NodeId> restless(const Rounds& rounds) {
    std::set<NodeId> nodes;
    for (const auto& round : rounds)
        for (std::size_t i = 0; i < round.choices.size(); ++i)
            if (round.choices[i].best != rounds.front().choices[i].best)
                nodes.insert(NodeId::at(i));
    return nodes;
}

/// What one restless node goes back and forth between, and the lines of the sessions it does that with.
void tell_node(const Scene& scene, const Rounds& rounds, NodeId node, Diagnosis& diagnosis) {
    std::vector<std::string> choices;
    std::vector<SessionId> sessions;
    for (const auto& round : rounds) {
        const auto& best = round.choices[node.index()].best;
        std::string choice =
            !best ? "no route"
            : best->local()
                ? "its own route"
                : "the route from " + quoted(scene.network, scene.network[best->session].far_end(node).node);
        if (std::find(choices.begin(), choices.end(), choice) == choices.end())
            choices.push_back(std::move(choice));
        if (best && !best->local() &&
            std::find(sessions.begin(), sessions.end(), best->session) == sessions.end())
            sessions.push_back(best->session);
    }
    const std::string sentence =
        choices.size() < 2
            ? fmt::format("{} keeps changing what it holds", quoted(scene.network, node))
            : fmt::format("{} goes back and forth between {}", quoted(scene.network, node), listed(choices));
    for (SessionId session : sessions) {
        const Session& it = scene.network[session];
        for (const auto& policy : {it.end(node).import_policy, it.far_end(node).export_policy})
            if (policy)
                diagnosis.add(scene.network[*policy].span, sentence);
        diagnosis.add(it.end(node).span.known() ? it.end(node).span : it.span, sentence);
    }
}

/// Each restless node prefers the route of another whenever that one offers it.
std::string preference_cycle(const Scene& scene, const Rounds& rounds, const std::set<NodeId>& nodes) {
    std::vector<std::string> preferences;
    for (NodeId node : nodes) {
        std::set<NodeId> over;
        for (const auto& round : rounds) {
            const auto& best = round.choices[node.index()].best;
            if (!best || best->local())
                continue;
            const NodeId peer = scene.network[best->session].far_end(node).node;
            if (nodes.contains(peer))
                over.insert(peer);
        }
        for (NodeId peer : over)
            preferences.push_back(fmt::format("{} takes the way over {} while it is offered",
                                              quoted(scene.network, node), quoted(scene.network, peer)));
    }
    return preferences.empty() ? "" : "the preferences chase each other: " + listed(preferences);
}

} // namespace

std::vector<Diagnosis> restless_routing(const Scene& scene) {
    Diagnosis diagnosis;
    diagnosis.reason = reason::no_stable_state;
    diagnosis.headline = "routing never comes to rest";
    diagnosis.not_tried = "not tried: several preferences make the circle";
    for (const Prefix& prefix : routed_prefixes(scene.network)) {
        if (routing::settle(scene.network, prefix, scene.down()))
            continue;
        const Rounds rounds = going_round(scene, prefix);
        const auto nodes = restless(rounds);
        if (nodes.empty())
            continue;
        std::vector<std::string> names;
        for (NodeId node : nodes) {
            names.push_back(quoted(scene.network, node));
            tell_node(scene, rounds, node, diagnosis);
        }
        diagnosis.headline = fmt::format("routing to {} never comes to rest: {} {}", to_string(prefix),
                                         listed(names), names.size() == 1 ? "flips" : "flip");
        if (auto cycle = preference_cycle(scene, rounds, nodes); !cycle.empty())
            diagnosis.notes.push_back(std::move(cycle));
        diagnosis.at = *nodes.begin();
        diagnosis.prefix = prefix;
        break;
    }
    if (!diagnosis.prefix)
        if (auto contradiction = contradicting_conditions(scene))
            return {*contradiction};
    return {diagnosis};
}

} // namespace verdict
