// The order of things: words are checked, kinds build in phases, failures and budgets follow, claims and
// observations last, when every name is known.

#include "solver/lower/lower.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>

#include "solver/kinds/cloud_pages.hpp"
#include "solver/kinds/external.hpp"
#include "solver/kinds/finish.hpp"
#include "solver/kinds/ibgp.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/pages.hpp"
#include "solver/lower/claims.hpp"
#include "solver/lower/directives.hpp"
#include "solver/lower/failures.hpp"
#include "solver/lower/observations.hpp"
#include "solver/lower/pages.hpp"

namespace lower {
namespace {

using dsl::Statement;

/// The codes with which a network can be refused.
std::vector<std::string_view> known_codes() {
    std::vector<std::string_view> codes;
    for (const auto* some : {&dsl::pages(), &kinds::pages(), &kinds::cloud_pages(), &pages()})
        for (const dsl::Page& page : *some)
            codes.push_back(page.code);
    return codes;
}

bool has_page(std::string_view code) {
    const std::vector<std::string_view> known = known_codes();
    return std::ranges::find(known, code) != known.end();
}

std::string nearest_code(std::string_view code) {
    std::string help = dsl::did_you_mean(code, known_codes());
    return help.empty() ? "`verify list codes` shows them" : help;
}

/// One variant on its way from statements to a network and claims.
class Lowering {
public:
    Lowering(const dsl::Variant& variant, dsl::Diagnostics& diagnostics)
        : variant_(variant), builder_(diagnostics), names_(builder_) {}

    Lowered run() {
        sort_statements();
        build();
        read_failures();
        Lowered lowered;
        lowered.case_name = variant_.name;
        lowered.claims = read_claims(names_, of("property"), variant_.unmade, variant_.name);
        read_expectations(lowered);
        lowered.observations = read_observations(names_, of("observe"));
        note_idle_case();
        lowered.network = std::make_unique<const network::Network>(std::move(builder_.net));
        return lowered;
    }

private:
    using Statements = std::vector<const Statement*>;

    const Statements& of(std::string_view word) { return directives_[std::string(word)]; }

    // Statements too short for their rule were reported by the check and are left out from here on.
    void sort_statements() {
        dsl::check(variant_.statements, top_level_rules(), "a network", builder_.diagnostics());
        for (const Statement& statement : variant_.statements) {
            const kinds::Kind* kind = kinds::find(statement.head());
            if (kind && statement.words.size() > kind->rule->arguments.size())
                parts_.emplace_back(kind, &statement);
            else if (!kind && is_complete(statement))
                directives_[statement.head()].push_back(&statement);
        }
    }

    static bool is_complete(const Statement& statement) {
        const auto rule = std::ranges::find(top_level_rules(), statement.head(), &dsl::Rule::word);
        return rule != top_level_rules().end() && statement.words.size() > rule->arguments.size();
    }

    /// What externals announce is told apart by what claims name, too.
    void note_mentioned(const Statement& statement) {
        std::vector<network::Prefix>& all = builder_.notes<kinds::Externals>().mentioned;
        for (const dsl::Word& word : statement.words) {
            if (const auto read = network::parse_prefix(word.text); read.fault == network::PrefixFault::none)
                all.push_back(read.prefix);
            else if (const auto address = network::parse_address(word.text))
                all.push_back({*address, 32});
        }
        for (const Statement& inner : statement.block)
            note_mentioned(inner);
    }

    void build() {
        for (const Statement* group : of("group"))
            kinds::note_group(builder_, *group);
        for (const dsl::Word& group : variant_.empty_groups)
            builder_.notes<kinds::Groups>().members[group.text];
        for (const std::string_view word : {"property", "expect"})
            for (const Statement* statement : of(word))
                note_mentioned(*statement);
        for (const kinds::Phase phase : kinds::phases)
            for (const auto& [kind, statement] : parts_)
                kind->build(phase, *statement, builder_);
        for (const Statement* group : of("group"))
            names_.add_group(*group);
        for (const dsl::Word& group : variant_.empty_groups)
            names_.add_empty_group(group);
        names_.check_groups();
        kinds::finish(builder_);
        note_what_is_not_modelled();
    }

    void note_what_is_not_modelled() {
        std::set<const kinds::Kind*> seen;
        for (const auto& [kind, statement] : parts_)
            if (seen.insert(kind).second)
                for (const std::string_view sentence : kind->not_modelled)
                    builder_.net.not_modelled.push_back({std::string(sentence), statement->head_span()});
    }

    void read_failures() {
        add_shared_risks(names_, of("shared-risk"));
        const Statements& written = of("failures");
        builder_.net.budget =
            written.empty() ? default_budget(builder_.net) : read_budget(names_, written.back()->block);
    }

    void note_idle_case() {
        const bool claims = !variant_.unmade.empty() || !of("property").empty() || !of("observe").empty() || !of("expect").empty();
        const dsl::Span whole = variant_.span;
        if (!variant_.name.empty() && !claims)
            builder_.diagnostics().warning(
                "VN0317", {whole.file, whole.begin, whole.begin + 4},
                fmt::format("case `{}` has nothing to decide", variant_.name),
                "properties of the file belong to the file: give the case its own, or remove it");
    }

    void read_expectations(Lowered& lowered) {
        for (const Statement* expect : of("expect")) {
            if (expect->words[1].text == "refused")
                expect_refusal(*expect, lowered);
            else
                expect_violation(*expect, lowered);
        }
    }

    void expect_refusal(const Statement& expect, Lowered& lowered) {
        const dsl::Word& code = expect.words[2];
        const bool is_code = code.text.size() == 6 && code.text.starts_with("VN") &&
                             std::all_of(code.text.begin() + 2, code.text.end(),
                                         [](unsigned char c) { return std::isdigit(c); });
        if (is_code && has_page(code.text))
            lowered.refusals.push_back({code.text, expect.blame()});
        else if (is_code)
            builder_.diagnostics().error("VN0314", code.span, fmt::format("there is no code `{}`", code.text),
                                         nearest_code(code.text));
        else
            builder_.diagnostics().error("VN0314", code.span, fmt::format("`{}` is not a code", code.text),
                                         "a refusal is expected by its code, as in `expect refused VN0201;`");
    }

    void expect_violation(const Statement& expect, Lowered& lowered) {
        const dsl::Word &name = expect.words[1], &verdict = expect.words[2];
        if (verdict.text != "violated") {
            builder_.diagnostics().error("VN0314", verdict.span,
                                         fmt::format("`{}` cannot be expected", verdict.text),
                                         "write `expect NAME violated;` or `expect refused CODE;`");
            return;
        }
        const std::string full =
            variant_.name.empty() ? name.text : fmt::format("{}/{}", variant_.name, name.text);
        std::vector<std::string_view> known;
        for (properties::Claim& claim : lowered.claims) {
            if (claim.name == full)
                return expect_violation(expect, claim);
            known.push_back(claim.name);
        }
        builder_.diagnostics().error("VN0102", name.span, fmt::format("unknown property `{}`", name.text),
                                     dsl::did_you_mean(name.text, known));
    }

    void expect_violation(const Statement& expect, properties::Claim& claim) {
        if (claim.expected_violated)
            builder_.diagnostics().error(
                "VN0314", expect.words[1].span,
                fmt::format("`{}` is expected to be violated in two ways", expect.words[1].text),
                "keep one of them", {{claim.expected_violated->span, "first given here"}});
        else
            claim.expected_violated = read_expectation(names_, expect);
    }

    const dsl::Variant& variant_;
    kinds::Builder builder_;
    Names names_;
    std::vector<std::pair<const kinds::Kind*, const Statement*>> parts_;
    std::map<std::string, Statements> directives_;
};

} // namespace

Lowered lower(const dsl::Variant& variant, dsl::Diagnostics& diagnostics) {
    return Lowering(variant, diagnostics).run();
}

} // namespace lower
