// Lengths are shortest paths over sessions: eBGP adds one ASN, iBGP none; policies only prepend, and after
// `remove_private_as` at least the sender's own ASN is left. Failures and conditions only take routes away.

#include "solver/routing/prospects.hpp"

#include <algorithm>
#include <deque>

#include "solver/routing/message.hpp"

namespace routing {

using namespace network;

namespace {

constexpr std::size_t unreachable = SIZE_MAX;

std::size_t sent_length(const Network& network, SessionId session, NodeId sender, std::size_t held) {
    const Session& between = network[session];
    if (network.internal(between))
        return held;
    return between.end(sender).remove_private_as ? 1 : held + 1;
}

/// The least length of the path of any route a node could hold.
std::vector<std::size_t> least_lengths(const Network& network, const Prefix& prefix, const Adjacency& adjacency) {
    std::vector<std::size_t> lengths(network.nodes.size(), unreachable);
    std::deque<NodeId> fresh;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        for (const Origination& it : network.nodes[i].originates)
            if (it.prefix == prefix)
                lengths[i] = std::min(lengths[i], it.as_path.size());
        if (lengths[i] != unreachable)
            fresh.push_back(NodeId::at(i));
    }
    for (; !fresh.empty(); fresh.pop_front()) {
        const NodeId node = fresh.front();
        for (const SessionId session : adjacency.sessions[node.index()]) {
            const NodeId peer = peer_of(network[session], node);
            const std::size_t length = sent_length(network, session, node, lengths[node.index()]);
            if (length >= lengths[peer.index()])
                continue;
            lengths[peer.index()] = length;
            fresh.push_back(peer);
        }
    }
    return lengths;
}

/// The greatest value that a policy's sets of this kind give; `least` if there is none.
template <class SetKind> std::uint32_t greatest_set(const Policy& policy, std::uint32_t least) {
    for (const Term& term : policy.terms)
        for (const Set& set : term.sets)
            if (const auto* it = std::get_if<SetKind>(&set.what))
                least = std::max(least, it->value);
    return least;
}

/// What local preference could be at best after import; on iBGP any policy of the network may have set it.
std::uint32_t greatest_preference(const Network& network, const Session& session, const SessionEnd& end) {
    std::uint32_t greatest = 100;
    if (network.internal(session)) {
        for (const Policy& policy : network.policies)
            greatest = greatest_set<SetLocalPreference>(policy, greatest);
    } else if (end.import_policy) {
        greatest = greatest_set<SetLocalPreference>(network[*end.import_policy], greatest);
    }
    return greatest;
}

/// The node of the lowest router id that a route could name as its originator at the receiver, if the peer reflects any.
NodeId best_originator(const Network& network, const Session& session, NodeId peer, const Adjacency& adjacency) {
    const auto reflects = [&](SessionId id) { return network[id].end(peer).client; };
    if (!network.internal(session) || std::ranges::none_of(adjacency.sessions[peer.index()], reflects))
        return {};
    NodeId best;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const Node& node = network.nodes[i];
        if (node.asn == network[peer].asn && node.router_id && (!best.known() || *node.router_id < *network[best].router_id))
            best = NodeId::at(i);
    }
    return best;
}

} // namespace

Prospects::Prospects(const Network& network, const Prefix& prefix) : network_(&network) {
    const Adjacency adjacency(network);
    const auto lengths = least_lengths(network, prefix, adjacency);
    const auto at_best = [&](SessionId session, const SessionEnd& end) {
        const NodeId peer = peer_of(network[session], end.node);
        const std::size_t held = lengths[peer.index()] == unreachable ? 0 : lengths[peer.index()];
        Candidate best{session, {}};
        best.route.as_path.resize(sent_length(network, session, peer, held));
        best.route.originator = best_originator(network, network[session], peer, adjacency);
        best.route.local_preference = greatest_preference(network, network[session], end);
        best.route.weight =
            end.import_policy ? greatest_set<SetWeight>(network[*end.import_policy], end.weight) : end.weight;
        return best;
    };
    for (std::size_t i = 0; i < network.sessions.size(); ++i) {
        const SessionId session = SessionId::at(i);
        best_.emplace_back(at_best(session, network[session].a), at_best(session, network[session].b));
    }
}

const Candidate& Prospects::over(SessionId session, NodeId receiver) const {
    const auto& [at_a, at_b] = best_[session.index()];
    return (*network_)[session].a.node == receiver ? at_a : at_b;
}

} // namespace routing
