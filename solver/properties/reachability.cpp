// reachability: for no pair up(A) and up(B) and (some branch there is not delivered at B, or one is delivered
// and some branch of its answer is not delivered at A). `paths some`: every branch. Unsatisfiable iff it
// holds.
//
// With stateful or translating nodes on the way the answer depends on the branch it answers: one that is delivered,
// chosen by the solver.

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

/// Some branch is not delivered; with `every`: no branch is.
Term lost(Setting& setting, Question& question, const encode::Terrain& terrain, NodeId from, NodeId to, bool every) {
    return every ? setting.unreachable(question, terrain, from, to)
                 : setting.undelivered(question, terrain, from, to);
}

/// The same of answers, where it does not matter which branch they answer. Nothing where it does.
std::optional<Term> lost_back(Setting& setting, Question& question, const Pair& pair, bool every) {
    const Packet& packet = question.flow.packet;
    const NodeId from = pair.to.node, to = pair.from.delivery();
    if (setting.remembers_nothing(pair))
        if (const auto apart = setting.apart(question, answer(packet), encode::Stateful::pass, from, to))
            return apart;
    const auto* back = setting.answers_alike(question, packet, pair, encode::State::kept);
    return back ? std::optional(lost(setting, question, *back, from, to, every)) : std::nullopt;
}

/// Which branches remember what together is left to the replay: over-approximated by the answers that come to no node
/// where it matters.
Term lost_anyway(Setting& setting, Question& question, const Pair& pair) {
    question.exact = false;
    std::vector<Term> some;
    for (const auto* back :
         setting.answers_anyway(question, question.flow.packet, pair, encode::State::kept))
        some.push_back(setting.unreachable(question, *back, pair.to.node, pair.from.delivery()));
    return setting.context().any(some);
}

/// Some branch there is not delivered, or some branch of its answer; with `paths some`: every branch.
Term lost_either_way(Setting& setting, Question& question, const Pair& pair, const Options& options) {
    const Packet& packet = question.flow.packet;
    const NodeId a = pair.from.node, b = pair.to.delivery();
    smt::Context& context = setting.context();
    const auto apart = setting.apart(question, packet, encode::Stateful::ask, a, b);
    const Term lost_there = apart ? *apart
                                  : lost(setting, question, setting.terrain(question, packet, a), a, b,
                                         options.paths_some);
    if (options.one_way)
        return lost_there;
    if (const auto back = lost_back(setting, question, pair, options.paths_some))
        return context.any({lost_there, *back});
    if (options.paths_some)
        return context.any({lost_there, lost_anyway(setting, question, pair)});
    const auto& branch = setting.branch(question, setting.terrain(question, packet, a), a, b);
    const auto& back = setting.answers(question, packet, pair, branch, encode::State::kept);
    return context.any(
        {lost_there, context.all({branch.exists(), setting.undelivered(question, back, pair.to.node,
                                                                       pair.from.delivery())})});
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    std::vector<Question> questions;
    const bool one_way = claim.options.one_way;
    const PacketClasses classes(setting.network(), claim.options,
                                one_way ? Answers::ignored : Answers::followed);
    for (std::size_t i = 0; i < claim.pairs.size(); ++i) {
        const Pair& pair = claim.pairs[i];
        for (const Packet& packet : classes.of(pair)) {
            Question question{{i, packet}, smt::no, {}, {}};
            std::vector<Term> all{setting.world().up(pair.from.node), setting.world().up(pair.to.node),
                                  lost_either_way(setting, question, pair, claim.options)};
            if (claim.options.when_connected) {
                all.push_back(setting.connected(question, pair.from.node, pair.to.delivery()));
                if (!one_way)
                    all.push_back(setting.connected(question, pair.to.node, pair.from.delivery()));
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
