#pragma once
// `for each row of TABLE { … }` and `for each NAME in GROUP { … }`: the heads of loops, their turns, and what
// a statement becomes at a turn. Who carries out the statements of a loop at the top of a file is
// elaboration; loops over rows inside blocks are carried out here.

#include <optional>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/scope.hpp"
#include "dsl/tables.hpp"

namespace dsl {

/// `for each VARIABLE of TABLE`, `for each VARIABLE in GROUP`
struct Loop {
    Word variable;
    Word over; ///< the table's or group's name
    bool rows; ///< of a table
    Span span; ///< of the head
};

class Loops {
public:
    Loops(Sources& sources, Tables& tables, Diagnostics& diagnostics)
        : sources_(sources), tables_(tables), diagnostics_(diagnostics), substitution_(diagnostics) {}

    static bool is_loop(const Statement& statement) { return statement.head() == "for"; }
    /// The head of a loop; nothing after an error.
    std::optional<Loop> read(const Statement& statement, const Scope* outer);
    /// The table it goes over; null after an error.
    const Table* table(const Loop& loop, const TablesByName& known, const Scope* outer);

    ScopePointer turn(const Loop& loop, const Table& table, std::size_t row, const ScopePointer& outer);
    ScopePointer turn(const Loop& loop, const Word& member, const ScopePointer& outer);
    /// For looking at the body of a loop that has no turn: variables stand for themselves.
    static ScopePointer no_turn(const Loop& loop, const Table* table, const ScopePointer& outer);

    /// The statement at this turn, the loops inside its block carried out. Null: outside of any loop.
    Statement made(const Statement& statement, const ScopePointer& scope, const TablesByName& known);
    /// Its words alone.
    std::vector<Word> words(const Statement& statement, const Scope* scope);

    /// "`spokes.csv` has no rows: this loop makes nothing"
    void report_empty(const Loop& loop, const Table* table);

private:
    bool is_new(const Loop& loop, std::string_view name, const Scope* outer);
    void make_block(const std::vector<Statement>& block, const ScopePointer& scope, const TablesByName& known,
                    std::vector<Statement>& into);
    void make_loop(const Statement& statement, const ScopePointer& scope, const TablesByName& known,
                   std::vector<Statement>& into);

    Sources& sources_;
    Tables& tables_;
    Diagnostics& diagnostics_;
    Substitution substitution_;
};

} // namespace dsl
