// Properties of packets and the ways they take.

#include <algorithm>
#include <optional>
#include <set>

#include "tests/random/brute_parts.hpp"

namespace random_networks {

using namespace network;
using properties::Claim;
using properties::Compare;
using properties::IsolationCompare;
using properties::Pair;
using routing::State;
using routing::Walk;

namespace {

bool crosses(const Network& network, const Walk& walk, TransportId transport) {
    return std::ranges::any_of(walk.hops, [&](const routing::Hop& hop) {
        return hop.by.known() && network[hop.by].transport == transport;
    });
}

}  // namespace

/// Delivered answers, whatever stateful nodes remember: translation and links that were used still count.
std::vector<Walk> Brute::stateless_answers(const State& state, const Pair& pair, const Walk& there) const {
    Walk everywhere = there;
    for (std::size_t i = 0; i < network_.nodes.size(); ++i)
        everywhere.hops.push_back({NodeId::at(i), {}, {}, {}});
    std::vector<Walk> result = walks(state, pair.to.node, routing::answer_to(there), &everywhere);
    std::erase_if(result, [&](const Walk& walk) { return !delivered_at(walk, pair.from.delivery()); });
    return result;
}

bool Brute::delivers(const State& state, const Pair& pair, bool answered) const {
    return any_packet(pair, [&](const Packet& packet) {
        const auto there = delivered(state, pair.from.node, pair.to.delivery(), packet);
        return std::ranges::any_of(there, [&](const Walk& walk) {
            return !answered || !stateless_answers(state, pair, walk).empty();
        });
    });
}

bool Brute::loops(const State& state) const {
    return anywhere_takes(
        state, [](NodeId) { return true; }, [](Address) { return true; },
        [](const Walk& walk) { return walk.ending == routing::Ending::loop; });
}

bool Brute::transits(const Claim& claim, const State& state) const {
    const auto inside = [&](NodeId node) { return among(claim.options.through, node); };
    return anywhere_takes(
        state, [&](NodeId node) { return !network_[node].owns.empty() && !inside(node); },
        [&](Address address) {
            const auto all = owners(address);
            return !all.empty() && std::ranges::none_of(all, inside);
        },
        [&](const Walk& walk) {
            return std::ranges::any_of(walk.hops, [&](const routing::Hop& hop) { return inside(hop.node); });
        });
}

bool Brute::swallows(const Claim& claim, const State& state) const {
    return anywhere_takes(
        state, [](NodeId) { return true; }, [&](Address address) { return !owners(address).empty(); },
        [&](const Walk& walk) {
            using routing::Ending;
            return walk.hops.size() > 1 && (walk.ending == Ending::no_route || walk.ending == Ending::next_hop_down ||
                                            (walk.ending == Ending::null_routed && claim.options.count_discards));
        });
}

bool Brute::detours(const Claim& claim, const Pair& pair, const State& state) const {
    return any_packet(pair, [&](const Packet& packet) {
        return std::ranges::any_of(delivered(state, pair.from.node, pair.to.delivery(), packet), [&](const Walk& walk) {
            if (claim.property == "path-length")
                return std::ranges::count_if(walk.hops, [&](const routing::Hop& hop) {
                           return network_[hop.node].in_traces;
                       }) > std::ptrdiff_t{*claim.options.at_most};
            return std::ranges::none_of(walk.hops, [&](const routing::Hop& hop) {
                return among(claim.options.through, hop.node);
            });
        });
    });
}

bool Brute::unreachable(const Claim& claim, const Pair& pair, const State& state) const {
    for (NodeId node : {pair.from.node, pair.from.delivery(), pair.to.node, pair.to.delivery()})
        if (!routing::is_up(network_, node, state.failed))
            return false;
    return any_packet(pair, [&](const Packet& packet) {
        if (!claim.options.except.empty() && packet.destination_port == 443)
            return false;
        const auto there = walks(state, pair.from.node, packet);
        const auto arrives = [&](const Walk& w) {
            if (!delivered_at(w, pair.to.delivery()))
                return false;
            if (claim.options.one_way)
                return true;
            const auto back = walks(state, pair.to.node, routing::answer_to(w), &w);
            const auto home = [&](const Walk& b) { return delivered_at(b, pair.from.delivery()); };
            return claim.options.paths_some ? std::ranges::any_of(back, home) : std::ranges::all_of(back, home);
        };
        return claim.options.paths_some ? !std::ranges::any_of(there, arrives) : !std::ranges::all_of(there, arrives);
    });
}

bool Brute::reached(const Claim& claim, const Pair& pair, const State& state) const {
    const auto exchanged = [&](const Walk& there) {
        return std::ranges::any_of(walks(state, pair.to.node, routing::answer_to(there), &there),
                                   [&](const Walk& back) { return delivered_at(back, pair.from.delivery()); });
    };
    return any_packet(sources(everywhere(network_)), addresses(pair.to), [&](const Packet& packet) {
        if (claim.options.isolation == IsolationCompare::routes)
            return routing::lookup(network_, state, pair.from.node, packet.destination).has_route();
        const auto there = delivered(state, pair.from.node, pair.to.delivery(), packet);
        return claim.options.isolation == IsolationCompare::exchange ? std::ranges::any_of(there, exchanged)
                                                                     : !there.empty();
    });
}

/// The two places of an end are one node.
std::vector<std::uint32_t> Brute::trail(const Pair& pair, const Walk& walk, Compare compare) const {
    const auto end_of = [&](NodeId node) {
        for (const properties::Endpoint* end : {&pair.from, &pair.to})
            if (node == end->arrives)
                return end->node;
        return node;
    };
    constexpr std::uint32_t groups = 1000;  // more than there are nodes
    std::vector<std::uint32_t> result;
    for (const routing::Hop& hop : walk.hops) {
        const Node& node = network_[hop.node];
        if (compare == Compare::stateful && node.stateful && !node.admits_unseen)
            result.push_back(node.state_group ? groups + *node.state_group : hop.node.value);
        if (compare == Compare::nodes && node.in_traces)
            result.push_back(end_of(hop.node).value);
        if (compare == Compare::links && hop.by.known())
            result.push_back(network_[hop.by].fails_with.front().value);
        if (compare == Compare::transports && hop.by.known() && network_[hop.by].transport)
            result.push_back(network_[hop.by].transport->value);
    }
    if (compare == Compare::stateful)
        std::ranges::sort(result);
    result.erase(std::ranges::unique(result).begin(), result.end());
    return result;
}

bool Brute::asymmetric(const Claim& claim, const Pair& pair, const State& state) const {
    const Compare compare = claim.options.compare;
    return any_packet(pair, [&](const Packet& packet) {
        std::set<std::uint32_t> all_there, all_back;
        bool differ = false, exchanged = false;
        for (const Walk& there : delivered(state, pair.from.node, pair.to.delivery(), packet)) {
            const auto forward = trail(pair, there, compare);
            all_there.insert(forward.begin(), forward.end());
            for (const Walk& back : stateless_answers(state, pair, there)) {
                exchanged = true;
                auto reverse = trail(pair, back, compare);
                all_back.insert(reverse.begin(), reverse.end());
                if (compare != Compare::stateful)
                    std::ranges::reverse(reverse);
                differ |= forward != reverse;
            }
        }
        return claim.options.ecmp_ignore ? exchanged && all_there != all_back : differ;
    });
}

bool Brute::disordered(const Claim& claim, const Pair& pair, const State& state) const {
    const TransportId wanted = claim.options.order[0], used = claim.options.order[1];
    FailureSet without = state.failed;
    without.insert(without.end(), network_[used].groups.begin(), network_[used].groups.end());
    std::ranges::sort(without);
    without.erase(std::ranges::unique(without).begin(), without.end());
    std::optional<Scenario> other;
    return any_packet(pair, [&](const Packet& packet) {
        const auto over = [&](const State& s, TransportId t) {
            return std::ranges::any_of(delivered(s, pair.from.node, pair.to.delivery(), packet),
                                       [&](const Walk& walk) { return crosses(network_, walk, t); });
        };
        if (!over(state, used))
            return false;
        if (!other)
            other = scenario_of(network_, without, &addresses(pair.to));
        return std::ranges::any_of(other->states, [&](const State& s) { return over(s, wanted); });
    });
}

}  // namespace random_networks
