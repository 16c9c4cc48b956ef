// Terms that can never match because two of their own matches have nothing in common. Sound, not complete: communities and
// ASNs anywhere in a path never exclude each other.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/policy_words.hpp"
#include "solver/network/prefix_sets.hpp"

namespace kinds {
namespace {

using namespace network;

/// What is left of one kind of match after another; false where nothing is.
struct Narrow {
    const Match& by;

    bool operator()(MatchPrefix& left) const {
        std::vector<PrefixRange> both;
        for (const PrefixRange& one : left.any_of)
            for (const PrefixRange& other : std::get<MatchPrefix>(by.what).any_of)
                if (const auto range = common(one, other))
                    both.push_back(*range);
        left.any_of = std::move(both);
        return !left.any_of.empty();
    }
    bool operator()(MatchAsPathLength& left) const {
        const auto& other = std::get<MatchAsPathLength>(by.what);
        left = {std::max(left.at_least, other.at_least), std::min(left.at_most, other.at_most)};
        return left.at_least <= left.at_most;
    }
    bool operator()(MatchAsPathStarts& left) const { return keep_listed(left); }
    bool operator()(MatchAsPathEnds& left) const { return keep_listed(left); }
    bool operator()(MatchNextHop& left) const { return keep_listed(left); }
    template <class What> bool operator()(What&) const { return true; }

private:
    template <class What> bool keep_listed(What& left) const {
        const auto& other = std::get<What>(by.what).any_of;
        std::erase_if(left.any_of, [&](const auto& one) { return std::ranges::find(other, one) == other.end(); });
        return !left.any_of.empty();
    }
};

void warn(Builder& builder, const Policy& policy, const Term& term, const Match& first, const Match& other) {
    const std::string called = term.name.empty() ? "a term" : fmt::format("term `{}`", term.name);
    builder.diagnostics().warning(
        "VN0151", other.span, fmt::format("{} of policy `{}` never matches: nothing fits both", called, policy.name),
        "several `match` must all hold: alternatives stand in one",
        {{first.span, "what fits here does not fit there"}});
}

} // namespace

void warn_about_contradictions(Builder& builder, const Policy& policy) {
    for (const Term& term : policy.terms) {
        std::vector<std::pair<const Match*, Match>> left; // the first of each kind, and what the others leave of it
        for (const Match& match : term.matches) {
            const auto same = std::ranges::find_if(
                left, [&](const auto& one) { return one.second.what.index() == match.what.index(); });
            if (same == left.end()) {
                left.emplace_back(&match, match);
            } else if (!std::visit(Narrow{match}, same->second.what)) {
                warn(builder, policy, term, *same->first, match);
                break;
            }
        }
    }
}

} // namespace kinds
