// Questions about a network that need no routing.

#include "solver/network/network.hpp"

#include <algorithm>
#include <stdexcept>

namespace network {

namespace {

/// Nodes without an ASN speak no BGP; a session of one is a mistake of lowering.
Asn asn_of(const Network& network, NodeId node) {
    const auto& asn = network[node].asn;
    if (!asn)
        throw std::logic_error("a session ends at `" + network[node].name + "`, which has no ASN");
    return *asn;
}

/// What the peer of an end takes it for.
Asn shown(const Network& network, const SessionEnd& end) {
    const Asn own = asn_of(network, end.node);
    return end.local_as ? end.local_as->asn : own;
}

} // namespace

bool Network::internal(const Session& session) const {
    return shown(*this, session.a) == shown(*this, session.b);
}

std::string to_string(const Community& community) {
    if (community == no_export)
        return "no-export";
    if (community == no_advertise)
        return "no-advertise";
    if (community == no_export_subconfed)
        return "no-export-subconfed";
    const std::string standard = std::to_string(community.high) + ':' + std::to_string(community.low);
    return community.last ? standard + ':' + std::to_string(*community.last) : standard;
}

std::uint64_t Network::cluster(NodeId node) const {
    const auto& declared = (*this)[node].cluster_id;
    return declared ? *declared : (std::uint64_t{1} << 32) + node.value;
}

std::vector<SessionId> Network::sessions_of(NodeId node) const {
    std::vector<SessionId> found;
    for (std::size_t i = 0; i < sessions.size(); ++i)
        if (sessions[i].a.node == node || sessions[i].b.node == node)
            found.push_back(SessionId::at(i));
    return found;
}

std::vector<LinkId> Network::links_from(NodeId node) const {
    std::vector<LinkId> found;
    for (std::size_t i = 0; i < links.size(); ++i)
        if (links[i].from == node)
            found.push_back(LinkId::at(i));
    return found;
}

NodeId Network::find_node(std::string_view name) const {
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].name == name)
            return NodeId::at(i);
    return {};
}

namespace {

/// Where a node hands everything: the link its own BGP is no part of, or an inner default route beside nothing that a
/// table would show.
LinkId hands_all_to(const Node& node) {
    if (node.hands_to)
        return *node.hands_to;
    LinkId found;
    for (const StaticRoute& route : node.static_routes) {
        const auto* via = std::get_if<ViaLink>(&route.next_hop);
        if (!route.label.hidden)
            return {};
        if (via && route.prefix.length == 0)
            found = via->link;
    }
    return found;
}

} // namespace

NodeId table_for(const Network& network, NodeId node) {
    for (std::size_t steps = 0; steps < network.nodes.size(); ++steps) {
        const LinkId link = hands_all_to(network[node]);
        if (!link.known())
            return node;
        node = network[link].to;
    }
    return node;
}

std::vector<Prefix> routed_prefixes(const Network& network) {
    std::vector<Prefix> prefixes;
    for (const Node& node : network.nodes) {
        for (const OwnedPrefix& owned : node.owns)
            prefixes.push_back(owned.prefix);
        for (const Origination& origination : node.originates)
            prefixes.push_back(origination.prefix);
        for (const StaticRoute& route : node.static_routes)
            prefixes.push_back(route.prefix);
        if (node.ospf && node.ospf->originates_default == Ospf::Default::always)
            prefixes.push_back({});
    }
    if (!network.stub_areas.empty())
        prefixes.push_back({});
    std::sort(prefixes.begin(), prefixes.end());
    prefixes.erase(std::unique(prefixes.begin(), prefixes.end()), prefixes.end());
    return prefixes;
}

bool announced(const Network& network, const Prefix& prefix) {
    return std::any_of(network.nodes.begin(), network.nodes.end(), [&](const Node& node) {
        return node.asn && std::any_of(node.originates.begin(), node.originates.end(),
                                       [&](const Origination& origin) { return origin.prefix == prefix; });
    });
}

Adjacency::Adjacency(const Network& network) : sessions(network.nodes.size()), links(network.nodes.size()) {
    for (std::size_t i = 0; i < network.sessions.size(); ++i) {
        const Session& session = network.sessions[i];
        sessions[session.a.node.index()].push_back(SessionId::at(i));
        if (session.b.node != session.a.node)
            sessions[session.b.node.index()].push_back(SessionId::at(i));
    }
    for (std::size_t i = 0; i < network.links.size(); ++i)
        links[network.links[i].from.index()].push_back(LinkId::at(i));
}

bool leaves_choices_open(const Network& network, const FailureLimit& limit) {
    return !limit.groups.empty() &&
           std::all_of(limit.groups.begin(), limit.groups.end(),
                       [&](FailureId group) { return network[group].failure_class == FailureClass::choice; });
}

FailureBudget without_choices(const Network& network, FailureBudget budget) {
    std::erase_if(budget.limits,
                  [&](const FailureLimit& limit) { return leaves_choices_open(network, limit); });
    return budget;
}

FailureSet without_choices(const Network& network, FailureSet failed) {
    std::erase_if(failed, [&](FailureId group) {
        const FailureClass it = network[group].failure_class;
        return it == FailureClass::choice || it == FailureClass::condition;
    });
    return failed;
}

} // namespace network
