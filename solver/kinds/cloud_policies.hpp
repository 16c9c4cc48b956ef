#pragma once
// The routing policies that the cloud applies by itself. They have names for explanations and cannot be named
// in a text. A name says all that decides about the content: two calls with one name are one policy.

#include <vector>

#include "solver/kinds/cloud.hpp"

namespace kinds::cloud {

/// Whether the platform made it: nobody can be told to use it.
bool is_platform_policy(Builder& builder, network::PolicyId policy);

/// Where a route came from: internal tags no policy of the user's can name. They stand for what the platform
/// knows by other means, since paths alone do not tell it. Every one is taken away where a route leaves the
/// platform's own routers: what a customer or an appliance announces anew is theirs.
inline constexpr network::Community from_customer{65536, 1}, ///< entered an edge router from a customer
    from_gateway{65536, 2},                                  ///< entered one from a gateway
    relayed{65536, 3},                                       ///< from a gateway that learned it itself
    over_global_reach{65536, 4},                             ///< came from another circuit's edge router
    from_appliance{65536, 5};                                ///< entered a route server from an appliance
/// NO_ADVERTISE (RFC 1997): route servers heed it.
inline constexpr network::Community no_advertise{65535, 65282};

/// Which routes of other virtual networks' gateways a gateway does not take.
struct RejectedOrigins {
    bool remote_vnets = false; ///< all of them
    bool relayed = false;      ///< those which the other gateway had learned itself
};
/// Rejects prefixes equal to or inside `space`, and what `origins` says; accepts the rest.
network::PolicyId add_import_policy(Builder& builder, std::string name,
                                    const std::vector<network::Prefix>& space, RejectedOrigins origins,
                                    dsl::Span span);
/// Accepts exactly the prefixes of `space`.
network::PolicyId add_own_space_policy(Builder& builder, std::string name,
                                       const std::vector<network::Prefix>& space, dsl::Span span);
/// What a VPN gateway tells its sites: its own space and what other sites told it, but no default route and
/// nothing that overlaps the space (AD:includes/vpn-gateway-faq-bgp-include.md).
network::PolicyId add_vpn_export_policy(Builder& builder, std::string name,
                                        const std::vector<network::Prefix>& space, dsl::Span span);
/// What a gateway tells circuits where a route server lets routes pass: `space` and what others in its
/// network told it, but nothing that came from a circuit.
network::PolicyId add_transit_policy(Builder& builder, std::string name,
                                     const std::vector<network::Prefix>& space, dsl::Span span);
/// What gateways and route servers of one network tell each other: all but `space` itself, which each
/// announces, and what must not be advertised.
network::PolicyId add_exchange_policy(Builder& builder, std::string name,
                                      const std::vector<network::Prefix>& space, bool heeds_no_advertise,
                                      dsl::Span span);
/// Marks what comes in; what a gateway learned itself also with `relayed`, if asked.
network::PolicyId add_tagging_policy(Builder& builder, std::string name, network::Community tag,
                                     bool mark_relayed, dsl::Span span);
/// How often an edge router puts its own ASN in front of what it sends, beyond the once that BGP does: in
/// planned maintenance, and to gateways for what came over Global Reach.
struct Prepending {
    bool maintenance = false, global_reach = false;
};
/// What an edge router tells a customer: virtual networks, and no customer's routes but those over Global
/// Reach.
network::PolicyId add_to_customer_policy(Builder& builder, std::string name, Prepending prepending,
                                         dsl::Span span);
/// What it tells gateways and virtual networks: everything, but to `not_back_to` nothing that it has from
/// there (unknown: anything).
network::PolicyId add_to_gateway_policy(Builder& builder, std::string name, Prepending prepending,
                                        network::NodeId not_back_to, dsl::Span span);
/// What an edge router takes over Global Reach: everything, as second best.
network::PolicyId add_global_reach_policy(Builder& builder, std::string name, dsl::Span span);
/// What a route server tells appliances.
network::PolicyId add_to_appliance_policy(Builder& builder, std::string name, bool reflects, dsl::Span span);

} // namespace kinds::cloud
