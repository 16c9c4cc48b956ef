// The customer's side of a connection: a cable between interfaces of a /30, and a session on which
// Microsoft's side shows nothing but its own ASN and public ones.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/circuit.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds::circuits {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

/// Prefixes that private peering takes from a customer, but with the Premium add-on
/// (AD:expressroute/expressroute-faqs.md).
constexpr std::uint32_t customer_route_limit = 4000;

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

// What Microsoft's side may be told: how it treats ASNs. Its policies are nobody's to write.
void read_edge_end(Builder& builder, const Statement& at, network::SessionEnd& end) {
    const bool limited = std::ranges::all_of(at.block, [&](const Statement& one) {
        const bool known = one.head() == "allow-own-as" || one.head() == "replace-as" || one.head() == "no";
        if (!known)
            builder.diagnostics().error("VN0255", one.head_span(),
                                        fmt::format("`{}` is Microsoft's router: `{}` cannot be set there",
                                                    builder.net[end.node].name, one.head()),
                                        "only `allow-own-as`, `replace-as` and `no remove-private-as` can; "
                                        "policies belong to your router");
        return known;
    });
    if (limited)
        read_session_end(builder, at, end);
    if (unset(at, "remove-private-as"))
        end.remove_private_as = false;
}

// Policies stand in the connection's block, or in `at ROUTER { … }` inside it; `at CIRCUIT/primary { … }` is
// the other side.
void read_ends(Builder& builder, const Statement& connection, network::SessionEnd& customer,
               network::SessionEnd& edge) {
    read_session_end(builder, connection, customer);
    for (const Statement* at : statements(connection, "at"))
        if (const Word* name = cloud::argument(*at, 1)) {
            const network::NodeId node = builder.find_node(*name);
            if (node == customer.node)
                read_session_end(builder, *at, customer);
            else if (node == edge.node)
                read_edge_end(builder, *at, edge);
            else if (node.known())
                builder.diagnostics().error(
                    "VN0206", name->span,
                    fmt::format("`{}` is not the router of this connection", name->text),
                    fmt::format("only `{}` can be configured here", builder.net[customer.node].name));
        }
}

void warn_unfiltered(Builder& builder, const Connection& connection, const network::SessionEnd& end) {
    if (end.export_policy)
        return;
    const std::string& router = builder.net[end.node].name;
    builder.diagnostics().warning(
        "VN0218", connection.span,
        fmt::format("`{}` announces all it knows over `{}`", router, builder.net[connection.edge].name),
        "name what it may announce: `export POLICY;`");
}

// "64512 12076" was seen in a circuit's table; how many are taken is not known.
void assume_own_asn(Builder& builder, const Connection& connection, const network::SessionEnd& customer) {
    if (customer.export_policy)
        return;
    builder.net.assumptions.push_back(
        fmt::format("edge-accepts-own-asn: `{}` takes a path from `{}` that holds 12076 once",
                    builder.net[connection.edge].name, builder.net[customer.node].name));
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

bool tells_own_asn(const Statement& connection) {
    return std::ranges::any_of(statements(connection, "at"),
                               [](const Statement* at) { return statement(*at, "allow-own-as") != nullptr; });
}

network::SessionEnd make_edge_end(Builder& builder, const Connection& connection) {
    const std::string& name = builder.net[connection.edge].name;
    network::SessionEnd end;
    end.node = connection.edge;
    end.span = connection.span;
    end.remove_private_as = true;
    end.allow_own_as = 1;
    end.route_limit = customer_route_limit;
    end.import_policy = cloud::add_tagging_policy(builder, fmt::format("{} from customers", name),
                                                  cloud::from_customer, false, connection.span);
    end.export_policy =
        cloud::add_to_customer_policy(builder, fmt::format("{} to customers", name), {}, connection.span);
    return end;
}

} // namespace

void connect_customer(Builder& builder, const Connection& connection) {
    const Word* word = connection.statement ? cloud::argument(*connection.statement, 1) : nullptr;
    const network::NodeId router = word ? builder.find_node(*word) : network::NodeId{};
    if (!router.known())
        return;
    const Interfaces interfaces = read_subnet(builder, *connection.statement);
    const Cable cable =
        builder.add_cable(builder.net[connection.edge].name, router, connection.edge, connection.group,
                          interfaces.customer, interfaces.edge, connection.transport, connection.span);
    if (connection.customer.known())
        for (const network::LinkId link : {cable.forward, cable.back})
            builder.net.links[link.index()].fails_with.push_back(connection.customer);
}

void converse_with_customer(Builder& builder, const Connection& connection) {
    const Word* word = connection.statement ? cloud::argument(*connection.statement, 1) : nullptr;
    const Named* named = word ? builder.lookup(word->text) : nullptr;
    if (!named || named->nodes.size() != 1 || !has_usable_asn(builder, *word, named->nodes.front()))
        return;
    const std::string edge_name = builder.net[connection.edge].name;
    network::Session session;
    session.name = fmt::format("{}--{}", builder.net[named->nodes.front()].name, edge_name);
    session.span = connection.span;
    session.fails_with = {connection.group};
    session.a = make_edge_end(builder, connection);
    session.b.node = named->nodes.front();
    session.forward = builder.links(connection.edge, session.b.node).back();
    session.back = builder.links(session.b.node, connection.edge).back();
    read_ends(builder, *connection.statement, session.b, session.a);
    warn_unfiltered(builder, connection, session.b);
    if (!tells_own_asn(*connection.statement))
        assume_own_asn(builder, connection, session.b);
    add_session(builder, connection, std::move(session), [&] {
        return cloud::add_to_customer_policy(builder,
                                             fmt::format("{} to customers in maintenance", edge_name),
                                             {true, false}, connection.span);
    });
}

std::vector<dsl::Rule> connection_rules() {
    std::vector<dsl::Rule> rules = session_end_rules();
    rules.push_back(rule("subnet", {Shape::prefix}, "its /30: the router has the first address"));
    rules.push_back(
        repeats(with_block(rule("at", {Shape::name}, "the router's side of the session, or Microsoft's"),
                           &session_end_rules(), dsl::Blocks::required)));
    rules.push_back(flag_rule("disabled", "the router's side exists and is never up; Microsoft's serves the gateways"));
    return rules;
}

} // namespace kinds::circuits
