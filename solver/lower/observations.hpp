#pragma once
// `observe trace|ping|table|effective-routes …` to an observation with a stable id.

#include <vector>

#include "dsl/ast.hpp"
#include "solver/lower/names.hpp"

namespace lower {

/// All observations of a variant; unreadable ones are left out.
std::vector<properties::Observation> read_observations(Names& names,
                                                       const std::vector<const dsl::Statement*>& written);

} // namespace lower
