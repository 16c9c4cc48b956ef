#pragma once
// The sentences of `specs/semantics.md` §7 read literally: every failure set, every stable state of the oracle, every
// representative packet, every branch.

#include <functional>
#include <vector>

#include "solver/properties/claim.hpp"
#include "solver/routing/forward.hpp"
#include "solver/routing/simulate.hpp"

namespace random_networks {

/// Everything one failure set allows: each combination of stable states of all prefixes.
struct Scenario {
    network::FailureSet failed;
    std::vector<routing::State> states;
    std::vector<std::vector<routing::PrefixState>> by_prefix; ///< the states of each prefix alone
    std::vector<network::Prefix> unsettled;
    bool complete = true;
};

class Brute {
public:
    explicit Brute(const network::Network& network);

    bool violated(const properties::Claim& claim) const;
    /// Whether a prefix that the claim depends on (`any`: that there is) has no stable state under some failure set.
    bool unsettled(const properties::Claim& claim, bool any) const;
    /// Whether the claim says anything: some exchange is delivered (path-symmetry), some packet is (prefer), some session
    /// is up (route-limit), somebody announces something (unique-state).
    bool in_scope(const properties::Claim& claim) const;
    bool complete() const;
    std::size_t states() const;

private:
    using Walk = routing::Walk;
    using Addresses = std::vector<network::Address>;
    using Test = std::function<bool(const network::Packet&)>;
    bool violates(const properties::Claim& claim, const routing::State& state) const;
    bool violates(const properties::Claim& claim, const properties::Pair& pair, const routing::State& state) const;

    Addresses sources(Addresses addresses) const;
    bool any_packet(const Addresses& sources, const Addresses& destinations, const Test& test) const;
    bool any_packet(const properties::Pair& pair, const Test& test) const;
    bool anywhere_takes(const routing::State& state, const std::function<bool(network::NodeId)>& from,
                        const std::function<bool(network::Address)>& to,
                        const std::function<bool(const Walk&)>& branch) const;
    std::vector<Walk> walks(const routing::State& state, network::NodeId from, const network::Packet& packet,
                            const Walk* answered = nullptr) const;
    std::vector<Walk> delivered(const routing::State& state, network::NodeId from, network::NodeId to,
                                const network::Packet& packet) const;
    std::vector<Walk> stateless_answers(const routing::State& state, const properties::Pair& pair, const Walk& there) const;
    std::vector<network::NodeId> owners(network::Address address) const;

    bool has_strangers(const properties::Claim& claim) const;
    bool delivers(const routing::State& state, const properties::Pair& pair, bool answered) const;
    bool loops(const routing::State& state) const;
    bool transits(const properties::Claim& claim, const routing::State& state) const;
    bool swallows(const properties::Claim& claim, const routing::State& state) const;
    bool floods(const properties::Claim& claim, const routing::State& state) const;
    bool rests_in_several_ways(const properties::Claim& claim, const Scenario& scenario) const;
    bool detours(const properties::Claim& claim, const properties::Pair& pair, const routing::State& state) const;
    bool unreachable(const properties::Claim& claim, const properties::Pair& pair, const routing::State& state) const;
    bool reached(const properties::Claim& claim, const properties::Pair& pair, const routing::State& state) const;
    bool asymmetric(const properties::Claim& claim, const properties::Pair& pair, const routing::State& state) const;
    bool disordered(const properties::Claim& claim, const properties::Pair& pair, const routing::State& state) const;
    std::vector<std::uint32_t> trail(const properties::Pair& pair, const Walk& walk, properties::Compare compare) const;

    const network::Network& network_;
    std::vector<network::Packet> kinds_;
    bool translates_, filters_;
    std::vector<Scenario> scenarios_;
};

}  // namespace random_networks
