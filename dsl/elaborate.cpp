// Files are read once and their statements carried out in order of the text. A `change` or `no` whose target
// is not there yet waits for the end of the file (or case); only then is it an error.

#include "dsl/elaborate.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "dsl/change.hpp"
#include "dsl/parse.hpp"

namespace dsl {

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30U;

std::string normal(const std::filesystem::path& path) { return path.lexically_normal().generic_string(); }

/// Properties and observations belong to the variant that states them, not to the topology.
bool is_claim(const Statement& statement) {
    const std::string& head = statement.head();
    return head == "property" || head == "observe" || head == "expect" || head == "waive";
}

/// What has been carried out so far: the statements of one variant.
struct State {
    std::vector<Statement> statements;
    std::vector<Statement> waiting; // `change` and `no` without a target so far
    std::set<std::string> included;
};

/// One run: the files read, the includes under way, the cases found.
class Elaboration {
public:
    Elaboration(Sources& sources, const Reader& read, Diagnostics& diagnostics)
        : sources_(sources), read_(read), diagnostics_(diagnostics) {}

    Elaborated run(const std::string& path);

private:
    struct Case {
        Statement statement;
        std::vector<std::string> chain; // the file it stands in, and those that include that
    };

    const File* load(const std::string& path, Span from);
    void carry_out(const std::vector<Statement>& statements, State& state, bool whole_file, bool in_case);
    void language(const Statement& statement, bool first);
    void include(const Statement& statement, State& state, bool in_case);
    void change(const Statement& statement, State& state);
    void remove(const Statement& statement, State& state);
    bool remove_included(const Statement& statement, State& state);
    void note_case(const Statement& statement, bool in_case);
    void add(const Statement& statement, State& state, bool in_case);
    void finish(State& state);
    Variant variant(const Case& one, const State& base);

    Sources& sources_;
    const Reader& read_;
    Diagnostics& diagnostics_;
    std::map<std::string, File> files_;
    std::vector<std::string> chain_; // the files being carried out, outermost first
    std::vector<Case> cases_;
    std::map<std::string, Span> case_names_;
};

/// The file's tree; null and an error at `from` if it cannot be read.
const File* Elaboration::load(const std::string& path, Span from) {
    if (const auto known = files_.find(path); known != files_.end())
        return &known->second;
    std::string why;
    std::optional<std::string> text = read_(path, why);
    if (text && text->size() > largest_file) {
        text.reset();
        why = "it is larger than 1 GiB";
    }
    if (!text) {
        diagnostics_.error("VN0001", from,
                           fmt::format("cannot read `{}`{}{}", path, why.empty() ? "" : ": ", why),
                           from.known() ? "paths are relative to the file that includes" : "");
        return nullptr;
    }
    const std::uint32_t file = sources_.add(path, std::move(*text));
    return &files_.emplace(path, parse(sources_, file, diagnostics_)).first->second;
}

void Elaboration::carry_out(const std::vector<Statement>& statements, State& state, bool whole_file,
                            bool in_case) {
    for (const Statement& statement : statements) {
        const std::string& head = statement.head();
        if (head == "language")
            language(statement, whole_file && &statement == &statements.front());
        else if (head == "include")
            include(statement, state, in_case);
        else if (head == "change")
            change(statement, state);
        else if (head == "no")
            remove(statement, state);
        else if (head == "case")
            note_case(statement, in_case);
        else
            add(statement, state, in_case);
    }
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

void Elaboration::include(const Statement& statement, State& state, bool in_case) {
    if (statement.words.size() != 2 || statement.has_block) {
        diagnostics_.error("VN0030", statement.head_span(), "`include` takes one path",
                           "as in `include \"parts/hub.net\";`");
        return;
    }
    const Word& word = statement.words[1];
    const std::string path = normal(std::filesystem::path(chain_.back()).parent_path() / word.text);
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
    carry_out(file->statements, state, true, in_case);
    chain_.pop_back();
}

void Elaboration::change(const Statement& statement, State& state) {
    if (statement.words.size() < 2 || !statement.has_block)
        diagnostics_.error("VN0036", statement.head_span(),
                           "`change` takes the words of a thing, and a block",
                           "as in `change router ce1 { asn 65010; }`");
    else if (!apply_change(statement, state.statements, diagnostics_))
        state.waiting.push_back(statement);
}

void Elaboration::remove(const Statement& statement, State& state) {
    if (statement.words.size() < 2 || statement.has_block)
        diagnostics_.error("VN0036", statement.head_span(), "`no` takes the words of a thing, and no block",
                           "as in `no router ce1;`");
    else if (!remove_included(statement, state) && !apply_removal(statement, state.statements))
        state.waiting.push_back(statement);
}

/// `no observations;`, `no properties;` and `no cases;` drop those of other files. False if the statement is none of them.
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
    std::erase_if(state.statements, [&](const Statement& old) {
        const bool meant = properties ? is_claim(old) && old.head() != "observe" : old.head() == "observe";
        return meant && old.span.file != statement.span.file;
    });
    return true;
}

void Elaboration::note_case(const Statement& statement, bool in_case) {
    if (in_case) {
        diagnostics_.error("VN0034", statement.head_span(), "a case inside a case",
                           "cases stand side by side at the top of a file");
        return;
    }
    if (statement.words.size() != 2 || !statement.has_block) {
        diagnostics_.error("VN0034", statement.head_span(), "`case` takes one name, and a block",
                           "as in `case vpn-down { … }`");
        return;
    }
    const Word& name = statement.words[1];
    const auto [first, fresh] = case_names_.try_emplace(name.text, name.span);
    if (!fresh) {
        diagnostics_.error("VN0034", name.span, fmt::format("case `{}` is given twice", name.text),
                           "give one of them another name", {{first->second, "first given here"}});
        return;
    }
    cases_.push_back({statement, chain_});
}

/// A file's or case's own `failures` take the place of those it builds on.
void Elaboration::add(const Statement& statement, State& state, bool in_case) {
    if (statement.head() == "failures")
        std::erase_if(state.statements, [&](const Statement& old) {
            const bool own = old.span.file == statement.span.file && (!in_case || old.changed == old.span);
            return old.head() == "failures" && !own;
        });
    state.statements.push_back(statement);
    if (in_case && statement.head() == "failures")
        state.statements.back().changed = statement.span;
}

/// The end of a file or case: what waits must find its target now.
void Elaboration::finish(State& state) {
    const std::vector<Statement> waiting = std::move(state.waiting);
    state.waiting.clear();
    for (const Statement& statement : waiting) {
        const bool done = statement.head() == "change"
                              ? apply_change(statement, state.statements, diagnostics_)
                              : apply_removal(statement, state.statements);
        if (!done)
            report_missing(statement, state.statements, diagnostics_);
    }
}

Variant Elaboration::variant(const Case& one, const State& base) {
    State state = base;
    std::erase_if(state.statements, is_claim);
    chain_ = one.chain;
    carry_out(one.statement.block, state, false, true);
    finish(state);
    return {one.statement.words[1].text, std::move(state.statements), one.statement.span};
}

Elaborated Elaboration::run(const std::string& path) {
    Elaborated result;
    const std::string main = normal(path);
    const File* file = load(path, {});
    if (!file)
        return result;
    result.file = file->file;
    State base;
    chain_ = {main};
    base.included.insert(main);
    carry_out(file->statements, base, true, false);
    finish(base);
    const bool claims = std::any_of(base.statements.begin(), base.statements.end(), is_claim);
    for (const Case& one : cases_)
        result.variants.push_back(variant(one, base));
    if (cases_.empty() || claims)
        result.variants.insert(result.variants.begin(), Variant{"", std::move(base.statements), {}});
    return result;
}

} // namespace

Elaborated elaborate(const std::string& path, Sources& sources, const Reader& read,
                     Diagnostics& diagnostics) {
    return Elaboration(sources, read, diagnostics).run(path);
}

} // namespace dsl
