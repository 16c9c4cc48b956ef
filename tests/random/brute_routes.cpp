// Properties of routes alone: how many a session brings, in how many ways routing comes to rest.

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "solver/routing/candidates.hpp"
#include "solver/routing/table.hpp"
#include "tests/random/brute_parts.hpp"

namespace random_networks {

using namespace network;
using properties::Claim;
using routing::PrefixState;
using routing::State;

namespace {

/// Of how many prefixes the origination that stands for most of them is one.
std::uint64_t alike(const Network& network, const Prefix& prefix) {
    std::uint64_t most = 1;
    for (const Node& node : network.nodes)
        for (const Origination& one : node.originates)
            if (one.prefix == prefix)
                most = std::max(most, one.stands_for);
    return most;
}

} // namespace

bool Brute::floods(const Claim& claim, const State& state) const {
    std::map<std::pair<NodeId, SessionId>, std::uint64_t> counts;
    for (const routing::PrefixState& one : state.prefixes)
        for (const NodeId node : claim.options.at)
            for (const routing::Offer& offer : routing::offers(network_, state.failed, one, node)) {
                using routing::Fate;
                const bool accepted = offer.fate == Fate::chosen || offer.fate == Fate::also_used ||
                                      offer.fate == Fate::less_preferred || offer.fate == Fate::listed_only ||
                                      offer.fate == Fate::next_hop_unresolved;
                if (accepted && offer.session.known())
                    counts[{node, offer.session}] += alike(network_, one.prefix);
            }
    return std::ranges::any_of(counts, [&](const auto& one) { return one.second > *claim.options.at_most; });
}

namespace {

/// What matters of one node in one state of a prefix.
struct AtNode {
    std::vector<LinkId> links; ///< of its table for exactly the prefix
    bool discards;
    std::optional<SessionId> best;
    std::set<SessionId> left; ///< what its criteria leave: more than one where a free choice decides

    bool forwards_like(const AtNode& other) const { return links == other.links && discards == other.discards; }
};
using Picture = std::vector<AtNode>;

Picture picture_of(const Network& network, const FailureSet& failed, const PrefixState& state) {
    const routing::ShortestPaths paths(network, failed);
    const routing::Health health(network, failed);
    const State alone{failed, {state}};
    Picture result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const auto node = NodeId::at(i);
        const auto table = routing::exact_table(network, paths, alone, node, state.prefix);
        result.push_back({table.links, table.discards, {}, {}});
        if (const auto& best = state.choices[i].best)
            result.back().best = best->session;
        const auto candidates = routing::candidates_at({health, state.prefix}, state.choices, node);
        if (!candidates.empty())
            for (const std::size_t survivor : routing::decide(health, node, candidates).best)
                result.back().left.insert(candidates[survivor].session);
    }
    return result;
}

/// Some order of the node's sessions makes the choices of both states.
bool one_order(const AtNode& a, const AtNode& b) {
    if (!a.best || !b.best || a.best == b.best)
        return true;
    std::set<SessionId> all = a.left;
    all.insert(b.left.begin(), b.left.end());
    std::vector<SessionId> order(all.begin(), all.end());
    const auto first = [&](const std::set<SessionId>& some) {
        return *std::ranges::find_if(order, [&](SessionId session) { return some.contains(session); });
    };
    do
        if (first(a.left) == a.best && first(b.left) == b.best)
            return true;
    while (std::ranges::next_permutation(order).found);
    return false;
}

}  // namespace

/// Where every prefix has a state, one has two that forward otherwise.
bool Brute::rests_in_several_ways(const Claim& claim, const Scenario& scenario) const {
    if (!scenario.unsettled.empty())
        return false;
    std::map<Prefix, std::vector<Picture>> by_prefix;
    for (const auto& states : scenario.by_prefix)
        for (const PrefixState& state : states)
            by_prefix[state.prefix].push_back(picture_of(network_, scenario.failed, state));
    if (scenario.by_prefix.empty()) // where conditions tie prefixes together, states are of all of them
        for (const State& state : scenario.states)
            for (const PrefixState& one : state.prefixes)
                by_prefix[one.prefix].push_back(picture_of(network_, state.failed, one));
    for (const auto& [prefix, pictures] : by_prefix) {
        for (std::size_t i = 0; i < pictures.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (!std::ranges::equal(pictures[i], pictures[j], &AtNode::forwards_like) &&
                    (claim.options.count_ties || std::ranges::equal(pictures[i], pictures[j], one_order)))
                    return true;
    }
    return false;
}

}  // namespace random_networks
