// A decision diagram over the different terms, those that count most first (Eén, Sörensson 2006, "Translating
// pseudo-Boolean constraints into SAT", §5.1). Limits are large and few terms differ: prefixes that come over
// one session mostly stand and fall together.

#include "solver/properties/more_than.hpp"

#include <algorithm>
#include <map>

namespace properties {

using smt::Term;

namespace {

struct Counted {
    Term term;
    std::size_t times = 0, rest = 0; ///< how often it stands there; all that stands behind it
};

/// Each different term once.
std::vector<Counted> counted(std::vector<Term> terms) {
    std::ranges::sort(terms);
    std::vector<Counted> result;
    for (const Term term : terms) {
        if (result.empty() || result.back().term != term)
            result.push_back({term});
        ++result.back().times;
    }
    std::ranges::stable_sort(result, std::ranges::greater(), &Counted::times);
    std::size_t rest = 0;
    for (auto it = result.rbegin(); it != result.rend(); ++it) {
        it->rest = rest;
        rest += it->times;
    }
    return result;
}

class Diagram {
public:
    Diagram(smt::Context& context, std::vector<Counted> counted)
        : context_(context), counted_(std::move(counted)), made_(counted_.size()) {}

    /// At least `wanted` of the terms from `place` on hold.
    Term at_least(std::size_t wanted, std::size_t place = 0) {
        if (wanted == 0)
            return smt::yes;
        if (place == counted_.size() || counted_[place].times + counted_[place].rest < wanted)
            return smt::no;
        if (const auto known = made_[place].find(wanted); known != made_[place].end())
            return known->second;
        const auto& [term, times, rest] = counted_[place];
        const Term with = at_least(wanted - std::min(wanted, times), place + 1);
        const Term result = context_.any({context_.all({term, with}), at_least(wanted, place + 1)});
        made_[place].emplace(wanted, result);
        return result;
    }

private:
    smt::Context& context_;
    std::vector<Counted> counted_;
    std::vector<std::map<std::size_t, Term>> made_;
};

} // namespace

Term more_than(smt::Context& context, std::size_t limit, std::vector<Term> terms) {
    std::erase_if(terms, [](Term term) { return term.is_false(); });
    const std::size_t sure = std::erase_if(terms, [](Term term) { return term.is_true(); });
    if (sure > limit)
        return smt::yes;
    return Diagram(context, counted(std::move(terms))).at_least(limit + 1 - sure);
}

} // namespace properties
