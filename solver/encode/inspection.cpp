// A translator gives every source the same one, so a packet has at most one header more than there are translators.

#include "solver/encode/inspection.hpp"

#include <algorithm>

namespace encode {

using network::LinkId;
using network::NodeId;
using network::Packet;

Inspection::Inspection(const network::Network& network) : network_(&network) {
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        if (!network.nodes[i].filter.empty())
            filtering_.push_back(NodeId::at(i));
        if (network.nodes[i].source_nat)
            translators_.push_back(NodeId::at(i));
    }
    for (std::size_t i = 0; i < network.links.size(); ++i)
        if (!network.links[i].filter.empty())
            filtering_links_.push_back(LinkId::at(i));
}

Refusals Inspection::refusals(const Packet& packet, Stateful stateful) const {
    Refusals result;
    for (const NodeId id : filtering_)
        if (const network::Node& node = (*network_)[id];
            !(node.stateful && stateful == Stateful::pass) && !passes(node.filter, packet))
            result.nodes.push_back(id);
    for (const LinkId id : filtering_links_)
        if (!passes((*network_)[id].filter, packet))
            result.links.push_back(id);
    return result;
}

bool Inspection::applies(const Packet& packet, NodeId node) const {
    const auto& translation = (*network_)[node].source_nat;
    return translation && std::ranges::none_of(translation->except, [&](const network::Prefix& prefix) {
               return prefix.contains(packet.destination);
           });
}

Packet Inspection::translated(const Packet& packet, NodeId node) const {
    Packet result = packet;
    if (applies(packet, node))
        result.source = (*network_)[node].source_nat->to;
    return result;
}

Headers::Headers(const Inspection& inspection, const Packet& packet)
    : inspection_(&inspection), packets_{packet} {
    for (const NodeId node : inspection.translators())
        if (const Packet made = inspection.translated(packet, node);
            std::ranges::find(packets_, made) == packets_.end())
            packets_.push_back(made);
}

std::uint32_t Headers::after(std::uint32_t header, NodeId node) const {
    const auto made = std::ranges::find(packets_, inspection_->translated(packets_[header], node));
    return static_cast<std::uint32_t>(made - packets_.begin());
}

} // namespace encode
