// Every line writes into `network`; members get what any session of theirs needs when it is made.

#include "tests/gadgets/area.hpp"

#include <algorithm>

namespace gadgets {

using namespace network;

Decision provider_decision() {
    Decision decision = usual_decision();
    auto& order = decision.order;
    order.insert(std::ranges::find(order, Criterion::external_over_internal) + 1, Criterion::igp_metric);
    order.insert(std::ranges::find(order, Criterion::router_id) + 1, Criterion::cluster_list_length);
    return decision;
}

NodeId Area::member(std::string name) {
    const NodeId id = add_node(std::move(name), 65000);
    node(id).ospf.emplace();
    node(id).decision = provider_decision();
    return id;
}

Cable Area::cost(NodeId a, NodeId b, std::uint32_t cost) {
    const Cable cable = wire(a, b);
    for (const LinkId link : {cable.forward, cable.back})
        network.links[link.index()].ospf_cost = cost;
    return cable;
}

SessionId Area::peers(NodeId a, NodeId b) {
    const SessionId id = session(a, b);
    network.sessions.back().multihop = true;
    for (const NodeId node : {a, b})
        end(id, node).next_hop_self = true;
    return id;
}

SessionId Area::reflects(NodeId reflector, NodeId client) {
    const SessionId id = peers(reflector, client);
    end(id, reflector).client = true;
    return id;
}

NodeId Area::neighbour(std::string name, Asn asn, NodeId at, std::uint32_t med) {
    const NodeId id = add_node(std::move(name), asn);
    originate(id, "10.0.0.0/24");
    export_(cable(at, id).session, id, {accept({}, {set_med(med)})});
    return id;
}

} // namespace gadgets
