// Per prefix, each step exact: path length alone settles it; the equations are a circuit (one state under
// every failure); else every failure set is covered by a stable state. A state found under F stays stable
// under every larger set that spares what the state uses, since taking unused routes away changes no choice,
// so few sets need a search.

#include "solver/verdict/convergence.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/properties/plain.hpp"
#include "solver/properties/setting.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/smt/solver.hpp"
#include "solver/verdict/decide_parallel.hpp"
#include "solver/verdict/scope.hpp"

namespace verdict {

using network::FailureBudget;
using network::FailureSet;
using network::Network;
using network::NodeId;
using network::Prefix;

namespace {

/// Prefixes that one thread takes at a time.
constexpr std::size_t together = 32;

/// Everything of a network that names a prefix: prefixes with equal treatment settle alike.
class Treatments {
public:
    explicit Treatments(const Network& network) {
        for (std::uint32_t i = 0; i < network.nodes.size(); ++i)
            add(network.nodes[i], i);
        for (const network::Policy& policy : network.policies)
            for (const network::Term& term : policy.terms)
                for (const network::Match& match : term.matches)
                    if (const auto* prefixes = std::get_if<network::MatchPrefix>(&match.what))
                        add(prefixes->any_of);
    }

    std::vector<std::uint32_t> of(const Prefix& prefix) const {
        const auto named = named_.find(prefix);
        std::vector<std::uint32_t> result =
            named == named_.end() ? std::vector<std::uint32_t>{} : named->second;
        for (const auto* list : lists_)
            result.push_back(std::ranges::any_of(*list, [&](const auto& range) { return range.matches(prefix); }));
        return result;
    }

private:
    using List = std::vector<network::PrefixRange>;

    void add(const network::Node& node, std::uint32_t number) {
        const auto name = [&](const Prefix& prefix, std::initializer_list<std::uint32_t> how) {
            std::vector<std::uint32_t>& all = named_[prefix];
            all.push_back(number);
            all.insert(all.end(), how);
        };
        for (const network::Origination& origin : node.originates) {
            name(origin.prefix, {origin.if_reachable ? 2u : 1u,
                                 origin.only_while ? origin.only_while->value : UINT32_MAX,
                                 static_cast<std::uint32_t>(origin.as_path.size())});
            std::vector<std::uint32_t>& all = named_[origin.prefix];
            all.insert(all.end(), origin.as_path.begin(), origin.as_path.end());
            for (const network::Community& community : origin.communities)
                all.insert(all.end(), {community.high, community.low, community.last.value_or(0)});
            all.push_back(UINT32_MAX);
        }
        for (const network::OwnedPrefix& owned : node.owns)
            name(owned.prefix, {3});
        for (const network::StaticRoute& route : node.static_routes) {
            const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
            const auto* discard = std::get_if<network::Discard>(&route.next_hop);
            const bool special = via ? via->permanent : discard->unreachable;
            name(route.prefix, {special ? 5u : 4u, route.distance, via ? via->link.value : UINT32_MAX});
        }
    }
    /// Many policies list the same prefixes.
    void add(const List& list) {
        const auto same = [](const network::PrefixRange& a, const network::PrefixRange& b) {
            return a.prefix == b.prefix && a.shortest == b.shortest && a.longest == b.longest;
        };
        if (std::ranges::none_of(lists_, [&](const List* known) { return std::ranges::equal(*known, list, same); }))
            lists_.push_back(&list);
    }

    std::map<Prefix, std::vector<std::uint32_t>> named_; ///< by nodes, in their order
    std::vector<const List*> lists_;                     ///< each once
};

/// One prefix of each group that is treated alike, of those that depend on no other.
std::vector<Prefix> representatives(const Network& network, const Treatments& treatments,
                                    const std::vector<network::Tied>& tied) {
    std::vector<Prefix> result;
    std::set<std::vector<std::uint32_t>> seen;
    std::set<Prefix> others;
    for (const network::Tied& group : tied)
        others.insert(group.prefixes.begin(), group.prefixes.end());
    for (const Prefix& prefix : routed_prefixes(network))
        if (!others.contains(prefix) && announced(network, prefix) && seen.insert(treatments.of(prefix)).second)
            result.push_back(prefix);
    return result;
}


/// Covers the failure sets of a budget by stable states.
class Cover {
public:
    Cover(const Network& network, FailureBudget budget, properties::Setting& setting,
          const Prefix& prefix, const Settings& settings)
        : network_(network), budget_(std::move(budget)), setting_(setting), prefix_(prefix), settings_(settings) {}

    PrefixAnswer run() {
        PrefixAnswer answer{{}, {}, "a stable state for every failure set", {}};
        if (scenario_count(network_, budget_) > most_failure_sets) {
            answer.why_unknown = fmt::format(
                "whether routing to {} settles under so many failure sets was not tried", to_string(prefix_));
            return answer;
        }
        for_each_failure_set(network_, budget_, [&](const FailureSet& failed) {
            if (covered(failed))
                return true;
            return cover(failed, answer);
        });
        if (solver_)
            add_statistics(answer.statistics);
        return answer;
    }

private:
    struct Cube {
        FailureSet failed, spared;
    };

    bool covered(const FailureSet& failed) const {
        return std::ranges::any_of(cubes_, [&](const Cube& cube) {
            if (!std::ranges::includes(failed, cube.failed))
                return false;
            FailureSet hit;
            std::ranges::set_intersection(failed, cube.spared, std::back_inserter(hit));
            return hit.empty();
        });
    }

    bool cover(const FailureSet& failed, PrefixAnswer& answer) {
        auto state = routing::settle(network_, prefix_, failed);
        if (!state || !routing::why_unstable(network_, failed, *state).empty())
            state = solve(failed, answer);
        if (!state) {
            if (answer.why_unknown.empty())
                answer.unsettled = failed;
            return false;
        }
        if (auto spared = used_by(network_, failed, *state))
            cubes_.push_back({failed, std::move(*spared)});
        return true;
    }

    /// A stable state by the solver, which misses none.
    std::optional<routing::PrefixState> solve(const FailureSet& failed, PrefixAnswer& answer) {
        const encode::ControlPlane& control = setting_.control(prefix_);
        if (!solver_) {
            solver_.emplace(setting_.context(), smt::Limits{settings_.timeout_seconds});
            for (const encode::Equation& equation : control.equations())
                solver_->require(equation.term, equation.sentence);
        }
        std::vector<smt::Term> assumptions;
        for (std::size_t i = 0; i < network_.failures.size(); ++i)
            if (const smt::Term down = setting_.failures().down[i]; !down.is_constant())
                assumptions.push_back(std::ranges::binary_search(failed, network::FailureId::at(i)) ? down
                                                                                                    : !down);
        auto real = assumptions;
        if (!control.overflow().is_false())
            real.push_back(!control.overflow());
        auto found = solver_->check("a stable state of " + to_string(prefix_), real);
        if (found == smt::Answer::satisfiable)
            return confirmed(failed, control);
        if (found == smt::Answer::unsatisfiable && real.size() != assumptions.size())
            found = solver_->check("a state beyond the bound of " + to_string(prefix_), assumptions);
        if (found == smt::Answer::satisfiable)
            answer.why_unknown = "a stable state may hold AS paths longer than the bound of the encoding";
        else if (found != smt::Answer::unsatisfiable)
            answer.why_unknown = fmt::format("whether routing to {} settles under {} was not decided in time",
                                             to_string(prefix_), names(network_, failed));
        else
            deny(failed);
        return std::nullopt;
    }

    std::optional<routing::PrefixState> confirmed(const FailureSet& failed,
                                                  const encode::ControlPlane& control) {
        auto state = routing::reconstruct(network_, prefix_, failed, control.decode(solver_->model()));
        const std::string why =
            state ? routing::why_unstable(network_, failed, *state) : "its routes never rest";
        if (!why.empty())
            throw Disagreement(
                fmt::format("convergence: the solver's state of {} with {} down is not stable: {}",
                            to_string(prefix_), names(network_, failed), why));
        return state;
    }

    /// The oracle must not find a state either.
    void deny(const FailureSet& failed) {
        if (!routing::enumerate(network_, prefix_, failed, 1).states.empty())
            throw Disagreement(
                fmt::format("convergence: the oracle finds a stable state of {} with {} down, the "
                            "solver none",
                            to_string(prefix_), names(network_, failed)));
    }

    void add_statistics(Statistics& statistics) {
        statistics.queries = solver_->statistics().queries;
        statistics.variables = solver_->statistics().variables;
        statistics.clauses = solver_->statistics().clauses;
        statistics.solve_seconds = solver_->statistics().seconds;
        statistics.candidates = setting_.control(prefix_).candidate_count();
    }

    const Network& network_;
    FailureBudget budget_;
    properties::Setting& setting_;
    Prefix prefix_;
    const Settings& settings_;
    std::vector<Cube> cubes_;
    std::optional<smt::Solver> solver_;
};

} // namespace

std::string restless(const Network& network, const Unsettled& unsettled) {
    const std::string what = "routing to " + to_string(unsettled.prefix) + " does not settle";
    return unsettled.failed.empty() ? what + ", even while nothing fails"
                                    : what + " under " + names(network, unsettled.failed);
}

std::vector<Prefix> Convergence::prefixes() const {
    std::vector<Prefix> result;
    for (const Unsettled& one : unsettled)
        result.push_back(one.prefix);
    return result;
}

namespace {

/// Answers for some prefixes, which share what does not depend on any of them.
class Answers {
public:
    /// Routing is written down until `stop`.
    Answers(const Network& network, const FailureBudget& budget, const Settings& settings,
            std::optional<smt::Context::Time> stop)
        : network_(network), budget_(budget), settings_(settings), stop_(stop) {}

    /// Without `covers` only proofs that need no search are tried.
    PrefixAnswer of(const Prefix& prefix, bool covers = true) {
        if (properties::settles_by_length(network_, prefix))
            return {{}, {}, "path length grows on every session", {}};
        if (!written_down(prefix))
            return {{}, fmt::format("whether routing to {} settles was not decided in time", to_string(prefix)), {}, {}};
        if (setting_->control(prefix).circuit_up_to_free_choices())
            return {{}, {}, "no choice depends on itself", {}};
        if (!covers)
            return {{}, "not looked for", {}, {}};
        return Cover(network_, that_may_unsettle(network_, budget_, prefix), *setting_, prefix, settings_).run();
    }

private:
    /// The routing of the prefix, within the time limit. What is half made then is of no use.
    bool written_down(const Prefix& prefix) {
        if (stop_ && std::chrono::steady_clock::now() >= *stop_)
            return false;
        if (!setting_)
            setting_.emplace(network_, budget_);
        try {
            setting_->context().stop_at(stop_);
            setting_->control(prefix);
            setting_->context().stop_at(std::nullopt);
            return true;
        } catch (const smt::OutOfTime&) {
            setting_.reset();
            return false;
        }
    }

    const Network& network_;
    const FailureBudget& budget_;
    const Settings& settings_;
    std::optional<smt::Context::Time> stop_;
    std::optional<properties::Setting> setting_;
};

/// Prefixes treated alike do not settle alike.
void add_alike(const Network& network, const Treatments& treatments, std::vector<Unsettled>& unsettled) {
    const auto found = unsettled;
    for (const Unsettled& one : found)
        for (const Prefix& prefix : routed_prefixes(network))
            if (prefix != one.prefix && announced(network, prefix) &&
                treatments.of(prefix) == treatments.of(one.prefix))
                unsettled.push_back({prefix, one.failed});
}

} // namespace

Convergence check_convergence(const Network& network, const FailureBudget& claimed,
                              const Settings& settings) {
    const FailureBudget budget = that_may_unsettle(network, claimed);
    const Treatments treatments(network);
    const network::Ties ties(network);
    const auto tied = ties.groups();
    const auto prefixes = representatives(network, treatments, tied);
    std::vector<PrefixAnswer> answers(prefixes.size());
    const auto stop = settings.stop();
    in_parallel(settings.jobs, (prefixes.size() + together - 1) / together, [&](std::size_t part) {
        Answers some(network, budget, settings, stop);
        for (std::size_t i = part * together; i < std::min(prefixes.size(), (part + 1) * together); ++i)
            answers[i] = some.of(prefixes[i]);
    });
    Convergence result;
    std::set<std::string> proofs;
    for (std::size_t i = 0; i < prefixes.size(); ++i) {
        proofs.insert(answers[i].proof);
        if (answers[i].unsettled)
            result.unsettled.push_back({prefixes[i], *answers[i].unsettled});
        else if (result.why_unknown.empty())
            result.why_unknown = answers[i].why_unknown;
        add(result.statistics, answers[i].statistics);
    }
    for (const network::Tied& group : tied) {
        Answers alone(network, claimed, settings, stop);
        const bool each_settles = ties.ordered(group) && std::ranges::all_of(group.prefixes, [&](const Prefix& prefix) {
                                      return !announced(network, prefix) || alone.of(prefix, false).why_unknown.empty();
                                  });
        PrefixAnswer answer = each_settles ? PrefixAnswer{{}, {}, "no choice depends on itself", {}}
                                           : settle_tied(network, group, claimed, settings);
        proofs.insert(answer.proof);
        if (answer.unsettled)
            for (const Prefix& prefix : group.prefixes)
                if (announced(network, prefix))
                    result.unsettled.push_back({prefix, *answer.unsettled});
        if (!answer.unsettled && result.why_unknown.empty())
            result.why_unknown = answer.why_unknown;
        add(result.statistics, answer.statistics);
    }
    result.decided_by = fmt::format("{}", fmt::join(proofs, ", "));
    add_alike(network, treatments, result.unsettled);
    return result;
}

} // namespace verdict
