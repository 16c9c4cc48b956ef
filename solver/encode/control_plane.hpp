#pragma once
// The stable-state equations of one prefix in one world, exact: assignments of the variables made here that
// satisfy `equations` and choose no overflow candidate correspond one to one to stable states (of the
// failures chosen), as far as anything later can see. `specs/semantics.md` states them; this file was written
// from there.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "solver/encode/world.hpp"
#include "solver/smt/solver.hpp"

namespace encode {

class Speakers;

/// An assertion and the sentence it stands for.
struct Equation {
    smt::Term term;
    std::string sentence;
};

class ControlPlane {
public:
    /// `longest_path` bounds AS paths where a bound is needed at all; 0: chosen here. See `overflow`. Of `listeners`, and
    /// of no other nodes, may be asked what they accept.
    ControlPlane(const World& world, const network::Prefix& prefix, std::uint32_t longest_path = 0,
                 const std::vector<network::NodeId>& listeners = {});
    /// The same with what all prefixes share.
    ControlPlane(const Speakers& speakers, const network::Prefix& prefix, std::uint32_t longest_path = 0);
    ~ControlPlane();
    ControlPlane(ControlPlane&&) noexcept;

    const network::Prefix& prefix() const;
    /// The nodes that may ever hold a route to it.
    std::vector<network::NodeId> holders() const;
    /// To be required by whoever asks about this prefix.
    const std::vector<Equation>& equations() const;
    /// The node's BGP best is its own route, or came over this session; false terms for sessions not its own.
    smt::Term chosen_local(network::NodeId node) const;
    smt::Term chosen(network::NodeId node, network::SessionId session) const;
    smt::Term has_best(network::NodeId node) const;
    /// What the peer sends over this session passes the import of `node`, a listener: valid or not, listed only or not.
    smt::Term accepted(network::NodeId node, network::SessionId session) const;
    /// Some member of the multipath set forwards over `link` (which is up).
    smt::Term bgp_uses(network::NodeId node, network::LinkId link) const;
    /// The same by what resolves the member's next hop: this condition of the node's table (`Resolution::Way::by`).
    smt::Term bgp_uses(network::NodeId node, network::LinkId link, network::FailureId by) const;
    /// The BGP best is eBGP-learned / iBGP-learned: what its administrative distance depends on.
    smt::Term best_external(network::NodeId node) const;
    smt::Term best_internal(network::NodeId node) const;
    /// Some overflow candidate (beyond the bound on path length) is chosen or in a multipath set somewhere.
    /// Unsatisfiable with the equations: the bound is harmless. Folds to `no` where no bound was needed.
    smt::Term overflow() const;
    /// The bound in force, 0 if none was needed. Where `overflow` is satisfiable, ask again with a larger
    /// one.
    std::uint32_t longest_path() const;
    /// True if the equations form a circuit without free choices: exactly one stable state under every
    /// failure of any size.
    bool acyclic() const;
    /// True if they form a circuit: at least one stable state under every failure of any size, and exactly
    /// one for each way of making the free choices (`oldest`).
    bool circuit_up_to_free_choices() const;
    /// The session each node's best came over: nothing = no route, unknown session = local.
    std::vector<std::optional<network::SessionId>> decode(const smt::Model& model) const;
    /// Names the state the model shows: a clause over choices (not failures) that excludes exactly this
    /// state.
    smt::Term differs_from(const smt::Model& model) const;
    /// `other`, of the same prefix under the same failures, holds another best at the node by a free choice alone: the
    /// bests came over different sessions, and in each of the two states the other one was left to choose as well.
    smt::Term differs_by_choice(const ControlPlane& other, network::NodeId node) const;
    std::size_t candidate_count() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// All stable states of a prefix under one concrete failure set, by solving and blocking; for tests and for
/// telling how many there are. Nothing if an answer was not definite or `limit` was reached.
std::optional<std::vector<std::vector<std::optional<network::SessionId>>>>
all_states(const network::Network& network, const network::Prefix& prefix, const network::FailureSet& failed,
           std::size_t limit = 10'000);

} // namespace encode
