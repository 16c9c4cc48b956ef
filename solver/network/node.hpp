#pragma once
// Nodes: whatever holds a table and hands packets on.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/source.hpp"
#include "solver/network/address.hpp"
#include "solver/network/condition.hpp"
#include "solver/network/decision.hpp"
#include "solver/network/filter.hpp"
#include "solver/network/ids.hpp"
#include "solver/network/ospf.hpp"
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
    std::uint32_t ospf_area = 0;  ///< in which OSPF announces it
};

/// A prefix the node announces over its sessions as a local route. With `if_reachable` it does so only while
/// a static route of its own to exactly this prefix is up (BGP's `network` statement). Of several for one prefix the first
/// that exists is the local route.
struct Origination {
    Prefix prefix;
    bool if_reachable = false;
    dsl::Span span;
    std::optional<FailureId> only_while = {};  ///< exists only while this is down: what may be announced or not
    /// What the route carries already, where the node stands for networks beyond the file; the nearest ASN first.
    std::vector<Asn> as_path = {};
    std::vector<Community> communities = {};
    std::vector<FailureId> fails_with = {};  ///< exists only while none of these is down: conditions on other routes
    Origin origin = Origin::igp;
    std::uint32_t med = 0;
    /// Of how many prefixes, this one included, it is one that stands for all: what is beyond the file may announce each
    /// of them alike.
    std::uint64_t stands_for = 1;
};

/// Usable while that link is up. A `permanent` route does not go away with its link: where all links of the winning
/// static routes are down, packets die at the node (`next-hop-down`).
struct ViaLink {
    LinkId link;
    bool permanent = false;
};
/// A null route: packets die here on purpose. With `unreachable` it only says that there is no route (`no-route`).
struct Discard {
    bool unreachable = false;
};
/// What a table shows beside a static route, in the words of whoever made it; the model does not look at it.
struct RouteLabel {
    std::string source;    ///< `user`, `system`; empty: a plain static route
    std::string type;      ///< of the next hop: `vnet-local`, `peering`, `appliance`, `internet`, `none`, ...
    std::optional<Address> next_hop = {};
    bool hidden = false;   ///< an inner part of the model that no real table shows
};
/// Several static routes of one prefix and distance share the load.
struct StaticRoute {
    Prefix prefix;
    std::variant<ViaLink, Discard> next_hop;
    std::uint32_t distance = 1;  ///< administrative distance, 0..255; lower wins
    dsl::Span span;
    RouteLabel label = {};
    std::vector<FailureId> fails_with = {};  ///< down when any of these is, whatever its next hop
};

/// Source address translation of what a node forwards for others: packets leave with the source `to`, except those to
/// `except`; answers to it are turned back (RFC 3022; ports are left out).
struct SourceNat {
    Address to;
    std::vector<Prefix> except;
    dsl::Span span;
};

/// A next hop that the node's own table may lead to, where neither OSPF nor a link does.
struct RecursiveNextHop {
    NodeId next_hop;
    std::vector<TableWay> ways;
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
    std::optional<Address> bgp_address = {};  ///< what its sessions speak from, for tables that name next hops by it
    bool in_traces = true;              ///< false: no hop of a traceroute at all (a virtual network's fabric)
    bool silent = false;                ///< true: a traceroute shows `*`
    bool forwards = true;               ///< false: packets neither from nor to its own addresses die here
    bool stateful = false;              ///< answers pass only if the node saw the packet they answer
    bool admits_unseen = false;         ///< stateful: it asks its filter about an answer to what it never saw, and refuses none by itself
    std::optional<std::uint32_t> state_group;  ///< stateful nodes of one group have seen what any of them has
    Filter filter;                      ///< applied once to every packet that visits the node
    std::optional<SourceNat> source_nat;
    bool sticky = false;                ///< an answer leaves over the link that the packet it answers left over
    /// Its own BGP does not forward: what is not reached over a session's own link is handed over this one, whatever
    /// the next hop.
    std::optional<LinkId> hands_to;
    std::vector<RecursiveNextHop> recursive;  ///< next hops that its table may have to resolve, each once
    bool resolves_by_default = true;    ///< a default route resolves next hops, too
    bool resolves_by_recursive = true;  ///< and so do BGP routes that came over iBGP or several hops
    /// Where packets from its own addresses start, if not here: what only takes packets in (the inbound rules of a
    /// subnet) has its table elsewhere. Answers to what is delivered here start there, too.
    std::optional<NodeId> starts_at;
    std::optional<Ospf> ospf;
    Decision decision;
    std::uint32_t external_distance = 20, internal_distance = 200;  ///< administrative distances of BGP routes
    std::optional<std::uint32_t> cluster_id = {};  ///< of a reflector (RFC 4456 §7); none: a cluster of its own
    bool advertise_inactive = true;     ///< advertises its BGP best even where another source is installed
    std::vector<FailureId> fails_with;  ///< down when any of these is down
    std::vector<FailureId> drops_with;  ///< up, but packets die here (`drained`) while any of these is down
    dsl::Span span;
    /// Where it stands for networks beyond the file: the addresses there that nobody else owns. Packets to what it
    /// announces itself are delivered.
    std::optional<std::vector<Prefix>> beyond = {};
};

}  // namespace network
