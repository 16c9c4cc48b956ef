#pragma once
// Networks of static routes between a client (10.9.0.0/24) and a server (10.0.0.0/24) whose nodes do more to packets
// than tables say: see packets, translate them, spread them.

#include <string_view>

#include "tests/gadgets/builder.hpp"

namespace gadgets {

inline constexpr std::string_view of_client = "10.9.0.0/24", of_server = "10.0.0.0/24";

/// Two ways from client to server, over `left` and over `right`; answers may go either way, whatever way their packets
/// came.
struct Diamond : NetworkBuilder {
    network::NodeId client = add_node("client"), left = add_node("left"), right = add_node("right"),
                    server = add_node("server");
    Cable client_left = wire(client, left), client_right = wire(client, right), left_server = wire(left, server),
          right_server = wire(right, server);
    Diamond();
};

/// A load balancer that spreads what comes from either side over two stateful firewalls.
struct Sandwich : NetworkBuilder {
    network::NodeId client = add_node("client"), server = add_node("server"), balancer = add_node("balancer"),
                    first = add_node("first"), second = add_node("second");
    Sandwich();
};

/// client - edge - server, where the edge translates the client's packets to 10.5.0.1; client and server are wired too.
struct Translated : NetworkBuilder {
    network::NodeId client = add_node("client"), edge = add_node("edge"), server = add_node("server");
    Cable client_edge = wire(client, edge), edge_server = wire(edge, server), around = wire(client, server);
    Translated();
};

/// A rule that passes what comes from `source` (empty: anywhere) and goes to `destination`.
network::FilterRule passing(std::string_view source, std::string_view destination, std::uint32_t number = 100);

} // namespace gadgets
