// Paths name ASNs of the network, so that its loop checks and filters have something to find.

#include "tests/random/announcements.hpp"

namespace random_networks {

using namespace network;

namespace {

constexpr Asn another = 23456;  // no node's

class Announcements {
public:
    Announcements(Network& network, std::uint64_t seed) : network_(network), dice_(seed * 2 + 7) {}

    void add_to(Node& node) {
        FailureLimit open{0, {}};
        for (std::uint32_t i = 1 + dice_.below(3); i > 0; --i) {
            const FailureId choice = FailureId::at(network_.failures.size());
            network_.failures.push_back({"announced/" + std::to_string(open.groups.size()), FailureClass::choice, false, {}});
            const Prefix prefix{Address{(10u << 24) | (dice_.below(2) << 8)}, static_cast<std::uint8_t>(dice_.chance(75) ? 24 : 25)};
            Origination made{prefix, false, {}, choice, path(), {}};
            if (dice_.chance(40))
                made.communities.push_back({65000, dice_.below(2)});
            if (dice_.chance(30))
                made.stands_for = 2 + dice_.below(3);
            // Before or after what it always announces: the first that exists counts.
            node.originates.insert(dice_.chance(50) ? node.originates.begin() : node.originates.end(), made);
            open.groups.push_back(choice);
        }
        if (dice_.chance(50))
            stand_for_others(node);
        open.at_most = static_cast<std::uint32_t>(open.groups.size());
        network_.budget.limits.push_back(open);
    }

private:
    /// Takes in what it announces itself, and may be the owner of what nobody else owns.
    void stand_for_others(Node& node) {
        node.beyond = {{Address{10u << 24}, static_cast<std::uint8_t>(dice_.chance(50) ? 8 : 24)}};
        if (dice_.chance(50))
            node.owns.push_back({Prefix{}, {}});
    }
    std::vector<Asn> path() {
        std::vector<Asn> result;
        for (std::uint32_t i = dice_.below(3); i > 0; --i) {
            const Node& other = network_.nodes[dice_.below(static_cast<std::uint32_t>(network_.nodes.size()))];
            result.push_back(dice_.chance(60) ? other.asn.value_or(another) : another);
        }
        return result;
    }

    Network& network_;
    Dice dice_;
};

}  // namespace

void add_announcements(Network& network, const Recipe& recipe, std::uint64_t seed) {
    Dice dice(seed * 2 + 5);
    if (!dice.chance(recipe.announcements) || network.nodes.empty())
        return;
    Node& node = network.nodes[dice.below(static_cast<std::uint32_t>(network.nodes.size()))];
    if (node.asn)
        Announcements(network, seed).add_to(node);
}

}  // namespace random_networks
