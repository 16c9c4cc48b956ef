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

namespace kinds {

/// Remembered between phases: the nodes whose decision is settled when all sessions are known.
struct Devices {
    struct Device {
        network::NodeId node;
        bool multipath = false;
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

/// A number that no other devices that share state have.
std::uint32_t new_state_group(Builder& builder);

/// `443` or `1024-65535`; an error at the word otherwise.
std::optional<network::PortRange> read_ports(Builder& builder, const dsl::Word& word);
/// `host NAME A;` into `node.hosts`; the address must lie in one of `node.owns`.
void read_hosts(Builder& builder, const dsl::Statement& block, network::Node& node);
/// `rule N allow|deny any|tcp|udp|icmp from P|any to P|any [port N | port A-B];` into `node.filter`, sorted.
void read_filter(Builder& builder, const dsl::Statement& block, network::Node& node);

} // namespace kinds
