// A routing policy: terms of `match`, `set` and an outcome. Statements outside of any `term` are a term of
// their own.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/kind.hpp"
#include "solver/kinds/policy_words.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

bool ends_term(const Statement& statement) {
    return statement.head() == "accept" || statement.head() == "reject";
}

void read_statement(Builder& builder, const Statement& written, network::Term& term) {
    if (written.head() == "match") {
        if (auto match = read_match(builder, written))
            term.matches.push_back(std::move(*match));
    } else if (ends_term(written)) {
        term.outcome = written.head() == "accept" ? network::Outcome::accept : network::Outcome::reject;
    } else {
        for (network::Set& set : read_sets(builder, written))
            term.sets.push_back(std::move(set));
    }
}

void complain_about_rest(Builder& builder, const Statement& late, const Statement& end) {
    builder.diagnostics().error(
        "VN0121", late.head_span(),
        fmt::format("`{}` stands after `{}` in the same term", late.head(), end.head()),
        fmt::format("move it before `{}`, or begin a `term NAME {{ … }}` with it", end.head()),
        {{end.span, "the term ends here"}});
}

// A run of statements that make one term; every `match` is read before any `set`, whatever their order.
network::Term read_term(Builder& builder, std::string name, const std::vector<const Statement*>& run,
                        dsl::Span span) {
    network::Term term;
    term.name = std::move(name);
    term.span = span;
    const Statement* end = nullptr;
    for (const Statement* written : run) {
        if (end) {
            complain_about_rest(builder, *written, *end);
            break;
        }
        read_statement(builder, *written, term);
        if (ends_term(*written))
            end = written;
    }
    return term;
}

dsl::Span across(const std::vector<const Statement*>& run) {
    return {run.front()->span.file, run.front()->span.begin, run.back()->span.end};
}

std::vector<network::Term> read_terms(Builder& builder, const Statement& block) {
    std::vector<network::Term> terms;
    std::vector<const Statement*> run;
    const auto close = [&] {
        if (!run.empty())
            terms.push_back(read_term(builder, "", run, block.changed.known() ? block.changed : across(run)));
        run.clear();
    };
    for (const Statement& inner : block.block) {
        if (inner.head() != "term") {
            run.push_back(&inner);
            continue;
        }
        close();
        std::vector<const Statement*> inside;
        for (const Statement& statement : inner.block)
            inside.push_back(&statement);
        terms.push_back(
            read_term(builder, inner.words.size() > 1 ? inner.words[1].text : "", inside, inner.blame()));
    }
    close();
    return terms;
}

const std::vector<dsl::Rule>& term_rules() {
    static const std::vector<dsl::Rule> rules = [] {
        std::vector<dsl::Rule> words = policy_words();
        words.push_back(flag_rule("accept", "ends the policy: the route passes"));
        words.push_back(flag_rule("reject", "ends the policy: the route does not pass"));
        return words;
    }();
    return rules;
}

const std::vector<dsl::Rule>& policy_rules() {
    static const std::vector<dsl::Rule> rules = [] {
        std::vector<dsl::Rule> words = term_rules();
        for (dsl::Rule& word : words)
            word.repeats = true;
        words.push_back(
            repeats(with_block(rule("term", {Shape::name}, "matches, changes and an outcome, in order"),
                               &term_rules(), dsl::Blocks::required)));
        return words;
    }();
    return rules;
}

void declare(const Statement& block, Builder& builder) {
    const Word& name = block.words.at(1);
    builder.declare_policy(name, {name.text, {}, name.span});
}

// Terms are read when every node is known: `match next-hop NODE`.
void read(const Statement& block, Builder& builder) {
    const auto id = builder.find_policy(block.words.at(1));
    if (!id || builder.net[*id].span != block.words[1].span)
        return;
    network::Policy& policy = builder.net.policies[id->index()];
    policy.terms = read_terms(builder, block);
    if (builder.diagnostics().has_errors())
        return;
    warn_about_shadows(builder, policy);
    warn_about_contradictions(builder, policy);
}

} // namespace

Kind policy() {
    static const dsl::Rule statement = repeats(with_block(
        rule("policy", {Shape::name}, "decides which routes pass a side of a session, and how changed"),
        &policy_rules(), dsl::Blocks::required));
    return {&statement,
            [](Phase phase, const Statement& block, Builder& builder) {
                if (phase == Phase::declare)
                    declare(block, builder);
                if (phase == Phase::connect)
                    read(block, builder);
            },
            {}};
}

} // namespace kinds
