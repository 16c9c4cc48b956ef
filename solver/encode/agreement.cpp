// Read from semantics.md §1.1.

#include "solver/encode/agreement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "solver/encode/packets.hpp"
#include "solver/network/heard.hpp"
#include "solver/network/ties.hpp"

namespace encode {

using network::FailureId;
using smt::Term;

namespace {

constexpr std::uint16_t bgp_port = 179;

/// What the node may resolve over the same link: its routes may resolve each other's next hops.
std::vector<FailureId> beside(const network::Network& network, const network::ForwardsOver& asked) {
    std::vector<FailureId> result = conditions(network);
    std::erase_if(result, [&](FailureId id) {
        const auto* other = std::get_if<network::ForwardsOver>(&*network[id].condition);
        return !other || other->node != asked.node || other->link != asked.link;
    });
    return result;
}

/// By location: every branch from there ends delivered at `to`, within some number of steps, raised until it changes
/// nothing. A branch that takes more than there are locations is a loop.
std::vector<Term> all_delivered(const Terrain& terrain, network::NodeId to) {
    smt::Context& context = terrain.world().context();
    std::vector<Term> within(terrain.locations().size(), smt::no), before;
    for (std::size_t steps = 0; steps <= terrain.locations().size() && within != before; ++steps) {
        before = within;
        for (std::uint32_t at = 0; at < within.size(); ++at) {
            std::vector<Term> goes_on{!terrain.delivers(at)};
            for (const std::uint32_t index : terrain.out(at)) {
                const Terrain::Step& step = terrain.steps()[index];
                goes_on.push_back(context.any({!step.term, before[step.to]}));
            }
            within[at] = context.all(
                {!terrain.dies(at), context.any({terrain.delivers(at, to), context.all(goes_on)})});
        }
    }
    return within;
}

} // namespace

const std::vector<Equation>& Agreement::of(FailureId id) {
    const auto [place, is_new] = made_.try_emplace(id);
    if (!is_new)
        return place->second;
    const World& world = planes_->world();
    const network::FailureGroup& group = world.network()[id];
    place->second.push_back({world.context().iff(world.down(id), group.disabled ? smt::yes : !holds(id)),
                             fmt::format("{} as the tables have it", group.name)});
    return place->second;
}

Term Agreement::holds(FailureId id) {
    const network::Condition& condition = *planes_->world().network()[id].condition;
    if (const auto* has = std::get_if<network::HasRoute>(&condition)) {
        std::vector<Term> some;
        for (const network::Prefix& prefix : has->any_of)
            some.push_back(planes_->tables(prefix).has_route(has->node, has->from));
        return planes_->world().context().any(some);
    }
    if (const auto* over = std::get_if<network::ForwardsOver>(&condition))
        return forwards(id, *over);
    return delivered(std::get<network::Delivers>(condition));
}

// Prefix by prefix, longest first, as long as no longer one has a route.
const Agreement::Lookup& Agreement::look_up(FailureId id) {
    const auto [place, is_new] = lookups_.try_emplace(id);
    Lookup& found = place->second;
    if (!is_new)
        return found;
    const World& world = planes_->world();
    const network::Network& network = world.network();
    const auto& asked = std::get<network::ForwardsOver>(*network[id].condition);
    const network::Node& node = network[asked.node];
    smt::Context& context = world.context();
    std::vector<network::Prefix> prefixes = routed_prefixes(network);
    std::erase_if(prefixes, [&](const network::Prefix& prefix) { return !prefix.contains(asked.destination); });
    std::ranges::sort(prefixes, std::greater<>(), &network::Prefix::length);
    Term open = world.up(asked.node), refused = smt::no, by_bgp = smt::no;
    std::vector<Term> itself;
    std::map<FailureId, std::vector<Term>> through;
    for (const network::Prefix& prefix : prefixes) {
        const PrefixTables& tables = planes_->tables(prefix);
        if (prefix.length == 0 && !node.resolves_by_default)
            refused = context.any({refused, open});
        if (const ControlPlane* bgp = tables.bgp()) {
            const Term wins = context.all({open, tables.has_route(asked.node, network::HasRoute::From::bgp_table)});
            by_bgp = context.any({by_bgp, wins});
            itself.push_back(context.all({wins, bgp->bgp_uses(asked.node, asked.link, {})}));
            for (const FailureId other : beside(network, asked))
                through[other].push_back(context.all({wins, bgp->bgp_uses(asked.node, asked.link, other)}));
            for (const network::SessionId session : world.adjacency().sessions[asked.node.index()])
                if (!node.resolves_by_recursive && is_recursive(network, network[session], asked.node))
                    refused = context.any({refused, context.all({wins, bgp->chosen(asked.node, session)})});
        }
        TableRow row;
        tables.add(asked.node, open, row);
    }
    found.leads = context.all({planes_->to(asked.destination).forwards(asked.node, asked.link), !refused});
    found.directly = context.any({!by_bgp, context.any(itself)});
    for (const auto& [other, terms] : through)
        if (const Term some = context.any(terms); !some.is_false())
            found.through.emplace(other, some);
    return found;
}

// The least fixed point: what resolves whatever else does, and then by what has resolved so far, until that is nothing
// new. As many rounds as there are next hops are enough.
Term Agreement::forwards(FailureId id, const network::ForwardsOver& asked) {
    smt::Context& context = planes_->world().context();
    const std::vector<FailureId> all = beside(planes_->world().network(), asked);
    std::map<FailureId, Term> resolved, before;
    for (std::size_t round = 0; round <= all.size() && (round == 0 || resolved != before); ++round) {
        before = resolved;
        for (const FailureId one : all) {
            const Lookup& found = look_up(one);
            std::vector<Term> some{found.directly};
            for (const auto& [other, term] : found.through)
                if (const auto known = before.find(other); known != before.end())
                    some.push_back(context.all({term, known->second}));
            resolved[one] = context.all({found.leads, context.any(some)});
        }
    }
    return resolved.at(id);
}

Term Agreement::delivered(const network::Delivers& asked) {
    const network::Packet packet{.source = asked.source, .destination = asked.destination,
                                 .protocol = network::Protocol::tcp, .source_port = bgp_port,
                                 .destination_port = bgp_port};
    const Terrain terrain = terrain_of_packets(
        planes_->world(), *inspection_, layers(*inspection_, *planes_, packet, Stateful::ask, Translation::applies),
        asked.from);
    const std::vector<Term> within = all_delivered(terrain, asked.to);
    smt::Context& context = planes_->world().context();
    std::vector<Term> all;
    for (const Terrain::Entry& entry : terrain.entries(asked.from))
        all.push_back(context.any({!entry.term, within[entry.location]}));
    return context.all(all);
}

} // namespace encode
