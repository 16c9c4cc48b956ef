#pragma once
// Which packets a claim is about, one of each class: two packets are in one class iff no routed prefix and no
// filter rule of the network tells them (and, where it matters, their answers) apart.

#include <vector>

#include "solver/network/network.hpp"
#include "solver/properties/claim.hpp"

namespace properties {

/// Whether a claim looks at the answers of packets too.
enum class Answers { ignored, followed };

/// One packet of each class with a source in `sources` and a destination in `destinations`.
std::vector<network::Packet> packet_classes(const network::Network& network,
                                            const std::vector<network::Prefix>& sources,
                                            const std::vector<network::Prefix>& destinations,
                                            const Scope& scope, Answers answers);

/// The same of one pair of a claim.
std::vector<network::Packet> packet_classes(const network::Network& network, const Pair& pair,
                                            const Scope& scope, Answers answers);

/// The lowest address of each part of `within` that the prefixes of `cuts` tell apart, in the order of
/// `within`; of parts inside the same of them only the first.
std::vector<network::Address> address_classes(const std::vector<network::Prefix>& within,
                                              const std::vector<network::Prefix>& cuts);

/// Every address.
std::vector<network::Prefix> everywhere();

} // namespace properties
