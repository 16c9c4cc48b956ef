// Classes of packets: each field is cut where a prefix or a rule begins or ends, and combinations that meet
// the same routes and the same answers of all filters are one.

#include "solver/properties/flows.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "solver/network/address_parts.hpp"

namespace properties {

using network::Address;
using network::AddressParts;
using network::Packet;
using network::PortRange;
using network::Prefix;
using network::Protocol;

std::vector<Prefix> everywhere() { return {Prefix{}}; }

namespace {

bool holds(const Scope& scope, const Packet& packet) {
    const bool has_ports = packet.protocol != Protocol::icmp;
    return (!scope.protocol || *scope.protocol == packet.protocol) &&
           (!scope.ports || (has_ports && scope.ports->contains(packet.destination_port)));
}

} // namespace

/// What a network can see of packets, and where they are told apart by it. The verdicts of filters on a packet depend on
/// the classes of its addresses by what filters and translations name, and are looked up once for each.
class PacketClasses::Cuts {
public:
    Cuts(const network::Network& network, const Options& options, Answers answers)
        : network_(network), options_(options), answers_(answers), named_(named_by(network)),
          routed_(routed_prefixes(network)), seen_(named_), both_(joined(routed_prefixes(network), named_)) {
        for (const network::Node& node : network.nodes) {
            cut_at(node.filter);
            if (node.source_nat)
                translations_.push_back(&*node.source_nat);
        }
        for (const network::Link& link : network.links)
            cut_at(link.filter);
        for (const Scope& scope : options.except)
            if (scope.ports)
                destination_cuts_.push_back(*scope.ports);
        if (answers_ == Answers::followed) { // what is one's source port is the answer's destination port
            source_cuts_.insert(source_cuts_.end(), destination_cuts_.begin(), destination_cuts_.end());
            destination_cuts_ = source_cuts_;
        }
        find_headers();
    }

    std::vector<Address> destinations(const std::vector<Prefix>& within) const { return both_.classes(within); }
    std::vector<Address> sources(const std::vector<Prefix>& within) const {
        return (answers_ == Answers::followed ? both_ : seen_).classes(within);
    }
    /// Protocol and ports of each class; addresses are left open.
    const std::vector<Packet>& headers() const { return headers_; }

    bool wanted(const Packet& packet) const {
        return holds(options_.scope, packet) &&
               std::ranges::none_of(options_.except, [&](const Scope& scope) { return holds(scope, packet); });
    }
    bool follows_answers() const { return answers_ == Answers::followed; }
    /// Packets of different source ports may fare differently.
    bool tells_source_ports() const { return !source_cuts_.empty(); }
    /// The first port of each class, of sources and destinations, in ascending order.
    std::vector<std::uint16_t> every_port() const {
        std::vector<PortRange> cuts = destination_cuts_;
        cuts.insert(cuts.end(), source_cuts_.begin(), source_cuts_.end());
        if (options_.scope.ports)
            cuts.push_back(*options_.scope.ports);
        return ports({}, cuts);
    }

    /// The classes of its addresses, all that its signature takes from them.
    std::pair<std::uint32_t, std::uint32_t> classes(const Packet& packet) const {
        return {both_.of(packet.source), both_.of(packet.destination)};
    }
    /// Nothing tells two packets apart, whatever their headers.
    bool alike(const Packet& a, const Packet& b) const {
        return routed_.of(a.destination) == routed_.of(b.destination) &&
               (!follows_answers() || routed_.of(a.source) == routed_.of(b.source)) &&
               inspect_all(a) == inspect_all(b);
    }

    /// Everything that can matter about a packet with one of the headers.
    using Signature = std::array<std::uint32_t, 3>;
    Signature signature(const Packet& packet, std::size_t header) {
        const std::array key{seen_.of(packet.destination), seen_.of(packet.source),
                             static_cast<std::uint32_t>(header)};
        const auto [place, is_new] = verdicts_.try_emplace(key, 0);
        if (is_new)
            place->second = static_cast<std::uint32_t>(
                distinct_.emplace(inspect_all(packet), distinct_.size()).first->second);
        const bool followed = answers_ == Answers::followed;
        return {routed_.of(packet.destination), followed ? routed_.of(packet.source) : 0, place->second};
    }

private:
    static std::vector<Prefix> joined(std::vector<Prefix> some, const std::vector<Prefix>& more) {
        some.insert(some.end(), more.begin(), more.end());
        return some;
    }
    /// Prefixes that filters and translations name.
    static std::vector<Prefix> named_by(const network::Network& network) {
        std::vector<Prefix> result;
        const auto add = [&](const network::Filter& filter) {
            for (const network::FilterRule& rule : filter.rules) {
                result.insert(result.end(), rule.sources.begin(), rule.sources.end());
                result.insert(result.end(), rule.destinations.begin(), rule.destinations.end());
            }
        };
        for (const network::Node& node : network.nodes) {
            add(node.filter);
            if (const auto& nat = node.source_nat) {
                result.insert(result.end(), nat->except.begin(), nat->except.end());
                result.push_back({nat->to, 32});
            }
        }
        for (const network::Link& link : network.links)
            add(link.filter);
        return result;
    }

    void cut_at(const network::Filter& filter) {
        filters_ |= !filter.empty();
        for (const network::FilterRule& rule : filter.rules) {
            source_cuts_.insert(source_cuts_.end(), rule.source_ports.begin(), rule.source_ports.end());
            destination_cuts_.insert(destination_cuts_.end(), rule.destination_ports.begin(), rule.destination_ports.end());
        }
    }

    void find_headers() {
        for (const Protocol protocol : protocols()) {
            if (protocol == Protocol::icmp) {
                headers_.push_back({{}, {}, protocol, 0, 0});
                continue;
            }
            for (const std::uint16_t to : ports(options_.scope.ports.value_or(PortRange{}), destination_cuts_))
                for (const std::uint16_t from : ports({}, source_cuts_))
                    headers_.push_back({{}, {}, protocol, from, to});
        }
        std::erase_if(headers_, [&](const Packet& packet) {
            return std::ranges::any_of(options_.except, [&](const Scope& scope) { return holds(scope, packet); });
        });
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
    static std::vector<std::uint16_t> ports(PortRange range, const std::vector<PortRange>& cuts) {
        std::set<std::uint16_t> starts{range.first};
        for (const PortRange& cut : cuts) {
            if (range.contains(cut.first))
                starts.insert(cut.first);
            if (cut.last < range.last && cut.last >= range.first)
                starts.insert(static_cast<std::uint16_t>(cut.last + 1));
        }
        return {starts.begin(), starts.end()};
    }

    /// What filters say of the packet, of what it is translated into, and of their answers.
    std::vector<bool> inspect_all(const Packet& packet) const {
        std::vector<bool> result;
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
    void inspect(const Packet& packet, std::vector<bool>& result) const {
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
    std::vector<Prefix> named_;
    AddressParts routed_, seen_, both_; ///< what tables, filters and translations, and all of these tell apart
    std::vector<const network::SourceNat*> translations_;
    std::vector<PortRange> source_cuts_, destination_cuts_;
    std::vector<Packet> headers_;
    bool filters_ = false;
    std::map<std::array<std::uint32_t, 3>, std::uint32_t> verdicts_;
    std::map<std::vector<bool>, std::size_t> distinct_;
};

PacketClasses::PacketClasses(const network::Network& network, const Options& options, Answers answers)
    : cuts_(std::make_unique<Cuts>(network, options, answers)) {}

PacketClasses::~PacketClasses() = default;

std::vector<Packet> PacketClasses::of(const std::vector<Prefix>& sources,
                                      const std::vector<Prefix>& destinations) const {
    std::vector<Packet> result;
    std::set<Cuts::Signature> seen;
    const auto from = cuts_->sources(sources);
    const auto& headers = cuts_->headers();
    for (const Address destination : cuts_->destinations(destinations))
        for (const Address source : from)
            for (std::size_t i = 0; i < headers.size(); ++i) {
                Packet packet = headers[i];
                packet.source = source;
                packet.destination = destination;
                if (seen.insert(cuts_->signature(packet, i)).second)
                    result.push_back(packet);
            }
    return result;
}

/// A range made wider step by step as long as one packet of each class in it is like the first.
class PacketClasses::Growth {
public:
    Growth(const Cuts& cuts, const Packet& packet)
        : cuts_(cuts), packet_(packet), starts_(cuts.every_port()),
          range_{{packet.source, 32}, {packet.destination, 32}, packet.protocol, {}, {}} {
        if (packet.protocol == Protocol::icmp)
            return;
        range_.destination_ports = class_of(packet.destination_port);
        if (cuts.tells_source_ports())
            range_.source_ports = class_of(packet.source_port);
    }

    PacketRange run(const std::vector<Prefix>& sources, const std::vector<Prefix>& destinations) {
        if (packet_.protocol != Protocol::icmp) {
            grow(&PacketRange::destination_ports);
            if (cuts_.tells_source_ports())
                grow(&PacketRange::source_ports);
        }
        grow(&PacketRange::destinations, destinations);
        grow(&PacketRange::sources, sources);
        const auto all = [](const PortRange& ports) { return ports.first == 0 && ports.last == UINT16_MAX; };
        if (all(range_.destination_ports) && all(range_.source_ports)) {
            PacketRange wider = range_;
            wider.protocol.reset();
            try_to_be(wider);
        }
        return range_;
    }

private:
    /// More classes than this are not looked at: the range stays as wide as it is.
    static constexpr std::size_t most_classes = 1'000;

    /// The prefix that is one bit shorter.
    static Prefix around(const Prefix& prefix) {
        const auto length = static_cast<std::uint8_t>(prefix.length - 1);
        const std::uint32_t host = UINT32_MAX >> length;
        return {Address{prefix.address.bits & ~host}, length};
    }
    PortRange class_of(std::uint16_t port) const {
        const auto next = std::ranges::upper_bound(starts_, port);
        return {*std::prev(next), next == starts_.end() ? std::uint16_t{UINT16_MAX} : static_cast<std::uint16_t>(*next - 1)};
    }
    void grow(PortRange PacketRange::* ports) {
        for (PacketRange wider = range_; (wider.*ports).last < UINT16_MAX; wider = range_) {
            (wider.*ports).last = class_of(static_cast<std::uint16_t>((wider.*ports).last + 1)).last;
            if (!try_to_be(wider))
                break;
        }
        for (PacketRange wider = range_; (wider.*ports).first > 0; wider = range_) {
            (wider.*ports).first = class_of(static_cast<std::uint16_t>((wider.*ports).first - 1)).first;
            if (!try_to_be(wider))
                break;
        }
    }
    void grow(Prefix PacketRange::* addresses, const std::vector<Prefix>& within) {
        while ((range_.*addresses).length > 0) {
            PacketRange wider = range_;
            wider.*addresses = around(range_.*addresses);
            const bool inside = std::ranges::any_of(
                within, [&](const Prefix& prefix) { return prefix.contains(wider.*addresses); });
            if (!inside || !try_to_be(wider))
                return;
        }
    }

    bool try_to_be(const PacketRange& wider) {
        if (!is_uniform(wider))
            return false;
        range_ = wider;
        return true;
    }
    bool is_uniform(const PacketRange& range) {
        const auto sources = cuts_.sources({range.sources}), destinations = cuts_.destinations({range.destinations});
        const auto headers = headers_of(range);
        if (sources.size() * destinations.size() * headers.size() > most_classes)
            return false;
        for (Packet packet : headers)
            for (const Address source : sources)
                for (const Address destination : destinations) {
                    packet.source = source;
                    packet.destination = destination;
                    if (!is_like_the_first(packet))
                        return false;
                }
        return true;
    }
    std::vector<Packet> headers_of(const PacketRange& range) const {
        std::vector<Packet> headers;
        for (const Protocol protocol : {Protocol::tcp, Protocol::udp, Protocol::icmp}) {
            if (range.protocol.value_or(protocol) != protocol)
                continue;
            if (protocol == Protocol::icmp)
                headers.push_back({{}, {}, protocol, 0, 0});
            else
                for (const std::uint16_t from : cuts_.tells_source_ports() ? inside(range.source_ports)
                                                                        : std::vector{packet_.source_port})
                    for (const std::uint16_t to : inside(range.destination_ports))
                        headers.push_back({{}, {}, protocol, from, to});
        }
        return headers;
    }
    /// The first port of each class in a range that begins with one.
    std::vector<std::uint16_t> inside(const PortRange& range) const {
        std::vector<std::uint16_t> result;
        std::ranges::copy_if(starts_, std::back_inserter(result),
                             [&](std::uint16_t start) { return range.contains(start); });
        return result;
    }
    bool is_like_the_first(const Packet& packet) {
        const std::tuple key{cuts_.classes(packet), packet.protocol, packet.source_port, packet.destination_port};
        const auto [place, is_new] = alike_.try_emplace(key, false);
        if (is_new)
            place->second = cuts_.wanted(packet) && cuts_.alike(packet, packet_);
        return place->second;
    }

    const Cuts& cuts_;
    Packet packet_;
    std::vector<std::uint16_t> starts_;
    PacketRange range_;
    std::map<std::tuple<std::pair<std::uint32_t, std::uint32_t>, Protocol, std::uint16_t, std::uint16_t>, bool> alike_;
};

PacketRange PacketClasses::around(const Packet& packet, const std::vector<Prefix>& sources,
                                  const std::vector<Prefix>& destinations) const {
    return Growth(*cuts_, packet).run(sources, destinations);
}

} // namespace properties
