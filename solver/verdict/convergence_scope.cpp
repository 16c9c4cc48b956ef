// Which failures can matter to whether routing comes to rest.

#include <algorithm>

#include "solver/verdict/convergence.hpp"

namespace verdict {

using network::FailureBudget;
using network::FailureId;
using network::Network;

namespace {

/// By node: it advertises over none of its sessions, so nobody's choice depends on its own.
std::vector<bool> silent_nodes(const Network& network) {
    std::vector<bool> silent(network.nodes.size(), true);
    for (const network::Session& session : network.sessions)
        for (const auto* end : {&session.a, &session.b})
            if (end->sends)
                silent[end->node.index()] = false;
    return silent;
}

} // namespace

// A silent node always finds a best among what it is offered, whatever that is: what happens only to its
// sessions unsettles nothing.
FailureBudget that_may_unsettle(const Network& network, FailureBudget budget) {
    const std::vector<bool> silent = silent_nodes(network);
    std::vector<bool> matters(network.failures.size(), false);
    const auto mark = [&](const std::vector<FailureId>& groups) {
        for (const FailureId group : groups)
            matters[group.index()] = true;
    };
    for (const network::Node& node : network.nodes)
        mark(node.fails_with);
    for (const network::Link& link : network.links)
        mark(link.fails_with);
    for (const network::Session& session : network.sessions)
        if (!silent[session.a.node.index()] && !silent[session.b.node.index()]) {
            mark(session.fails_with);
            mark(session.stands_in_for);
        }
    for (network::FailureLimit& limit : budget.limits)
        std::erase_if(limit.groups, [&](FailureId group) { return !matters[group.index()]; });
    return budget;
}

} // namespace verdict
