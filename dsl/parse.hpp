#pragma once
// Text to syntax tree. Recovers at the next `;` or `}` and reports every error it meets.

#include <cstdint>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"

namespace dsl {

/// The tree of `sources.text(file)`. Statements that could not be read are left out and reported.
File parse(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics);

} // namespace dsl
