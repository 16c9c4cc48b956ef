// A run: convergence first, since other verdicts rest on it, then claims on as many threads as wanted, each
// with a solver of its own, then observations. The findings do not depend on the number of threads.

#include "solver/verdict/decide.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <mutex>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/decide_claim.hpp"
#include "solver/verdict/decide_parallel.hpp"
#include "solver/verdict/explain.hpp"
#include "solver/verdict/scope.hpp"

namespace verdict {

using network::FailureBudget;
using network::Network;
using properties::Claim;

namespace {

bool same(const FailureBudget& a, const FailureBudget& b) {
    return std::ranges::equal(a.limits, b.limits, [](const auto& x, const auto& y) {
        return x.at_most == y.at_most && x.groups == y.groups;
    });
}

/// What is known of convergence, by budget.
class Convergences {
public:
    Convergences(const Network& network, const Settings& settings) : network_(network), settings_(settings) {}

    const Convergence& of(const FailureBudget& budget) {
        for (const auto& [known, convergence] : all_)
            if (same(known, budget))
                return convergence;
        all_.emplace_back(budget, settings_.convergence ? check_convergence(network_, budget, settings_)
                                                        : unchecked_convergence());
        return all_.back().second;
    }
    const std::deque<std::pair<FailureBudget, Convergence>>& all() const { return all_; }

private:
    const Network& network_;
    const Settings& settings_;
    std::deque<std::pair<FailureBudget, Convergence>> all_;
};

Counterexample restless_counterexample(const Network& network, const Claim& claim, const Settings& settings,
                                       const Unsettled& unsettled, bool explain) {
    Counterexample found;
    found.failed = unsettled.failed;
    found.reason = "no-stable-state";
    found.headline = restless(network, unsettled);
    found.packet.destination = unsettled.prefix.first();
    found.replayed = true; // the oracle found no stable state either, as far as it looked
    if (!explain)
        return found;
    const Replay replay{{unsettled.failed, {}}, routing::settle_all(network, {unsettled.prefix}, {}).state, {}};
    const auto redecide = [&](const Network& changed) {
        return decide_one(changed, claim, settings, false).verdict;
    };
    verdict::explain(network, claim, replay, redecide, found);
    return found;
}

/// The claim that every run makes.
Claim implicit_claim(const Network& network) {
    Claim claim;
    claim.property = claim.name = "convergence";
    claim.budget = network.budget;
    return claim;
}

Decided decide_convergence(const Network& network, const Claim& claim, const Settings& settings,
                           const Convergence& convergence, bool explain) {
    const auto start = std::chrono::steady_clock::now();
    Decided decided;
    Result& result = decided.result;
    result.name = claim.name;
    result.property = claim.property;
    result.sentence = "convergence everywhere";
    result.span = claim.span;
    result.failures = describe(network, claim.budget);
    result.assumptions = network.assumptions;
    result.decided_by = convergence.decided_by;
    result.why_unknown = convergence.unsettled.empty() ? convergence.why_unknown : "";
    result.verdict = !convergence.unsettled.empty()     ? Verdict::violated
                     : !convergence.why_unknown.empty() ? Verdict::unknown
                                                        : Verdict::holds;
    if (!convergence.unsettled.empty())
        result.counterexample =
            restless_counterexample(network, claim, settings, convergence.unsettled.front(), explain);
    for (const Unsettled& one : convergence.unsettled)
        result.notes.push_back(restless(network, one));
    compare_expectation(network, claim, result);
    decided.statistics = convergence.statistics;
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return decided;
}

/// A claim that selects nothing says nothing, and that is what is said of it.
Decided decide_nothing(const Network& network, const Claim& claim) {
    Decided decided;
    Result& result = decided.result;
    result.name = claim.name;
    result.property = result.sentence = claim.property;
    result.span = claim.span;
    result.verdict = Verdict::vacuous;
    result.failures = describe(network, claim.budget);
    result.notes.push_back(claim.selects_nothing);
    compare_expectation(network, claim, result);
    return decided;
}

Decided decide_any(const Network& network, const Claim& claim, const Settings& settings,
                   const Convergence& convergence, bool explain) {
    if (!claim.selects_nothing.empty())
        return decide_nothing(network, claim);
    return claim.property == "convergence"
               ? decide_convergence(network, claim, settings, convergence, explain)
               : decide_claim(network, claim, settings, convergence, explain);
}

} // namespace

Findings decide(const Network& network, const std::vector<Claim>& claims,
                const std::vector<properties::Observation>& observations, const Settings& settings) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<Claim> all = claims;
    if (settings.convergence &&
        std::ranges::none_of(claims, [](const Claim& claim) {
            return claim.property == "convergence" && claim.selects_nothing.empty();
        }))
        all.push_back(implicit_claim(network));
    std::mutex telling;
    std::size_t done = 0;
    const auto tell = [&](const std::string& what, std::size_t more) {
        const std::lock_guard lock(telling);
        done += more;
        if (settings.progress)
            settings.progress(done, all.size(), what);
    };
    tell("convergence", 0);
    Convergences convergences(network, settings);
    std::vector<const Convergence*> known;
    for (const Claim& claim : all)
        known.push_back(&convergences.of(claim.budget));

    std::vector<Decided> decided(all.size());
    in_parallel(std::max(1u, settings.jobs), all.size(), [&](std::size_t i) {
        tell(all[i].name, 0);
        decided[i] = decide_any(network, all[i], settings, *known[i], true);
        tell(all[i].name, 1);
    });
    Findings findings;
    findings.network = &network;
    findings.failures = describe(network, network.budget);
    for (Decided& one : decided) {
        add(findings.statistics, one.statistics);
        findings.results.push_back(std::move(one.result));
    }
    for (const properties::Observation& observation : observations)
        findings.observations.push_back(observe(network, observation));
    findings.statistics.total_seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return findings;
}

Result decide_one(const Network& network, const Claim& claim, const Settings& settings, bool explain) {
    const bool needed = settings.convergence || claim.property == "convergence";
    const Convergence convergence =
        needed ? check_convergence(network, claim.budget, settings) : unchecked_convergence();
    return decide_any(network, claim, settings, convergence, explain).result;
}

void add(Statistics& sum, const Statistics& more) {
    sum.queries += more.queries;
    sum.variables += more.variables;
    sum.clauses += more.clauses;
    sum.candidates += more.candidates;
    sum.encode_seconds += more.encode_seconds;
    sum.solve_seconds += more.solve_seconds;
    sum.replay_seconds += more.replay_seconds;
}

} // namespace verdict
