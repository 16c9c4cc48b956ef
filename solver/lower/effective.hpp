#pragma once
// `observe effective-routes V/H { … }`: what the platform says a network interface does with packets, row by
// row.

#include <optional>

#include "dsl/ast.hpp"
#include "solver/lower/names.hpp"

namespace lower {

/// The observation, or nothing after an error.
std::optional<properties::EffectiveObservation> read_effective_routes(Names& names,
                                                                      const dsl::Statement& written);
/// Whether a statement of its block is one of its rows, `contains` and `absent` included.
bool is_effective_row(const dsl::Statement& statement);

} // namespace lower
