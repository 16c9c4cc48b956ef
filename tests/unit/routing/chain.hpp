#pragma once
// What one node offers another.

#include <gtest/gtest.h>

#include <optional>
#include <utility>
#include <vector>

#include "solver/routing/message.hpp"
#include "tests/gadgets/builder.hpp"

namespace chain {

using namespace network;
using namespace gadgets;
using routing::Candidate;
using routing::Fate;
using routing::Passage;
using routing::Route;

constexpr auto destination = "10.0.0.0/24";

/// A chain source - sender - receiver; the sender's best is its own, or came from the source.
struct Chain {
    NetworkBuilder net;
    NodeId source, sender, receiver;
    Cable before, between;

    explicit Chain(Asn source_asn = 1, Asn sender_asn = 2, Asn receiver_asn = 3) {
        source = net.add_node("source", source_asn);
        sender = net.add_node("sender", sender_asn);
        receiver = net.add_node("receiver", receiver_asn);
        before = net.cable(source, sender);
        between = net.cable(sender, receiver);
        std::uint32_t place = 0;
        for (Session& session : net.network.sessions)
            for (SessionEnd* it : {&session.a, &session.b})
                it->span = {0, ++place, place};
    }

    SessionEnd& sending() { return net.end(between.session, sender); }
    SessionEnd& receiving() { return net.end(between.session, receiver); }

    Candidate own() const {
        Candidate it;
        it.route.weight = 32768;
        it.route.next_hop = sender;
        return it;
    }

    Candidate learned(std::vector<Asn> path) const {
        Candidate it{before.session, {}};
        it.route.as_path = std::move(path);
        it.route.next_hop = source;
        return it;
    }

    Passage offer(const Candidate& best, const FailureSet& failed = {}) const {
        const routing::Health health(net.network, failed);
        return routing::offer({health, prefix(destination)}, between.session, receiver, &best);
    }

    /// The route that arrives; a failed test and an empty one if none does.
    Route arrives(const Candidate& best, const FailureSet& failed = {}) const {
        const Passage passage = offer(best, failed);
        EXPECT_TRUE(passage.arrived()) << (passage.refused ? code(*passage.refused) : "");
        return passage.arrived() ? *passage.route : Route{};
    }

    std::optional<Fate> refused(const Candidate& best, const FailureSet& failed = {}) const {
        return offer(best, failed).refused;
    }

    std::vector<Asn> path_of(std::vector<Asn> path) const {
        return arrives(learned(std::move(path))).as_path;
    }
};

using Path = std::vector<Asn>;

} // namespace chain
