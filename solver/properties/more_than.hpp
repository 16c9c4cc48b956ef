#pragma once
// Counting where many of the things counted go together.

#include <cstdint>
#include <vector>

#include "solver/smt/term.hpp"

namespace properties {

/// A term, and as how many it counts while it holds.
struct Counted {
    smt::Term term;
    std::uint64_t times = 1;
};
/// What holds counts for more than `limit`; of equal terms each counts. A definition: it may stand in either polarity. Its
/// size grows with the number of different terms times the least of `limit` and what is beyond.
smt::Term count_more_than(smt::Context& context, std::uint64_t limit, const std::vector<Counted>& counted);
/// More than `limit` of the terms hold.
smt::Term more_than(smt::Context& context, std::uint64_t limit, const std::vector<smt::Term>& terms);

} // namespace properties
