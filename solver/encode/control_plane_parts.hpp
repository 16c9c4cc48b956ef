#pragma once
// The inside of `ControlPlane`: candidates, their order, and the terms made of them.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "solver/encode/candidates.hpp"
#include "solver/encode/control_plane.hpp"
#include "solver/encode/dependencies.hpp"
#include "solver/encode/stages.hpp"

namespace encode {

/// Which counted ASNs of a sent path an ASN of the received path may have been, over one session from one
/// end.
struct CountRewriting {
    std::vector<std::vector<std::uint32_t>> sources; ///< by counted ASN
    std::vector<std::uint32_t> fronted;              ///< those the sender puts in front, each once
};

/// For each counted ASN: it occurs at least 1, 2, ... times.
using Occurrences = std::vector<std::vector<smt::Term>>;

/// The terms of one node. Those about sessions are made when first asked for: where no route is told apart by
/// its session, nothing else depends on them.
struct NodeTerms {
    std::vector<smt::Term> available; ///< by candidate
    std::vector<smt::Term> present;   ///< by content: some candidate of it is available
    std::vector<smt::Term> better;    ///< by class: something of a better class is present
    std::vector<smt::Term> survives;  ///< by content: the criteria on contents leave it
    std::vector<Occurrences> occurs;  ///< by content: in its path, if it is best
    std::vector<smt::Term> best;      ///< by content
    std::vector<std::optional<std::vector<Offer>>> chosen; ///< by class: the session of the best
    std::vector<std::vector<Offer>> left; ///< by class, beside `chosen`: what a free choice was made among
    std::optional<std::vector<smt::Term>> multipath;       ///< by candidate
};

struct ControlPlane::Parts {
    std::unique_ptr<const Speakers> own_speakers; ///< where they are not shared
    const Speakers* speakers;
    const World* world;
    network::Prefix prefix;
    Candidates candidates;
    BySpeaker<std::optional<Stages>> stages;
    BySpeaker<Ranking> rankings;
    std::vector<CountRewriting> rewritings; // two for each session: sent by a, sent by b
    BySpeaker<NodeTerms> terms;
    std::vector<Equation> equations;
    smt::Term overflow = smt::no;
    bool circular = false, choices = false;

    Parts(const Speakers& speakers, const network::Prefix& prefix, std::uint32_t longest_path);
    Parts(std::unique_ptr<const Speakers> own, const network::Prefix& prefix, std::uint32_t longest_path);

    smt::Context& context() const { return world->context(); }
    const network::Network& network() const { return world->network(); }
    std::string name(network::NodeId node, const char* what) const;

    void rank();
    void write_down();
    void hold_one_route_each();
    void cut(const std::vector<Step>& group);
    void write(const Step& step, bool circular_group);
    void find_rewritings();
    CountRewriting rewriting(const network::Session& session, const network::SessionEnd& sender) const;
    void cut_counts(const std::vector<Step>& group);
    void write_counts(const std::vector<Step>& group, bool circular_group);
    Occurrences count(network::NodeId node, const std::vector<std::uint32_t>& contents);
    /// In the path of the peer's content as sent to `node`, the counted ASN occurs at least `times` times.
    smt::Term received(network::NodeId node, network::SessionId session, const Source& source,
                       std::uint32_t asn, std::int64_t times) const;
    smt::Term received(network::NodeId node, network::SessionId session, std::uint32_t content,
                       const Prepended& prepended, std::uint32_t asn, std::int64_t times) const;
    smt::Term sum_reaches(const Occurrences& held, const std::vector<std::uint32_t>& asns, std::size_t from,
                          std::int64_t times) const;
    smt::Term loops(network::NodeId node, network::SessionId session, const Source& source) const;
    smt::Term loops(network::NodeId node, network::SessionId session, std::uint32_t content,
                    const Prepended& prepended) const;
    void write_offered(network::NodeId node, std::uint32_t rank);
    smt::Term write_best(network::NodeId node, std::uint32_t content);
    smt::Term available(network::NodeId node, const Candidate& candidate) const;
    smt::Term find_overflow() const;
    bool finds_choices() const;
    /// The class holds paths beyond the bound. Which of them is shortest is not known: any may be best.
    bool beyond(network::NodeId node, std::size_t rank) const;
    /// The sessions (unknown: the local route) between which a free choice of the node may have to decide.
    std::vector<network::SessionId> open_to_choice(network::NodeId node) const;

    const std::vector<Offer>& chosen(network::NodeId node, std::size_t rank);
    smt::Term chosen(network::NodeId node, network::SessionId session);
    /// What came over the session is among what a free choice is made of.
    smt::Term left(network::NodeId node, network::SessionId session);
    smt::Term local(network::NodeId node);
    /// The candidate is the best route.
    smt::Term is_best(network::NodeId node, std::size_t candidate);
    const std::vector<smt::Term>& multipath(network::NodeId node);
    /// Some member's next hop resolves by a way over the link that counts.
    template <class Counts> smt::Term uses(network::NodeId node, network::LinkId link, Counts counts);
    std::vector<smt::Term> of_those_that_share(network::NodeId node, std::vector<smt::Term> members);
    std::vector<smt::Term> find_multipath(network::NodeId node);
    std::vector<smt::Term> find_multipath_in_pairs(network::NodeId node);
};

} // namespace encode
