#pragma once
// A circuit in its parts, as the files that build it share them: its connections, each with an edge router at
// Microsoft, and the gateways it leads to.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "solver/kinds/cloud.hpp"
#include "solver/kinds/cloud_policies.hpp"

namespace kinds::circuits {

/// One connection. `statement` is null where a circuit only joins gateways.
struct Connection {
    std::string_view role; ///< `primary`, `secondary`
    const dsl::Statement* statement = nullptr;
    network::NodeId edge;
    network::FailureId group;
    network::FailureId customer; ///< of the router's side alone, which is never up; unknown where it is not disabled
    network::FailureId maintenance; ///< unknown: disabled, so that nothing is there to maintain
    network::TransportId transport;
    dsl::Span span;
};

/// A circuit by its connections, and the other circuits it reaches (Global Reach).
struct Circuit {
    std::string name;
    std::vector<Connection> connections;
    std::vector<std::string> reaches;
};

/// Kept in the builder's notes.
struct Circuits {
    std::map<std::string, Circuit, std::less<>> all;
};

/// A gateway as one circuit knows it.
struct Attachment {
    const cloud::Gateway* gateway;
    const dsl::Statement* statement;
    std::uint32_t weight = 0; ///< the connection's own: 0..32000, the higher wins
};

/// Adds `session`, and beside it the same with the export policy `drained` at its end `a` (the edge
/// router's), which takes its place while the connection is drained (AD:expressroute/planned-maintenance.md).
void add_session(Builder& builder, const Connection& connection, network::Session session,
                 const std::function<network::PolicyId()>& drained);

/// The cable to the customer's router; the session over it.
void connect_customer(Builder& builder, const Connection& connection);
void converse_with_customer(Builder& builder, const Connection& connection);
/// The statements of a connection's block.
std::vector<dsl::Rule> connection_rules();

/// Sessions and links with the gateways of `block`, and with the tables they serve.
void converse_with_gateways(Builder& builder, const dsl::Statement& block, const Circuit& circuit);
/// The statements of a circuit's `gateway G { … }`.
const std::vector<dsl::Rule>& attachment_rules();

/// Reads `global-reach OTHER;`, once all circuits are declared; the sessions that follow from it.
void read_global_reach(Builder& builder, const dsl::Statement& block, Circuit& circuit);
void converse_over_global_reach(Builder& builder, const Circuit& circuit);

} // namespace kinds::circuits
