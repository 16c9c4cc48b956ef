#pragma once
// Small random networks that use every rule of the semantics, for holding oracles and encoder together. The
// same seed and traits give the same network on every machine.

#include <cstdint>

#include "tests/gadgets/builder.hpp"

namespace gadgets {

/// What may occur in a random network.
struct Traits {
    std::size_t most_nodes = 5;
    bool policies = true;       ///< everything a term may match or set
    bool shared_asns = true;    ///< iBGP sessions and ASNs that other nodes hold, too
    bool path_rewriting = true; ///< as-override, allow-own-as, replace-as
    bool path_collapse = true;  ///< remove-private-as: routes may hold each other up
    bool free_choices = true;   ///< decisions that end in `oldest`
    bool other_sources = true;  ///< static routes, owned prefixes, conditional announcements, inactive routes
    /// Most nodes share an AS, run OSPF and talk over it: multihop sessions, reflection, clusters, metrics of the IGP.
    /// Policies use well-known and large communities and the ends of paths, too.
    bool one_as = false;
};

/// The prefix that random networks route.
network::Prefix random_prefix();

/// Two to `most_nodes` nodes, connected or not; every cable may fail, and some nodes may.
network::Network random_network(std::uint64_t seed, const Traits& traits = {});

} // namespace gadgets
