// First match by rule number, lowest first; among equal numbers the one written first.

#include "solver/network/filter.hpp"

namespace network {

namespace {

bool has_ports(Protocol protocol) { return protocol == Protocol::tcp || protocol == Protocol::udp; }

bool matches(const FilterRule& rule, const Packet& packet) {
    if (rule.protocol && *rule.protocol != packet.protocol)
        return false;
    if (!rule.source.contains(packet.source) || !rule.destination.contains(packet.destination))
        return false;
    return !has_ports(packet.protocol) || rule.destination_ports.contains(packet.destination_port);
}

} // namespace

const FilterRule* deciding_rule(const Filter& filter, const Packet& packet) {
    const FilterRule* decides = nullptr;
    for (const FilterRule& rule : filter.rules)
        if (matches(rule, packet) && (!decides || rule.number < decides->number))
            decides = &rule;
    return decides;
}

bool passes(const Filter& filter, const Packet& packet) {
    if (filter.empty())
        return true;
    const FilterRule* rule = deciding_rule(filter, packet);
    return rule && rule->allow;
}

} // namespace network
