#pragma once
// What a network does to the header of one packet, concretely: which filters refuse it and which nodes translate
// its source. Only nodes and links that look at headers are listed, so that asking costs nothing where none does.

#include <compare>
#include <vector>

#include "solver/network/network.hpp"

namespace encode {

/// Who refuses one header, sorted.
struct Refusals {
    std::vector<network::NodeId> nodes;
    std::vector<network::LinkId> links;
    bool empty() const { return nodes.empty() && links.empty(); }
    auto operator<=>(const Refusals&) const = default;
};

/// Whether stateful nodes ask their filters (new packets), or pass whatever they see (answers to what they saw).
enum class Stateful { ask, pass };

/// What looks at headers, found once. Keeps a reference to the network.
class Inspection {
public:
    explicit Inspection(const network::Network& network);

    const network::Network& network() const { return *network_; }
    Refusals refusals(const network::Packet& packet, Stateful stateful) const;
    /// Nodes with `source_nat`, by index.
    const std::vector<network::NodeId>& translators() const { return translators_; }
    /// Whether `node` translates the packet after it arrived there over a link, into whatever source.
    bool applies(const network::Packet& packet, network::NodeId node) const;
    /// The packet as `node` then hands it on.
    network::Packet translated(const network::Packet& packet, network::NodeId node) const;

private:
    const network::Network* network_;
    std::vector<network::NodeId> filtering_, translators_;
    std::vector<network::LinkId> filtering_links_;
};

/// A packet and all that becomes of it: the first header is the packet itself, the others have the sources that
/// translators give it.
class Headers {
public:
    Headers(const Inspection& inspection, const network::Packet& packet);

    const std::vector<network::Packet>& packets() const { return packets_; }
    /// The header that leaves `node`, a translator, where `header` arrived over a link.
    std::uint32_t after(std::uint32_t header, network::NodeId node) const;

private:
    const Inspection* inspection_;
    std::vector<network::Packet> packets_;
};

} // namespace encode
