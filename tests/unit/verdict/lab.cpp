// Networks for tests of decisions.

#include "tests/unit/verdict/lab.hpp"

namespace lab {

using namespace network;

NodeId Lab::site(std::string name, Asn asn, std::string_view prefix) {
    const NodeId id = add_node(std::move(name), asn);
    own(id, prefix);
    originate(id, prefix);
    return id;
}

NodeId Lab::place(std::string name, std::string_view prefix) {
    const NodeId id = add_node(std::move(name));
    own(id, prefix);
    return id;
}

void Lab::any(std::uint32_t k) {
    FailureLimit limit{k, {}};
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        limit.groups.push_back(FailureId::at(i));
    network.budget.limits = {limit};
}

TransportId Lab::transport(std::string name, const std::vector<Cable>& cables) {
    const auto id = TransportId::at(network.transports.size());
    network.transports.push_back({std::move(name), {}, {}});
    for (const Cable& cable : cables) {
        network.transports.back().groups.push_back(cable.failure);
        network.links[cable.forward.index()].transport = id;
        network.links[cable.back.index()].transport = id;
    }
    return id;
}

void Lab::use_multipath(NodeId id) {
    // Everything up to external-over-internal; router ids and order only pick the best.
    node(id).decision.multipath_after = 7;
}

properties::Endpoint Lab::end_of(NodeId id) const {
    properties::Endpoint result{network[id].name, id, {}};
    for (const OwnedPrefix& owned : network[id].owns)
        result.addresses.push_back(owned.prefix);
    return result;
}

properties::Claim Lab::claim(std::string property, std::vector<std::pair<NodeId, NodeId>> pairs) const {
    properties::Claim result;
    result.name = property;
    result.property = std::move(property);
    result.budget = network.budget;
    for (const auto& [from, to] : pairs)
        result.pairs.push_back({end_of(from), end_of(to)});
    return result;
}

verdict::Result Lab::decide(const properties::Claim& claim, bool explain) const {
    return verdict::decide_one(network, claim, {}, explain);
}

std::vector<std::string> Lab::failed(const verdict::Result& result) const {
    std::vector<std::string> names;
    if (result.counterexample)
        for (const FailureId group : result.counterexample->failed)
            names.push_back(network[group].name);
    return names;
}

std::string word(verdict::Verdict verdict) {
    static const char* const words[] = {"holds", "violated", "vacuous", "unknown"};
    return words[static_cast<std::size_t>(verdict)];
}

std::string outcome(const verdict::Result& result) {
    return word(result.verdict) + (result.counterexample ? " by " + result.counterexample->reason : "");
}

} // namespace lab
