#pragma once
// Routes that hold each other up: what may go round a cycle of bests and come back unchanged.
//
// A state is self-supporting only if its routes were once derived from an origin, so the content of a cycle
// must lie in the forward closure of the origins' routes, whatever fails. Nearly every cycle has none: each
// eBGP session adds an ASN, and only `remove_private_as` takes one away; each reflection adds a cluster.

#include <vector>

#include "solver/routing/message.hpp"

namespace routing {

/// The best of `nodes[i]` came over `sessions[i]` from `nodes[i + 1]`, and of the last one from the first.
struct Cycle {
    std::vector<network::NodeId> nodes;
    std::vector<network::SessionId> sessions;
};

/// False if AS paths or cluster lists grow each time round, whatever policies do: then no content ever rests.
bool may_rest(const network::Network& network, const Cycle& cycle);

/// Every route that a node could be offered in any order of messages and failures.
class Closure {
public:
    Closure(const network::Network& network, const network::Prefix& prefix, std::size_t most = 5'000);
    const std::vector<Candidate>& at(network::NodeId node) const { return routes_[node.index()]; }
    bool complete() const { return complete_; } ///< false: cut off, since paths grow without end, for example

private:
    std::vector<std::vector<Candidate>> routes_;
    bool complete_ = true;
};

/// The contents of the closure that `cycle.nodes[0]` may hold and get back unchanged.
std::vector<Candidate> resting_contents(const Setting& setting, const Cycle& cycle, const Closure& closure);

} // namespace routing
