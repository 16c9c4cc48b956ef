// What a counterexample says of a range of packets, against the oracle: its corners, and whatever lies inside that the
// generator's prefixes and rules name, go the ways of the one packet that was followed, in several stable states.

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "tests/random/brute_parts.hpp"

namespace random_networks {

using namespace network;
using properties::PacketRange;
using routing::State;
using routing::Walk;
using verdict::Counterexample;

namespace {

using Steps = std::vector<std::tuple<NodeId, LinkId, routing::Ending>>;

Steps steps_of(const Walk& walk) {
    Steps steps;
    for (const routing::Hop& hop : walk.hops)
        steps.emplace_back(hop.node, hop.by, walk.ending);
    return steps;
}

/// All ways of a packet, each with the ways of its answer if one was looked at.
std::set<std::pair<Steps, std::set<Steps>>> ways(const Network& network, const State& state, const Counterexample& found,
                                                 const Packet& packet) {
    std::set<std::pair<Steps, std::set<Steps>>> result;
    for (const Walk& there :
         routing::all_walks(network, state, found.there->hops.front().node, packet, nullptr, 1'000'000)) {
        std::set<Steps> answers;
        if (found.back && there.ending == routing::Ending::delivered)
            for (const Walk& back : routing::all_walks(network, state, found.to.node, routing::answer_to(there), &there, 1'000'000))
                answers.insert(steps_of(back));
        result.insert({steps_of(there), std::move(answers)});
    }
    return result;
}

std::vector<Address> some(const Prefix& prefix) {
    std::vector<Address> result{prefix.first(), prefix.last()};
    for (const Address address : looked_at())
        for (const std::uint32_t last : {address.bits, (address.bits & ~255u) | 200})
            if (prefix.contains(Address{last}))
                result.push_back(Address{last});
    return result;
}

std::vector<std::uint16_t> some(const PortRange& range) {
    std::vector<std::uint16_t> result{range.first, range.last, 80, 443, 40000};
    std::erase_if(result, [&](std::uint16_t port) { return !range.contains(port); });
    return result;
}

std::vector<Packet> headers(const PacketRange& range) {
    std::vector<Packet> result;
    for (const Protocol protocol : {Protocol::tcp, Protocol::udp, Protocol::icmp}) {
        if (range.protocol.value_or(protocol) != protocol)
            continue;
        if (protocol == Protocol::icmp)
            result.push_back({{}, {}, protocol, 0, 0});
        else
            for (const std::uint16_t from : some(range.source_ports))
                for (const std::uint16_t to : some(range.destination_ports))
                    result.push_back({{}, {}, protocol, from, to});
    }
    return result;
}

/// Every header with one source and destination, and every source and destination with the extremes of the other and
/// one header.
std::vector<Packet> some(const PacketRange& range, const Packet& followed) {
    const Address extremes[2][2] = {{range.sources.first(), range.sources.last()},
                                    {range.destinations.first(), range.destinations.last()}};
    std::vector<Packet> result;
    const auto add = [&](Packet header, Address source, Address destination) {
        header.source = source;
        header.destination = destination;
        result.push_back(header);
    };
    for (const Packet& header : headers(range))
        add(header, followed.source, followed.destination);
    for (const Address source : some(range.sources))
        for (const Address destination : extremes[1])
            add(followed, source, destination);
    for (const Address destination : some(range.destinations))
        for (const Address source : extremes[0])
            add(followed, source, destination);
    return result;
}

}  // namespace

std::string range_disagrees(const Network& network, const Counterexample& found) {
    constexpr std::size_t most_states = 3;
    if (!found.packets || !found.there)
        return {};
    auto states = scenario_of(network, found.failed).states;
    if (states.size() > most_states)
        states.erase(states.begin() + most_states, states.end());
    for (const State& state : states) {
        const auto expected = ways(network, state, found, found.packet);
        for (const Packet& packet : some(*found.packets, found.packet))
            if (ways(network, state, found, packet) != expected)
                return fmt::format("range of packets: {} -> {} protocol {} ports {} {} is not like {} -> {}",
                                   to_string(packet.source), to_string(packet.destination),
                                   static_cast<int>(packet.protocol), packet.source_port, packet.destination_port,
                                   to_string(found.packet.source), to_string(found.packet.destination));
    }
    return {};
}

}  // namespace random_networks
