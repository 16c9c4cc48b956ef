#pragma once
// Sets of addresses as lists of prefixes.

#include <vector>

#include "solver/network/address.hpp"

namespace kinds {

/// What private networks number themselves with (RFC 1918), and carriers (RFC 6598).
const std::vector<network::Prefix>& private_space();

/// The same addresses in the fewest prefixes, sorted.
std::vector<network::Prefix> joined(std::vector<network::Prefix> set);
/// The addresses of `set` that lie in none of `holes`.
std::vector<network::Prefix> without(const std::vector<network::Prefix>& set,
                                     const std::vector<network::Prefix>& holes);
/// Every address that lies in none of `holes`.
std::vector<network::Prefix> all_but(const std::vector<network::Prefix>& holes);

} // namespace kinds
