#pragma once
// One question of a claim to the solver, and what it depends on.

#include <optional>
#include <vector>

#include "solver/encode/control_plane.hpp"
#include "solver/network/network.hpp"
#include "solver/smt/term.hpp"

namespace properties {

/// One packet class of a claim, and what else tells its questions apart.
struct Flow {
    std::size_t pair = 0; ///< index into `Claim::pairs`; 0 where a claim has none
    network::Packet packet;
    std::size_t wanted = 0, used = 0; ///< of `prefer`: places in its order
    network::SessionId session = {};  ///< of `route-limit`, and the end that accepts
    network::NodeId at = {};
    network::Prefix prefix = {};      ///< of `unique-state`
};

/// Routing of one prefix that a question depends on: in the claim's own world, or in the one where a
/// transport is down too. Without `control`, all its stable states are alike for the question, and one always
/// exists.
struct Dependency {
    network::Prefix prefix;
    const encode::ControlPlane* control = nullptr;
    std::optional<network::TransportId> without;
    bool second = false; ///< in another state under the same failures, which may be the same
    bool operator==(const Dependency&) const = default;
};

/// A condition that a question depends on, in one of the worlds that a `Dependency` may be in.
struct Conditioned {
    struct World {
        std::optional<network::TransportId> without = {};
        bool second = false;
        auto operator<=>(const World&) const = default;
    };
    network::FailureId condition;
    World world;
    smt::Term down;
};

/// The statement that some scenario violates a claim for one flow. With the equations of what it depends on
/// it is unsatisfiable iff no scenario does.
struct Question {
    Flow flow;
    smt::Term violated = smt::no;
    std::vector<Dependency> depends_on;
    std::vector<const std::vector<encode::Equation>*> equations;
    /// False: satisfiable more often than it should be, so that the oracle has the last word about each
    /// scenario.
    bool exact = true;
    /// What must be possible for the claim to say anything of the flow: satisfiable in no scenario, it is vacuous.
    smt::Term premise = smt::yes;
    std::vector<Conditioned> conditions = {}; ///< what `Setting::tie` found
};

} // namespace properties
