// Owners of addresses, and claims that are about every sender.

#include "solver/properties/places.hpp"

#include <algorithm>

#include "solver/network/prefix_sets.hpp"
#include "solver/properties/ways.hpp"

namespace properties {

using network::NodeId;

namespace {

/// What takes packets for what starts at `node`: itself, or a place for arrivals.
NodeId arrivals(const network::Network& network, NodeId node) {
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (network.nodes[i].starts_at == node)
            return NodeId::at(i);
    return node;
}

/// Of what lies beyond the file, and says no more of itself, no private address is anyone's.
bool is_beyond(const network::OwnedPrefix& owned) { return owned.prefix.length == 0; }

const std::vector<network::Prefix>& public_space() {
    static const std::vector<network::Prefix> space = network::all_but(network::private_space());
    return space;
}

bool answers_for(const network::Node& node, const network::OwnedPrefix& owned, network::Address address) {
    return owned.prefix.contains(address) &&
           (!is_beyond(owned) || !node.beyond ||
            std::ranges::any_of(*node.beyond, [&](const network::Prefix& there) { return there.contains(address); }));
}

} // namespace

NodeId start(const network::Network& network, NodeId node) { return network[node].starts_at.value_or(node); }

Endpoint end_at(const network::Network& network, NodeId node) {
    const NodeId receives = arrivals(network, node);
    Endpoint end{network[node].name, node, {}, receives == node ? NodeId{} : receives};
    if (const auto& beyond = network[node].beyond) {
        end.addresses = *beyond;
        return end;
    }
    for (const network::OwnedPrefix& owned : network[receives].owns)
        end.addresses.push_back(owned.prefix);
    return end;
}

std::vector<NodeId> owners(const network::Network& network, network::Address address) {
    std::vector<NodeId> found;
    int longest = -1;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        for (const network::OwnedPrefix& owned : network.nodes[i].owns) {
            if (!answers_for(network.nodes[i], owned, address) || owned.prefix.length < longest)
                continue;
            if (owned.prefix.length > longest)
                found.clear();
            longest = owned.prefix.length;
            if (found.empty() || found.back() != NodeId::at(i))
                found.push_back(NodeId::at(i));
        }
    return found;
}

Endpoint end_of(const network::Network& network, network::Address address) {
    const auto all = owners(network, address);
    return all.empty() ? Endpoint{to_string(address), {}, {{address, 32}}}
                       : end_at(network, start(network, all.front()));
}

std::vector<network::Prefix> owned_prefixes(const network::Network& network,
                                            const std::vector<NodeId>& apart) {
    std::vector<network::Prefix> result;
    const auto add = [&](const std::vector<network::Prefix>& more) {
        result.insert(result.end(), more.begin(), more.end());
    };
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const network::Node& node = network.nodes[i];
        if (std::ranges::binary_search(apart, NodeId::at(i)))
            continue;
        if (node.beyond)
            add(*node.beyond);
        else
            for (const network::OwnedPrefix& owned : node.owns)
                add(is_beyond(owned) ? public_space() : std::vector{owned.prefix});
    }
    return result;
}

smt::Term from_some(Setting& setting, Question& question, const std::vector<NodeId>& nodes,
                    const AskFrom& ask) {
    const network::Packet& packet = question.flow.packet;
    const auto apart = setting.nodes_apart(packet);
    std::vector<NodeId> together;
    std::vector<smt::Term> some;
    for (const NodeId node : nodes)
        if (std::ranges::find(apart, node) == apart.end())
            together.push_back(node);
        else
            some.push_back(ask(setting.terrain(question, packet, node), {node}));
    if (!together.empty())
        some.push_back(ask(setting.terrain(question, packet), together));
    return setting.context().any(some);
}

std::optional<routing::Walk> find_ordinary_walk(const network::Network& network, const routing::State& state,
                                                NodeId node, network::Packet& packet,
                                                const std::function<bool(const routing::Walk&)>& wanted) {
    if (const auto& owns = network[arrivals(network, node)].owns; !owns.empty()) {
        network::Packet ordinary = packet;
        ordinary.source = owns.front().prefix.first();
        if (auto found = find_walk(network, state, node, ordinary, nullptr, wanted)) {
            packet = ordinary;
            return found;
        }
    }
    return find_walk(network, state, node, packet, nullptr, wanted);
}

} // namespace properties
