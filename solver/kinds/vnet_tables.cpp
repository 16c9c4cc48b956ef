// A table's own space leads to the fabric, and the fabric to whatever holds an address: the longest prefix is
// the most particular holder. None of the fabric's routes is seen in a real table.

#include "solver/kinds/vnet_tables.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/ends.hpp"
#include "solver/kinds/route_table.hpp"
#include "solver/kinds/security_group.hpp"
#include "solver/network/prefix_sets.hpp"

namespace kinds::cloud {
namespace {

using dsl::Statement;
using dsl::Word;

network::NodeId add_node(Builder& builder, const Subnet& subnet, std::string name, std::string_view kind,
                         dsl::Span span) {
    network::Node node;
    node.name = std::move(name);
    node.kind = std::string(kind);
    node.in_traces = false;
    node.decision = standard_decision(false, false);
    node.span = span;
    const network::NodeId id = network::NodeId::at(builder.net.nodes.size());
    builder.net.nodes.push_back(std::move(node));
    builder.notes<Cloud>().homes.emplace(id, subnet.vnet);
    return id;
}

// -- machines with rules of their own
// --------------------------------------------------------------------------------------

// Packets start at the machine's own node, which hands them to the table behind its outbound rules.
void guard(Builder& builder, Subnet& subnet, const network::Host& host, const Word& group) {
    const std::string name = fmt::format("{}/{}", subnet.name, host.name);
    Named* named = builder.declare(name, "host", host.span);
    if (!named)
        return;
    Machine machine{name, host.address, {}, {}, group, host.span};
    machine.sends = add_node(builder, subnet, name, "host", host.span);
    machine.arrives = add_node(builder, subnet, name + "/inbound", "host", host.span);
    builder.net.nodes[machine.sends.index()].address = host.address;
    network::Node& arrivals = builder.net.nodes[machine.arrives.index()];
    arrivals.owns = {{{host.address, 32}, host.span}};
    arrivals.starts_at = machine.sends;
    remember_flows(builder, {machine.sends, machine.arrives}, new_state_group(builder));
    named->nodes = {machine.sends, machine.arrives};
    builder.notes<Ends>().places[name] = {machine.sends};
    builder.notes<Ends>().addresses[machine.sends] = {{host.address, 32}};
    subnet.guarded.push_back(std::move(machine));
}

// -- arrivals apart from the table
// -------------------------------------------------------------------------------------------

// A user route that leads part of the subnet's own space elsewhere must not catch what has arrived.
bool is_led_away(Builder& builder, const Subnet& subnet, const VirtualNetwork& vnet) {
    const RouteTable* table = find_route_table(builder, subnet.route_table);
    return table && std::ranges::any_of(table->routes, [&](const UserRoute& route) {
               return route.prefix.overlaps(subnet.prefix) &&
                      std::ranges::any_of(vnet.space,
                                          [&](const auto& space) { return space.contains(route.prefix); });
           });
}

void set_arrivals_apart(Builder& builder, Subnet& subnet) {
    subnet.arrivals = add_node(builder, subnet, subnet.name + "/inbound", "subnet", subnet.span);
    network::Node& table = builder.net.nodes[subnet.table.index()];
    network::Node& arrivals = builder.net.nodes[subnet.arrivals.index()];
    arrivals.owns = std::move(table.owns);
    table.owns.clear();
    arrivals.starts_at = subnet.table;
    builder.lookup(subnet.name)->nodes.push_back(subnet.arrivals);
    builder.lookup(subnet.vnet)->nodes.push_back(subnet.arrivals);
}

void place(Builder& builder, Subnet& subnet, VirtualNetwork& vnet) {
    if (const RouteTable* routes = find_route_table(builder, subnet.route_table);
        routes && !routes->propagates)
        std::ranges::find(vnet.tables, subnet.table, &Table::node)->propagates = false;
    if (subnet.state_group || is_led_away(builder, subnet, vnet))
        set_arrivals_apart(builder, subnet);
    if (subnet.state_group)
        remember_flows(builder, {subnet.table, subnet.arrivals}, *subnet.state_group);
}

// -- routes
// ------------------------------------------------------------------------------------------------------------------

void add_hidden_route(Builder& builder, network::NodeId from, const network::Prefix& prefix,
                      network::NodeId to, dsl::Span span) {
    const network::LinkId link = add_fabric_link(builder, from, to, span);
    builder.net.nodes[from.index()].static_routes.push_back(
        {prefix, network::ViaLink{link}, space_distance, span, {"system", "vnet-local", {}, true}});
}

// An address of a subnet that is not its plain machines': whoever owns the subnet's prefix must not answer
// for it.
void lead_apart(Builder& builder, const VirtualNetwork& vnet, const Subnet& subnet, network::Address address,
                network::NodeId to, dsl::Span span) {
    add_hidden_route(builder, vnet.fabric, {address, 32}, to, span);
    if (subnet.arrivals == subnet.table)
        add_hidden_route(builder, subnet.table, {address, 32}, to, span);
}

// A machine's own rules come after its subnet's, where that has some.
void connect_machine(Builder& builder, const VirtualNetwork& vnet, const Subnet& subnet,
                     const Machine& machine) {
    add_hidden_route(builder, machine.sends, {}, subnet.table, machine.span);
    if (subnet.arrivals == subnet.table)
        lead_apart(builder, vnet, subnet, machine.address, machine.arrives, machine.span);
    else
        add_hidden_route(builder, subnet.arrivals, {machine.address, 32}, machine.arrives, machine.span);
}

void connect_subnet(Builder& builder, const VirtualNetwork& vnet, const Subnet& subnet) {
    add_hidden_route(builder, vnet.fabric, subnet.prefix, subnet.arrivals, subnet.span);
    for (const Machine& machine : subnet.guarded)
        connect_machine(builder, vnet, subnet, machine);
    for (const Nic& nic : builder.notes<Cloud>().nics)
        if (nic.subnet == subnet.name)
            lead_apart(builder, vnet, subnet, nic.address, nic.entry, nic.span);
}

// What a table begins with (AD:virtual-network/virtual-networks-udr-overview.md, default): the Internet, and
// nowhere for private addresses, which a user's default route does away with.
void add_default_routes(Builder& builder, const VirtualNetwork& vnet, network::NodeId table,
                        bool to_nowhere) {
    const network::NodeId internet = builder.notes<Cloud>().internet;
    const network::LinkId link = add_fabric_link(builder, table, internet, vnet.span);
    std::vector<network::StaticRoute>& routes = builder.net.nodes[table.index()].static_routes;
    routes.push_back({{}, network::ViaLink{link}, default_distance, vnet.span, {"system", "internet"}});
    for (const network::Prefix& prefix : to_nowhere ? network::private_space() : std::vector<network::Prefix>{})
        routes.push_back({prefix, network::Discard{true}, default_distance, vnet.span, {"system", "none"}});
}

void connect_table(Builder& builder, const VirtualNetwork& vnet, network::NodeId table,
                   const RouteTable* users) {
    if (table != vnet.fabric)
        add_system_routes(builder, table, vnet, add_fabric_link(builder, table, vnet.fabric, vnet.span),
                          "vnet-local", vnet.span);
    const bool user_default = users && std::ranges::any_of(users->routes, [](const UserRoute& route) {
                                  return route.prefix.length == 0;
                              });
    add_default_routes(builder, vnet, table, !user_default && !vnet.bgp_default_removes_none_routes);
}

// It has routes to nowhere, and somebody tells it routes.
bool may_learn_default(const Builder& builder, network::NodeId table) {
    const auto& routes = builder.net[table].static_routes;
    return std::ranges::any_of(routes,
                               [](const auto& route) {
                                   return route.label.type == "none" && route.label.source == "system";
                               }) &&
           std::ranges::any_of(builder.net.sessions, [&](const auto& session) {
               return session.a.node == table || session.b.node == table;
           });
}

// -- as ends of flows
// -----------------------------------------------------------------------------------------------------

void name_ends(Builder& builder, const VirtualNetwork& vnet, const Subnet& subnet) {
    std::vector<network::Prefix> apart;
    for (const Nic& nic : builder.notes<Cloud>().nics)
        if (nic.subnet == subnet.name)
            apart.push_back({nic.address, 32});
    std::vector<network::NodeId> places = {subnet.table};
    for (const Machine& machine : subnet.guarded) {
        apart.push_back({machine.address, 32});
        places.push_back(machine.sends);
    }
    Ends& ends = builder.notes<Ends>();
    ends.addresses[subnet.table] = without({subnet.prefix}, apart);
    ends.places[subnet.name] = places;
    if (is_ordinary(subnet))
        ends.places[vnet.name].insert(ends.places[vnet.name].end(), places.begin(), places.end());
}

void make_internet(Builder& builder, dsl::Span span) {
    Cloud& cloud = builder.notes<Cloud>();
    if (cloud.internet.known())
        return;
    Named* named = builder.declare("internet", "built-in node", span);
    network::Node node;
    node.name = node.kind = "internet";
    node.silent = true;
    node.owns = {{{}, span}};
    node.decision = standard_decision(false, false);
    node.span = span;
    cloud.internet = network::NodeId::at(builder.net.nodes.size());
    builder.net.nodes.push_back(std::move(node));
    builder.notes<Ends>().outside = cloud.internet;
    if (named)
        named->nodes = {cloud.internet};
}

} // namespace

void guard_machines(Builder& builder, Subnet& subnet, const Statement& plan) {
    for (const Statement* written : statements(plan, "host")) {
        const Statement* group = statement(*written, "network-security-group");
        const Word* name = group ? argument(*group, 1) : nullptr;
        std::vector<network::Host>& hosts = builder.net.nodes[subnet.table.index()].hosts;
        const auto host = std::ranges::find(hosts, written->words[1].span, &network::Host::span);
        if (!name || host == hosts.end())
            continue;
        const network::Host guarded = *host;
        hosts.erase(host);
        guard(builder, subnet, guarded, *name);
    }
}

void place_tables(Builder& builder, VirtualNetwork& vnet) {
    make_internet(builder, vnet.span);
    for (Subnet& subnet : vnet.subnets) {
        attach_route_table(builder, subnet);
        attach_security_group(builder, subnet);
        if (!is_platform(subnet))
            place(builder, subnet, vnet);
    }
}

void connect_tables(Builder& builder, const VirtualNetwork& vnet) {
    if (vnet.subnets.empty())
        for (const Table& table : vnet.tables)
            connect_table(builder, vnet, table.node, nullptr);
    if (!vnet.subnets.empty())
        builder.notes<Ends>().places[vnet.name]; // nothing, if all are the platform's
    for (const Subnet& subnet : vnet.subnets) {
        connect_subnet(builder, vnet, subnet);
        name_ends(builder, vnet, subnet);
        if (!is_platform(subnet))
            connect_table(builder, vnet, subnet.table, find_route_table(builder, subnet.route_table));
    }
}

void assume_default_routes(Builder& builder, const VirtualNetwork& vnet) {
    const network::Network& net = builder.net;
    const bool is_announced = std::ranges::any_of(net.nodes, [](const network::Node& node) {
        return std::ranges::any_of(node.originates, [](const auto& one) { return one.prefix.length == 0; });
    });
    const auto keeps = [&](const Table& table) { return may_learn_default(builder, table.node); };
    if (is_announced && std::ranges::any_of(vnet.tables, keeps))
        builder.net.assumptions.push_back(fmt::format("bgp-default-keeps-none-routes: a default route "
                                                      "learned over BGP leaves the system routes to nowhere "
                                                      "(10.0.0.0/8 and others) in the tables of `{}`",
                                                      vnet.name));
}

} // namespace kinds::cloud
