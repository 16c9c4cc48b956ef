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

} // namespace kinds
