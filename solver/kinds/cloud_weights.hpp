#pragma once
// The weights that gateways show beside learned routes, and give to them in the tables of virtual networks:
// why ExpressRoute wins over a VPN for the same prefix, whatever the AS paths (azure.md 2.2, 2.3; seed 001).

#include <cstdint>

namespace kinds {

inline constexpr std::uint32_t vpn_weight = 32768, expressroute_weight = 32769;
/// More of one ASN than any path holds: a loop check that another node has made already.
inline constexpr std::uint32_t any_number_of_asns = 255;

} // namespace kinds
