#pragma once
// What a network tells prefixes and addresses apart by: where the announcements of a neighbour beyond the file are cut.

#include <vector>

#include "solver/kinds/builder.hpp"

namespace kinds {

/// Every prefix that the text, routes, conditions, filters or translations name, and private space: an end that stands for
/// what lies beyond the file leaves it out.
std::vector<network::Prefix> fixed_prefixes(Builder& builder);
/// Every range of prefixes that a policy, a redistribution or an external matches.
std::vector<network::PrefixRange> matched_ranges(Builder& builder);
/// The communities, and the AS numbers in paths, that policies look for; sorted, each once.
std::vector<network::Community> matched_communities(const network::Network& network);
std::vector<network::Asn> matched_asns(const network::Network& network);
/// Whether a policy tells paths of one AS number from longer ones.
bool looks_at_lengths(const network::Network& network);

} // namespace kinds
