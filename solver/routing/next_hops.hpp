#pragma once
// Next hops of equally good ways.

#include <algorithm>
#include <vector>

#include "solver/network/ids.hpp"

namespace routing {

/// Those of both, sorted, each once: they share the load.
inline void unite(std::vector<network::LinkId>& links, const std::vector<network::LinkId>& more) {
    links.insert(links.end(), more.begin(), more.end());
    std::ranges::sort(links);
    links.erase(std::unique(links.begin(), links.end()), links.end());
}

} // namespace routing
