// Reads the statements of a term, each word with its own complaint.

#include "solver/kinds/policy_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;
using What = std::optional<decltype(network::Match::what)>;

const std::vector<std::string_view> match_words = {"prefix", "community", "as-path", "as-path-length",
                                                   "next-hop"};
const std::vector<std::string_view> set_words = {"local-preference", "med", "weight", "origin"};

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

What read_prefixes(Builder& builder, const std::vector<Word>& words) {
    auto ranges = read_prefix_ranges(builder, words, 2);
    return ranges ? What{network::MatchPrefix{*std::move(ranges)}} : std::nullopt;
}

What read_communities(Builder& builder, const std::vector<Word>& words) {
    network::MatchCommunity match;
    for (std::size_t i = 2; i < words.size(); ++i)
        if (const auto community = builder.community(words[i]))
            match.any_of.push_back(*community);
    return match.any_of.empty() ? What{} : What{match};
}

What read_as_path(Builder& builder, const std::vector<Word>& words) {
    if (words.size() < 4 || words[2].text != "contains")
        return refuse(builder, words.back().span, "`match as-path` looks for ASNs in the path",
                      "write `match as-path contains 65001;`");
    network::MatchAsPathContains match;
    for (std::size_t i = 3; i < words.size(); ++i)
        if (const auto asn = builder.asn(words[i]))
            match.any_of.push_back(*asn);
    return match.any_of.empty() ? What{} : What{match};
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

std::optional<network::Origin> origin(Builder& builder, const Word& word) {
    if (word.text == "igp")
        return network::Origin::igp;
    if (word.text == "egp")
        return network::Origin::egp;
    if (word.text == "incomplete")
        return network::Origin::incomplete;
    return refuse(builder, word.span, fmt::format("`{}` is no origin", word.text),
                  "one of igp, egp, incomplete");
}

std::vector<network::Set> read_set(Builder& builder, const std::vector<Word>& words, dsl::Span span) {
    const std::string& what = words[1].text;
    if (what == "origin") {
        const auto value = origin(builder, words[2]);
        return value ? std::vector<network::Set>{{network::SetOrigin{*value}, span}}
                     : std::vector<network::Set>{};
    }
    if (std::ranges::find(set_words, what) == set_words.end()) {
        std::string help = dsl::did_you_mean(what, set_words);
        if (help.empty())
            help = fmt::format("one of {}", fmt::join(set_words, ", "));
        refuse(builder, words[1].span, fmt::format("`{}` cannot be set", what), std::move(help));
        return {};
    }
    const auto value = builder.number(words[2], 0, what == "weight" ? 65535 : UINT32_MAX);
    if (!value)
        return {};
    if (what == "local-preference")
        return {{network::SetLocalPreference{*value}, span}};
    if (what == "med")
        return {{network::SetMed{*value}, span}};
    return {{network::SetWeight{*value}, span}};
}

// `add community A:B …` and `delete community A:B …`.
std::vector<network::Set> read_community_sets(Builder& builder, const std::vector<Word>& words,
                                              dsl::Span span) {
    std::vector<network::Set> sets;
    if (words[1].text != "community") {
        refuse(builder, words[1].span, fmt::format("a policy cannot {} `{}`", words[0].text, words[1].text),
               fmt::format("write `{} community 65000:100;`", words[0].text));
        return sets;
    }
    for (std::size_t i = 2; i < words.size(); ++i)
        if (const auto community = builder.community(words[i])) {
            if (words[0].text == "add")
                sets.push_back({network::AddCommunity{*community}, span});
            else
                sets.push_back({network::DeleteCommunity{*community}, span});
        }
    return sets;
}

// `prepend 65001 [times 3];` or `prepend own [times 3];`
std::vector<network::Set> read_prepend(Builder& builder, const std::vector<Word>& words, dsl::Span span) {
    const auto asn = words[1].text == "own" ? std::optional(own_asn) : builder.asn(words[1]);
    const bool counted = words.size() == 4 && words[2].text == "times";
    if (words.size() != 2 && !counted)
        refuse(builder, words[2].span, "`prepend` takes one ASN and how often",
               "write `prepend 65001 times 3;`");
    const auto times = counted ? builder.number(words[3], 1, 32) : std::optional<std::uint32_t>(1);
    if (!asn || !times || (words.size() != 2 && !counted))
        return {};
    return {{network::PrependAs{*asn, *times}, span}};
}

} // namespace

// `10.0.0.0/8 or-longer 10.1.0.0/16 length 24-28 10.2.0.0/24`: what follows a prefix says which lengths.
std::optional<std::vector<network::PrefixRange>> read_prefix_ranges(Builder& builder, const std::vector<Word>& words,
                                                                    std::size_t first) {
    std::vector<network::PrefixRange> ranges;
    for (std::size_t i = first; i < words.size(); ++i) {
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

const std::vector<dsl::Rule>& policy_words() {
    static const std::vector<dsl::Rule> rules = {
        repeats(more(
            rule("match", {Shape::any, Shape::any}, "what must hold of the route; values are alternatives"),
            Shape::any)),
        repeats(
            rule("set", {Shape::any, Shape::any}, "gives local-preference, med, weight or origin a value")),
        repeats(more(rule("add", {Shape::any, Shape::any}, "`add community A:B …;`"), Shape::any)),
        repeats(more(rule("delete", {Shape::any, Shape::any}, "`delete community A:B …;`"), Shape::any)),
        repeats(more(rule("prepend", {Shape::any}, "`prepend ASN|own [times N];`"), Shape::any, 2)),
    };
    return rules;
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
        what = read_communities(builder, words);
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

std::vector<network::Set> read_sets(Builder& builder, const Statement& written) {
    const std::vector<Word>& words = written.words;
    if (words.size() < 2 || (words.size() < 3 && written.head() != "prepend"))
        return {};
    if (written.head() == "set")
        return read_set(builder, words, written.blame());
    if (written.head() == "prepend")
        return read_prepend(builder, words, written.blame());
    if (written.head() == "add" || written.head() == "delete")
        return read_community_sets(builder, words, written.blame());
    return {};
}

} // namespace kinds
