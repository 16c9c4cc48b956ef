#pragma once
// Which prefixes depend on each other, and through which conditions (`specs/semantics.md` §1.1).

#include <map>
#include <vector>

#include "solver/network/network.hpp"

namespace network {

/// The groups that are conditions, in order.
std::vector<FailureId> conditions(const Network& network);
/// Those of `failed` that are no conditions.
FailureSet without_conditions(const Network& network, FailureSet failed);
/// `failed` with just these conditions down, whatever it says of conditions itself.
FailureSet with_conditions(const Network& network, FailureSet failed, const FailureSet& down);

/// Disables the conditions that never hold: their prefixes come from nowhere but, in the end, from themselves.
void disable_impossible(Network& network);

/// What routing of some prefixes depends on.
struct Tied {
    std::vector<Prefix> prefixes;        ///< sorted: what was asked for, and what their conditions look at in turn
    std::vector<FailureId> conditions;   ///< sorted
};

/// An index of a network's conditions. Keeps a reference to the network.
class Ties {
public:
    explicit Ties(const Network& network);

    bool none() const { return conditions_.empty(); }
    /// Everything that states and tables of these prefixes depend on, these included.
    Tied tied(const std::vector<Prefix>& prefixes) const;
    /// Prefixes that are tied to each other in whatever way, and through what. Those that no condition touches are not
    /// listed.
    std::vector<Tied> groups() const;
    /// No prefix of the group depends on itself: taken in the right order, each condition is known before it is asked for.
    bool ordered(const Tied& group) const;

    /// The prefixes, each after those that its conditions look at as far as no circle stands in the way.
    std::vector<Prefix> in_order(const Tied& group) const;
    /// The conditions that states and tables of the prefix depend on, and the prefixes whose tables tell a condition.
    std::vector<FailureId> of(const Prefix& prefix) const;
    std::vector<Prefix> looked_at(FailureId condition) const;

private:
    void add_next_hops();
    std::vector<Address> beside(const ForwardsOver& asked) const;

    const Network* network_;
    std::vector<FailureId> conditions_;
    std::vector<FailureId> of_sessions_;                ///< any announced prefix depends on them
    std::map<Prefix, std::vector<FailureId>> by_prefix_;
    std::map<Prefix, bool> routed_;                     ///< and whether it is announced
};

}  // namespace network
