#pragma once
// The words in which the platform prints effective routes (`az network nic show-effective-route-table -o
// table`), beside those of this language.

#include <string_view>

namespace kinds {

/// `Default` for `system`, `User`, `VirtualNetworkGateway` for `gateway`; any other word stays.
std::string_view platform_source(std::string_view source);
/// `VnetLocal` for `vnet-local`, `VNetPeering`, `VirtualAppliance`, ...; any other word stays.
std::string_view platform_next_hop(std::string_view type);

} // namespace kinds
