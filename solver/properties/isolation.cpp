// isolation: some branch of a packet injected at A ends delivered at B (`compare packets`), and a branch of
// its answer is delivered back (`compare exchange`), or A's table has a route for an address of B (`compare
// routes`). Unsatisfiable iff it holds.

#include <algorithm>

#include "solver/properties/flows.hpp"
#include "solver/properties/property.hpp"
#include "solver/properties/ways.hpp"
#include "solver/routing/simulate.hpp"

namespace properties {

using network::NodeId;
using network::Packet;
using network::Prefix;
using routing::Walk;
using smt::Term;

namespace {

/// Any source, A's own first so that an ordinary packet stands for its class. An answer is delivered at A
/// only to addresses A owns, which are the sources of packets that nothing translates.
std::vector<Prefix> sources(const network::Network& network, const Claim& claim, const Pair& pair) {
    std::vector<Prefix> result = pair.from.addresses;
    if (claim.options.source_own)
        return result;
    const auto translates = [](const network::Node& node) { return node.source_nat.has_value(); };
    if (claim.options.isolation != IsolationCompare::exchange || std::ranges::any_of(network.nodes, translates))
        result.push_back(everywhere().front());
    else
        for (const network::OwnedPrefix& owned : network[pair.from.delivery()].owns)
            result.push_back(owned.prefix);
    return result;
}

/// Some branch is delivered and some branch of its answer is.
Term exchanged(Setting& setting, const Pair& pair, Question& question, const encode::Terrain& there) {
    const Packet& packet = question.flow.packet;
    const NodeId a = pair.from.node, b = pair.to.delivery();
    smt::Context& context = setting.context();
    if (const auto* back = setting.answers_alike(question, packet, pair, encode::State::kept))
        return context.all({setting.delivered(question, there, a, b),
                            setting.delivered(question, *back, pair.to.node, pair.from.delivery())});
    const auto& branch = setting.branch(question, there, a, b);
    const auto& back = setting.answers(question, packet, pair, branch, encode::State::kept);
    return context.all(
        {branch.exists(), setting.delivered(question, back, pair.to.node, pair.from.delivery())});
}

Term reached(Setting& setting, const Claim& claim, const Pair& pair, Question& question) {
    const NodeId a = pair.from.node;
    const auto& there = setting.terrain(question, question.flow.packet, a);
    if (claim.options.isolation == IsolationCompare::routes)
        return there.plane(0).has_route(a);
    if (claim.options.isolation == IsolationCompare::packets)
        return setting.delivered(question, there, a, pair.to.delivery());
    return exchanged(setting, pair, question, there);
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    const PacketClasses classes(setting.network(), claim.options,
                                claim.options.isolation == IsolationCompare::exchange ? Answers::followed
                                                                                     : Answers::ignored);
    std::vector<Question> questions;
    for (std::size_t i = 0; i < claim.pairs.size(); ++i) {
        const Pair& pair = claim.pairs[i];
        for (const Packet& packet : classes.of(sources(setting.network(), claim, pair), pair.to.addresses)) {
            Question question{{i, packet}, smt::no, {}, {}};
            question.violated = reached(setting, claim, pair, question);
            questions.push_back(std::move(question));
        }
    }
    return questions;
}

bool in_scope(const network::Network& network, const Claim& claim, const Flow& flow) {
    return routing::is_up(network, claim.pairs[flow.pair].from.node, {});
}

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    const Pair& pair = claim.pairs[flow.pair];
    const NodeId a = pair.from.node, b = pair.to.node;
    Witness witness{pair.from, pair.to, flow.packet, {}, {}, "delivered", pair.to.delivery(), {}};
    if (claim.options.isolation == IsolationCompare::routes) {
        const auto table = routing::lookup(network, scenario.state, a, flow.packet.destination);
        if (!routing::is_up(network, a, scenario.failed) || !table.has_route())
            return std::nullopt;
        witness.there =
            find_walk(network, scenario.state, a, flow.packet, nullptr, [](const Walk&) { return true; });
        witness.reason = "route-present";
        witness.at = a;
        return witness;
    }
    witness.there = find_walk(network, scenario.state, a, flow.packet, nullptr, [&](const Walk& there) {
        if (!delivered_at(there, pair.to.delivery()))
            return false;
        if (claim.options.isolation == IsolationCompare::packets)
            return true;
        witness.back = find_walk(network, scenario.state, b, answer_to(there), &there,
                                 [&](const Walk& back) { return delivered_at(back, pair.from.delivery()); });
        return witness.back.has_value();
    });
    return witness.there ? std::optional(witness) : std::nullopt;
}

} // namespace

Property isolation() {
    return {"isolation",
            "no packet from one end is delivered at the other; `compare exchange`: none is answered; "
            "`compare routes`: "
            "there is no route",
            "unsatisfiable iff it holds: a branch is delivered (and a branch of its answer is)",
            ask,
            in_scope,
            replay};
}

} // namespace properties
