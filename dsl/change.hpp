#pragma once
// `change KIND NAME { … }` and `no KIND NAME;` carried out on a list of statements. Every statement that a
// change touches remembers the line that touched it last.
//
// Key by key: a block is merged with the block of the same words (or the same word and first argument); a
// statement takes the place of those with its word, or, where a word stands several times (`route`, `host`,
// `rule`, …), of the one with the same first argument; what is not there yet is added. `no WORD …;` takes
// away. A `policy` without named terms is replaced whole, because its order counts.

#include <vector>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"

namespace dsl {

/// Carries out a `change` on the statement it names; false if there is none. Errors inside are reported.
bool apply_change(const Statement& change, std::vector<Statement>& statements, Diagnostics& diagnostics);
/// Carries out a top-level `no`, with what belongs to the removed thing; false if there is none.
bool apply_removal(const Statement& removal, std::vector<Statement>& statements);
/// "there is no `router r9` to change", with the nearest name of that kind.
void report_missing(const Statement& statement, const std::vector<Statement>& statements,
                    Diagnostics& diagnostics);

} // namespace dsl
