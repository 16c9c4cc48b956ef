// Classes of packets: each field is cut where a prefix or a rule begins or ends, and combinations that meet
// the same routes and the same answers of all filters are one.

#include "solver/properties/flows.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace properties {

using network::Address;
using network::Packet;
using network::PortRange;
using network::Prefix;
using network::Protocol;

std::vector<Prefix> everywhere() { return {Prefix{}}; }

std::vector<Address> address_classes(const std::vector<Prefix>& within, const std::vector<Prefix>& cuts) {
    std::set<std::uint64_t> starts; // of parts that lie inside or outside every prefix as a whole
    for (const auto* prefixes : {&within, &cuts})
        for (const Prefix& prefix : *prefixes) {
            starts.insert(prefix.first().bits);
            starts.insert(std::uint64_t{prefix.last().bits} + 1);
        }
    std::vector<Address> result;
    std::set<std::vector<std::size_t>> seen;
    for (const Prefix& prefix : within)
        for (const std::uint64_t start : starts) {
            const Address address{static_cast<std::uint32_t>(start)};
            if (start > UINT32_MAX || !prefix.contains(address))
                continue;
            std::vector<std::size_t> inside;
            for (std::size_t i = 0; i < cuts.size(); ++i)
                if (cuts[i].contains(address))
                    inside.push_back(i);
            if (seen.insert(std::move(inside)).second)
                result.push_back(address);
        }
    return result;
}

namespace {

/// What the filters of a network can see, and where packets are told apart by it.
class Cuts {
public:
    Cuts(const network::Network& network, Answers answers)
        : network_(network), answers_(answers), routed_(routed_prefixes(network)) {
        for (const network::Node& node : network.nodes)
            cut_at(node.filter);
    }

    std::vector<Address> destinations(const std::vector<Prefix>& within) const {
        std::vector<Prefix> cuts = routed_;
        cuts.insert(cuts.end(), filtered_.begin(), filtered_.end());
        return address_classes(within, cuts);
    }
    std::vector<Address> sources(const std::vector<Prefix>& within) const {
        return answers_ == Answers::followed ? destinations(within) : address_classes(within, filtered_);
    }
    std::vector<Protocol> protocols(const Scope& scope) const {
        if (scope.protocol)
            return {*scope.protocol};
        if (!filters_)
            return {Protocol::tcp};
        if (scope.ports)
            return {Protocol::tcp, Protocol::udp};
        return {Protocol::tcp, Protocol::udp, Protocol::icmp};
    }
    /// The first port of each class inside `range`.
    std::vector<std::uint16_t> ports(PortRange range) const {
        std::set<std::uint16_t> starts{range.first};
        for (const PortRange& cut : ports_) {
            if (range.contains(cut.first))
                starts.insert(cut.first);
            if (cut.last < range.last && cut.last >= range.first)
                starts.insert(static_cast<std::uint16_t>(cut.last + 1));
        }
        return {starts.begin(), starts.end()};
    }

    /// Everything that can matter about a packet.
    std::vector<std::size_t> signature(const Packet& packet) const {
        std::vector<std::size_t> result;
        routes_of(packet.destination, result);
        if (answers_ == Answers::followed)
            routes_of(packet.source, result);
        for (const network::Node& node : network_.nodes)
            if (!node.filter.empty()) {
                result.push_back(passes(node.filter, packet));
                if (answers_ == Answers::followed && !node.stateful)
                    result.push_back(passes(node.filter, answer(packet)));
            }
        return result;
    }
    bool follows_answers() const { return answers_ == Answers::followed; }

private:
    void cut_at(const network::Filter& filter) {
        filters_ |= !filter.empty();
        for (const network::FilterRule& rule : filter.rules) {
            filtered_.insert(filtered_.end(), rule.sources.begin(), rule.sources.end());
            filtered_.insert(filtered_.end(), rule.destinations.begin(), rule.destinations.end());
            ports_.insert(ports_.end(), rule.destination_ports.begin(), rule.destination_ports.end());
        }
    }
    void routes_of(Address address, std::vector<std::size_t>& result) const {
        for (std::size_t i = 0; i < routed_.size(); ++i)
            if (routed_[i].contains(address))
                result.push_back(i);
        result.push_back(routed_.size());
    }

    const network::Network& network_;
    Answers answers_;
    std::vector<Prefix> routed_, filtered_;
    std::vector<PortRange> ports_;
    bool filters_ = false;
};

/// Protocol and ports of one class; addresses are left open.
std::vector<Packet> headers(const Cuts& cuts, const Scope& scope) {
    std::vector<Packet> result;
    for (const Protocol protocol : cuts.protocols(scope)) {
        if (protocol == Protocol::icmp) {
            result.push_back({{}, {}, protocol, 0, 0});
            continue;
        }
        const auto answering = cuts.follows_answers() ? cuts.ports({}) : std::vector<std::uint16_t>{0};
        for (const std::uint16_t to : cuts.ports(scope.ports.value_or(PortRange{})))
            for (const std::uint16_t from : answering)
                result.push_back({{}, {}, protocol, from, to});
    }
    return result;
}

} // namespace

std::vector<Packet> packet_classes(const network::Network& network, const std::vector<Prefix>& sources,
                                   const std::vector<Prefix>& destinations, const Scope& scope,
                                   Answers answers) {
    const Cuts cuts(network, answers);
    std::vector<Packet> result;
    std::set<std::vector<std::size_t>> seen;
    const auto from = cuts.sources(sources);
    const auto kinds = headers(cuts, scope);
    for (const Address destination : cuts.destinations(destinations))
        for (const Address source : from)
            for (Packet packet : kinds) {
                packet.source = source;
                packet.destination = destination;
                if (seen.insert(cuts.signature(packet)).second)
                    result.push_back(packet);
            }
    return result;
}

std::vector<Packet> packet_classes(const network::Network& network, const Pair& pair, const Scope& scope,
                                   Answers answers) {
    return packet_classes(network, pair.from.addresses, pair.to.addresses, scope, answers);
}

} // namespace properties
