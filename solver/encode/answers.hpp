#pragma once
// Where answers go. What nodes do with them may depend on the branch that is answered: stateful nodes on whether they
// saw it, translators on what they changed, sticky nodes on the links it left over.

#include <vector>

#include "solver/encode/branch.hpp"
#include "solver/encode/inspection.hpp"

namespace encode {

/// Whether stateful nodes remember what they saw, or pass every answer.
enum class State { kept, ignored };

/// The answers to `branch`, whose packet has these headers, injected at `from`. Their terms mean something only where
/// the branch exists.
Terrain terrain_of_answers(const Inspection& inspection, DataPlanes& planes, const Headers& headers,
                           const Branch& branch, network::NodeId from, State state);

/// A packet from one node to another, and where its answers are injected.
struct Exchange {
    const Inspection& inspection;
    const Headers& headers;
    const Terrain& there;
    network::NodeId from, to, answers_from;
    State state;
};

/// The headers with which it may be delivered.
std::vector<std::uint32_t> possible_endings(const Exchange& exchange);

/// The nodes at which the fate of `answer` depends on the branch that it answers. `back` is where it goes if every
/// stateful node passes it and nothing is turned back. Sorted.
std::vector<network::NodeId> remembering_nodes(const Exchange& exchange, const Terrain& back,
                                               const network::Packet& answer);

} // namespace encode
