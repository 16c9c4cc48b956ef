// See search.hpp. Every function that may go on returns false to stop the whole search or to reject a branch,
// as its comment says.

#include "solver/routing/search.hpp"

#include <algorithm>

namespace routing {

using namespace network;

std::vector<NodeId> outward(const Setting& setting) {
    const std::size_t nodes = setting.network().nodes.size();
    std::vector<NodeId> order;
    std::vector<bool> met(nodes, false);
    const auto meet = [&](NodeId node) {
        if (!met[node.index()])
            order.push_back(node);
        met[node.index()] = true;
    };
    for (std::size_t i = 0; i < nodes; ++i)
        if (local_candidate(setting, NodeId::at(i)))
            meet(NodeId::at(i));
    for (std::size_t next = 0, start = 0; next < order.size() || start < nodes;) {
        if (next == order.size()) {
            meet(NodeId::at(start++));
            continue;
        }
        const NodeId node = order[next++];
        for (const SessionId session : setting.health.adjacency().sessions[node.index()])
            meet(peer_of(setting.network()[session], node));
    }
    return order;
}

Search::Search(const Setting& setting, std::vector<std::vector<Source>> sources, bool only_stable,
               std::size_t steps)
    : setting_(setting), sources_(std::move(sources)), only_stable_(only_stable), steps_(steps),
      order_(outward(setting)), chosen_(sources_.size()), choices_(sources_.size()),
      known_(sources_.size(), false) {
    if (only_stable)
        prospects_.emplace(setting.network(), setting.prefix);
}

void Search::run(const std::function<bool(const std::vector<Choice>&)>& found) {
    found_ = &found;
    descend(0);
}

/// False stops the search.
bool Search::descend(std::size_t depth) {
    if (depth == order_.size())
        return close_cycles();
    const NodeId node = order_[depth];
    for (const Source& source : sources_[node.index()]) {
        if (steps_ == 0)
            return complete_ = false;
        --steps_;
        const std::size_t mark = trail_.size();
        chosen_[node.index()] = source;
        const bool go_on = !determine(node) || descend(depth + 1);
        undo(mark);
        chosen_[node.index()].reset();
        if (!go_on)
            return false;
    }
    return true;
}

void Search::undo(std::size_t mark) {
    for (; trail_.size() > mark; trail_.pop_back()) {
        known_[trail_.back().index()] = false;
        choices_[trail_.back().index()] = {};
    }
}

/// Every node has a source; those still unknown hang on cycles. False stops the search.
bool Search::close_cycles() {
    const NodeId open = first_open();
    if (!open.known())
        return (*found_)(choices_);
    NodeId on_cycle = open;
    auto cycle = cycle_through(on_cycle);
    while (!cycle) {
        on_cycle = peer_of(setting_.network()[**chosen_[on_cycle.index()]], on_cycle);
        cycle = cycle_through(on_cycle);
    }
    for (const Candidate& content : contents_of(*cycle)) {
        const std::size_t mark = trail_.size();
        const bool go_on = !settle(on_cycle, content) || close_cycles();
        undo(mark);
        if (!go_on)
            return false;
    }
    return true;
}

/// What the first node of the cycle may hold; worked out once per cycle.
const std::vector<Candidate>& Search::contents_of(const Cycle& cycle) {
    const auto [it, fresh] = contents_.try_emplace({cycle.nodes.front(), cycle.sessions});
    if (!fresh || !may_rest(setting_.network(), cycle))
        return it->second;
    if (!closure_)
        closure_.emplace(setting_.network(), setting_.prefix);
    complete_ = complete_ && closure_->complete();
    it->second = resting_contents(setting_, cycle, *closure_);
    return it->second;
}

NodeId Search::first_open() const {
    const auto it = std::find(known_.begin(), known_.end(), false);
    return it == known_.end() ? NodeId{} : NodeId::at(static_cast<std::size_t>(it - known_.begin()));
}

/// Works out the node's route if that can be done now. False: the branch is dead.
bool Search::determine(NodeId node) {
    const Source& source = *chosen_[node.index()];
    if (!source)
        return settle(node, std::nullopt);
    if (!source->known()) {
        auto own = local_candidate(setting_, node);
        return own && settle(node, std::move(own));
    }
    const NodeId peer = peer_of(setting_.network()[*source], node);
    if (!known_[peer.index()]) {
        if (only_stable_ && contradicts(node))
            return false;
        const auto cycle = cycle_through(node);
        return !cycle || !contents_of(*cycle).empty();
    }
    Passage passage = offer(setting_, *source, node, best_of(choices_[peer.index()]));
    return passage.arrived() && settle(node, Candidate{*source, std::move(*passage.route)});
}

/// The node's route is `best` from here on; so are those of nodes that wait for it. False: the branch is
/// dead.
bool Search::settle(NodeId node, std::optional<Candidate> best) {
    known_[node.index()] = true;
    trail_.push_back(node);
    choices_[node.index()].best = std::move(best);
    if (only_stable_ && contradicts(node))
        return false;
    const auto& sessions = setting_.health.adjacency().sessions[node.index()];
    return std::all_of(sessions.begin(), sessions.end(),
                       [&](SessionId session) { return follow(node, session); });
}

/// Determines the peer if it waits for `node`. False: the branch is dead.
bool Search::follow(NodeId node, SessionId session) {
    const NodeId peer = peer_of(setting_.network()[session], node);
    const auto& source = chosen_[peer.index()];
    const bool waits = !known_[peer.index()] && source && *source && **source == session;
    return !waits || determine(peer);
}

/// Whether what is known already forbids the node's source, or that of a neighbour.
bool Search::contradicts(NodeId node) const {
    if (const auto own = local_candidate(setting_, node); own && loses(node, *own))
        return true;
    const auto& sessions = setting_.health.adjacency().sessions[node.index()];
    return std::any_of(sessions.begin(), sessions.end(),
                       [&](SessionId session) {
                           const NodeId peer = peer_of(setting_.network()[session], node);
                           return (known_[peer.index()] && outdone(node, session)) ||
                                  (known_[node.index()] && chosen_[peer.index()] && outdone(peer, session)) ||
                                  decides_otherwise(peer);
                       }) ||
           decides_otherwise(node);
}

/// Whether the node's decision does not allow its best, as soon as offers that are still unknown cannot
/// matter: those that the best surely beats are gone before MED, the one elimination in which a loser may
/// matter.
bool Search::decides_otherwise(NodeId node) const {
    const auto& best = choices_[node.index()].best;
    if (!best)
        return false;
    const auto& sessions = setting_.health.adjacency().sessions[node.index()];
    const bool all_known = std::all_of(sessions.begin(), sessions.end(), [&](SessionId session) {
        return known_[peer_of(setting_.network()[session], node).index()] ||
               surely_beats(setting_.health, node, *best, prospects_->over(session, node));
    });
    if (!all_known)
        return false;
    const auto candidates = candidates_at(setting_, choices_, node);
    const Decided decided = decide(setting_.health, node, candidates);
    return std::none_of(decided.best.begin(), decided.best.end(),
                        [&](std::size_t i) { return candidates[i] == *best; });
}

/// Whether the offer over `session`, from a peer that is known, beats the node's source.
bool Search::outdone(NodeId node, SessionId session) const {
    if (chosen_[node.index()] == Source{session})
        return false;
    const NodeId peer = peer_of(setting_.network()[session], node);
    Passage passage = offer(setting_, session, node, best_of(choices_[peer.index()]));
    return passage.arrived() && loses(node, {session, std::move(*passage.route)});
}

/// Whether the rival surely beats what the node holds or, while that is open, all it may get over its
/// session.
bool Search::loses(NodeId node, const Candidate& rival) const {
    const auto& best = choices_[node.index()].best;
    if (known_[node.index()] && !best)
        return true;
    const Candidate& held = best ? *best : prospects_->over(**chosen_[node.index()], node);
    return surely_beats(setting_.health, node, rival, held);
}

/// The cycle of sources on which the node lies, if it is closed already.
std::optional<Cycle> Search::cycle_through(NodeId node) const {
    Cycle cycle;
    NodeId at = node;
    do {
        const auto& source = chosen_[at.index()];
        if (!source || !*source || !(*source)->known() || cycle.nodes.size() > chosen_.size())
            return std::nullopt;
        cycle.nodes.push_back(at);
        cycle.sessions.push_back(**source);
        at = peer_of(setting_.network()[**source], at);
    } while (at != node);
    return cycle;
}

} // namespace routing
