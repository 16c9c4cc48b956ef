// Named lists of prefixes and of communities. Each kind has names of its own. A set is read when it is first named, or
// when its turn comes, so that it may stand behind what names it.

#include "solver/kinds/named_sets.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "solver/kinds/kind.hpp"
#include "solver/kinds/policy_words.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Statement;
using dsl::Word;

/// The sets of one kind, by name.
template <class Value> struct Sets {
    struct Set {
        const Statement* block = nullptr;
        dsl::Span span;
        std::vector<Value> values = {};
        bool used = false, begun = false, whole = false; ///< whether reading it has begun, and ended
    };
    std::map<std::string, Set, std::less<>> all;
};

/// Words that mean something where a community may stand.
constexpr std::string_view taken[] = {"all", "none", "large", "no-export", "no-advertise", "no-export-subconfed"};

template <class Value> void note(Builder& builder, const Statement& block) {
    const Word& name = block.words.at(1);
    if (std::ranges::find(taken, name.text) != std::end(taken))
        return builder.diagnostics().error("VN0121", name.span,
                                           fmt::format("`{}` cannot name a set: policies have it as a word", name.text),
                                           "give it another name");
    const auto [place, is_new] = builder.notes<Sets<Value>>().all.try_emplace(name.text);
    if (is_new)
        place->second = {&block, name.span};
    else
        builder.diagnostics().error(
            "VN0101", name.span, fmt::format("`{}` is declared twice", name.text), "give this set a name of its own",
            {{place->second.span, fmt::format("the {} `{}` is declared here", block.head(), name.text)}});
}

std::vector<network::PrefixRange> read_entry(Builder& builder, const Sets<network::PrefixRange>&,
                                             const std::vector<Word>& words) {
    return read_prefix_ranges(builder, words, 0).value_or(std::vector<network::PrefixRange>{});
}
std::vector<network::Community> read_entry(Builder& builder, const Sets<network::Community>&,
                                           const std::vector<Word>& words) {
    return read_communities(builder, words, 0);
}

// One entry per statement, or several. What `change` removed leaves a `no` behind.
template <class Value> void read(Builder& builder, Sets<Value>& sets, typename Sets<Value>::Set& set) {
    if (std::exchange(set.begun, true))
        return;
    for (const Statement& entry : set.block->block) {
        if (entry.head() == "no" && entry.changed.known())
            continue;
        if (entry.has_block) {
            builder.diagnostics().error("VN0021", entry.head_span(), fmt::format("`{}` takes no block", entry.head()),
                                        "end it with `;`");
            continue;
        }
        for (const Value& value : read_entry(builder, sets, entry.words))
            set.values.push_back(value);
    }
    set.whole = true;
    const std::string& name = set.block->words[1].text;
    if (set.values.empty() && !builder.diagnostics().has_errors())
        builder.diagnostics().error("VN0121", set.span, fmt::format("the set `{}` is empty", name),
                                    "nothing would match it: name what belongs to it, or remove it");
}

/// The values of the set of this name, and null where there is none.
template <class Value> const std::vector<Value>* find(Builder& builder, const Word& word) {
    auto& sets = builder.notes<Sets<Value>>();
    const auto found = sets.all.find(word.text);
    if (found == sets.all.end())
        return nullptr;
    auto& set = found->second;
    set.used = true;
    read(builder, sets, set);
    if (!set.whole)
        builder.diagnostics().error("VN0121", word.span, fmt::format("the set `{}` holds itself", word.text),
                                    "take it out: a set holds what it names, and what those sets hold",
                                    {{set.span, fmt::format("`{}` is declared here", word.text)}});
    return &set.values;
}

template <class Value> std::vector<std::string_view> names(Builder& builder) {
    std::vector<std::string_view> known;
    for (const auto& [name, set] : builder.notes<Sets<Value>>().all)
        known.push_back(name);
    return known;
}

void refuse_unknown(Builder& builder, const Word& word, std::string_view kind, std::string help) {
    builder.diagnostics().error(
        "VN0102", word.span, fmt::format("unknown {} `{}`", kind, word.text),
        help.empty() ? fmt::format("declare it: `{} {} {{ … }}`", kind, word.text) : std::move(help));
}

template <class Value> void warn_about_unused(Builder& builder, std::string_view kind) {
    for (const auto& [name, set] : builder.notes<Sets<Value>>().all)
        if (!set.used)
            builder.diagnostics().warning("VN0113", set.span, fmt::format("{} `{}` is never used", kind, name),
                                          "name it in a policy, or remove it");
}

void add_community(Builder& builder, const Word& word, bool large, std::vector<network::Community>& all) {
    if (const auto* set = find<network::Community>(builder, word)) {
        all.insert(all.end(), set->begin(), set->end());
        return;
    }
    const bool is_word = std::ranges::find(taken, word.text) != std::end(taken);
    if (could_be_set(word) && !is_word) {
        std::vector<std::string_view> known = names<network::Community>(builder);
        known.insert(known.end(), std::begin(taken) + 3, std::end(taken));
        return refuse_unknown(builder, word, "community-set", dsl::did_you_mean(word.text, known));
    }
    const auto community = builder.community(word);
    if (community && large && !community->last)
        builder.diagnostics().error("VN0119", word.span, fmt::format("`{}` is no large community", word.text),
                                    "write three numbers, as in `65000:1:2` (RFC 8092), or leave `large` out");
    else if (community)
        all.push_back(*community);
}

} // namespace

const std::vector<network::PrefixRange>* find_prefix_set(Builder& builder, const Word& word) {
    return find<network::PrefixRange>(builder, word);
}

bool could_be_set(const Word& word) {
    return word.text.find_first_of("/:") == std::string::npos && !word.text.empty() &&
           std::isdigit(static_cast<unsigned char>(word.text.front())) == 0;
}

void refuse_unknown_prefix_set(Builder& builder, const Word& word, bool behind_a_prefix) {
    std::vector<std::string_view> known = names<network::PrefixRange>(builder);
    if (behind_a_prefix)
        known.insert(known.end(), {"or-longer", "exact", "length"});
    std::string help = dsl::did_you_mean(word.text, known);
    if (help.empty() && behind_a_prefix)
        help = "behind a prefix may stand `or-longer`, `exact` or `length A-B`, or the name of a set";
    refuse_unknown(builder, word, "prefix-set", std::move(help));
}

std::vector<network::Community> read_communities(Builder& builder, const std::vector<Word>& words, std::size_t first) {
    const bool large = words.size() > first + 1 && words[first].text == "large";
    std::vector<network::Community> all;
    for (std::size_t i = first + (large ? 1 : 0); i < words.size(); ++i)
        add_community(builder, words[i], large, all);
    return all;
}

void warn_about_unused_sets(Builder& builder) {
    warn_about_unused<network::PrefixRange>(builder, "prefix-set");
    warn_about_unused<network::Community>(builder, "community-set");
}

namespace {

template <class Value> void build(Phase phase, const Statement& block, Builder& builder) {
    auto& sets = builder.notes<Sets<Value>>();
    if (phase == Phase::note)
        note<Value>(builder, block);
    if (phase == Phase::declare)
        if (const auto set = sets.all.find(block.words[1].text); set != sets.all.end() && set->second.block == &block)
            read(builder, sets, set->second);
}

} // namespace

Kind prefix_set() {
    static const dsl::Rule statement = repeats(with_block(
        rule("prefix-set", {dsl::Shape::name}, "prefixes under one name: `prefix-set NAME { 10.0.0.0/8 or-longer; }`"),
        nullptr, dsl::Blocks::required));
    return {&statement, build<network::PrefixRange>, {}};
}

Kind community_set() {
    static const dsl::Rule statement = repeats(with_block(
        rule("community-set", {dsl::Shape::name}, "communities under one name: `community-set NAME { 65000:1; }`"),
        nullptr, dsl::Blocks::required));
    return {&statement, build<network::Community>, {}};
}

} // namespace kinds
