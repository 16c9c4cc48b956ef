// Given which conditions hold, prefixes do not depend on each other. So prefixes get their states one by one, those that
// conditions look at first; what is not known yet when a prefix needs it is tried both ways and has to agree later.

#include "solver/routing/conditions.hpp"

#include <algorithm>
#include <map>

#include "solver/network/heard.hpp"
#include "solver/routing/forward.hpp"
#include "solver/routing/table.hpp"

namespace routing {

using namespace network;

namespace {

constexpr std::uint16_t bgp_port = 179;

bool has_route(const Network& network, const State& state, const HasRoute& asked, const Prefix& prefix) {
    if (!is_up(network, asked.node, state.failed))
        return false;
    const PrefixState* of_prefix = state.find(prefix);
    const bool has_best = of_prefix && of_prefix->choices[asked.node.index()].best;
    if (asked.from == HasRoute::From::bgp)
        return has_best;
    const Table table = exact_table(network, ShortestPaths(network, state.failed), state, asked.node, prefix);
    switch (asked.from) {
    case HasRoute::From::table:
        return table.has_route();
    case HasRoute::From::bgp_table:
        return table.source == Table::Source::bgp;
    case HasRoute::From::ospf:
        return table.source == Table::Source::ospf;
    case HasRoute::From::static_routes:
        return table.source == Table::Source::static_route && !table.only_unreachable();
    case HasRoute::From::bgp:
        break;
    }
    return has_best;
}

bool is_delivered(const Network& network, const State& state, const Delivers& asked) {
    const Packet packet{.source = asked.source, .destination = asked.destination, .protocol = Protocol::tcp,
                        .source_port = bgp_port, .destination_port = bgp_port};
    bool all = true;
    walks(network, state, asked.from, packet, nullptr, [&](const Walk& walk) {
        all = walk.ending == Ending::delivered && walk.at() == asked.to;
        return all;
    });
    return all;
}

/// What the table leads over towards the address, if such a route may resolve next hops.
std::vector<LinkId> resolving_links(const Network& network, const State& state, NodeId node, Address address) {
    const Table table = lookup(network, state, node, address);
    if (table.prefix.length == 0 && !network[node].resolves_by_default)
        return {};
    if (table.source == Table::Source::bgp && !network[node].resolves_by_recursive) {
        const Candidate& best = *state.find(table.prefix)->choices[node.index()].best;
        if (is_recursive(network, network[best.session], node))
            return {};
    }
    return table.links;
}

/// The least fixed point: what the node's table resolves over the link without, and then with, what it has resolved over
/// it so far. Which routes the table has is given.
bool resolves(const Network& network, State state, const ForwardsOver& asked) {
    const auto all = conditions(network);
    const auto over = [&](FailureId id) { return std::get_if<ForwardsOver>(&*network[id].condition); };
    FailureSet open;
    std::ranges::copy_if(all, std::back_inserter(open), [&](FailureId id) {
        return over(id) && over(id)->node == asked.node && over(id)->link == asked.link;
    });
    FailureSet others;
    std::ranges::set_difference(state.failed, open, std::back_inserter(others));
    const auto leads = [&](Address address) {
        const auto links = resolving_links(network, state, asked.node, address);
        return std::ranges::find(links, asked.link) != links.end();
    };
    for (std::size_t before = open.size() + 1; before != open.size();) {
        before = open.size();
        state.failed.clear();
        std::ranges::set_union(others, open, std::back_inserter(state.failed));
        if (leads(asked.destination))
            return true;
        std::erase_if(open, [&](FailureId id) { return leads(over(id)->destination); });
    }
    return false;
}

} // namespace

bool holds(const Network& network, const State& state, const Condition& condition) {
    if (const auto* has = std::get_if<HasRoute>(&condition))
        return std::ranges::any_of(has->any_of,
                                   [&](const Prefix& prefix) { return has_route(network, state, *has, prefix); });
    if (const auto* over = std::get_if<ForwardsOver>(&condition))
        return resolves(network, state, *over);
    return is_delivered(network, state, std::get<Delivers>(condition));
}

FailureId contradicted(const Network& network, const State& state, const std::vector<FailureId>& conditions) {
    for (const FailureId id : conditions) {
        const bool met = !network[id].disabled && holds(network, state, *network[id].condition);
        if (met == is_down(network, id, state.failed))
            return id;
    }
    return {};
}

namespace {

void insert(State& state, PrefixState prefix) {
    const auto place = std::ranges::lower_bound(state.prefixes, prefix.prefix, {}, &PrefixState::prefix);
    if (place != state.prefixes.end() && place->prefix == prefix.prefix)
        *place = std::move(prefix);
    else
        state.prefixes.insert(place, std::move(prefix));
}

/// The search for the states of prefixes that are tied together.
class TiedSearch {
public:
    TiedSearch(const Network& network, const Ties& ties, const std::vector<Prefix>& prefixes, const FailureSet& failed,
               std::size_t limit, std::size_t steps)
        : network_(network), ties_(ties), failed_(without_conditions(network, failed)), limit_(limit), steps_(steps) {
        const Tied group = ties.tied(prefixes);
        order_ = ties.in_order(group);
        conditions_ = group.conditions;
    }

    TiedStates run() {
        State nothing;
        nothing.failed = failed_;
        descend(0, nothing, {});
        return std::move(found_);
    }

private:
    using Valuation = std::map<FailureId, bool>; ///< what is decided already: it holds

    State with(State state, const Valuation& valuation) const {
        FailureSet down;
        for (const auto& [condition, met] : valuation)
            if (!met)
                down.push_back(condition);
        state.failed = with_conditions(network_, std::move(state.failed), down);
        return state;
    }

    bool descend(std::size_t place, const State& state, Valuation valuation) {
        if (!agrees(state, valuation, place))
            return true;
        if (place == order_.size()) {
            if (found_.states.size() == limit_) {
                found_.complete = false;
                return false;
            }
            found_.states.push_back(with(state, valuation));
            return true;
        }
        for (const FailureId condition : ties_.of(order_[place])) {
            if (valuation.contains(condition))
                continue;
            for (const bool met : {false, true}) {
                if (met && network_[condition].disabled)
                    continue;
                Valuation either = valuation;
                either[condition] = met;
                if (!descend(place, state, std::move(either)))
                    return false;
            }
            return true;
        }
        return states_at(place, state, valuation);
    }

    bool states_at(std::size_t place, const State& state, const Valuation& valuation) {
        if (steps_-- == 0) {
            found_.complete = false;
            return false;
        }
        const FailureSet failed = with(state, valuation).failed;
        const auto states = enumerate(network_, order_[place], failed, limit_);
        found_.complete = found_.complete && states.complete;
        for (const PrefixState& one : states.states) {
            State more = state;
            insert(more, one);
            if (!descend(place + 1, more, valuation))
                return false;
        }
        return true;
    }

    /// Conditions whose prefixes all have their states are told by them; false if something else was tried.
    bool agrees(const State& state, Valuation& valuation, std::size_t known) const {
        for (const FailureId condition : conditions_) {
            const auto looked_at = ties_.looked_at(condition);
            const bool told = std::ranges::all_of(looked_at, [&](const Prefix& prefix) {
                const auto end = order_.begin() + static_cast<std::ptrdiff_t>(known);
                return std::find(order_.begin(), end, prefix) != end;
            });
            if (!told)
                continue;
            const bool met =
                !network_[condition].disabled && holds(network_, with(state, valuation), *network_[condition].condition);
            if (valuation.try_emplace(condition, met).first->second != met)
                return false;
        }
        return true;
    }

    const Network& network_;
    const Ties& ties_;
    FailureSet failed_;
    std::size_t limit_, steps_;
    std::vector<Prefix> order_;
    std::vector<FailureId> conditions_;
    TiedStates found_;
};

/// Rounds in which every prefix settles and every condition is looked at, until nothing changes.
std::optional<State> settle_from(const Network& network, const Ties& ties, const Tied& group, State state) {
    const auto order = ties.in_order(group);
    for (std::size_t round = 0; round < 2 * group.conditions.size() + 8; ++round) {
        bool turned = false; // a prefix before settled under other conditions than those after it
        for (const Prefix& prefix : order) {
            auto settled = settle(network, prefix, state.failed, state.find(prefix));
            if (!settled)
                return std::nullopt;
            insert(state, std::move(*settled));
            FailureSet down;
            for (const FailureId id : group.conditions) {
                const auto looked_at = ties.looked_at(id);
                const bool told = std::ranges::all_of(looked_at, [&](const Prefix& it) { return state.find(it) != nullptr; });
                const bool met = !network[id].disabled && (told ? holds(network, state, *network[id].condition)
                                                                : !is_down(network, id, state.failed));
                if (!met)
                    down.push_back(id);
            }
            FailureSet now = with_conditions(network, state.failed, down);
            turned |= now != state.failed;
            state.failed = std::move(now);
        }
        if (!turned && !contradicted(network, state, group.conditions).known())
            return state;
    }
    return std::nullopt;
}

} // namespace

TiedStates enumerate_tied(const Network& network, const Ties& ties, const std::vector<Prefix>& prefixes,
                          const FailureSet& failed, std::size_t limit, std::size_t steps) {
    return TiedSearch(network, ties, prefixes, failed, limit, steps).run();
}

std::optional<State> settle_tied(const Network& network, const Ties& ties, const std::vector<Prefix>& prefixes,
                                 const FailureSet& failed) {
    const Tied group = ties.tied(prefixes);
    State state;
    state.failed = failed;
    std::ranges::sort(state.failed);
    if (state.failed != without_conditions(network, state.failed))
        if (auto as_given = settle_from(network, ties, group, state))
            return as_given;
    state.failed = with_conditions(network, std::move(state.failed), group.conditions);
    return settle_from(network, ties, group, state);
}

} // namespace routing
