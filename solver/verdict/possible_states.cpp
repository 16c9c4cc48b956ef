// Where no condition ties prefixes together the states of several are all combinations of the states of each.

#include "solver/verdict/possible_states.hpp"

#include <algorithm>
#include <set>

#include "solver/routing/conditions.hpp"

namespace verdict {

using namespace network;

namespace {

/// Above this many nodes one settled state stands for all.
constexpr std::size_t small_network = 200;
/// At most this many states of one prefix are looked at, and as many sets of choices.
constexpr std::size_t most_states = 64, most_choices = 256;
/// States of prefixes tied together that are looked at for what conditions may be.
constexpr std::size_t most_valuations = 64;
/// Valuations of conditions that are tried, prefix by prefix.
constexpr std::size_t most_steps = 500;

/// Every state of `prefix` in place of the one that each of `all` has, or has not.
void multiply(const Network& network, const Prefix& prefix, const FailureSet& failed, std::size_t most,
              PossibleStates& all) {
    const auto found = routing::enumerate(network, prefix, failed, most_states);
    all.complete = all.complete && found.complete;
    if (!found.complete || found.states.empty())
        return; // the one that settles, if any, stays
    std::vector<routing::State> product;
    for (const routing::State& state : all.states)
        for (const routing::PrefixState& one : found.states) {
            if (product.size() == most) {
                all.complete = false;
                break;
            }
            product.push_back(state);
            std::erase_if(product.back().prefixes, [&](const auto& old) { return old.prefix == prefix; });
            auto& prefixes = product.back().prefixes;
            prefixes.insert(std::ranges::lower_bound(prefixes, prefix, {}, &routing::PrefixState::prefix),
                            one);
        }
    all.states = std::move(product);
    std::erase(all.unsettled, prefix);
}

} // namespace

bool is_searched(const Network& network) { return network.nodes.size() <= small_network; }

PossibleStates possible_states(const Network& network, const FailureSet& failed,
                               const std::vector<Address>& addresses, std::size_t most, Search search) {
    std::vector<Prefix> prefixes;
    for (const Prefix& prefix : routed_prefixes(network))
        if (std::ranges::any_of(addresses, [&](Address address) { return prefix.contains(address); }))
            prefixes.push_back(prefix);
    const network::Ties ties(network);
    if (is_searched(network) && search == Search::all && !ties.tied(prefixes).conditions.empty()) {
        auto together = routing::enumerate_tied(network, ties, prefixes, failed, most, most_steps);
        if (!together.states.empty())
            return {std::move(together.states), together.complete, {}};
    }
    auto settled = routing::settle_all(network, prefixes, failed);
    PossibleStates all{{std::move(settled.state)}, is_searched(network), std::move(settled.unsettled)};
    if (is_searched(network) && (search == Search::all || !all.unsettled.empty()))
        for (const Prefix& prefix : prefixes)
            multiply(network, prefix, failed, most, all);
    return all;
}

PossibleStates states_of(const Network& network, const FailureSet& failed, std::vector<Address> addresses,
                         std::size_t most, Search search) {
    for (const Node& node : network.nodes)
        if (node.source_nat)
            addresses.push_back(node.source_nat->to); // where answers to translated packets go
    return possible_states(network, failed, addresses, most, search);
}

std::vector<FailureSet> with_conditions_settled(const Network& network, const FailureSet& failed) {
    const network::Ties ties(network);
    if (ties.none())
        return {failed};
    std::vector<Prefix> prefixes;
    for (const network::Tied& group : ties.groups())
        prefixes.insert(prefixes.end(), group.prefixes.begin(), group.prefixes.end());
    std::vector<FailureSet> result;
    if (is_searched(network))
        for (const routing::State& state : routing::enumerate_tied(network, ties, prefixes, failed, most_valuations, most_steps).states)
            if (std::ranges::find(result, state.failed) == result.end())
                result.push_back(state.failed);
    if (result.empty())
        result.push_back(routing::settle_all(network, prefixes, failed).state.failed);
    return result;
}

std::vector<routing::PrefixState> possible_states(const Network& network, const FailureSet& failed,
                                                  const Prefix& prefix, Search search) {
    if (search == Search::settled)
        if (auto settled = routing::settle(network, prefix, failed))
            return {*std::move(settled)};
    if (is_searched(network)) {
        auto all = routing::enumerate(network, prefix, failed, most_states);
        if (all.complete)
            return std::move(all.states);
    }
    if (auto settled = routing::settle(network, prefix, failed))
        return {*std::move(settled)};
    return {};
}

std::size_t distinct_states(const Network& network, const FailureSet& failed, const Prefix& prefix,
                            const std::vector<NodeId>& nodes) {
    std::vector<std::vector<routing::Choice>> seen;
    for (const auto& state : possible_states(network, failed, prefix)) {
        std::vector<routing::Choice> choices;
        for (const NodeId node : nodes)
            choices.push_back(state.choices[node.index()]);
        if (std::ranges::find(seen, choices) == seen.end())
            seen.push_back(std::move(choices));
    }
    return seen.size();
}

namespace {

bool holds(const std::vector<FailureId>& groups, FailureId group) {
    return std::ranges::find(groups, group) != groups.end();
}

/// The nodes whose table or routes may look different once `group` is down: the ends of what it takes down or
/// brings up, and whoever they tell.
std::vector<bool> touched_by(const Network& network, FailureId group) {
    std::vector<bool> touched(network.nodes.size());
    std::vector<NodeId> open;
    const auto touch = [&](NodeId node) {
        if (!touched[node.index()])
            open.push_back(node);
        touched[node.index()] = true;
    };
    const auto tell = [&](const Session& session, NodeId node) {
        if (session.end(node).sends)
            touch(session.far_end(node).node);
    };
    const auto takes_down = [&](NodeId node) {
        return holds(network[node].fails_with, group) || holds(network[node].drops_with, group);
    };
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (takes_down(NodeId::at(i)) || std::ranges::find(network.nodes[i].originates, std::optional(group),
                                                           &Origination::only_while) != network.nodes[i].originates.end())
            touch(NodeId::at(i));
    bool ways = false;
    for (const Link& link : network.links)
        if (holds(link.fails_with, group) || takes_down(link.to)) {
            touch(link.from);
            touch(link.to);
            ways |= link.ospf_cost.has_value();
        }
    if (ways) { // whoever resolves next hops over the area, and who talks over it
        for (std::size_t i = 0; i < network.nodes.size(); ++i)
            if (network.nodes[i].ospf)
                touch(NodeId::at(i));
        for (const Session& session : network.sessions)
            if (session.multihop) {
                touch(session.a.node);
                touch(session.b.node);
            }
    }
    for (const Session& session : network.sessions)
        if (holds(session.fails_with, group) || holds(session.stands_in_for, group)) {
            tell(session, session.a.node);
            tell(session, session.b.node);
        }
    const Adjacency adjacency(network);
    while (!open.empty()) {
        const NodeId node = open.back();
        open.pop_back();
        for (const SessionId session : adjacency.sessions[node.index()])
            tell(network[session], node);
    }
    return touched;
}

FailureSet toggled(FailureSet failed, FailureId group) {
    const auto at = std::ranges::lower_bound(failed, group);
    if (at != failed.end() && *at == group)
        failed.erase(at);
    else
        failed.insert(at, group);
    return failed;
}

} // namespace

bool with_every_choice(const Network& network, const FailureSet& failed,
                       const std::function<std::optional<std::vector<NodeId>>(const FailureSet&)>& look) {
    std::vector<std::pair<FailureId, std::vector<bool>>> choices;
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        if (network.failures[i].failure_class == FailureClass::choice && !network.failures[i].disabled &&
            !holds(failed, FailureId::at(i)))
            choices.emplace_back(FailureId::at(i), touched_by(network, FailureId::at(i)));
    std::set<FailureSet> seen{failed};
    std::vector<FailureSet> open{failed};
    for (std::size_t next = 0; next < open.size(); ++next) {
        const auto looked_at = look(open[next]);
        if (!looked_at)
            return true;
        for (const auto& [group, touched] : choices) {
            const bool matters =
                std::ranges::any_of(*looked_at, [&](NodeId node) { return touched[node.index()]; });
            FailureSet other = matters ? toggled(open[next], group) : FailureSet{};
            if (!matters || !seen.insert(other).second)
                continue;
            if (open.size() == most_choices)
                return false;
            open.push_back(std::move(other));
        }
    }
    return true;
}

} // namespace verdict
