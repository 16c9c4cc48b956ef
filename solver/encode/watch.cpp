// A syntactic reading, linear in the network. What it cannot tell it calls in need of a check.

#include "solver/encode/watch.hpp"

#include "solver/encode/content.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace encode {

using network::Criterion;
using network::Network;
using network::NodeId;

namespace {

template <class SetKind> bool sets(const Network& network, const std::optional<network::PolicyId>& policy) {
    if (!policy)
        return false;
    for (const network::Term& term : network[*policy].terms)
        for (const network::Set& set : term.sets)
            if (std::holds_alternative<SetKind>(set.what))
                return true;
    return false;
}

/// By node: every learned route has local preference 100. iBGP carries a peer's preference on.
std::vector<bool> plain_preferences(const Network& network) {
    std::vector<bool> plain(network.nodes.size(), true);
    std::vector<std::pair<NodeId, NodeId>> internal;
    for (const network::Session& session : network.sessions) {
        const bool same_as = network.internal(session);
        for (const auto* end : {&session.a, &session.b}) {
            const auto& far = session.far_end(end->node);
            if (sets<network::SetLocalPreference>(network, end->import_policy))
                plain[end->node.index()] = false;
            if (!same_as)
                continue;
            if (sets<network::SetLocalPreference>(network, far.export_policy))
                plain[end->node.index()] = false;
            internal.emplace_back(far.node, end->node);
        }
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (auto [from, to] : internal)
            if (!plain[from.index()] && plain[to.index()]) {
                plain[to.index()] = false;
                changed = true;
            }
    }
    return plain;
}

/// By node: all learned routes have one weight, and not one above a local route's.
std::vector<bool> plain_weights(const Network& network) {
    std::vector<std::set<std::uint32_t>> weights(network.nodes.size());
    std::vector<bool> plain(network.nodes.size(), true);
    for (const network::Session& session : network.sessions)
        for (const auto* end : {&session.a, &session.b}) {
            weights[end->node.index()].insert(end->weight);
            if (sets<network::SetWeight>(network, end->import_policy))
                plain[end->node.index()] = false;
        }
    for (std::size_t i = 0; i < plain.size(); ++i)
        if (weights[i].size() > 1 || (!weights[i].empty() && *weights[i].begin() > 32768))
            plain[i] = false;
    return plain;
}

/// ASNs that something other than their own nodes puts into paths.
std::set<network::Asn> inserted(const Network& network) {
    std::set<network::Asn> found;
    for (const network::Session& session : network.sessions)
        for (const auto* end : {&session.a, &session.b}) {
            std::set<network::Asn> here;
            for (auto [from, to] : end->replace_as)
                here.insert(to);
            if (end->local_as)
                here.insert(end->local_as->asn);
            for (const auto& policy : {end->import_policy, end->export_policy}) {
                if (!policy)
                    continue;
                for (const network::Term& term : network[*policy].terms)
                    for (const network::Set& set : term.sets)
                        if (const auto* prepend = std::get_if<network::PrependAs>(&set.what))
                            here.insert(prepend->asn);
            }
            here.erase(*network[end->node].asn);
            found.insert(here.begin(), here.end());
        }
    return found;
}

} // namespace

network::Asn shown(const Network& network, const network::SessionEnd& end) {
    return end.local_as ? end.local_as->asn : *network[end.node].asn;
}

std::vector<network::Asn> fronts(const Network& network, const network::SessionEnd& end) {
    std::vector<network::Asn> result;
    if (!end.local_as || !end.local_as->replaces)
        result.push_back(*network[end.node].asn);
    if (end.local_as)
        result.push_back(end.local_as->asn);
    return result;
}

bool looks_at(const network::Decision& decision, Criterion criterion) {
    const auto end = std::find(decision.order.begin(), decision.order.end(), Criterion::oldest);
    return std::find(decision.order.begin(), end, criterion) != end;
}

std::vector<bool> prefers_short_paths(const Network& network) {
    const std::vector<bool> preferences = plain_preferences(network), weights = plain_weights(network);
    std::vector<bool> result(network.nodes.size(), false);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const network::Decision& decision = network.nodes[i].decision;
        bool before = true;
        for (std::size_t k = 0; before && k < decision.order.size(); ++k) {
            const Criterion criterion = decision.order[k];
            if (criterion == Criterion::as_path_length) {
                result[i] = !decision.multipath_after || *decision.multipath_after > k;
                break;
            }
            before = (criterion == Criterion::weight && weights[i]) || criterion == Criterion::local_origin ||
                     (criterion == Criterion::local_preference && preferences[i]);
        }
    }
    return result;
}

bool ranks_by_length(const Network& network) {
    return std::ranges::all_of(network.nodes, [](const network::Node& node) {
        const auto& order = node.decision.order;
        const auto length = std::ranges::find(order, Criterion::as_path_length);
        const auto before = static_cast<std::size_t>(length - order.begin());
        return order.empty() ||
               (length != order.end() && (!node.decision.multipath_after || *node.decision.multipath_after > before) &&
                std::all_of(order.begin(), length, [](Criterion criterion) {
                    return criterion == Criterion::weight || criterion == Criterion::local_preference ||
                           criterion == Criterion::local_origin || criterion == Criterion::origin ||
                           criterion == Criterion::external_over_internal;
                }));
    });
}

// Backward from where load is shared over several sessions whose routes are compared by their whole paths.
std::vector<bool> compares_whole_paths(const Network& network) {
    std::vector<std::size_t> all(network.nodes.size(), 0), internal = all;
    for (const network::Session& s : network.sessions)
        for (const auto* end : {&s.a, &s.b}) {
            ++all[end->node.index()];
            internal[end->node.index()] += network.internal(s) ? 1 : 0;
        }
    std::vector<bool> result;
    bool changed = false;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const network::Decision& decision = network.nodes[i].decision;
        const bool by_path = decision.sharing == network::Sharing::as_path;
        const bool by_path_within = decision.sharing == network::Sharing::peer_as_or_path && internal[i] > 0;
        result.push_back(decision.multipath_after && all[i] > 1 && (by_path || by_path_within));
        changed |= result.back();
    }
    while (changed) {
        changed = false;
        for (const network::Session& s : network.sessions)
            for (const auto* end : {&s.a, &s.b}) {
                const std::size_t from = end->node.index(), to = s.far_end(end->node).node.index();
                if (end->sends && result[to] && !result[from])
                    changed = result[from] = true;
            }
    }
    return result;
}

std::set<network::Asn> shared_most(const Network& network, std::size_t at_most) {
    std::map<network::Asn, std::size_t> holders;
    for (const network::Node& node : network.nodes)
        if (node.asn)
            ++holders[*node.asn];
    std::erase_if(holders, [](const auto& one) { return one.second < 2; });
    std::vector<std::pair<network::Asn, std::size_t>> shared(holders.begin(), holders.end());
    std::ranges::stable_sort(shared, std::greater<>(), &std::pair<network::Asn, std::size_t>::second);
    std::set<network::Asn> result;
    for (std::size_t i = 0; i < std::min(shared.size(), at_most); ++i)
        result.insert(shared[i].first);
    return result;
}

// Where paths may shrink, a private ASN that is still in a path tells that nothing was removed since its
// node.
std::vector<bool> needs_loop_check(const Network& network, const std::vector<bool>& prefers_short,
                                   bool growing, bool grounded) {
    const std::set<network::Asn> foreign = inserted(network);
    std::map<network::Asn, std::size_t> holders;
    for (const network::Node& node : network.nodes)
        if (node.asn)
            ++holders[*node.asn];
    std::vector<bool> result(network.nodes.size(), true);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto& asn = network.nodes[i].asn;
        if (!asn) {
            result[i] = false;
            continue;
        }
        const bool longer = growing || (grounded && Observed::is_private(*asn));
        if (longer && prefers_short[i] && holders[*asn] == 1 && !foreign.contains(*asn))
            result[i] = false;
    }
    return result;
}

} // namespace encode
