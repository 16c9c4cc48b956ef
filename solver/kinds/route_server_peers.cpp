// What follows from a session between an appliance and a route server. The server's instances keep routes for
// other peers; tables are programmed from the appliance itself, as if it spoke to each of them: next hop
// itself or the load balancer that it names, 65515 in the path refused, own and peered space left alone
// (AD:route-server/route-injection-in-spokes.md, next-hop-ip.md).

#include "solver/kinds/route_server.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/cloud_exchange.hpp"
#include "solver/kinds/cloud_policies.hpp"
#include "solver/kinds/cloud_weights.hpp"

namespace kinds::cloud {
namespace {

using dsl::Statement;
using network::NodeId;
using network::SessionEnd;
using network::SessionId;

constexpr std::size_t most_peers = 8;      ///< AD:route-server/route-server-faq.md
constexpr network::Asn widest_asn = 65534; ///< of two bytes; 65535 is reserved

// -- who may speak to it
// ---------------------------------------------------------------------------------------

const RouteServer* server_of(Builder& builder, NodeId instance) {
    for (const auto& [name, server] : builder.notes<RouteServers>().all)
        if (std::ranges::find(server.nodes, instance) != server.nodes.end())
            return &server;
    return nullptr;
}

/// Places that something was said about: a statement stands for sessions with both instances.
struct Told {
    std::vector<dsl::Span> places;
};

void complain(Builder& builder, std::string code, dsl::Span place, std::string message, std::string hint,
              std::vector<dsl::Label> labels = {}) {
    std::vector<dsl::Span>& places = builder.notes<Told>().places;
    if (std::ranges::find(places, place) != places.end())
        return;
    places.push_back(place);
    builder.diagnostics().error(std::move(code), place, std::move(message), std::move(hint), std::move(labels));
}

/// An ASN of four bytes a route server does not know (AD:route-server/route-server-faq.md). None at all is
/// refused of any session, and one that the platform keeps where the appliance is declared.
bool has_usable_asn(Builder& builder, const Statement& block, const network::Node& node) {
    if (!node.asn || *node.asn == gateway_asn || is_reserved(*node.asn))
        return false;
    if (*node.asn <= widest_asn)
        return true;
    complain(
        builder, "VN0254", block.head_span(),
        fmt::format("`{}` cannot speak to a route server with ASN {}", node.name, *node.asn),
        "an appliance has an ASN of two bytes: 64512 to 65534 do, but 65515 and 65517 to 65520 (azure-docs "
        "articles/route-server/route-server-faq.md)",
        {{node.span, fmt::format("`{}` is declared here", node.name)}});
    return false;
}

bool reaches(const Cloud& cloud, const Nic& nic, const RouteServer& server) {
    if (nic.vnet == server.vnet)
        return true;
    const Peering* peering = cloud.peering(nic.vnet, server.vnet);
    return peering && !peering->a.deny_access && !peering->b.deny_access;
}

// -- what appliances announce to which instance
// ------------------------------------------------------------------

/// An appliance's sessions with the server: by instance; unknown where it has none.
struct Peer {
    NodeId node;
    SessionId sessions[2] = {};
};

bool is_usable(const network::Network& net, SessionId id) {
    return id.known() && std::ranges::none_of(net[id].fails_with,
                                              [&](network::FailureId group) { return net[group].disabled; });
}

bool announce_alike(const SessionEnd& a, const SessionEnd& b) {
    return a.export_policy == b.export_policy && a.next_hop == b.next_hop && a.as_override == b.as_override &&
           a.next_hop_unchanged == b.next_hop_unchanged && a.remove_private_as == b.remove_private_as &&
           a.replace_as == b.replace_as;
}

/// Every table gets the same from either instance.
bool is_even(const network::Network& net, const Peer& peer) {
    return is_usable(net, peer.sessions[0]) && is_usable(net, peer.sessions[1]) &&
           announce_alike(net[peer.sessions[0]].end(peer.node), net[peer.sessions[1]].end(peer.node));
}

std::vector<Peer> find_peers(const network::Network& net, const Cloud& cloud, const RouteServer& server) {
    std::vector<Peer> found;
    for (std::size_t i = 0; i < net.sessions.size(); ++i)
        for (std::size_t instance = 0; instance < server.nodes.size(); ++instance) {
            const network::Session& session = net.sessions[i];
            const NodeId self = server.nodes[instance];
            if (session.a.node != self && session.b.node != self)
                continue;
            const NodeId far = session.far_end(self).node;
            if (!cloud.nic(far))
                continue; // a gateway
            auto known = std::ranges::find(found, far, &Peer::node);
            if (known == found.end())
                known = found.insert(found.end(), Peer{far});
            known->sessions[instance] = SessionId::at(i);
        }
    return found;
}

// -- the server's side
// ---------------------------------------------------------------------------------------------

void refuse_options(Builder& builder, const RouteServer& server, const network::Session& session,
                    const SessionEnd& end) {
    if (end.span == session.span)
        return;
    complain(
        builder, "VN0257", end.span, fmt::format("the side of `{}` cannot be configured", server.name),
        fmt::format("set policies at `{}`", builder.net[session.far_end(end.node).node].name));
}

/// The interface that the appliance names as next hop: its own unless told otherwise.
const Nic* next_hop_of(const Cloud& cloud, const SessionEnd& end) {
    const NodeId hop = end.next_hop.value_or(end.node);
    const auto found =
        std::ranges::find_if(cloud.nics, [&](const Nic& nic) { return nic.node == hop || nic.entry == hop; });
    return found == cloud.nics.end() ? nullptr : &*found;
}

// A next hop is where packets to it enter.
void name_entry(Builder& builder, SessionEnd& end) {
    const Nic* nic = next_hop_of(builder.notes<Cloud>(), end);
    if (nic && nic->entry != end.node)
        end.next_hop = nic->entry;
}

void complete_server_end(Builder& builder, const RouteServer& server, SessionId id) {
    network::Session& session = builder.net.sessions[id.index()];
    const bool at_a = std::ranges::find(server.nodes, session.a.node) != server.nodes.end();
    SessionEnd& end = at_a ? session.a : session.b;
    refuse_options(builder, server, session, end);
    SessionEnd& appliance = at_a ? session.b : session.a;
    const std::string far = builder.net[appliance.node].name;
    name_entry(builder, appliance);
    end.weight = vpn_weight;
    end.route_limit = server.route_limit;
    end.span = server.span;
    end.export_policy = add_to_appliance_policy(builder, fmt::format("{} to {}", server.name, far),
                                                server.reflects_appliance_routes, server.span);
    if (!server.reflects_appliance_routes)
        end.import_policy = add_tagging_policy(builder, fmt::format("{} from {}", server.name, far),
                                               from_appliance, false, server.span);
}

void warn_uneven(Builder& builder, const RouteServer& server, const Peer& peer) {
    const SessionId some = peer.sessions[0].known() ? peer.sessions[0] : peer.sessions[1];
    builder.diagnostics().warning(
        "VN0259", builder.net[some].span,
        fmt::format("`{}` does not announce the same to both instances of `{}`", builder.net[peer.node].name,
                    server.name),
        fmt::format("either instance may program a subnet: write `bgp {} {};` for both",
                    builder.net[peer.node].name, server.name));
}

void assume_reflection(Builder& builder, const RouteServer& server, const std::vector<Peer>& peers) {
    if (peers.size() < 2 || server.branch_to_branch || !server.reflects_appliance_routes)
        return;
    builder.net.assumptions.push_back(fmt::format(
        "route-server-reflects-appliance-routes: without `branch-to-branch`, too, `{}` tells each "
        "appliance what the others announce",
        server.name));
}

// -- tables
// --------------------------------------------------------------------------------------------------------

// A next hop outside of reach is programmed all the same, and packets to it are lost.
void add_dead_end(Builder& builder, NodeId table, const Nic& nic, dsl::Span span) {
    network::FilterRule nothing;
    nothing.allow = false;
    nothing.name = "NotPeered";
    nothing.span = span;
    network::Link link{
        fmt::format("{}--{}", builder.net[table].name, nic.name), table, nic.node, {}, {}, {}, span};
    link.filter.rules = {nothing};
    builder.add_link(std::move(link));
}

/// One network whose tables the server programs.
struct Programming {
    const RouteServer& server;
    const VirtualNetwork& vnet;
    network::PolicyId imports;
};

// Neither the table's network nor the server's, nor what is peered with either, is ever programmed.
network::PolicyId add_table_policy(Builder& builder, const RouteServer& server, const VirtualNetwork& vnet) {
    const Cloud& cloud = builder.notes<Cloud>();
    std::vector<network::Prefix> kept = system_space(cloud, vnet);
    if (const VirtualNetwork* own = cloud.vnet(server.vnet))
        for (const network::Prefix& prefix : system_space(cloud, *own))
            kept.push_back(prefix);
    return add_import_policy(builder, fmt::format("{} from {}", vnet.name, server.name), kept, {},
                             server.span);
}

void warn_unreachable(Builder& builder, const Programming& programming, const Nic& nic, dsl::Span span) {
    builder.diagnostics().warning(
        "VN0267", span,
        fmt::format("`{}` is not peered with `{}`, where `{}` stands: its routes lead nowhere there",
                    programming.vnet.name, nic.vnet, nic.name),
        fmt::format("add `peering {} {};`", programming.vnet.name, nic.vnet));
}

void reach_next_hop(Builder& builder, const Programming& programming, NodeId table, const SessionEnd& end) {
    const Nic* nic = next_hop_of(builder.notes<Cloud>(), end);
    if (nic && !link_to_nic(builder, table, *nic)) {
        if (table == programming.vnet.tables.front().node)
            warn_unreachable(builder, programming, *nic, end.span);
        add_dead_end(builder, table, *nic, end.span);
    }
}

void feed(Builder& builder, const Programming& programming, NodeId table, const Peer& peer, SessionId source,
          network::Session session) {
    const network::Session& heard = builder.net[source];
    session.name = fmt::format("{}--{}", builder.net[peer.node].name, builder.net[table].name);
    session.span = heard.span;
    session.fails_with.insert(session.fails_with.end(), heard.fails_with.begin(), heard.fails_with.end());
    session.a = heard.end(peer.node);
    session.a.import_policy = {};
    session.b = plain_end(table, programming.server.span);
    session.b.sends = false;
    session.b.weight = vpn_weight;
    session.b.import_policy = programming.imports;
    reach_next_hop(builder, programming, table, session.a);
    name_entry(builder, session.a);
    builder.add_session(std::move(session));
}

/// Down: the second instance programs the table, not the first.
network::FailureId add_choice(Builder& builder, const RouteServer& server, NodeId table) {
    const std::string name =
        fmt::format("{} programs {}", builder.net[server.nodes[1]].name, builder.net[table].name);
    const network::FailureId group = builder.add_failure(name, network::FailureClass::choice, server.span);
    if (Named* named = builder.declare(name, "choice", server.span))
        named->failures = {group};
    return group;
}

void program(Builder& builder, const Programming& programming, NodeId table, const std::vector<Peer>& peers) {
    std::optional<network::FailureId> choice;
    for (const Peer& peer : peers) {
        if (is_even(builder.net, peer)) {
            feed(builder, programming, table, peer, peer.sessions[0], {});
            continue;
        }
        if (!choice)
            choice = add_choice(builder, programming.server, table);
        for (const std::size_t instance : {0U, 1U}) {
            network::Session session;
            (instance == 0 ? session.fails_with : session.stands_in_for) = {*choice};
            if (is_usable(builder.net, peer.sessions[instance]))
                feed(builder, programming, table, peer, peer.sessions[instance], std::move(session));
        }
    }
}

// Where gateways use what the server tells them, they send straight to the appliance.
void join_gateways(Builder& builder, const RouteServer& server, const std::vector<Peer>& peers) {
    const Cloud& cloud = builder.notes<Cloud>();
    for (const Gateway* gateway : cloud.gateways_in(server.vnet))
        if (!restraint_on(builder, *gateway))
            for (const NodeId node : gateway->nodes)
                for (const Peer& peer : peers)
                    for (const SessionId id : peer.sessions)
                        if (id.known())
                            if (const Nic* nic = next_hop_of(cloud, builder.net[id].end(peer.node)))
                                link_to_nic(builder, node, *nic);
}

} // namespace

bool is_route_server(Builder& builder, NodeId node) { return builder.net[node].kind == "route-server"; }

bool may_peer(Builder& builder, const Statement& block, NodeId a, NodeId b) {
    const NodeId instance = is_route_server(builder, a) ? a : b, far = instance == a ? b : a;
    const RouteServer* server = server_of(builder, instance);
    const Cloud& cloud = builder.notes<Cloud>();
    if (!server || server->vnet.empty())
        return false;
    const Nic* nic = cloud.nic(far);
    if (nic && reaches(cloud, *nic, *server))
        return has_usable_asn(builder, block, builder.net[far]);
    complain(
        builder, "VN0258", block.head_span(),
        nic ? fmt::format("`{}` stands in `{}`, which is not peered with `{}`, the network of `{}`",
                          nic->name, nic->vnet, server->vnet, server->name)
            : fmt::format("`{}` stands in no virtual network and cannot speak to `{}`", builder.net[far].name,
                          server->name),
        nic ? fmt::format("add `peering {} {};`", nic->vnet, server->vnet)
            : "a route server speaks to appliances in its network or a peered one");
    return false;
}

void complete_peers(Builder& builder, const RouteServer& server) {
    const Cloud& cloud = builder.notes<Cloud>();
    const std::vector<Peer> peers = find_peers(builder.net, cloud, server);
    for (const Peer& peer : peers) {
        for (const SessionId id : peer.sessions)
            if (id.known())
                complete_server_end(builder, server, id);
        if (!is_even(builder.net, peer) &&
            (is_usable(builder.net, peer.sessions[0]) || is_usable(builder.net, peer.sessions[1])))
            warn_uneven(builder, server, peer);
    }
    if (peers.size() > most_peers)
        builder.diagnostics().error("VN0262", server.span,
                                    fmt::format("`{}` has {} peers", server.name, peers.size()),
                                    "a route server has at most 8");
    assume_reflection(builder, server, peers);
    for (const VirtualNetwork* vnet : served(cloud, server)) {
        const Programming programming{server, *vnet, add_table_policy(builder, server, *vnet)};
        for (const NodeId table : propagating_tables(*vnet))
            program(builder, programming, table, peers);
    }
    join_gateways(builder, server, peers);
}

} // namespace kinds::cloud
