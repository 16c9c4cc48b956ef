#pragma once
// A short way to write networks in tests: nodes, cables that may fail, sessions on them, policies. Everything
// it makes stays editable through `network`.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "solver/network/network.hpp"

namespace gadgets {

/// Two links, a failure group that takes both down, and the BGP session over them where both ends have an
/// ASN.
struct Cable {
    network::LinkId forward, back;
    network::FailureId failure;
    network::SessionId session; ///< unknown if an end has no ASN
};

/// weight, local-preference, local-origin, as-path-length, origin, med, external-over-internal, router-id,
/// peer-order; no multipath.
network::Decision usual_decision();

network::Address address(std::string_view text); ///< throws if it is none
network::Prefix prefix(std::string_view text);   ///< throws if it is none

// Terms and their parts, without names and places.
network::Match match_prefix(std::string_view exactly);
network::Match match_community(network::Community community);
network::Match match_as(network::Asn asn);
network::Match match_length(std::uint32_t at_least, std::uint32_t at_most);
network::Match match_next_hop(network::NodeId node);
network::Set set_local_preference(std::uint32_t value);
network::Set set_med(std::uint32_t value);
network::Set set_weight(std::uint32_t value);
network::Set set_origin(network::Origin value);
network::Set add_community(network::Community community);
network::Set delete_community(network::Community community);
network::Set prepend(network::Asn asn, std::uint32_t times);
network::Term accept(std::vector<network::Match> matches = {}, std::vector<network::Set> sets = {});
network::Term reject(std::vector<network::Match> matches = {});
network::Term go_on(std::vector<network::Match> matches, std::vector<network::Set> sets);

/// Builds a network step by step. Ends and nodes are references into `network`: edit before adding more.
class NetworkBuilder {
public:
    network::Network network;

    network::NodeId add_node(std::string name, std::optional<network::Asn> asn = std::nullopt);
    /// Gives the node a failure group of its own.
    network::FailureId may_fail(network::NodeId node);
    network::FailureId add_failure(std::string name);
    /// A cable `a--b` with its failure group, and a session if both nodes have an ASN.
    Cable cable(network::NodeId a, network::NodeId b);
    /// The same without a session.
    Cable wire(network::NodeId a, network::NodeId b);
    /// A session without links.
    network::SessionId session(network::NodeId a, network::NodeId b);
    network::LinkId link(network::NodeId from, network::NodeId to);
    network::PolicyId policy(std::string name, std::vector<network::Term> terms);

    network::Node& node(network::NodeId id) { return network.nodes[id.index()]; }
    network::SessionEnd& end(network::SessionId session, network::NodeId node);
    /// What `node` does with what it receives over, or sends over, `session`. No policy before: these terms.
    void import(network::SessionId session, network::NodeId node, std::vector<network::Term> terms);
    void export_(network::SessionId session, network::NodeId node, std::vector<network::Term> terms);
    void originate(network::NodeId node, std::string_view prefix, bool if_reachable = false);
    void own(network::NodeId node, std::string_view prefix);
    void static_route(network::NodeId node, std::string_view prefix, network::LinkId link,
                      std::uint32_t distance = 1);
    void discard(network::NodeId node, std::string_view prefix, std::uint32_t distance = 1);
};

} // namespace gadgets
