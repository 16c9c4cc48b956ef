// Translators take an address that another site owns, or one of a prefix of their own.

#include "tests/random/traffic.hpp"

#include <fmt/format.h>

namespace random_networks {

using namespace network;

namespace {

constexpr Address ten(std::uint32_t third, std::uint32_t last) { return Address{(10u << 24) | (third << 8) | last}; }

class Traffic {
public:
    Traffic(Network& network, std::uint32_t percent, std::uint64_t seed)
        : network_(network), percent_(percent), dice_(seed * 2 + 1) {}

    void add() {
        for (Node& node : network_.nodes)
            add_to(node);
        for (Link& link : network_.links)
            if (dice_.chance(percent_ / 2))
                link.filter.rules = {rule(), everything()};
    }

private:
    void add_to(Node& node) {
        if (dice_.chance(percent_) && !translated_) {
            translated_ = dice_.chance(60);
            translate(node);
        }
        node.stateful = node.stateful || dice_.chance(percent_);
        if (node.stateful && dice_.chance(50))
            node.state_group = dice_.below(2);
        if (node.stateful && dice_.chance(30)) {
            node.admits_unseen = true;
            if (node.filter.empty())
                node.filter.rules = {rule(), everything()};
        }
        node.sticky = dice_.chance(percent_);
        if (dice_.chance(percent_ / 2) && !network_.links.empty())
            node.drops_with = {network_.links[dice_.below(static_cast<std::uint32_t>(network_.links.size()))].fails_with.front()};
    }

    void translate(Node& node) {
        const bool own = dice_.chance(50) && node.owns.empty();
        node.source_nat = SourceNat{own ? ten(8, 1) : ten(dice_.below(2), 200), {}, {}};
        if (own)
            node.owns.push_back({{ten(8, 0), 24}, {}});
        if (own && node.asn)
            node.originates.push_back({{ten(8, 0), 24}, false, {}});
        if (dice_.chance(20))
            node.source_nat->except = {{ten(dice_.below(2), 0), static_cast<std::uint8_t>(dice_.chance(50) ? 24 : 25)}};
    }

    FilterRule rule() {
        FilterRule rule;
        rule.number = 10;
        rule.allow = false;
        switch (dice_.below(4)) {
        case 0:
            rule.sources = {{ten(dice_.below(2), 200), 32}};
            break;
        case 1:
            rule.sources = {{ten(dice_.below(2), 0), 25}};
            break;
        case 2:
            rule.destinations = {{ten(dice_.below(2), 0), 24}};
            break;
        default:
            rule.destination_ports = {{443, 443}};
        }
        return rule;
    }
    static FilterRule everything() {
        FilterRule rest;
        rest.number = 20;
        return rest;
    }

    Network& network_;
    std::uint32_t percent_;
    Dice dice_;
    bool translated_ = false;
};

}  // namespace

void add_traffic(Network& network, const Recipe& recipe, std::uint64_t seed) {
    if (recipe.traffic != 0)
        Traffic(network, recipe.traffic, seed).add();
}

std::string traffic_text(const Network& network, const Node& node) {
    std::string text;
    if (node.state_group)
        text += fmt::format(" state-group {}", *node.state_group);
    if (node.admits_unseen)
        text += " admits-unseen";
    if (node.sticky)
        text += " sticky";
    for (const FailureId group : node.drops_with)
        text += " drains-with " + network[group].name;
    if (node.source_nat) {
        text += " nat " + to_string(node.source_nat->to);
        for (const Prefix& prefix : node.source_nat->except)
            text += " except " + to_string(prefix);
    }
    return text;
}

std::string link_texts(const Network& network) {
    std::string text;
    for (const Link& link : network.links) {
        for (const FilterRule& rule : link.filter.rules) {
            text += fmt::format("link {} > {} rule {} {}", network[link.from].name, network[link.to].name, rule.number,
                                rule.allow ? "allow" : "deny");
            for (const Prefix& prefix : rule.sources)
                text += " from " + to_string(prefix);
            for (const Prefix& prefix : rule.destinations)
                text += " to " + to_string(prefix);
            for (const PortRange& ports : rule.destination_ports)
                text += fmt::format(" ports {}-{}", ports.first, ports.last);
            text += "\n";
        }
    }
    return text;
}

}  // namespace random_networks
