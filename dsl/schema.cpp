// Checks blocks against tables of words. The tables fix how many arguments a word takes, and that is how a
// lost semicolon shows: another known word stands among the arguments, and what follows it fits that word.

#include "dsl/schema.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

#include <fmt/format.h>

#include "dsl/shape.hpp"

namespace dsl {

namespace {

using Words = std::span<const Word>;

std::size_t least_arguments(const Rule& rule) { return rule.arguments.size(); }

std::size_t most_arguments(const Rule& rule) {
    const std::size_t least = least_arguments(rule);
    return rule.at_most >= Rule::many - least ? Rule::many : least + rule.at_most;
}

Shape shape_of(const Rule& rule, std::size_t argument) {
    return argument < rule.arguments.size() ? rule.arguments[argument] : rule.rest;
}

bool shapes_fit(const Rule& rule, Words arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (misshapen(arguments[i], shape_of(rule, i), rule))
            return false;
    return true;
}

/// A word with so many arguments, and any number of further ones if `open`.
Rule rule(std::string_view word, std::size_t arguments, bool open, Blocks block) {
    Rule made;
    made.word = word;
    made.arguments.assign(arguments, Shape::any);
    made.at_most = open ? Rule::many : 0;
    made.block = block;
    return made;
}

/// Words that no table holds, because elaboration carries them out; what it could not is reported there.
const std::vector<Rule>& words_of_elaboration() {
    static const std::vector<Rule> rules = [] {
        const Rule one_of[] = {
            rule("include", 1, false, Blocks::forbidden), rule("change", 1, true, Blocks::required),
            rule("case", 1, false, Blocks::required),     rule("language", 1, false, Blocks::forbidden),
            rule("table", 3, false, Blocks::forbidden),   rule("for", 4, false, Blocks::required)};
        return std::vector<Rule>(std::begin(one_of), std::end(one_of));
    }();
    return rules;
}

/// `member GROUP…;`, in the block of any thing.
const Rule& member_rule() {
    static const Rule made = [] {
        Rule member = rule("member", 1, true, Blocks::forbidden);
        member.arguments = {Shape::name};
        member.rest = Shape::name;
        member.repeats = true;
        return member;
    }();
    return made;
}

/// The word's rule in a table; of several the first that takes so many arguments.
const Rule* find(const std::vector<Rule>& rules, std::string_view word, std::size_t arguments) {
    const Rule* found = nullptr;
    for (const Rule& rule : rules) {
        if (rule.word != word)
            continue;
        if (least_arguments(rule) <= arguments && arguments <= most_arguments(rule))
            return &rule;
        found = found ? found : &rule;
    }
    return found;
}

/// "`a vnet`" of a block inside another.
std::string with_article(std::string_view word) {
    const bool vowel = std::string_view("aeiou").find(word.front()) != std::string_view::npos;
    return fmt::format("{} `{}`", vowel ? "an" : "a", word);
}

std::string counted_arguments(const Rule& rule) {
    const std::size_t least = least_arguments(rule), most = most_arguments(rule);
    const auto plural = [](std::size_t n) { return n == 1 ? "" : "s"; };
    if (most == Rule::many)
        return fmt::format("at least {} argument{}", least, plural(least));
    if (least == most)
        return least == 0 ? "no argument" : fmt::format("{} argument{}", least, plural(least));
    return least == 0 ? fmt::format("at most {} argument{}", most, plural(most))
                      : fmt::format("{} to {} arguments", least, most);
}

/// `host NAME ADDRESS;` in words.
std::string usage(const Rule& rule) {
    std::string list;
    for (const Shape shape : rule.arguments)
        list += fmt::format("{}{}", list.empty() ? "" : ", ", describe(shape));
    return list.empty() ? "" : fmt::format("it takes {}", list);
}

/// The check of one block's statements against one table.
class BlockCheck {
public:
    BlockCheck(const std::vector<Rule>& rules, std::string_view of, Diagnostics& diagnostics)
        : rules_(rules), of_(of), diagnostics_(diagnostics) {}

    void statement(const Statement& statement);

private:
    const Rule* find(std::string_view word, std::size_t arguments = 0) const;
    const Rule* find_anywhere(std::string_view word, std::size_t arguments = 0) const;
    bool fits(Words words, bool has_block) const;
    std::optional<std::size_t> lost_semicolon(const Rule& rule, const Statement& statement) const;
    void report_lost_semicolon(const Statement& statement, std::size_t at);
    void unknown(const Word& word);
    void unset(const Statement& statement);
    bool arguments(const Rule& rule, const Statement& statement);
    void once(const Rule& rule, std::string_view word, const Statement& statement);
    void block(const Rule& rule, const Statement& statement);

    const std::vector<Rule>& rules_;
    std::string_view of_;
    Diagnostics& diagnostics_;
    std::map<std::string, Span> seen_;
};

/// The word's rule, of this table or of elaboration.
const Rule* BlockCheck::find(std::string_view word, std::size_t arguments) const {
    if (const Rule* found = dsl::find(rules_, word, arguments))
        return found;
    return word == "member" ? &member_rule() : nullptr;
}

/// The rule of a word that could begin a statement in the text, where none of this table does.
const Rule* BlockCheck::find_anywhere(std::string_view word, std::size_t arguments) const {
    const Rule* found = find(word, arguments);
    return found ? found : dsl::find(words_of_elaboration(), word, arguments);
}

/// Would these words be a statement of their own here?
bool BlockCheck::fits(Words words, bool has_block) const {
    if (words.front().form != Word::Form::plain)
        return false;
    if (words.front().text == "no" && words.size() == 2)
        return !has_block && find(words[1].text);
    const Rule* rule = find_anywhere(words.front().text, words.size() - 1);
    if (!rule || words.size() - 1 < least_arguments(*rule))
        return false;
    const bool block_fits = has_block ? rule->block != Blocks::forbidden : rule->block != Blocks::required;
    const std::size_t taken = std::min(words.size() - 1, most_arguments(*rule));
    return block_fits && shapes_fit(*rule, words.subspan(1, taken));
}

/// Where a `;` is missing among the words: before the first word of our table that begins a statement, when
/// what stands before it is complete. Beyond the arguments a rule can take, being known is enough.
std::optional<std::size_t> BlockCheck::lost_semicolon(const Rule& rule, const Statement& statement) const {
    const Words words = statement.words;
    const bool whole_fits = words.size() - 1 <= most_arguments(rule) && shapes_fit(rule, words.subspan(1)) &&
                            !(statement.has_block && rule.block == Blocks::forbidden);
    const bool open_ended = most_arguments(rule) == Rule::many || rule.at_most > 0;
    if (whole_fits && !open_ended)
        return std::nullopt;
    for (std::size_t at = least_arguments(rule) + 1; at < words.size(); ++at) {
        const bool known =
            words[at].form == Word::Form::plain && (find_anywhere(words[at].text) || words[at].text == "no");
        const Shape shape = shape_of(rule, at - 1);
        const bool keyword = shape == Shape::keyword && !misshapen(words[at], shape, rule);
        const bool surplus = at > most_arguments(rule);
        if (known && !(keyword && !surplus) && (surplus || fits(words.subspan(at), statement.has_block)))
            return at;
    }
    return std::nullopt;
}

void BlockCheck::report_lost_semicolon(const Statement& statement, std::size_t at) {
    const Word& word = statement.words[at];
    const Span before = statement.words[at - 1].span;
    diagnostics_.error("VN0004", word.span, fmt::format("missing `;` before `{}`?", word.text),
                       "if it is a name, put it in quotes",
                       {{{before.file, before.end, before.end}, "the statement would end here"}});
}

void BlockCheck::unknown(const Word& word) {
    std::vector<std::string_view> known;
    for (const Rule& rule : rules_)
        if (std::find(known.begin(), known.end(), rule.word) == known.end())
            known.push_back(rule.word);
    std::string hint = did_you_mean(word.text, known);
    if (hint.empty() && !known.empty() && known.size() <= 12)
        hint = one_of(known);
    diagnostics_.error("VN0012", word.span, fmt::format("unknown word `{}` in {}", word.text, of_),
                       std::move(hint));
}

/// `no WORD;`
void BlockCheck::unset(const Statement& statement) {
    if (statement.words.size() < 2) {
        diagnostics_.error("VN0013", statement.head_span(), "`no` needs the word that it unsets",
                           "as in `no propagate-gateway-routes;`");
        return;
    }
    const Word& word = statement.words[1];
    const Rule* rule = find(word.text);
    if (!rule)
        return unknown(word);
    if (rule->repeats) {
        diagnostics_.error("VN0023", word.span, fmt::format("`no` cannot unset `{}` here", word.text),
                           "it may stand several times: leave out the one that is not wanted");
    } else if (statement.words.size() > 2) {
        const Word& surplus = statement.words[2];
        if (find(surplus.text) || surplus.text == "no")
            report_lost_semicolon(statement, 2);
        else
            diagnostics_.error("VN0014", surplus.span, fmt::format("surplus argument `{}`", surplus.text),
                               fmt::format("write `no {};`", word.text));
    } else if (statement.has_block) {
        diagnostics_.error("VN0021", statement.head_span(), "`no` takes no block",
                           fmt::format("write `no {};`", word.text));
    } else {
        once(*rule, word.text, statement);
    }
}

/// Number and shapes; false if there is no sense in looking further.
bool BlockCheck::arguments(const Rule& rule, const Statement& statement) {
    const Words given = Words(statement.words).subspan(1);
    if (given.size() < least_arguments(rule)) {
        diagnostics_.error("VN0013", statement.head_span(),
                           fmt::format("`{}` takes {}, {} given", rule.word, counted_arguments(rule),
                                       given.empty() ? "none is" : fmt::format("only {}", given.size())),
                           usage(rule));
        return false;
    }
    if (const auto at = lost_semicolon(rule, statement)) {
        report_lost_semicolon(statement, *at);
        return false;
    }
    if (given.size() > most_arguments(rule)) {
        const Word& surplus = given[most_arguments(rule)];
        diagnostics_.error("VN0014", surplus.span,
                           fmt::format("surplus argument `{}`: `{}` takes {}", surplus.text, rule.word,
                                       counted_arguments(rule)),
                           "missing `;` before it?");
        return false;
    }
    for (std::size_t i = 0; i < given.size(); ++i)
        if (const auto wrong = misshapen(given[i], shape_of(rule, i), rule))
            diagnostics_.error(wrong->code, given[i].span, wrong->message, wrong->hint);
    return true;
}

void BlockCheck::once(const Rule& rule, std::string_view word, const Statement& statement) {
    std::string what(word);
    if (rule.repeats) { // what is said of one side stands together, and a term is known by its name
        if ((word != "at" && word != "term") || statement.words.size() < 2)
            return;
        what += " " + statement.words[1].text;
    }
    const auto [first, fresh] = seen_.try_emplace(what, statement.head_span());
    if (!fresh)
        diagnostics_.error("VN0020", statement.head_span(),
                           fmt::format("`{}` is given twice in {}", what, of_),
                           word == "at"     ? "put both into one block"
                           : word == "term" ? "terms apply in order: give it a name of its own"
                                            : "remove one of them",
                           {{first->second, "first given here"}});
}

void BlockCheck::block(const Rule& rule, const Statement& statement) {
    if (statement.has_block && rule.block == Blocks::forbidden) {
        diagnostics_.error("VN0021", statement.head_span(), fmt::format("`{}` takes no block", rule.word),
                           "end it with `;`");
        return;
    }
    if (!statement.has_block && rule.block == Blocks::required)
        diagnostics_.error("VN0022", statement.head_span(), fmt::format("`{}` needs a block", rule.word),
                           "write `{ … }` in place of `;`");
    if (statement.has_block && rule.inside)
        check(statement.block, *rule.inside, with_article(rule.word), diagnostics_);
}

void BlockCheck::statement(const Statement& statement) {
    const Rule* rule = find(statement.head(), statement.words.size() - 1);
    if (!rule && statement.head() == "no")
        return unset(statement);
    if (!rule)
        return unknown(statement.words.front());
    once(*rule, rule->word, statement);
    if (arguments(*rule, statement))
        block(*rule, statement);
}

} // namespace

void check(const std::vector<Statement>& block, const std::vector<Rule>& rules, std::string_view of,
           Diagnostics& diagnostics) {
    BlockCheck blocks(rules, of, diagnostics);
    for (const Statement& statement : block)
        blocks.statement(statement);
}

} // namespace dsl
