#pragma once
// What the tables of a virtual network hold before any gateway speaks.

#include "solver/kinds/cloud_fabric.hpp"

namespace kinds::cloud {

/// The fabric's way to every subnet and interface, and each table's way into the network's space.
void connect_tables(Builder& builder, const VirtualNetwork& vnet);

} // namespace kinds::cloud
