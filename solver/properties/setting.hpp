#pragma once
// The symbolic side of one claim: the network under the claim's failures, and the parts that its questions
// share.

#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "solver/encode/paths.hpp"
#include "solver/network/network.hpp"
#include "solver/properties/claim.hpp"

namespace properties {

/// One packet class of a claim, and what else tells its questions apart.
struct Flow {
    std::size_t pair = 0; ///< index into `Claim::pairs`; 0 where a claim has none
    network::Packet packet;
    std::size_t wanted = 0, used = 0; ///< of `prefer`: places in its order
};

/// Routing of one prefix that a question depends on: in the claim's own world, or in the one where a
/// transport is down too. Without `control`, all its stable states are alike for the question, and one always
/// exists.
struct Dependency {
    network::Prefix prefix;
    const encode::ControlPlane* control = nullptr;
    std::optional<network::TransportId> without;
    bool operator==(const Dependency&) const = default;
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
};

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
    const encode::Failures& failures() const { return failures_; }
    const encode::World& world();
    /// Routing of `prefix` in the claim's world, for checks of its own.
    const encode::ControlPlane& control(const network::Prefix& prefix);

    using Refuses = std::vector<smt::Term>;
    /// Packets to `destination`, in the claim's world or in the one where `without` is down too.
    encode::DataPlane& plane(Question& question, network::Address destination,
                             std::optional<network::TransportId> without = std::nullopt);
    smt::Term undelivered(Question& question, encode::DataPlane& plane, network::NodeId from,
                          network::NodeId to, const Refuses& refuses);
    smt::Term unreachable(Question& question, encode::DataPlane& plane, network::NodeId from,
                          network::NodeId to, const Refuses& refuses);
    /// Nothing from `from` reaches `to`, which is as much as some branch not being delivered: only where
    /// routing is plain and no filter looks at the packet.
    std::optional<smt::Term> apart(Question& question, network::Address destination, network::NodeId from,
                                   network::NodeId to, const Refuses& refuses);
    const encode::Endless& endless(Question& question, encode::DataPlane& plane, const Refuses& refuses,
                                   std::optional<network::NodeId> injected);
    const encode::Branch& branch(Question& question, encode::DataPlane& plane, network::NodeId from,
                                 network::NodeId to, const Refuses& refuses);
    smt::Term connected(Question& question, network::NodeId from, network::NodeId to);
    /// Keeps equations made by a property alive for the question.
    void keep(Question& question, std::vector<encode::Equation> equations);

    /// What filters do to a new packet: constants.
    Refuses refuses(const network::Packet& packet) const;
    /// What they do to an answer that every stateful node lets pass.
    Refuses refuses_answer(const network::Packet& answer) const;

private:
    struct Parts;
    struct Side; // one world and its planes
    Side& side(std::optional<network::TransportId> without);
    std::vector<smt::Term> only(network::NodeId node) const;
    std::vector<network::Prefix> containing(network::Address address) const;
    bool best_means_delivered(const encode::DataPlane& plane, network::NodeId to, const Refuses& refuses);

    const network::Network* network_;
    smt::Context context_;
    encode::Failures failures_;
    unsigned widening_;
    std::unique_ptr<Parts> parts_;
};

} // namespace properties
