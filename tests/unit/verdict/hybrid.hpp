#pragma once
// A small hybrid network that stories are told about, and explaining without a solver: a claim is decided
// again by walking every packet under every single failure.

#include <string>
#include <string_view>

#include "solver/verdict/explain.hpp"
#include "tests/gadgets/builder.hpp"

namespace story_tests {

/// A place by its number, as if it were a line.
inline dsl::Span line(std::uint32_t number) { return {0, number, number + 1}; }

/// A firewall with two ways to a spoke: by `ce1`, `edge` and `ergw` (transport `circuit`), and by `vpngw`
/// (transport `backup`). The spoke prefers the circuit by weight, the firewall by what `ce1` sends.
struct Hybrid : gadgets::NetworkBuilder {
    Hybrid();
    network::NodeId fw, ce1, edge, ergw, vpngw, spoke;
    gadgets::Cable fw_ce1, ce1_edge, edge_ergw, ergw_spoke, fw_vpngw, vpngw_spoke;
    network::FailureId ergw_fails;
    network::TransportId circuit, backup;

    properties::Endpoint endpoint(network::NodeId node) const;
    /// A policy of one line, `policy NAME { match prefix P; accept; }`.
    network::PolicyId accepting(std::string name, std::string_view prefix, std::uint32_t number);
};

/// `between from and to`, by the word of a property.
properties::Claim claim(std::string property, const properties::Endpoint& from,
                        const properties::Endpoint& to);

/// The story of the first violating branch under `failed`, deciding repairs by the oracle.
verdict::Counterexample story(const network::Network& network, const properties::Claim& claim,
                              network::FailureSet failed);

/// Whether reachability holds under no and every single failure, by walking.
verdict::Verdict reaches_always(const network::Network& network, const properties::Claim& claim);

} // namespace story_tests
