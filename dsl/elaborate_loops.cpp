// Loops at the top of a file. One over rows is carried out where it stands; one over a group waits for the
// end of the file or case. A loop over nothing makes nothing, but what it would have made is remembered:
// properties are vacuous, and groups are empty rather than unknown.

#include <algorithm>

#include <fmt/format.h>

#include "dsl/elaboration.hpp"

namespace dsl {

void Elaboration::loop(const Statement& statement, State& state, const Place& place) {
    const auto loop = loops_.read(statement, place.scope.get());
    state.incomplete = state.incomplete || !loop;
    if (!loop)
        return;
    if (loop->rows)
        loop_over_rows(*loop, statement, state, place);
    else
        state.loops.push_back({statement, *loop, place, chain_});
}

void Elaboration::loop_over_rows(const Loop& loop, const Statement& statement, State& state,
                                 const Place& place) {
    const Table* table = loops_.table(loop, state.tables, place.scope.get());
    if (!table || table->csv->columns.empty()) {
        state.incomplete = true;
        return;
    }
    for (std::size_t row = 0; row < table->csv->rows.size(); ++row)
        carry_out(statement.block, state,
                  {false, place.in_case, loops_.turn(loop, *table, row, place.scope)});
    if (!table->csv->rows.empty())
        return;
    loops_.report_empty(loop, table);
    note_unmade(statement.block, state, Loops::no_turn(loop, table, place.scope));
}

void Elaboration::loop_over_group(const WaitingLoop& waiting, State& state) {
    const Loop& loop = waiting.loop;
    const Memberships& groups = memberships(state);
    const bool empty = std::any_of(state.empty_groups.begin(), state.empty_groups.end(),
                                   [&](const Word& group) { return group.text == loop.over.text; });
    if (!groups.knows(loop.over.text) && !empty && state.incomplete)
        return; // what would have made the group is reported
    if (!groups.knows(loop.over.text) && !empty) {
        std::string hint = did_you_mean(loop.over.text, groups.names());
        diagnostics_.error("VN0054", loop.over.span, fmt::format("unknown group `{}`", loop.over.text),
                           hint.empty() ? fmt::format("add `member {};` to things, or `group {} A B;`",
                                                      loop.over.text, loop.over.text)
                                        : std::move(hint));
        return;
    }
    const std::vector<Word> members = groups.members(loop.over.text);
    chain_ = waiting.chain;
    for (const Word& member : members)
        carry_out(waiting.statement.block, state,
                  {false, waiting.place.in_case, loops_.turn(loop, member, waiting.place.scope)});
    if (members.empty()) {
        loops_.report_empty(loop, nullptr);
        note_unmade(waiting.statement.block, state, Loops::no_turn(loop, nullptr, waiting.place.scope));
    }
    state.done.push_back(
        {loop, members.size(),
         std::all_of(waiting.statement.block.begin(), waiting.statement.block.end(), is_claim)});
}

/// What the body of a loop without a turn would have made: its properties, and groups with a member.
void Elaboration::note_unmade(const std::vector<Statement>& body, State& state, const ScopePointer& scope) {
    const auto note_group = [&](const Word& group) {
        if (group.text.find('$') == std::string::npos)
            state.empty_groups.push_back(group);
    };
    for (const Statement& written : body) {
        if (Loops::is_loop(written)) {
            const auto inner = loops_.read(written, scope.get());
            const Table* table =
                inner && inner->rows ? loops_.table(*inner, state.tables, scope.get()) : nullptr;
            if (inner && (table || !inner->rows))
                note_unmade(written.block, state, Loops::no_turn(*inner, table, scope));
            continue;
        }
        if (written.head() == "table" || written.head() == "case")
            continue;
        Statement statement = loops_.made(written, scope, state.tables);
        if (statement.head() == "group" && statement.words.size() > 1)
            note_group(statement.words[1]);
        for (const Statement& part : statement.block)
            for (std::size_t i = 1; part.head() == "member" && i < part.words.size(); ++i)
                note_group(part.words[i]);
        if (statement.head() == "property" && statement.words.size() > 1)
            state.unmade.push_back(std::move(statement));
    }
}

const Memberships& Elaboration::memberships(State& state) {
    if (!state.memberships_known) {
        state.memberships = {};
        state.statements.for_each([&](const Statement& one) { state.memberships.add(one, diagnostics_); });
    }
    state.memberships_known = true;
    return state.memberships;
}

/// A loop goes over a group once. Whoever joins it later would be left out without a word.
void Elaboration::check_done_loops(State& state) {
    for (const DoneLoop& done : state.done)
        if (memberships(state).members(done.loop.over.text).size() != done.members)
            diagnostics_.error(
                "VN0055", done.loop.span,
                fmt::format("`{}` has other members after this loop has gone over it", done.loop.over.text),
                "what makes the members must not depend on the loop: put them into another group");
}

} // namespace dsl
