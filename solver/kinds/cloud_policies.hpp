#pragma once
// The routing policies that the cloud applies by itself. They have names for explanations and cannot be named
// in a text.

#include <vector>

#include "solver/kinds/cloud.hpp"

namespace kinds::cloud {

/// Where a route entered an edge router: an internal tag no policy of the user's can name. It stands for what
/// the platform knows by other means (`azure.md` 8.3: "carry an explicit origin tag rather than rely on path
/// shape").
inline constexpr network::Community from_customer{65536, 1}, from_gateway{65536, 2};

/// Rejects prefixes equal to or inside `space` and, if asked, routes that another virtual network's gateway
/// announced; accepts the rest.
network::PolicyId add_import_policy(Builder& builder, std::string name,
                                    const std::vector<network::Prefix>& space, bool reject_remote_vnets,
                                    dsl::Span span);
/// Accepts exactly the prefixes of `space`.
network::PolicyId add_own_space_policy(Builder& builder, std::string name,
                                       const std::vector<network::Prefix>& space, dsl::Span span);
/// What a VPN gateway tells its sites: its own space and what other sites told it, but no default route and
/// nothing that overlaps the space (AD:includes/vpn-gateway-faq-bgp-include.md).
network::PolicyId add_vpn_export_policy(Builder& builder, std::string name,
                                        const std::vector<network::Prefix>& space, dsl::Span span);
/// Marks what comes in.
network::PolicyId add_tagging_policy(Builder& builder, std::string name, network::Community tag,
                                     dsl::Span span);
/// What an edge router tells a customer: virtual networks, and no customer's routes.
network::PolicyId add_to_customer_policy(Builder& builder, std::string name, dsl::Span span);

} // namespace kinds::cloud
