// Properties as claims.

#include "solver/lower/claims.hpp"

#include <set>

#include <fmt/format.h>

#include "solver/kinds/ends.hpp"
#include "solver/lower/directives.hpp"
#include "solver/lower/ends.hpp"
#include "solver/lower/failures.hpp"
#include "solver/lower/options.hpp"

namespace lower {
namespace {

using dsl::Statement;
using dsl::Word;
using kinds::statement;

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

bool looks_at_answers(const properties::Claim& claim) {
    return (claim.property == "reachability" && !claim.options.one_way) ||
           claim.property == "path-symmetry" ||
           (claim.property == "isolation" &&
            claim.options.isolation == properties::IsolationCompare::exchange);
}

// What lies outside of the file takes packets and is silent about the rest: nothing starts there.
void refuse_outside(Names& names, const Statement& property, const properties::Claim& claim) {
    const network::NodeId outside = names.builder().notes<kinds::Ends>().outside;
    const auto complain = [&](const properties::Endpoint& end, std::string_view what, std::string_view hint) {
        names.diagnostics().error("VN0340", property.head_span(), fmt::format("`{}` {}", end.name, what),
                                  std::string(hint));
    };
    for (const properties::Pair& pair : claim.pairs) {
        if (outside.known() && pair.from.node == outside)
            return complain(pair.from, "sends nothing in the model",
                            fmt::format("write `from A; to {};`", pair.from.name));
        if (outside.known() && pair.to.node == outside && looks_at_answers(claim))
            return complain(pair.to, "answers nothing in the model, and this property looks at answers",
                            claim.property == "reachability" ? "add `one-way;`" : "name another end");
    }
}

/// Nodes are named, and the names stand for none.
bool names_no_node(const Statement& property, const properties::Options& options) {
    return (statement(property, "through") && options.through.empty()) ||
           (statement(property, "at") && options.at.empty());
}

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
    refuse_outside(names, property, claim);
    check_waypoints(names, property, claim);
    if (kind->has_ends && claim.pairs.empty())
        claim.selects_nothing =
            "its ends are groups without members";
    else if (names_no_node(property, claim.options))
        claim.selects_nothing =
            "its nodes are groups without members";
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
