// What a stable state rests on.

#include <algorithm>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/convergence.hpp"

namespace verdict {

using network::FailureId;
using network::FailureSet;
using network::Network;
using network::NodeId;
using network::Prefix;

namespace {

/// MED makes a choice depend on routes that lose: the pair of it in RFC 4271 §9.1.2.2 c.
bool med_matters(const Network& network) {
    return std::ranges::any_of(network.policies, [](const network::Policy& policy) {
        return std::ranges::any_of(policy.terms, [](const network::Term& term) {
            return std::ranges::any_of(term.sets, [](const network::Set& set) {
                return std::holds_alternative<network::SetMed>(set.what);
            });
        });
    });
}

/// Which sessions are up, or which route wins, rests on ways of OSPF.
bool asks_the_igp(const Network& network) {
    return std::ranges::any_of(network.sessions, &network::Session::multihop) ||
           std::ranges::any_of(network.nodes, [](const network::Node& node) {
               return node.ospf && std::ranges::count(node.decision.order, network::Criterion::igp_metric) > 0;
           });
}

/// Collects the groups whose failure could take away what a state rests on.
class Used {
public:
    Used(const Network& network, const FailureSet& failed) : network_(network), failed_(failed) {}

    void add(NodeId node) { add(network_[node].fails_with); }
    void add(network::LinkId link) {
        if (!link.known())
            return;
        add(network_[link].fails_with);
        add(network_[link].from);
        add(network_[link].to);
    }
    void add(network::SessionId session) {
        add(network_[session].fails_with);
        add(network_[session].a.node);
        add(network_[session].b.node);
        add(network_[session].forward);
        add(network_[session].back);
    }
    void add_static_routes(NodeId node, const Prefix& prefix) {
        for (const network::StaticRoute& route : network_[node].static_routes)
            if (const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
                via && route.prefix == prefix && routing::is_up(network_, via->link, failed_))
                add(via->link);
    }
    /// What takes its place may offer something better.
    void add_replaced(const network::Session& session) { add(session.stands_in_for); }
    /// What may be announced is another offer once it is.
    void add_announcements(const Prefix& prefix) {
        for (const network::Node& node : network_.nodes)
            for (const network::Origination& it : node.originates)
                if (it.prefix == prefix && it.only_while)
                    groups_.push_back(*it.only_while);
    }
    /// Any way of OSPF may be what announces.
    void add_ospf() {
        for (std::size_t i = 0; i < network_.links.size(); ++i)
            if (network_.links[i].ospf_cost)
                add(network::LinkId::at(i));
    }
    void add_links(NodeId from, NodeId to) {
        for (std::size_t i = 0; i < network_.links.size(); ++i)
            if (network_.links[i].from == from && network_.links[i].to == to)
                add(network::LinkId::at(i));
    }
    /// What is down already is no part of it.
    FailureSet groups() {
        std::ranges::sort(groups_);
        groups_.erase(std::ranges::unique(groups_).begin(), groups_.end());
        std::erase_if(groups_, [&](FailureId id) { return std::ranges::binary_search(failed_, id); });
        return groups_;
    }

private:
    void add(const std::vector<FailureId>& groups) {
        groups_.insert(groups_.end(), groups.begin(), groups.end());
    }

    const Network& network_;
    const FailureSet& failed_;
    FailureSet groups_;
};

} // namespace

std::optional<FailureSet> used_by(const Network& network, const FailureSet& failed,
                                  const routing::PrefixState& state) {
    if (med_matters(network))
        return std::nullopt;
    Used used(network, failed);
    for (const network::Session& session : network.sessions)
        used.add_replaced(session);
    if (asks_the_igp(network)) // a way that is lost may also bring another offer nearer: over a link of the node's own
        used.add_ospf();
    used.add_announcements(state.prefix);
    for (std::size_t i = 0; i < state.choices.size(); ++i) {
        const auto node = NodeId::at(i);
        used.add_static_routes(node, state.prefix); // origin, or what is installed: its loss may add an offer
        const auto& best = state.choices[i].best;
        if (!best)
            continue;
        used.add(node);
        if (best->local()) {
            if (network[node].ospf)
                used.add_ospf();
            continue;
        }
        used.add(best->session);
        const network::Session& session = network[best->session];
        const NodeId peer = session.far_end(node).node;
        if (best->route.next_hop == peer && session.link_from(node).known())
            continue;
        if (network[node].hands_to)
            used.add(*network[node].hands_to);
        else
            used.add_links(node, best->route.next_hop);
        if (network[node].ospf)
            used.add_ospf(); // or it resolves so
    }
    return used.groups();
}

} // namespace verdict
