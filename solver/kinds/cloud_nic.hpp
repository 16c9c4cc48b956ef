#pragma once
// What stands in a subnet with an interface of its own: where, at which address, and how its packets leave.

#include "solver/kinds/cloud.hpp"
#include "solver/kinds/kind.hpp"

namespace kinds::cloud {

/// `in V/S; address A;` of a block, once all networks are declared.
struct Place {
    const Subnet* subnet;
    network::Address address;
};
/// Nothing, and an error, where the block does not say, or says what cannot be.
std::optional<Place> read_place(Builder& builder, const dsl::Statement& block);
/// The one node that this statement declared, or unknown.
network::NodeId node_of(Builder& builder, const dsl::Statement& block);
/// Gives `node` its address and registers its interface; null, and an error, if something else has the
/// address.
Nic* add_nic(Builder& builder, const dsl::Statement& block, network::NodeId node, const Place& place);

/// What an appliance's block says beside a device's, and what it does. What has no link of its own leaves
/// over the table of its subnet, whatever the BGP next hop (azure.md 3.3).
const std::vector<dsl::Rule>& appliance_rules();
void build_appliance(Phase phase, const dsl::Statement& block, Builder& builder);

} // namespace kinds::cloud
