// One claim from questions to a result: nothing in scope, groups of questions, the smallest violation among
// them, its story, how many pairs fail, and what the file expected.

#include "solver/verdict/decide_claim.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/network/ties.hpp"
#include "solver/properties/alike.hpp"
#include "solver/properties/property.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/verdict/decide_group.hpp"
#include "solver/verdict/decide_inquiry.hpp"
#include "solver/verdict/explain.hpp"
#include "solver/verdict/scope.hpp"
#include "solver/verdict/story.hpp"
#include "solver/verdict/told.hpp"

namespace verdict {

using network::Network;
using properties::Claim;
using properties::Question;

namespace {

/// How often the bounds of the encoding are doubled before a claim is left unknown.
constexpr unsigned most_widenings = 3;
/// Names of failing pairs that a result lists.
constexpr std::size_t most_named = 5;

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Questions by what they depend on; one whose answer the oracle has to confirm stands alone.
std::vector<std::vector<const Question*>> grouped(const std::vector<Question>& questions) {
    using Key = std::pair<std::vector<std::pair<network::Prefix, network::TransportId>>, std::size_t>;
    std::map<Key, std::size_t> groups;
    std::vector<std::vector<const Question*>> result;
    for (const Question& question : questions) {
        if (question.violated.is_false())
            continue;
        Key key;
        key.second = question.exact ? 0 : result.size() + 1;
        for (const properties::Dependency& dependency : question.depends_on)
            key.first.emplace_back(dependency.prefix, dependency.without.value_or(network::TransportId{}));
        std::ranges::sort(key.first);
        const auto [place, is_new] = groups.emplace(key, result.size());
        if (is_new)
            result.emplace_back();
        result[place->second].push_back(&question);
    }
    return result;
}

bool better(const Network& network, const Violation& a, const std::optional<Violation>& b) {
    if (!b)
        return true;
    const auto rank = [&](const Violation& v) {
        const network::FailureSet& failed = v.scenario.failed;
        return std::tuple(without_choices(network, failed).size(), failed.size(), failed, v.flow.pair);
    };
    return rank(a) < rank(*b);
}

/// The decision of one claim in progress.
class Decision {
public:
    Decision(const Network& network, const Claim& claim, const Settings& settings,
             const Convergence& convergence, bool explain)
        : network_(network), claim_(claim), settings_(settings), convergence_(convergence),
          explain_(explain) {}

    Decided run() {
        const auto start = std::chrono::steady_clock::now();
        Result& result = decided_.result;
        result.name = claim_.name;
        result.property = claim_.property;
        result.sentence = sentence_of(network_, claim_);
        result.span = claim_.span;
        result.failures = describe(network_, claim_.budget);
        result.assumptions = network_.assumptions;
        result.pairs = claim_.pairs.size();
        result.decided_by = "solver";
        for (unsigned widening = 0; widening <= most_widenings; ++widening)
            if (!ask(widening))
                break;
        compare_expectation(network_, claim_, result);
        result.seconds = seconds_since(start);
        return std::move(decided_);
    }

private:
    /// True if the bound on AS paths stood in the way of an answer.
    bool ask(unsigned widening) {
        const auto start = std::chrono::steady_clock::now();
        properties::Setting setting(network_, claim_.budget, widening);
        const auto* property = properties::find(claim_.property);
        if (!property || !property->ask)
            throw std::logic_error("no such property: " + claim_.property);
        std::vector<Question> questions;
        try {
            setting.context().stop_at(settings_.stop());
            questions = property->ask(setting, claim_);
            for (Question& question : questions)
                setting.tie(question);
        } catch (const smt::OutOfTime&) {
            decided_.statistics.encode_seconds += seconds_since(start);
            decided_.result.verdict = Verdict::unknown;
            decided_.result.why_unknown = "the time limit was reached before anything was asked (`--timeout`)";
            return false;
        }
        setting.context().stop_at(std::nullopt);
        decided_.statistics.encode_seconds += seconds_since(start);
        if (std::ranges::none_of(questions, [&](const Question& question) {
                return property->in_scope(network_, claim_, question.flow);
            })) {
            decided_.result.verdict = Verdict::vacuous;
            return false;
        }
        return ask(setting, questions);
    }

    bool ask(properties::Setting& setting, const std::vector<Question>& questions) {
        std::optional<Violation> best;
        std::size_t number = 0;
        bool bound_reached = false;
        decided_.result.why_unknown.clear();
        for (auto& questions_of_group : grouped(questions)) {
            const auto start = std::chrono::steady_clock::now();
            Group group(setting, claim_, std::move(questions_of_group), convergence_, settings_,
                        claim_.name + "-" + std::to_string(++number));
            decided_.statistics.encode_seconds += seconds_since(start);
            GroupAnswer answer = group.answer(best);
            add(group);
            bound_reached |= answer.bound_reached;
            if (!answer.why_unknown.empty() && decided_.result.why_unknown.empty())
                decided_.result.why_unknown = answer.why_unknown;
            if (answer.violation && better(network_, *answer.violation, best))
                best = std::move(answer.violation);
            failing_.insert(answer.pairs.begin(), answer.pairs.end());
            counted_ &= answer.counted;
        }
        if (best)
            violated(*best);
        else
            not_violated(setting, questions);
        return !best && bound_reached;
    }

    void add(const Group& group) {
        Statistics& sum = decided_.statistics;
        sum.queries += group.statistics().queries;
        sum.variables += group.statistics().variables;
        sum.clauses += group.statistics().clauses;
        sum.solve_seconds += group.statistics().seconds;
        sum.candidates += group.candidates();
    }

    void not_violated(properties::Setting& setting, const std::vector<Question>& questions) {
        Result& result = decided_.result;
        if (result.why_unknown.empty() && !convergence_.unsettled.empty())
            result.why_unknown = restless(network_, convergence_.unsettled.front());
        if (result.why_unknown.empty())
            result.why_unknown = convergence_.why_unknown;
        result.verdict = !result.why_unknown.empty()          ? Verdict::unknown
                         : says_something(setting, questions) ? Verdict::holds
                                                              : Verdict::vacuous;
    }

    /// Whether the premise of some question can be true in some scenario; also where that could not be told.
    bool says_something(properties::Setting& setting, const std::vector<Question>& questions) {
        for (const Question& question : questions) {
            if (question.premise.is_true())
                return true;
            if (question.premise.is_false())
                continue;
            Inquiry inquiry(setting, {&question}, convergence_.prefixes(), settings_,
                            claim_.name + "-in-scope");
            if (inquiry.ask("in scope", {question.premise}) != smt::Answer::unsatisfiable)
                return true;
        }
        return questions.empty();
    }

    void violated(const Violation& violation) {
        Result& result = decided_.result;
        result.verdict = Verdict::violated;
        result.why_unknown.clear();
        result.pairs_failed = claim_.pairs.empty() ? 0 : failing_.size();
        for (const std::size_t pair : failing_)
            if (!claim_.pairs.empty() && result.failing.size() < most_named)
                result.failing.push_back(claim_.pairs[pair].from.name + " to " + claim_.pairs[pair].to.name);
        if (!counted_)
            result.notes.push_back("more pairs may fail: counting them was cut short");
        if (!violation.fewest)
            result.notes.push_back("fewer failures may do: looking for them was cut short");
        const auto start = std::chrono::steady_clock::now();
        result.counterexample = tell(violation);
        decided_.statistics.replay_seconds += seconds_since(start);
    }

    Counterexample tell(const Violation& violation) const {
        Counterexample found;
        found.failed = without_conditions(network_, violation.scenario.failed);
        found.from = violation.witness.from;
        found.to = violation.witness.to;
        found.packet = violation.witness.packet;
        found.there = violation.witness.there;
        found.back = violation.witness.back;
        found.reason = violation.witness.reason;
        found.at = violation.witness.at;
        found.notes = violation.witness.notes;
        found.replayed = true;
        if (!explain_)
            return found;
        found.packets = properties::alike(network_, claim_, violation.flow, violation.witness);
        Replay replay{violation.scenario.state, {}, violation.scenario.second};
        complete(network_, violation, replay.state);
        if (found.failed.empty())
            replay.healthy = replay.state;
        else
            complete(network_, violation, replay.healthy);
        const auto redecide = [&](const Network& changed) { return decide_again(changed, violation.flow.pair); };
        verdict::explain(network_, claim_, replay, redecide, found);
        return found;
    }

    /// The verdict in a changed network. The pair that failed is asked about alone first: one change seldom mends
    /// everything, and there may be thousands of pairs.
    Verdict decide_again(const Network& changed, std::size_t pair) const {
        Settings quiet = settings_;
        quiet.dump_smt2.clear();
        quiet.progress = nullptr;
        const Convergence convergence =
            quiet.convergence ? check_convergence(changed, claim_.budget, quiet) : unchecked_convergence();
        if (claim_.pairs.size() > 1) {
            Claim one = claim_;
            one.pairs = {claim_.pairs[pair]};
            if (decide_claim(changed, one, quiet, convergence, false).result.verdict == Verdict::violated)
                return Verdict::violated;
        }
        return decide_claim(changed, claim_, quiet, convergence, false).result.verdict;
    }

    const Network& network_;
    const Claim& claim_;
    const Settings& settings_;
    const Convergence& convergence_;
    bool explain_;
    Decided decided_;
    std::set<std::size_t> failing_;
    bool counted_ = true;
};

} // namespace

namespace {

/// `a, b, c and 4 more`
std::string named(const Network& network, const std::vector<network::NodeId>& nodes) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < nodes.size() && i < most_named; ++i)
        names.push_back(network[nodes[i]].name);
    return fmt::format("{}{}", fmt::join(names, ", "),
                       nodes.size() > most_named ? fmt::format(" and {} more", nodes.size() - most_named)
                                                 : "");
}

/// The property and its options, without its ends.
std::string claimed(const Network& network, const Claim& claim) {
    const properties::Options& options = claim.options;
    std::string what = claim.property;
    if (options.count_discards)
        what += " or discard";
    if (options.count_ties)
        what += " whatever ties do";
    if (options.at_most)
        what += fmt::format(" of at most {}", *options.at_most);
    if (!options.through.empty())
        what += " through " + named(network, options.through);
    if (!options.at.empty())
        what += " at " + named(network, options.at);
    if (!options.order.empty()) {
        std::vector<std::string> order;
        for (const network::TransportId transport : options.order)
            order.push_back(network[transport].name);
        what += fmt::format(" of {}", fmt::join(order, " over "));
    }
    return what;
}

/// What stands before the machines of a subnet is expected at the subnet.
bool shows_at(const Network& network, const std::vector<network::NodeId>& expected, network::NodeId at) {
    return at.known() && std::ranges::any_of(expected, [&](network::NodeId node) {
               return node == at || told_name(network, node) == told_name(network, at);
           });
}

} // namespace

std::string sentence_of(const Network& network, const Claim& claim) {
    const auto& pairs = claim.pairs;
    const std::string what = claimed(network, claim);
    if (pairs.empty())
        return claim.options.through.empty() && claim.options.at.empty() ? what + " everywhere" : what;
    const auto& first = pairs.front();
    if (pairs.size() == 1)
        return fmt::format("{} from {} to {}", what, first.from.name, first.to.name);
    if (pairs.size() == 2 && pairs[1].from == first.to && pairs[1].to == first.from)
        return fmt::format("{} between {} and {}", what, first.from.name, first.to.name);
    const auto same = [&](auto end) {
        return std::ranges::all_of(pairs,
                                   [&](const auto& pair) { return (pair.*end).name == (first.*end).name; });
    };
    if (same(&properties::Pair::to))
        return fmt::format("{} from {} places to {}", what, pairs.size(), first.to.name);
    if (same(&properties::Pair::from))
        return fmt::format("{} from {} to {} places", what, first.from.name, pairs.size());
    return fmt::format("{} in {} pairs", what, pairs.size());
}

void compare_expectation(const Network& network, const Claim& claim, Result& result) {
    if (!claim.expected_violated)
        return;
    const properties::Expectation& expected = *claim.expected_violated;
    if (result.verdict != Verdict::violated) {
        static constexpr std::string_view words[] = {"it holds", "", "it is vacuous", "it is unknown"};
        result.expectation_missed =
            fmt::format("expected to be violated, but {}", words[static_cast<std::size_t>(result.verdict)]);
        return;
    }
    const Counterexample& found = *result.counterexample;
    if (expected.down && *expected.down != without_choices(network, found.failed))
        result.expectation_missed =
            fmt::format("expected to be violated with {} down, but it is with {} down",
                        names(network, *expected.down), names(network, found.failed));
    else if (!expected.reason.empty() && expected.reason != found.reason)
        result.expectation_missed =
            fmt::format("expected reason `{}`, but it is `{}`", expected.reason, found.reason);
    else if (!expected.at.empty() && !shows_at(network, expected.at, found.at))
        result.expectation_missed =
            fmt::format("expected at {}, but it shows at {}", quoted(network, expected.at.front()),
                        found.at.known() ? quoted(network, found.at) : "no single node");
    result.expected = result.expectation_missed.empty();
}

Decided decide_claim(const Network& network, const Claim& claim, const Settings& settings,
                     const Convergence& convergence, bool explain) {
    return Decision(network, claim, settings, convergence, explain).run();
}

} // namespace verdict
