// See the header. Values are put in once: a `$` in a value is a dollar.

#include "dsl/scope.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dsl/encoding.hpp"

namespace dsl {

namespace {

bool is_name_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) || c == '_' || byte >= 0x80;
}

/// What may stand inside a name, between two of its characters.
bool is_joint(char c) { return c == '-' || c == '.'; }

/// The longest text at the beginning of `rest` that could be a name.
std::string_view longest_name(std::string_view rest) {
    std::size_t end = 0;
    for (std::size_t at = 0; at < rest.size() && (is_name_character(rest[at]) || is_joint(rest[at])); ++at)
        if (is_name_character(rest[at]))
            end = at + 1;
    return is_joint(rest.front()) ? std::string_view{} : rest.substr(0, end);
}

/// The same without its last part; empty if it has one part only.
std::string_view shorter_name(std::string_view name) {
    while (!name.empty() && !is_joint(name.back()))
        name.remove_suffix(1);
    while (!name.empty() && is_joint(name.back()))
        name.remove_suffix(1);
    return name;
}

/// The column of this loop's table that `name` means; nothing if none, or in a loop over a group.
std::optional<std::size_t> column_of(const Scope& scope, std::string_view name) {
    if (!scope.table)
        return std::nullopt;
    const std::string& row = scope.variable.text;
    const bool with_row = name.size() > row.size() + 1 && name.starts_with(row) && name[row.size()] == '.';
    auto found = scope.table->columns.find(name);
    if (found == scope.table->columns.end() && with_row)
        found = scope.table->columns.find(name.substr(row.size() + 1));
    return found == scope.table->columns.end() ? std::nullopt : std::optional(found->second);
}

bool means(const Scope& scope, std::string_view name) {
    return scope.table ? column_of(scope, name).has_value() : scope.variable.text == name;
}

std::vector<const Scope*> scopes_of(const Scope& innermost, std::string_view name) {
    std::vector<const Scope*> found;
    for (const Scope* scope = &innermost; scope; scope = scope->outer.get())
        if (means(*scope, name))
            found.push_back(scope);
    return found;
}

std::vector<std::string_view> variables(const Scope& innermost) {
    std::vector<std::string_view> all;
    for (const Scope* scope = &innermost; scope; scope = scope->outer.get())
        if (scope->table)
            for (const Csv::Field& column : scope->table->csv->columns)
                all.push_back(column.text);
        else
            all.push_back(scope->variable.text);
    return all;
}

bool ends_a_word(char c) { return std::string_view(" \t;{}#").find(c) != std::string_view::npos; }

} // namespace

bool is_variable(std::string_view name) { return !name.empty() && longest_name(name).size() == name.size(); }

void Substitution::report_unknown(std::string_view name, const Word& word, const Scope& scope) {
    std::vector<std::string_view> known = variables(scope);
    std::string_view near = nearest(name, known);
    for (std::string_view shorter = shorter_name(name); near.empty() && !shorter.empty();
         shorter = shorter_name(shorter))
        near = nearest(shorter, known);
    while (!shorter_name(name).empty())
        name = shorter_name(name);
    std::vector<std::string> shown;
    for (const std::string_view one : known)
        shown.push_back(fmt::format("`${}`", one));
    diagnostics_.error("VN0048", as_written(word.span),
                       name.empty() ? "a `$` without a name" : fmt::format("unknown `${}`", name),
                       name.empty() ? "write `$$` for a dollar"
                       : near.empty()
                           ? fmt::format("there is {}; write `$$` for a dollar", fmt::join(shown, ", "))
                           : fmt::format("did you mean `${}`?", near));
}

void Substitution::report_ambiguous(std::string_view name, const Word& word,
                                    const std::vector<const Scope*>& scopes) {
    const Scope &inner = *scopes.front(), &outer = *scopes.back();
    const std::string& row = outer.variable.text;
    const std::size_t column = *column_of(outer, name);
    diagnostics_.error("VN0048", as_written(word.span), fmt::format("`${}` could be of two loops", name),
                       row == inner.variable.text
                           ? "give the rows names of their own: `for each hub of hubs { … $hub.name … }`"
                           : fmt::format("write `${}.{}` or `${}.{}`", row,
                                         outer.table->csv->columns[column].text, inner.variable.text,
                                         outer.table->csv->columns[column].text),
                       {{as_written(outer.variable.span), "one of the loops is here"},
                        {as_written(inner.variable.span), "the other is here"}});
}

/// The value of the variable at the beginning of `rest`, which moves behind its name; nothing after an error.
std::optional<Substitution::Value> Substitution::value(std::string_view& rest, const Word& word,
                                                       const Scope& innermost) {
    const std::string_view longest = rest.empty() ? rest : longest_name(rest);
    for (std::string_view name = longest; !name.empty(); name = shorter_name(name)) {
        const std::vector<const Scope*> scopes = scopes_of(innermost, name);
        if (scopes.empty())
            continue;
        rest.remove_prefix(name.size());
        if (scopes.size() > 1) {
            report_ambiguous(name, word, scopes);
            return std::nullopt;
        }
        const Scope& scope = *scopes.front();
        if (scope.row) {
            const Csv::Field& field = scope.row->fields[*column_of(scope, name)];
            return Value{field.text, field.span};
        }
        return scope.member ? Value{scope.member->text, scope.member->span}
                            : Value{fmt::format("${}", name), {}};
    }
    report_unknown(longest, word, innermost);
    rest.remove_prefix(longest.size());
    return std::nullopt;
}

/// What cannot stand in a word, however it is written.
void Substitution::check(const Word& word, const Word& made, const std::vector<Value>& values) {
    const auto bad = std::find_if(made.text.begin(), made.text.end(),
                                  [](unsigned char c) { return c < 0x20 || c == '"'; });
    if (bad != made.text.end())
        diagnostics_.error("VN0051", made.span,
                           fmt::format("`{}` becomes a word that holds {}", word.text,
                                       *bad == '"' ? "a quote" : "a line end or tab"),
                           "a word is on one line and has no quote in it: mend the value");
    if (made.text.empty() && made.form == Word::Form::plain)
        diagnostics_.error("VN0051", made.span, fmt::format("`{}` is empty here", word.text),
                           "fill the field, or leave the row out");
    for (const Value& value : values)
        if (const auto found = find_look_alike(value.text); found && value.place.known())
            diagnostics_.error("VN0011", value.place, found->message, found->hint);
}

Word Substitution::word(const Word& word, const Scope* scope) {
    const bool holds_dollar = word.form != Word::Form::pasted && word.text.find('$') != std::string::npos;
    if (!scope && holds_dollar && word.form == Word::Form::plain)
        diagnostics_.error(
            "VN0049", word.span, fmt::format("`{}` stands outside of any loop", word.text),
            "`$name` is known inside `for each … { … }`; a name with a dollar is put in quotes");
    Word made = word;
    if (!scope)
        return made;
    made.span.made = scope->turn;
    return holds_dollar ? filled(word, std::move(made), *scope) : made;
}

/// `made` with the values for the variables of `word`; as written after an error.
Word Substitution::filled(const Word& word, Word made, const Scope& scope) {
    std::string text;
    std::vector<Value> values;
    for (std::string_view rest = word.text; !rest.empty();) {
        const std::size_t dollar = std::min(rest.find('$'), rest.size());
        text += rest.substr(0, dollar);
        rest.remove_prefix(dollar);
        if (rest.starts_with("$$")) {
            text += '$';
            rest.remove_prefix(2);
        } else if (!rest.empty()) {
            rest.remove_prefix(1);
            const auto found = value(rest, made, scope);
            if (!found)
                return made;
            values.push_back(*found);
            text += found->text;
        }
    }
    made.text = std::move(text);
    if (std::any_of(made.text.begin(), made.text.end(), ends_a_word))
        made.form = Word::Form::quoted;
    check(word, made, values);
    return made;
}

} // namespace dsl
