// Failure budgets and shared risks as the file writes them.

#include "solver/lower/failures.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/lower/classes.hpp"

namespace lower {
namespace {

using dsl::Statement;
using dsl::Word;
using network::FailureClass;
using network::FailureId;

/// What each shared risk takes down, through risks that it holds as well.
struct SharedRisks {
    std::map<FailureId, network::FailureSet> members;
};

std::vector<FailureId> groups_of(const network::Network& network, FailureClass failure_class) {
    std::vector<FailureId> groups;
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        if (network.failures[i].failure_class == failure_class && !network.failures[i].disabled)
            groups.push_back(FailureId::at(i));
    return groups;
}

void refuse(Names& names, dsl::Span span, std::string message, std::string hint) {
    names.diagnostics().error("VN0306", span, std::move(message), std::move(hint));
}

std::string class_words() {
    std::vector<std::string_view> words;
    for (const ClassWord& one : classes())
        words.push_back(one.plural);
    return fmt::format("one of {}", fmt::join(words, ", "));
}

const ClassWord* read_class(Names& names, const Word& word) {
    std::vector<std::string_view> known;
    for (const ClassWord& one : classes()) {
        if (one.plural == word.text || one.singular == word.text)
            return &one;
        known.push_back(one.plural);
    }
    std::string help = dsl::did_you_mean(word.text, known);
    refuse(names, word.span, fmt::format("unknown class of failures `{}`", word.text),
           help.empty() ? class_words() : std::move(help));
    return nullptr;
}

// Where the classes of `any K of CLASS…` begin, and of `any K maintenance`, which sounds odd with an `of`.
std::optional<std::size_t> first_class(const std::vector<Word>& words, std::size_t begin) {
    if (words.size() < begin + 3 || words[begin].text != "any")
        return std::nullopt;
    if (words[begin + 2].text == "of" && words.size() > begin + 3)
        return begin + 3;
    return words.size() == begin + 3 && words[begin + 2].text == "maintenance" ? std::optional(begin + 2)
                                                                               : std::nullopt;
}

// The words `any K of CLASS…` from `begin` on.
std::optional<network::FailureLimit> read_limit(Names& names, const std::vector<Word>& words,
                                                std::size_t begin) {
    const auto first = first_class(words, begin);
    if (!first) {
        const std::size_t at = std::min(begin + 2, words.size() - 1);
        refuse(names, words[at].span, "a limit on failures is `any K of CLASS…`", class_words());
        return std::nullopt;
    }
    network::FailureLimit limit;
    const auto number = names.builder().number(words[begin + 1], 0, 1000);
    for (std::size_t i = *first; i < words.size(); ++i) {
        const ClassWord* one = read_class(names, words[i]);
        if (!one)
            continue;
        const std::vector<FailureId> groups = groups_of(names.builder().net, one->failure_class);
        if (groups.empty())
            names.diagnostics().warning("VN0305", words[i].span,
                                        fmt::format("there are no {}s to fail", one->noun),
                                        fmt::format("this counts nothing; leave `{}` out", one->plural));
        limit.groups.insert(limit.groups.end(), groups.begin(), groups.end());
    }
    std::ranges::sort(limit.groups);
    limit.groups.erase(std::unique(limit.groups.begin(), limit.groups.end()), limit.groups.end());
    limit.at_most = number.value_or(1);
    return limit;
}

// Where a shared risk may fail that holds an excepted thing, `except` would not be true.
void check_excepted(Names& names, const Word& word, const network::FailureSet& never, FailureId group) {
    const network::Network& net = names.builder().net;
    const auto& risks = names.builder().notes<SharedRisks>().members;
    const auto risk = risks.find(group);
    if (risk == risks.end())
        return;
    const auto held = std::ranges::find_first_of(risk->second, never);
    if (held == risk->second.end())
        return;
    const std::string &duct = net[group].name, &thing = net[*held].name;
    names.diagnostics().error(
        "VN0316", word.span, fmt::format("`{}` would take down `{}`, which is excepted", duct, thing),
        fmt::format("except `{}` too, or do not except `{}`", duct, thing),
        {{net[group].span, fmt::format("the shared risk `{}` is declared here", duct)}});
}

void check_excepted(Names& names, const Statement& except, const network::FailureBudget& budget) {
    for (std::size_t i = 1; i < except.words.size(); ++i) {
        Statement one;
        one.words = {except.words.front(), except.words[i]};
        const network::FailureSet never = names.failures(&one);
        for (const network::FailureLimit& limit : budget.limits)
            for (const FailureId group : limit.groups)
                check_excepted(names, except.words[i], never, group);
    }
}

void take_out(Names& names, const Statement& except, network::FailureBudget& budget) {
    const network::FailureSet never = names.failures(&except);
    for (network::FailureLimit& limit : budget.limits)
        std::erase_if(limit.groups,
                      [&](FailureId group) { return std::ranges::binary_search(never, group); });
}

void read_limits(Names& names, const std::vector<Statement>& block, network::FailureBudget& budget) {
    for (const Statement& inner : block)
        if (inner.head() == "any")
            if (auto limit = read_limit(names, inner.words, 0))
                budget.limits.push_back(std::move(*limit));
}

// What is excepted anywhere is excepted from every limit.
void read_excepted(Names& names, const std::vector<const Statement*>& excepts,
                   network::FailureBudget& budget) {
    for (const Statement* except : excepts)
        take_out(names, *except, budget);
    for (const Statement* except : excepts)
        check_excepted(names, *except, budget);
}

// What the platform decides is open whatever may fail.
network::FailureBudget with_choices(const network::Network& network, network::FailureBudget budget) {
    std::vector<FailureId> choices = groups_of(network, FailureClass::choice);
    if (!choices.empty())
        budget.limits.push_back({static_cast<std::uint32_t>(choices.size()), std::move(choices)});
    return budget;
}

bool is_nothing(const Statement& under) {
    return !under.has_block && under.words.size() == 2 && under.words[1].text == "nothing";
}

// `under nothing` beside something that may fail: one of them is not meant.
void check_nothing(Names& names, const std::vector<const Statement*>& written) {
    const Statement& first = *written.front();
    for (const Statement* under : written)
        if (is_nothing(*under) != is_nothing(first))
            return names.diagnostics().error("VN0306", under->span,
                                             "`under nothing` contradicts the other `under`",
                                             "keep one of the two", {{first.span, "first given here"}});
}

} // namespace

network::FailureBudget read_budget(Names& names, const std::vector<Statement>& block) {
    network::FailureBudget budget;
    read_limits(names, block, budget);
    std::vector<const Statement*> excepts;
    for (const Statement& inner : block)
        if (inner.head() == "except")
            excepts.push_back(&inner);
    read_excepted(names, excepts, budget);
    return with_choices(names.builder().net, std::move(budget));
}

network::FailureBudget read_under(Names& names, const std::vector<const Statement*>& written) {
    network::FailureBudget budget;
    std::vector<const Statement*> excepts;
    check_nothing(names, written);
    for (const Statement* under : written) {
        for (const Statement& inner : under->block)
            if (inner.head() == "except")
                excepts.push_back(&inner);
        if (under->has_block) {
            read_limits(names, under->block, budget);
        } else if (under->words.size() == 1) {
            refuse(names, under->span, "`under` does not say what may fail",
                   "write `under nothing;` or `under any 1 of links;`");
        } else if (!is_nothing(*under)) {
            if (auto limit = read_limit(names, under->words, 1))
                budget.limits.push_back(std::move(*limit));
        }
    }
    read_excepted(names, excepts, budget);
    return with_choices(names.builder().net, std::move(budget));
}

network::FailureBudget default_budget(const network::Network& network) {
    network::FailureLimit limit;
    for (const FailureClass one : {FailureClass::connection, FailureClass::tunnel, FailureClass::link}) {
        const std::vector<FailureId> groups = groups_of(network, one);
        limit.groups.insert(limit.groups.end(), groups.begin(), groups.end());
    }
    std::ranges::sort(limit.groups);
    return with_choices(network,
                        limit.groups.empty() ? network::FailureBudget{} : network::FailureBudget{{limit}});
}

// -- shared risks
// -------------------------------------------------------------------------------------------------

namespace {

// Whatever fails with one of `members` also fails with `risk`.
void spread(network::Network& network, const network::FailureSet& members, FailureId risk) {
    const auto add = [&](std::vector<FailureId>& fails_with) {
        const bool concerned = std::ranges::any_of(
            fails_with, [&](FailureId group) { return std::ranges::binary_search(members, group); });
        if (concerned)
            fails_with.push_back(risk);
    };
    for (network::Node& node : network.nodes) {
        add(node.fails_with);
        add(node.drops_with);
    }
    for (network::Link& link : network.links)
        add(link.fails_with);
    for (network::Session& session : network.sessions) {
        add(session.fails_with);
        add(session.stands_in_for);
    }
}

void note_members(kinds::Builder& builder, network::FailureSet members, FailureId risk) {
    auto& known = builder.notes<SharedRisks>().members;
    for (const FailureId member : network::FailureSet(members))
        if (const auto inner = known.find(member); inner != known.end())
            members.insert(members.end(), inner->second.begin(), inner->second.end());
    known[risk] = std::move(members);
}

} // namespace

void add_shared_risks(Names& names, const std::vector<const Statement*>& written) {
    kinds::Builder& builder = names.builder();
    std::vector<std::pair<network::FailureSet, FailureId>> risks;
    for (const Statement* one : written) {
        kinds::Named* named = builder.declare(one->words[1], "shared-risk", one->words[1].span);
        network::FailureSet members;
        for (const Statement& line : one->block) {
            Statement list; // the line's words are all names
            list.words.push_back(line.words.front());
            list.words.insert(list.words.end(), line.words.begin(), line.words.end());
            const network::FailureSet some = names.failures(&list);
            members.insert(members.end(), some.begin(), some.end());
        }
        std::ranges::sort(members);
        if (!named)
            continue;
        const FailureId risk = builder.add_failure(named->name, FailureClass::shared_risk, one->blame());
        named->failures = {risk};
        risks.emplace_back(std::move(members), risk);
    }
    for (const auto& [members, risk] : risks) {
        spread(builder.net, members, risk);
        note_members(builder, members, risk);
    }
}

} // namespace lower
