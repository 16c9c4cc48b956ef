// A decision diagram over the different terms, those that count most first (Eén, Sörensson 2006, "Translating
// pseudo-Boolean constraints into SAT", §5.1). Limits are large and few terms differ: prefixes that come over
// one session mostly stand and fall together.

#include "solver/properties/more_than.hpp"

#include <algorithm>
#include <map>

namespace properties {

using smt::Term;

namespace {

struct Place {
    Term term;
    std::uint64_t times = 0, rest = 0; ///< what it counts; all that stands behind it
};

/// Each different term once.
std::vector<Place> places(std::vector<Counted> counted) {
    std::ranges::sort(counted, {}, &Counted::term);
    std::vector<Place> result;
    for (const auto& [term, times] : counted) {
        if (result.empty() || result.back().term != term)
            result.push_back({term});
        result.back().times += times;
    }
    std::ranges::stable_sort(result, std::ranges::greater(), &Place::times);
    std::uint64_t rest = 0;
    for (auto it = result.rbegin(); it != result.rend(); ++it) {
        it->rest = rest;
        rest += it->times;
    }
    return result;
}

class Diagram {
public:
    Diagram(smt::Context& context, std::vector<Place> places)
        : context_(context), places_(std::move(places)), made_(places_.size()) {}

    /// The terms from `place` on count at least `wanted`.
    Term at_least(std::uint64_t wanted, std::size_t place = 0) {
        if (wanted == 0)
            return smt::yes;
        if (place == places_.size() || places_[place].times + places_[place].rest < wanted)
            return smt::no;
        if (const auto known = made_[place].find(wanted); known != made_[place].end())
            return known->second;
        const auto& [term, times, rest] = places_[place];
        const Term with = at_least(wanted - std::min(wanted, times), place + 1);
        const Term result = context_.any({context_.all({term, with}), at_least(wanted, place + 1)});
        made_[place].emplace(wanted, result);
        return result;
    }

private:
    smt::Context& context_;
    std::vector<Place> places_;
    std::vector<std::map<std::uint64_t, Term>> made_;
};

} // namespace

Term count_more_than(smt::Context& context, std::uint64_t limit, const std::vector<Counted>& counted) {
    std::vector<Counted> open;
    std::uint64_t sure = 0;
    for (const Counted& one : counted) {
        if (one.term.is_true())
            sure += one.times;
        else if (!one.term.is_false())
            open.push_back(one);
    }
    if (sure > limit)
        return smt::yes;
    return Diagram(context, places(std::move(open))).at_least(limit + 1 - sure);
}

Term more_than(smt::Context& context, std::uint64_t limit, const std::vector<Term>& terms) {
    std::vector<Counted> counted;
    for (const Term term : terms)
        counted.push_back({term});
    return count_more_than(context, limit, counted);
}

} // namespace properties
