#pragma once
// The table of one node for one prefix, healthy beside failed.

#include <vector>

#include "solver/verdict/causes.hpp"

namespace verdict {

/// One line per session that has anything to tell, the node's own and static routes first.
std::vector<TableLine> table_of(const Scene& scene, network::NodeId node, const network::Prefix& prefix);

} // namespace verdict
