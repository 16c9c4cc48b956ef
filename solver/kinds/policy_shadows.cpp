// Terms that an earlier term leaves nothing. Sound, not complete: a term is told off only if each match of the earlier
// one is implied by a match of its own.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/policy_words.hpp"

namespace kinds {
namespace {

using namespace network;

bool inside(const PrefixRange& narrow, const PrefixRange& wide) {
    return wide.prefix.contains(narrow.prefix) && wide.shortest <= narrow.shortest && narrow.longest <= wide.longest;
}

template <class Value> bool among(const std::vector<Value>& some, const std::vector<Value>& all) {
    return std::ranges::all_of(some, [&](const Value& one) { return std::ranges::find(all, one) != all.end(); });
}

/// Whether whatever fits `narrow` fits the other.
struct Implied {
    const Match& narrow;

    template <class What> const What* same() const { return std::get_if<What>(&narrow.what); }

    bool operator()(const MatchPrefix& wide) const {
        const auto* mine = same<MatchPrefix>();
        return mine && std::ranges::all_of(mine->any_of, [&](const PrefixRange& range) {
                   return std::ranges::any_of(wide.any_of, [&](const PrefixRange& one) { return inside(range, one); });
               });
    }
    bool operator()(const MatchAsPathContains& wide) const {
        return listed<MatchAsPathContains>(wide) || listed<MatchAsPathStarts>(wide) || listed<MatchAsPathEnds>(wide);
    }
    bool operator()(const MatchAsPathLength& wide) const {
        const auto* mine = same<MatchAsPathLength>();
        return mine && wide.at_least <= mine->at_least && mine->at_most <= wide.at_most;
    }
    template <class What> bool operator()(const What& wide) const { return listed<What>(wide); }

private:
    template <class What, class Wide> bool listed(const Wide& wide) const {
        const auto* mine = same<What>();
        return mine && among(mine->any_of, wide.any_of);
    }
};

// No term changes a prefix or a next hop; the rest may have changed on the way from one term to another.
bool never_changes(const Match& match) {
    return std::holds_alternative<MatchPrefix>(match.what) || std::holds_alternative<MatchNextHop>(match.what);
}

bool takes_all_of(const Policy& policy, std::size_t early, std::size_t late) {
    const Term& earlier = policy.terms[early];
    const bool changes = std::any_of(policy.terms.begin() + static_cast<std::ptrdiff_t>(early) + 1,
                                     policy.terms.begin() + static_cast<std::ptrdiff_t>(late),
                                     [](const Term& between) { return !between.sets.empty(); });
    return earlier.outcome != Outcome::next_term && std::ranges::all_of(earlier.matches, [&](const Match& wide) {
               return (never_changes(wide) || !changes) &&
                      std::ranges::any_of(policy.terms[late].matches, [&](const Match& narrow) {
                          return std::visit(Implied{narrow}, wide.what);
                      });
           });
}

std::string called(const Term& term) {
    return term.name.empty() ? "this term" : fmt::format("term `{}`", term.name);
}

} // namespace

void warn_about_shadows(Builder& builder, const Policy& policy) {
    for (std::size_t late = 1; late < policy.terms.size(); ++late)
        for (std::size_t early = 0; early < late; ++early)
            if (takes_all_of(policy, early, late)) {
                builder.diagnostics().warning(
                    "VN0114", policy.terms[late].span,
                    fmt::format("{} of policy `{}` never matches", called(policy.terms[late]), policy.name),
                    "terms apply in order: move it up, or remove it",
                    {{policy.terms[early].span, "this decides about every route it could match"}});
                break;
            }
}

} // namespace kinds
