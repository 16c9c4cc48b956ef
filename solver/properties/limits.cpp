// `specs/semantics.md` §7, route-limit: what counts as accepted.

#include "solver/properties/limits.hpp"

#include <algorithm>
#include <set>

#include "solver/routing/message.hpp"

namespace properties {

using network::NodeId;
using network::Prefix;
using routing::Fate;

namespace {

bool names_prefix(const network::Match& match, const Prefix& prefix) {
    const auto* prefixes = std::get_if<network::MatchPrefix>(&match.what);
    return !prefixes ||
           std::ranges::any_of(prefixes->any_of, [&](const auto& range) { return range.matches(prefix); });
}

/// False: the policy rejects every route of the prefix. What else its terms look at is left open.
bool may_accept(const network::Policy& policy, const Prefix& prefix) {
    for (const network::Term& term : policy.terms) {
        if (std::ranges::any_of(term.matches,
                                [&](const auto& match) { return !names_prefix(match, prefix); }))
            continue;
        const bool sure = std::ranges::all_of(term.matches, [](const network::Match& match) {
            return std::holds_alternative<network::MatchPrefix>(match.what);
        });
        if (term.outcome == network::Outcome::accept)
            return true;
        if (term.outcome == network::Outcome::reject && sure)
            return false;
    }
    return false;
}

bool may_accept(const network::Network& network, std::optional<network::PolicyId> policy,
                const Prefix& prefix) {
    return !policy || may_accept(network[*policy], prefix);
}

bool is_accepted(const routing::Passage& passage) {
    return !passage.refused || *passage.refused == Fate::listed_only ||
           *passage.refused == Fate::next_hop_unresolved;
}

} // namespace

std::optional<std::uint32_t> limit_at(const Options& options, const network::SessionEnd& end) {
    return options.at_most ? options.at_most : end.route_limit;
}

std::vector<Prefix> accepted(const network::Network& network, const routing::State& state,
                             network::SessionId session, NodeId node) {
    const routing::Health health(network, state.failed);
    const NodeId peer = network[session].far_end(node).node;
    std::vector<Prefix> result;
    for (const routing::PrefixState& one : state.prefixes) {
        const auto& best = one.choices[peer.index()].best;
        const routing::Setting setting{health, one.prefix};
        if (best && is_accepted(routing::offer(setting, session, node, &*best)))
            result.push_back(one.prefix);
    }
    return result;
}

std::map<Prefix, std::uint64_t> counts(const network::Network& network, const std::vector<Prefix>& prefixes) {
    std::map<Prefix, std::uint64_t> result;
    for (const Prefix& prefix : prefixes)
        result[prefix] = 1;
    for (const network::Node& node : network.nodes)
        for (const network::Origination& one : node.originates)
            if (const auto found = result.find(one.prefix); found != result.end())
                found->second = std::max(found->second, one.stands_for);
    return result;
}

std::uint64_t count_of(const network::Network& network, const std::vector<Prefix>& prefixes) {
    std::uint64_t sum = 0;
    for (const auto& [prefix, count] : counts(network, prefixes))
        sum += count;
    return sum;
}

std::vector<Prefix> acceptable(const network::Network& network, network::SessionId session, NodeId node) {
    const network::SessionEnd &in = network[session].end(node), &out = network[session].far_end(node);
    std::set<Prefix> announced;
    if (out.sends)
        for (const network::Node& origin : network.nodes)
            for (const network::Origination& one : origin.originates)
                if (origin.asn)
                    announced.insert(one.prefix);
    std::erase_if(announced, [&](const Prefix& prefix) {
        return !may_accept(network, out.export_policy, prefix) ||
               !may_accept(network, in.import_policy, prefix);
    });
    return {announced.begin(), announced.end()};
}

} // namespace properties
