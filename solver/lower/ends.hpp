#pragma once
// Between whom a property claims something.

#include <vector>

#include "dsl/ast.hpp"
#include "solver/lower/names.hpp"

namespace lower {

/// The ordered pairs that `between`, `among` or `from` and `to` of a property's block name, each once. With
/// `any_source` the senders need no addresses of their own. Empty after an error.
std::vector<properties::Pair> read_pairs(Names& names, const dsl::Statement& property, bool any_source);

} // namespace lower
