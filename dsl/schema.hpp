#pragma once
// Tables of words: which statements a block may hold, how many arguments each takes and of what shape. They
// are how a lost semicolon is noticed ("missing `;` before `address`?") and how a misspelt word gets its
// neighbour.

#include <cstddef>
#include <string_view>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"

namespace dsl {

/// The shape of an argument. Names are resolved later, by those who know them.
enum class Shape { name, prefix, address, asn, number, keyword, text, any };

enum class Blocks { forbidden, allowed, required };

/// One statement that a block may hold.
struct Rule {
    std::string_view word;
    std::vector<Shape> arguments; ///< of the arguments that must be there
    std::size_t at_most = 0;      ///< further arguments of shape `rest`; `many` for no bound
    Shape rest = Shape::any;
    Blocks block = Blocks::forbidden;
    const std::vector<Rule>* inside = nullptr; ///< rules of its block; null: not checked here
    bool repeats = false; ///< may stand more than once in a block with the same arguments' count
    bool is_flag() const { return arguments.empty() && at_most == 0 && block == Blocks::forbidden; }
    std::string_view sentence;                  ///< for `verify list` and error messages
    std::vector<std::string_view> keywords;     ///< the words a `keyword` argument may be; empty: any
    std::uint64_t least = 0, most = UINT64_MAX; ///< of `number` arguments

    static constexpr std::size_t many = SIZE_MAX;
};

/// Checks the statements of one block against its rules, recursively: unknown words (did you mean), too few
/// or too many arguments (missing `;`?), wrong shapes (located at the argument), doubled attributes, a block
/// where none may be. `no WORD;` is allowed for any non-repeating rule. `of` names the block in messages: "a
/// `vnet`".
void check(const std::vector<Statement>& block, const std::vector<Rule>& rules, std::string_view of,
           Diagnostics& diagnostics);

} // namespace dsl
