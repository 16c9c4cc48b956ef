#pragma once
// The decision (semantics.md §4) as stages of elimination over terms that say which candidates are present.
// Consecutive criteria that order candidates fuse into one lexicographic order with a running disjunction;
// `med` is a stage of its own, because it is no order, and so is `igp_metric`, whose order depends on failures. `med_sequential`
// is `med` but where routes may be ahead of each other in a circle (`arrival.cpp`).
// Criteria that look at sessions come last and choose among sessions. Whatever stands after `oldest_external` finds
// all eBGP-learned candidates equal: those that get there are all eBGP-learned, or none is.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "solver/encode/content.hpp"
#include "solver/encode/resolution.hpp"
#include "solver/encode/world.hpp"
#include "solver/smt/term.hpp"

namespace encode {

/// A session (unknown: the local route) that offers a route, where `present` holds.
struct Offer {
    network::SessionId session;
    smt::Term present;
};

/// One content over one session, where `present` holds.
struct Arrived {
    std::uint32_t content;
    network::SessionId session;
    smt::Term present;
};

/// One node's decision over its contents, cut into what is done with contents and what with sessions.
class Stages {
public:
    using Criteria = std::vector<network::Criterion>;
    using Members = std::vector<std::uint32_t>; ///< indices of contents

    Stages(const World& world, network::NodeId node, const std::vector<Content>& contents,
           const Observed& observed);

    const Criteria& sessions() const { return sessions_; }
    /// A free choice is left among the best sessions.
    bool oldest() const { return oldest_; }
    /// What `multipath_after` leaves of the criteria: nothing if the multipath set is the best alone.
    struct Multipath {
        Criteria contents, sessions;
    };
    std::optional<Multipath> multipath() const;
    /// Its members are told from the best one by one, because MED is among its criteria and is no elimination.
    bool multipath_in_pairs() const;
    /// The multipath set may hold contents of several classes: it is taken before the leading criteria end.
    bool multipath_crosses_ranks() const;
    /// By the leading criteria alone, `a` is worse than `b`.
    bool loses(const Content& a, const Content& b) const;
    /// Two offers of one class that no criterion tells apart, so that a free choice decides.
    bool leaves_a_choice(const std::vector<network::SessionId>& sessions) const;
    /// The contents in classes of equal keys, best first, by the leading criteria: those before any that is no order.
    std::vector<Members> ranks() const;
    /// The criteria on contents after the leading ones.
    Criteria after_ranks() const;
    /// What `criteria` leave of `members`, where `present[i]` says that `members[i]` is there.
    std::vector<smt::Term> survivors(const Members& members, std::vector<smt::Term> present,
                                     const Criteria& criteria) const;
    /// Routes of one class may be ahead of each other in a circle, so that the order of arrival chooses among them.
    bool in_circles(const Members& members) const;
    /// Of `after_ranks`, the criteria before that comparison in order of arrival.
    Criteria before_arrival() const;
    /// What an order of arrival may leave of what one class has there and those criteria left.
    std::vector<Offer> left_by_some_order(const std::vector<Arrived>& arrived) const;
    /// Which of them the criteria of multipath do not tell from the best. `best`: by place in `arrived`, it is that one.
    std::vector<smt::Term> not_told_apart(const std::vector<Arrived>& arrived, const std::vector<smt::Term>& best) const;
    /// What criteria on sessions leave of the offers.
    std::vector<Offer> best_sessions(std::vector<Offer> offers, const Criteria& criteria) const;

private:
    using Key = std::vector<std::int64_t>;
    /// Contents with the same metric whatever fails, by next hop; those of metric 0 under an unknown one.
    using Hops = std::map<network::NodeId, std::vector<std::size_t>>;
    /// What a comparison of two routes looks at: equal ones need not be told apart.
    struct Rival {
        Key contents, sessions;
        std::pair<bool, network::Asn> neighbour;
        std::uint32_t med;
        network::NodeId hop; ///< as in `Hops`
        auto operator<=>(const Rival&) const = default;
    };
    class Comparison;

    smt::Context& context() const { return world_->context(); }
    const network::Network& network() const { return world_->network(); }
    Criteria relevant(Criteria::const_iterator begin, Criteria::const_iterator end) const;
    Criteria leading() const;
    Key keys(const Content& content, const Criteria& criteria) const;
    Key keys(network::SessionId session, const Criteria& criteria) const;
    void check_order() const;
    std::int64_t key(network::SessionId session, network::Criterion criterion) const;
    std::int64_t key(const Content& content, network::Criterion criterion) const;
    std::vector<Members> by_keys(const Members& members, const Criteria& criteria) const;
    std::vector<smt::Term> drop_higher_med(const Members& members, const std::vector<smt::Term>& present) const;
    std::vector<smt::Term> drop_farther(const Members& members, const std::vector<smt::Term>& present) const;
    Hops by_next_hop(const Members& members) const;
    /// Metrics that the next hop may have, where something over it is present; the last one is always reached.
    std::vector<Resolution::Level> levels(network::NodeId hop) const;

    const World* world_;
    network::NodeId node_;
    const std::vector<Content>* all_;
    const Observed* observed_;
    Criteria contents_, sessions_;
    bool oldest_ = false;
    bool metrics_differ_; ///< the contents are of several next hops
};

/// One of the offers that are present, chosen by free variables: a tournament, so that every assignment of
/// them chooses exactly one and no equation is needed.
std::vector<Offer> any_one(smt::Context& context, const std::vector<Offer>& offers, const std::string& name);

} // namespace encode
