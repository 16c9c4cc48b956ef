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
    for (const network::Node& node : network.nodes) {
        mark(node.fails_with);
        for (const network::Origination& it : node.originates)
            if (it.only_while)
                mark({*it.only_while});
    }
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

// Of what one node may announce of a prefix the first that exists counts: any set of announcements is as good as the
// first of it. That needs a limit that leaves all of them open, and groups that do nothing else.
FailureBudget that_may_unsettle(const Network& network, FailureBudget budget, const network::Prefix& prefix) {
    std::vector<FailureId> announced;
    std::vector<network::FailureLimit> once;
    for (const network::Node& node : network.nodes) {
        network::FailureLimit of_this{1, {}};
        for (const network::Origination& it : node.originates) {
            if (!it.only_while || network[*it.only_while].failure_class != network::FailureClass::choice)
                continue;
            announced.push_back(*it.only_while);
            if (it.prefix == prefix)
                of_this.groups.push_back(*it.only_while);
        }
        if (!of_this.groups.empty())
            once.push_back(std::move(of_this));
    }
    std::ranges::sort(announced);
    const auto only_announces = [&](FailureId group) { return std::ranges::binary_search(announced, group); };
    bool left_open = false;
    for (network::FailureLimit& limit : budget.limits) {
        const bool open = limit.at_most >= limit.groups.size();
        if (!open && std::ranges::any_of(limit.groups, only_announces))
            return budget;
        if (open && std::erase_if(limit.groups, only_announces) > 0) {
            limit.at_most = static_cast<std::uint32_t>(limit.groups.size());
            left_open = true;
        }
    }
    if (left_open)
        budget.limits.insert(budget.limits.end(), once.begin(), once.end());
    return budget;
}

} // namespace verdict
