// no-black-hole: a packet to an address that some node owns, injected anywhere, is handed over a link to a
// node that has no route for it (with `count discards`: or one that discards it). Unsatisfiable iff it holds.

#include <algorithm>

#include "solver/encode/ahead.hpp"
#include "solver/properties/flows.hpp"
#include "solver/properties/places.hpp"
#include "solver/properties/property.hpp"
#include "solver/properties/ways.hpp"
#include "solver/routing/simulate.hpp"

namespace properties {

using encode::Terrain;
using network::NodeId;
using network::Packet;
using routing::Walk;
using smt::Term;

namespace {

/// By location: packets that come here are not refused and find no route.
std::vector<Term> holes(Setting& setting, const Claim& claim, const Terrain& terrain) {
    smt::Context& context = setting.context();
    std::vector<Term> result;
    for (std::uint32_t i = 0; i < terrain.locations().size(); ++i) {
        const Term lost = context.any({terrain.stuck(i), terrain.hop_down(i),
                                       claim.options.count_discards ? terrain.discards(i) : smt::no});
        result.push_back(context.all({!terrain.refuses(i), lost}));
    }
    return result;
}

/// Injected at one of `from`, the packet is handed to a node that has no route for it.
Term handed_on(Setting& setting, const Claim& claim, Question& question, const std::vector<NodeId>& from) {
    return from_some(setting, question, from, [&](const Terrain& terrain, const std::vector<NodeId>& nodes) {
        const encode::Ahead ahead(terrain, holes(setting, claim, terrain), nodes);
        setting.keep(question, ahead.equations());
        return ahead.exists();
    });
}

std::vector<NodeId> all_nodes(const network::Network& network) {
    std::vector<NodeId> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        result.push_back(NodeId::at(i));
    return result;
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    const network::Network& network = setting.network();
    const PacketClasses classes(network, claim.options, Answers::ignored);
    std::vector<Question> questions;
    for (const Packet& packet : classes.of(everywhere(), owned_prefixes(network))) {
        Question question{{0, packet}, smt::no, {}, {}};
        question.violated = handed_on(setting, claim, question, all_nodes(network));
        questions.push_back(std::move(question));
    }
    return questions;
}

bool in_scope(const network::Network& network, const Claim&, const Flow&) {
    return std::ranges::any_of(all_nodes(network),
                               [&](NodeId node) { return routing::is_up(network, node, {}); });
}

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    const auto lost = [&](const Walk& walk) {
        using routing::Ending;
        return walk.hops.size() > 1 &&
               (walk.ending == Ending::no_route || walk.ending == Ending::next_hop_down ||
                (walk.ending == Ending::null_routed && claim.options.count_discards));
    };
    Witness witness{{}, end_of(network, flow.packet.destination), flow.packet, {}, {}, "black-hole", {}, {}};
    for (const NodeId node : all_nodes(network)) {
        witness.there = find_ordinary_walk(network, scenario.state, node, witness.packet, lost);
        if (!witness.there)
            continue;
        witness.from = end_at(network, node);
        witness.at = witness.there->at();
        return witness;
    }
    return std::nullopt;
}

} // namespace

Property no_black_hole() {
    return {"no-black-hole",
            "no packet to an owned address is handed to a node that has no route for it; `count discards`: "
            "or that "
            "discards it",
            "unsatisfiable iff it holds: a packet crosses a link to a node without a route for it",
            ask,
            in_scope,
            replay};
}

} // namespace properties
