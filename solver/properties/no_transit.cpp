// no-transit: some branch of a packet injected at a node outside A that owns addresses, with any source, to
// an address that nodes outside A own and none of A does, visits a node of A. One question per destination,
// from all senders together. Unsatisfiable iff it holds.

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

bool within(const Claim& claim, NodeId node) {
    return std::ranges::binary_search(claim.options.through, node);
}

/// Where packets of nodes outside A that own addresses start.
std::vector<NodeId> senders(const network::Network& network, const Claim& claim) {
    std::vector<NodeId> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (!network.nodes[i].owns.empty() && !within(claim, NodeId::at(i)))
            result.push_back(start(network, NodeId::at(i)));
    return result;
}

bool belongs_outside(const network::Network& network, const Claim& claim, network::Address address) {
    const auto all = owners(network, address);
    return !all.empty() && std::ranges::none_of(all, [&](NodeId node) { return within(claim, node); });
}

/// Injected at one of `from`, the packet comes to a node of A.
Term comes_by(Setting& setting, const Claim& claim, Question& question, const std::vector<NodeId>& from) {
    return from_some(setting, question, from, [&](const Terrain& terrain, const std::vector<NodeId>& nodes) {
        std::vector<Term> wanted;
        for (const Terrain::Location& location : terrain.locations())
            wanted.push_back(within(claim, location.node) ? smt::yes : smt::no);
        const encode::Ahead ahead(terrain, wanted, nodes);
        setting.keep(question, ahead.equations());
        return ahead.exists();
    });
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    const network::Network& network = setting.network();
    const PacketClasses classes(network, claim.options, Answers::ignored);
    const auto from = senders(network, claim);
    std::vector<Question> questions;
    for (const Packet& packet : classes.of(everywhere(), owned_prefixes(network, claim.options.through))) {
        if (!belongs_outside(network, claim, packet.destination))
            continue;
        Question question{{0, packet}, smt::no, {}, {}};
        question.violated = comes_by(setting, claim, question, from);
        questions.push_back(std::move(question));
    }
    return questions;
}

bool in_scope(const network::Network& network, const Claim& claim, const Flow&) {
    return std::ranges::any_of(senders(network, claim),
                               [&](NodeId node) { return routing::is_up(network, node, {}); });
}

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    Witness witness{{}, end_of(network, flow.packet.destination), flow.packet, {}, {}, "transit", {}, {}};
    const auto inside = [&](const routing::Hop& hop) { return within(claim, hop.node); };
    for (const NodeId node : senders(network, claim)) {
        witness.there =
            find_ordinary_walk(network, scenario.state, node, witness.packet,
                               [&](const Walk& walk) { return std::ranges::any_of(walk.hops, inside); });
        if (!witness.there)
            continue;
        witness.from = end_at(network, node);
        witness.at = std::ranges::find_if(witness.there->hops, inside)->node;
        return witness;
    }
    return std::nullopt;
}

} // namespace

Property no_transit() {
    return {"no-transit",
            "packets neither from nor to the nodes after `through` do not come by them",
            "unsatisfiable iff it holds: a packet of others, to others, visits one of them",
            ask,
            in_scope,
            replay};
}

} // namespace properties
