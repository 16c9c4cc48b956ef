// Read from semantics.md §1.1.

#include "solver/encode/agreement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "solver/encode/packets.hpp"

namespace encode {

using network::FailureId;
using smt::Term;

namespace {

constexpr std::uint16_t bgp_port = 179;

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
    place->second.push_back({world.context().iff(world.down(id), group.disabled ? smt::yes : !holds(*group.condition)),
                             fmt::format("{} as the tables have it", group.name)});
    return place->second;
}

Term Agreement::holds(const network::Condition& condition) {
    if (const auto* has = std::get_if<network::HasRoute>(&condition)) {
        std::vector<Term> some;
        for (const network::Prefix& prefix : has->any_of)
            some.push_back(planes_->tables(prefix).has_route(has->node, has->from));
        return planes_->world().context().any(some);
    }
    if (const auto* over = std::get_if<network::ForwardsOver>(&condition))
        return forwards(*over);
    return delivered(std::get<network::Delivers>(condition));
}

// Prefix by prefix, longest first: no longer one has a route, and this one's is BGP's and came over the session.
Term Agreement::forwards(const network::ForwardsOver& asked) {
    const DataPlane& plane = planes_->to(asked.destination);
    smt::Context& context = planes_->world().context();
    Term of_itself = smt::no, open = planes_->world().up(asked.node);
    std::vector<network::Prefix> prefixes = routed_prefixes(planes_->world().network());
    std::ranges::sort(prefixes, std::greater<>(), &network::Prefix::length);
    for (const network::Prefix& prefix : prefixes) {
        if (!asked.except.known() || !prefix.contains(asked.destination))
            continue;
        const PrefixTables& tables = planes_->tables(prefix);
        if (const ControlPlane* bgp = tables.bgp())
            of_itself = context.any(
                {of_itself, context.all({open, tables.has_route(asked.node, network::HasRoute::From::bgp_table),
                                         bgp->chosen(asked.node, asked.except)})});
        TableRow row;
        tables.add(asked.node, open, row);
    }
    return context.all({plane.forwards(asked.node, asked.link), !of_itself});
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
