// "At most k of these" in plain clauses. Sequential counters (Sinz 2005, "Towards an optimal CNF encoding of
// Boolean cardinality constraints"): `counts[j]` says that at least j+1 of the terms seen so far hold. They
// are definitions, not free variables, so a cardinality may stand in either polarity.

#include "solver/smt/term.hpp"

#include <algorithm>

namespace smt {

Term Context::at_most_one(std::span<const Term> terms) {
    constexpr std::size_t pairwise_up_to = 5;
    if (terms.size() > pairwise_up_to)
        return at_most(1, terms);
    std::vector<Term> pairs;
    for (std::size_t i = 0; i < terms.size(); ++i)
        for (std::size_t j = i + 1; j < terms.size(); ++j)
            pairs.push_back(any({!terms[i], !terms[j]}));
    return all(pairs);
}

Term Context::exactly_one(std::span<const Term> terms) {
    const Term some = any(terms);
    return all({some, at_most_one(terms)});
}

Term Context::at_most(std::size_t k, std::span<const Term> terms) {
    if (terms.size() <= k)
        return yes; // thousands of choices that all are open would need a counter as long
    std::vector<Term> counts, too_many;
    for (Term term : terms) {
        // Overflow of the counter is told term by term, which propagates as Sinz's clauses do.
        if (k == 0)
            too_many.push_back(term);
        else if (counts.size() == k)
            too_many.push_back(all({counts[k - 1], term}));
        const std::size_t highest = std::min(counts.size() + 1, k);
        counts.resize(highest, no);
        for (std::size_t j = highest; j-- > 0;)
            counts[j] = any({counts[j], j == 0 ? term : all({counts[j - 1], term})});
    }
    return !any(too_many);
}

} // namespace smt
