#pragma once
// What a security group's tags stand for in one subnet (AD:virtual-network/service-tags-overview.md).

#include "solver/kinds/security_group.hpp"

namespace kinds::cloud {

/// The addresses a rule's side stands for, joined; nothing at all (and so no packet) may be among the
/// answers.
std::vector<network::Prefix> addresses_of(Builder& builder, const VirtualNetwork& vnet, const Subnet& subnet,
                                          const std::vector<Party>& parties);

} // namespace kinds::cloud
