// A packet that was injected at a translator and comes back to it has been at that location before: the branch loops,
// so there the location stands for the packet as injected.

#include "solver/encode/packets.hpp"

#include <algorithm>

#include "solver/encode/terrain_builder.hpp"

namespace encode {

using network::LinkId;
using network::NodeId;
using smt::Term;

namespace {

class PacketRules : public Rules {
public:
    PacketRules(const Inspection& inspection, const std::vector<Layer>& layers, std::optional<NodeId> injected)
        : translators_(inspection.translators()), layers_(layers), injected_(injected) {}

    const DataPlane& plane(std::uint32_t header) override { return *layers_[header].plane; }
    Term refuses(NodeId node, std::uint32_t header) override {
        return std::ranges::binary_search(layers_[header].refusals.nodes, node) ? smt::yes : smt::no;
    }
    bool refuses(LinkId link, std::uint32_t header) override {
        return std::ranges::binary_search(layers_[header].refusals.links, link);
    }
    void arrive(NodeId, std::uint32_t header, std::vector<Arrival>& arrivals) override {
        arrivals.push_back({header, smt::yes});
    }
    std::uint32_t leave(NodeId node, std::uint32_t header) override {
        const auto& after = layers_[header].after;
        const auto place = std::ranges::lower_bound(translators_, node);
        if (after.empty() || place == translators_.end() || *place != node || (node == injected_ && header == 0))
            return header;
        return after[static_cast<std::size_t>(place - translators_.begin())];
    }
    Term may_take(LinkId, std::uint32_t) override { return smt::yes; }

private:
    const std::vector<NodeId>& translators_;
    const std::vector<Layer>& layers_;
    std::optional<NodeId> injected_;
};

} // namespace

std::vector<Layer> layers(const Inspection& inspection, DataPlanes& planes, const network::Packet& packet,
                          Stateful stateful, Translation translation) {
    std::vector<Layer> result;
    const DataPlane& plane = planes.to(packet.destination);
    if (translation == Translation::none || inspection.translators().empty())
        return {{&plane, inspection.refusals(packet, stateful), {}}};
    const Headers headers(inspection, packet);
    for (std::uint32_t i = 0; i < headers.packets().size(); ++i) {
        result.push_back({&plane, inspection.refusals(headers.packets()[i], stateful), {}});
        for (const NodeId node : inspection.translators())
            result.back().after.push_back(headers.after(i, node));
    }
    return result;
}

std::vector<NodeId> closed_nodes(const Inspection& inspection, const std::vector<Layer>& layers) {
    std::vector<NodeId> result;
    const auto& after = layers.front().after;
    for (std::size_t i = 0; i < after.size(); ++i)
        if (after[i] != 0)
            result.push_back(inspection.translators()[i]);
    return result;
}

Terrain terrain_of_packets(const World& world, const Inspection& inspection, const std::vector<Layer>& layers,
                           std::optional<NodeId> injected) {
    PacketRules rules(inspection, layers, injected);
    TerrainBuilder builder(world, rules);
    return injected ? builder.from(*injected, {{0, smt::yes}})
                    : builder.from_anywhere(closed_nodes(inspection, layers));
}

} // namespace encode
