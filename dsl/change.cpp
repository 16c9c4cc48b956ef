// Merging of blocks. See the header for the rules.

#include "dsl/change.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include <fmt/format.h>

namespace dsl {

namespace {

using Words = std::span<const Word>;

bool same_words(Words a, Words b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Word& x, const Word& y) { return x.text == y.text; });
}

bool begins_with(Words all, Words first) {
    return all.size() >= first.size() && same_words(all.first(first.size()), first);
}

std::string joined(Words words) {
    std::string text;
    for (const Word& word : words)
        text += (text.empty() ? "" : " ") + word.text;
    return text;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> set) {
    return std::find(set.begin(), set.end(), word) != set.end();
}

/// Words that join two things, in either order; they go when one of the two goes.
constexpr std::array<std::string_view, 4> joining = {"link", "bgp", "tunnel", "peering"};

/// Words that may stand several times in a block, told apart by their first argument.
constexpr std::array<std::string_view, 22> several = {
    "at",          "contains", "absent",   "external",     "gateway",    "host",  "inbound", "match",
    "member",      "only",     "outbound", "redistribute", "replace-as", "route", "rule",    "set",
    "shared-risk", "site",     "static",   "subnet",       "term",       "tunnel"};

/// Do these words name this statement? A link is also `a--b`, and what joins two things may be named
/// backwards; a property needs no kind; the first words of observations name all that begin so.
bool names(Words name, const Statement& statement) {
    const Words words = statement.words;
    if (same_words(words, name))
        return true;
    if (name.front().text == "observe")
        return begins_with(words, name) && name.size() > 1;
    if (name.front().text == "property" && words.front().text == "property")
        return name.size() == 2 && words.size() == 3 && words[2].text == name[1].text;
    if (words.front().text != name.front().text || !is_one_of(name.front().text, joining) ||
        words.size() != 3)
        return false;
    const std::string forth = words[1].text + "--" + words[2].text,
                      back = words[2].text + "--" + words[1].text;
    const std::string wanted = name.size() == 3   ? name[1].text + "--" + name[2].text
                               : name.size() == 2 ? name[1].text
                                                  : std::string();
    return wanted == forth || wanted == back;
}

std::vector<std::size_t> find(Words name, const std::vector<Statement>& statements) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < statements.size(); ++i)
        if (names(name, statements[i]))
            found.push_back(i);
    return found;
}

bool is_action(const Statement& statement) {
    return statement.head() == "accept" || statement.head() == "reject";
}

/// One block under change. Each function returns where it touched last.
class Merge {
public:
    explicit Merge(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    /// The line to blame for the whole: the only one inside, or that of the change.
    Span block(Statement& target, const Statement& change) {
        Span touched = change.span;
        if (target.head() == "policy" && !keeps_terms(change)) {
            replace_all(target, change);
        } else {
            for (const Statement& part : change.block) {
                const bool again = std::any_of(change.block.data(), &part, [&](const Statement& earlier) {
                    return earlier.head() == part.head();
                });
                const Span there = statement(target, part, again);
                touched = change.block.size() == 1 ? there : touched;
            }
        }
        target.has_block = target.has_block || change.has_block;
        target.changed = touched;
        return touched;
    }

private:
    static bool keeps_terms(const Statement& change) {
        return std::all_of(change.block.begin(), change.block.end(), [](const Statement& part) {
            return part.head() == "term" || part.head() == "no";
        });
    }

    static void replace_all(Statement& target, const Statement& change) {
        target.block = change.block;
        for (Statement& part : target.block)
            part.changed = part.span;
    }

    /// `again`: the same change has given the word before, so this is one more and replaces nothing.
    Span statement(Statement& target, const Statement& part, bool again) {
        if (part.head() == "no")
            return unset(target, part);
        erase_unset(target, part.head());
        return part.has_block ? nested(target, part) : leaf(target, part, again);
    }

    /// `no WORD …;` inside a change. A flag may be on without being written, so its `no` stays in the block.
    Span unset(Statement& target, const Statement& part) {
        const Words key = Words(part.words).subspan(1);
        if (key.empty()) {
            diagnostics_.error("VN0013", part.head_span(), "`no` needs the word that it unsets");
            return part.span;
        }
        bool removed = false, was_flag = false;
        std::erase_if(target.block, [&](const Statement& old) {
            const bool hit = begins_with(old.words, key);
            removed = removed || hit;
            was_flag = was_flag || (hit && old.words.size() == 1 && !old.has_block);
            return hit;
        });
        if (!removed && key.size() > 1)
            report_missing(part, target.block, diagnostics_);
        if (key.size() == 1 && (!removed || was_flag)) {
            erase_unset(target, key.front().text);
            add(target, part);
        }
        target.changed = part.span;
        return part.span;
    }

    static void erase_unset(Statement& target, std::string_view word) {
        std::erase_if(target.block, [&](const Statement& old) {
            return old.head() == "no" && old.words.size() == 2 && old.words[1].text == word;
        });
    }

    Span nested(Statement& target, const Statement& part) {
        Statement* old = find_block(target, part);
        if (!old) {
            add(target, part);
            return part.span;
        }
        if (!begins_with(old->words, part.words))
            old->words = part.words;
        return block(*old, part);
    }

    static Statement* find_block(Statement& target, const Statement& part) {
        const Words words = part.words;
        const auto search = [&](std::size_t length) -> Statement* {
            for (Statement& old : target.block)
                if (begins_with(old.words, words.first(length)))
                    return &old;
            return nullptr;
        };
        if (Statement* exact = search(words.size()))
            return exact;
        if (Statement* named = words.size() > 2 ? search(2) : nullptr)
            return named;
        return stands_once(target, words.front().text) ? search(1) : nullptr;
    }

    static bool stands_once(const Statement& target, std::string_view word) {
        const auto count = std::count_if(target.block.begin(), target.block.end(),
                                         [&](const Statement& old) { return old.head() == word; });
        return count == 1 && !is_one_of(word, several);
    }

    Span leaf(Statement& target, const Statement& part, bool again) {
        const bool keyed = is_one_of(part.head(), several);
        const std::size_t key = keyed ? std::min<std::size_t>(2, part.words.size()) : 1;
        const auto replaced = [&](const Statement& old) {
            return (is_action(old) && is_action(part)) ||
                   begins_with(old.words, Words(part.words).first(key));
        };
        const auto first = std::find_if(target.block.begin(), target.block.end(), replaced);
        if (first == target.block.end() || (again && !keyed && !is_action(part))) {
            add(target, part);
            return part.span;
        }
        *first = part;
        first->changed = part.span;
        target.block.erase(std::remove_if(std::next(first), target.block.end(), replaced),
                           target.block.end());
        return part.span;
    }

    /// Adds before a final `accept` or `reject`, behind everything else.
    static void add(Statement& target, const Statement& part) {
        const bool before_action =
            !target.block.empty() && is_action(target.block.back()) && !is_action(part);
        const auto at = before_action ? std::prev(target.block.end()) : target.block.end();
        target.block.insert(at, part)->changed = part.span;
    }

    Diagnostics& diagnostics_;
};

/// Does the word stand for `name` or for a member of it, `name/0`?
bool stands_for(std::string_view word, std::string_view name) {
    return word == name || (word.starts_with(name) && word.substr(name.size()).starts_with('/'));
}

/// What goes with the removed thing: what joins it to others, and what is expected of a removed property.
bool belongs_to(const Statement& statement, const Statement& removed) {
    if (removed.words.size() < 2)
        return false;
    const Words arguments = Words(statement.words).subspan(1);
    const std::string& name = removed.words.back().text;
    const auto named = [&](const Word& word) { return stands_for(word.text, name); };
    if (removed.head() == "property")
        return (statement.head() == "expect" || statement.head() == "waive") &&
               std::any_of(arguments.begin(), arguments.end(), named);
    return removed.words.size() == 2 && is_one_of(statement.head(), joining) &&
           std::any_of(arguments.begin(), arguments.end(), named);
}

} // namespace

bool apply_change(const Statement& change, std::vector<Statement>& statements, Diagnostics& diagnostics) {
    const std::vector<std::size_t> found = find(Words(change.words).subspan(1), statements);
    for (const std::size_t target : found)
        Merge(diagnostics).block(statements[target], change);
    return !found.empty();
}

bool apply_removal(const Statement& removal, std::vector<Statement>& statements) {
    const std::vector<std::size_t> found = find(Words(removal.words).subspan(1), statements);
    if (found.empty())
        return false;
    std::vector<Statement> removed;
    for (auto at = found.rbegin(); at != found.rend(); ++at) {
        const auto place = statements.begin() + static_cast<std::ptrdiff_t>(*at);
        removed.push_back(std::move(*place));
        statements.erase(place);
    }
    std::erase_if(statements, [&](const Statement& left) {
        return std::any_of(removed.begin(), removed.end(),
                           [&](const Statement& gone) { return belongs_to(left, gone); });
    });
    return true;
}

/// What is there of the wanted kind: "did you mean `a b`?" of a link, of a property by its name.
static std::string nearest_of_kind(Words wanted, const std::vector<Statement>& statements) {
    std::vector<std::string> names;
    for (const Statement& known : statements)
        if (known.head() == wanted.front().text && known.words.size() > 1)
            names.push_back(known.head() == "property" ? known.words.back().text
                                                       : joined(Words(known.words).subspan(1)));
    return did_you_mean(joined(wanted.subspan(1)), {names.begin(), names.end()});
}

void report_missing(const Statement& statement, const std::vector<Statement>& statements,
                    Diagnostics& diagnostics) {
    const Words wanted = Words(statement.words).subspan(1);
    std::vector<std::string_view> heads, arguments, all;
    for (const Statement& known : statements) {
        heads.push_back(known.head());
        if (known.words.size() > 1 && known.head() == wanted.front().text)
            arguments.push_back(known.words[1].text);
        if (known.words.size() > 1 && wanted.size() > 1 && known.words[1].text == wanted[1].text)
            all.push_back(known.head());
    }
    std::string hint;
    if (wanted.size() > 1)
        hint = did_you_mean(wanted[1].text, arguments);
    if (hint.empty() && wanted.size() > 1)
        hint = nearest_of_kind(wanted, statements);
    if (hint.empty() && !all.empty() && arguments.empty())
        hint = fmt::format("did you mean `{} {}`?", all.front(), joined(wanted.subspan(1)));
    if (hint.empty() && arguments.empty())
        hint = did_you_mean(wanted.front().text, heads);
    const bool removes = statement.head() == "no";
    const Span place = {wanted.front().span.file, wanted.front().span.begin, wanted.back().span.end};
    diagnostics.error(removes ? "VN0033" : "VN0032", place,
                      fmt::format("there is no `{}` to {}", joined(wanted), removes ? "remove" : "change"),
                      hint);
}

} // namespace dsl
