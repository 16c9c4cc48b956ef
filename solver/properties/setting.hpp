#pragma once
// The symbolic side of one claim: the network under the claim's failures, and the parts that its questions
// share.

#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "solver/encode/answers.hpp"
#include "solver/encode/branch.hpp"
#include "solver/encode/packets.hpp"
#include "solver/encode/paths.hpp"
#include "solver/network/network.hpp"
#include "solver/properties/claim.hpp"
#include "solver/properties/plain.hpp"
#include "solver/properties/question.hpp"
#include "solver/smt/script.hpp"

namespace properties {

/// A shared part of several questions is made once; each question collects what the parts it uses depend on.
class Setting {
public:
    /// `widening` doubles the encoding's bounds on AS paths that many times.
    Setting(const network::Network& network, const network::FailureBudget& budget, unsigned widening = 0);
    ~Setting();
    Setting(const Setting&) = delete;
    Setting& operator=(const Setting&) = delete;

    const network::Network& network() const { return *network_; }
    smt::Context& context() { return context_; }
    /// Queries about this setting that were answered.
    smt::Answered& answered() { return answered_; }
    const encode::Failures& failures() const { return failures_; }
    const encode::World& world();
    /// Routing of `prefix` in the claim's world, for checks of its own.
    const encode::ControlPlane& control(const network::Prefix& prefix);

    /// Adds what the prefixes of the question depend on through conditions, once all it asks has been asked for.
    void tie(Question& question);

    /// Of these nodes will be asked what they accept. To be said before anything else is asked for.
    void listen(std::vector<network::NodeId> nodes);
    /// What the peer sends over the session for the prefix passes the import of `node`, valid or not.
    smt::Term accepted(Question& question, const network::Prefix& prefix, network::NodeId node,
                       network::SessionId session);

    /// Two stable states of the prefix under the same failures differ in what some node does with packets to it; with
    /// `by_choice`, also where a free choice alone tells them apart.
    smt::Term several_states(Question& question, const network::Prefix& prefix, bool by_choice);

    /// Where the packets go that are like this one, injected at `from`: in the claim's world, or in the one where
    /// `without` is down too.
    const encode::Terrain& terrain(Question& question, const network::Packet& packet, network::NodeId from,
                                   std::optional<network::TransportId> without = std::nullopt);
    /// The same injected at any node, but for those of which each has a terrain of its own.
    const encode::Terrain& terrain(Question& question, const network::Packet& packet);
    std::vector<network::NodeId> nodes_apart(const network::Packet& packet);

    /// No node remembers anything of a delivered packet that its answer depends on: they are packets like others.
    bool remembers_nothing(const Pair& pair) const;
    /// Where the answers to one delivered branch go; `packet` is the one that is answered, `pair` its ends.
    const encode::Terrain& answers(Question& question, const network::Packet& packet, const Pair& pair,
                                   const encode::Branch& answered, encode::State state);
    /// The same of any delivered branch, if the answers to all of them fare alike.
    const encode::Terrain* answers_alike(Question& question, const network::Packet& packet, const Pair& pair,
                                         encode::State state);
    /// Where answers go whichever branch they answer, one terrain per header that may be delivered: nodes at which
    /// it matters refuse.
    std::vector<const encode::Terrain*> answers_anyway(Question& question, const network::Packet& packet,
                                                       const Pair& pair, encode::State state);

    /// Some branch is not delivered at `to`.
    smt::Term undelivered(Question& question, const encode::Terrain& terrain, network::NodeId from,
                          network::NodeId to);
    /// No branch is delivered at `to`.
    smt::Term unreachable(Question& question, const encode::Terrain& terrain, network::NodeId from,
                          network::NodeId to);
    /// Some branch is delivered at `to` and visits none of `avoiding`.
    smt::Term delivered(Question& question, const encode::Terrain& terrain, network::NodeId from,
                        network::NodeId to, const std::vector<network::NodeId>& avoiding = {});
    /// Nothing like the packet that is injected at `from` reaches `to`, which is as much as some branch not being
    /// delivered: only where routing is plain and nothing else stops packets. Needs no terrain.
    std::optional<smt::Term> apart(Question& question, const network::Packet& packet, encode::Stateful stateful,
                                   network::NodeId from, network::NodeId to);
    /// Packets to this destination are lost only by what refuses them, and never loop.
    bool plainly_routed(network::Address destination);
    const encode::Endless& endless(Question& question, const encode::Terrain& terrain,
                                   std::optional<network::NodeId> injected);
    /// One branch that is delivered at `to` and visits none of `avoiding`.
    const encode::Branch& branch(Question& question, const encode::Terrain& terrain, network::NodeId from,
                                 network::NodeId to, const std::vector<network::NodeId>& avoiding = {});
    smt::Term connected(Question& question, network::NodeId from, network::NodeId to);
    /// Keeps equations made by a property alive for the question.
    void keep(Question& question, std::vector<encode::Equation> equations);

private:
    struct Parts;
    struct Side; // one world and its planes
    Side& side(std::optional<network::TransportId> without);
    /// Variables of a world's own for the conditions in it.
    void give_own_conditions(const std::string& world, std::vector<smt::Term>& down);
    Side& second_side(); // a copy of the claim's own world, for states beside its own
    const encode::Terrain& made(Question& question, const std::vector<encode::Layer>& layers,
                                std::optional<network::NodeId> injected,
                                std::optional<network::TransportId> without);
    const encode::Terrain* find_alike(const network::Packet& packet, const Pair& pair, const encode::Terrain& there,
                                      encode::State state);
    const encode::Terrain& answers_passing(Question& question, const network::Packet& answer,
                                           const std::vector<network::NodeId>& refusing);
    const std::optional<Plain>& plain(network::Address destination);
    bool best_means_delivered(const encode::Terrain& terrain, network::NodeId to);

    const network::Network* network_;
    smt::Context context_;
    smt::Answered answered_;
    encode::Failures failures_;
    unsigned widening_;
    std::unique_ptr<Parts> parts_;
};

} // namespace properties
