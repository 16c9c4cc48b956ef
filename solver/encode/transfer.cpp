// Export, import and policies on contents, in the order of semantics.md §2 and §3.

#include "solver/encode/transfer.hpp"

#include <algorithm>
#include <utility>

#include "solver/encode/resolution.hpp"
#include "solver/encode/watch.hpp"

namespace encode {

using network::Asn;
using network::NodeId;

namespace {

std::uint32_t add_up_to(std::uint32_t cap, std::uint32_t a, std::uint32_t b) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(cap, std::uint64_t{a} + b));
}

template <class Value> bool holds_any(const std::vector<Value>& sorted, const std::vector<Value>& wanted) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const Value& value) {
        return std::binary_search(sorted.begin(), sorted.end(), value);
    });
}

} // namespace

Transfer::Transfer(const Speakers& speakers, const network::Prefix& prefix)
    : network_(&speakers.world().network()), prefix_(prefix), observed_(&speakers.observed()), speakers_(&speakers) {}

Content Transfer::local_route(NodeId node, const network::Origination& origination) const {
    Content content;
    content.weight = 32768;
    content.next_hop = node;
    content.adjacent = true;
    content.origin = origination.origin;
    content.med = origination.med;
    content.path.counts.assign(observed_->asns.size(), 0);
    for (auto asn = origination.as_path.rbegin(); asn != origination.as_path.rend(); ++asn)
        prepend(*asn, 1, content.path);
    for (const network::Community& community : origination.communities)
        change({network::AddCommunity{community}, {}}, content);
    return observed_->forget(content, node);
}

std::optional<Arrival> Transfer::over(network::SessionId id, NodeId from, const Content& best) const {
    const network::SessionEnd& to = (*network_)[id].far_end(from);
    std::optional<Arrival> arrival;
    if (!to.lists_only)
        arrival = accepted(id, from, best);
    return arrival && arrival->next_hop != to.node ? arrival : std::nullopt;
}

std::optional<Arrival> Transfer::accepted(network::SessionId id, NodeId from, const Content& best) const {
    const network::Session& session = (*network_)[id];
    const NodeId to = session.far_end(from).node;
    const bool internal = speakers_->internal(id);
    const network::SessionEnd& end = session.end(from);
    if (!end.sends || held_back(best, internal))
        return {};
    if (internal && best.learned == Learned::internal && !best.from_client && !end.client)
        return {}; // RFC 4271 §9.2.1, RFC 4456 §6
    Prepended prepended;
    std::optional<Content> message = sent(session, from, best, prepended);
    if (!message)
        return {};
    std::optional<Content> route = received(id, to, std::move(*message));
    if (!route)
        return {};
    prepended.imported = take_prepended(*route);
    const NodeId next_hop = route->next_hop;
    route->learned = internal ? Learned::internal : Learned::external;
    route->session = id;
    route->from_client = internal && session.end(to).client;
    if (!route->originator.known())
        route->originator = from;
    route->adjacent = names_link(*network_, to, id, next_hop);
    return Arrival{observed_->forget(std::move(*route), to), next_hop, std::move(prepended)};
}

std::optional<Content> Transfer::sent(const network::Session& session, NodeId from, Content route,
                                      Prepended& prepended) const {
    const network::SessionEnd& end = session.end(from);
    const auto index = static_cast<std::size_t>(&session - network_->sessions.data());
    const bool internal = speakers_->internal(network::SessionId::at(index));
    const bool local = route.learned == Learned::local;
    const bool reflected = internal && route.learned == Learned::internal;
    if (!internal && !local)
        route.med = 0; // RFC 4271 §5.1.4
    if (!apply(end.export_policy, route))
        return {};
    prepended.exported = take_prepended(route);
    if (end.next_hop)
        route.next_hop = *end.next_hop;
    else if (reflected  ? end.next_hop_self_reflected
             : internal ? local || end.next_hop_self
                        : !end.next_hop_unchanged)
        route.next_hop = from;
    if (reflected)
        reflect(from, route);
    else
        enter(route);
    if (internal)
        return route;
    if (end.remove_private_as)
        remove_privates(route.path);
    replace(end.replace_as, route.path);
    if (end.as_override)
        replace({{shown(*network_, session.far_end(from)), *(*network_)[from].asn}}, route.path);
    for (const Asn asn : fronts(*network_, end))
        prepend(asn, 1, route.path);
    route.path.prepended.clear();
    return route;
}

// RFC 4456 §8. The originator is that of the best already: the peer it came from, or the one that route had.
void Transfer::reflect(NodeId by, Content& route) const {
    const std::uint64_t cluster = network_->cluster(by);
    const auto place = std::lower_bound(route.clusters.begin(), route.clusters.end(), cluster);
    if (place == route.clusters.end() || *place != cluster)
        route.clusters.insert(place, cluster);
    ++route.cluster_list_length;
}

void Transfer::enter(Content& route) {
    route.originator = {};
    route.clusters.clear();
    route.cluster_list_length = 0;
}

bool Transfer::held_back(const Content& best, bool internal) { // RFC 1997
    const auto carries = [&](const network::Community& community) {
        return std::binary_search(best.communities.begin(), best.communities.end(), community);
    };
    return carries(network::no_advertise) ||
           (!internal && (carries(network::no_export) || carries(network::no_export_subconfed)));
}

std::vector<std::uint32_t> Transfer::take_prepended(Content& route) const {
    return std::exchange(route.path.prepended, {});
}

std::optional<Content> Transfer::received(network::SessionId id, NodeId to, Content route) const {
    const network::Session& session = (*network_)[id];
    const network::SessionEnd& end = session.end(to);
    const std::size_t own = observed_->index(*(*network_)[to].asn);
    if (own < observed_->asns.size() && route.path.counts[own] > end.allow_own_as)
        return {};
    if (end.local_as) {
        const std::uint32_t times = route.path.counts[observed_->index(end.local_as->asn)];
        const std::uint32_t allowed = end.allow_own_as;
        if (times > (end.local_as->prepends_received && allowed > 0 ? allowed - 1 : allowed))
            return {};
        if (end.local_as->prepends_received)
            prepend(end.local_as->asn, 1, route.path);
    }
    if (route.originator == to ||
        std::binary_search(route.clusters.begin(), route.clusters.end(), network_->cluster(to)))
        return {};
    route.weight = end.weight;
    if (!speakers_->internal(id))
        route.local_preference = 100; // RFC 4271 §5.1.5
    if (!apply(end.import_policy, route))
        return {};
    return route;
}

bool Transfer::apply(const std::optional<network::PolicyId>& policy, Content& route) const {
    if (!policy)
        return true;
    for (const network::Term& term : (*network_)[*policy].terms) {
        const bool applies = std::all_of(term.matches.begin(), term.matches.end(),
                                         [&](const network::Match& match) { return matches(match, route); });
        if (!applies)
            continue;
        for (const network::Set& set : term.sets)
            change(set, route);
        if (term.outcome == network::Outcome::accept)
            return true;
        if (term.outcome == network::Outcome::reject)
            return false;
    }
    return false;
}

bool Transfer::matches(const network::Match& match, const Content& route) const {
    const auto any_of = [](const auto& values, auto holds) {
        return std::any_of(values.begin(), values.end(), holds);
    };
    if (const auto* prefixes = std::get_if<network::MatchPrefix>(&match.what))
        return any_of(prefixes->any_of,
                      [&](const network::PrefixRange& range) { return range.matches(prefix_); });
    if (const auto* communities = std::get_if<network::MatchCommunity>(&match.what))
        return holds_any(route.communities, communities->any_of);
    if (const auto* contains = std::get_if<network::MatchAsPathContains>(&match.what))
        return any_of(contains->any_of,
                      [&](Asn asn) { return route.path.counts[observed_->index(asn)] > 0; });
    if (const auto* length = std::get_if<network::MatchAsPathLength>(&match.what))
        return length->at_least <= route.path.length && route.path.length <= length->at_most;
    const auto is = [](Asn sought) { return [sought](Asn asn) { return asn == sought; }; };
    if (const auto* starts = std::get_if<network::MatchAsPathStarts>(&match.what))
        return route.path.length > 0 && any_of(starts->any_of, is(route.path.first));
    if (const auto* ends = std::get_if<network::MatchAsPathEnds>(&match.what))
        return route.path.length > 0 && any_of(ends->any_of, is(route.path.tail.back()));
    const auto& next_hop = std::get<network::MatchNextHop>(match.what);
    return any_of(next_hop.any_of, [&](NodeId node) { return node == route.next_hop; });
}

void Transfer::change(const network::Set& set, Content& route) const {
    auto& communities = route.communities;
    if (const auto* preference = std::get_if<network::SetLocalPreference>(&set.what)) {
        route.local_preference = preference->value;
    } else if (const auto* med = std::get_if<network::SetMed>(&set.what)) {
        route.med = med->value;
    } else if (const auto* weight = std::get_if<network::SetWeight>(&set.what)) {
        route.weight = weight->value;
    } else if (const auto* origin = std::get_if<network::SetOrigin>(&set.what)) {
        route.origin = origin->value;
    } else if (const auto* added = std::get_if<network::AddCommunity>(&set.what)) {
        const auto& seen = observed_->communities;
        const auto place = std::lower_bound(communities.begin(), communities.end(), added->community);
        const bool there = place != communities.end() && *place == added->community;
        if (!there && std::binary_search(seen.begin(), seen.end(), added->community))
            communities.insert(place, added->community);
    } else if (const auto* deleted = std::get_if<network::DeleteCommunity>(&set.what)) {
        std::erase(communities, deleted->community);
    } else if (std::holds_alternative<network::DeleteAllCommunities>(set.what)) {
        std::erase_if(communities, [](const network::Community& one) { return !one.is_tag(); });
    } else {
        const auto& prepended = std::get<network::PrependAs>(set.what);
        prepend(prepended.asn, prepended.times, route.path);
    }
}

void Transfer::prepend(Asn asn, std::uint32_t times, PathContent& path) const {
    if (times == 0)
        return;
    path.length += times;
    path.first = asn;
    if (observed_->compares_paths)
        path.whole.insert(path.whole.begin(), times, asn);
    if (!observed_->ends.empty() && (path.tail.empty() || !observed_->stays(path.tail.front()))) {
        path.tail.insert(path.tail.begin(), times, asn);
        shorten_tail(path);
    }
    if (const std::size_t at = observed_->counted_index(asn); at < observed_->counted.size()) {
        path.prepended.resize(observed_->counted.size(), 0);
        path.prepended[at] += times;
    }
    if (observed_->privates && Observed::is_private(asn))
        path.privates += times;
    if (const std::size_t at = observed_->index(asn); at < path.counts.size())
        path.counts[at] = add_up_to(observed_->caps[at], path.counts[at], times);
}

// Whatever stands before an ASN that stays never comes to the end.
void Transfer::shorten_tail(PathContent& path) const {
    const auto stays = [&](Asn asn) { return observed_->stays(asn); };
    const auto last = std::find_if(path.tail.rbegin(), path.tail.rend(), stays);
    if (last != path.tail.rend())
        path.tail.erase(path.tail.begin(), last.base() - 1);
}

void Transfer::remove_privates(PathContent& path) const {
    std::erase_if(path.tail, Observed::is_private);
    std::erase_if(path.whole, Observed::is_private);
    shorten_tail(path);
    path.length -= path.privates;
    path.privates = 0;
    for (std::size_t i = 0; i < path.counts.size(); ++i)
        if (Observed::is_private(observed_->asns[i]))
            path.counts[i] = 0;
}

// The first pair that names an ASN counts. `path.first` is not kept: the sender's ASN is put in front next.
void Transfer::replace(const std::vector<std::pair<Asn, Asn>>& pairs, PathContent& path) const {
    const std::vector<std::uint32_t> before = path.counts;
    std::vector<std::pair<Asn, Asn>> effective;
    for (const auto& pair : pairs) {
        const auto names = [&](const auto& earlier) { return earlier.first == pair.first; };
        if (observed_->index(pair.first) < before.size() &&
            std::none_of(effective.begin(), effective.end(), names))
            effective.push_back(pair);
    }
    for (auto [from, to] : effective)
        path.counts[observed_->index(from)] = 0;
    for (auto [from, to] : effective) {
        const std::uint32_t moved = before[observed_->index(from)];
        if (const std::size_t target = observed_->index(to); target < before.size())
            path.counts[target] = add_up_to(observed_->caps[target], path.counts[target], moved);
        if (observed_->privates && Observed::is_private(from))
            path.privates -= moved;
        if (observed_->privates && Observed::is_private(to))
            path.privates += moved;
    }
    for (auto* asns : {&path.tail, &path.whole})
        for (Asn& asn : *asns) {
            const auto named = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == asn; });
            if (named != pairs.end())
                asn = named->second;
        }
    shorten_tail(path);
}

} // namespace encode
