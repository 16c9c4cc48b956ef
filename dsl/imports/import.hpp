#pragma once
// Other texts as parts of the syntax tree: `pasted """…""";` and `from "FILE";` in the block of an `observe`
// become the rows or hops that the text shows, each with its place in that text.

#include <cstddef>
#include <string>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/files.hpp"

namespace dsl::imports {

/// Puts rows and hops for the pasted texts of `statement`. Its words from `first` on are those of an
/// observation: `observe table fw from ce1`. Files are looked for beside the file `beside`.
void expand(Statement& statement, std::size_t first, const std::string& beside, Files& files,
            const Sources& sources, Diagnostics& diagnostics);

} // namespace dsl::imports
