#pragma once
// What `$name` stands for inside loops. `$column` is a field of the row a loop is at, `$row.column` the same
// where two loops have such a column, `$a` the member of a group; `$$` is a dollar. A name is as long as
// something is called so: `$hub-spokes` is the variable `hub-spokes` or, if there is none, `hub` and
// `-spokes`.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/tables.hpp"

namespace dsl {

struct Scope;
using ScopePointer = std::shared_ptr<const Scope>;

/// One turn of a loop, and the turns of the loops around it.
struct Scope {
    ScopePointer outer;           ///< null: no loop is around this one
    Word variable;                ///< `row` in `for each row of spokes`, `a` in `for each a in prod`
    const Table* table = nullptr; ///< of a loop over rows
    const Csv::Row* row =
        nullptr;                ///< null, in a loop over rows: it has none, and `$column` stands for itself
    std::optional<Word> member; ///< of a loop over a group; nothing as with `row`
    std::uint32_t turn = 0;     ///< of `Sources`
};

/// The place without the turn that made it: for what is wrong with the text, at whatever turn.
inline Span as_written(Span span) {
    span.made = 0;
    return span;
}
/// Is this the name of something `$name` may stand for?
bool is_variable(std::string_view name);

/// Puts values for variables.
class Substitution {
public:
    explicit Substitution(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    /// The word at this turn. Without a scope it stays, and a `$` in it is an error.
    Word word(const Word& word, const Scope* scope);

private:
    struct Value {
        std::string text;
        Span place; ///< of the value; unknown if it is none
    };

    Word filled(const Word& word, Word made, const Scope& scope);
    std::optional<Value> value(std::string_view& rest, const Word& word, const Scope& scope);
    void report_unknown(std::string_view name, const Word& word, const Scope& scope);
    void report_ambiguous(std::string_view name, const Word& word, const std::vector<const Scope*>& scopes);
    void check(const Word& word, const Word& made, const std::vector<Value>& values);

    Diagnostics& diagnostics_;
};

} // namespace dsl
