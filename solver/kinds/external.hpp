#pragma once
// Neighbours beyond the file, that may announce what they like within limits.

#include <cstdint>
#include <optional>
#include <vector>

#include "solver/kinds/builder.hpp"

namespace kinds {

/// Whatever a range matches and no exception does.
struct Announced {
    network::PrefixRange range;
    std::vector<network::PrefixRange> except;
    bool holds(const network::Prefix& prefix) const;
};

/// What the limits of one neighbour are.
struct External {
    network::NodeId node;
    std::vector<Announced> announces;             ///< perhaps
    std::uint32_t shortest = 1, longest = 2;      ///< of paths, its own ASN included
    bool lengths_given = false;
    std::vector<network::Asn> in_paths;           ///< may occur behind its own, each once
    std::vector<network::Community> communities;  ///< routes may carry any of these
    dsl::Span span;                               ///< of its first `announces`
};

/// Remembered between phases; and the prefixes and addresses that the text mentions anywhere.
struct Externals {
    std::vector<External> all;
    std::vector<network::Prefix> mentioned;
};

/// Gives each its originations, when all policies and prefixes are known.
void let_announce(Builder& builder);

} // namespace kinds
