#pragma once
// Prefixes accepted over one session, concretely.

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "solver/properties/claim.hpp"
#include "solver/routing/route.hpp"

namespace properties {

/// What the claim allows at most over a session to this end; nothing if neither the claim nor the end says.
std::optional<std::uint32_t> limit_at(const Options& options, const network::SessionEnd& end);
/// The prefixes of `state` for which `node` accepts what its peer sends over `session`: after import, valid or not.
std::vector<network::Prefix> accepted(const network::Network& network, const routing::State& state,
                                      network::SessionId session, network::NodeId node);
/// How many prefixes each of `prefixes` stands for: what is beyond the file may announce them all alike.
std::map<network::Prefix, std::uint64_t> counts(const network::Network& network,
                                                const std::vector<network::Prefix>& prefixes);
/// The same of all of them together.
std::uint64_t count_of(const network::Network& network, const std::vector<network::Prefix>& prefixes);
/// The announced prefixes that policies at both ends might let pass, whatever is sent: a superset of what is ever
/// accepted.
std::vector<network::Prefix> acceptable(const network::Network& network, network::SessionId session,
                                        network::NodeId node);

} // namespace properties
