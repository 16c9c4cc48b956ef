// Reads what a term does to a route, each word with its own complaint.

#include "solver/kinds/policy_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/kinds/named_sets.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

const std::vector<std::string_view> set_words = {"local-preference", "med", "weight", "origin", "community"};

std::nullopt_t refuse(Builder& builder, dsl::Span span, std::string message, std::string hint) {
    builder.diagnostics().error("VN0121", span, std::move(message), std::move(hint));
    return std::nullopt;
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

// `set community A:B …;`: these and no others.
std::vector<network::Set> replace_communities(Builder& builder, const std::vector<Word>& words, dsl::Span span) {
    if (words[2].text == "none") {
        refuse(builder, words[2].span, "`none` is no community", "write `delete community all;`");
        return {};
    }
    std::vector<network::Set> sets = {{network::DeleteAllCommunities{}, span}};
    for (const network::Community& community : read_communities(builder, words, 2))
        sets.push_back({network::AddCommunity{community}, span});
    return sets;
}

std::vector<network::Set> read_set(Builder& builder, const std::vector<Word>& words, dsl::Span span) {
    const std::string& what = words[1].text;
    if (what == "origin" && words.size() == 3) {
        const auto value = origin(builder, words[2]);
        return value ? std::vector<network::Set>{{network::SetOrigin{*value}, span}}
                     : std::vector<network::Set>{};
    }
    if (what == "community")
        return replace_communities(builder, words, span);
    if (words.size() > 3) {
        builder.diagnostics().error("VN0014", words[3].span,
                                    fmt::format("surplus argument `{}`: `set {}` takes one value", words[3].text, what),
                                    "missing `;` before it?");
        return {};
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

// `add community A:B …`, `delete community A:B …` and `delete community all`.
std::vector<network::Set> read_community_sets(Builder& builder, const std::vector<Word>& words,
                                              dsl::Span span) {
    std::vector<network::Set> sets;
    if (words[1].text != "community") {
        refuse(builder, words[1].span, fmt::format("a policy cannot {} `{}`", words[0].text, words[1].text),
               fmt::format("write `{} community 65000:100;`", words[0].text));
        return sets;
    }
    if (words[0].text == "delete" && words.size() == 3 && words[2].text == "all")
        return {{network::DeleteAllCommunities{}, span}};
    for (const network::Community& community : read_communities(builder, words, 2)) {
        if (words[0].text == "add")
            sets.push_back({network::AddCommunity{community}, span});
        else
            sets.push_back({network::DeleteCommunity{community}, span});
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

const std::vector<dsl::Rule>& policy_words() {
    static const std::vector<dsl::Rule> rules = {
        repeats(more(
            rule("match", {Shape::any, Shape::any}, "what must hold of the route; values are alternatives"),
            Shape::any)),
        repeats(more(rule("set", {Shape::any, Shape::any},
                          "gives local-preference, med, weight or origin a value, or replaces every `community`"),
                     Shape::any)),
        repeats(more(rule("add", {Shape::any, Shape::any}, "`add community A:B …;`"), Shape::any)),
        repeats(more(rule("delete", {Shape::any, Shape::any}, "`delete community A:B …;`, `delete community all;`"), Shape::any)),
        repeats(more(rule("prepend", {Shape::any}, "`prepend ASN|own [times N];`"), Shape::any, 2)),
    };
    return rules;
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
