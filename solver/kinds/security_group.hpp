#pragma once
// Network security groups: numbered rules for each direction, and the rules every group ends in. They
// remember flows: what answers an allowed packet passes
// (AD:virtual-network/network-security-groups-overview.md).

#include <string>
#include <variant>
#include <vector>

#include "solver/kinds/cloud.hpp"

namespace kinds::cloud {

/// Names that stand for addresses of the network a rule is used in.
enum class Tag { virtual_network, internet, load_balancer };
/// A prefix, a tag, or the name of an application security group.
using Party = std::variant<network::Prefix, Tag, std::string>;

struct SecurityRule {
    std::uint32_t number = 0; ///< 100..4096; the lowest that matches decides
    bool allow = true;
    std::optional<network::Protocol> protocol;
    std::vector<Party> sources, destinations; ///< alternatives; empty: any
    std::vector<network::PortRange> ports;
    dsl::Span span;
    std::string name = {}; ///< of a rule that every group ends in
    std::vector<network::PortRange> source_ports = {};
};

struct SecurityGroup {
    std::string name;
    std::vector<SecurityRule> inbound, outbound;
    dsl::Span span;
    bool used = false;
};

/// Machines of one network under one name (AD:virtual-network/application-security-groups.md).
struct ApplicationGroup {
    std::vector<network::Prefix> addresses;
    dsl::Span span;
    bool used = false;
};

/// Kept in the builder's notes, by name.
struct SecurityGroups {
    std::map<std::string, SecurityGroup, std::less<>> all;
    std::map<std::string, ApplicationGroup, std::less<>> applications;
};

/// One `inbound` or `outbound` statement; nothing, and an error, if it cannot be read.
std::optional<SecurityRule> read_security_rule(Builder& builder, const dsl::Statement& written);

/// Reads `network-security-group G;` of a subnet's block into `subnet.security_group`.
void attach_security_group(Builder& builder, Subnet& subnet);
/// Whether the subnet's block names a group, before any is known.
bool asks_for_security_group(const dsl::Statement& subnet);
/// The nodes let answers pass to what any of them saw, and ask their rules about all else.
void remember_flows(Builder& builder, const std::vector<network::NodeId>& nodes, std::uint32_t state_group);
/// Gives tables, arrivals, interfaces and machines of the network their rules.
void apply_security_groups(Builder& builder, const VirtualNetwork& vnet);

} // namespace kinds::cloud
