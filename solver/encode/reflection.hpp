#pragma once
// Where what a reflector adds to a route (RFC 4456: originator, cluster list) can matter, whatever fails. Anything
// doubtful matters.

#include <cstdint>
#include <vector>

#include "solver/network/network.hpp"

namespace encode {

/// All by node. A route is *reflected* if its holder learned it over iBGP and it was sent on over iBGP.
struct Reflection {
    explicit Reflection(const network::Network& network);

    std::vector<bool> reflects;      ///< it passes on over iBGP what it learned over iBGP
    std::vector<bool> mixed;         ///< what clients send to all, the rest to clients only
    std::vector<bool> by_originator; ///< its decision compares router ids, and reflected routes may arrive
    std::vector<bool> originator;    ///< who brought an iBGP-learned route into the AS is asked there or later
    std::vector<bool> by_length;     ///< its decision compares lengths of cluster lists, and reflected routes may arrive
    std::vector<bool> length;        ///< the length of the cluster list that it holds is asked there or later
    /// Of the lists that it holds: clusters that a later node looks for. Sorted.
    std::vector<std::vector<std::uint64_t>> clusters;
};

} // namespace encode
