// Files are read once and their statements carried out in order of the text. A `change` or `no` whose target
// is not there yet waits for the end of the file (or case), and so does a loop over a group, for its members
// are known only then; what is still missing at that point is an error.

#include "dsl/elaborate.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "dsl/elaboration.hpp"
#include "dsl/imports/import.hpp"
#include "dsl/parse.hpp"

namespace dsl {

namespace {

/// Of a `change` or `no` without a target; more are counted by nobody.
constexpr std::size_t most_missing = 100;

} // namespace

bool is_claim(const Statement& statement) {
    const std::string& head = statement.head();
    return head == "property" || head == "observe" || head == "expect" || head == "waive";
}

/// The file's tree; null and an error at `from` if it cannot be read.
const File* Elaboration::load(const std::string& path, Span from) {
    if (const auto known = trees_.find(path); known != trees_.end())
        return &known->second;
    const auto file =
        files_.read(path, from, "VN0001", from.known() ? "paths are relative to the file that includes" : "");
    return file ? &trees_.emplace(path, parse(sources_, *file, diagnostics_)).first->second : nullptr;
}

void Elaboration::carry_out(const std::vector<Statement>& statements, State& state, const Place& place) {
    for (const Statement& statement : statements)
        if (statement.head() == "table")
            tables_.declare(loops_.made(statement, place.scope, state.tables), chain_.back(), state.tables);
    for (const Statement& statement : statements) {
        if (Loops::is_loop(statement))
            loop(statement, state, place);
        else if (statement.head() == "case")
            note_case(statement, place);
        else if (statement.head() != "table")
            carry_out_one(loops_.made(statement, place.scope, state.tables), state, place,
                          &statement == &statements.front());
    }
}

void Elaboration::carry_out_one(Statement statement, State& state, const Place& place, bool first) {
    const std::string head = statement.head();
    if (head == "observe")
        imports::expand(statement, 0, chain_.back(), files_, sources_, diagnostics_);
    else if (head == "change" && statement.words.size() > 1 && statement.words[1].text == "observe")
        imports::expand(statement, 1, chain_.back(), files_, sources_, diagnostics_);
    if (head == "language")
        language(statement, place.whole_file && first);
    else if (head == "include")
        include(statement, state, place);
    else if (head == "change")
        change(statement, state);
    else if (head == "no")
        remove(statement, state);
    else
        add(std::move(statement), state, place.in_case);
}

void Elaboration::language(const Statement& statement, bool first) {
    if (!first)
        diagnostics_.error("VN0035", statement.head_span(),
                           "`language` is not the first statement of its file", "move it to the top");
    else if (statement.words.size() > 2)
        diagnostics_.error("VN0004", statement.words[2].span,
                           fmt::format("missing `;` before `{}`?", statement.words[2].text),
                           "`language` takes one version, as in `language 1;`");
    else if (statement.words.size() != 2 || statement.has_block)
        diagnostics_.error("VN0035", statement.head_span(), "`language` takes the language's version",
                           "write `language 1;`");
    else if (statement.words[1].text != "1")
        diagnostics_.error("VN0035", statement.words[1].span,
                           fmt::format("unknown language version `{}`", statement.words[1].text),
                           "this verify reads `language 1;`");
}

void Elaboration::include(const Statement& statement, State& state, const Place& place) {
    if (statement.words.size() != 2 || statement.has_block) {
        diagnostics_.error("VN0030", statement.head_span(), "`include` takes one path",
                           "as in `include \"parts/hub.net\";`");
        return;
    }
    const Word& word = statement.words[1];
    const std::string path = Files::beside(chain_.back(), word.text);
    if (const auto under_way = std::find(chain_.begin(), chain_.end(), path); under_way != chain_.end()) {
        std::string chain = *under_way;
        for (auto link = std::next(under_way); link != chain_.end(); ++link)
            chain += " includes " + *link;
        diagnostics_.error("VN0031", word.span, fmt::format("`{}` includes itself", path),
                           fmt::format("{} includes {}", chain, path));
        return;
    }
    if (!state.included.insert(path).second)
        return;
    const File* file = load(path, word.span);
    if (!file)
        return;
    chain_.push_back(path);
    carry_out(file->statements, state, {true, place.in_case, nullptr});
    chain_.pop_back();
}

void Elaboration::change(const Statement& statement, State& state) {
    if (statement.words.size() < 2 || !statement.has_block)
        diagnostics_.error("VN0036", statement.head_span(),
                           "`change` takes the words of a thing, and a block",
                           "as in `change router ce1 { asn 65010; }`");
    else if (!state.statements.change(statement, diagnostics_))
        state.waiting.push_back(statement);
    else if (speaks_of_members(statement))
        state.memberships_known = false;
}

void Elaboration::remove(const Statement& statement, State& state) {
    if (statement.words.size() < 2 || statement.has_block)
        diagnostics_.error("VN0036", statement.head_span(), "`no` takes the words of a thing, and no block",
                           "as in `no router ce1;`");
    else if (!remove_included(statement, state) && !state.statements.remove(statement))
        state.waiting.push_back(statement);
    state.memberships_known = false;
}

/// `no observations;`, `no properties;` and `no cases;` drop those of other files. False if the statement is
/// none of them.
bool Elaboration::remove_included(const Statement& statement, State& state) {
    const std::string& what = statement.words[1].text;
    const bool properties = what == "properties";
    if (statement.words.size() == 2 && what == "cases") {
        const auto foreign = [&](dsl::Span span) { return span.file != statement.span.file; };
        std::erase_if(cases_, [&](const Case& one) { return foreign(one.statement.span); });
        std::erase_if(case_names_, [&](const auto& named) { return foreign(named.second); });
        return true;
    }
    if (statement.words.size() != 2 || (!properties && what != "observations"))
        return false;
    state.statements.erase_if([&](const Statement& old) {
        const bool meant = properties ? is_claim(old) && old.head() != "observe" : old.head() == "observe";
        return meant && old.span.file != statement.span.file;
    });
    if (properties)
        std::erase_if(state.unmade,
                      [&](const Statement& old) { return old.span.file != statement.span.file; });
    return true;
}

void Elaboration::note_case(const Statement& statement, const Place& place) {
    if (place.in_case) {
        diagnostics_.error("VN0034", statement.head_span(), "a case inside a case",
                           "cases stand side by side at the top of a file");
        return;
    }
    if (statement.words.size() != 2 || !statement.has_block) {
        diagnostics_.error("VN0034", statement.head_span(), "`case` takes one name, and a block",
                           "as in `case vpn-down { … }`");
        return;
    }
    Case made{statement, chain_, place.scope};
    made.statement.words = loops_.words(statement, place.scope.get());
    const Word& name = made.statement.words[1];
    const auto [first, fresh] = case_names_.try_emplace(name.text, name.span);
    if (!fresh) {
        diagnostics_.error("VN0034", name.span, fmt::format("case `{}` is given twice", name.text),
                           "give one of them another name", {{first->second, "first given here"}});
        return;
    }
    cases_.push_back(std::move(made));
}

/// A file's or case's own `failures` take the place of those it builds on.
void Elaboration::add(Statement statement, State& state, bool in_case) {
    if (statement.head() == "failures") {
        state.statements.erase_if([&](const Statement& old) {
            const bool own = old.span.file == statement.span.file && (!in_case || old.changed == old.span);
            return old.head() == "failures" && !own;
        });
        if (in_case)
            statement.changed = statement.span;
    }
    if (state.memberships_known)
        state.memberships.add(statement, diagnostics_);
    state.statements.add(std::move(statement));
}

// -- the end of a file or case -----------------------------------------------------------------------------

/// What waits may have its target now.
void Elaboration::retry_waiting(State& state) {
    const std::vector<Statement> waiting = std::exchange(state.waiting, {});
    for (const Statement& statement : waiting)
        if (statement.head() == "change")
            change(statement, state);
        else
            remove(statement, state);
}

void Elaboration::finish(State& state) {
    retry_waiting(state);
    for (std::size_t next = 0; next < state.loops.size(); ++next) {
        const WaitingLoop loop = std::move(state.loops[next]);
        loop_over_group(loop, state);
    }
    state.loops.clear();
    check_done_loops(state);
    retry_waiting(state);
    if (state.waiting.empty())
        return;
    const std::vector<Statement> known = state.statements.copy();
    for (std::size_t i = 0; i < std::min(state.waiting.size(), most_missing); ++i)
        report_missing(state.waiting[i], known, diagnostics_);
    state.waiting.clear();
}

Variant Elaboration::finished(std::string name, State state, Span span) {
    std::vector<Statement> statements = std::move(state.statements).take();
    write_groups(statements, diagnostics_);
    std::set<std::string_view> known; // groups with members, and those already told
    for (const Statement& statement : statements)
        if (statement.head() == "group" && statement.words.size() > 1)
            known.insert(statement.words[1].text);
    std::vector<Word> empty;
    for (const Word& group : state.empty_groups)
        if (known.insert(group.text).second)
            empty.push_back(group);
    return {std::move(name), std::move(statements), span, std::move(state.unmade),
            std::move(empty)};
}

Variant Elaboration::variant(const Case& one, const State& base) {
    State state = base;
    state.statements.erase_if(is_claim);
    state.unmade.clear();
    std::erase_if(state.done, [](const DoneLoop& done) { return done.claims_only; });
    chain_ = one.chain;
    carry_out(one.statement.block, state, {false, true, one.scope});
    finish(state);
    return finished(one.statement.words[1].text, std::move(state), one.statement.span);
}

Elaborated Elaboration::run(const std::string& path) {
    Elaborated result;
    const std::string main = Files::beside("", path);
    const File* file = load(main, {});
    if (!file)
        return result;
    result.file = file->file;
    State base;
    chain_ = {main};
    base.included.insert(main);
    carry_out(file->statements, base, {true, false, nullptr});
    finish(base);
    for (const Case& one : cases_)
        result.variants.push_back(variant(one, base));
    Variant own = finished("", std::move(base), {});
    const bool claims =
        !own.unmade.empty() || std::any_of(own.statements.begin(), own.statements.end(), is_claim);
    if (cases_.empty() || claims)
        result.variants.insert(result.variants.begin(), std::move(own));
    tables_.report_unused();
    return result;
}

Elaborated elaborate(const std::string& path, Sources& sources, const Reader& read,
                     Diagnostics& diagnostics) {
    return Elaboration(sources, read, diagnostics).run(path);
}

} // namespace dsl
