#pragma once
// Which prefixes a neighbour beyond the file can announce that make a difference.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "solver/network/network.hpp"

namespace kinds {

/// A prefix, and how many it stands for, itself included.
struct Telling {
    network::Prefix prefix;
    std::uint64_t stands_for = 1;
};

/// Prefixes such that whatever others a neighbour announces, routing to each address is as if it had announced some of
/// these. Two prefixes are alike iff the same ranges match them and they lie alike to the fixed prefixes: inside the
/// same ones, around the same ones. Of prefixes around one address that are alike, the shortest `each` stand for all:
/// one for each neighbour, since of several the longest wins. `fixed` holds everything that the file names. Of those that
/// are alike, the first stands for all that are not here. Sorted.
std::vector<Telling> telling_prefixes(std::vector<network::Prefix> fixed,
                                      const std::vector<network::PrefixRange>& ranges, std::size_t each);

} // namespace kinds
