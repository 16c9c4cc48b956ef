#pragma once
// What a property says beside its ends: the options of each, and which packets it is about.

#include <string>
#include <string_view>

#include "dsl/ast.hpp"
#include "solver/lower/names.hpp"

namespace lower {

/// The options of a property of this kind; what it needs and does not say is an error.
properties::Options read_options(Names& names, const dsl::Statement& property, std::string_view kind);
/// A waypoint that is an end of the claim is visited whatever happens: an error.
void check_waypoints(Names& names, const dsl::Statement& property, const properties::Claim& claim);

/// The argument of `WORD X;` in a block; empty if it is not there.
std::string argument(const dsl::Statement& block, std::string_view word);

} // namespace lower
