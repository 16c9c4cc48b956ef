// A walk over everything that kinds have built. What only looks at packets counts too: an address that a filter lets
// pass is told apart from its neighbours only if some announced prefix holds the one and not the other.

#include "solver/kinds/external_named.hpp"

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
        add_ranges(external.announces);
    return result;
}

} // namespace kinds
