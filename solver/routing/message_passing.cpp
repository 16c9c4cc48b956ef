// Event-driven: the only events are "a message arrives" and "things fail".

#include "solver/routing/message_passing.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <random>

#include "solver/routing/decision.hpp"
#include "solver/routing/message.hpp"

namespace routing {

using namespace network;

namespace {

/// An announcement, or a withdrawal.
using Message = std::optional<Route>;

/// One BGP speaker: what peers told it, what it chose, what it told them.
struct Speaker {
    std::map<SessionId, Route> adj_rib_in; ///< as received, before import policy
    Choice choice;
    std::map<SessionId, Message> told;
};

/// All speakers of one prefix, and the messages on their way.
class Speakers {
public:
    Speakers(const Network& network, const Prefix& prefix, const Run& run)
        : network_(network), prefix_(prefix), run_(run), random_(run.seed), speakers_(network.nodes.size()) {}

    /// From now on these groups are down: sessions that are down forget, and everyone looks again.
    void fail(const FailureSet& failed) {
        health_.emplace(network_, failed);
        for (std::size_t i = 0; i < network_.sessions.size(); ++i)
            if (!health_->up(SessionId::at(i)))
                forget(SessionId::at(i));
        for (std::size_t i = 0; i < speakers_.size(); ++i)
            wake(NodeId::at(i));
    }

    /// Delivers up to `messages`; true if none is left.
    bool run(std::size_t messages) {
        for (; messages > 0 && !busy_.empty(); --messages)
            deliver(pick());
        return busy_.empty();
    }

    PrefixState state() const {
        PrefixState state{prefix_, {}};
        for (const Speaker& speaker : speakers_)
            state.choices.push_back(speaker.choice);
        return state;
    }

private:
    /// One direction of a session, named by who receives.
    using Direction = std::pair<SessionId, NodeId>;

    Setting setting() const { return {*health_, prefix_}; }

    void forget(SessionId session) {
        for (const NodeId node : {network_[session].a.node, network_[session].b.node}) {
            speakers_[node.index()].adj_rib_in.erase(session);
            speakers_[node.index()].told.erase(session);
            channels_[{session, node}].clear();
            std::erase(busy_, Direction{session, node});
        }
    }

    Direction pick() {
        std::uniform_int_distribution<std::size_t> any(0, busy_.size() - 1);
        return busy_[any(random_)];
    }

    void deliver(Direction direction) {
        auto& channel = channels_[direction];
        const Message message = std::move(channel.front());
        channel.pop_front();
        if (channel.empty())
            std::erase(busy_, direction);
        const auto [session, receiver] = direction;
        auto& rib = speakers_[receiver.index()].adj_rib_in;
        if (message) {
            rib[session] = *message;
        } else {
            rib.erase(session);
        }
        wake(receiver);
    }

    /// Decides again and tells the peers what is new to them.
    void wake(NodeId node) {
        if (!network_[node].asn)
            return;
        Speaker& speaker = speakers_[node.index()];
        speaker.choice = decision_of(node);
        for (const SessionId session : health_->adjacency().sessions[node.index()])
            tell(speaker, session, node);
    }

    Choice decision_of(NodeId node) {
        const Speaker& speaker = speakers_[node.index()];
        std::vector<Candidate> candidates;
        if (auto own = local_candidate(setting(), node))
            candidates.push_back(std::move(*own));
        for (const auto& [session, message] : speaker.adj_rib_in) {
            Passage passage = receive(setting(), session, node, message);
            if (passage.arrived())
                candidates.push_back({session, std::move(*passage.route)});
        }
        if (candidates.empty())
            return {};
        const Decided decided = decide(*health_, node, candidates);
        for (const std::size_t i : decided.best)
            if (speaker.choice.best && speaker.choice.best->session == candidates[i].session)
                return choice_of(candidates, decided, i);
        std::uniform_int_distribution<std::size_t> any(0, decided.best.size() - 1);
        return choice_of(candidates, decided, decided.best[any(random_)]);
    }

    void tell(Speaker& speaker, SessionId session, NodeId node) {
        if (!health_->up(session))
            return;
        const auto& best = speaker.choice.best;
        Passage passage = send(setting(), session, node, best ? &*best : nullptr);
        Message message = passage.arrived() ? std::move(passage.route) : std::nullopt;
        if (speaker.told[session] == message)
            return;
        speaker.told[session] = message;
        const Direction direction{session, peer_of(network_[session], node)};
        auto& channel = channels_[direction];
        if (run_.channel == Channel::latest_only)
            channel.clear();
        channel.push_back(std::move(message));
        if (std::find(busy_.begin(), busy_.end(), direction) == busy_.end())
            busy_.push_back(direction);
    }

    const Network& network_;
    Prefix prefix_;
    Run run_;
    std::mt19937 random_;
    std::optional<Health> health_;
    std::vector<Speaker> speakers_;
    std::map<Direction, std::deque<Message>> channels_;
    std::vector<Direction> busy_; ///< directions with messages on their way
};

} // namespace

std::optional<PrefixState> pass_messages(const Network& network, const Prefix& prefix,
                                         const FailureSet& failed, const Run& run) {
    Speakers speakers(network, prefix, run);
    if (run.from_healthy) {
        speakers.fail({});
        speakers.run(run.messages / 2);
    }
    speakers.fail(failed);
    if (!speakers.run(run.messages))
        return std::nullopt;
    return speakers.state();
}

} // namespace routing
