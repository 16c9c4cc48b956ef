// The kind `route-table`: `route P appliance X;`, `route P gateway|vnet-local|internet|none;`.

#include "solver/kinds/route_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace cloud {
namespace {

using dsl::Statement;
using dsl::Word;

/// By name, kept between phases.
struct RouteTables {
    std::map<std::string, RouteTable, std::less<>> all;
};

constexpr std::string_view udr_page = "azure-docs articles/virtual-network/virtual-networks-udr-overview.md";
constexpr std::string_view shape = "write `route PREFIX appliance NAME;` (or its address), or `route PREFIX "
                                   "gateway;`, `vnet-local`, `internet`, `none`";

std::optional<UserRoute::To> next_hop_type(const std::string& word) {
    using enum UserRoute::To;
    static const std::map<std::string, UserRoute::To, std::less<>> types = {{"appliance", appliance},
                                                                            {"gateway", gateway},
                                                                            {"vnet-local", vnet_local},
                                                                            {"internet", internet},
                                                                            {"none", none}};
    const auto found = types.find(word);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

void refuse(Builder& builder, dsl::Span span, std::string message, std::string hint = std::string(shape)) {
    builder.diagnostics().error("VN0234", span, std::move(message), std::move(hint));
}

std::optional<UserRoute> read_route(Builder& builder, const Statement& written) {
    const std::vector<Word>& words = written.words;
    if (words.size() < 3)
        return std::nullopt;
    const auto prefix = builder.prefix(words[1]);
    const auto type = next_hop_type(words[2].text);
    const std::size_t expected = type == UserRoute::To::appliance ? 4 : 3;
    if (!type) {
        const std::string help =
            dsl::did_you_mean(words[2].text, {"appliance", "gateway", "vnet-local", "internet", "none"});
        refuse(builder, words[2].span, fmt::format("`{}` is no next hop", words[2].text),
               help.empty() ? std::string(shape) : help);
    } else if (words.size() < expected) {
        refuse(builder, words[2].span, "this route does not say which appliance");
    } else if (words.size() > expected) {
        refuse(builder, words[expected].span, fmt::format("`{}` does not belong here", words[expected].text));
    } else if (prefix) {
        return UserRoute{*type, *prefix, words.back(), written.blame()};
    }
    return std::nullopt;
}

void add_route(Builder& builder, RouteTable& table, UserRoute route, const Word& where) {
    const auto same = std::ranges::find(table.routes, route.prefix, &UserRoute::prefix);
    if (same == table.routes.end())
        return table.routes.push_back(std::move(route));
    builder.diagnostics().error(
        "VN0235", where.span,
        fmt::format("`{}` has two routes for `{}`", table.name, to_string(route.prefix)),
        "a route table holds one route for a prefix; load is shared by a load balancer",
        {{same->span, "the other one is here"}});
}

void declare(const Statement& block, Builder& builder) {
    const Word* name = argument(block, 1);
    Named* named = name ? builder.declare(*name, "route-table", name->span) : nullptr;
    if (!named)
        return;
    RouteTable table;
    table.name = name->text;
    table.span = block.blame();
    table.propagates = !unset(block, "propagate-gateway-routes");
    table.propagation_span = table.span;
    for (const Statement* no : statements(block, "no"))
        table.propagation_span = no->blame();
    for (const Statement* written : statements(block, "route"))
        if (auto route = read_route(builder, *written))
            add_route(builder, table, std::move(*route), written->words[1]);
    builder.notes<RouteTables>().all.emplace(table.name, std::move(table));
}

void warn_if_unused(const Statement& block, Builder& builder) {
    const Word* name = argument(block, 1);
    const RouteTable* table = name ? find_route_table(builder, name->text) : nullptr;
    if (!table || table->used || table->span != block.blame())
        return;
    builder.diagnostics().warning(
        "VN0240", name->span, fmt::format("no subnet uses the route table `{}`", table->name),
        fmt::format("write `route-table {};` in a subnet's block, or remove it", table->name));
    for (const UserRoute& route : table->routes) // what uses the table asks for its next hops
        if (route.to == UserRoute::To::appliance && !network::parse_address(route.next_hop.text))
            builder.find(route.next_hop, "appliance");
}

// -- what the platform refuses of a subnet's route table
// -----------------------------------------------------------------

void refuse_here(Builder& builder, dsl::Span span, std::string message, std::string_view document,
                 dsl::Span use) {
    builder.diagnostics().error("VN0233", span, std::move(message), fmt::format("{}", document),
                                {{use, "it is used here"}});
}

void check_gateways_table(Builder& builder, const RouteTable& table, dsl::Span use) {
    if (!table.propagates)
        refuse_here(
            builder, table.propagation_span,
            fmt::format("`{}` stops gateway routes in GatewaySubnet: the gateway would not work", table.name),
            fmt::format("remove `no propagate-gateway-routes` ({})", udr_page), use);
    for (const UserRoute& route : table.routes) {
        if (route.prefix.length == 0)
            refuse_here(builder, route.span, "a default route in GatewaySubnet is not supported",
                        "route the exact prefixes of the networks behind it (azure-docs "
                        "articles/vpn-gateway/vpn-gateway-about-vpn-gateway-settings.md)",
                        use);
        if (route.to == UserRoute::To::gateway)
            refuse_here(builder, route.span, "a route of GatewaySubnet to `gateway` leads to itself",
                        "name an appliance, or leave it out: gateways know their own ways", use);
    }
}

} // namespace

const RouteTable* find_route_table(Builder& builder, const std::string& name) {
    const auto& all = builder.notes<RouteTables>().all;
    const auto found = all.find(name);
    return found == all.end() ? nullptr : &found->second;
}

void attach_route_table(Builder& builder, Subnet& subnet) {
    const Statement* written = statement(*subnet.written, "route-table");
    const Word* word = written ? argument(*written, 1) : nullptr;
    const Named* named = word ? builder.find(*word, "route-table", {"route-table"}) : nullptr;
    const auto table =
        named ? builder.notes<RouteTables>().all.find(named->name) : builder.notes<RouteTables>().all.end();
    if (!named || table == builder.notes<RouteTables>().all.end())
        return;
    table->second.used = true;
    if (subnet.bare_name() == route_server_subnet) {
        builder.diagnostics().error("VN0233", word->span,
                                    "a route table on RouteServerSubnet is not supported",
                                    "remove it (azure-docs articles/route-server/route-server-faq.md)");
        return;
    }
    subnet.route_table = named->name;
    if (subnet.bare_name() == gateway_subnet)
        check_gateways_table(builder, table->second, word->span);
}

} // namespace cloud

namespace {

const std::vector<dsl::Rule>& route_table_rules() {
    using dsl::Shape;
    static const std::vector<dsl::Rule> rules = {
        repeats(more(rule("route", {Shape::prefix, Shape::any},
                          "`route PREFIX appliance X;`, or `gateway`, `vnet-local`, `internet`, `none`"),
                     Shape::any, 1)),
        flag_rule("propagate-gateway-routes", "takes what gateways and route servers learn: the default"),
    };
    return rules;
}

} // namespace

Kind route_table() {
    static const dsl::Rule statement = repeats(
        with_block(rule("route-table", {dsl::Shape::name}, "a user's routes, for the tables of subnets"),
                   &route_table_rules()));
    return {&statement,
            [](Phase phase, const dsl::Statement& block, Builder& builder) {
                if (phase == Phase::declare)
                    cloud::declare(block, builder);
                if (phase == Phase::complete)
                    cloud::warn_if_unused(block, builder);
            },
            {"a user route to `vnet-local` leads to the network's own space, not to a peered one"}};
}

} // namespace kinds
