// path-length: some branch of a packet injected at A ends delivered at B and visits more than N locations
// that show in traces. Where the steps that are possible at all allow no way of that length, nothing is
// asked. Unsatisfiable iff it holds.

#include <algorithm>

#include "solver/encode/reach.hpp"
#include "solver/properties/flows.hpp"
#include "solver/properties/more_than.hpp"
#include "solver/properties/property.hpp"
#include "solver/properties/ways.hpp"

namespace properties {

using encode::Terrain;
using network::Packet;
using routing::Walk;
using smt::Term;

namespace {

/// No way from `from` to `to` visits more locations that show: those on a circle count as if it visited them
/// all.
std::size_t longest_way(const Terrain& terrain, network::NodeId from, network::NodeId to) {
    const encode::Reach reach(terrain, from, to);
    if (!reach.exists())
        return 0;
    std::vector<std::vector<std::uint32_t>> next(terrain.locations().size());
    for (const Terrain::Step& step : terrain.steps())
        if (reach.holds(step))
            next[step.from].push_back(step.to);
    const encode::Components components(next);
    const auto& order = components.sinks_first();
    std::vector<std::size_t> longest(next.size());
    std::size_t most = 0;
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        std::size_t shown = 0, beyond = 0;
        for (end = begin; end < order.size() && components.same(order[begin], order[end]); ++end) {
            const Terrain::Location& here = terrain.locations()[order[end]];
            shown += reach.holds(order[end]) && terrain.world().network()[here.node].in_traces;
            for (const std::uint32_t to_visit : next[order[end]])
                if (!components.same(order[end], to_visit))
                    beyond = std::max(beyond, longest[to_visit]);
        }
        for (std::size_t i = begin; i < end; ++i)
            longest[order[i]] = shown + beyond;
        most = std::max(most, shown + beyond);
    }
    return most;
}

Term too_long(Setting& setting, Question& question, const Pair& pair, std::uint32_t limit) {
    const auto& terrain = setting.terrain(question, question.flow.packet, pair.from.node);
    if (longest_way(terrain, pair.from.node, pair.to.delivery()) <= limit)
        return smt::no;
    const auto& branch = setting.branch(question, terrain, pair.from.node, pair.to.delivery());
    std::vector<Term> visited;
    for (std::uint32_t i = 0; i < terrain.locations().size(); ++i)
        if (setting.network()[terrain.locations()[i].node].in_traces)
            visited.push_back(branch.visits_location(i));
    smt::Context& context = setting.context();
    return context.all({branch.exists(), more_than(context, limit, std::move(visited))});
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    const PacketClasses classes(setting.network(), claim.options, Answers::ignored);
    std::vector<Question> questions;
    for (std::size_t i = 0; i < claim.pairs.size(); ++i)
        for (const Packet& packet : classes.of(claim.pairs[i])) {
            Question question{{i, packet}, smt::no, {}, {}};
            question.violated =
                too_long(setting, question, claim.pairs[i], claim.options.at_most.value_or(0));
            questions.push_back(std::move(question));
        }
    return questions;
}

bool in_scope(const network::Network& network, const Claim& claim, const Flow& flow) {
    return both_up(network, claim.pairs[flow.pair], {});
}

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    const Pair& pair = claim.pairs[flow.pair];
    Witness witness{pair.from, pair.to, flow.packet, {}, {}, "path-too-long", {}, {}};
    witness.there =
        find_walk(network, scenario.state, pair.from.node, flow.packet, nullptr, [&](const Walk& walk) {
            return delivered_at(walk, pair.to.delivery()) &&
                   shown_in_traces(network, walk) > claim.options.at_most.value_or(0);
        });
    if (!witness.there)
        return std::nullopt;
    witness.at = witness.there->at();
    return witness;
}

} // namespace

Property path_length() {
    return {
        "path-length",
        "packets arrive over at most so many locations, both ends included",
        "unsatisfiable iff it holds: a branch is delivered and visits more than N locations that traces show",
        ask,
        in_scope,
        replay};
}

} // namespace properties
