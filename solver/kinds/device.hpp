#pragma once
// What routers and firewalls have in common: a node of the user's own, with addresses, static routes and
// rules.

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/schema.hpp"
#include "solver/kinds/builder.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/profiles.hpp"

namespace kinds {

/// Remembered between phases: the nodes whose decision is settled when all sessions are known.
struct Devices {
    struct Device {
        network::NodeId node;
        Choices choices = {};
    };
    std::vector<Device> all;
};

/// Addresses that BGP speaks from; tables name next hops by them.
struct BgpAddresses {
    std::map<network::Address, network::NodeId> nodes;
};
/// The first address a node speaks from is the one that tables show.
void speak_from(Builder& builder, network::NodeId node, network::Address address);

/// The statements a router's or firewall's block may hold.
const std::vector<dsl::Rule>& device_rules();
/// `word` is the kind that declares it: `router`, `firewall`, `appliance`.
void build_device(Phase phase, const dsl::Statement& statement, Builder& builder, std::string_view word,
                  bool stateful);

/// `cluster-id`, `reflects-for`, `ibgp`, `profile` and what goes with it.
std::vector<dsl::Rule> device_bgp_rules();
void read_device_bgp(Builder& builder, const dsl::Statement& block, network::NodeId node);
/// Distances and what is advertised, by the profile of the router or the file. Before its routes are read.
void apply_profile(Builder& builder, const dsl::Statement& block, network::NodeId node);
/// The distance of a static route that gives none.
std::uint32_t usual_static_distance(Builder& builder, network::NodeId node);
/// Warns where a weight is set on a router whose profile knows none (`VN0134`).
void warn_about_profiles(Builder& builder);

/// A number that no other devices that share state have.
std::uint32_t new_state_group(Builder& builder);

/// `443` or `1024-65535`; an error at the word otherwise.
std::optional<network::PortRange> read_ports(Builder& builder, const dsl::Word& word);
/// `host NAME A;` into `node.hosts`; the address must lie in one of `node.owns`.
void read_hosts(Builder& builder, const dsl::Statement& block, network::Node& node);
/// The statement that `read_filter` reads.
dsl::Rule packet_rule();
/// `rule N allow|deny any|tcp|udp|icmp from P|any [port A-B] to P|any [port A-B];` into `filter`, sorted. `owner` names it in
/// messages: "`fw`".
void read_filter(Builder& builder, const dsl::Statement& block, std::string_view owner, network::Filter& filter);

} // namespace kinds
