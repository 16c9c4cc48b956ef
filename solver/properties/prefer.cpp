// prefer P ... Q: a delivered branch of a flow crosses Q although, in the same failure with Q's groups down
// too, some stable state delivers it over P. The second half is a world of its own under the same failure
// variables. Unsatisfiable iff it holds.

#include <algorithm>

#include "solver/properties/flows.hpp"
#include "solver/properties/property.hpp"
#include "solver/properties/ways.hpp"

namespace properties {

using network::LinkId;
using network::NodeId;
using network::Packet;
using network::TransportId;
using routing::Walk;
using smt::Term;

namespace {

Term crosses_some(Setting& setting, const encode::Branch& branch, TransportId transport) {
    std::vector<Term> crossed;
    const auto& links = setting.network().links;
    for (std::size_t i = 0; i < links.size(); ++i)
        if (links[i].transport == transport)
            crossed.push_back(branch.crosses(LinkId::at(i)));
    return setting.context().any(crossed);
}

Question ask_one(Setting& setting, const Claim& claim, const Flow& flow) {
    Question question{flow, smt::no, {}, {}};
    const Pair& pair = claim.pairs[flow.pair];
    const NodeId a = pair.from.node, b = pair.to.delivery();
    const TransportId wanted = claim.options.order[flow.wanted], used = claim.options.order[flow.used];
    const auto& now = setting.branch(question, setting.terrain(question, flow.packet, a), a, b);
    const auto& otherwise = setting.branch(question, setting.terrain(question, flow.packet, a, used), a, b);
    question.premise = now.exists();
    question.violated =
        setting.context().all({crosses_some(setting, now, used), crosses_some(setting, otherwise, wanted)});
    return question;
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    std::vector<Question> questions;
    const std::size_t count = claim.options.order.size();
    const PacketClasses classes(setting.network(), claim.options, Answers::ignored);
    for (std::size_t i = 0; i < claim.pairs.size(); ++i)
        for (const Packet& packet : classes.of(claim.pairs[i]))
            for (std::size_t wanted = 0; wanted < count; ++wanted)
                for (std::size_t used = wanted + 1; used < count; ++used)
                    questions.push_back(ask_one(setting, claim, {i, packet, wanted, used}));
    return questions;
}

bool in_scope(const network::Network& network, const Claim& claim, const Flow& flow) {
    return both_up(network, claim.pairs[flow.pair], {});
}

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    const Pair& pair = claim.pairs[flow.pair];
    const TransportId wanted = claim.options.order[flow.wanted], used = claim.options.order[flow.used];
    const auto over = [&](const routing::State& state, TransportId transport) {
        return find_walk(network, state, pair.from.node, flow.packet, nullptr, [&](const Walk& walk) {
            return delivered_at(walk, pair.to.delivery()) && crosses(network, walk, transport);
        });
    };
    if (!scenario.without)
        return std::nullopt;
    const auto now = over(scenario.state, used), otherwise = over(*scenario.without, wanted);
    if (!now || !otherwise)
        return std::nullopt;
    Witness witness{pair.from, pair.to, flow.packet, now, {}, "not-preferred", {}, {}};
    witness.notes.push_back("with `" + network[used].name + "` down too, `" + network[wanted].name +
                            "` delivers it: " + names(network, *otherwise));
    return witness;
}

} // namespace

Property prefer() {
    return {"prefer",
            "traffic crosses a transport only while no transport earlier in `order` would deliver it",
            "unsatisfiable iff it holds: a delivered branch crosses Q, and with Q down too one crosses P",
            ask,
            in_scope,
            replay};
}

} // namespace properties
