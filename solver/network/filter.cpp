// First match by rule number, lowest first; among equal numbers the one written first.

#include "solver/network/filter.hpp"

#include <algorithm>

namespace network {

namespace {

/// Whether one of the alternatives contains it; no alternatives: anything does.
template <class Range, class Value> bool any_contains(const std::vector<Range>& alternatives, Value value) {
    return alternatives.empty() ||
           std::ranges::any_of(alternatives, [&](const Range& one) { return one.contains(value); });
}

bool has_ports(Protocol protocol) { return protocol == Protocol::tcp || protocol == Protocol::udp; }

bool matches(const FilterRule& rule, const Packet& packet) {
    if (rule.protocol && *rule.protocol != packet.protocol)
        return false;
    if (!any_contains(rule.sources, packet.source) || !any_contains(rule.destinations, packet.destination))
        return false;
    return !has_ports(packet.protocol) || (any_contains(rule.source_ports, packet.source_port) &&
                                           any_contains(rule.destination_ports, packet.destination_port));
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
