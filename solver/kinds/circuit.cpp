// An ExpressRoute circuit: two connections, each an edge router at Microsoft (MSEE, ASN 12076) between a
// customer's router and the gateways, and each failing as a whole (AD:expressroute/expressroute-routing.md,
// designing-for-high-availability-with-expressroute.md). In planned maintenance a connection's sessions stay
// up with longer paths while its edge router drops packets (AD:expressroute/planned-maintenance.md).

#include "solver/kinds/circuit.hpp"

#include <fmt/format.h>

#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using circuits::Circuit;
using circuits::Circuits;
using circuits::Connection;
using dsl::Shape;
using dsl::Statement;
using dsl::Word;

// An edge router is part of its connection and has no failure group of its own: its packets die while it is
// drained.
network::Node make_edge(const std::string& name, const Connection& connection) {
    network::Node node;
    node.name = name;
    node.kind = "circuit";
    node.asn = cloud::edge_asn;
    node.decision = standard_decision(true, false);
    if (connection.maintenance.known())
        node.drops_with = {connection.maintenance};
    node.span = connection.span;
    return node;
}

network::FailureId add_maintenance(Builder& builder, const std::string& connection, dsl::Span span) {
    const std::string name = fmt::format("{}/maintenance", connection);
    const network::FailureId group = builder.add_failure(name, network::FailureClass::maintenance, span);
    if (Named* named = builder.declare(name, "maintenance", span))
        named->failures = {group};
    return group;
}

void add_connection(Builder& builder, const Statement& block, Circuit& circuit, Connection connection) {
    const std::string name = fmt::format("{}/{}", circuit.name, connection.role);
    connection.span = connection.statement ? connection.statement->blame() : block.blame();
    Named* named = builder.declare(name, "connection", connection.span);
    if (!named)
        return;
    const bool disabled = flag(block, "disabled");
    if (connection.statement && flag(*connection.statement, "disabled"))
        connection.customer =
            builder.add_failure(fmt::format("{}/router", name), network::FailureClass::link, connection.span, true);
    connection.group =
        builder.add_failure(name, network::FailureClass::connection, connection.span, disabled);
    if (!disabled)
        connection.maintenance = add_maintenance(builder, name, connection.span);
    connection.edge = network::NodeId::at(builder.net.nodes.size());
    builder.net.nodes.push_back(make_edge(name, connection));
    named->nodes = {connection.edge};
    named->failures = {connection.group};
    circuit.connections.push_back(connection);
}

bool joins_gateways_only(const Statement& block) {
    return !statement(block, "primary") && !statement(block, "secondary") &&
           statements(block, "gateway").size() > 1;
}

const Word* subnet_of(const Connection& connection) {
    const Statement* written = connection.statement ? statement(*connection.statement, "subnet") : nullptr;
    return written ? cloud::argument(*written, 1) : nullptr;
}

/// The /30 of each connection is its own, and none of a virtual network's
/// (AD:expressroute/expressroute-routing.md).
void check_subnets(Builder& builder, const Circuit& circuit) {
    std::vector<network::Prefix> seen;
    const auto refuse = [&](const Word& word, std::string message, std::string hint) {
        builder.diagnostics().error("VN0217", word.span, std::move(message),
                                    hint + " (azure-docs articles/expressroute/expressroute-routing.md)");
    };
    for (const Connection& connection : circuit.connections) {
        const Word* word = subnet_of(connection);
        const network::ParsedPrefix read = word ? network::parse_prefix(word->text) : network::ParsedPrefix{};
        if (!word || read.fault != network::PrefixFault::none)
            continue;
        for (const network::Prefix& other : seen)
            if (other.overlaps(read.prefix))
                refuse(*word, fmt::format("`{}` is the other connection's subnet, too", word->text),
                       "the primary and the secondary connection have a /30 each");
        seen.push_back(read.prefix);
        for (const auto& [name, vnet] : builder.notes<cloud::Cloud>().vnets)
            for (const network::Prefix& space : vnet.space)
                if (space.overlaps(read.prefix))
                    refuse(*word,
                           fmt::format("`{}` lies in `{}`, the space of `{}`", word->text, to_string(space),
                                       name),
                           "a connection's subnet shares no address with virtual networks");
    }
}

void check_ends(Builder& builder, const Statement& block, const Circuit& circuit) {
    if (circuit.connections.empty())
        builder.diagnostics().error("VN0215", block.head_span(),
                                    fmt::format("`{}` has no connection", circuit.name),
                                    "add `primary ROUTER { … }` and `secondary ROUTER { … }`");
    if (!statement(block, "gateway") && !statement(block, "global-reach"))
        builder.diagnostics().error("VN0216", block.head_span(),
                                    fmt::format("`{}` leads to no gateway", circuit.name),
                                    "add `gateway NAME;`");
}

void declare(const Statement& block, Builder& builder) {
    const Word* name = cloud::argument(block, 1);
    Named* named = name ? builder.declare(*name, "circuit", name->span) : nullptr;
    if (!named)
        return;
    Circuit circuit{named->name, {}, {}};
    const bool gateways_only = joins_gateways_only(block);
    for (const std::string_view role : {"primary", "secondary"})
        if (const Statement* written = statement(block, role); written || gateways_only)
            add_connection(builder, block, circuit, {role, written, {}, {}, {}, {}, {}, {}});
    check_ends(builder, block, circuit);
    for (const Connection& connection : circuit.connections) {
        named->nodes.push_back(connection.edge);
        named->failures.push_back(connection.group);
    }
    named->transport = builder.add_transport(named->name, named->failures, block.blame());
    for (Connection& connection : circuit.connections)
        connection.transport = *named->transport;
    builder.notes<Circuits>().all.emplace(circuit.name, std::move(circuit));
}

void converse(const Statement& block, Builder& builder, const Circuit& circuit) {
    for (const Connection& connection : circuit.connections)
        circuits::converse_with_customer(builder, connection);
    circuits::converse_with_gateways(builder, block, circuit);
    circuits::converse_over_global_reach(builder, circuit);
}

const std::vector<dsl::Rule>& circuit_rules() {
    static const std::vector<dsl::Rule> connection = circuits::connection_rules();
    static const std::vector<dsl::Rule> rules = {
        repeats(with_block(rule("gateway", {Shape::name}, "an ExpressRoute gateway it leads to"),
                           &circuits::attachment_rules())),
        with_block(rule("primary", {Shape::name}, "the connection of one router"), &connection),
        with_block(rule("secondary", {Shape::name}, "the connection of another, or of the same"),
                   &connection),
        more(rule("global-reach", {Shape::name}, "another circuit whose sites and networks it reaches"),
             Shape::name),
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
    Circuit& circuit = builder.notes<Circuits>().all.at(named->name);
    if (phase == Phase::connect) {
        check_subnets(builder, circuit);
        circuits::read_global_reach(builder, block, circuit);
        for (const Connection& connection : circuit.connections)
            circuits::connect_customer(builder, connection);
    }
    if (phase == Phase::converse)
        converse(block, builder, circuit);
}

} // namespace

Kind circuit() {
    static const dsl::Rule statement =
        repeats(with_block(rule("circuit", {Shape::name}, "an ExpressRoute circuit with private peering"),
                           &circuit_rules(), dsl::Blocks::required));
    return {&statement,
            build,
            {"a circuit's connection fails as a whole: its session, its cable and its way to the gateways",
             "maintenance drains one connection: what it does within Microsoft's network beyond is not known",
             "Microsoft peering, peering locations and SKUs of circuits are left out"}};
}

} // namespace kinds
