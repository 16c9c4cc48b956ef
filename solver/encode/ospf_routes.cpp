// Each kind of route, and each metric of type 2, has distances of its own; the first with a finite one is used.

#include "solver/encode/ospf_routes.hpp"

#include <algorithm>
#include <map>

namespace encode {

using network::NodeId;
using network::Redistribution;
using smt::Term;

namespace {

/// The default route is told of by `originates_default` alone.
bool names(const Redistribution& redistribution, const network::Prefix& prefix) {
    return prefix != network::Prefix{} &&
           (redistribution.only.empty() ||
            std::ranges::any_of(redistribution.only, [&](const auto& range) { return range.matches(prefix); }));
}

Term told(const World& world, NodeId node, const network::Prefix& prefix, const Table& table, Redistribution::From from) {
    switch (from) {
    case Redistribution::From::static_routes:
        return table.tells_static(&StaticLevel::plain);
    case Redistribution::From::bgp:
        return table.tells_external();
    case Redistribution::From::connected:
        // A router of the one area prefers the intra-area route; one of another may have none.
        if (world.ospf().several() && std::ranges::any_of(world.network()[node].owns, [&](const auto& own) {
                return own.prefix == prefix;
            }))
            return world.up(node);
        break;
    }
    return smt::no;
}

/// Each term is enough to tell of a default route.
std::vector<Term> default_route(const network::Ospf& ospf, const Table& table) {
    switch (ospf.originates_default) {
    case network::Ospf::Default::always:
        return {smt::yes};
    case network::Ospf::Default::if_installed:
        return {table.tells_static(&StaticLevel::reaches), table.tells_external()};
    case network::Ospf::Default::no:
        break;
    }
    return {};
}

} // namespace

std::vector<External> redistributed(const World& world, const network::Prefix& prefix,
                                    const std::vector<Table>& tables) {
    const network::Network& network = world.network();
    std::vector<External> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const network::Node& node = network.nodes[i];
        if (!node.ospf)
            continue;
        for (const Redistribution& one : node.ospf->redistributes)
            if (names(one, prefix))
                result.push_back({NodeId::at(i), one.type_1, one.metric, told(world, NodeId::at(i), prefix, tables[i], one.from)});
        if (prefix == network::Prefix{})
            for (const Term when : default_route(*node.ospf, tables[i]))
                result.push_back({NodeId::at(i), false, node.ospf->default_metric, when});
    }
    std::erase_if(result, [](const External& external) { return external.when.is_false(); });
    return result;
}

OspfRoutes::OspfRoutes(const World& world, const network::Prefix& prefix, const std::vector<External>& externals)
    : world_(&world), originates_(world.network().nodes.size(), smt::no) {
    const std::vector<OspfSource> owners = ospf_owners(world.network(), prefix);
    const OspfAreas& areas = world.ospf();
    std::vector<OspfSource> type_1;
    std::map<std::uint32_t, std::vector<OspfSource>> type_2;
    for (const OspfSource& owner : owners)
        originates_[owner.node.index()] = smt::yes;
    for (const External& external : externals) {
        if (external.type_1)
            type_1.push_back({external.node, external.metric, external.when});
        else
            type_2[external.metric].push_back({external.node, 0, external.when});
        Term& originates = originates_[external.node.index()];
        originates = world.context().any({originates, external.when});
    }
    const auto add = [&](const std::vector<OspfSource>& sources) {
        if (sources.empty())
            return;
        if (!areas.several()) {
            preferred_.push_back(&areas.to(sources));
            return;
        }
        std::vector<OspfNearest::Part> parts;
        for (const OspfSource& source : sources)
            parts.push_back({&areas.to_redistributing(source.node), source.cost,
                             std::vector<Term>(originates_.size(), source.present)});
        made_.push_back(std::make_unique<OspfNearest>(world, std::move(parts), OspfNearest::Ties::shared));
        preferred_.push_back(made_.back().get());
    };
    preferred_.push_back(&areas.to(owners, prefix == network::Prefix{}));
    add(type_1);
    for (const auto& [metric, sources] : type_2)
        add(sources);
}

Term OspfRoutes::exists(NodeId node) const {
    std::vector<Term> some;
    for (const OspfWays* distances : preferred_)
        some.push_back(distances->reached(node));
    return world_->context().all({!originates_[node.index()], world_->context().any(some)});
}

Term OspfRoutes::uses(network::LinkId link) const {
    const NodeId node = world_->network()[link].from;
    smt::Context& context = world_->context();
    std::vector<Term> some;
    Term none_before = !originates_[node.index()];
    for (const OspfWays* distances : preferred_) {
        some.push_back(context.all({none_before, distances->next_hop(link)}));
        none_before = context.all({none_before, !distances->reached(node)});
    }
    return context.any(some);
}

} // namespace encode
