// Every link is a cable of its own, so that each may fail.

#include "tests/gadgets/exchanges.hpp"

namespace gadgets {

Diamond::Diamond() {
    own(client, of_client);
    own(server, of_server);
    for (const Cable& cable : {client_left, client_right})
        static_route(client, of_server, cable.forward);
    for (const Cable& cable : {left_server, right_server})
        static_route(server, of_client, cable.back);
    static_route(left, of_server, left_server.forward);
    static_route(right, of_server, right_server.forward);
    static_route(left, of_client, client_left.back);
    static_route(right, of_client, client_right.back);
}

Sandwich::Sandwich() {
    own(client, of_client);
    own(server, of_server);
    static_route(client, of_server, wire(client, balancer).forward);
    static_route(server, of_client, wire(server, balancer).forward);
    for (const network::NodeId firewall : {first, second}) {
        node(firewall).stateful = true;
        const Cable in = wire(balancer, firewall);
        for (const auto side : {of_server, of_client})
            static_route(balancer, side, in.forward);
        static_route(firewall, of_server, wire(firewall, server).forward);
        static_route(firewall, of_client, wire(firewall, client).forward);
    }
}

Translated::Translated() {
    own(client, of_client);
    own(server, of_server);
    static_route(client, of_server, client_edge.forward);
    static_route(edge, of_server, edge_server.forward);
    static_route(edge, of_client, client_edge.back);
    static_route(server, "10.5.0.1/32", edge_server.back);
    node(edge).source_nat = network::SourceNat{address("10.5.0.1"), {}, {}};
}

network::FilterRule passing(std::string_view source, std::string_view destination, std::uint32_t number) {
    network::FilterRule rule;
    rule.number = number;
    if (!source.empty())
        rule.sources = {prefix(source)};
    if (!destination.empty())
        rule.destinations = {prefix(destination)};
    return rule;
}

} // namespace gadgets
