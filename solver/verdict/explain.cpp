// The story of one violated scenario: which way went wrong, the healthy way beside it, where they part, why,
// and whether that is all.

#include "solver/verdict/explain.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/explain_table.hpp"
#include "solver/verdict/possible_states.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::Ending;
using routing::Walk;

namespace {

/// How many repairs are tried before the first cause has to do.
constexpr std::size_t most_repairs = 3;

/// The branch most like `failed`: delivered ones first, then the longest common start, then common nodes.
std::optional<Walk> most_similar(const std::vector<Walk>& branches, const Walk& failed) {
    const auto likeness = [&](const Walk& walk) {
        const auto common = std::count_if(failed.hops.begin(), failed.hops.end(),
                                          [&](const routing::Hop& hop) { return walk.visits(hop.node); });
        return std::tuple(walk.ending == Ending::delivered, last_common(nodes_of(walk), nodes_of(failed)),
                          common);
    };
    std::optional<Walk> best;
    for (const Walk& walk : branches)
        if (!best || likeness(walk) > likeness(*best))
            best = walk;
    return best;
}

/// The prefixes of the packet and its answer that never settled while nothing failed. Whatever failed, their
/// healthy state is unknown, and no healthy way that would use it is told.
std::vector<Prefix> unsettled(const Network& network, const Replay& replay, const Counterexample& found) {
    std::vector<Prefix> all;
    if (found.failed.empty() || !found.there)
        return all;
    for (const Prefix& prefix : routed_prefixes(network)) {
        const bool matters =
            prefix.contains(found.packet.destination) || (found.back && prefix.contains(found.packet.source));
        if (matters && !replay.healthy.find(prefix))
            all.push_back(prefix);
    }
    return all;
}

/// Properties that are about one direction alone.
bool ignores_answers(const properties::Claim& claim) {
    return claim.property == "waypoint" || claim.property == "path-length" || claim.property == "no-transit" ||
           claim.property == "no-black-hole";
}

/// The same packet's ways while nothing fails. Left out where nothing failed or nothing settled.
void add_healthy_ways(const Network& network, const properties::Claim& claim, const Replay& replay,
                      Counterexample& found) {
    if (found.failed.empty() || !found.there || !unsettled(network, replay, found).empty())
        return;
    found.healthy_there =
        most_similar(routing::all_walks(network, replay.healthy, found.there->hops.front().node, found.packet,
                                        nullptr, 256),
                     *found.there);
    if (ignores_answers(claim) || !found.to.node.known() || !found.healthy_there ||
        found.healthy_there->ending != Ending::delivered)
        return;
    const auto back = routing::all_walks(network, replay.healthy, found.to.node,
                                         answer_to(*found.healthy_there), &*found.healthy_there, 256);
    if (found.back)
        found.healthy_back = most_similar(back, *found.back);
    else if (!back.empty())
        found.healthy_back = back.front();
}

/// The way that went wrong: the packet's unless it arrived and an answer was looked at.
std::optional<Fault> fault_of(const Counterexample& found) {
    if (found.there &&
        (found.there->ending != Ending::delivered || found.there->at() != found.to.delivery() || !found.back))
        return Fault{&*found.there, &found.from, &found.to, found.packet, false};
    if (found.back)
        return Fault{&*found.back, &found.to, &found.from, found.back->hops.front().packet, true};
    return std::nullopt;
}

std::vector<Diagnosis> diagnose(const Scene& scene) {
    const Counterexample& found = scene.found;
    const std::string& property = scene.claim.property;
    const auto fault = fault_of(found);
    if (property == "convergence")
        return restless_routing(scene);
    if (property == "unique-state")
        return several_states(scene);
    if (property == "path-symmetry" && found.there && found.back)
        return asymmetry(scene);
    if (property == "prefer" && found.there)
        return unwanted_transport(scene);
    if (property == "isolation")
        return unwanted_delivery(scene);
    if (property == "waypoint")
        return missed_waypoint(scene);
    if (property == "path-length")
        return too_long_way(scene);
    if (property == "no-transit")
        return transit(scene);
    if (property == "route-limit")
        return too_many_routes(scene);
    if (!fault)
        return {Diagnosis{}};
    return property == "no-black-hole" ? black_hole(scene, *fault) : ended_on_the_way(scene, *fault);
}

/// The first diagnosis whose repair is enough, or the first of all.
std::size_t try_repairs(const Scene& scene, const std::vector<Diagnosis>& diagnoses, const Redecide& redecide,
                        OnlyReason& only) {
    std::optional<OnlyReason> first;
    std::size_t tried = 0;
    for (std::size_t i = 0; redecide && i < diagnoses.size() && tried < most_repairs; ++i) {
        if (!diagnoses[i].repair)
            continue;
        ++tried;
        const auto answer =
            try_repair(scene.network, scene.claim, redecide, scene.found, *diagnoses[i].repair);
        if (answer.answer == OnlyReason::Answer::yes) {
            only = answer;
            return i;
        }
        if (i == 0)
            first = answer;
    }
    only = first.value_or(OnlyReason{OnlyReason::Answer::not_tried, diagnoses.front().not_tried});
    return 0;
}

/// The node where healthy and failed part; without a healthy way, where the fault shows.
NodeId parting(const Counterexample& found, const Diagnosis& diagnosis) {
    if (diagnosis.table_node.known())
        return diagnosis.table_node;
    const auto fault = fault_of(found);
    const auto& healthy = fault && fault->is_answer ? found.healthy_back : found.healthy_there;
    if (!fault || !healthy)
        return diagnosis.at;
    const auto failed_nodes = nodes_of(*fault->walk);
    return failed_nodes[last_common(failed_nodes, nodes_of(*healthy))];
}

void add_table(const Scene& scene, const Diagnosis& diagnosis, Counterexample& found) {
    if (!diagnosis.prefix)
        return;
    for (NodeId node : {parting(found, diagnosis), diagnosis.at}) {
        if (!node.known())
            continue;
        found.table = table_of(scene, node, *diagnosis.prefix);
        found.table_node = node;
        found.table_prefix = *diagnosis.prefix;
        found.table_title = fmt::format("{}, {}", scene.network[node].name, to_string(*diagnosis.prefix));
        if (!found.table.empty())
            return;
    }
    found.table_title.clear();
}

/// The cause was there all along, and what failed only brought it to light.
bool latent(const Counterexample& found) {
    const auto arrives = [](const std::optional<Walk>& walk) {
        return !walk || walk->ending == Ending::delivered;
    };
    const bool configured = found.reason != reason::cut && found.reason != routing::code(Ending::node_down) &&
                            found.reason != routing::code(routing::Fate::session_down) &&
                            found.reason != reason::static_route_down;
    return configured && found.there && !(arrives(found.there) && arrives(found.back)) &&
           found.healthy_there && arrives(found.healthy_there) && arrives(found.healthy_back);
}

/// Whether the ways of the counterexample are those of a state.
bool goes_so(const Scene& scene, const routing::State& state) {
    const Counterexample& found = scene.found;
    const auto holds = [](const std::vector<Walk>& walks, const Walk& walk) {
        return std::ranges::find(walks, walk) != walks.end();
    };
    if (!holds(routing::all_walks(scene.network, state, found.there->hops.front().node, found.packet, nullptr,
                                  256),
               *found.there))
        return false;
    return !found.back || holds(routing::all_walks(scene.network, state, found.back->hops.front().node,
                                                   routing::answer_to(*found.there), &*found.there, 256),
                                *found.back);
}

/// Says so where routing may settle in several ways, and packets go this one in some of them only.
void note_other_states(const Scene& scene, Counterexample& found) {
    if (!found.there || !is_searched(scene.network))
        return;
    std::vector<Address> asked{found.packet.destination};
    if (found.back)
        asked.push_back(found.packet.source); // else routing back there decided nothing
    const auto all = states_of(scene.network, found.failed, asked);
    const auto so =
        std::ranges::count_if(all.states, [&](const auto& state) { return goes_so(scene, state); });
    if (all.complete && so > 0 && static_cast<std::size_t>(so) < all.states.size())
        found.notes.push_back(
            fmt::format("in {} of {} stable states packets go this way", so, all.states.size()));
}

void add_notes(const Scene& scene, const Diagnosis& diagnosis, Counterexample& found) {
    found.notes.insert(found.notes.end(), diagnosis.notes.begin(), diagnosis.notes.end());
    if (latent(found))
        found.notes.push_back(fmt::format("it matters only now: while nothing fails, the way is {}",
                                          way(scene.network, *found.healthy_there)));
    note_other_states(scene, found);
    for (const Prefix& prefix : unsettled(scene.network, scene.replay, found))
        found.notes.push_back(fmt::format("without failures routing to {} never settles", to_string(prefix)));
    if (scene.replay.second)
        return; // of each of the two it was told whether its routes come from an origin
    for (const auto& state : scene.state().prefixes)
        if ((state.prefix.contains(found.packet.destination) || state.prefix.contains(found.packet.source) ||
             !found.there) &&
            routing::self_supporting(scene.network, state))
            found.notes.push_back(
                fmt::format("routes to {} hold each other up: none of them comes from an origin",
                            to_string(state.prefix)));
}

} // namespace

void explain(const Network& network, const properties::Claim& claim, const Replay& replay,
             const Redecide& redecide, Counterexample& counterexample) {
    add_healthy_ways(network, claim, replay, counterexample);
    const Scene scene{network, claim, replay, counterexample, Adjacency(network)};
    const auto diagnoses = diagnose(scene);
    OnlyReason only;
    const Diagnosis& told = diagnoses[try_repairs(scene, diagnoses, redecide, only)];
    counterexample.only = only;
    if (!told.reason.empty())
        counterexample.reason = told.reason;
    if (told.at.known())
        counterexample.at = told.at;
    counterexample.headline = told.headline;
    counterexample.causes = told.causes;
    std::erase_if(counterexample.causes,
                  [](const Cause& cause) { return !cause.span.known() && cause.sentence.empty(); });
    add_table(scene, told, counterexample);
    add_notes(scene, told, counterexample);
}

} // namespace verdict
