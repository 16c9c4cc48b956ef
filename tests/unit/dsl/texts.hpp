#pragma once
// Texts for the tests, a table of words for them, and the shortest ways from a text to what is said of it.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/elaborate.hpp"
#include "dsl/parse.hpp"
#include "dsl/print.hpp"
#include "dsl/schema.hpp"

namespace texts {

/// A text that was read, with everything that was said of it.
struct Parsed {
    dsl::Sources sources;
    dsl::Diagnostics diagnostics;
    dsl::File file;
    std::string said() const { return dsl::render(diagnostics, sources); }
};
Parsed parsed(std::string_view text);
/// What reading the text says; empty if nothing.
std::string said(std::string_view text);

/// Files by path, for `elaborate`.
using Files = std::map<std::string, std::string>;

struct Elaborated {
    dsl::Sources sources;
    dsl::Diagnostics diagnostics;
    dsl::Elaborated result;
    std::string said() const { return dsl::render(diagnostics, sources); }
    /// A variant's statements in canonical form.
    std::string text(std::string_view variant = "") const;
    const dsl::Statement& statement(std::string_view words, std::string_view variant = "") const;
};
Elaborated elaborated(const Files& files, const std::string& path = "main.net");

/// The block of `observe WORDS` after `pasted` was pasted into it, one statement to a line; or what is said.
std::string imported(const std::string& words, const std::string& pasted);

/// A table like the language's own, and what checking a text against it says.
const std::vector<dsl::Rule>& words();
std::string checked(std::string_view text);

/// Networks in several styles: the first is complete and fits `words()`.
const std::vector<std::string>& samples();

} // namespace texts
