// Each turn is noted in `Sources`, and its number goes into the spans of what it makes: that is how a message
// about a line of the body knows its row.

#include "dsl/loops.hpp"

#include <fmt/format.h>

namespace dsl {

std::optional<Loop> Loops::read(const Statement& statement, const Scope* outer) {
    const std::vector<Word> given = words(statement, outer);
    const bool whole = given.size() == 5 && given[1].text == "each" && statement.has_block;
    const bool rows = whole && given[3].text == "of";
    if (!rows && !(whole && given[3].text == "in")) {
        diagnostics_.error("VN0047", statement.head_span(), "this is not how a loop is written",
                           "write `for each row of TABLE { … }` or `for each a in GROUP { … }`");
        return std::nullopt;
    }
    if (!is_variable(given[2].text)) {
        diagnostics_.error("VN0047", given[2].span,
                           fmt::format("`{}` cannot name a loop's variable", given[2].text),
                           "letters, digits, `_`, and `-` or `.` between them");
        return std::nullopt;
    }
    Span head = statement.span;
    head.end = given.back().span.end;
    head.made = outer ? outer->turn : 0;
    Loop loop{given[2], given[4], rows, head};
    return rows || is_new(loop, loop.variable.text, outer) ? std::optional(std::move(loop)) : std::nullopt;
}

/// A name that the loop makes known must not hide one that is known already, or the body would be misread.
/// False after an error.
bool Loops::is_new(const Loop& loop, std::string_view name, const Scope* outer) {
    for (const Scope* scope = outer; scope; scope = scope->outer.get()) {
        const bool column = scope->table && !loop.rows && scope->table->columns.contains(name);
        if (!column && (scope->table || scope->variable.text != name))
            continue;
        diagnostics_.error(
            "VN0050", as_written(loop.variable.span),
            loop.rows ? fmt::format("the column `{}` hides the variable of a loop around this one", name)
                      : fmt::format("`{}` is known already: {}", name,
                                    column ? "a loop around this one has such a column"
                                           : "a loop around this one has such a variable"),
            loop.rows ? "give the other loop's variable another name" : "give the variable another name",
            {{as_written(scope->variable.span), "the loop around is here"}});
        return false;
    }
    return true;
}

const Table* Loops::table(const Loop& loop, const TablesByName& known, const Scope* outer) {
    const Table* found = tables_.find(loop.over, known);
    if (found && outer)
        for (const Csv::Field& column : found->csv->columns)
            if (!is_new(loop, column.text, outer))
                return nullptr;
    return found;
}

ScopePointer Loops::turn(const Loop& loop, const Table& table, std::size_t row, const ScopePointer& outer) {
    const Csv::Row& at = table.csv->rows[row];
    auto scope = std::make_shared<Scope>(Scope{outer, loop.variable, &table, &at, std::nullopt, 0});
    scope->turn = sources_.add_turn({at.span,
                                     fmt::format("in row {} of {}: {} = {}", row + 1, table.path,
                                                 table.csv->columns.front().text, at.fields.front().text),
                                     outer ? outer->turn : 0});
    return scope;
}

ScopePointer Loops::turn(const Loop& loop, const Word& member, const ScopePointer& outer) {
    auto scope = std::make_shared<Scope>(Scope{outer, loop.variable, nullptr, nullptr, member, 0});
    scope->turn = sources_.add_turn({member.span,
                                     fmt::format("for `{}`, a member of `{}`", member.text, loop.over.text),
                                     outer ? outer->turn : 0});
    return scope;
}

ScopePointer Loops::no_turn(const Loop& loop, const Table* table, const ScopePointer& outer) {
    return std::make_shared<Scope>(
        Scope{outer, loop.variable, table, nullptr, std::nullopt, outer ? outer->turn : 0});
}

std::vector<Word> Loops::words(const Statement& statement, const Scope* scope) {
    std::vector<Word> made;
    made.reserve(statement.words.size());
    for (const Word& word : statement.words)
        made.push_back(substitution_.word(word, scope));
    return made;
}

Statement Loops::made(const Statement& statement, const ScopePointer& scope, const TablesByName& known) {
    Statement made;
    made.words = words(statement, scope.get());
    made.has_block = statement.has_block;
    made.span = statement.span;
    made.broken = statement.broken;
    made.block.reserve(statement.block.size());
    make_block(statement.block, scope, known, made.block);
    if (scope) {
        made.span.made = scope->turn;
        return made;
    }
    made.before = statement.before;
    made.after = statement.after;
    made.opening = statement.opening;
    made.closing = statement.closing;
    made.blank_line_before = statement.blank_line_before;
    return made;
}

void Loops::make_block(const std::vector<Statement>& block, const ScopePointer& scope,
                       const TablesByName& known, std::vector<Statement>& into) {
    for (const Statement& statement : block)
        if (is_loop(statement))
            make_loop(statement, scope, known, into);
        else
            into.push_back(made(statement, scope, known));
}

void Loops::make_loop(const Statement& statement, const ScopePointer& scope, const TablesByName& known,
                      std::vector<Statement>& into) {
    const auto loop = read(statement, scope.get());
    if (!loop)
        return;
    if (!loop->rows) {
        diagnostics_.error(
            "VN0047", loop->span, "a loop over a group inside a block",
            "members are known when all files are read: put the loop at the top of the file, and "
            "`change` the thing in it");
        return;
    }
    const Table* over = table(*loop, known, scope.get());
    if (!over || over->csv->columns.empty())
        return;
    for (std::size_t row = 0; row < over->csv->rows.size(); ++row)
        make_block(statement.block, turn(*loop, *over, row, scope), known, into);
    if (!over->csv->rows.empty())
        return;
    report_empty(*loop, over);
    std::vector<Statement> nothing; // the body's variables are checked all the same
    make_block(statement.block, no_turn(*loop, over, scope), known, nothing);
}

void Loops::report_empty(const Loop& loop, const Table* table) {
    diagnostics_.warning("VN0045", loop.span,
                         table ? fmt::format("`{}` has no rows: this loop makes nothing", table->path)
                               : fmt::format("`{}` has no members: this loop makes nothing", loop.over.text),
                         "properties in it, and those of groups it would fill, are vacuous");
}

} // namespace dsl
