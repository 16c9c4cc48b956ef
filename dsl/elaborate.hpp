#pragma once
// From files to plain networks: `include`, `change`, `no`, `case`, `table`, `for each` and `member` are
// carried out here and nowhere else.

#include <string>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/files.hpp"

namespace dsl {

/// One network of a file: the file itself (`name` empty) or one `case` of it.
struct Variant {
    std::string name;
    std::vector<Statement> statements; ///< none of the words above left among them, but `member` in blocks
    Span span;                         ///< of the `case`; unknown for the file itself
    /// What loops over nothing would have made: properties, their variables as written; each is vacuous.
    std::vector<Statement> unmade = {};
    /// Groups that only such loops would have filled, by name.
    std::vector<Word> empty_groups = {};
};

struct Elaborated {
    std::vector<Variant> variants; ///< a file with cases: its own properties first, then each case
    std::uint32_t file = 0;        ///< the file on the command line
};

/// Reads `path` and what it includes (relative to the including file; each once; cycles are errors).
Elaborated elaborate(const std::string& path, Sources& sources, const Reader& read, Diagnostics& diagnostics);

} // namespace dsl
