// Properties as claims.

#include "solver/lower/claims.hpp"

#include <set>

#include <fmt/format.h>

#include "solver/lower/directives.hpp"
#include "solver/lower/ends.hpp"
#include "solver/lower/failures.hpp"

namespace lower {
namespace {

using dsl::Statement;
using dsl::Word;
using kinds::flag;
using kinds::statement;

/// The argument of `WORD X;` in a block; empty if it is not there.
std::string argument(const Statement& block, std::string_view word) {
    const Statement* written = statement(block, word);
    return written && written->words.size() > 1 ? written->words[1].text : "";
}

properties::IsolationCompare isolation_compare(const std::string& word) {
    using enum properties::IsolationCompare;
    return word == "exchange" ? exchange : word == "routes" ? routes : packets;
}

properties::Compare compare(const std::string& word) {
    using enum properties::Compare;
    return word == "transports" ? transports : word == "links" ? links : word == "nodes" ? nodes : stateful;
}

void read_order(Names& names, const Statement& property, std::vector<network::TransportId>& order) {
    const Statement* written = statement(property, "order");
    if (!written) {
        names.diagnostics().error("VN0304", property.head_span(), "`prefer` does not say what is preferred",
                                  "add `order A B;`, circuits and VPNs, the most wanted first");
        return;
    }
    for (std::size_t i = 1; i < written->words.size(); ++i) {
        const kinds::Named* named = names.builder().find(written->words[i], "circuit or vpn");
        if (named && named->transport)
            order.push_back(*named->transport);
        else if (named)
            names.diagnostics().error("VN0304", written->words[i].span,
                                      fmt::format("`{}` is not a circuit or a vpn", written->words[i].text),
                                      "`order` takes what carries packets between sites",
                                      {{named->span, fmt::format("the {} is declared here", named->kind)}});
    }
}

properties::Options read_options(Names& names, const Statement& property, const std::string& kind) {
    properties::Options options;
    options.one_way = flag(property, "one-way");
    options.paths_some = argument(property, "paths") == "some";
    options.when_connected = flag(property, "when");
    if (kind == "isolation")
        options.isolation = isolation_compare(argument(property, "compare"));
    else
        options.compare = compare(argument(property, "compare"));
    options.source_own = argument(property, "source") == "own";
    options.ignore_gateways = flag(property, "ignore");
    options.ecmp_ignore = flag(property, "ecmp");
    if (kind == "prefer")
        read_order(names, property, options.order);
    options.scope = read_scope(names, property);
    return options;
}

// Long words are often cut short: `reachble` is far from `reachability` by edits, and yet begins like nothing
// else.
std::string_view beginning_like(std::string_view word, const std::vector<std::string_view>& known) {
    constexpr std::size_t enough = 4;
    for (const std::string_view candidate : known)
        if (word.size() >= enough && candidate.starts_with(word.substr(0, enough)))
            return candidate;
    return {};
}

const PropertyWord* known_property(Names& names, const Word& word) {
    if (const PropertyWord* found = find_property(word.text))
        return found;
    std::vector<std::string_view> known;
    for (const PropertyWord& one : property_words())
        known.push_back(one.word);
    std::string help = dsl::did_you_mean(word.text, known);
    if (const std::string_view like = beginning_like(word.text, known); help.empty() && !like.empty())
        help = fmt::format("did you mean `{}`?", like);
    names.diagnostics().error("VN0301", word.span, fmt::format("unknown property `{}`", word.text),
                              help.empty() ? fmt::format("one of {}", fmt::join(known, ", "))
                                           : std::move(help));
    return nullptr;
}

/// Hands out names: as written, or derived from the property's word.
class ClaimNames {
public:
    ClaimNames(Names& names, const std::vector<const Statement*>& written) : names_(names) {
        for (const Statement* one : written)
            if (one->words.size() > 2)
                written_.insert(one->words[2].text);
    }

    // Empty, and an error, if it is taken.
    std::string name(const Statement& property) {
        if (property.words.size() < 3)
            return derived(property.words[1].text);
        const Word& word = property.words[2];
        const auto [first, is_new] = given_.try_emplace(word.text, word.span);
        if (is_new)
            return word.text;
        names_.diagnostics().error(
            "VN0101", word.span, fmt::format("`{}` is declared twice", word.text),
            "give this property a name of its own",
            {{first->second, fmt::format("the property `{}` is declared here", word.text)}});
        return {};
    }

private:
    std::string derived(const std::string& kind) {
        std::string name = kind;
        for (std::size_t i = 2; written_.contains(name) || given_.contains(name); ++i)
            name = fmt::format("{}-{}", kind, i);
        given_.emplace(name, dsl::Span{});
        return name;
    }

    Names& names_;
    std::set<std::string> written_;
    std::map<std::string, dsl::Span> given_;
};

std::optional<properties::Claim> read_claim(Names& names, const Statement& property) {
    const PropertyWord* kind = known_property(names, property.words[1]);
    if (!kind)
        return std::nullopt;
    dsl::check(property.block, kind->rules, fmt::format("property `{}`", kind->word), names.diagnostics());
    properties::Claim claim;
    claim.property = std::string(kind->word);
    claim.span = property.blame();
    claim.options = read_options(names, property, claim.property);
    const bool any_source = claim.property == "isolation" && !claim.options.source_own &&
                            claim.options.isolation != properties::IsolationCompare::exchange;
    if (kind->has_ends)
        claim.pairs = read_pairs(names, property, any_source);
    if (kind->has_ends && claim.pairs.empty())
        claim.selects_nothing =
            "its ends are groups without members: loops over nothing would have filled them";
    const auto under = kinds::statements(property, "under");
    claim.budget = under.empty() ? names.builder().net.budget : read_under(names, under);
    if (const Statement* expect = statement(property, "expect")) {
        if (expect->words.size() == 2 && expect->words[1].text == "violated")
            claim.expected_violated = read_expectation(names, *expect);
        else
            names.diagnostics().error("VN0314", expect->span, "only `violated` can be expected of a property",
                                      "write `expect violated;` or `expect violated { at X; reason CODE; }`");
    }
    return claim;
}

properties::Claim unmade_claim(Names& names, const Statement& property, const PropertyWord& kind) {
    properties::Claim claim;
    claim.property = std::string(kind.word);
    claim.span = property.blame();
    claim.budget = names.builder().net.budget;
    claim.selects_nothing = "it stands in a loop that goes over nothing";
    return claim;
}

} // namespace

properties::Expectation read_expectation(Names& names, const Statement& written) {
    properties::Expectation expectation;
    expectation.span = written.blame();
    expectation.reason = argument(written, "reason");
    if (const Statement* reason = statement(written, "reason"); reason != nullptr && reason->words.size() > 1)
        expectation.reason_span = reason->words[1].span;
    expectation.because = argument(written, "because");
    if (const Statement* at = statement(written, "at"))
        for (std::size_t i = 1; i < at->words.size(); ++i)
            for (const network::NodeId node : names.nodes(at->words[i]))
                expectation.at.push_back(node);
    if (const Statement* down = statement(written, "down"))
        expectation.down = names.failures(down);
    return expectation;
}

std::vector<properties::Claim> read_claims(Names& names, const std::vector<const Statement*>& written,
                                           const std::vector<Statement>& unmade,
                                           const std::string& case_name) {
    std::vector<properties::Claim> claims;
    ClaimNames claim_names(names, written);
    const auto add = [&](const Statement& property, std::optional<properties::Claim> claim) {
        const std::string name = claim ? claim_names.name(property) : "";
        if (name.empty())
            return;
        claim->name = case_name.empty() ? name : fmt::format("{}/{}", case_name, name);
        claims.push_back(std::move(*claim));
    };
    for (const Statement* property : written)
        add(*property, read_claim(names, *property));
    for (const Statement& property : unmade)
        if (const PropertyWord* kind = known_property(names, property.words[1]))
            add(property, unmade_claim(names, property, *kind));
    return claims;
}

} // namespace lower
