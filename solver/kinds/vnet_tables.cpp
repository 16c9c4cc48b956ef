// A table's own space leads to the fabric, and the fabric to whatever holds an address: the longest prefix is
// the most particular holder. None of the fabric's routes is seen in a real table.

#include "solver/kinds/vnet_tables.hpp"

namespace kinds::cloud {
namespace {

void add_hidden_route(Builder& builder, network::NodeId from, const network::Prefix& prefix,
                      network::NodeId to, dsl::Span span) {
    const network::LinkId link = add_fabric_link(builder, from, to, span);
    builder.net.nodes[from.index()].static_routes.push_back(
        {prefix, network::ViaLink{link}, space_distance, span, {"system", "vnet-local", {}, true}});
}

// An interface has an address of its subnet: whoever owns the subnet's prefix must not answer for it.
void connect_nics(Builder& builder, const VirtualNetwork& vnet) {
    const Cloud& cloud = builder.notes<Cloud>();
    for (const Nic& nic : cloud.nics) {
        const Subnet* subnet = nic.vnet == vnet.name ? cloud.subnet(nic.subnet) : nullptr;
        if (!subnet)
            continue;
        add_hidden_route(builder, vnet.fabric, {nic.address, 32}, nic.entry, nic.span);
        if (subnet->arrivals == subnet->table)
            add_hidden_route(builder, subnet->table, {nic.address, 32}, nic.entry, nic.span);
    }
}

} // namespace

void connect_tables(Builder& builder, const VirtualNetwork& vnet) {
    for (const Subnet& subnet : vnet.subnets)
        add_hidden_route(builder, vnet.fabric, subnet.prefix, subnet.arrivals, subnet.span);
    for (const Table& table : vnet.tables)
        if (table.node != vnet.fabric)
            add_system_routes(builder, table.node, vnet,
                              add_fabric_link(builder, table.node, vnet.fabric, vnet.span), "vnet-local",
                              vnet.span);
    connect_nics(builder, vnet);
}

} // namespace kinds::cloud
