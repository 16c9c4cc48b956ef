// `specs/semantics.md` §1, word by word.

#include "solver/routing/health.hpp"

#include <algorithm>

#include "solver/routing/resolution.hpp"
#include "solver/routing/simulate.hpp"

namespace routing {

using network::FailureId;
using network::FailureSet;
using network::LinkId;
using network::Network;
using network::NodeId;
using network::SessionId;

bool is_down(const Network& network, FailureId group, const FailureSet& failed) {
    return network[group].disabled || std::binary_search(failed.begin(), failed.end(), group);
}

namespace {

/// The first group of `groups` that is down, or an unknown id.
FailureId first_down(const Network& network, const std::vector<FailureId>& groups, const FailureSet& failed) {
    for (const FailureId group : groups)
        if (is_down(network, group, failed))
            return group;
    return {};
}

} // namespace

bool is_up(const Network& network, NodeId node, const FailureSet& failed) {
    return !first_down(network, network[node].fails_with, failed).known();
}

bool is_up(const Network& network, LinkId link, const FailureSet& failed) {
    const network::Link& it = network[link];
    return !first_down(network, it.fails_with, failed).known() && is_up(network, it.from, failed) &&
           is_up(network, it.to, failed);
}

namespace {

/// The first group that is down and that the session cannot do without.
FailureId missing_to(const Network& network, const network::Session& session, const FailureSet& failed) {
    std::vector<const std::vector<FailureId>*> needed{&session.fails_with, &network[session.a.node].fails_with,
                                                      &network[session.b.node].fails_with};
    for (const LinkId link : {session.forward, session.back}) {
        if (!link.known())
            continue;
        needed.push_back(&network[link].fails_with);
        needed.push_back(&network[network[link].from].fails_with);
        needed.push_back(&network[network[link].to].fails_with);
    }
    for (const auto* groups : needed)
        if (const FailureId group = first_down(network, *groups, failed); group.known())
            return group;
    return {};
}

/// Whether nothing is missing: the ends of a multihop session must reach each other besides.
bool has_what_it_needs(const ShortestPaths& paths, const network::Session& session, const FailureSet& failed) {
    if (missing_to(paths.network(), session, failed).known())
        return false;
    return !session.multihop || (reach(paths, session.a.node, session.b.node) && reach(paths, session.b.node, session.a.node));
}

bool waits(const Network& network, const network::Session& session, const FailureSet& failed) {
    return !session.stands_in_for.empty() && !first_down(network, session.stands_in_for, failed).known();
}

bool is_up(const ShortestPaths& paths, const network::Session& session, const FailureSet& failed) {
    return !waits(paths.network(), session, failed) && has_what_it_needs(paths, session, failed);
}

} // namespace

bool stands_by(const Network& network, SessionId session, const FailureSet& failed) {
    return waits(network, network[session], failed) &&
           has_what_it_needs(ShortestPaths(network, failed), network[session], failed);
}

FailureId taken_down_by(const Network& network, SessionId session, const FailureSet& failed) {
    if (stands_by(network, session, failed))
        return network[session].stands_in_for.front();
    return missing_to(network, network[session], failed);
}

bool is_up(const Network& network, SessionId session, const FailureSet& failed) {
    return is_up(ShortestPaths(network, failed), network[session], failed);
}

FailureId drained_by(const Network& network, NodeId node, const FailureSet& failed) {
    return first_down(network, network[node].drops_with, failed);
}

Health::Health(const Network& network, const FailureSet& failed)
    : network_(&network), adjacency_(network), shortest_paths_(network, failed) {
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        nodes_.push_back(is_up(network, NodeId::at(i), failed));
    for (std::size_t i = 0; i < network.links.size(); ++i)
        links_.push_back(is_up(network, LinkId::at(i), failed));
    for (std::size_t i = 0; i < network.sessions.size(); ++i)
        sessions_.push_back(is_up(shortest_paths_, network.sessions[i], failed));
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        down_.push_back(is_down(network, FailureId::at(i), failed));
}

} // namespace routing
