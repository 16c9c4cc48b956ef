#pragma once
// Which nodes need no loop check. A route that comes back to the only node of an ASN descends from the best
// that node holds itself. Where every descendant is strictly worse than its ancestor, before anything but
// path length could matter, it loses whether it is dropped or not, and the node's ASN need not be counted in
// paths.

#include <set>
#include <vector>

#include "solver/network/network.hpp"

namespace encode {

/// What the peer of an end takes it for.
network::Asn shown(const network::Network& network, const network::SessionEnd& end);

/// What an eBGP end puts in front of the paths it sends, the first one last.
std::vector<network::Asn> fronts(const network::Network& network, const network::SessionEnd& end);

/// The criterion stands in the order before a free choice.
bool looks_at(const network::Decision& decision, network::Criterion criterion);

/// By node: whatever it learns, a shorter path wins before any criterion but path length, and before the
/// multipath set is taken.
std::vector<bool> prefers_short_paths(const network::Network& network);

/// At every node the length of paths is asked before anything that is no order of contents, and before the multipath set
/// is taken.
bool ranks_by_length(const network::Network& network);

/// The few ASNs that most nodes share. A route back into such an AS is dropped by all of it, so what contents tell of them
/// keeps many candidates from being there at all.
std::set<network::Asn> shared_most(const network::Network& network, std::size_t at_most);

/// By node: the occurrences of its ASN in paths matter to its loop check.
std::vector<bool> needs_loop_check(const network::Network& network, const std::vector<bool>& prefers_short,
                                   bool growing, bool grounded);

/// By node: paths of what it holds are compared as a whole there or later, to share load.
std::vector<bool> compares_whole_paths(const network::Network& network);

} // namespace encode
