#pragma once
// From files to plain networks: `include`, `change`, `no`, `case` are carried out here and nowhere else.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"

namespace dsl {

/// One network of a file: the file itself (`name` empty) or one `case` of it.
struct Variant {
    std::string name;
    std::vector<Statement> statements; ///< no `include`, `change`, `no` or `case` left among them
    Span span;                         ///< of the `case`; unknown for the file itself
};

struct Elaborated {
    std::vector<Variant> variants; ///< a file with cases: its own properties first, then each case
    std::uint32_t file = 0;        ///< the file on the command line
};

/// Reads a file's text; nothing if it cannot, with the reason in `why`.
using Reader = std::function<std::optional<std::string>(const std::string& path, std::string& why)>;

/// Reads `path` and what it includes (relative to the including file; each once; cycles are errors).
Elaborated elaborate(const std::string& path, Sources& sources, const Reader& read, Diagnostics& diagnostics);

} // namespace dsl
