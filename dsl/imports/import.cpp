// A text is recognised by its content. One that nothing recognises is an error at its first line, which lists
// what could have been pasted.

#include "dsl/imports/import.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "dsl/encoding.hpp"
#include "dsl/imports/format.hpp"

namespace dsl::imports {

namespace {

std::string_view name_of(Subject subject) {
    return subject == Subject::table ? "table" : subject == Subject::trace ? "trace" : "effective-routes";
}

std::optional<Subject> subject_of(std::string_view word) {
    for (const Subject one : {Subject::table, Subject::trace, Subject::effective_routes})
        if (word == name_of(one))
            return one;
    return std::nullopt;
}

bool is_import(const Statement& statement) {
    return statement.head() == "pasted" || statement.head() == "from";
}

/// Everything of one observation that is read from elsewhere.
class Expansion {
public:
    Expansion(const std::vector<Word>& observed, std::size_t first, const std::string& beside, Files& files,
              const Sources& sources, Diagnostics& diagnostics)
        : observed_(observed), first_(first), beside_(beside), files_(files), sources_(sources),
          diagnostics_(diagnostics) {}

    /// The statements in place of a `pasted` or `from`; none after an error.
    std::vector<Statement> read(const Statement& statement, Subject subject) {
        if (!well_formed(statement))
            return {};
        const Word& word = statement.words[1];
        const auto text = statement.head() == "pasted" ? std::optional(inside(word)) : file(word);
        return text ? read(Paste(text->first, text->second), subject) : std::vector<Statement>{};
    }

private:
    using Text = std::pair<std::string_view, Span>; // and where it begins

    bool well_formed(const Statement& statement) {
        const bool pasted = statement.head() == "pasted";
        const char* const example = pasted ? "write `pasted \"\"\"…\"\"\";`" : "write `from \"FILE\";`";
        if (statement.words.size() > 2 && !statement.has_block) {
            diagnostics_.error("VN0004", statement.words[2].span,
                               fmt::format("missing `;` before `{}`?", statement.words[2].text), example);
            return false;
        }
        const bool whole = statement.words.size() == 2 && !statement.has_block;
        if (whole && (!pasted || statement.words[1].form != Word::Form::plain))
            return true;
        diagnostics_.error(
            "VN0058", statement.head_span(),
            fmt::format("`{}` takes {}", statement.head(), pasted ? "a text in quotes" : "a file"), example);
        return false;
    }

    Text inside(const Word& word) const {
        const std::uint32_t quotes = word.form == Word::Form::pasted ? 3 : 1;
        Span begin = word.span;
        begin.begin += quotes;
        const std::string_view whole = sources_.text(word.span);
        return {whole.substr(quotes, whole.size() - 2 * quotes), begin};
    }

    std::optional<Text> file(const Word& word) {
        const auto found = files_.read(Files::beside(beside_, word.text), word.span, "VN0058",
                                       "paths are relative to the file that holds the observation");
        if (!found)
            return std::nullopt;
        const Span begin{*found, 0, 0, word.span.made};
        if (const auto blemish = find_blemish(sources_.text(*found))) {
            diagnostics_.error("VN0002", {*found, blemish->begin, blemish->end}, blemish->message,
                               blemish->hint);
            return std::nullopt;
        }
        return Text{sources_.text(*found), begin};
    }

    std::vector<Statement> read(const Paste& paste, Subject subject) {
        if (paste.looks_like_json() && !paste.json()) {
            diagnostics_.error("VN0057", paste.span(paste.json_error().where), paste.json_error().message,
                               "this begins like JSON; paste all of it");
            return {};
        }
        const auto& all = formats();
        const auto format = std::find_if(all.begin(), all.end(), [&](const Format& one) {
            return one.subject == subject && one.recognises(paste);
        });
        if (format == all.end()) {
            report_unknown(paste, subject);
            return {};
        }
        Reading reading(paste, observed_, first_, diagnostics_);
        format->read(paste, reading);
        return reading.take();
    }

    void report_unknown(const Paste& paste, Subject subject) {
        const std::string_view line = paste.first_line();
        for (const Format& format : formats())
            if (format.subject != subject && format.recognises(paste)) {
                diagnostics_.error("VN0056", paste.span(trimmed(line)),
                                   fmt::format("this is the output of {}", format.name),
                                   fmt::format("it is read in an `observe {} …`", name_of(format.subject)));
                return;
            }
        std::string known;
        for (const Format& format : formats())
            if (format.subject == subject)
                known += fmt::format("{}{}", known.empty() ? "" : "; ", format.name);
        diagnostics_.error(
            "VN0056", paste.span(trimmed(line)),
            line.empty() ? "nothing is pasted here"
                         : fmt::format("`observe {}` knows no output that looks like this", name_of(subject)),
            fmt::format("known: {}", known));
    }

    const std::vector<Word>& observed_;
    std::size_t first_;
    const std::string& beside_;
    Files& files_;
    const Sources& sources_;
    Diagnostics& diagnostics_;
};

} // namespace

void expand(Statement& statement, std::size_t first, const std::string& beside, Files& files,
            const Sources& sources, Diagnostics& diagnostics) {
    if (statement.words.size() <= first + 1 ||
        std::none_of(statement.block.begin(), statement.block.end(), is_import))
        return;
    const auto subject = subject_of(statement.words[first + 1].text);
    Expansion expansion(statement.words, first, beside, files, sources, diagnostics);
    std::vector<Statement> block;
    for (Statement& part : statement.block) {
        if (!is_import(part)) {
            block.push_back(std::move(part));
            continue;
        }
        if (!subject)
            diagnostics.error(
                "VN0058", part.head_span(),
                fmt::format("`observe {}` reads no pasted text", statement.words[first + 1].text),
                "tables, effective routes and traces can be pasted");
        else
            for (Statement& row : expansion.read(part, *subject))
                block.push_back(std::move(row));
    }
    statement.block = std::move(block);
}

} // namespace dsl::imports
