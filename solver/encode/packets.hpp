#pragma once
// The terrain of packets that answer nothing, and of answers that every stateful node lets pass and no node turns
// back.

#include <compare>
#include <optional>
#include <vector>

#include "solver/encode/terrain.hpp"

namespace encode {

/// All there is to know about one header. Packets with equal layers have equal terrains.
struct Layer {
    const DataPlane* plane = nullptr;
    Refusals refusals;
    /// By place in `Inspection::translators()`: the header that leaves each. Empty: nothing is translated.
    std::vector<std::uint32_t> after;
    auto operator<=>(const Layer&) const = default;
};

/// Whether nodes translate the packets: they do not translate answers.
enum class Translation { applies, none };

std::vector<Layer> layers(const Inspection& inspection, DataPlanes& planes, const network::Packet& packet,
                          Stateful stateful, Translation translation);

/// The nodes that treat these packets unlike what arrives when they are injected there: they translate only the
/// latter.
std::vector<network::NodeId> closed_nodes(const Inspection& inspection, const std::vector<Layer>& layers);

/// Injected at any node but the closed ones; with `injected`, at that one only.
Terrain terrain_of_packets(const World& world, const Inspection& inspection, const std::vector<Layer>& layers,
                           std::optional<network::NodeId> injected = std::nullopt);

} // namespace encode
