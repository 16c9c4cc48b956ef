#pragma once
// For which packets what was found of one of them holds as well.

#include <optional>

#include "solver/properties/flows.hpp"
#include "solver/properties/property.hpp"

namespace properties {

/// The packets in the claim's scope that nothing in the network tells apart from the witness's (nor, if an answer was
/// looked at, their answers): injected where it was, each of them goes the same ways. Nothing if no packet was followed.
std::optional<PacketRange> alike(const network::Network& network, const Claim& claim, const Flow& flow,
                                 const Witness& witness);

} // namespace properties
