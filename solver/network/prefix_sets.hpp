#pragma once
// Sets of addresses as lists of prefixes, and of prefixes as ranges.

#include <optional>
#include <vector>

#include "solver/network/address.hpp"
#include "solver/network/policy.hpp"

namespace network {

/// What private networks number themselves with (RFC 1918), and carriers (RFC 6598).
const std::vector<Prefix>& private_space();

/// The same addresses in the fewest prefixes, sorted.
std::vector<Prefix> joined(std::vector<Prefix> set);
/// The addresses of `set` that lie in none of `holes`.
std::vector<Prefix> without(const std::vector<Prefix>& set,
                                     const std::vector<Prefix>& holes);
/// Every address that lies in none of `holes`.
std::vector<Prefix> all_but(const std::vector<Prefix>& holes);

/// The prefixes that lie in both, if any does.
std::optional<PrefixRange> common(const PrefixRange& a, const PrefixRange& b);

} // namespace network
