// Merging of blocks. See the header for the rules.

#include "dsl/change.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

namespace dsl {

namespace {

std::string joined(Words words) {
    std::string text;
    for (const Word& word : words)
        text += (text.empty() ? "" : " ") + word.text;
    return text;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> set) {
    return std::find(set.begin(), set.end(), word) != set.end();
}

constexpr std::array<std::string_view, 4> joining = {"link", "bgp", "tunnel", "peering"};

/// Words that may stand several times in a block, told apart by their first argument.
constexpr std::array<std::string_view, 23> several = {
    "at",          "contains", "absent",   "external",     "gateway",    "host",  "inbound", "match",
    "member",      "only",     "outbound", "redistribute", "replace-as", "route", "rule",    "set",
    "shared-risk", "site",     "static",   "subnet",       "term",       "toward", "tunnel"};

/// How many of its first words say which one of several a statement is: `static P`, but `redistribute A into B`.
std::size_t key_length(std::string_view word) {
    if (!is_one_of(word, several))
        return 1;
    return word == "redistribute" ? 4 : 2;
}

bool is_action(const Statement& statement) {
    return statement.head() == "accept" || statement.head() == "reject";
}

/// Does it stand inside the other, whichever turn of a loop made them?
bool stands_in(Span inner, Span outer) {
    return inner.known() && inner.file == outer.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

/// One change being carried out. Each function returns where it touched last.
class Merge {
public:
    Merge(const Statement& change, Diagnostics& diagnostics) : change_(change), diagnostics_(diagnostics) {}

    /// The line to blame for the whole: the only one inside, or that of the change.
    Span block(Statement& target, const Statement& change, BlockIndex& index) {
        Span touched = change.span;
        if (target.head() == "policy" && !keeps_terms(change)) {
            replace_all(target, change, index);
        } else {
            std::unordered_set<std::string> seen;
            for (const Statement& part : change.block) {
                const bool again = part.has_block && !seen.insert(joined(named(part))).second;
                const Span there = statement(target, part, again, index);
                touched = change.block.size() == 1 ? there : touched;
            }
        }
        target.has_block = target.has_block || change.has_block;
        target.changed = touched;
        return touched;
    }

private:
    using Places = BlockIndex::Places;

    static bool keeps_terms(const Statement& change) {
        return std::all_of(change.block.begin(), change.block.end(), [](const Statement& part) {
            return part.head() == "term" || part.head() == "no";
        });
    }

    /// The word and the name of a block: two of these in one change are two things.
    static Words named(const Statement& part) {
        return Words(part.words).first(std::min<std::size_t>(part.words.size(), 2));
    }

    /// Did this change write it, in this turn of the loop around it or in an earlier one?
    bool is_ours(const Statement& statement) const { return stands_in(statement.changed, change_.span); }

    void replace_all(Statement& target, const Statement& change, BlockIndex& index) {
        if (!target.block.empty() && std::all_of(target.block.begin(), target.block.end(),
                                                 [&](const Statement& old) { return is_ours(old); }))
            diagnostics_.error("VN0020", change.span,
                               fmt::format("each turn of the loop replaces the whole `{}`", joined(target.words)),
                               "give each turn a term of its own, as in `term $name { … }`");
        target.block = change.block;
        for (Statement& part : target.block)
            part.changed = part.span;
        index.forget();
    }

    /// `again`: the same block has given this block before, so this is one more and no part of that.
    Span statement(Statement& target, const Statement& part, bool again, BlockIndex& index) {
        if (part.head() == "no")
            return unset(target, part, index);
        erase_unset(target, part.head(), index);
        return part.has_block ? nested(target, part, again, index) : leaf(target, part, index);
    }

    /// `no WORD …;` inside a change. A flag may be on without being written, so its `no` stays in the block.
    Span unset(Statement& target, const Statement& part, BlockIndex& index) {
        const Words key = Words(part.words).subspan(1);
        if (key.empty()) {
            diagnostics_.error("VN0013", part.head_span(), "`no` needs the word that it unsets");
            return part.span;
        }
        bool was_flag = false;
        const std::size_t removed = std::erase_if(target.block, [&](const Statement& old) {
            const bool hit = begins_with(old.words, key);
            was_flag = was_flag || (hit && old.words.size() == 1 && !old.has_block);
            return hit;
        });
        if (removed > 0)
            index.forget();
        else if (key.size() > 1)
            report_missing(part, target.block, diagnostics_);
        if (key.size() == 1 && (removed == 0 || was_flag)) {
            erase_unset(target, key.front().text, index);
            add(target, part, index);
        }
        target.changed = part.span;
        return part.span;
    }

    static void erase_unset(Statement& target, std::string_view word, BlockIndex& index) {
        if (index.of(target.block, "no", word).empty())
            return;
        std::erase_if(target.block, [&](const Statement& old) {
            return old.head() == "no" && old.words.size() == 2 && old.words[1].text == word;
        });
        index.forget();
    }

    Span nested(Statement& target, const Statement& part, bool again, BlockIndex& index) {
        const auto place = again ? std::nullopt : find_block(target, part, index);
        if (!place) {
            add(target, part, index);
            return part.span;
        }
        Statement& old = target.block[*place];
        if (!begins_with(old.words, part.words)) {
            old.words = part.words;
            index.forget();
        }
        return block(old, part, index.inside(*place));
    }

    /// The statement whose block this one is about: of the same words, of the same name, or the only one.
    std::optional<std::size_t> find_block(const Statement& target, const Statement& part,
                                          BlockIndex& index) const {
        const Words words = part.words;
        const Places named = words.size() > 1 ? index.of(target.block, words[0].text, words[1].text)
                                              : index.of(target.block, words[0].text);
        for (const std::size_t place : named)
            if (begins_with(target.block[place].words, words))
                return place;
        if (words.size() > 2 && !named.empty())
            return named.front();
        const Places& all = index.of(target.block, words[0].text);
        const bool once = all.size() == 1 && !is_one_of(words[0].text, several) &&
                          !stands_in(target.block[all.front()].words.back().span, change_.span);
        return once ? std::optional(all.front()) : std::nullopt;
    }

    Span leaf(Statement& target, const Statement& part, BlockIndex& index) {
        const Places replaced = replaced_by(target, part, index);
        if (replaced.empty()) {
            add(target, part, index);
            return part.span;
        }
        Statement& first = target.block[replaced.front()];
        const bool same_key = replaced.size() == 1 && first.words.size() > 1 && part.words.size() > 1 &&
                              same_words(Words(first.words).first(2), Words(part.words).first(2));
        first = part;
        first.changed = part.span;
        for (auto place = replaced.rbegin(); std::next(place) != replaced.rend(); ++place)
            target.block.erase(target.block.begin() + static_cast<std::ptrdiff_t>(*place));
        if (!same_key)
            index.forget();
        return part.span;
    }

    /// What a statement takes the place of, in order: those of its key that this change did not write itself.
    Places replaced_by(const Statement& target, const Statement& part, BlockIndex& index) const {
        Places places = of_its_key(target, part, index);
        std::erase_if(places, [&](std::size_t place) {
            const Statement& old = target.block[place];
            const bool said_again = same_words(old.words, part.words) && old.changed.made != part.span.made;
            return is_ours(old) && !said_again;
        });
        return places;
    }

    static Places of_its_key(const Statement& target, const Statement& part, BlockIndex& index) {
        if (is_action(part)) {
            Places places = index.of(target.block, "accept");
            const Places& more = index.of(target.block, "reject");
            places.insert(places.end(), more.begin(), more.end());
            std::sort(places.begin(), places.end());
            return places;
        }
        const std::size_t length = std::min(key_length(part.head()), part.words.size());
        const Words key = Words(part.words).first(length);
        Places places = length > 1 ? index.of(target.block, part.head(), key[1].text)
                                   : index.of(target.block, part.head());
        std::erase_if(places, [&](std::size_t place) { return !begins_with(target.block[place].words, key); });
        return places;
    }

    /// Adds before a final `accept` or `reject`, behind everything else.
    static void add(Statement& target, const Statement& part, BlockIndex& index) {
        const bool before_action =
            !target.block.empty() && is_action(target.block.back()) && !is_action(part);
        const auto at = before_action ? std::prev(target.block.end()) : target.block.end();
        target.block.insert(at, part)->changed = part.span;
        if (before_action)
            index.forget();
        else
            index.note_last(target.block);
    }

    const Statement& change_;
    Diagnostics& diagnostics_;
};

} // namespace

bool joins_two(std::string_view word) { return is_one_of(word, joining); }

bool same_words(Words a, Words b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Word& x, const Word& y) { return x.text == y.text; });
}

bool begins_with(Words all, Words first) {
    return all.size() >= first.size() && same_words(all.first(first.size()), first);
}

void merge(Statement& target, const Statement& change, BlockIndex& index, Diagnostics& diagnostics) {
    Merge(change, diagnostics).block(target, change, index);
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
