#pragma once
// Nodes: whatever holds a table and hands packets on.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/source.hpp"
#include "solver/network/address.hpp"
#include "solver/network/decision.hpp"
#include "solver/network/filter.hpp"
#include "solver/network/ids.hpp"
#include "solver/network/policy.hpp"

namespace network {

/// A named address behind a node, where packets are injected and delivered.
struct Host {
    std::string name;
    Address address;
    dsl::Span span;
};

/// Addresses that the node answers for: packets to them end here, delivered.
struct OwnedPrefix {
    Prefix prefix;
    dsl::Span span;
};

/// A prefix the node announces over its sessions as a local route. With `if_reachable` it does so only while
/// a static route of its own to exactly this prefix is up (BGP's `network` statement).
struct Origination {
    Prefix prefix;
    bool if_reachable = false;
    dsl::Span span;
};

struct ViaLink { LinkId link; };   ///< usable while that link is up
struct Discard {};                 ///< a null route: packets die here on purpose
/// Several static routes of one prefix and distance share the load.
struct StaticRoute {
    Prefix prefix;
    std::variant<ViaLink, Discard> next_hop;
    std::uint32_t distance = 1;  ///< administrative distance, 0..255; lower wins
    dsl::Span span;
};

/// A router, firewall, gateway instance, virtual network: one location of the data plane and, with an ASN,
/// one BGP speaker.
struct Node {
    std::string name;   ///< as the user writes it: `fw`, `seattle/primary`, `vpngw/0`
    std::string kind;   ///< the word that declared it, for reports
    std::optional<Asn> asn;
    std::optional<std::uint32_t> router_id;
    std::vector<OwnedPrefix> owns;
    std::vector<Origination> originates;
    std::vector<StaticRoute> static_routes;
    std::vector<Host> hosts;
    std::optional<Address> address;     ///< what it answers a traceroute with, if not its ingress interface
    bool in_traces = true;              ///< false: no hop of a traceroute at all (a virtual network's fabric)
    bool silent = false;                ///< true: a traceroute shows `*`
    bool forwards = true;               ///< false: packets neither from nor to its own addresses die here
    bool stateful = false;              ///< answers pass only if the node saw the packet they answer
    Filter filter;                      ///< applied once to every packet that visits the node
    Decision decision;
    std::uint32_t external_distance = 20, internal_distance = 200;  ///< administrative distances of BGP routes
    bool advertise_inactive = true;     ///< advertises its BGP best even where another source is installed
    std::vector<FailureId> fails_with;  ///< down when any of these is down
    dsl::Span span;
};

}  // namespace network
