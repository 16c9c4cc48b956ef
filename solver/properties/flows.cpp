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

bool holds(const Scope& scope, const Packet& packet) {
    const bool has_ports = packet.protocol != Protocol::icmp;
    return (!scope.protocol || *scope.protocol == packet.protocol) &&
           (!scope.ports || (has_ports && scope.ports->contains(packet.destination_port)));
}

} // namespace

/// What a network can see of packets, and where they are told apart by it.
class PacketClasses::Cuts {
public:
    Cuts(const network::Network& network, const Options& options, Answers answers)
        : network_(network), options_(options), answers_(answers), routed_(routed_prefixes(network)) {
        for (const network::Node& node : network.nodes) {
            cut_at(node.filter);
            if (node.source_nat)
                cut_at(*node.source_nat);
        }
        for (const network::Link& link : network.links)
            cut_at(link.filter);
        for (const Scope& scope : options.except)
            if (scope.ports)
                ports_.push_back(*scope.ports);
    }

    std::vector<Address> destinations(const std::vector<Prefix>& within) const {
        std::vector<Prefix> cuts = routed_;
        cuts.insert(cuts.end(), seen_.begin(), seen_.end());
        return address_classes(within, cuts);
    }
    std::vector<Address> sources(const std::vector<Prefix>& within) const {
        return answers_ == Answers::followed ? destinations(within) : address_classes(within, seen_);
    }

    /// Protocol and ports of each class; addresses are left open.
    std::vector<Packet> headers() const {
        std::vector<Packet> result;
        const bool followed = answers_ == Answers::followed;
        for (const Protocol protocol : protocols()) {
            if (protocol == Protocol::icmp) {
                result.push_back({{}, {}, protocol, 0, 0});
                continue;
            }
            const auto answering = followed ? ports({}) : std::vector<std::uint16_t>{0};
            for (const std::uint16_t to : ports(options_.scope.ports.value_or(PortRange{})))
                for (const std::uint16_t from : answering)
                    result.push_back({{}, {}, protocol, from, to});
        }
        std::erase_if(result, [&](const Packet& packet) {
            return std::ranges::any_of(options_.except, [&](const Scope& scope) { return holds(scope, packet); });
        });
        return result;
    }

    /// Everything that can matter about a packet.
    std::vector<std::size_t> signature(const Packet& packet) const {
        std::vector<std::size_t> result;
        routes_of(packet.destination, result);
        if (answers_ == Answers::followed)
            routes_of(packet.source, result);
        inspect(packet, result);
        for (const network::SourceNat* translation : translations_) {
            const bool applies = std::ranges::none_of(
                translation->except, [&](const Prefix& prefix) { return prefix.contains(packet.destination); });
            result.push_back(applies);
            result.push_back(packet.source == translation->to);
            Packet translated = packet;
            translated.source = translation->to;
            if (applies)
                inspect(translated, result);
        }
        return result;
    }

private:
    void cut_at(const network::Filter& filter) {
        filters_ |= !filter.empty();
        for (const network::FilterRule& rule : filter.rules) {
            seen_.insert(seen_.end(), rule.sources.begin(), rule.sources.end());
            seen_.insert(seen_.end(), rule.destinations.begin(), rule.destinations.end());
            ports_.insert(ports_.end(), rule.destination_ports.begin(), rule.destination_ports.end());
        }
    }
    void cut_at(const network::SourceNat& translation) {
        translations_.push_back(&translation);
        seen_.insert(seen_.end(), translation.except.begin(), translation.except.end());
        seen_.push_back({translation.to, 32});
    }

    std::vector<Protocol> protocols() const {
        const Scope& scope = options_.scope;
        if (scope.protocol)
            return {*scope.protocol};
        if (!filters_ && options_.except.empty())
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

    void routes_of(Address address, std::vector<std::size_t>& result) const {
        for (std::size_t i = 0; i < routed_.size(); ++i)
            if (routed_[i].contains(address))
                result.push_back(i);
        result.push_back(routed_.size());
    }
    /// What filters say of this header and of its answer.
    void inspect(const Packet& packet, std::vector<std::size_t>& result) const {
        const Packet back = answer(packet);
        const bool followed = answers_ == Answers::followed;
        for (const network::Node& node : network_.nodes)
            if (!node.filter.empty()) {
                result.push_back(passes(node.filter, packet));
                if (followed && (!node.stateful || node.admits_unseen))
                    result.push_back(passes(node.filter, back));
            }
        for (const network::Link& link : network_.links)
            if (!link.filter.empty()) {
                result.push_back(passes(link.filter, packet));
                if (followed)
                    result.push_back(passes(link.filter, back));
            }
    }

    const network::Network& network_;
    const Options& options_;
    Answers answers_;
    std::vector<Prefix> routed_, seen_; ///< what tables, and what filters and translations tell apart
    std::vector<const network::SourceNat*> translations_;
    std::vector<PortRange> ports_;
    bool filters_ = false;
};

PacketClasses::PacketClasses(const network::Network& network, const Options& options, Answers answers)
    : cuts_(std::make_unique<Cuts>(network, options, answers)) {}

PacketClasses::~PacketClasses() = default;

std::vector<Packet> PacketClasses::of(const std::vector<Prefix>& sources,
                                      const std::vector<Prefix>& destinations) const {
    std::vector<Packet> result;
    std::set<std::vector<std::size_t>> seen;
    const auto from = cuts_->sources(sources);
    const auto kinds = cuts_->headers();
    for (const Address destination : cuts_->destinations(destinations))
        for (const Address source : from)
            for (Packet packet : kinds) {
                packet.source = source;
                packet.destination = destination;
                if (seen.insert(cuts_->signature(packet)).second)
                    result.push_back(packet);
            }
    return result;
}

} // namespace properties
