// Owners of addresses, and claims that are about every sender.

#include "solver/properties/places.hpp"

#include <algorithm>

#include "solver/properties/ways.hpp"

namespace properties {

using network::NodeId;

Endpoint end_at(const network::Network& network, NodeId node) {
    Endpoint end{network[node].name, node, {}};
    for (const network::OwnedPrefix& owned : network[node].owns)
        end.addresses.push_back(owned.prefix);
    return end;
}

std::vector<NodeId> owners(const network::Network& network, network::Address address) {
    std::vector<NodeId> found;
    int longest = -1;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        for (const network::OwnedPrefix& owned : network.nodes[i].owns) {
            if (!owned.prefix.contains(address) || owned.prefix.length < longest)
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
    return all.empty() ? Endpoint{to_string(address), {}, {{address, 32}}} : end_at(network, all.front());
}

std::vector<network::Prefix> owned_prefixes(const network::Network& network,
                                            const std::vector<NodeId>& apart) {
    std::vector<network::Prefix> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (!std::ranges::binary_search(apart, NodeId::at(i)))
            for (const network::OwnedPrefix& owned : network.nodes[i].owns)
                result.push_back(owned.prefix);
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
    if (!network[node].owns.empty()) {
        network::Packet ordinary = packet;
        ordinary.source = network[node].owns.front().prefix.first();
        if (auto found = find_walk(network, state, node, ordinary, nullptr, wanted)) {
            packet = ordinary;
            return found;
        }
    }
    return find_walk(network, state, node, packet, nullptr, wanted);
}

} // namespace properties
