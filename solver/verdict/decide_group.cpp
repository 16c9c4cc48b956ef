// One group of questions: is any violated; by how few failures; in how ordinary a state; in how many pairs.

#include "solver/verdict/decide_group.hpp"

#include <algorithm>

namespace verdict {

using network::FailureSet;
using properties::Question;
using smt::Answer;
using smt::Term;

namespace {

/// Scenarios that an inexact question may propose before the claim is given up as unknown.
constexpr std::size_t most_proposals = 20'000;
/// States tried in search of one that no routes hold up themselves.
constexpr int most_states = 50;
/// Queries spent on counting failing pairs.
constexpr std::size_t most_counting_queries = 2'000;

std::string why(Answer answer) {
    return answer == Answer::timeout ? "the time limit was reached (`--timeout`)" : "the solver gave up";
}

} // namespace

Group::Group(properties::Setting& setting, const properties::Claim& claim,
             std::vector<const Question*> questions, const Convergence& convergence, const Settings& settings,
             std::string name)
    : setting_(&setting), claim_(&claim), questions_(std::move(questions)),
      inquiry_(setting, questions_, convergence.prefixes(), settings, std::move(name)),
      real_{!inquiry_.overflow()} {
    exact_ = std::ranges::all_of(questions_, &Question::exact);
}

Group::Terms Group::statements() const {
    Terms result;
    for (const Question* question : questions_)
        result.push_back(question->violated);
    return result;
}

// Overflow counts as a violation first: if even that is impossible, the bound on path length did no harm.
Answer Group::any_violation(GroupAnswer& answer) {
    smt::Context& context = setting_->context();
    const Term any = context.any(statements());
    const Term overflow = inquiry_.overflow();
    inquiry_.dump("violated", {context.any({any, overflow})});
    Answer found = inquiry_.ask("violated", {context.any({any, overflow})});
    if (found == Answer::satisfiable && !overflow.is_false()) {
        found = inquiry_.ask("violated within the bound", {any, !overflow});
        if (found == Answer::unsatisfiable) {
            answer.why_unknown = "a stable state may hold AS paths longer than the bound of the encoding";
            answer.bound_reached = true;
            return found;
        }
    }
    if (found == Answer::timeout || found == Answer::gave_up)
        answer.why_unknown = why(found);
    return found;
}

const Question& Group::shown_by_model() const {
    const auto shown = std::ranges::find_if(
        questions_, [&](const Question* question) { return inquiry_.model().value(question->violated); });
    if (shown == questions_.end())
        throw std::logic_error("a model of some violation shows none of them");
    return **shown;
}

// The first scenario within `limits` that the oracle confirms; those it does not are excluded.
std::optional<Violation> Group::genuine(GroupAnswer& answer, const Terms& limits) {
    auto query = real_;
    query.push_back(setting_->context().any(statements()));
    query.insert(query.end(), limits.begin(), limits.end());
    for (std::size_t proposals = 0; proposals < most_proposals; ++proposals) {
        const Answer found = inquiry_.ask("violated", query);
        if (found == Answer::unsatisfiable)
            return std::nullopt;
        if (found != Answer::satisfiable) {
            answer.why_unknown = why(found);
            return std::nullopt;
        }
        const Question& question = shown_by_model();
        if (auto violation = replay(inquiry_, *claim_, question))
            return violation;
        inquiry_.exclude(question);
    }
    answer.why_unknown = "too many scenarios had to be tried one by one";
    return std::nullopt;
}

std::optional<Violation> Group::fewest_genuine(GroupAnswer& answer) {
    Terms down;
    for (const network::FailureId group : inquiry_.may_fail())
        down.push_back(inquiry_.down(group));
    for (std::size_t k = 0; k <= down.size(); ++k) {
        if (auto violation = genuine(answer, {setting_->context().at_most(k, down)}))
            return violation;
        auto query = real_;
        query.push_back(setting_->context().any(statements()));
        if (!answer.why_unknown.empty() || inquiry_.ask("violated at all", query) == Answer::unsatisfiable)
            break;
    }
    return std::nullopt;
}

// The smallest scenario that `query`, just found satisfiable, leaves; its lowest question, in the nicest
// state.
Violation Group::minimised(const Terms& query) {
    const Terms all = statements();
    const Fewest fewest = fewest_failures(inquiry_, query);
    auto fixed = real_;
    for (const Term term : inquiry_.exactly(fewest.failed))
        fixed.push_back(term);
    const Question& question = *questions_[lowest(inquiry_, all, fixed)];
    auto violation = replay(inquiry_, *claim_, question);
    violation->fewest = fewest.proved;
    fixed.push_back(question.violated);
    return nicest(question, std::move(*violation), fixed);
}

Violation Group::smallest(const Violation& seen) {
    auto query = real_;
    query.push_back(setting_->context().any(statements()));
    return inquiry_.ask("violated", query) == Answer::satisfiable ? minimised(query) : seen;
}

// The failure set that the file documents, if that one violates too. Nobody documents what the platform
// decides.
std::optional<Violation> Group::as_documented() {
    if (!claim_->expected_violated || !claim_->expected_violated->down || !exact_)
        return std::nullopt;
    const FailureSet& down = *claim_->expected_violated->down;
    auto query = real_;
    for (const network::FailureId group : without_choices(setting_->network(), inquiry_.may_fail()))
        query.push_back(std::ranges::binary_search(down, group) ? inquiry_.down(group)
                                                                : !inquiry_.down(group));
    query.push_back(setting_->context().any(statements()));
    if (inquiry_.ask("as documented", query) != Answer::satisfiable)
        return std::nullopt;
    return minimised(query);
}

// A state that routing finds by itself before one that it might only be led into; supported routes before
// routes that hold each other up.
Violation Group::nicest(const Question& question, Violation violation, const Terms& assumptions) {
    const network::Network& network = setting_->network();
    if (auto ordinary = settled(network, *claim_, question, violation);
        ordinary && derived(network, ordinary->scenario))
        return std::move(*ordinary);
    Terms query = assumptions;
    for (int tried = 0; tried < most_states && !derived(network, violation.scenario); ++tried) {
        Terms other;
        for (const properties::Dependency& dependency : question.depends_on)
            if (dependency.control)
                other.push_back(dependency.control->differs_from(inquiry_.model()));
        query.push_back(setting_->context().any(other));
        if (inquiry_.ask("another state", query) != Answer::satisfiable)
            break;
        auto next = replay(inquiry_, *claim_, question);
        if (next && derived(network, next->scenario)) {
            next->fewest = violation.fewest;
            return std::move(*next);
        }
    }
    return violation;
}

// Every model shows some failing pairs; those it shows are asked about no more.
void Group::count_pairs(GroupAnswer& answer) {
    if (!exact_) {
        answer.pairs.insert(answer.violation->flow.pair);
        return;
    }
    for (std::size_t queries = 0; queries < most_counting_queries; ++queries) {
        Terms open;
        for (const Question* question : questions_)
            if (!answer.pairs.contains(question->flow.pair))
                open.push_back(question->violated);
        auto query = real_;
        query.push_back(setting_->context().any(open));
        const Answer found = inquiry_.ask("another pair", query);
        if (found == Answer::unsatisfiable)
            return;
        if (found != Answer::satisfiable)
            break;
        for (const Question* question : questions_)
            if (inquiry_.model().value(question->violated))
                answer.pairs.insert(question->flow.pair);
    }
    answer.counted = false;
}

GroupAnswer Group::answer(const std::optional<Violation>& best) {
    GroupAnswer answer;
    if (any_violation(answer) != Answer::satisfiable)
        return answer;
    answer.violation = exact_ ? genuine(answer, {}) : fewest_genuine(answer);
    if (!answer.violation)
        return answer;
    answer.pairs.insert(answer.violation->flow.pair);
    if (auto documented = as_documented())
        answer.violation = std::move(documented);
    else if (exact_ && (!best || best->scenario.failed.size() > 0))
        answer.violation = smallest(*answer.violation);
    count_pairs(answer);
    return answer;
}

} // namespace verdict
