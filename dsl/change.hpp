#pragma once
// What the block of `change KIND NAME { … }` does to the thing it names. Every statement that a change
// touches remembers the line that touched it last.
//
// Key by key: a block is merged with the block of the same words (or the same word and first argument); a
// statement takes the place of those with its word, or, where a word stands several times (`route`, `host`,
// `rule`, …), of those with the same first argument; what is not there yet is added. What one change says, in
// all turns of a loop around it, never replaces itself. `no WORD …;` takes away. A `policy` without named terms
// is replaced whole, because its order counts.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/block_index.hpp"
#include "dsl/diagnostic.hpp"

namespace dsl {

using Words = std::span<const Word>;

/// Merges the block of `change` into that of `target`, whose statements `index` knows. Errors inside are
/// reported.
void merge(Statement& target, const Statement& change, BlockIndex& index, Diagnostics& diagnostics);

/// "there is no `router r9` to change", with the nearest name of that kind.
void report_missing(const Statement& statement, const std::vector<Statement>& statements,
                    Diagnostics& diagnostics);

/// Is this word one of those that join two things, in either order (`link`, `bgp`, `tunnel`, `peering`)?
bool joins_two(std::string_view word);
bool same_words(Words a, Words b);
bool begins_with(Words all, Words first);

} // namespace dsl
