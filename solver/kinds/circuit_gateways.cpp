// Microsoft's side of a circuit. Packets come in through a gateway; from a virtual network they leave
// straight to the edge router, so each table of a served network has a session and an egress link of its own
// (seed 003; AD:networking/ connectivty-interoperability-data-plane.md). Beside a route server the gateway
// programs its one best route instead
// (`expressroute_gateway.cpp`), and only the links are made here.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/circuit.hpp"
#include "solver/kinds/cloud_exchange.hpp"
#include "solver/kinds/cloud_weights.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds::circuits {
namespace {

using cloud::Gateway;
using dsl::Shape;
using dsl::Statement;
using dsl::Word;

/// Prefixes that a circuit takes from a gateway: its networks and what a route server adds
/// (AD:expressroute/expressroute-faqs.md).
constexpr std::uint32_t gateway_route_limit = 1000;

/// One connection of a circuit with one gateway on it, while both are wired.
struct Meeting {
    const Circuit& circuit;
    const Connection& connection;
    const Attachment& attachment;
    const Gateway& gateway = *attachment.gateway;
    bool reaches_far = !circuit.reaches.empty();
};

// What came from a gateway that tells more than its own space is not told back to it: it would win there over
// what the gateway has it from.
network::NodeId not_back_to(Builder& builder, const Meeting& meeting) {
    return cloud::restraint_on(builder, meeting.gateway) ? network::NodeId{} : meeting.gateway.nodes.front();
}

network::PolicyId add_export_policy(Builder& builder, const Meeting& meeting, bool maintenance) {
    std::string name =
        fmt::format("{} to {}", builder.net[meeting.connection.edge].name, meeting.gateway.name);
    if (maintenance)
        name += " in maintenance";
    return cloud::add_to_gateway_policy(builder, std::move(name), {maintenance, meeting.reaches_far},
                                        not_back_to(builder, meeting), meeting.connection.span);
}

// 65515 becomes 12076 in what gateways and their networks hear, or their loop check would drop other
// networks' routes.
network::SessionEnd make_edge_end(Builder& builder, const Meeting& meeting) {
    network::SessionEnd end = cloud::plain_end(meeting.connection.edge, meeting.connection.span);
    end.replace_as = {{cloud::gateway_asn, cloud::edge_asn}};
    if (meeting.reaches_far || not_back_to(builder, meeting).known())
        end.export_policy = add_export_policy(builder, meeting, false);
    return end;
}

void add(Builder& builder, const Meeting& meeting, network::Session session) {
    add_session(builder, meeting.connection, std::move(session),
                [&] { return add_export_policy(builder, meeting, true); });
}

// Beside a route server that lets routes pass a gateway takes no routes that others' appliances relayed: no
// transit over the circuit (public lab adstuart/azure-anycast-interregion).
cloud::RejectedOrigins rejected_origins(Builder& builder, const Gateway& gateway) {
    return {!gateway.allow_remote_vnet_traffic, !cloud::restraint_on(builder, gateway)};
}

network::SessionEnd make_gateway_end(Builder& builder, const Meeting& meeting) {
    const Gateway& gateway = meeting.gateway;
    const std::vector<network::Prefix> space = cloud::served_space(builder.notes<cloud::Cloud>(), gateway);
    const std::string& edge_name = builder.net[meeting.connection.edge].name;
    network::SessionEnd end = cloud::plain_end(gateway.nodes.front(), gateway.span);
    end.weight = expressroute_weight + meeting.attachment.weight;
    end.import_policy = cloud::add_import_policy(builder, fmt::format("{} from {}", gateway.name, edge_name),
                                                 space, rejected_origins(builder, gateway), gateway.span);
    const std::string to = fmt::format("{} to {}", gateway.name, edge_name);
    end.export_policy = cloud::restraint_on(builder, gateway)
                            ? cloud::add_own_space_policy(builder, to, space, gateway.span)
                            : cloud::add_transit_policy(builder, to, space, gateway.span);
    return end;
}

void converse_with_gateway(Builder& builder, const Meeting& meeting) {
    const Connection& connection = meeting.connection;
    const std::string edge_name = builder.net[connection.edge].name;
    const std::string name = fmt::format("{}--{}", edge_name, meeting.gateway.name);
    const Cable cable = builder.add_cable(name, connection.edge, meeting.gateway.nodes.front(),
                                          connection.group, {}, {}, connection.transport, connection.span);
    network::Session session;
    session.name = name;
    session.span = connection.span;
    session.forward = cable.forward;
    session.back = cable.back;
    session.fails_with = {connection.group};
    session.a = make_edge_end(builder, meeting);
    session.a.import_policy =
        cloud::add_tagging_policy(builder, fmt::format("{} from gateways", edge_name), cloud::from_gateway,
                                  !cloud::restraint_on(builder, meeting.gateway), connection.span);
    session.a.route_limit = gateway_route_limit;
    session.b = make_gateway_end(builder, meeting);
    add(builder, meeting, std::move(session));
}

std::optional<network::Address> egress_address(Builder& builder, const Meeting& meeting) {
    const Statement* written = statement(*meeting.attachment.statement, meeting.connection.role);
    const Word* word = written ? cloud::argument(*written, 1) : nullptr;
    return word ? builder.address(*word) : std::nullopt;
}

// Down with the connection, and with the gateway although no packet crosses it.
std::vector<network::FailureId> egress_groups(Builder& builder, const Meeting& meeting) {
    std::vector<network::FailureId> groups = builder.net[meeting.gateway.nodes.front()].fails_with;
    groups.insert(groups.begin(), meeting.connection.group);
    return groups;
}

network::LinkId add_egress(Builder& builder, const Meeting& meeting, network::NodeId from) {
    return builder.add_link(
        {fmt::format("{}--{}", builder.net[from].name, builder.net[meeting.connection.edge].name), from,
         meeting.connection.edge, egress_address(builder, meeting), meeting.connection.transport,
         egress_groups(builder, meeting), meeting.connection.span});
}

network::PolicyId add_table_policy(Builder& builder, const Meeting& meeting,
                                   const cloud::VirtualNetwork& vnet) {
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    std::vector<network::Prefix> kept = cloud::system_space(cloud, vnet);
    const std::vector<network::Prefix> space = cloud::served_space(cloud, meeting.gateway);
    kept.insert(kept.end(), space.begin(), space.end());
    return cloud::add_import_policy(
        builder, fmt::format("{} from {}", vnet.name, builder.net[meeting.connection.edge].name), kept,
        {!meeting.gateway.allow_remote_vnet_traffic, false}, meeting.gateway.span);
}

// A served network hears the edge router itself and sends to it directly, while its gateway is up.
void program(Builder& builder, const Meeting& meeting, const cloud::VirtualNetwork& vnet) {
    const bool by_gateway = cloud::route_server_in(builder, meeting.gateway.vnet) != nullptr;
    const network::PolicyId imports =
        by_gateway ? network::PolicyId{} : add_table_policy(builder, meeting, vnet);
    for (const network::NodeId table : cloud::propagating_tables(vnet)) {
        const network::LinkId egress = add_egress(builder, meeting, table);
        if (by_gateway)
            continue;
        network::Session session;
        session.name =
            fmt::format("{}--{}", builder.net[meeting.connection.edge].name, builder.net[table].name);
        session.span = meeting.connection.span;
        session.fails_with = egress_groups(builder, meeting);
        session.back = egress;
        session.a = make_edge_end(builder, meeting);
        session.b = cloud::plain_end(table, vnet.span);
        session.b.sends = false;
        session.b.weight = expressroute_weight + meeting.attachment.weight;
        session.b.import_policy = imports;
        add(builder, meeting, std::move(session));
    }
}

// What a VPN gateway learns from the ExpressRoute gateway beside it goes straight to the edge router.
void add_vpn_egress(Builder& builder, const Meeting& meeting) {
    const Gateway* vpn =
        builder.notes<cloud::Cloud>().gateway_in(meeting.gateway.vnet, cloud::GatewayType::vpn);
    if (vpn && !cloud::restraint_on(builder, *vpn))
        for (const network::NodeId instance : vpn->nodes)
            add_egress(builder, meeting, instance);
}

const Gateway* find_gateway(Builder& builder, const Word& word) {
    const Named* named = builder.find(word, "expressroute-gateway", {"expressroute-gateway"});
    return named ? builder.notes<cloud::Cloud>().gateway(named->name) : nullptr;
}

bool is_repeated(Builder& builder, const std::vector<Attachment>& found, const Gateway& gateway,
                 const Word& word) {
    const auto first = std::ranges::find(found, &gateway, &Attachment::gateway);
    if (first == found.end())
        return false;
    builder.diagnostics().error("VN0269", word.span,
                                fmt::format("the circuit leads to `{}` twice", gateway.name),
                                "a gateway has one connection to a circuit; remove this line",
                                {{first->statement->head_span(), "the first one is here"}});
    return true;
}

std::vector<Attachment> attachments(Builder& builder, const Statement& block) {
    std::vector<Attachment> found;
    for (const Statement* written : statements(block, "gateway")) {
        const Word* word = cloud::argument(*written, 1);
        const Gateway* gateway = word ? find_gateway(builder, *word) : nullptr;
        if (!gateway || is_repeated(builder, found, *gateway, *word))
            continue;
        const Statement* weight = statement(*written, "weight");
        const Word* value = weight ? cloud::argument(*weight, 1) : nullptr;
        found.push_back({gateway, written, value ? builder.number(*value, 0, 32000).value_or(0) : 0});
    }
    return found;
}

} // namespace

void add_session(Builder& builder, const Connection& connection, network::Session session,
                 const std::function<network::PolicyId()>& drained) {
    if (connection.maintenance.known()) {
        network::Session stand_in = session;
        stand_in.name += " (maintenance)";
        stand_in.a.export_policy = drained();
        stand_in.stands_in_for = {connection.maintenance};
        session.fails_with.push_back(connection.maintenance);
        builder.add_session(std::move(session));
        session = std::move(stand_in);
    }
    builder.add_session(std::move(session));
}

void converse_with_gateways(Builder& builder, const Statement& block, const Circuit& circuit) {
    const std::vector<Attachment> attached = attachments(builder, block);
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    for (const Connection& connection : circuit.connections)
        for (const Attachment& attachment : attached) {
            const Meeting meeting{circuit, connection, attachment};
            if (!cloud.vnet(meeting.gateway.vnet))
                continue;
            converse_with_gateway(builder, meeting);
            for (const cloud::VirtualNetwork* vnet : cloud::served(cloud, meeting.gateway))
                program(builder, meeting, *vnet);
            add_vpn_egress(builder, meeting);
        }
}

const std::vector<dsl::Rule>& attachment_rules() {
    static const std::vector<dsl::Rule> rules = {
        within(rule("weight", {Shape::number}, "of this circuit's routes at the gateway: the higher wins"), 0,
               32000),
        rule("primary", {Shape::address}, "the first hop of a traceroute that leaves over the primary"),
        rule("secondary", {Shape::address}, "the first hop of one that leaves over the secondary"),
    };
    return rules;
}

} // namespace kinds::circuits
