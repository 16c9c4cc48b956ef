#pragma once
// Counting where many of the things counted go together.

#include <vector>

#include "solver/smt/term.hpp"

namespace properties {

/// More than `limit` of the terms hold; equal terms count as often as they stand there. A definition: it may stand in
/// either polarity. Its size grows with the number of different terms times the least of `limit` and what is beyond.
smt::Term more_than(smt::Context& context, std::size_t limit, std::vector<smt::Term> terms);

} // namespace properties
