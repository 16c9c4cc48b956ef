// Reads `match` statements, each word with its own complaint.

#include "solver/kinds/policy_words.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/kinds/named_sets.hpp"

namespace kinds {
namespace {

using dsl::Statement;
using dsl::Word;
using What = std::optional<decltype(network::Match::what)>;

const std::vector<std::string_view> match_words = {"prefix", "community", "as-path", "as-path-length",
                                                   "next-hop"};

std::nullopt_t refuse(Builder& builder, dsl::Span span, std::string message, std::string hint) {
    builder.diagnostics().error("VN0121", span, std::move(message), std::move(hint));
    return std::nullopt;
}

// `length 24-28` or `length 24`, of prefixes inside `range.prefix`.
bool read_lengths(Builder& builder, const Word& word, network::PrefixRange& range) {
    const std::size_t dash = word.text.find('-');
    const auto part = [&](std::string text) {
        return builder.number({std::move(text), word.span, word.form}, range.prefix.length, 32);
    };
    const auto first = part(word.text.substr(0, dash));
    const auto last = !first || dash == std::string::npos ? first : part(word.text.substr(dash + 1));
    if (first && last && *first <= *last) {
        range.shortest = static_cast<std::uint8_t>(*first);
        range.longest = static_cast<std::uint8_t>(*last);
        return true;
    }
    if (first && last)
        refuse(builder, word.span, fmt::format("`{}` is an empty range of lengths", word.text),
               fmt::format("did you mean `{}-{}`?", *last, *first));
    return false;
}

bool is_bound(const Word& word) { return word.text == "le" || word.text == "ge"; }

// `ge 16 le 24` of prefix lists elsewhere, in our words.
std::nullopt_t refuse_bounds(Builder& builder, const std::vector<Word>& words, std::size_t at,
                             const network::Prefix& prefix) {
    std::string least = std::to_string(prefix.length), most = "32";
    for (std::size_t i = at; i + 1 < words.size() && is_bound(words[i]); i += 2)
        (words[i].text == "ge" ? least : most) = words[i + 1].text;
    return refuse(builder, words[at].span, fmt::format("`{}` is no word for lengths", words[at].text),
                  fmt::format("write `{} length {}-{}`", to_string(prefix), least, most));
}

What read_prefixes(Builder& builder, const std::vector<Word>& words) {
    auto ranges = read_prefix_ranges(builder, words, 2);
    return ranges ? What{network::MatchPrefix{*std::move(ranges)}} : std::nullopt;
}

What read_community(Builder& builder, const std::vector<Word>& words) {
    network::MatchCommunity match{read_communities(builder, words, 2)};
    return match.any_of.empty() ? What{} : What{match};
}

template <class Path> What read_asns(Builder& builder, const std::vector<Word>& words) {
    Path match;
    for (std::size_t i = 3; i < words.size(); ++i)
        if (const auto asn = builder.asn(words[i]))
            match.any_of.push_back(*asn);
    return match.any_of.empty() ? What{} : What{match};
}

// `contains` anywhere, `starts` with the neighbour's, `ends` with the origin's.
What read_as_path(Builder& builder, const std::vector<Word>& words) {
    static const std::vector<std::string_view> wheres = {"contains", "starts", "ends"};
    const std::string& where = words[2].text;
    if (words.size() > 3 && where == "contains")
        return read_asns<network::MatchAsPathContains>(builder, words);
    if (words.size() > 3 && where == "starts")
        return read_asns<network::MatchAsPathStarts>(builder, words);
    if (words.size() > 3 && where == "ends")
        return read_asns<network::MatchAsPathEnds>(builder, words);
    const bool misspelt = words.size() > 3 && !dsl::did_you_mean(where, wheres).empty();
    return refuse(builder, misspelt ? words[2].span : words.back().span, "`match as-path` looks for ASNs in the path",
                  misspelt ? dsl::did_you_mean(where, wheres)
                           : "write `match as-path contains 65001;`, `starts` or `ends` in place of `contains`");
}

// `as-path-length 3`, `as-path-length at-least 2 at-most 4`.
What read_as_path_length(Builder& builder, const std::vector<Word>& words) {
    network::MatchAsPathLength match;
    if (words.size() == 3) {
        const auto length = builder.number(words[2], 0, 255);
        return length ? What{network::MatchAsPathLength{*length, *length}} : What{};
    }
    for (std::size_t i = 2; i < words.size(); i += 2) {
        const bool least = words[i].text == "at-least";
        if ((!least && words[i].text != "at-most") || i + 1 == words.size())
            return refuse(builder, words[i].span, "`match as-path-length` takes a number or a bound",
                          "as in `at-most 3`, or `at-least 2 at-most 4`");
        const auto bound = builder.number(words[i + 1], 0, 255);
        if (!bound)
            return std::nullopt;
        (least ? match.at_least : match.at_most) = *bound;
    }
    if (match.at_least > match.at_most)
        return refuse(builder, words[2].span, "`match as-path-length` can never hold",
                      fmt::format("at least {} is more than at most {}", match.at_least, match.at_most));
    return match;
}

What read_next_hops(Builder& builder, const std::vector<Word>& words) {
    network::MatchNextHop match;
    for (std::size_t i = 2; i < words.size(); ++i)
        if (const Named* named = builder.find(words[i], "node"))
            match.any_of.insert(match.any_of.end(), named->nodes.begin(), named->nodes.end());
    return match.any_of.empty() ? What{} : What{match};
}

} // namespace

// `10.0.0.0/8 or-longer 10.1.0.0/16 length 24-28 10.2.0.0/24`: what follows a prefix says which lengths. A
// name stands for a `prefix-set`.
std::optional<std::vector<network::PrefixRange>> read_prefix_ranges(Builder& builder, const std::vector<Word>& words,
                                                                    std::size_t first) {
    std::vector<network::PrefixRange> ranges;
    for (std::size_t i = first; i < words.size(); ++i) {
        if (const auto* set = find_prefix_set(builder, words[i])) {
            ranges.insert(ranges.end(), set->begin(), set->end());
            continue;
        }
        if (i > first && is_bound(words[i]) && !ranges.empty())
            return refuse_bounds(builder, words, i, ranges.back().prefix);
        if (could_be_set(words[i]))
            return refuse_unknown_prefix_set(builder, words[i], i > first), std::nullopt;
        const auto prefix = builder.prefix(words[i]);
        if (!prefix)
            return std::nullopt;
        network::PrefixRange range{*prefix, prefix->length, prefix->length};
        const std::string_view next = i + 1 < words.size() ? std::string_view(words[i + 1].text) : "";
        if (next == "or-longer")
            range.longest = 32;
        if (next == "or-longer" || next == "exact")
            ++i;
        if (next == "length") {
            if (i + 2 >= words.size())
                return refuse(builder, words[i + 1].span, "`length` needs a number or a range",
                              "as in `length 24-28`");
            if (!read_lengths(builder, words[i + 2], range))
                return std::nullopt;
            i += 2;
        }
        ranges.push_back(range);
    }
    return ranges;
}

std::optional<network::Match> read_match(Builder& builder, const Statement& written) {
    const std::vector<Word>& words = written.words;
    if (words.size() < 3)
        return std::nullopt;
    What what;
    const std::string& kind = words[1].text;
    if (kind == "prefix") {
        what = read_prefixes(builder, words);
    } else if (kind == "community") {
        what = read_community(builder, words);
    } else if (kind == "as-path") {
        what = read_as_path(builder, words);
    } else if (kind == "as-path-length") {
        what = read_as_path_length(builder, words);
    } else if (kind == "next-hop") {
        what = read_next_hops(builder, words);
    } else {
        const std::string help = dsl::did_you_mean(kind, match_words);
        refuse(builder, words[1].span, fmt::format("`{}` cannot be matched", kind),
               help.empty() ? fmt::format("one of {}", fmt::join(match_words, ", ")) : help);
    }
    if (!what)
        return std::nullopt;
    return network::Match{std::move(*what), written.blame()};
}

} // namespace kinds
