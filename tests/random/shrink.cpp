// Greedy deletion, one change at a time, until none is left that keeps the disagreement.

#include "tests/random/shrink.hpp"

#include <algorithm>
#include <vector>

namespace random_networks {

using namespace network;

namespace {

using Change = std::function<bool(Network&)>;  ///< false: nothing to change here

/// A cable with its session is turned off by disabling its group: indices stay what they are.
Change disable(std::size_t group) {
    return [group](Network& n) {
        return n.failures[group].failure_class == FailureClass::link && !std::exchange(n.failures[group].disabled, true);
    };
}

template <class Member, class Value>
Change set(std::size_t session, bool first, Member member, Value value) {
    return [=](Network& n) {
        if (session >= n.sessions.size())
            return false;
        SessionEnd& end = first ? n.sessions[session].a : n.sessions[session].b;
        if (end.*member == value)
            return false;
        end.*member = value;
        return true;
    };
}

void add_session_changes(std::size_t s, std::vector<Change>& changes) {
    for (bool first : {true, false}) {
        changes.push_back(set(s, first, &SessionEnd::import_policy, std::optional<PolicyId>{}));
        changes.push_back(set(s, first, &SessionEnd::export_policy, std::optional<PolicyId>{}));
        changes.push_back(set(s, first, &SessionEnd::as_override, false));
        changes.push_back(set(s, first, &SessionEnd::remove_private_as, false));
        changes.push_back(set(s, first, &SessionEnd::replace_as, std::vector<std::pair<Asn, Asn>>{}));
        changes.push_back(set(s, first, &SessionEnd::allow_own_as, 0u));
        changes.push_back([=](Network& n) {
            if (s >= n.sessions.size())
                return false;
            Session& session = n.sessions[s];
            const bool internal = n.internal(session);
            auto& local_as = (first ? session.a : session.b).local_as;
            const auto before = std::exchange(local_as, {});
            if (before && n.internal(session) != internal)
                local_as = before; // an eBGP session stays one
            return before && !local_as;
        });
        changes.push_back(set(s, first, &SessionEnd::weight, 0u));
        changes.push_back(set(s, first, &SessionEnd::lists_only, false));
        changes.push_back(set(s, first, &SessionEnd::sends, true));
        changes.push_back(set(s, first, &SessionEnd::client, false));
        changes.push_back(set(s, first, &SessionEnd::next_hop_self_reflected, false));
        changes.push_back(set(s, first, &SessionEnd::next_hop_unchanged, false));
        changes.push_back(set(s, first, &SessionEnd::next_hop, std::optional<NodeId>{}));
    }
    changes.push_back([s](Network& n) { return s < n.sessions.size() && !std::exchange(n.sessions[s].stands_in_for, {}).empty(); });
    changes.push_back([s](Network& n) { return s < n.sessions.size() && !std::exchange(n.sessions[s].fails_with, {}).empty(); });
    changes.push_back([s](Network& n) { return s < n.sessions.size() && std::exchange(n.sessions[s].multihop, false); });
}

template <class Member>
Change pop(std::size_t node, Member member, std::size_t index) {
    return [=](Network& n) {
        auto& list = n.nodes[node].*member;
        if (index >= list.size())
            return false;
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
        return true;
    };
}

void add_ospf_changes(std::size_t node, std::vector<Change>& changes) {
    changes.push_back([node](Network& n) { return std::exchange(n.nodes[node].ospf, {}).has_value(); });
    changes.push_back([node](Network& n) {
        auto& ospf = n.nodes[node].ospf;
        return ospf && std::exchange(ospf->originates_default, Ospf::Default::no) != Ospf::Default::no;
    });
    for (const bool first : {true, false})
        changes.push_back([node, first](Network& n) {
            auto& ospf = n.nodes[node].ospf;
            if (!ospf || ospf->redistributes.empty())
                return false;
            ospf->redistributes.erase(first ? ospf->redistributes.begin() : ospf->redistributes.end() - 1);
            return true;
        });
    changes.push_back([node](Network& n) {
        bool simpler = false;
        if (auto& ospf = n.nodes[node].ospf)
            for (Redistribution& one : ospf->redistributes)
                simpler |= !std::exchange(one.only, {}).empty() || std::exchange(one.type_1, false) ||
                           std::exchange(one.metric, 1u) != 1;
        return simpler;
    });
}

/// Static routes as they always were.
void add_static_changes(const Network& network, std::size_t node, std::vector<Change>& changes) {
    for (std::size_t i = 0; i < network.nodes[node].static_routes.size(); ++i)
        changes.push_back([node, i](Network& n) {
            auto& routes = n.nodes[node].static_routes;
            if (i >= routes.size())
                return false;
            if (auto* via = std::get_if<ViaLink>(&routes[i].next_hop))
                return std::exchange(via->permanent, false);
            return std::exchange(std::get<Discard>(routes[i].next_hop).unreachable, false);
        });
}

void add_node_changes(const Network& network, std::size_t node, std::vector<Change>& changes) {
    for (std::size_t i = 0; i < network.nodes[node].originates.size(); ++i)
        changes.push_back(pop(node, &Node::originates, i));
    for (std::size_t i = 0; i < network.nodes[node].static_routes.size(); ++i)
        changes.push_back(pop(node, &Node::static_routes, i));
    for (std::size_t i = 0; i < network.nodes[node].owns.size(); ++i)
        changes.push_back(pop(node, &Node::owns, i));
    add_static_changes(network, node, changes);
    add_ospf_changes(node, changes);
    changes.push_back([node](Network& n) { return std::exchange(n.nodes[node].cluster_id, {}).has_value(); });
    changes.push_back([node](Network& n) { return std::exchange(n.nodes[node].hands_to, {}).has_value(); });
    for (std::size_t i = 0; i < network.nodes[node].recursive.size(); ++i)
        changes.push_back(pop(node, &Node::recursive, i));
    changes.push_back([node](Network& n) { return !std::exchange(n.nodes[node].resolves_by_default, true); });
    changes.push_back([node](Network& n) { return !std::exchange(n.nodes[node].resolves_by_recursive, true); });
    changes.push_back([node](Network& n) { return !std::exchange(n.nodes[node].filter.rules, {}).empty(); });
    changes.push_back([node](Network& n) { return std::exchange(n.nodes[node].stateful, false); });
    changes.push_back([node](Network& n) { return !std::exchange(n.nodes[node].forwards, true); });
    changes.push_back([node](Network& n) { return !std::exchange(n.nodes[node].in_traces, true); });
    changes.push_back([node](Network& n) { return std::exchange(n.nodes[node].source_nat, {}).has_value(); });
    changes.push_back([node](Network& n) { return std::exchange(n.nodes[node].sticky, false); });
    changes.push_back([node](Network& n) { return std::exchange(n.nodes[node].admits_unseen, false); });
    changes.push_back([node](Network& n) { return std::exchange(n.nodes[node].state_group, {}).has_value(); });
    changes.push_back([node](Network& n) { return !std::exchange(n.nodes[node].drops_with, {}).empty(); });
    changes.push_back([node](Network& n) { return std::exchange(n.nodes[node].decision.multipath_after, {}).has_value(); });
    const auto length = network.nodes[node].decision.order.size();
    for (std::size_t i = 0; i + 1 < length; ++i)
        changes.push_back([node, i](Network& n) {
            auto& d = n.nodes[node].decision;
            if (d.multipath_after || i + 1 >= d.order.size())
                return false;
            const bool needed = d.order[i] == Criterion::local_origin || d.order[i] == Criterion::external_over_internal;
            if (needed && std::ranges::find(d.order, Criterion::oldest_external) != d.order.end())
                return false;
            d.order.erase(d.order.begin() + static_cast<std::ptrdiff_t>(i));
            return true;
        });
}

void add_policy_changes(const Network& network, std::size_t policy, std::vector<Change>& changes) {
    for (std::size_t t = 0; t < network.policies[policy].terms.size(); ++t) {
        changes.push_back([policy, t](Network& n) {
            auto& terms = n.policies[policy].terms;
            if (t >= terms.size())
                return false;
            terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(t));
            return true;
        });
        for (std::size_t i = 0; i < network.policies[policy].terms[t].sets.size(); ++i)
            changes.push_back([policy, t, i](Network& n) {
                if (t >= n.policies[policy].terms.size() || i >= n.policies[policy].terms[t].sets.size())
                    return false;
                auto& sets = n.policies[policy].terms[t].sets;
                sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(i));
                return true;
            });
    }
}

std::vector<Change> changes_of(const Network& network) {
    std::vector<Change> changes;
    for (std::size_t g = 0; g < network.failures.size(); ++g)
        changes.push_back(disable(g));
    changes.push_back([](Network& n) { return !std::exchange(n.budget.limits, {}).empty(); });
    for (std::size_t i = 0; i < network.budget.limits.size(); ++i)
        changes.push_back([i](Network& n) {
            if (i >= n.budget.limits.size())
                return false;
            n.budget.limits.erase(n.budget.limits.begin() + static_cast<std::ptrdiff_t>(i));
            return true;
        });
    for (std::size_t i = 0; i < network.links.size(); ++i)
        changes.push_back([i](Network& n) { return std::exchange(n.links[i].ospf_cost, {}).has_value(); });
    for (std::size_t i = 0; i < network.links.size(); ++i)
        changes.push_back([i](Network& n) { return std::exchange(n.links[i].ospf_area, 0U) != 0; });
    changes.push_back([](Network& n) { return !std::exchange(n.stub_areas, {}).empty(); });
    changes.push_back([](Network& n) { return n.stub_areas.size() > 1 && (n.stub_areas.pop_back(), true); });
    for (std::size_t i = 0; i < network.sessions.size(); ++i)
        changes.push_back([i](Network& n) {
            if (i >= n.sessions.size())
                return false;
            n.sessions.erase(n.sessions.begin() + static_cast<std::ptrdiff_t>(i));
            return true;
        });
    for (std::size_t s = 0; s < network.sessions.size(); ++s)
        add_session_changes(s, changes);
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        add_node_changes(network, i, changes);
    for (std::size_t i = 0; i < network.links.size(); ++i)
        changes.push_back([i](Network& n) { return !std::exchange(n.links[i].filter.rules, {}).empty(); });
    for (std::size_t p = 0; p < network.policies.size(); ++p)
        add_policy_changes(network, p, changes);
    return changes;
}

}  // namespace

Network shrink(Network network, const std::function<bool(const Network&)>& disagrees) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (const Change& change : changes_of(network)) {
            Network candidate = network;
            if (change(candidate) && disagrees(candidate)) {
                network = std::move(candidate);
                smaller = true;
            }
        }
    }
    return network;
}

}  // namespace random_networks
