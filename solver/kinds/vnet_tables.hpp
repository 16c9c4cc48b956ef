#pragma once
// The tables of a virtual network, the fabric between them, and what both hold before any gateway speaks.

#include "solver/kinds/cloud_fabric.hpp"

namespace kinds::cloud {

/// The hosts of a subnet's block that have a network security group of their own get nodes of their own.
void guard_machines(Builder& builder, Subnet& subnet, const dsl::Statement& plan);
/// Route tables and security groups are found; where packets to a subnet meet rules, or a table that leads
/// them elsewhere, arrivals get a node of their own.
void place_tables(Builder& builder, VirtualNetwork& vnet);
/// The fabric's way to every subnet and interface, and the system routes of each table.
void connect_tables(Builder& builder, const VirtualNetwork& vnet);

/// What is not known of a default route that comes over BGP, said where one may come.
void assume_default_routes(Builder& builder, const VirtualNetwork& vnet);

} // namespace kinds::cloud
