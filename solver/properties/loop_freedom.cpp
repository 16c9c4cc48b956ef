// loop-freedom: a set of locations each of which forwards a packet to another of the set; with pairs, one
// that holds the sender. Unsatisfiable iff it holds. No ranks are needed: going on for ever is a greatest
// fixed point.

#include <algorithm>

#include "solver/properties/flows.hpp"
#include "solver/properties/places.hpp"
#include "solver/properties/property.hpp"
#include "solver/properties/ways.hpp"
#include "solver/routing/simulate.hpp"

namespace properties {

using network::NodeId;
using network::Packet;
using routing::Walk;
using smt::Term;

namespace {

Term endless_from(Setting& setting, Question& question, NodeId from) {
    const auto& terrain = setting.terrain(question, question.flow.packet, from);
    return setting.endless(question, terrain, from).from(from);
}

Term endless_somewhere(Setting& setting, Question& question) {
    const auto& terrain = setting.terrain(question, question.flow.packet);
    std::vector<Term> some{setting.endless(question, terrain, std::nullopt).somewhere()};
    for (const NodeId node : setting.nodes_apart(question.flow.packet))
        some.push_back(endless_from(setting, question, node));
    return setting.context().any(some);
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    const network::Network& network = setting.network();
    const PacketClasses classes(network, claim.options, Answers::ignored);
    std::vector<Question> questions;
    const auto add = [&](std::size_t pair, const Packet& packet, std::optional<NodeId> from) {
        Question question{{pair, packet}, smt::no, {}, {}};
        if (setting.plainly_routed(packet.destination)) {
            questions.push_back(std::move(question)); // every next hop is nearer to the owner
            return;
        }
        question.violated =
            from ? endless_from(setting, question, *from) : endless_somewhere(setting, question);
        questions.push_back(std::move(question));
    };
    for (std::size_t i = 0; i < claim.pairs.size(); ++i)
        for (const Packet& packet : classes.of(claim.pairs[i]))
            add(i, packet, claim.pairs[i].from.node);
    if (claim.pairs.empty())
        for (const Packet& packet : classes.of(everywhere(), routed_prefixes(network)))
            add(0, packet, std::nullopt);
    return questions;
}

bool in_scope(const network::Network& network, const Claim& claim, const Flow& flow) {
    return claim.pairs.empty() || routing::is_up(network, claim.pairs[flow.pair].from.node, {});
}

bool loops(const Walk& walk) { return walk.ending == routing::Ending::loop; }

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    Witness witness{{}, {}, flow.packet, {}, {}, "loop", {}, {}};
    if (!claim.pairs.empty()) {
        witness.from = claim.pairs[flow.pair].from;
        witness.to = claim.pairs[flow.pair].to;
        witness.there = find_walk(network, scenario.state, witness.from.node, flow.packet, nullptr, loops);
    }
    for (std::size_t i = 0; claim.pairs.empty() && i < network.nodes.size() && !witness.there; ++i) {
        witness.there = find_ordinary_walk(network, scenario.state, NodeId::at(i), witness.packet, loops);
        witness.from = end_at(network, NodeId::at(i));
        witness.to = end_of(network, flow.packet.destination);
    }
    if (!witness.there)
        return std::nullopt;
    witness.at = witness.there->at();
    return witness;
}

} // namespace

Property loop_freedom() {
    return {"loop-freedom",
            "no packet comes to the same location twice",
            "unsatisfiable iff it holds: a set of locations each of which forwards to another of them",
            ask,
            in_scope,
            replay};
}

} // namespace properties
