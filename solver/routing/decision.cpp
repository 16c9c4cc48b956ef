// Every criterion but `med`, `oldest` and `oldest_external` keeps the candidates with the least key, so one function does for
// all.

#include "solver/routing/decision.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "solver/routing/message.hpp"
#include "solver/routing/resolution.hpp"

namespace routing {

using network::Criterion;
using network::Network;
using network::NodeId;

namespace {

using Key = std::uint64_t;
using Indices = std::vector<std::size_t>;

bool external_or_local(const Network& network, const Candidate& candidate) {
    return candidate.local() || !network.internal(network[candidate.session]);
}

Key router_id_key(const Network& network, NodeId node, const Candidate& candidate) {
    if (candidate.local())
        return 0;
    const NodeId originator = candidate.route.originator;
    const auto& id = network[originator.known() ? originator : peer_of(network[candidate.session], node)].router_id;
    return id ? Key{*id} + 1 : std::numeric_limits<Key>::max();
}

/// Of a bound on routes that may come, which has no next hop, the least there is.
Key metric_key(const Health& health, NodeId node, const Candidate& candidate) {
    if (candidate.local() || !candidate.route.next_hop.known())
        return 0;
    const Network& network = health.network();
    const auto found =
        resolve(health.shortest_paths(), network[candidate.session], node, candidate.route.next_hop);
    if (!found)
        throw std::logic_error("a candidate of `" + network[node].name + "` whose next hop does not resolve");
    return found->metric;
}

/// Least is best. `med`, `oldest` and `oldest_external` are not orders on keys.
Key key(const Health& health, NodeId node, Criterion criterion, const Candidate& candidate) {
    const Network& network = health.network();
    const Route& route = candidate.route;
    switch (criterion) {
    case Criterion::weight:
        return std::numeric_limits<std::uint32_t>::max() - route.weight;
    case Criterion::local_preference:
        return std::numeric_limits<std::uint32_t>::max() - route.local_preference;
    case Criterion::local_origin:
        return candidate.local() ? 0 : 1;
    case Criterion::as_path_length:
        return route.as_path.size();
    case Criterion::origin:
        return static_cast<Key>(route.origin);
    case Criterion::med_always:
        return route.med;
    case Criterion::external_over_internal:
        return external_or_local(network, candidate) ? 0 : 1;
    case Criterion::igp_metric:
        return metric_key(health, node, candidate);
    case Criterion::router_id:
        return router_id_key(network, node, candidate);
    case Criterion::cluster_list_length:
        return route.cluster_list.size();
    case Criterion::peer_order:
        return candidate.local() ? 0 : Key{candidate.session.value} + 1;
    case Criterion::med:
    case Criterion::oldest:
    case Criterion::oldest_external:
        break;
    }
    throw std::logic_error("this criterion does not order candidates by a key");
}

/// The neighbour AS; routes with an empty path have one of their own.
std::optional<Asn> neighbour_as(const Candidate& candidate) {
    const auto& path = candidate.route.as_path;
    return path.empty() ? std::nullopt : std::optional(path.front());
}

/// Whether `med` drops `loser` on account of `winner`.
bool lower_med(const Candidate& winner, const Candidate& loser) {
    return neighbour_as(winner) == neighbour_as(loser) && winner.route.med < loser.route.med;
}

/// All drops are judged against the set as it was before this elimination.
Indices without_higher_med(const std::vector<Candidate>& candidates, const Indices& survivors) {
    Indices kept;
    for (const std::size_t x : survivors)
        if (std::none_of(survivors.begin(), survivors.end(),
                         [&](std::size_t y) { return lower_med(candidates[y], candidates[x]); }))
            kept.push_back(x);
    return kept;
}

Indices with_least_key(const Health& health, NodeId node, Criterion criterion,
                       const std::vector<Candidate>& candidates, const Indices& survivors) {
    Indices kept;
    Key least = std::numeric_limits<Key>::max();
    for (const std::size_t i : survivors) {
        const Key it = key(health, node, criterion, candidates[i]);
        if (it < least)
            kept.clear();
        if (it <= least)
            kept.push_back(i);
        least = std::min(least, it);
    }
    return kept;
}

/// One elimination: what does not survive is marked with its criterion.
void eliminate(const Health& health, NodeId node, Criterion criterion,
               const std::vector<Candidate>& candidates, Indices& survivors,
               std::vector<std::optional<Criterion>>& removed_by) {
    Indices kept = criterion == Criterion::med
                       ? without_higher_med(candidates, survivors)
                       : with_least_key(health, node, criterion, candidates, survivors);
    for (const std::size_t i : survivors)
        if (!std::binary_search(kept.begin(), kept.end(), i))
            removed_by[i] = criterion;
    survivors = std::move(kept);
}

/// Whether this criterion leaves the choice among the survivors open, and so ends the decision.
bool chooses_freely(const Network& network, NodeId node, Criterion criterion,
                    const std::vector<Candidate>& candidates, const Indices& survivors) {
    if (criterion != Criterion::oldest_external)
        return criterion == Criterion::oldest;
    const auto external = std::ranges::count_if(survivors, [&](std::size_t i) {
        return !candidates[i].local() && external_or_local(network, candidates[i]);
    });
    if (survivors.size() > 1 && external > 0 && external < std::ssize(survivors))
        throw std::logic_error("`" + network[node].name + "` asks for the oldest among routes of both kinds");
    return external > 0;
}

} // namespace

/// A `multipath_after` behind the last elimination, `oldest` or `oldest_external` means the best alone.
Decided decide(const Health& health, NodeId node, const std::vector<Candidate>& candidates) {
    const Network& network = health.network();
    const network::Decision& decision = network[node].decision;
    Decided decided;
    decided.same_neighbour = decision.multipath_same_neighbour;
    decided.removed_by.resize(candidates.size());
    Indices survivors(candidates.size());
    std::iota(survivors.begin(), survivors.end(), std::size_t{0});
    bool free_choice = false, age_asked = false;
    for (std::size_t step = 0; step < decision.order.size() && !free_choice; ++step) {
        if (decision.multipath_after == step && !age_asked) {
            decided.multipath = survivors;
            decided.only_best_forwards = false;
        }
        const Criterion criterion = decision.order[step];
        free_choice = chooses_freely(network, node, criterion, candidates, survivors);
        age_asked |= criterion == Criterion::oldest_external;
        if (!free_choice && criterion != Criterion::oldest_external)
            eliminate(health, node, criterion, candidates, survivors, decided.removed_by);
    }
    if (survivors.size() > 1 && !free_choice)
        throw std::logic_error("the decision order of `" + network[node].name + "` leaves several routes");
    decided.best = std::move(survivors);
    return decided;
}

Choice choice_of(const std::vector<Candidate>& candidates, const Decided& decided, std::size_t best) {
    Choice choice{candidates[best], {}};
    if (decided.only_best_forwards) {
        choice.multipath.push_back(candidates[best]);
    } else {
        for (const std::size_t i : decided.multipath)
            if (!decided.same_neighbour || i == best ||
                (neighbour_as(candidates[i]) && neighbour_as(candidates[i]) == neighbour_as(candidates[best])))
                choice.multipath.push_back(candidates[i]);
    }
    return choice;
}

/// If the rival is ahead in the first key in which the two differ, it either outlives the best up to there,
/// and drops it, or was dropped earlier by a third one, which then is ahead of the best as well. After `med`,
/// which is no order, that argument ends.
bool surely_beats(const Health& health, NodeId node, const Candidate& rival, const Candidate& best) {
    for (const Criterion criterion : health.network()[node].decision.order) {
        if (criterion == Criterion::med || criterion == Criterion::oldest)
            return false;
        if (criterion == Criterion::oldest_external) { // so far they are equal, and of one kind
            if (!best.local() && external_or_local(health.network(), best))
                return false;
            continue;
        }
        const Key theirs = key(health, node, criterion, rival), ours = key(health, node, criterion, best);
        if (theirs != ours)
            return theirs < ours;
    }
    return false;
}

} // namespace routing
