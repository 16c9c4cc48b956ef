// Both directions of a cable are of one area. Nodes tell of what they own in the area of one of their links, or anywhere.

#include "tests/random/areas.hpp"

#include <algorithm>
#include <map>

namespace random_networks {

using namespace network;

namespace {

class Areas {
public:
    Areas(const Recipe& recipe, Network& network, std::uint64_t seed)
        : recipe_(recipe), network_(network), dice_(seed * 2 + 11) {}

    void add() {
        std::map<std::pair<NodeId, NodeId>, std::uint32_t> of_cable;
        for (Link& link : network_.links) {
            const auto ends = std::minmax(link.from, link.to);
            const auto [it, fresh] = of_cable.try_emplace({ends.first, ends.second}, 0);
            if (fresh && dice_.chance(recipe_.areas))
                it->second = 1 + dice_.below(2);
            link.ospf_area = it->second;
        }
        for (std::size_t i = 0; i < network_.nodes.size(); ++i)
            place(NodeId::at(i));
        for (const std::uint32_t area : {1U, 2U})
            if (dice_.chance(35))
                network_.stub_areas.push_back({area, dice_.chance(40), 1 + dice_.below(4), {}});
    }

private:
    void place(NodeId id) {
        Node& node = network_.nodes[id.index()];
        if (node.ospf && dice_.chance(40)) {
            node.address = Address{(10U << 24) | (9U << 16) | static_cast<std::uint32_t>(id.index() + 1)};
            node.owns.push_back({{*node.address, 32}, {}});
        }
        std::vector<std::uint32_t> areas;
        for (const LinkId link : network_.links_from(id))
            if (network_[link].ospf_cost)
                areas.push_back(network_[link].ospf_area);
        for (OwnedPrefix& owned : node.owns)
            owned.ospf_area = areas.empty() || dice_.chance(15)
                                  ? dice_.below(3)
                                  : areas[dice_.below(static_cast<std::uint32_t>(areas.size()))];
    }

    const Recipe& recipe_;
    Network& network_;
    Dice dice_;
};

}  // namespace

void add_areas(Network& network, const Recipe& recipe, std::uint64_t seed) {
    if (recipe.areas != 0)
        Areas(recipe, network, seed).add();
}

}  // namespace random_networks
