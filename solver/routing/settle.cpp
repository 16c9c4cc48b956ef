// Convergence by one node deciding at a time, on what its neighbours hold at that moment. Rests only in
// stable states; whether it rests may depend on the order, so several are tried.

#include <algorithm>
#include <random>
#include <stdexcept>

#include "solver/routing/candidates.hpp"
#include "solver/routing/conditions.hpp"
#include "solver/routing/simulate.hpp"

namespace routing {

using namespace network;

namespace {

/// Nodes that have yet to decide again: first in first out, or, with a seed, in any order.
class Waiting {
public:
    Waiting(std::size_t nodes, unsigned seed) : waits_(nodes, true), random_(seed), shuffled_(seed != 0) {
        for (std::size_t i = 0; i < nodes; ++i)
            queue_.push_back(NodeId::at(i));
    }
    bool empty() const { return first_ == queue_.size(); }
    void add(NodeId node) {
        if (waits_[node.index()])
            return;
        waits_[node.index()] = true;
        queue_.push_back(node);
    }
    NodeId take() {
        if (shuffled_) {
            std::uniform_int_distribution<std::size_t> any(first_, queue_.size() - 1);
            std::swap(queue_[first_], queue_[any(random_)]);
        }
        const NodeId node = queue_[first_++];
        waits_[node.index()] = false;
        return node;
    }

private:
    std::vector<NodeId> queue_;
    std::size_t first_ = 0;
    std::vector<bool> waits_;
    std::mt19937 random_;
    bool shuffled_;
};

/// What the node decides now. Where the choice is free it stays with what it has (RFC 5004).
Choice decide_now(const Setting& setting, const std::vector<Choice>& choices, NodeId node) {
    const auto candidates = candidates_at(setting, choices, node);
    if (candidates.empty())
        return {};
    const Decided decided = decide(setting.health, node, candidates);
    const auto& held = choices[node.index()].best;
    const auto same = std::find_if(decided.best.begin(), decided.best.end(), [&](std::size_t best) {
        return held && held->session == candidates[best].session;
    });
    return choice_of(candidates, decided, same == decided.best.end() ? decided.best.front() : *same);
}

/// Lets nodes decide until none would change, or `budget` decisions were taken.
bool settle_from(const Setting& setting, std::vector<Choice>& choices, unsigned seed, std::size_t budget) {
    Waiting waiting(choices.size(), seed);
    for (; !waiting.empty(); --budget) {
        if (budget == 0)
            return false;
        const NodeId node = waiting.take();
        Choice now = decide_now(setting, choices, node);
        Choice& held = choices[node.index()];
        const bool news = now.best != held.best;
        held = std::move(now);
        if (!news)
            continue;
        for (const SessionId session : setting.health.adjacency().sessions[node.index()])
            waiting.add(peer_of(setting.network()[session], node));
    }
    return true;
}

std::optional<PrefixState> settle(const Setting& setting, const PrefixState* from) {
    const std::size_t nodes = setting.network().nodes.size();
    for (const unsigned seed : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U}) {
        PrefixState state{setting.prefix, from ? from->choices : std::vector<Choice>(nodes)};
        if (settle_from(setting, state.choices, seed, 100 * nodes + 2'000))
            return state;
    }
    return std::nullopt;
}

} // namespace

std::optional<PrefixState> settle(const Network& network, const Prefix& prefix, const FailureSet& failed,
                                  const PrefixState* from) {
    if (from && from->choices.size() != network.nodes.size())
        throw std::logic_error("a state to settle from belongs to another network");
    const Health health(network, failed);
    return settle(Setting{health, prefix}, from);
}

namespace {

/// Prefixes that conditions touch, each with all that it depends on.
void settle_what_is_tied(const Network& network, const std::vector<Prefix>& prefixes, Settled& settled) {
    const Ties ties(network);
    if (ties.none())
        return;
    State& all = settled.state;
    const FailureSet given = all.failed;
    FailureSet down;
    for (const Prefix& prefix : prefixes) {
        const Tied group = ties.tied({prefix});
        if (group.conditions.empty() || all.find(prefix))
            continue;
        const auto found = settle_tied(network, ties, {prefix}, given);
        if (!found) {
            settled.unsettled.push_back(prefix);
            continue;
        }
        std::ranges::set_intersection(found->failed, group.conditions, std::back_inserter(down));
        for (const PrefixState& one : found->prefixes)
            if (!all.find(one.prefix))
                all.prefixes.insert(std::ranges::lower_bound(all.prefixes, one.prefix, {}, &PrefixState::prefix), one);
    }
    all.failed = with_conditions(network, given, down);
}

} // namespace

Settled settle_all(const Network& network, const std::vector<Prefix>& prefixes, const FailureSet& failed) {
    Settled settled;
    settled.state.failed = failed;
    settle_what_is_tied(network, prefixes, settled);
    const Health health(network, settled.state.failed);
    for (const Prefix& prefix : prefixes) {
        if (settled.state.find(prefix) || std::ranges::find(settled.unsettled, prefix) != settled.unsettled.end())
            continue;
        if (auto state = settle(Setting{health, prefix}, nullptr)) {
            settled.state.prefixes.push_back(std::move(*state));
        } else {
            settled.unsettled.push_back(prefix);
        }
    }
    std::sort(settled.state.prefixes.begin(), settled.state.prefixes.end(),
              [](const PrefixState& a, const PrefixState& b) { return a.prefix < b.prefix; });
    return settled;
}

} // namespace routing
