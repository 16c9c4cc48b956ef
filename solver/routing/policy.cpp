// Terms in order; what no term decides is rejected.

#include "solver/routing/policy.hpp"

#include <algorithm>

namespace routing {

using namespace network;

namespace {

/// Whether one `match` holds for a route: any of its values will do.
struct Matches {
    const Prefix& prefix;
    const Route& route;

    bool operator()(const MatchPrefix& match) const {
        return std::any_of(match.any_of.begin(), match.any_of.end(),
                           [&](const PrefixRange& range) { return range.matches(prefix); });
    }
    bool operator()(const MatchCommunity& match) const {
        return std::any_of(match.any_of.begin(), match.any_of.end(),
                           [&](const Community& it) { return route.communities.count(it) > 0; });
    }
    bool operator()(const MatchAsPathContains& match) const {
        return std::find_first_of(route.as_path.begin(), route.as_path.end(), match.any_of.begin(),
                                  match.any_of.end()) != route.as_path.end();
    }
    bool operator()(const MatchAsPathStarts& match) const {
        return !route.as_path.empty() && std::ranges::find(match.any_of, route.as_path.front()) != match.any_of.end();
    }
    bool operator()(const MatchAsPathEnds& match) const {
        return !route.as_path.empty() && std::ranges::find(match.any_of, route.as_path.back()) != match.any_of.end();
    }
    bool operator()(const MatchAsPathLength& match) const {
        return match.at_least <= route.as_path.size() && route.as_path.size() <= match.at_most;
    }
    bool operator()(const MatchNextHop& match) const {
        return std::find(match.any_of.begin(), match.any_of.end(), route.next_hop) != match.any_of.end();
    }
};

/// Carries out one `set`.
struct Change {
    Route& route;

    void operator()(const SetLocalPreference& set) const { route.local_preference = set.value; }
    void operator()(const SetMed& set) const { route.med = set.value; }
    void operator()(const SetWeight& set) const { route.weight = set.value; }
    void operator()(const SetOrigin& set) const { route.origin = set.value; }
    void operator()(const AddCommunity& set) const { route.communities.insert(set.community); }
    void operator()(const DeleteCommunity& set) const { route.communities.erase(set.community); }
    void operator()(const DeleteAllCommunities&) const {
        std::erase_if(route.communities, [](const Community& it) { return !it.is_tag(); });
    }
    void operator()(const PrependAs& set) const {
        route.as_path.insert(route.as_path.begin(), set.times, set.asn);
    }
};

bool applies(const Term& term, const Prefix& prefix, const Route& route) {
    return std::all_of(term.matches.begin(), term.matches.end(), [&](const Match& match) {
        return std::visit(Matches{prefix, route}, match.what);
    });
}

} // namespace

PolicyDecision evaluate(const Policy& policy, const Prefix& prefix, Route& route) {
    for (const Term& term : policy.terms) {
        if (!applies(term, prefix, route))
            continue;
        for (const Set& set : term.sets)
            std::visit(Change{route}, set.what);
        if (term.outcome != Outcome::next_term)
            return {term.outcome == Outcome::accept, term.span, &term};
    }
    return {false, policy.span, nullptr};
}

} // namespace routing
