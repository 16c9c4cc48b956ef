// What is up (semantics.md §1).

#include "solver/encode/world.hpp"

#include <algorithm>
#include <stdexcept>

#include "solver/encode/ospf_areas.hpp"
#include "solver/encode/resolution.hpp"

namespace encode {

using network::FailureId;
using smt::Term;

Failures symbolic_failures(smt::Context& context, const network::Network& network,
                           const network::FailureBudget& budget) {
    Failures failures;
    for (const network::FailureGroup& group : network.failures)
        failures.down.push_back(group.disabled                 ? smt::yes
                                : group.condition.has_value() ? context.variable("condition/" + group.name)
                                                              : smt::no);
    std::vector<Term> limits;
    for (const network::FailureLimit& limit : budget.limits) {
        std::vector<FailureId> groups = limit.groups;
        std::sort(groups.begin(), groups.end());
        groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
        std::vector<Term> counted;
        for (FailureId id : groups) {
            if (network[id].disabled)
                continue; // no failure: it never was up
            Term& down = failures.down[id.index()];
            if (down.is_false())
                down = context.variable("down/" + network[id].name);
            counted.push_back(down);
        }
        limits.push_back(context.at_most(limit.at_most, counted));
    }
    failures.within_budget = context.all(limits);
    return failures;
}

World::World(smt::Context& context, const network::Network& network, std::vector<Term> down, std::string name,
             std::optional<network::FailureBudget> budget)
    : context_(&context), network_(&network), adjacency_(network), down_(std::move(down)),
      name_(std::move(name)), budget_(std::move(budget)) {
    if (down_.size() != network.failures.size())
        throw std::logic_error("a world needs one term per failure group");
    for (std::size_t i = 0; i < down_.size(); ++i)
        if (network.failures[i].disabled)
            down_[i] = smt::yes;

    std::vector<Term> parts;
    const auto add_groups = [&](const std::vector<FailureId>& groups) {
        for (FailureId id : groups)
            parts.push_back(!this->down(id));
    };
    for (const network::Node& node : network.nodes) {
        parts.clear();
        add_groups(node.fails_with);
        nodes_.push_back(context.all(parts));
    }
    for (const network::Link& link : network.links) {
        parts = {up(link.from), up(link.to)};
        add_groups(link.fails_with);
        links_.push_back(context.all(parts));
    }
    for (const network::Session& session : network.sessions) {
        parts = {up(session.a.node), up(session.b.node)};
        add_groups(session.fails_with);
        if (session.forward.known())
            parts.push_back(up(session.forward));
        if (session.back.known())
            parts.push_back(up(session.back));
        if (!session.stands_in_for.empty())
            parts.push_back(any_down(session.stands_in_for));
        if (session.multihop)
            for (const network::SessionEnd* end : {&session.a, &session.b})
                parts.push_back(resolution(end->node, session.far_end(end->node).node, {}).resolves);
        sessions_.push_back(context.all(parts));
    }
}

World::~World() = default;

Term World::any_down(const std::vector<FailureId>& groups) const {
    std::vector<Term> some;
    for (FailureId id : groups)
        some.push_back(down(id));
    return context_->any(some);
}

Term World::up(const network::StaticRoute& route) const {
    const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
    return context_->all({via && !via->permanent ? up(via->link) : smt::yes, !any_down(route.fails_with)});
}

Term World::drains(network::NodeId node) const {
    return context_->all({up(node), any_down((*network_)[node].drops_with)});
}

const OspfAreas& World::ospf() const {
    if (!ospf_)
        ospf_ = std::make_unique<OspfAreas>(*this);
    return *ospf_;
}

const Resolution& World::resolution(network::NodeId node, network::NodeId next_hop, network::LinkId named) const {
    std::unique_ptr<Resolution>& made = resolutions_[{node, next_hop, named}];
    if (!made)
        made = std::make_unique<Resolution>(resolve(*this, node, next_hop, named));
    return *made;
}

const Resolution& World::resolution_by_table(network::NodeId node, network::NodeId next_hop) const {
    std::unique_ptr<Resolution>& made = by_table_[{node, next_hop}];
    if (!made)
        made = std::make_unique<Resolution>(resolve_by_table(*this, node, next_hop, resolution(node, next_hop, {})));
    return *made;
}

const Resolution& World::way_to_peer(network::NodeId node, network::SessionId session) const {
    std::unique_ptr<Resolution>& made = peers_[{node, session}];
    if (!made)
        made = std::make_unique<Resolution>(resolve_peer(*this, (*network_)[session].end(node)));
    return *made;
}

} // namespace encode
