#pragma once
// The address plan of a virtual network: what the platform refuses of subnets and addresses in them
// (AD:virtual-network/virtual-networks-faq.md).

#include "solver/kinds/cloud.hpp"

namespace kinds::cloud {

/// Whether a virtual network may have this prefix as its space: none of those the platform refuses, and of a
/// size that holds a subnet.
void check_space(Builder& builder, const dsl::Word& word, const network::Prefix& prefix);
/// Whether a subnet may have this prefix beside those the network has: no overlap, and not too small.
bool fits_among(Builder& builder, const VirtualNetwork& vnet, const dsl::Word& word,
                const network::Prefix& prefix);
/// Whether a machine may have this address in the subnet: inside, and none that the platform keeps.
bool is_usable(Builder& builder, const Subnet& subnet, const dsl::Word& word, network::Address address);
/// The hosts of a subnet's block.
void check_hosts(Builder& builder, const Subnet& subnet, const dsl::Statement& plan);
/// Whether anything of the user's may stand in the subnet, at `word`.
bool takes_machines(Builder& builder, const Subnet& subnet, const dsl::Word& word);
/// What can be said of the subnets together, and of hosts in none of them.
void check_plan(Builder& builder, const VirtualNetwork& vnet, const dsl::Statement& block);

} // namespace kinds::cloud
