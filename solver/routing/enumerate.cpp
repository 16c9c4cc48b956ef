// All stable states, and the one that goes with given sources.

#include <algorithm>
#include <stdexcept>

#include "solver/routing/search.hpp"
#include "solver/routing/simulate.hpp"

namespace routing {

using namespace network;

namespace {

/// Assignments tried before giving up: some seconds.
constexpr std::size_t step_budget = 300'000;

/// All a node's best may come from under these failures.
std::vector<Source> sources_of(const Setting& setting, NodeId node) {
    if (!setting.network()[node].asn || !setting.health.up(node))
        return {Source{}};
    std::vector<Source> sources{local_candidate(setting, node) ? Source{SessionId{}} : Source{}};
    for (const SessionId session : setting.health.adjacency().sessions[node.index()])
        if (setting.health.up(session) && setting.network()[session].far_end(node).sends)
            sources.push_back(session);
    return sources;
}

/// Throws if a source names a session that does not end at its node.
void check_sources(const Network& network, const std::vector<Source>& chosen) {
    if (chosen.size() != network.nodes.size())
        throw std::logic_error("the choices to reconstruct a state from belong to another network");
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (!chosen[i] || !chosen[i]->known())
            continue;
        const Session& session = network[*chosen[i]];
        if (session.a.node != NodeId::at(i) && session.b.node != NodeId::at(i))
            throw std::logic_error("`" + network.nodes[i].name +
                                   "` is said to have chosen a session of others");
    }
}

/// Adds the multipath sets to a state given by its bests. False if the decision of some node does not allow
/// its best; that node then forwards over its best alone.
bool complete_choices(const Setting& setting, std::vector<Choice>& choices) {
    std::vector<Choice> completed;
    bool stable = true;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const auto candidates = candidates_at(setting, choices, NodeId::at(i));
        const Decided decided = decide(setting.health, NodeId::at(i), candidates);
        const auto& held = choices[i].best;
        const auto it = std::find_if(decided.best.begin(), decided.best.end(),
                                     [&](std::size_t best) { return held == candidates[best]; });
        const bool allowed = it != decided.best.end();
        completed.push_back(allowed ? choice_of(candidates, decided, *it) : choices[i]);
        if (!allowed && held)
            completed.back().multipath = {*held};
        stable = stable && (allowed || (!held && candidates.empty()));
    }
    choices = std::move(completed);
    return stable;
}

} // namespace

StableStates enumerate(const Network& network, const Prefix& prefix, const FailureSet& failed,
                       std::size_t limit) {
    const Health health(network, failed);
    const Setting setting{health, prefix};
    std::vector<std::vector<Source>> sources;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        sources.push_back(sources_of(setting, NodeId::at(i)));
    StableStates result;
    Search search(setting, std::move(sources), true, step_budget);
    search.run([&](const std::vector<Choice>& bests) {
        std::vector<Choice> choices = bests;
        if (!complete_choices(setting, choices))
            return true;
        if (result.states.size() == limit)
            return result.complete = false;
        result.states.push_back({prefix, std::move(choices)});
        return true;
    });
    result.complete = result.complete && search.complete();
    return result;
}

/// Where a cycle may hold several contents, a stable one is taken if there is one.
std::optional<PrefixState> reconstruct(const Network& network, const Prefix& prefix, const FailureSet& failed,
                                       const std::vector<std::optional<SessionId>>& chosen) {
    check_sources(network, chosen);
    const Health health(network, failed);
    const Setting setting{health, prefix};
    std::vector<std::vector<Source>> sources;
    for (const Source& source : chosen)
        sources.push_back({source});
    std::optional<PrefixState> result;
    Search search(setting, std::move(sources), false, network.nodes.size());
    search.run([&](const std::vector<Choice>& bests) {
        std::vector<Choice> choices = bests;
        const bool stable = complete_choices(setting, choices);
        if (stable || !result)
            result = PrefixState{prefix, std::move(choices)};
        return !stable;
    });
    return result;
}

} // namespace routing
