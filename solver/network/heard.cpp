// From those who originate over sessions, until nobody hears of a next hop that is new to him.

#include "solver/network/heard.hpp"

#include <algorithm>
#include <set>

namespace network {

namespace {

/// Whether the term applies to some route to the prefix, or to all of them.
struct Applies {
    bool maybe = true, always = true;
};

Applies applies(const Term& term, const std::optional<Prefix>& prefix) {
    Applies result;
    for (const Match& match : term.matches) {
        const auto* prefixes = std::get_if<MatchPrefix>(&match.what);
        if (!prefixes || !prefix) {
            result.always = false;
            continue;
        }
        const auto matches = [&](const PrefixRange& range) { return range.matches(*prefix); };
        if (!std::ranges::any_of(prefixes->any_of, matches))
            return {false, false};
    }
    return result;
}

bool is_disabled(const Network& network, const Session& session) {
    const auto off = [&](FailureId group) { return network[group].disabled; };
    return std::ranges::any_of(session.fails_with, off);
}

} // namespace

bool Heard::passes(const std::optional<PolicyId>& policy) const {
    if (!policy)
        return true;
    for (const Term& term : network_[*policy].terms) {
        const Applies here = applies(term, prefix_);
        if (here.maybe && term.outcome == Outcome::accept)
            return true;
        if (here.always && term.outcome == Outcome::reject)
            return false;
    }
    return false;
}

bool Heard::originates(const Node& node) const {
    return node.asn && std::ranges::any_of(node.originates, [&](const Origination& origination) {
               return !prefix_ || origination.prefix == *prefix_;
           });
}

Heard::Heard(const Network& network, const Adjacency& adjacency, std::optional<Prefix> prefix)
    : network_(network), adjacency_(adjacency), prefix_(prefix), routes_(network.nodes.size()) {
    std::vector<std::pair<NodeId, Route>> open;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (originates(network.nodes[i]))
            spread(NodeId::at(i), NodeId::at(i), {}, open);
    while (!open.empty()) {
        const auto [node, route] = open.back();
        open.pop_back();
        spread(node, route.next_hop, route.session, open);
    }
}

// Export as `specs/semantics.md` §2 has it, as far as the next hop goes.
void Heard::spread(NodeId from, NodeId next_hop, SessionId came_over, std::vector<std::pair<NodeId, Route>>& open) {
    const bool local = !came_over.known(), internal = !local && network_.internal(network_[came_over]);
    for (const SessionId id : adjacency_.sessions[from.index()]) {
        const Session& session = network_[id];
        const SessionEnd &end = session.end(from), &peer = session.far_end(from);
        const bool within = network_.internal(session), reflected = within && internal;
        if (is_disabled(network_, session) || !end.sends || peer.lists_only || !passes(end.export_policy) ||
            !passes(peer.import_policy) || (reflected && !end.client && !network_[came_over].end(from).client))
            continue;
        const bool own = within ? (reflected ? end.next_hop_self_reflected : end.next_hop_self) : !end.next_hop_unchanged;
        const Route route{end.next_hop ? *end.next_hop : local || own ? from : next_hop, id};
        if (routes_[peer.node.index()].insert(route).second)
            open.emplace_back(peer.node, route);
    }
}

bool is_recursive(const Network& network, const Session& session, NodeId node) {
    return network.internal(session) || !session.link_from(node).known();
}

std::optional<Address> speaking_address(const Node& node) {
    const auto owned = [&](Address address) {
        return std::ranges::any_of(node.owns, [&](const OwnedPrefix& own) { return own.prefix.contains(address); });
    };
    if (node.bgp_address && owned(*node.bgp_address))
        return node.bgp_address;
    const auto loopback = std::ranges::find(node.owns, 32, [](const OwnedPrefix& own) { return own.prefix.length; });
    if (loopback != node.owns.end())
        return loopback->prefix.first();
    return node.owns.empty() ? std::nullopt : std::optional(node.owns.front().prefix.first());
}

std::optional<Address> next_hop_address(const Network& network, NodeId node, NodeId next_hop) {
    std::set<Address> interfaces;
    for (const Session& session : network.sessions) {
        if ((session.a.node != next_hop && session.b.node != next_hop) || network.internal(session))
            continue;
        const LinkId towards = session.link_from(session.far_end(next_hop).node);
        if (towards.known() && network[towards].to_address)
            interfaces.insert(*network[towards].to_address);
    }
    const bool abroad = network[node].asn != network[next_hop].asn;
    const auto own = speaking_address(network[next_hop]);
    return own && abroad && interfaces.size() == 1 ? *interfaces.begin() : own;
}

} // namespace network
