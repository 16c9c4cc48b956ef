#pragma once
// Routers of one OSPF area.

#include <optional>

#include "tests/gadgets/builder.hpp"

namespace encode {

struct Area : gadgets::NetworkBuilder {
    network::NodeId router(const char* name, std::optional<network::Asn> asn = std::nullopt) {
        const network::NodeId id = add_node(name, asn);
        node(id).ospf = network::Ospf{};
        return id;
    }
    gadgets::Cable adjacency(network::NodeId a, network::NodeId b, std::uint32_t cost) {
        const gadgets::Cable made = wire(a, b);
        for (const network::LinkId link : {made.forward, made.back})
            network.links[link.index()].ospf_cost = cost;
        return made;
    }
    void redistribute(network::NodeId id, network::Redistribution::From from, std::uint32_t metric = 20, bool type_1 = false) {
        node(id).ospf->redistributes.push_back({from, {}, metric, type_1, {}});
    }
};

} // namespace encode
