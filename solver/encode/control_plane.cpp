// The equations: `available` from the peers' bests, `best` from what is available, in an order in which each
// is made of terms that exist already. Only where they are circular do bests become variables with equations;
// elsewhere they are definitions, and the solver never hears of those that nobody asks about.

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "solver/encode/conditions.hpp"
#include "solver/encode/control_plane_parts.hpp"
#include "solver/encode/resolution.hpp"

namespace encode {

using network::NodeId;
using network::SessionId;
using smt::Term;

ControlPlane::Parts::Parts(std::unique_ptr<const Speakers> own, const network::Prefix& p, std::uint32_t longest_path)
    : Parts(*own, p, longest_path) {
    own_speakers = std::move(own);
}

ControlPlane::Parts::Parts(const Speakers& s, const network::Prefix& p, std::uint32_t longest_path)
    : speakers(&s), world(&s.world()), prefix(p), candidates(s, p, longest_path), stages(s), rankings(s), terms(s) {
    rank();
    find_rewritings();
    write_down();
    overflow = find_overflow();
    choices = finds_choices();
}

std::string ControlPlane::Parts::name(NodeId node, const char* what) const {
    return fmt::format("{}/{}/{}/{}", world->name(), network()[node].name, to_string(prefix), what);
}

void ControlPlane::Parts::rank() {
    for (const NodeId id : speakers->nodes()) {
        const NodeCandidates& node = candidates.of(id);
        stages[id].emplace(*world, id, node.contents, candidates.observed());
        Ranking ranking{stages[id]->ranks(), std::vector<std::uint32_t>(node.contents.size()), {}, 0};
        for (const Stages::Members& members : ranking.classes)
            ranking.in_circles.push_back(stages[id]->in_circles(members));
        for (std::uint32_t k = 0; k < ranking.classes.size(); ++k)
            for (std::uint32_t content : ranking.classes[k])
                ranking.class_of[content] = k;
        const auto always_best = [&] { return ranking.classes.front() == Stages::Members{0}; };
        const bool drops = node.always_local && (always_best() || !stages[id]->multipath_crosses_ranks());
        ranking.alive = drops ? ranking.class_of.front() + 1 : ranking.classes.size();
        rankings[id] = std::move(ranking);
    }
}

void ControlPlane::Parts::write_down() {
    for (const NodeId id : speakers->nodes()) {
        const NodeCandidates& node = candidates.of(id);
        const std::vector<Term> nothing(node.contents.size(), smt::no);
        NodeTerms made;
        made.available.assign(node.candidates.size(), smt::no);
        made.present = made.survives = made.best = nothing;
        made.better.assign(rankings[id].classes.size(), smt::no);
        made.chosen.resize(rankings[id].classes.size());
        made.left.resize(rankings[id].classes.size());
        made.occurs.resize(node.contents.size());
        terms[id] = std::move(made);
    }
    const Dependencies dependencies(network(), candidates, rankings);
    for (std::size_t g = 0; g < dependencies.groups().size(); ++g) {
        const std::vector<Step>& group = dependencies.groups()[g];
        const bool in_circle = dependencies.circular()[g];
        if (in_circle) {
            cut(group);
            cut_counts(group);
        }
        for (const Step& step : group)
            write(step, in_circle);
        write_counts(group, in_circle);
    }
    if (circular && !candidates.observed().grounded)
        hold_one_route_each();
}

// Where bests end at an origin, a node holds one route because the peer it came from does, and so on back to
// an origin. Routes that hold each other up have no origin: without this, two of them could share one cycle
// in the same state.
void ControlPlane::Parts::hold_one_route_each() {
    for (const NodeId node : speakers->nodes())
        equations.push_back(
            {context().at_most_one(terms[node].best), fmt::format("{} holds at most one best route to {}",
                                                                  network()[node].name, to_string(prefix))});
}

void ControlPlane::Parts::cut(const std::vector<Step>& group) {
    circular = true;
    for (const Step& step : group)
        if (step.what == Step::What::best)
            terms[step.node].best[step.index] =
                context().variable(name(step.node, "best/") + std::to_string(step.index));
}

void ControlPlane::Parts::write(const Step& step, bool circular_group) {
    NodeTerms& node = terms[step.node];
    const Ranking& ranking = rankings[step.node];
    const bool of_class = step.what == Step::What::offered || step.what == Step::What::better;
    if ((of_class ? step.index : ranking.class_of[step.index]) >= ranking.alive)
        return; // loses to a local route that always exists
    if (step.what == Step::What::offered) {
        write_offered(step.node, step.index);
    } else if (step.what == Step::What::better) {
        if (step.index == 0)
            return;
        std::vector<Term> some{node.better[step.index - 1]};
        for (std::uint32_t content : ranking.classes[step.index - 1])
            some.push_back(node.present[content]);
        node.better[step.index] = context().any(some);
    } else if (step.what == Step::What::best) {
        const Term best = write_best(step.node, step.index);
        if (!circular_group) {
            node.best[step.index] = best;
        } else {
            equations.push_back({context().iff(node.best[step.index], best),
                                 fmt::format("{} decides on {} among what its peers offer",
                                             network()[step.node].name, to_string(prefix))});
        }
    }
}

void ControlPlane::Parts::write_offered(NodeId id, std::uint32_t rank) {
    const NodeCandidates& node = candidates.of(id);
    NodeTerms& made = terms[id];
    std::vector<Term> some;
    for (std::uint32_t content : rankings[id].classes[rank]) {
        some.clear();
        for (std::uint32_t i = node.first[content]; i < node.first[content + 1]; ++i)
            some.push_back(made.available[i] = available(id, node.candidates[i]));
        made.present[content] = context().any(some);
    }
}

// One content alone in its class is best wherever it survives. Several may survive together, and the session
// that is chosen tells which of them is best.
Term ControlPlane::Parts::write_best(NodeId id, std::uint32_t content) {
    NodeTerms& made = terms[id];
    const std::uint32_t rank = rankings[id].class_of[content];
    const Stages::Members& members = rankings[id].classes[rank];
    if (members.size() == 1) {
        made.survives[content] = context().all({made.present[content], !made.better[rank]});
        return made.survives[content];
    }
    if (!made.chosen[rank]) {
        std::vector<Term> present;
        for (std::uint32_t member : members)
            present.push_back(context().all({made.present[member], !made.better[rank]}));
        const Stages& stage = *stages[id];
        const auto criteria = rankings[id].in_circles[rank] ? stage.before_arrival() : stage.after_ranks();
        const auto left = beyond(id, rank) ? present : stage.survivors(members, present, criteria);
        for (std::size_t i = 0; i < members.size(); ++i)
            made.survives[members[i]] = left[i];
    }
    const NodeCandidates& node = candidates.of(id);
    std::vector<Term> some;
    for (std::uint32_t i = node.first[content]; i < node.first[content + 1]; ++i)
        some.push_back(is_best(id, i));
    return context().any(some);
}

Term ControlPlane::Parts::available(NodeId node, const Candidate& candidate) const {
    if (!candidate.session.known())
        return local_route_exists(*world, node, prefix, candidate.originations);
    const Term resolved = resolve(*world, node, candidate.session, candidate.next_hop).resolves;
    if (resolved.is_false())
        return smt::no;
    const NodeId peer = network()[candidate.session].far_end(node).node;
    const auto& held = candidates.of(peer).contents;
    std::vector<Term> some;
    for (const Source& source : candidate.sources)
        some.push_back(context().all({terms[peer].best[source.content],
                                      advertised(*world, peer, prefix, held[source.content].learned),
                                      !loops(node, candidate.session, source)}));
    return context().all({world->up(candidate.session), resolved, context().any(some)});
}

Term ControlPlane::Parts::find_overflow() const {
    std::vector<Term> some;
    for (const NodeId node : speakers->nodes()) {
        std::vector<Term> beyond;
        for (const Candidate& candidate : candidates.of(node).beyond)
            beyond.push_back(available(node, candidate));
        if (!beyond.empty())
            some.push_back(context().all({context().any(beyond), !context().any(terms[node].present)}));
        const auto& contents = candidates.of(node).contents;
        for (std::size_t c = 0; c < contents.size(); ++c)
            if (contents[c].path.beyond)
                some.push_back(terms[node].best[c]);
    }
    return context().any(some);
}

bool ControlPlane::Parts::beyond(NodeId id, std::size_t rank) const {
    return candidates.of(id).contents[rankings[id].classes[rank].front()].path.beyond;
}

std::vector<SessionId> ControlPlane::Parts::open_to_choice(NodeId id) const {
    const NodeCandidates& node = candidates.of(id);
    std::vector<SessionId> open;
    for (std::size_t rank = 0; rank < rankings[id].alive; ++rank) {
        if (beyond(id, rank))
            continue;
        std::vector<SessionId> sessions;
        for (std::uint32_t content : rankings[id].classes[rank])
            for (std::uint32_t c = node.first[content]; c < node.first[content + 1]; ++c)
                if (!terms[id].available[c].is_false())
                    sessions.push_back(node.candidates[c].session);
        if (rankings[id].in_circles[rank] || stages[id]->leaves_a_choice(sessions))
            open.insert(open.end(), sessions.begin(), sessions.end());
    }
    std::ranges::sort(open);
    open.erase(std::ranges::unique(open).begin(), open.end());
    return open;
}

bool ControlPlane::Parts::finds_choices() const {
    return std::ranges::any_of(speakers->nodes(), [&](NodeId id) { return !open_to_choice(id).empty(); });
}

} // namespace encode
