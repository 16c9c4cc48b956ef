#pragma once
// The answers to "why is there no route" that need no search: a flag that withholds it, the node's own
// routes, ends that nothing joins.

#include <map>

#include "solver/verdict/causes.hpp"

namespace verdict {

/// Nodes that have no route, and over how many sessions it would have come from them.
using Asked = std::map<network::NodeId, std::size_t>;

/// A diagnosis that shows where the walk ended.
Diagnosis plain(const Fault& fault, std::string_view reason, std::string headline);
/// A line withholds the route from one of the nodes that were asked, or from any other.
std::optional<Diagnosis> withheld(const Scene& scene, const Fault& fault, const Asked& asked);
/// The node announces what it has no way to reach: its own route wins the decision and forwards nothing.
std::optional<Diagnosis> own_announcement(const Scene& scene, const Fault& fault,
                                          const routing::PrefixState& state);
/// A static route of the node itself that is down.
std::optional<Diagnosis> static_down(const Scene& scene, const Fault& fault);
/// No links join the two ends.
std::optional<Diagnosis> cut(const Scene& scene, const Fault& fault);

} // namespace verdict
