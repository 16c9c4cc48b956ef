#pragma once
// Packets, and ordered rules that let them pass or not.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dsl/source.hpp"
#include "solver/network/address.hpp"

namespace network {

enum class Protocol : std::uint8_t { icmp = 1, tcp = 6, udp = 17 };

/// One packet's 5-tuple. Ports are 0 where the protocol has none.
struct Packet {
    Address source, destination;
    Protocol protocol = Protocol::tcp;
    std::uint16_t source_port = 0, destination_port = 0;
    auto operator<=>(const Packet&) const = default;
};

/// The packet that answers `packet`.
inline Packet answer(const Packet& packet) {
    return {packet.destination, packet.source, packet.protocol, packet.destination_port, packet.source_port};
}

/// Inclusive; the default is every port.
struct PortRange {
    std::uint16_t first = 0, last = 65535;
    bool contains(std::uint16_t port) const { return first <= port && port <= last; }
};

/// An absent protocol matches all, and so does an empty list. Ports are looked at only for TCP and UDP.
struct FilterRule {
    std::uint32_t number = 0;
    bool allow = true;
    std::optional<Protocol> protocol;
    std::vector<Prefix> sources, destinations;   ///< alternatives
    std::vector<PortRange> destination_ports;    ///< alternatives
    dsl::Span span;
    std::string name = {};                       ///< what a report calls it, if not its number: `AllowVnetInBound`
    std::vector<PortRange> source_ports = {};    ///< alternatives
};

/// Rules by number, lowest first; the first match decides. With rules, what none matches is refused; without
/// any rule everything passes.
struct Filter {
    std::vector<FilterRule> rules;
    bool empty() const { return rules.empty(); }
};

/// The rule that decides about `packet`, or null where none matches.
const FilterRule* deciding_rule(const Filter& filter, const Packet& packet);
/// Whether `packet` passes.
bool passes(const Filter& filter, const Packet& packet);

}  // namespace network
