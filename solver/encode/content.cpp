// What later steps of a network can see. Anything doubtful is seen.

#include "solver/encode/content.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "solver/encode/watch.hpp"

namespace encode {

using network::Asn;
using network::Criterion;
using network::Network;

namespace {

constexpr std::uint32_t exact = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t few_loop_checks = 3; // ASNs up to which contents tell how often they occur
constexpr std::uint32_t low_count = 8;     // occurrences up to which terms tell them one by one

std::size_t find(const std::vector<Asn>& sorted, Asn asn) {
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), asn);
    if (found == sorted.end() || *found != asn)
        return sorted.size();
    return static_cast<std::size_t>(found - sorted.begin());
}

void raise(std::vector<Asn>& sorted, std::vector<std::uint32_t>& caps, Asn asn, std::uint32_t cap) {
    const std::size_t at = find(sorted, asn);
    if (at < sorted.size()) {
        caps[at] = std::max(caps[at], cap);
        return;
    }
    const auto place = std::lower_bound(sorted.begin(), sorted.end(), asn) - sorted.begin();
    sorted.insert(sorted.begin() + place, asn);
    caps.insert(caps.begin() + place, cap);
}

// Routes can hold each other up only around a cycle that somewhere removes private ASNs. If whoever removes
// them puts a public ASN in front that nothing takes out again, it would drop its own route on return.
bool removal_is_remembered(const Network& network) {
    std::set<Asn> removers;
    for (const network::Session& s : network.sessions)
        for (const auto* end : {&s.a, &s.b})
            if (end->remove_private_as)
                removers.insert(*network[end->node].asn);
    if (std::any_of(removers.begin(), removers.end(), Observed::is_private))
        return false;
    for (const network::Session& s : network.sessions)
        for (const auto* end : {&s.a, &s.b}) {
            if (end->allow_own_as > 0 && removers.contains(*network[end->node].asn))
                return false;
            if (end->as_override && removers.contains(*network[s.far_end(end->node).node].asn))
                return false;
            for (auto [from, to] : end->replace_as)
                if (removers.contains(from))
                    return false;
        }
    return true;
}

bool orders_sessions(Criterion criterion) {
    return criterion == Criterion::router_id || criterion == Criterion::peer_order;
}

/// A criterion on sessions stands before one on contents, so contents alone do not decide first.
bool interleaves(const network::Decision& decision) {
    bool sessions = false;
    for (Criterion criterion : decision.order) {
        if (criterion == Criterion::oldest)
            return false;
        if (orders_sessions(criterion))
            sessions = true;
        else if (sessions)
            return true;
    }
    return false;
}

template <class Visit> void each_policy(const Network& network, Visit visit) {
    for (const network::Policy& policy : network.policies)
        for (const network::Term& term : policy.terms) {
            for (const network::Match& match : term.matches)
                std::visit(visit, match.what);
            for (const network::Set& set : term.sets)
                std::visit(visit, set.what);
        }
}

template <class... Visitors> struct Overloaded : Visitors... { using Visitors::operator()...; };
template <class... Visitors> Overloaded(Visitors...) -> Overloaded<Visitors...>;

} // namespace

bool Observed::is_private(Asn asn) { // RFC 6996
    return (64512 <= asn && asn <= 65534) || (4200000000u <= asn && asn <= 4294967294u);
}

std::size_t Observed::index(Asn asn) const { return find(asns, asn); }
std::size_t Observed::counted_index(Asn asn) const { return find(counted, asn); }

Observed::Observed(const Network& network, const std::vector<network::NodeId>& listeners)
    : next_hop(network.nodes.size(), false), weight(network.nodes.size(), false),
      session(network.nodes.size(), false) {
    for (const network::Session& s : network.sessions)
        if (s.a.remove_private_as || s.b.remove_private_as)
            privates = true;
    growing = !privates;
    grounded = growing || removal_is_remembered(network);
    const std::vector<bool> short_first = prefers_short_paths(network);
    length_first = std::find(short_first.begin(), short_first.end(), false) == short_first.end();
    look_at_decisions(network);
    look_at_policies(network);
    look_at_sessions(network);
    look_at_paths(network, listeners);
}

void Observed::look_at_decisions(const Network& network) {
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const network::Decision& decision = network.nodes[i].decision;
        session[i] = interleaves(decision);
        for (Criterion criterion : decision.order) {
            if (criterion == Criterion::oldest)
                break;
            if (criterion == Criterion::weight)
                weight[i] = true;
            if (criterion == Criterion::med)
                med = neighbour = true;
            if (criterion == Criterion::med_always)
                med = true;
            if (criterion == Criterion::origin)
                origin = true;
        }
    }
}

void Observed::look_at_policies(const Network& network) {
    bool sets_med = false, sets_origin = false;
    each_policy(network, Overloaded{
                             [&](const network::SetMed&) { sets_med = true; },
                             [&](const network::SetOrigin&) { sets_origin = true; },
                             [&](const network::MatchCommunity& match) {
                                 communities.insert(communities.end(), match.any_of.begin(),
                                                    match.any_of.end());
                             },
                             [&](const network::MatchAsPathContains& match) {
                                 for (Asn asn : match.any_of)
                                     track(asn, 1);
                             },
                             [](const auto&) {},
                         });
    med = med && sets_med; // all are 0 otherwise
    neighbour = neighbour && sets_med;
    origin = origin && sets_origin;
    std::sort(communities.begin(), communities.end());
    communities.erase(std::unique(communities.begin(), communities.end()), communities.end());
}

// A held next hop is seen again where it is passed on, or where an export policy looks at it.
void Observed::look_at_sessions(const Network& network) {
    const auto matches_next_hop = [&](const network::Policy& policy) {
        for (const network::Term& term : policy.terms)
            for (const network::Match& match : term.matches)
                if (std::holds_alternative<network::MatchNextHop>(match.what))
                    return true;
        return false;
    };
    for (const network::Session& s : network.sessions) {
        const bool internal = network.internal(s);
        for (const auto* end : {&s.a, &s.b}) {
            const bool passed_on =
                !end->next_hop && (internal ? !end->next_hop_self : end->next_hop_unchanged);
            if (passed_on || (end->export_policy && matches_next_hop(network[*end->export_policy])))
                next_hop[end->node.index()] = true;
        }
    }
}

void Observed::look_at_paths(const Network& network, const std::vector<network::NodeId>& listeners) {
    look_at_loop_checks(network, listeners);
    while (close_under_rewriting(network))
        ;
}

void Observed::look_at_loop_checks(const Network& network, const std::vector<network::NodeId>& listeners) {
    std::vector<bool> watched = needs_loop_check(network, prefers_short_paths(network), growing, grounded);
    for (const network::NodeId node : listeners)
        watched[node.index()] = network[node].asn.has_value();
    std::set<Asn> occurring; // in paths from beyond the network
    for (const network::Node& node : network.nodes)
        for (const network::Origination& it : node.originates)
            occurring.insert(it.as_path.begin(), it.as_path.end());
    for (std::size_t i = 0; i < watched.size(); ++i)
        if (network.nodes[i].asn && occurring.contains(*network.nodes[i].asn))
            watched[i] = true;
    std::map<Asn, std::uint32_t> caps_of;
    for (std::size_t i = 0; i < watched.size(); ++i)
        if (watched[i])
            caps_of[*network.nodes[i].asn] = 1;
    for (const network::Session& s : network.sessions)
        for (const auto* end : {&s.a, &s.b})
            if (watched[end->node.index()]) {
                std::uint32_t& cap = caps_of[*network[end->node].asn];
                cap = std::max(cap, end->allow_own_as < exact ? end->allow_own_as + 1 : exact);
            }
    // Terms that count start from empty paths.
    const bool given = std::ranges::any_of(network.nodes, [](const network::Node& node) {
        return std::ranges::any_of(node.originates, [](const auto& it) { return !it.as_path.empty(); });
    });
    const bool many = !given && caps_of.size() > few_loop_checks;
    for (auto [asn, cap] : caps_of)
        many&& grounded&& cap <= low_count ? count(asn, cap) : track(asn, cap);
}

// What turns into a tracked ASN must itself be counted, as far as the other is. Where private ASNs are
// removed paths may shrink: then everything that is rewritten is counted exactly.
bool Observed::close_under_rewriting(const Network& network) {
    const auto before = std::tuple(asns, caps, counted, counted_caps);
    const auto rewritten = [&](Asn from, Asn to) {
        if (privates) {
            track(from, exact);
            track(to, exact);
        } else if (const std::size_t target = index(to); target < asns.size()) {
            track(from, caps[target]);
        }
        if (const std::size_t target = counted_index(to); target < counted.size())
            count(from, counted_caps[target]);
    };
    for (const network::Session& s : network.sessions)
        for (const auto* end : {&s.a, &s.b}) {
            for (auto [from, to] : end->replace_as)
                rewritten(from, to);
            if (end->as_override)
                rewritten(*network[s.far_end(end->node).node].asn, *network[end->node].asn);
        }
    return before != std::tuple(asns, caps, counted, counted_caps);
}

void Observed::track(Asn asn, std::uint32_t cap) { raise(asns, caps, asn, cap); }
void Observed::count(Asn asn, std::uint32_t cap) { raise(counted, counted_caps, asn, cap); }

Content Observed::forget(Content content, network::NodeId node) const {
    if (!next_hop[node.index()])
        content.next_hop = {};
    if (!weight[node.index()])
        content.weight = 0;
    if (!session[node.index()])
        content.session = {};
    if (!med)
        content.med = 0;
    if (!origin)
        content.origin = network::Origin::igp;
    if (!neighbour)
        content.path.first = 0;
    content.path.prepended.clear();
    return content;
}

} // namespace encode
