// Every criterion but those of MED within a neighbour AS and of age keeps the candidates with the least key, so one function
// does for all.

#include "solver/routing/decision.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>
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

/// Least is best.
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
    case Criterion::med_sequential:
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

bool by_med(Criterion criterion) { return criterion == Criterion::med || criterion == Criterion::med_sequential; }

using Criteria = std::span<const Criterion>;

/// What tells two routes apart when they alone are compared, and whether the first is ahead.
struct Told {
    Criterion by;
    bool first;
};

/// Nothing if none of the criteria does, or age would have to.
std::optional<Told> compare(const Health& health, NodeId node, Criteria criteria, const Candidate& a,
                            const Candidate& b) {
    for (const Criterion criterion : criteria) {
        if (criterion == Criterion::oldest)
            return {};
        if (criterion == Criterion::oldest_external) { // so far they are equal, and of one kind
            if (!b.local() && external_or_local(health.network(), b))
                return {};
        } else if (by_med(criterion)) {
            if (lower_med(a, b) || lower_med(b, a))
                return Told{criterion, lower_med(a, b)};
        } else if (const Key ours = key(health, node, criterion, a), theirs = key(health, node, criterion, b);
                   ours != theirs) {
            return Told{criterion, ours < theirs};
        }
    }
    return {};
}

/// The criteria from `med_sequential` on; none without it.
Criteria compared_in_sequence(const network::Decision& decision) {
    return {std::ranges::find(decision.order, Criterion::med_sequential), decision.order.end()};
}

/// What an order of arrival can leave (`specs/semantics.md` §4): those from which a chain of routes that may stay against
/// the next leads to every other.
Indices left_by_some_order(const Health& health, NodeId node, Criteria criteria,
                           const std::vector<Candidate>& candidates, const Indices& survivors) {
    const auto may_stay = [&](std::size_t a, std::size_t b) {
        const auto told = compare(health, node, criteria, candidates[a], candidates[b]);
        return !told || told->first;
    };
    Indices left;
    for (const std::size_t start : survivors) {
        Indices reached{start};
        for (std::size_t next = 0; next < reached.size(); ++next)
            for (const std::size_t i : survivors)
                if (std::ranges::find(reached, i) == reached.end() && may_stay(reached[next], i))
                    reached.push_back(i);
        if (reached.size() == survivors.size())
            left.push_back(start);
    }
    return left;
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
    Indices kept;
    if (criterion == Criterion::med)
        kept = without_higher_med(candidates, survivors);
    else if (criterion == Criterion::med_sequential)
        kept = left_by_some_order(health, node, compared_in_sequence(health.network()[node].decision), candidates,
                                  survivors);
    else
        kept = with_least_key(health, node, criterion, candidates, survivors);
    for (const std::size_t i : survivors)
        if (!std::binary_search(kept.begin(), kept.end(), i))
            removed_by[i] = criterion;
    survivors = std::move(kept);
}

/// Whether this criterion leaves the choice among the survivors open, and so ends the decision.
bool chooses_freely(const Network& network, NodeId node, Criterion criterion,
                    const std::vector<Candidate>& candidates, const Indices& survivors) {
    if (criterion != Criterion::oldest_external)
        return criterion == Criterion::oldest || criterion == Criterion::med_sequential;
    const auto external = std::ranges::count_if(survivors, [&](std::size_t i) {
        return !candidates[i].local() && external_or_local(network, candidates[i]);
    });
    if (survivors.size() > 1 && external > 0 && external < std::ssize(survivors))
        throw std::logic_error("`" + network[node].name + "` asks for the oldest among routes of both kinds");
    return external > 0;
}

/// The criteria before load is shared, where it is. A `multipath_after` behind `oldest` or `oldest_external` means the
/// best alone.
std::optional<Criteria> before_sharing(const network::Decision& decision) {
    if (!decision.multipath_after)
        return {};
    const Criteria all = decision.order;
    const Criteria before = all.first(std::min(*decision.multipath_after, all.size()));
    for (const Criterion by_age : {Criterion::oldest, Criterion::oldest_external})
        if (std::ranges::find(before, by_age) != before.end())
            return {};
    return before;
}

/// Which of the candidates `before` does not tell from the best, where that is asked of pairs.
Indices equal_to(const Health& health, NodeId node, Criteria before, const std::vector<Candidate>& candidates,
                 std::size_t best) {
    Indices equal;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        if (i == best || !compare(health, node, before, candidates[best], candidates[i]))
            equal.push_back(i);
    return equal;
}

/// The ASN that the peer shows; a local route has no peer.
std::optional<Asn> peer_as(const Network& network, NodeId node, const Candidate& candidate) {
    if (candidate.local())
        return {};
    return asn_shown(network, network[candidate.session].far_end(node));
}

/// Whether what is as good as the best may forward beside it.
bool shares_with(const Network& network, NodeId node, const Candidate& best, const Candidate& other) {
    const bool same_path = other.route.as_path == best.route.as_path;
    switch (network[node].decision.sharing) {
    case network::Sharing::any:
        return true;
    case network::Sharing::neighbour_as:
        return other == best || (neighbour_as(other) && neighbour_as(other) == neighbour_as(best));
    case network::Sharing::as_path:
        return same_path;
    case network::Sharing::peer_as_or_path:
        if (!external_or_local(network, other))
            return same_path;
        return other == best || (peer_as(network, node, other) && peer_as(network, node, other) == peer_as(network, node, best));
    }
    throw std::logic_error("load is shared in one of the known ways");
}

} // namespace

Decided decide(const Health& health, NodeId node, const std::vector<Candidate>& candidates) {
    const Network& network = health.network();
    const network::Decision& decision = network[node].decision;
    const auto before = before_sharing(decision);
    Decided decided;
    decided.removed_by.resize(candidates.size());
    Indices survivors(candidates.size()), sharing;
    std::iota(survivors.begin(), survivors.end(), std::size_t{0});
    bool free_choice = false;
    for (std::size_t step = 0; step < decision.order.size() && !free_choice; ++step) {
        if (before && before->size() == step)
            sharing = survivors;
        const Criterion criterion = decision.order[step];
        free_choice = chooses_freely(network, node, criterion, candidates, survivors);
        if (criterion == Criterion::med_sequential || (!free_choice && criterion != Criterion::oldest_external))
            eliminate(health, node, criterion, candidates, survivors, decided.removed_by);
    }
    if (survivors.size() > 1 && !free_choice)
        throw std::logic_error("the decision order of `" + network[node].name + "` leaves several routes");
    const bool in_pairs = before && std::ranges::find(*before, Criterion::med_sequential) != before->end();
    for (const std::size_t best : survivors) {
        Indices& beside = decided.forwards.emplace_back();
        for (const std::size_t i : in_pairs ? equal_to(health, node, *before, candidates, best) : sharing)
            if (shares_with(network, node, candidates[best], candidates[i]))
                beside.push_back(i);
        if (beside.empty())
            beside.push_back(best);
    }
    decided.best = std::move(survivors);
    return decided;
}

Choice choice_of(const std::vector<Candidate>& candidates, const Decided& decided, std::size_t best) {
    Choice choice{candidates[best], {}};
    const auto place = std::ranges::find(decided.best, best) - decided.best.begin();
    for (const std::size_t i : decided.forwards[static_cast<std::size_t>(place)])
        choice.multipath.push_back(candidates[i]);
    return choice;
}

Criterion why_not(const Health& health, NodeId node, const std::vector<Candidate>& candidates, const Decided& decided,
                  std::size_t best, std::size_t other) {
    const auto& removed_by = decided.removed_by[other];
    const Criteria criteria = compared_in_sequence(health.network()[node].decision);
    if (criteria.empty() || (removed_by && removed_by != Criterion::med_sequential))
        return removed_by.value_or(Criterion::oldest);
    const auto told = compare(health, node, criteria, candidates[best], candidates[other]);
    if (!told)
        return Criterion::oldest;
    if (!removed_by)
        return Criterion::med_sequential;
    return told->by == Criterion::med_sequential ? Criterion::med : told->by;
}

/// If the rival is ahead in the first key in which the two differ, it either outlives the best up to there,
/// and drops it, or was dropped earlier by a third one, which then is ahead of the best as well. With MED, which is no
/// order, that argument ends.
bool surely_beats(const Health& health, NodeId node, const Candidate& rival, const Candidate& best) {
    const auto& order = health.network()[node].decision.order;
    const auto told = compare(health, node, {order.begin(), std::ranges::find_if(order, by_med)}, rival, best);
    return told && told->first;
}

} // namespace routing
