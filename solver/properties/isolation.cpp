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
/// only to addresses A owns.
std::vector<Prefix> sources(const network::Network& network, const Claim& claim, const Pair& pair) {
    std::vector<Prefix> result = pair.from.addresses;
    if (claim.options.source_own)
        return result;
    if (claim.options.isolation != IsolationCompare::exchange)
        result.push_back(everywhere().front());
    else
        for (const network::OwnedPrefix& owned : network[pair.from.node].owns)
            result.push_back(owned.prefix);
    return result;
}

std::vector<Packet> packets(const network::Network& network, const Claim& claim, const Pair& pair) {
    const auto answers =
        claim.options.isolation == IsolationCompare::exchange ? Answers::followed : Answers::ignored;
    return packet_classes(network, sources(network, claim, pair), pair.to.addresses, claim.options.scope,
                          answers);
}

Term reached(Setting& setting, const Claim& claim, const Pair& pair, Question& question) {
    const Packet& packet = question.flow.packet;
    const NodeId a = pair.from.node, b = pair.to.node;
    auto& there = setting.plane(question, packet.destination);
    if (claim.options.isolation == IsolationCompare::routes)
        return setting.context().all({setting.world().up(a), !there.stuck(a)});
    const auto& branch = setting.branch(question, there, a, b, setting.refuses(packet));
    if (claim.options.isolation == IsolationCompare::packets)
        return branch.exists();
    auto refuses = setting.refuses_answer(answer(packet));
    for (std::size_t i = 0; i < refuses.size(); ++i)
        if (setting.network().nodes[i].stateful)
            refuses[i] = !branch.visits(NodeId::at(i));
    auto& back = setting.plane(question, packet.source);
    return setting.context().all({branch.exists(), setting.branch(question, back, b, a, refuses).exists()});
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    std::vector<Question> questions;
    for (std::size_t i = 0; i < claim.pairs.size(); ++i)
        for (const Packet& packet : packets(setting.network(), claim, claim.pairs[i])) {
            Question question{{i, packet}, smt::no, {}, {}};
            question.violated = reached(setting, claim, claim.pairs[i], question);
            questions.push_back(std::move(question));
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
