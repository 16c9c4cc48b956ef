// Decoding a model once, checking its states for stability, and asking the oracle whether the claim is
// violated.

#include "solver/verdict/replay.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "solver/network/ties.hpp"
#include "solver/routing/conditions.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/verdict/scope.hpp"

namespace verdict {

using network::FailureSet;
using network::Network;
using network::Prefix;
using properties::Claim;
using properties::Conditioned;
using properties::Question;
using properties::Scenario;

namespace {

FailureSet with(const Network& network, FailureSet failed, network::TransportId transport) {
    for (const network::FailureId group : network[transport].groups)
        if (!network[group].disabled)
            failed.push_back(group);
    std::ranges::sort(failed);
    failed.erase(std::ranges::unique(failed).begin(), failed.end());
    return failed;
}

void insert(routing::State& state, routing::PrefixState prefix) {
    const auto place =
        std::ranges::lower_bound(state.prefixes, prefix.prefix, {}, &routing::PrefixState::prefix);
    state.prefixes.insert(place, std::move(prefix));
}

/// The state that the failure set of this dependency belongs to.
routing::State& state_of(const Network& network, Scenario& scenario,
                         const properties::Dependency& dependency) {
    if (dependency.second) {
        if (!scenario.second)
            scenario.second = routing::State{scenario.failed, {}};
        return *scenario.second;
    }
    if (!dependency.without)
        return scenario.state;
    if (!scenario.without)
        scenario.without = routing::State{with(network, scenario.failed, *dependency.without), {}};
    return *scenario.without;
}

/// The question's conditions that do not hold in the model, in one of its worlds.
FailureSet conditions_down(const Inquiry& inquiry, const Question& question, const Conditioned::World& of) {
    FailureSet result;
    for (const Conditioned& it : question.conditions)
        if (it.world == of && inquiry.model().value(it.down))
            result.push_back(it.condition);
    return result;
}

/// Of the two states that a scenario has of a prefix, the one that is not `settled`.
routing::PrefixState beside(const routing::PrefixState& settled, const Scenario& scenario) {
    const auto& second = *scenario.second->find(settled.prefix);
    return second == settled ? *scenario.state.find(settled.prefix) : second;
}

Disagreement disagreement(const Network& network, const Claim& claim, const FailureSet& failed,
                          const std::string& what) {
    return Disagreement(fmt::format("`{}`, with {} down: {}", claim.name, names(network, failed), what));
}

} // namespace

Scenario decode(const Inquiry& inquiry, const Claim& claim, const Question& question) {
    const Network& network = inquiry.setting().network();
    Scenario scenario{with_conditions(network, inquiry.failed(), conditions_down(inquiry, question, {})), {}, {}, {}};
    scenario.state.failed = scenario.failed;
    for (const Conditioned& it : question.conditions) {
        const FailureSet down = conditions_down(inquiry, question, it.world);
        if (it.world.second)
            scenario.second = routing::State{with_conditions(network, inquiry.failed(), down), {}};
        else if (it.world.without)
            scenario.without =
                routing::State{with_conditions(network, with(network, inquiry.failed(), *it.world.without), down), {}};
    }
    for (const properties::Dependency& dependency : question.depends_on) {
        routing::State& state = state_of(network, scenario, dependency);
        const Prefix& prefix = dependency.prefix;
        auto found = dependency.control ? routing::reconstruct(network, prefix, state.failed,
                                                               dependency.control->decode(inquiry.model()))
                                        : routing::settle(network, prefix, state.failed);
        if (!found)
            throw disagreement(network, claim, state.failed,
                               "the solver's choices for " + to_string(prefix) + " give no routes");
        if (const std::string why = routing::why_unstable(network, state.failed, *found); !why.empty())
            throw disagreement(network, claim, state.failed,
                               "the solver's state of " + to_string(prefix) + " is not stable: " + why);
        insert(state, std::move(*found));
    }
    for (const Conditioned& it : question.conditions) {
        const routing::State& state = it.world.second    ? *scenario.second
                                      : it.world.without ? *scenario.without
                                                         : scenario.state;
        if (routing::contradicted(network, state, {it.condition}).known())
            throw disagreement(network, claim, state.failed,
                               "the solver's tables do not agree with " + network[it.condition].name);
    }
    return scenario;
}

std::optional<Violation> replay(const Inquiry& inquiry, const Claim& claim, const Question& question) {
    const Network& network = inquiry.setting().network();
    Scenario scenario = decode(inquiry, claim, question);
    auto witness = properties::find(claim.property)->replay(network, claim, question.flow, scenario);
    if (witness)
        return Violation{question.flow, std::move(scenario), std::move(*witness)};
    if (question.exact)
        throw disagreement(
            network, claim, scenario.failed,
            fmt::format("the solver finds a violation for a packet from {} to {}, the oracle does not",
                        to_string(question.flow.packet.source), to_string(question.flow.packet.destination)));
    return std::nullopt;
}

namespace {

/// Where conditions tie the question's prefixes together: all of them, as they settle from cold start.
std::optional<Scenario> settled_together(const Network& network, const Question& question, const Scenario& seen) {
    std::map<std::optional<network::TransportId>, std::vector<Prefix>> by_world{{std::nullopt, {}}};
    for (const properties::Dependency& dependency : question.depends_on)
        by_world[dependency.without].push_back(dependency.prefix);
    Scenario scenario;
    for (const auto& [without, prefixes] : by_world) {
        FailureSet failed = without_conditions(network, seen.failed);
        if (without)
            failed = with(network, std::move(failed), *without);
        auto found = routing::settle_all(network, prefixes, failed);
        if (!found.unsettled.empty())
            return std::nullopt;
        if (without)
            scenario.without = std::move(found.state);
        else
            scenario.state = std::move(found.state);
    }
    scenario.failed = scenario.state.failed;
    return scenario;
}

} // namespace

std::optional<Violation> settled(const Network& network, const Claim& claim, const Question& question,
                                 const Violation& violation) {
    Scenario scenario{violation.scenario.failed, {violation.scenario.failed, {}}, {}, {}};
    if (!question.conditions.empty()) {
        if (violation.scenario.second)
            return std::nullopt; // which of the two it would settle in is told apart
        auto together = settled_together(network, question, violation.scenario);
        if (!together)
            return std::nullopt;
        scenario = std::move(*together);
    }
    for (const properties::Dependency& dependency : question.depends_on) {
        if (!question.conditions.empty())
            break;
        routing::State& state = state_of(network, scenario, dependency);
        const Prefix& prefix = dependency.prefix;
        if (dependency.second) {
            insert(state, beside(*scenario.state.find(prefix), violation.scenario));
            continue;
        }
        const auto healthy = routing::settle(network, prefix, {});
        auto found = routing::settle(network, prefix, state.failed, healthy ? &*healthy : nullptr);
        if (!found || !routing::why_unstable(network, state.failed, *found).empty())
            return std::nullopt;
        insert(state, std::move(*found));
    }
    auto witness = properties::find(claim.property)->replay(network, claim, question.flow, scenario);
    if (!witness)
        return std::nullopt;
    return Violation{question.flow, std::move(scenario), std::move(*witness), violation.fewest};
}

namespace {

/// With what the prefix is tied to, and the conditions as its tables have them.
void complete_tied(const Network& network, const Prefix& prefix, routing::State& state) {
    const network::Ties ties(network);
    routing::State as_it_is = state;
    const network::Tied asked = ties.tied({prefix});
    for (const Prefix& one : asked.prefixes)
        if (!as_it_is.find(one))
            if (auto settled = routing::settle(network, one, state.failed))
                insert(as_it_is, std::move(*settled));
    if (as_it_is.find(prefix) && !routing::contradicted(network, as_it_is, asked.conditions).known()) {
        state = std::move(as_it_is);
        return;
    }
    const auto found = routing::settle_all(network, {prefix}, state.failed);
    for (const routing::PrefixState& one : found.state.prefixes)
        if (!state.find(one.prefix))
            insert(state, one);
    FailureSet down = state.failed;
    for (const network::FailureId condition : asked.conditions)
        if (std::ranges::binary_search(found.state.failed, condition))
            down.push_back(condition);
    state.failed = with_conditions(network, state.failed, down);
}

} // namespace

void complete(const Network& network, const Violation& violation, routing::State& state) {
    const auto concerns = [&](const Prefix& prefix, const properties::Endpoint& end) {
        return std::ranges::any_of(end.addresses, [&](const Prefix& p) { return p.overlaps(prefix); });
    };
    for (const Prefix& prefix : routed_prefixes(network)) {
        const bool matters = concerns(prefix, violation.witness.from) ||
                             concerns(prefix, violation.witness.to) ||
                             prefix.contains(violation.witness.packet.source) ||
                             prefix.contains(violation.witness.packet.destination);
        if (!matters || state.find(prefix))
            continue;
        if (!conditions(network).empty()) {
            complete_tied(network, prefix, state);
            continue;
        }
        const auto healthy = routing::settle(network, prefix, {});
        auto found = state.failed.empty()
                         ? healthy
                         : routing::settle(network, prefix, state.failed, healthy ? &*healthy : nullptr);
        if (found)
            insert(state, std::move(*found));
    }
}

bool derived(const Network& network, const Scenario& scenario) {
    const auto supported = [&](const routing::State& state) {
        return std::ranges::none_of(state.prefixes, [&](const routing::PrefixState& prefix) {
            return routing::self_supporting(network, prefix);
        });
    };
    return supported(scenario.state) && (!scenario.without || supported(*scenario.without)) &&
           (!scenario.second || supported(*scenario.second));
}

} // namespace verdict
