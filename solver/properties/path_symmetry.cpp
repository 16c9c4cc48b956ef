// path-symmetry: a delivered branch of a flow and a delivered branch of its answer differ in what `compare`
// says; with `ecmp ignore`, in the sets over all branches. Unsatisfiable iff it holds. What stateful nodes
// remember is ignored.

#include <algorithm>

#include "solver/properties/flows.hpp"
#include "solver/properties/property.hpp"
#include "solver/properties/sequence.hpp"
#include "solver/properties/trail.hpp"
#include "solver/properties/ways.hpp"

namespace properties {

using network::LinkId;
using network::NodeId;
using network::Packet;
using routing::Walk;
using smt::Term;

namespace {

/// The two branches of one question.
struct Ways {
    const encode::Branch& there;
    const encode::Branch& back;
};

/// A node may be passed several times, with different headers.
bool repeat(const Ways& ways) { return ways.there.terrain().headers() > 1 || ways.back.terrain().headers() > 1; }

/// Whether one set holds an item that the other does not: items are crossed links, or visited nodes.
Term sets_differ(Setting& setting, const Trail& trail, const Ways& ways) {
    smt::Context& context = setting.context();
    std::vector<Term> differ;
    for (const Trail::Item& item : trail.items()) {
        std::vector<Term> there, back;
        for (const NodeId node : item.nodes) {
            there.push_back(ways.there.visits(node));
            back.push_back(ways.back.visits(node));
        }
        for (const LinkId link : item.there)
            there.push_back(ways.there.crosses(link));
        for (const LinkId link : item.back)
            back.push_back(ways.back.crosses(link));
        differ.push_back(!context.iff(context.any(there), context.any(back)));
    }
    return context.any(differ);
}

Term differ(Setting& setting, Question& question, const Trail& trail, const Ways& ways) {
    if (!trail.ordered() && !(trail.may_repeat() && repeat(ways)))
        return sets_differ(setting, trail, ways);
    const Differing differing(ways.there, trail.labels_there(), ways.back, trail.labels_back(),
                              trail.label(ways.there.from()));
    setting.keep(question, differing.equations());
    return differing.term();
}

const encode::Branch& branch_there(Setting& setting, Question& question, const Pair& pair) {
    const auto& terrain = setting.terrain(question, question.flow.packet, pair.from.node);
    return setting.branch(question, terrain, pair.from.node, pair.to.delivery());
}

/// Where answers to all delivered branches go, if that is one terrain.
const encode::Terrain* terrain_back(Setting& setting, Question& question, const Pair& pair) {
    return setting.answers_alike(question, question.flow.packet, pair, encode::State::ignored);
}

const encode::Branch& branch_back(Setting& setting, Question& question, const Pair& pair,
                                  const encode::Branch& there) {
    const encode::Terrain* alike = terrain_back(setting, question, pair);
    const auto& terrain =
        alike ? *alike
              : setting.answers(question, question.flow.packet, pair, there, encode::State::ignored);
    return setting.branch(question, terrain, pair.to.node, pair.from.delivery());
}

/// Some branch of one direction crosses an item that no branch of the other does. Where packets may loop, or answers
/// depend on what they answer (`lacks` is null), the second part is approximated from above, and the replay decides.
Term one_sided(Setting& setting, Question& question, const Trail& trail, const encode::Branch& branch,
               const encode::Terrain* lacks, NodeId from, NodeId to, bool forward) {
    smt::Context& context = setting.context();
    std::vector<Term> some;
    for (const Trail::Item& item : trail.items()) {
        std::vector<Term> shown;
        for (const NodeId node : item.nodes)
            shown.push_back(branch.visits(node));
        for (const LinkId link : forward ? item.there : item.back)
            shown.push_back(branch.crosses(link));
        const auto& links = forward ? item.back : item.there;
        some.push_back(context.all({context.any(shown), lacks ? trail.never_through(setting, question, *lacks, from,
                                                                                    to, item, links)
                                                              : smt::yes}));
    }
    return context.all({branch.exists(), context.any(some)});
}

Term unions_differ(Setting& setting, const Claim& claim, Question& question, const Trail& trail) {
    smt::Context& context = setting.context();
    const Pair& pair = claim.pairs[question.flow.pair];
    const auto& there = branch_there(setting, question, pair);
    const auto& back = branch_back(setting, question, pair, there);
    question.exact = false;
    return context.all({there.exists(), back.exists(),
                        context.any({one_sided(setting, question, trail, there, terrain_back(setting, question, pair),
                                               pair.to.node, pair.from.delivery(), true),
                                     one_sided(setting, question, trail, back, &there.terrain(), pair.from.node,
                                               pair.to.delivery(), false)})});
}

Term asymmetric(Setting& setting, const Claim& claim, Question& question, const Trail& trail) {
    if (claim.options.ecmp_ignore)
        return unions_differ(setting, claim, question, trail);
    const Pair& pair = claim.pairs[question.flow.pair];
    const auto& there = branch_there(setting, question, pair);
    const Ways ways{there, branch_back(setting, question, pair, there)};
    return setting.context().all(
        {ways.there.exists(), ways.back.exists(), differ(setting, question, trail, ways)});
}

/// Some branch of the flow is delivered, and some branch of its answer.
Term exchanged(Setting& setting, const Claim& claim, Question& question) {
    const Pair& pair = claim.pairs[question.flow.pair];
    const auto& there = branch_there(setting, question, pair);
    return setting.context().all({there.exists(), branch_back(setting, question, pair, there).exists()});
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    const Trail trail(setting.network(), claim);
    const PacketClasses classes(setting.network(), claim.options, Answers::followed);
    std::vector<Question> questions;
    for (std::size_t i = 0; i < claim.pairs.size(); ++i)
        for (const Packet& packet : classes.of(claim.pairs[i])) {
            Question question{{i, packet}, smt::no, {}, {}};
            question.violated = asymmetric(setting, claim, question, trail);
            question.premise = exchanged(setting, claim, question);
            questions.push_back(std::move(question));
        }
    return questions;
}

bool in_scope(const network::Network& network, const Claim& claim, const Flow& flow) {
    return both_up(network, claim.pairs[flow.pair], {});
}

std::vector<Walk> delivered(const network::Network& network, const routing::State& state, NodeId from,
                            NodeId to, const Packet& packet, const Walk* answered) {
    std::vector<Walk> result;
    routing::walks(network, state, from, packet, answered, [&](const Walk& walk) {
        if (delivered_at(walk, to))
            result.push_back(walk);
        return true;
    });
    return result;
}

/// The delivered branches of the answers to each delivered branch, and those to all of them together.
struct Exchange {
    std::vector<Walk> there;
    std::vector<std::vector<Walk>> back;
    std::vector<Walk> all_back;
};

Exchange exchange(const network::Network& network, const Pair& pair, const Packet& packet,
                  const routing::State& state) {
    Exchange result;
    result.there = delivered(network, state, pair.from.node, pair.to.delivery(), packet, nullptr);
    for (const Walk& there : result.there) {
        const Walk seen = seen_everywhere(network, there);
        result.back.push_back(
            delivered(network, state, pair.to.node, pair.from.delivery(), answer_to(there), &seen));
        result.all_back.insert(result.all_back.end(), result.back.back().begin(), result.back.back().end());
    }
    return result;
}

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    const Trail trail(network, claim);
    const Pair& pair = claim.pairs[flow.pair];
    const Exchange ways = exchange(network, pair, flow.packet, scenario.state);
    Witness witness{pair.from, pair.to, flow.packet, {}, {}, "asymmetric", {}, {}};
    const auto record = [&](const Trail::Found& found) {
        witness.there = *found->first;
        witness.back = *found->second;
        return witness;
    };
    if (claim.options.ecmp_ignore) {
        const auto found = trail.differing_sets(ways.there, ways.all_back);
        return found ? std::optional(record(found)) : std::nullopt;
    }
    for (std::size_t i = 0; i < ways.there.size(); ++i) {
        const Trail::Walks one{ways.there[i]};
        if (const auto found = trail.differing_pair(one, ways.back[i]))
            return record(found);
    }
    return std::nullopt;
}

} // namespace

Property path_symmetry() {
    return {"path-symmetry",
            "packets and their answers pass the same stateful nodes (or transports, links, nodes)",
            "unsatisfiable iff it holds: a delivered branch and a delivered branch of its answer that differ",
            ask,
            in_scope,
            replay};
}

} // namespace properties
