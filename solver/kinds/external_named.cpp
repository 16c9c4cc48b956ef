// A walk over everything that kinds have built. What only looks at packets counts too: an address that a filter lets
// pass is told apart from its neighbours only if some announced prefix holds the one and not the other.

#include "solver/kinds/external_named.hpp"

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <variant>

#include "solver/kinds/external.hpp"
#include "solver/kinds/route_conditions.hpp"
#include "solver/network/prefix_sets.hpp"

namespace kinds {
namespace {

using network::Prefix;

void add(std::vector<Prefix>& to, const std::vector<Prefix>& more) { to.insert(to.end(), more.begin(), more.end()); }

void add(std::vector<Prefix>& to, const network::Filter& filter) {
    for (const network::FilterRule& rule : filter.rules) {
        add(to, rule.sources);
        add(to, rule.destinations);
    }
}

void add(std::vector<Prefix>& to, const network::Node& node) {
    for (const network::Host& host : node.hosts)
        to.push_back({host.address, 32});
    add(to, node.filter);
    if (const auto& nat = node.source_nat) {
        to.push_back({nat->to, 32});
        add(to, nat->except);
    }
}

void add(std::vector<Prefix>& to, const network::Condition& condition) {
    std::visit(
        [&](const auto& it) {
            using It = std::decay_t<decltype(it)>;
            if constexpr (std::is_same_v<It, network::HasRoute>) {
                add(to, it.any_of);
            } else {
                to.push_back({it.destination, 32});
                if constexpr (std::is_same_v<It, network::Delivers>)
                    to.push_back({it.source, 32});
            }
        },
        condition);
}

} // namespace

std::vector<Prefix> fixed_prefixes(Builder& builder) {
    std::vector<Prefix> result = builder.notes<Externals>().mentioned;
    add(result, routed_prefixes(builder.net));
    add(result, aggregated_prefixes(builder));
    add(result, network::private_space());
    for (const network::Node& node : builder.net.nodes)
        add(result, node);
    for (const network::Link& link : builder.net.links)
        add(result, link.filter);
    for (const network::FailureGroup& group : builder.net.failures)
        if (group.condition)
            add(result, *group.condition);
    return result;
}

std::vector<network::PrefixRange> matched_ranges(Builder& builder) {
    std::vector<network::PrefixRange> result;
    const auto add_ranges = [&](const std::vector<network::PrefixRange>& more) {
        result.insert(result.end(), more.begin(), more.end());
    };
    for (const network::Policy& policy : builder.net.policies)
        for (const network::Term& term : policy.terms)
            for (const network::Match& match : term.matches)
                if (const auto* prefixes = std::get_if<network::MatchPrefix>(&match.what))
                    add_ranges(prefixes->any_of);
    for (const network::Node& node : builder.net.nodes)
        if (node.ospf)
            for (const network::Redistribution& it : node.ospf->redistributes)
                add_ranges(it.only);
    for (const IntoBgp& it : redistributed_into_bgp(builder))
        add_ranges(it.only);
    for (const External& external : builder.notes<Externals>().all)
        for (const Announced& one : external.announces) {
            add_ranges({one.range});
            add_ranges(one.except);
        }
    return result;
}

namespace {

/// What the matches of one kind list.
template <class Matched, class Value> void add_matched(const network::Network& network, std::vector<Value>& to) {
    for (const network::Policy& policy : network.policies)
        for (const network::Term& term : policy.terms)
            for (const network::Match& match : term.matches)
                if (const auto* found = std::get_if<Matched>(&match.what))
                    to.insert(to.end(), found->any_of.begin(), found->any_of.end());
}

template <class Value> void keep_once(std::vector<Value>& values) {
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

} // namespace

std::vector<network::Community> matched_communities(const network::Network& network) {
    std::vector<network::Community> result;
    add_matched<network::MatchCommunity>(network, result);
    std::erase_if(result, [](const network::Community& it) { return it.is_tag(); });
    keep_once(result);
    return result;
}

std::vector<network::Asn> matched_asns(const network::Network& network) {
    std::vector<network::Asn> result;
    add_matched<network::MatchAsPathContains>(network, result);
    add_matched<network::MatchAsPathStarts>(network, result);
    add_matched<network::MatchAsPathEnds>(network, result);
    keep_once(result);
    return result;
}

bool looks_at_lengths(const network::Network& network) {
    const auto cuts = [](const network::Match& match) {
        const auto* lengths = std::get_if<network::MatchAsPathLength>(&match.what);
        return lengths && (lengths->at_least > 1 || (lengths->at_most > 0 && lengths->at_most != UINT32_MAX));
    };
    return std::ranges::any_of(network.policies, [&](const network::Policy& policy) {
        return std::ranges::any_of(policy.terms, [&](const network::Term& term) { return std::ranges::any_of(term.matches, cuts); });
    });
}

} // namespace kinds
