#pragma once
// The canonical form of a file: `parse(print(tree)) == tree`, comments and single blank lines kept,
// idempotent.

#include <string>

#include "dsl/ast.hpp"

namespace dsl {

std::string print(const File& file);
/// Same words, blocks and comments, places aside.
bool same_tree(const File& a, const File& b);

} // namespace dsl
