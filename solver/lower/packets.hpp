#pragma once
// Which packets a property is about: `with tcp port 443;`, `except tcp port 22;`.

#include "dsl/ast.hpp"
#include "solver/lower/names.hpp"

namespace lower {

/// Reads `with` and every `except` of a property's block. Nothing left over is an error.
void read_packets(Names& names, const dsl::Statement& property, properties::Options& options);

} // namespace lower
