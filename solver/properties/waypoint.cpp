// waypoint: some branch of a packet injected at A ends delivered at B and visits none of the waypoints.
// Unsatisfiable iff it holds.

#include <algorithm>

#include "solver/properties/flows.hpp"
#include "solver/properties/property.hpp"
#include "solver/properties/ways.hpp"

namespace properties {

using network::NodeId;
using network::Packet;
using routing::Walk;

namespace {

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    const PacketClasses classes(setting.network(), claim.options, Answers::ignored);
    std::vector<Question> questions;
    for (std::size_t i = 0; i < claim.pairs.size(); ++i) {
        const Pair& pair = claim.pairs[i];
        for (const Packet& packet : classes.of(pair)) {
            Question question{{i, packet}, smt::no, {}, {}};
            const auto& terrain = setting.terrain(question, packet, pair.from.node);
            question.violated = setting.delivered(question, terrain, pair.from.node, pair.to.delivery(),
                                                  claim.options.through);
            questions.push_back(std::move(question));
        }
    }
    return questions;
}

bool in_scope(const network::Network& network, const Claim& claim, const Flow& flow) {
    return both_up(network, claim.pairs[flow.pair], {});
}

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    const Pair& pair = claim.pairs[flow.pair];
    const auto missed = [&](const Walk& walk) {
        return delivered_at(walk, pair.to.delivery()) &&
               std::ranges::none_of(claim.options.through, [&](NodeId node) { return walk.visits(node); });
    };
    Witness witness{pair.from, pair.to, flow.packet, {}, {}, "waypoint-missed", {}, {}};
    witness.there = find_walk(network, scenario.state, pair.from.node, flow.packet, nullptr, missed);
    if (!witness.there)
        return std::nullopt;
    witness.at = witness.there->at();
    return witness;
}

} // namespace

Property waypoint() {
    return {"waypoint",
            "packets that arrive have come by one of the nodes after `through`",
            "unsatisfiable iff it holds: a branch is delivered and visits none of them",
            ask,
            in_scope,
            replay};
}

} // namespace properties
