// reachability: for no pair up(A) and up(B) and (some branch there is not delivered at B, or one is delivered
// and some branch of its answer is not delivered at A). `paths some`: every branch. Unsatisfiable iff it
// holds.
//
// With stateful nodes on the way the answer depends on the branch it answers. That branch is any chain of
// next hops from A: one that is never delivered violates the claim anyway.

#include <algorithm>

#include "solver/properties/flows.hpp"
#include "solver/properties/property.hpp"
#include "solver/properties/ways.hpp"

namespace properties {

using network::NodeId;
using network::Packet;
using routing::Walk;
using smt::Term;

namespace {

/// Stateful nodes other than the two ends, which see both packets anyway.
std::vector<NodeId> stateful_between(const network::Network& network, const Pair& pair) {
    std::vector<NodeId> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (const auto node = NodeId::at(i);
            network.nodes[i].stateful && node != pair.from.node && node != pair.to.node)
            result.push_back(node);
    return result;
}

/// Packets of one direction: where they are injected, where they must be delivered, what refuses them.
struct Direction {
    network::Address destination;
    NodeId from, to;
    Setting::Refuses refuses;
};

/// Some branch is not delivered; with `every`: no branch is.
Term lost(Setting& setting, Question& question, const Direction& way, bool every) {
    if (const auto apart = setting.apart(question, way.destination, way.from, way.to, way.refuses))
        return *apart;
    auto& plane = setting.plane(question, way.destination);
    return every ? setting.unreachable(question, plane, way.from, way.to, way.refuses)
                 : setting.undelivered(question, plane, way.from, way.to, way.refuses);
}

/// Some branch there is not delivered, or some branch of its answer; with `paths some`: every branch.
Term lost_either_way(Setting& setting, Question& question, const Pair& pair, const Options& options) {
    const Packet& packet = question.flow.packet;
    smt::Context& context = setting.context();
    const Direction there{packet.destination, pair.from.node, pair.to.node, setting.refuses(packet)};
    const Term lost_there = lost(setting, question, there, options.paths_some);
    if (options.one_way)
        return lost_there;
    Direction back{packet.source, pair.to.node, pair.from.node, setting.refuses_answer(answer(packet))};
    const auto stateful = stateful_between(setting.network(), pair);
    if (stateful.empty())
        return context.any({lost_there, lost(setting, question, back, options.paths_some)});
    if (options.paths_some) {
        // Which stateful nodes some branch visits together is left to the replay: over-approximated by the
        // answers that would have to pass a stateful node at all.
        question.exact = false;
        for (const NodeId node : stateful)
            back.refuses[node.index()] = smt::yes;
        return context.any({lost_there, lost(setting, question, back, true)});
    }
    const auto& branch = setting.branch(question, setting.plane(question, packet.destination), there.from,
                                        there.to, there.refuses);
    for (const NodeId node : stateful)
        back.refuses[node.index()] = !branch.visits(node);
    return context.any({lost_there, context.all({branch.exists(), lost(setting, question, back, false)})});
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    std::vector<Question> questions;
    const bool one_way = claim.options.one_way;
    for (std::size_t i = 0; i < claim.pairs.size(); ++i) {
        const Pair& pair = claim.pairs[i];
        const NodeId a = pair.from.node, b = pair.to.node;
        const auto answers = one_way ? Answers::ignored : Answers::followed;
        for (const Packet& packet : packet_classes(setting.network(), pair, claim.options.scope, answers)) {
            Question question{{i, packet}, smt::no, {}, {}};
            std::vector<Term> all{setting.world().up(a), setting.world().up(b),
                                  lost_either_way(setting, question, pair, claim.options)};
            if (claim.options.when_connected) {
                all.push_back(setting.connected(question, a, b));
                if (!one_way)
                    all.push_back(setting.connected(question, b, a));
            }
            question.violated = setting.context().all(all);
            questions.push_back(std::move(question));
        }
    }
    return questions;
}

bool connected(const network::Network& network, const Claim& claim, const Pair& pair,
               const network::FailureSet& failed) {
    return joined(network, failed, pair.from.node, pair.to.delivery()) &&
           (claim.options.one_way || joined(network, failed, pair.to.node, pair.from.delivery()));
}

bool in_scope(const network::Network& network, const Claim& claim, const Flow& flow) {
    const Pair& pair = claim.pairs[flow.pair];
    return both_up(network, pair, {}) &&
           (!claim.options.when_connected || connected(network, claim, pair, {}));
}

/// One branch there and, if it arrives, how its answers fare.
class Trial {
public:
    Trial(const network::Network& network, const Claim& claim, const Flow& flow, const routing::State& state)
        : network_(network), claim_(claim), flow_(flow), state_(state), pair_(claim.pairs[flow.pair]) {}

    /// Whether this branch fails the claim; fills `witness` with how.
    bool fails(const Walk& there, Witness& witness) const {
        if (!delivered_at(there, pair_.to.delivery())) {
            record(witness, there, nullptr);
            return true;
        }
        if (claim_.options.one_way)
            return false;
        std::optional<Walk> bad;
        bool some_good = false;
        routing::walks(network_, state_, pair_.to.node, answer_to(there), &there, [&](const Walk& back) {
            const bool good = delivered_at(back, pair_.from.delivery());
            some_good |= good;
            if (!good && !bad)
                bad = back;
            return claim_.options.paths_some ? !some_good : !bad;
        });
        const bool failed = claim_.options.paths_some ? !some_good : bad.has_value();
        if (failed && bad)
            record(witness, there, &*bad);
        return failed;
    }

private:
    void record(Witness& witness, const Walk& there, const Walk* back) const {
        witness.there = there;
        witness.back = back ? std::optional(*back) : std::nullopt;
        const Walk& lost = back ? *back : there;
        witness.at = lost.at();
        witness.reason = ending_code(lost, (back ? pair_.from : pair_.to).delivery());
    }

    const network::Network& network_;
    const Claim& claim_;
    const Flow& flow_;
    const routing::State& state_;
    const Pair& pair_;
};

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    const Pair& pair = claim.pairs[flow.pair];
    if (!both_up(network, pair, scenario.failed))
        return std::nullopt;
    const bool cut = !connected(network, claim, pair, scenario.failed);
    if (cut && claim.options.when_connected)
        return std::nullopt;
    const Trial trial(network, claim, flow, scenario.state);
    Witness witness{pair.from, pair.to, flow.packet, {}, {}, {}, {}, {}};
    Witness first = witness;
    bool some_fails = false, some_works = false;
    routing::walks(network, scenario.state, pair.from.node, flow.packet, nullptr, [&](const Walk& there) {
        if (!trial.fails(there, witness)) {
            some_works = true;
        } else if (!some_fails) {
            some_fails = true;
            first = witness;
        }
        return claim.options.paths_some ? !some_works : !some_fails;
    });
    if (claim.options.paths_some ? some_works : !some_fails)
        return std::nullopt;
    if (cut)
        first.reason = "cut";
    return first;
}

} // namespace

Property reachability() {
    return {"reachability",
            "packets from one end arrive at the other and, unless `one-way`, their answers come back",
            "unsatisfiable iff it holds: both ends are up, and some branch of a flow, or of the answer to a "
            "delivered "
            "branch, is not delivered",
            ask,
            in_scope,
            replay};
}

} // namespace properties
