#pragma once
// Small networks with claims: nodes that announce what they own, budgets over all cables, claims by node.

#include <string>
#include <vector>

#include "solver/properties/claim.hpp"
#include "solver/verdict/decide.hpp"
#include "tests/gadgets/builder.hpp"

namespace lab {

using gadgets::Cable;
using network::NodeId;

class Lab : public gadgets::NetworkBuilder {
public:
    /// A BGP speaker that owns and announces `prefix`.
    NodeId site(std::string name, network::Asn asn, std::string_view prefix);
    /// A node without BGP that owns `prefix`.
    NodeId place(std::string name, std::string_view prefix);
    /// Any `k` of all groups that exist by now.
    void any(std::uint32_t k);
    network::TransportId transport(std::string name, const std::vector<Cable>& cables);
    void use_multipath(NodeId node);
    properties::Endpoint end_of(NodeId node) const;
    using gadgets::NetworkBuilder::end;
    properties::Claim claim(std::string property, std::vector<std::pair<NodeId, NodeId>> pairs) const;
    verdict::Result decide(const properties::Claim& claim, bool explain = false) const;
    /// Names of what failed in the counterexample.
    std::vector<std::string> failed(const verdict::Result& result) const;
};

std::string word(verdict::Verdict verdict);
/// `verdict`, and for violations ` by REASON`.
std::string outcome(const verdict::Result& result);

} // namespace lab
