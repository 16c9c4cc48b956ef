#pragma once
// Own and peered space, which no gateway forwards into by BGP.

#include "solver/kinds/builder.hpp"

namespace kinds::cloud {

/// Gateways take from a route server, and pass on, prefixes inside the space of their network and its peers,
/// and still send packets there as their subnet's other routes say. Once everything is built, each such
/// prefix gets the next hops of the longest static route around it.
void keep_system_space(Builder& builder);

} // namespace kinds::cloud
