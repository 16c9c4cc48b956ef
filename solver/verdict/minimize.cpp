// At most 0, 1, 2 … failures, each a query on the same solver; then as few choices of the platform as these
// failures allow; then each group by bisection. Where an answer is not definite, the smallest set found so
// far stands.

#include "solver/verdict/minimize.hpp"

#include <algorithm>

namespace verdict {

using network::FailureId;
using network::FailureSet;
using smt::Answer;
using smt::Term;

namespace {

class Search {
public:
    Search(Inquiry& inquiry, const std::vector<Term>& assumptions)
        : inquiry_(inquiry), base_(assumptions), best_{inquiry.failed()} {}

    Fewest run() {
        fewest();
        for (std::size_t place = 0; place < best_.failed.size(); ++place)
            lowest_at(place);
        auto final = base_;
        const auto exact = inquiry_.exactly(best_.failed);
        final.insert(final.end(), exact.begin(), exact.end());
        if (inquiry_.ask("fewest", final) != Answer::satisfiable)
            throw std::logic_error("a scenario found by minimising is gone when asked for again");
        return best_;
    }

private:
    bool is_choice(FailureId group) const {
        return inquiry_.setting().network()[group].failure_class == network::FailureClass::choice;
    }
    /// At most `k` failures are down, or choices are not what is expected.
    Term at_most(std::size_t k, bool choices) {
        std::vector<Term> down;
        for (const FailureId group : inquiry_.may_fail())
            if (is_choice(group) == choices)
                down.push_back(inquiry_.down(group));
        return inquiry_.setting().context().at_most(k, down);
    }
    std::size_t count(bool choices) const {
        return static_cast<std::size_t>(
            std::ranges::count(best_.failed, choices, [&](FailureId group) { return is_choice(group); }));
    }
    /// No more of either than the best set has.
    std::vector<Term> as_few() { return {at_most(count(false), false), at_most(count(true), true)}; }
    /// Keeps the model's failures if there is one.
    bool found(std::vector<Term> more) {
        more.insert(more.end(), base_.begin(), base_.end());
        const Answer answer = inquiry_.ask("fewer", std::move(more));
        if (answer == Answer::satisfiable)
            best_.failed = inquiry_.failed();
        else if (answer != Answer::unsatisfiable)
            best_.proved = false;
        return answer == Answer::satisfiable;
    }
    void fewest() {
        for (std::size_t k = 0; k < count(false); ++k)
            if (found({at_most(k, false)}))
                break;
        for (std::size_t k = 0; k < count(true); ++k)
            if (found({at_most(count(false), false), at_most(k, true)}))
                break;
    }
    /// Bisects for the lowest group that can be the next of the set, given those before it.
    void lowest_at(std::size_t place) {
        const auto& groups = inquiry_.may_fail();
        const auto position = [&](std::size_t i) {
            return static_cast<std::size_t>(std::ranges::find(groups, best_.failed[i]) - groups.begin());
        };
        std::vector<Term> fixed = as_few();
        for (std::size_t i = 0; i < place; ++i)
            fixed.push_back(inquiry_.down(best_.failed[i]));
        std::size_t low = place == 0 ? 0 : position(place - 1) + 1;
        while (low < position(place)) {
            const std::size_t middle = (low + position(place) - 1) / 2;
            std::vector<Term> earlier;
            for (std::size_t i = low; i <= middle; ++i)
                earlier.push_back(inquiry_.down(groups[i]));
            auto query = fixed;
            query.push_back(inquiry_.setting().context().any(earlier));
            if (!found(query))
                low = middle + 1;
        }
    }

    Inquiry& inquiry_;
    std::vector<Term> base_;
    Fewest best_;
};

} // namespace

Fewest fewest_failures(Inquiry& inquiry, const std::vector<Term>& assumptions) {
    return Search(inquiry, assumptions).run();
}

std::size_t lowest(Inquiry& inquiry, const std::vector<Term>& statements,
                   const std::vector<Term>& assumptions) {
    const auto first_true = [&] {
        return static_cast<std::size_t>(
            std::ranges::find_if(statements, [&](Term term) { return inquiry.model().value(term); }) -
            statements.begin());
    };
    std::size_t low = 0, best = first_true();
    while (low < best) {
        const std::size_t middle = (low + best - 1) / 2;
        auto query = assumptions;
        query.push_back(
            inquiry.setting().context().any(std::span(statements).subspan(low, middle - low + 1)));
        if (inquiry.ask("first", query) == Answer::satisfiable)
            best = first_true();
        else
            low = middle + 1;
    }
    auto query = assumptions;
    query.push_back(statements[best]);
    if (inquiry.ask("first", query) != Answer::satisfiable)
        throw std::logic_error("a violation found is gone when asked for again");
    return best;
}

} // namespace verdict
