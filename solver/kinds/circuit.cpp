// An ExpressRoute circuit: two connections, each an edge router at Microsoft (MSEE, ASN 12076) between a
// customer's router and the gateways, and each failing as a whole (AD:expressroute/expressroute-routing.md,
// designing-for-high-availability-with-expressroute.md). Packets come in through a gateway; from a virtual
// network they leave straight to the edge router, so each served network has a session and an egress link of
// its own.

#include <fmt/format.h>

#include "solver/kinds/cloud.hpp"
#include "solver/kinds/cloud_policies.hpp"
#include "solver/kinds/cloud_weights.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using cloud::Gateway;
using dsl::Shape;
using dsl::Statement;
using dsl::Word;

/// One connection while it is built. `statement` is null where a circuit only joins gateways.
struct Connection {
    std::string_view role; ///< `primary`, `secondary`
    const Statement* statement = nullptr;
    network::NodeId edge;
    network::FailureId group;
    network::TransportId transport;
    dsl::Span span;
};

/// A gateway as one circuit knows it.
struct Attachment {
    const Gateway* gateway;
    const Statement* statement;
    std::uint32_t weight; ///< of its routes: 32769 and the connection's own (azure.md 2.3)
};

/// Circuits by name, kept between phases.
struct Circuits {
    std::map<std::string, std::vector<Connection>, std::less<>> connections;
};

// -- declaration
// -----------------------------------------------------------------------------------------------

network::Node make_edge(const std::string& name, dsl::Span span) {
    network::Node node;
    node.name = name;
    node.kind = "circuit";
    node.asn = cloud::edge_asn;
    node.decision = standard_decision(true, false);
    node.span = span;
    return node;
}

// An edge router is part of its connection and has no failure group of its own.
void add_connection(Builder& builder, const Statement& block, const Named& circuit, Connection connection) {
    const std::string name = fmt::format("{}/{}", circuit.name, connection.role);
    connection.span = connection.statement ? connection.statement->blame() : block.blame();
    Named* named = builder.declare(name, "connection", connection.span);
    if (!named)
        return;
    const bool disabled =
        flag(block, "disabled") || (connection.statement && flag(*connection.statement, "disabled"));
    connection.group =
        builder.add_failure(name, network::FailureClass::connection, connection.span, disabled);
    connection.edge = network::NodeId::at(builder.net.nodes.size());
    builder.net.nodes.push_back(make_edge(name, connection.span));
    named->nodes = {connection.edge};
    named->failures = {connection.group};
    builder.notes<Circuits>().connections[circuit.name].push_back(connection);
}

bool joins_gateways_only(const Statement& block) {
    return !statement(block, "primary") && !statement(block, "secondary") &&
           statements(block, "gateway").size() > 1;
}

void declare(const Statement& block, Builder& builder) {
    const Word* name = cloud::argument(block, 1);
    Named* named = name ? builder.declare(*name, "circuit", name->span) : nullptr;
    if (!named)
        return;
    const bool gateways_only = joins_gateways_only(block);
    for (const std::string_view role : {"primary", "secondary"})
        if (const Statement* written = statement(block, role); written || gateways_only)
            add_connection(builder, block, *named, {role, written, {}, {}, {}, {}});
    std::vector<Connection>& connections = builder.notes<Circuits>().connections[named->name];
    if (connections.empty())
        builder.diagnostics().error("VN0215", block.head_span(),
                                    fmt::format("`{}` has no connection", named->name),
                                    "add `primary ROUTER { … }` and `secondary ROUTER { … }`");
    if (!statement(block, "gateway"))
        builder.diagnostics().error("VN0216", block.head_span(),
                                    fmt::format("`{}` leads to no gateway", named->name),
                                    "add `gateway NAME;`");
    for (const Connection& connection : connections) {
        named->nodes.push_back(connection.edge);
        named->failures.push_back(connection.group);
    }
    named->transport = builder.add_transport(named->name, named->failures, block.blame());
    for (Connection& connection : connections)
        connection.transport = *named->transport;
}

// -- the customer's side
// -------------------------------------------------------------------------------------

/// Interfaces of a /30: the customer's router has the first usable address, Microsoft's the second.
struct Interfaces {
    std::optional<network::Address> customer, edge;
};

Interfaces read_subnet(Builder& builder, const Statement& connection) {
    const Statement* written = statement(connection, "subnet");
    const Word* word = written ? cloud::argument(*written, 1) : nullptr;
    const auto prefix = word ? builder.prefix(*word) : std::nullopt;
    if (!prefix)
        return {};
    if (prefix->length != 30) {
        builder.diagnostics().error(
            "VN0217", word->span, fmt::format("`{}` is no /30, as a connection's subnet must be", word->text),
            "the router gets its first usable address, Microsoft the second");
        return {};
    }
    const std::uint32_t base = prefix->address.bits;
    return {network::Address{base + 1}, network::Address{base + 2}};
}

// Its policies stand in the connection's block, or in `at ROUTER { … }` inside it.
network::SessionEnd read_customer_end(Builder& builder, const Statement& connection, network::NodeId router) {
    network::SessionEnd end;
    end.node = router;
    read_session_end(builder, connection, end);
    for (const Statement* at : statements(connection, "at"))
        if (const Word* name = cloud::argument(*at, 1)) {
            if (builder.find_node(*name) == router)
                read_session_end(builder, *at, end);
            else
                builder.diagnostics().error(
                    "VN0206", name->span,
                    fmt::format("`{}` is not the router of this connection", name->text),
                    fmt::format("only `{}` can be configured here", builder.net[router].name));
        }
    return end;
}

void warn_unfiltered(Builder& builder, const Connection& connection, const network::SessionEnd& end) {
    if (end.export_policy)
        return;
    const std::string& router = builder.net[end.node].name;
    builder.diagnostics().warning(
        "VN0218", connection.span,
        fmt::format("`{}` announces all it knows over `{}`", router, builder.net[connection.edge].name),
        "name what it may announce: `export POLICY;`");
    builder.net.assumptions.push_back(
        fmt::format("edge-accepts-own-asn: `{}` takes a path from `{}` that holds 12076 once",
                    builder.net[connection.edge].name, router));
}

void connect_customer(Builder& builder, const Connection& connection) {
    const Word* word = connection.statement ? cloud::argument(*connection.statement, 1) : nullptr;
    const network::NodeId router = word ? builder.find_node(*word) : network::NodeId{};
    if (!router.known())
        return;
    const Interfaces interfaces = read_subnet(builder, *connection.statement);
    builder.add_cable(builder.net[connection.edge].name, router, connection.edge, connection.group,
                      interfaces.customer, interfaces.edge, connection.transport, connection.span);
}

bool has_usable_asn(Builder& builder, const Word& word, network::NodeId router) {
    const std::optional<network::Asn> asn = builder.net[router].asn;
    if (!asn)
        builder.diagnostics().error(
            "VN0219", word.span, fmt::format("`{}` has no ASN to speak BGP with", word.text),
            fmt::format("add `asn N;` to `{}`", word.text),
            {{builder.net[router].span, fmt::format("`{}` is declared here", word.text)}});
    else if (*asn == cloud::edge_asn)
        builder.diagnostics().error("VN0220", word.span,
                                    fmt::format("`{}` has Microsoft's ASN 12076", word.text),
                                    "a customer's router has an ASN of its own");
    return asn && *asn != cloud::edge_asn;
}

void converse_with_customer(Builder& builder, const Connection& connection) {
    const Word* word = connection.statement ? cloud::argument(*connection.statement, 1) : nullptr;
    const Named* named = word ? builder.lookup(word->text) : nullptr;
    if (!named || named->nodes.size() != 1 || !has_usable_asn(builder, *word, named->nodes.front()))
        return;
    const std::string& edge_name = builder.net[connection.edge].name;
    network::Session session;
    session.name = fmt::format("{}--{}", builder.net[named->nodes.front()].name, edge_name);
    session.span = connection.span;
    session.fails_with = {connection.group};
    session.a = read_customer_end(builder, *connection.statement, named->nodes.front());
    session.forward = builder.links(session.a.node, connection.edge).back();
    session.back = builder.links(connection.edge, session.a.node).back();
    warn_unfiltered(builder, connection, session.a);
    session.b.node = connection.edge;
    session.b.span = connection.span;
    session.b.remove_private_as = true;
    session.b.allow_own_as =
        1; // "64512 12076" was seen in a circuit's table; the count is not known (azure.md 2.5)
    session.b.import_policy = cloud::add_tagging_policy(builder, fmt::format("{} from customers", edge_name),
                                                        cloud::from_customer, connection.span);
    session.b.export_policy =
        cloud::add_to_customer_policy(builder, fmt::format("{} to customers", edge_name), connection.span);
    builder.add_session(std::move(session));
}

// -- Microsoft's side
// ------------------------------------------------------------------------------------------

// 65515 becomes 12076 in what gateways and their networks hear, or their loop check would drop other
// networks' routes.
network::SessionEnd make_edge_end(const Connection& connection) {
    network::SessionEnd end;
    end.node = connection.edge;
    end.span = connection.span;
    end.replace_as = {{cloud::gateway_asn, cloud::edge_asn}};
    return end;
}

void converse_with_gateway(Builder& builder, const Connection& connection, const Attachment& attachment) {
    const Gateway& gateway = *attachment.gateway;
    const std::vector<network::Prefix> space = cloud::served_space(builder.notes<cloud::Cloud>(), gateway);
    const std::string& edge_name = builder.net[connection.edge].name;
    const network::NodeId node = gateway.nodes.front();
    const Cable cable =
        builder.add_cable(fmt::format("{}--{}", edge_name, gateway.name), connection.edge, node,
                          connection.group, {}, {}, connection.transport, connection.span);
    network::Session session;
    session.name = fmt::format("{}--{}", edge_name, gateway.name);
    session.span = connection.span;
    session.forward = cable.forward;
    session.back = cable.back;
    session.fails_with = {connection.group};
    session.a = make_edge_end(connection);
    session.a.import_policy = cloud::add_tagging_policy(builder, fmt::format("{} from gateways", edge_name),
                                                        cloud::from_gateway, connection.span);
    session.b.node = node;
    session.b.span = gateway.span;
    session.b.weight = attachment.weight;
    session.b.import_policy =
        cloud::add_import_policy(builder, fmt::format("{} from {}", gateway.name, edge_name), space,
                                 !gateway.allow_remote_vnet_traffic, gateway.span);
    session.b.export_policy = cloud::add_own_space_policy(
        builder, fmt::format("{} to {}", gateway.name, edge_name), space, gateway.span);
    builder.add_session(std::move(session));
}

std::optional<network::Address> egress_address(Builder& builder, const Connection& connection,
                                               const Attachment& attachment) {
    const Statement* written = statement(*attachment.statement, connection.role);
    const Word* word = written ? cloud::argument(*written, 1) : nullptr;
    return word ? builder.address(*word) : std::nullopt;
}

// The table of a served network hears the edge router itself and sends to it directly, while its gateway is
// up.
void program(Builder& builder, const Connection& connection, const Attachment& attachment,
             network::NodeId table, network::PolicyId imports) {
    const Gateway& gateway = *attachment.gateway;
    std::vector<network::FailureId> fails_with = builder.net[gateway.nodes.front()].fails_with;
    fails_with.insert(fails_with.begin(), connection.group);
    const std::string& edge_name = builder.net[connection.edge].name;
    const std::string& table_name = builder.net[table].name;
    network::Session session;
    session.name = fmt::format("{}--{}", edge_name, table_name);
    session.span = connection.span;
    session.fails_with = fails_with;
    session.back = builder.add_link({fmt::format("{}--{}", table_name, edge_name), table, connection.edge,
                                     egress_address(builder, connection, attachment), connection.transport,
                                     fails_with, connection.span});
    session.a = make_edge_end(connection);
    session.b.node = table;
    session.b.span = builder.net[table].span;
    session.b.sends = false;
    session.b.weight = attachment.weight;
    session.b.import_policy = imports;
    builder.add_session(std::move(session));
}

void program(Builder& builder, const Connection& connection, const Attachment& attachment,
             const cloud::VirtualNetwork& vnet) {
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    const Gateway& gateway = *attachment.gateway;
    std::vector<network::Prefix> kept = cloud::system_space(cloud, vnet);
    const std::vector<network::Prefix> space = cloud::served_space(cloud, gateway);
    kept.insert(kept.end(), space.begin(), space.end());
    const network::PolicyId imports = cloud::add_import_policy(
        builder, fmt::format("{} from {}", vnet.name, builder.net[connection.edge].name), kept,
        !gateway.allow_remote_vnet_traffic, gateway.span);
    for (const cloud::Table& table : vnet.tables)
        if (table.propagates)
            program(builder, connection, attachment, table.node, imports);
}

std::vector<Attachment> attachments(Builder& builder, const Statement& block) {
    std::vector<Attachment> found;
    for (const Statement* written : statements(block, "gateway")) {
        const Word* word = cloud::argument(*written, 1);
        const Named* named =
            word ? builder.find(*word, "expressroute-gateway", {"expressroute-gateway"}) : nullptr;
        const Gateway* gateway = named ? builder.notes<cloud::Cloud>().gateway(named->name) : nullptr;
        if (!gateway)
            continue;
        const Statement* weight = statement(*written, "weight");
        const Word* value = weight ? cloud::argument(*weight, 1) : nullptr;
        const std::uint32_t own = value ? builder.number(*value, 0, 32000).value_or(0) : 0;
        found.push_back({gateway, written, expressroute_weight + own});
    }
    return found;
}

void converse(const Statement& block, Builder& builder, const std::vector<Connection>& connections) {
    const std::vector<Attachment> attached = attachments(builder, block);
    for (const Connection& connection : connections) {
        converse_with_customer(builder, connection);
        for (const Attachment& attachment : attached) {
            if (!builder.notes<cloud::Cloud>().vnet(attachment.gateway->vnet))
                continue;
            converse_with_gateway(builder, connection, attachment);
            for (const cloud::VirtualNetwork* vnet :
                 cloud::served(builder.notes<cloud::Cloud>(), *attachment.gateway))
                program(builder, connection, attachment, *vnet);
        }
    }
}

std::vector<dsl::Rule> connection_rules() {
    std::vector<dsl::Rule> rules = session_end_rules();
    rules.push_back(rule("subnet", {Shape::prefix}, "its /30: the router has the first address"));
    rules.push_back(repeats(with_block(rule("at", {Shape::name}, "the router's side of the session"),
                                       &session_end_rules(), dsl::Blocks::required)));
    rules.push_back(flag_rule("disabled", "exists and is never up"));
    return rules;
}

const std::vector<dsl::Rule>& circuit_rules() {
    static const std::vector<dsl::Rule> connection = connection_rules();
    static const std::vector<dsl::Rule> gateway = {
        within(rule("weight", {Shape::number}, "of this circuit's routes at the gateway: the higher wins"), 0,
               32000),
        rule("primary", {Shape::address}, "the first hop of a traceroute that leaves over the primary"),
        rule("secondary", {Shape::address}, "the first hop of one that leaves over the secondary"),
    };
    static const std::vector<dsl::Rule> rules = {
        repeats(with_block(rule("gateway", {Shape::name}, "an ExpressRoute gateway it leads to"), &gateway)),
        with_block(rule("primary", {Shape::name}, "the connection of one router"), &connection),
        with_block(rule("secondary", {Shape::name}, "the connection of another, or of the same"),
                   &connection),
        flag_rule("disabled", "exists and is never up"),
    };
    return rules;
}

void build(Phase phase, const Statement& block, Builder& builder) {
    if (phase == Phase::declare)
        return declare(block, builder);
    const Word* name = cloud::argument(block, 1);
    const Named* named = name ? builder.lookup(name->text) : nullptr;
    if (!named || named->kind != "circuit" || named->span != name->span)
        return;
    const std::vector<Connection>& connections = builder.notes<Circuits>().connections[named->name];
    if (phase == Phase::connect)
        for (const Connection& connection : connections)
            connect_customer(builder, connection);
    if (phase == Phase::converse)
        converse(block, builder, connections);
}

} // namespace

Kind circuit() {
    static const dsl::Rule statement =
        repeats(with_block(rule("circuit", {Shape::name}, "an ExpressRoute circuit with private peering"),
                           &circuit_rules(), dsl::Blocks::required));
    return {
        &statement,
        build,
        {"a circuit's connection fails as a whole: its session, its cable and its way to the gateways",
         "maintenance of an edge router (eightfold prepend), Global Reach and prefix limits are left out"}};
}

} // namespace kinds
