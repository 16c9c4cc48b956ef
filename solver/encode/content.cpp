// What later steps of a network can see. Anything doubtful is seen.

#include "solver/encode/content.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "solver/encode/bound.hpp"
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
            if (end->remove_private_as) {
                if (end->local_as)
                    return false;
                removers.insert(*network[end->node].asn);
            }
    if (std::any_of(removers.begin(), removers.end(), Observed::is_private))
        return false;
    for (const network::Session& s : network.sessions)
        for (const auto* end : {&s.a, &s.b}) {
            if (end->allow_own_as > 0 && removers.contains(*network[end->node].asn))
                return false;
            if (end->as_override && removers.contains(shown(network, s.far_end(end->node))))
                return false;
            for (auto [from, to] : end->replace_as)
                if (removers.contains(from))
                    return false;
        }
    return true;
}

template <class Value> void sort_and_unique(std::vector<Value>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Other metrics than 0 come of OSPF alone.
bool measures(const network::Node& node) {
    return node.ospf && !node.hands_to && looks_at(node.decision, Criterion::igp_metric);
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

bool Observed::holds_back(const network::Community& community) {
    return community == network::no_export || community == network::no_advertise ||
           community == network::no_export_subconfed;
}

bool Observed::stays(Asn asn) const {
    return !privates || (!is_private(asn) && find(fleeting, asn) == fleeting.size());
}

bool Observed::on_sessions(Criterion criterion, network::NodeId node) const {
    return criterion == Criterion::peer_order ||
           (criterion == Criterion::router_id && !reflection.by_originator[node.index()]);
}

bool Observed::decides(Criterion criterion, network::NodeId node) const {
    switch (criterion) {
    case Criterion::med:
    case Criterion::med_always:
    case Criterion::med_sequential:
        return med;
    case Criterion::igp_metric:
        return metric[node.index()];
    case Criterion::cluster_list_length:
        return reflection.by_length[node.index()];
    default:
        return true;
    }
}

/// A criterion on sessions stands before one on contents, so contents alone do not decide first.
bool Observed::interleaves(const network::Decision& decision, network::NodeId node) const {
    bool sessions = false;
    for (Criterion criterion : decision.order) {
        if (criterion == Criterion::oldest)
            return false;
        if (!decides(criterion, node))
            continue;
        if (on_sessions(criterion, node))
            sessions = true;
        else if (sessions)
            return true;
    }
    return false;
}

std::size_t Observed::index(Asn asn) const { return find(asns, asn); }
std::size_t Observed::counted_index(Asn asn) const { return find(counted, asn); }

Observed::Observed(const Network& network, const std::vector<network::NodeId>& listeners)
    : reflection(network), next_hop(network.nodes.size(), false), weight(network.nodes.size(), false),
      session(network.nodes.size(), false), metric(network.nodes.size(), false),
      whole_path(compares_whole_paths(network)),
      compares_paths(std::find(whole_path.begin(), whole_path.end(), true) != whole_path.end()) {
    for (const network::Session& s : network.sessions)
        if (s.a.remove_private_as || s.b.remove_private_as)
            privates = true;
    growing = !privates;
    grounded = growing || removal_is_remembered(network);
    const std::vector<bool> short_first = prefers_short_paths(network);
    length_first = std::find(short_first.begin(), short_first.end(), false) == short_first.end();
    length_ranked = ranks_by_length(network);
    look_at_decisions(network);
    look_at_policies(network);
    look_at_sessions(network);
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        session[i] = interleaves(network.nodes[i].decision, network::NodeId::at(i));
    look_at_paths(network, listeners);
}

void Observed::look_at_decisions(const Network& network) {
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const network::Decision& decision = network.nodes[i].decision;
        for (Criterion criterion : decision.order) {
            if (criterion == Criterion::oldest)
                break;
            if (criterion == Criterion::weight)
                weight[i] = true;
            if (criterion == Criterion::med || criterion == Criterion::med_sequential)
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
                             [&](const network::AddCommunity& set) {
                                 if (holds_back(set.community))
                                     communities.push_back(set.community);
                             },
                             [&](const network::MatchAsPathContains& match) {
                                 for (Asn asn : match.any_of)
                                     track(asn, 1);
                             },
                             [&](const network::MatchAsPathStarts& match) {
                                 starts.insert(starts.end(), match.any_of.begin(), match.any_of.end());
                             },
                             [&](const network::MatchAsPathEnds& match) {
                                 ends.insert(ends.end(), match.any_of.begin(), match.any_of.end());
                             },
                             [](const auto&) {},
                         });
    for (const network::Node& node : network.nodes)
        for (const network::Origination& origination : node.originates) {
            sets_med |= origination.med != 0;
            sets_origin |= origination.origin != network::Origin::igp;
        }
    med = med && sets_med; // all are 0 otherwise
    neighbour = neighbour && sets_med;
    for (const network::Node& node : network.nodes)
        neighbour |= node.decision.multipath_after && node.decision.sharing == network::Sharing::neighbour_as;
    origin = origin && sets_origin;
    sort_and_unique(communities);
    sort_and_unique(starts);
    look_at_ends(network);
}

// Backward over rewritings, whichever of them comes first on a session.
void Observed::look_at_ends(const Network& network) {
    std::vector<std::pair<Asn, Asn>> rewritings;
    for (const network::Session& s : network.sessions)
        for (const auto* end : {&s.a, &s.b}) {
            rewritings.insert(rewritings.end(), end->replace_as.begin(), end->replace_as.end());
            if (end->as_override)
                rewritings.emplace_back(shown(network, s.far_end(end->node)), *network[end->node].asn);
        }
    for (std::size_t before = 0, now = 1; before != now;) {
        before = ends.size() + fleeting.size();
        for (auto [from, to] : rewritings) {
            if (std::find(ends.begin(), ends.end(), to) != ends.end())
                ends.push_back(from);
            if (is_private(to) || std::find(fleeting.begin(), fleeting.end(), to) != fleeting.end())
                fleeting.push_back(from);
        }
        sort_and_unique(ends);
        sort_and_unique(fleeting);
        now = ends.size() + fleeting.size();
    }
}

// A held next hop is seen again where it is passed on, or where an export policy looks at it. Metrics may differ
// only where a next hop may come that no link is named for.
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
            const bool reflected = reflection.reflects[end->node.index()] && !end->next_hop_self_reflected;
            const bool passed_on =
                !end->next_hop && (internal ? !end->next_hop_self || reflected : end->next_hop_unchanged);
            if (passed_on || (end->export_policy && matches_next_hop(network[*end->export_policy])))
                next_hop[end->node.index()] = true;
            const network::NodeId to = s.far_end(end->node).node;
            const bool third_party = passed_on || end->next_hop.value_or(end->node) != end->node;
            if ((third_party || !s.link_from(to).known()) && measures(network[to]))
                metric[to.index()] = true;
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
    if (saturates() && network.nodes.size() > small_network)
        watched.assign(watched.size(), true); // routes beyond the bound all look alike, and may come back to anyone
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
    // How often a `local-as` occurs, contents tell.
    for (const network::Session& s : network.sessions)
        for (const auto* end : {&s.a, &s.b})
            if (end->local_as)
                track(end->local_as->asn, end->allow_own_as < exact - 1 ? end->allow_own_as + 2 : exact);
    // Terms that count start from empty paths.
    const bool given = std::ranges::any_of(network.nodes, [](const network::Node& node) {
        return std::ranges::any_of(node.originates, [](const auto& it) { return !it.as_path.empty(); });
    });
    const bool many = !given && grounded && caps_of.size() > few_loop_checks;
    const std::set<Asn> told = shared_most(network, few_loop_checks);
    for (auto [asn, cap] : caps_of)
        many && cap <= low_count && !told.contains(asn) ? count(asn, cap) : track(asn, cap);
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
                rewritten(shown(network, s.far_end(end->node)), *network[end->node].asn);
        }
    return before != std::tuple(asns, caps, counted, counted_caps);
}

void Observed::track(Asn asn, std::uint32_t cap) { raise(asns, caps, asn, cap); }
void Observed::count(Asn asn, std::uint32_t cap) { raise(counted, counted_caps, asn, cap); }

Content Observed::forget(Content content, network::NodeId node) const {
    if (!metric[node.index()])
        content.adjacent = true;
    if (!next_hop[node.index()] && content.adjacent)
        content.next_hop = {};
    if (!weight[node.index()])
        content.weight = 0;
    if (!session[node.index()])
        content.session = {};
    if (!med)
        content.med = 0;
    if (!origin)
        content.origin = network::Origin::igp;
    if (!neighbour && find(starts, content.path.first) == starts.size())
        content.path.first = 0;
    if (!privates) // else any of them may be rewritten, and others come to the end
        for (Asn& asn : content.path.tail)
            if (find(ends, asn) == ends.size())
                asn = 0;
    content.path.prepended.clear();
    if (!whole_path[node.index()])
        content.path.whole.clear();
    forget_reflection(content, node);
    return content;
}

void Observed::forget_reflection(Content& content, network::NodeId node) const {
    const bool internal = content.learned == Learned::internal;
    if (!(internal && reflection.originator[node.index()]) && !reflection.by_originator[node.index()])
        content.originator = {};
    content.from_client = content.from_client && reflection.mixed[node.index()];
    if (!reflection.length[node.index()])
        content.cluster_list_length = 0;
    const auto& wanted = reflection.clusters[node.index()];
    std::erase_if(content.clusters, [&](std::uint64_t cluster) {
        return !std::binary_search(wanted.begin(), wanted.end(), cluster);
    });
}

} // namespace encode
