#pragma once
// Which packets a claim is about, one of each class: two packets are in one class iff nothing in the network tells them
// (and, where it matters, their answers) apart: no routed prefix, no filter of a node or link, no translation, for the
// packets as they are and as they are translated.

#include <memory>
#include <optional>
#include <vector>

#include "solver/network/network.hpp"
#include "solver/properties/claim.hpp"

namespace properties {

/// Whether a claim looks at the answers of packets too.
enum class Answers { ignored, followed };

/// Packets that nothing tells apart: every source with every destination, protocol and port.
struct PacketRange {
    network::Prefix sources, destinations;
    std::optional<network::Protocol> protocol; ///< absent: any
    network::PortRange source_ports, destination_ports;
};

/// The classes of one network, for all pairs of one claim. Keeps references.
class PacketClasses {
public:
    PacketClasses(const network::Network& network, const Options& options, Answers answers);
    ~PacketClasses();

    /// One packet of each class with a source in `sources` and a destination in `destinations`.
    std::vector<network::Packet> of(const std::vector<network::Prefix>& sources,
                                    const std::vector<network::Prefix>& destinations) const;
    /// The same of one pair of a claim.
    std::vector<network::Packet> of(const Pair& pair) const { return of(pair.from.addresses, pair.to.addresses); }

    /// A widest range around a packet in which all are of its class, in one prefix of `sources` and one of
    /// `destinations`.
    PacketRange around(const network::Packet& packet, const std::vector<network::Prefix>& sources,
                       const std::vector<network::Prefix>& destinations) const;

private:
    class Cuts;
    class Growth;
    std::unique_ptr<Cuts> cuts_;
};

/// Every address.
std::vector<network::Prefix> everywhere();

} // namespace properties
