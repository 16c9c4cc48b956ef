// Sets of stable states: oracle, encoder and message passing.

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "solver/encode/content.hpp"
#include "solver/encode/control_plane.hpp"
#include "solver/routing/message_passing.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/network/ties.hpp"
#include "tests/random/agree.hpp"

namespace random_networks {

using namespace network;

Compared& compared() {
    static Compared counts;
    return counts;
}

namespace {

/// Every choice of at most that many groups of the limit, on top of each set.
std::set<FailureSet> within(const FailureLimit& limit, const std::set<FailureSet>& sets) {
    std::set<FailureSet> chosen{{}};
    for (std::uint32_t size = 0; size < limit.at_most; ++size)
        for (const FailureSet& set : std::set(chosen))
            for (FailureId id : limit.groups)
                if (!std::ranges::binary_search(set, id)) {
                    FailureSet larger = set;
                    larger.insert(std::ranges::lower_bound(larger, id), id);
                    chosen.insert(std::move(larger));
                }
    std::set<FailureSet> result;
    for (const FailureSet& set : sets)
        for (const FailureSet& more : chosen) {
            FailureSet both;
            std::ranges::set_union(set, more, std::back_inserter(both));
            result.insert(std::move(both));
        }
    return result;
}

}  // namespace

std::vector<FailureSet> failure_sets(const Network& network) {
    std::set<FailureSet> sets{{}};
    for (const FailureLimit& limit : network.budget.limits)
        sets = within(limit, sets);
    std::vector<FailureSet> result(sets.begin(), sets.end());
    std::ranges::stable_sort(result, {}, &FailureSet::size);
    return result;
}

std::vector<FailureSet> failure_sets_and_conditions(const Network& network) {
    std::vector<FailureId> open = conditions(network);
    std::erase_if(open, [&](FailureId id) { return network[id].disabled; });
    std::vector<FailureSet> valuations{{}, open};
    for (const FailureId id : open)
        valuations.push_back({id});
    std::vector<FailureSet> all;
    for (const FailureSet& failed : failure_sets(network))
        for (std::size_t i = 0; i < (open.empty() ? 1 : valuations.size()); ++i) {
            all.push_back(failed);
            all.back().insert(all.back().end(), valuations[i].begin(), valuations[i].end()); // after all that fails
        }
    return all;
}

std::string names(const Network& network, const FailureSet& failed) {
    std::string result;
    for (FailureId id : failed)
        result += " " + network[id].name;
    return result.empty() ? " nothing" : result;
}

namespace {

/// A state as the encoder decodes it: the session each best came over.
using Chosen = std::vector<std::optional<SessionId>>;

Chosen chosen(const routing::PrefixState& state) {
    Chosen result;
    for (const routing::Choice& choice : state.choices)
        result.push_back(choice.best ? std::optional(choice.best->session) : std::nullopt);
    return result;
}

std::string text(const Network& network, const std::vector<Chosen>& states) {
    std::string result;
    for (const Chosen& state : states) {
        result += "    {";
        for (std::size_t i = 0; i < state.size(); ++i)
            result += fmt::format(" {}:{}", network.nodes[i].name,
                                  !state[i] ? "-" : state[i]->known() ? network[*state[i]].name : "local");
        result += " }\n";
    }
    return result.empty() ? "    none\n" : result;
}

/// States that differ only in what nothing looks at are one to the encoder.
std::vector<Chosen> sorted(std::vector<Chosen> states) {
    std::ranges::sort(states);
    states.erase(std::ranges::unique(states).begin(), states.end());
    return states;
}

std::string differ(const Network& network, const Prefix& prefix, const FailureSet& failed, const char* which,
                   std::vector<Chosen> oracle, std::vector<Chosen> encoder) {
    oracle = sorted(std::move(oracle));
    encoder = sorted(std::move(encoder));
    if (oracle == encoder)
        return {};
    return fmt::format("{} with{} failed, {}:\n  oracle\n{}  encoder\n{}", to_string(prefix), names(network, failed), which,
                       text(network, oracle), text(network, encoder));
}

/// One control plane under symbolic failures; asked for all its states under each failure set in turn.
class Symbolic {
public:
    Symbolic(const Network& network, const Prefix& prefix, std::uint32_t longest_path = 0)
        : network_(network), failures_(encode::symbolic_failures(context_, network, network.budget)),
          world_(context_, network, failures_.down, "w"), plane_(world_, prefix, longest_path) {}

    /// All of them that hold to the bound; `beyond` becomes whether others may not.
    std::optional<std::vector<Chosen>> states(const FailureSet& failed, bool& beyond) {
        if (!solver_) {
            solver_.emplace(context_);
            solver_->require(failures_.within_budget, "the budget");
            for (const encode::Equation& equation : plane_.equations())
                solver_->require(equation.term, equation.sentence);
        }
        std::vector<smt::Term> assumed{context_.variable("asked")};
        for (const FailureLimit& limit : network_.budget.limits)
            for (FailureId id : limit.groups)
                assume(id, failed, assumed);
        for (const FailureId id : conditions(network_))
            assume(id, failed, assumed);
        assumed.push_back(plane_.overflow());
        beyond = !plane_.overflow().is_false() && solver_->check("beyond the bound", assumed) != smt::Answer::unsatisfiable;
        assumed.back() = !plane_.overflow();
        std::vector<Chosen> result;
        for (;;) {
            const smt::Answer answer = solver_->check("next state", assumed);
            if (answer == smt::Answer::unsatisfiable)
                return result;
            if (answer != smt::Answer::satisfiable || result.size() > 5000)
                return std::nullopt;
            result.push_back(plane_.decode(solver_->model()));
            solver_->require(context_.implies(assumed.front(), plane_.differs_from(solver_->model())), "another");
        }
    }
    bool acyclic() const { return plane_.acyclic(); }
    std::uint32_t longest_path() const { return plane_.longest_path(); }

private:
    void assume(FailureId id, const FailureSet& failed, std::vector<smt::Term>& assumed) const {
        const smt::Term down = failures_.down[id.index()];
        if (!down.is_constant())
            assumed.push_back(std::ranges::find(failed, id) != failed.end() ? down : !down);
    }

    const Network& network_;
    smt::Context context_;
    encode::Failures failures_;
    encode::World world_;
    encode::ControlPlane plane_;
    std::optional<smt::Solver> solver_;
};

/// With a bound on the length of paths that is too small for many networks: the states that hold to it are found, no others,
/// and those that do not are told of.
class Bounded {
public:
    Bounded(const Network& network, const Prefix& prefix) : network_(network) {
        if (encode::Observed(network).saturates())
            plane_ = std::make_unique<Symbolic>(network, prefix, 2);
    }

    std::string disagree(const routing::StableStates& oracle, const Prefix& prefix, const FailureSet& failed) {
        if (!plane_)
            return {};
        std::vector<Chosen> within;
        for (const routing::PrefixState& state : oracle.states)
            if (longest_path(state) <= plane_->longest_path())
                within.push_back(chosen(state));
        bool beyond = false;
        const auto found = plane_->states(failed, beyond);
        if (!found)
            return fmt::format("{}: the encoder gave up", to_string(prefix));
        const std::string which = fmt::format("paths of at most {} ASNs", plane_->longest_path());
        if (within.size() < oracle.states.size() && !beyond)
            return fmt::format("{} with{} failed, {}: not told that there are longer ones", to_string(prefix),
                               names(network_, failed), which);
        return differ(network_, prefix, failed, which.c_str(), within, *found);
    }

private:
    static std::size_t longest_path(const routing::PrefixState& state) {
        std::size_t longest = 0;
        for (const routing::Choice& choice : state.choices)
            if (choice.best)
                longest = std::max(longest, choice.best->route.as_path.size());
        return longest;
    }

    const Network& network_;
    std::unique_ptr<Symbolic> plane_;
};

std::string settled_disagrees(const Network& network, const Prefix& prefix, const FailureSet& failed,
                              const std::vector<routing::PrefixState>& states) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        const auto channel = seed == 2 ? routing::Channel::latest_only : routing::Channel::in_order;
        const auto settled = routing::pass_messages(network, prefix, failed, {seed, channel, seed == 3, 1'000});
        if (!settled)
            continue;
        ++compared().settled;
        if (std::ranges::find(states, *settled) == states.end())
            return fmt::format("{} with{} failed, messages settle (seed {}) in a state not enumerated:\n{}", to_string(prefix),
                               names(network, failed), seed, text(network, {chosen(*settled)}));
    }
    return {};
}

}  // namespace

std::string control_planes_disagree(const Network& network) {
    for (const Prefix& prefix : routed_prefixes(network)) {
        Symbolic symbolic(network, prefix);
        Bounded bounded(network, prefix);
        for (const FailureSet& failed : failure_sets_and_conditions(network)) {
            const auto oracle = routing::enumerate(network, prefix, failed);
            std::vector<Chosen> expected;
            for (const routing::PrefixState& state : oracle.states) {
                expected.push_back(chosen(state));
                if (auto why = routing::why_unstable(network, failed, state); !why.empty())
                    return "the oracle enumerates a state it calls unstable: " + why;
            }
            const auto constant = encode::all_states(network, prefix, failed);
            if (!oracle.complete) {
                ++compared().given_up;
                if (constant && !std::ranges::includes(sorted(*constant), sorted(expected)))
                    return differ(network, prefix, failed, "an incomplete search", expected, *constant);
                continue;
            }
            if (!constant)
                return fmt::format("{}: the encoder gave up", to_string(prefix));
            if (auto why = differ(network, prefix, failed, "failures as constants", expected, *constant); !why.empty())
                return why;
            bool beyond = false;
            const auto solved = symbolic.states(failed, beyond);
            if (!solved || beyond)
                return fmt::format("{}: the encoder gave up or overflowed under symbolic failures", to_string(prefix));
            if (auto why = differ(network, prefix, failed, "symbolic failures", expected, *solved); !why.empty())
                return why;
            if (auto why = bounded.disagree(oracle, prefix, failed); !why.empty())
                return why;
            if (symbolic.acyclic() && expected.size() != 1)
                return fmt::format("{}: called acyclic, yet{} failed gives {} states", to_string(prefix),
                                   names(network, failed), expected.size());
            if (auto why = settled_disagrees(network, prefix, failed, oracle.states); !why.empty())
                return why;
            ++compared().scenarios;
            compared().states += expected.size();
            compared().unsettling += expected.empty();
        }
    }
    return {};
}

}  // namespace random_networks
