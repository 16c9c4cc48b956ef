#pragma once
// The inside of `ControlPlane`: candidates, their order, and the terms made of them.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "solver/encode/candidates.hpp"
#include "solver/encode/control_plane.hpp"
#include "solver/encode/dependencies.hpp"
#include "solver/encode/stages.hpp"

namespace encode {

/// The terms of one node. Those about sessions are made when first asked for: where no route is told apart by
/// its session, nothing else depends on them.
struct NodeTerms {
    std::vector<smt::Term> available; ///< by candidate
    std::vector<smt::Term> present;   ///< by content: some candidate of it is available
    std::vector<smt::Term> better;    ///< by class: something of a better class is present
    std::vector<smt::Term> survives;  ///< by content: the criteria on contents leave it
    std::vector<smt::Term> best;      ///< by content
    std::vector<std::optional<std::vector<Offer>>> chosen; ///< by class: the session of the best
    std::optional<std::vector<smt::Term>> multipath;       ///< by candidate
};

struct ControlPlane::Parts {
    const World* world;
    network::Prefix prefix;
    Candidates candidates;
    std::vector<Stages> stages; // by node, as all below
    std::vector<Ranking> rankings;
    std::vector<NodeTerms> terms;
    std::vector<Equation> equations;
    smt::Term overflow = smt::no;
    bool circular = false, choices = false;

    Parts(const World& world, const network::Prefix& prefix, std::uint32_t longest_path);

    smt::Context& context() const { return world->context(); }
    const network::Network& network() const { return world->network(); }
    std::string name(network::NodeId node, const char* what) const;

    void rank();
    void write_down();
    void hold_one_route_each();
    void cut(const std::vector<Step>& group);
    void write(const Step& step, bool circular_group);
    void write_offered(network::NodeId node, std::uint32_t rank);
    smt::Term write_best(network::NodeId node, std::uint32_t content);
    smt::Term available(network::NodeId node, const Candidate& candidate) const;
    smt::Term find_overflow() const;
    bool finds_choices() const;

    const std::vector<Offer>& chosen(network::NodeId node, std::size_t rank);
    smt::Term chosen(network::NodeId node, network::SessionId session);
    smt::Term local(network::NodeId node);
    /// The candidate is the best route.
    smt::Term is_best(network::NodeId node, std::size_t candidate);
    const std::vector<smt::Term>& multipath(network::NodeId node);
    std::vector<smt::Term> find_multipath(network::NodeId node);
};

} // namespace encode
