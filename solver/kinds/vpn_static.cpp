// A VPN without BGP. What the text says lies behind an end is a static route of the other end's instances,
// and announced like a route that they learned (learned routes of the public lab fabferri/az-pattern,
// er-rs-vpn-transitive).

#include "solver/kinds/vpn.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kinds::vpns {
namespace {

using cloud::Gateway;
using dsl::Statement;
using dsl::Word;

bool has_prefixes(const Statement* end) { return end && statement(*end, "prefixes"); }

// A site's policies would be for routes that nobody sends.
void refuse_policies(Builder& builder, const Statement& site) {
    for (const dsl::Rule& rule : session_end_rules())
        if (const Statement* written = statement(site, rule.word))
            builder.diagnostics().error("VN0264", written->head_span(),
                                        fmt::format("`{}` is about BGP, and this site has none", rule.word),
                                        "take `prefixes` away to exchange routes over BGP, or this line");
}

std::vector<network::Prefix> read_prefixes(Builder& builder, const Statement& end) {
    std::vector<network::Prefix> found;
    if (const Statement* written = statement(end, "prefixes"))
        for (std::size_t i = 1; i < written->words.size(); ++i)
            if (const auto prefix = builder.prefix(written->words[i]))
                found.push_back(*prefix);
    return found;
}

/// What lies behind one end: as written; of a gateway without a word, its network.
std::vector<network::Prefix> behind(Builder& builder, const Statement& end, const Gateway* gateway) {
    if (has_prefixes(&end))
        return read_prefixes(builder, end);
    const cloud::VirtualNetwork* vnet = gateway ? builder.notes<cloud::Cloud>().vnet(gateway->vnet) : nullptr;
    if (!gateway)
        builder.diagnostics().error("VN0264", end.head_span(),
                                    "nothing says what lies behind this site, and it speaks no BGP",
                                    "add `prefixes P…;`, or take `no bgp` away");
    return vnet ? vnet->space : std::vector<network::Prefix>{};
}

bool is_own(Builder& builder, const Statement& end, const Gateway& gateway, const network::Prefix& prefix) {
    for (const network::Prefix& own : cloud::served_space(builder.notes<cloud::Cloud>(), gateway))
        if (own.contains(prefix)) {
            builder.diagnostics().error(
                "VN0265", end.head_span(),
                fmt::format("`{}` lies in `{}`, which `{}` serves itself", to_string(prefix), to_string(own),
                            gateway.name),
                "name prefixes of the other end that share no address with the gateway's networks");
            return true;
        }
    return false;
}

/// What `gateway` reaches over the tunnels: what lies behind the other end, described by the statement `end`.
std::vector<network::Prefix> reached(Builder& builder, const Statement& end, const Gateway* other,
                                     const Gateway& gateway) {
    std::vector<network::Prefix> prefixes = behind(builder, end, other);
    std::erase_if(prefixes,
                  [&](const network::Prefix& prefix) { return is_own(builder, end, gateway, prefix); });
    return prefixes;
}

void announce(network::Node& node, const network::Prefix& prefix, dsl::Span span) {
    if (std::ranges::find(node.originates, prefix, &network::Origination::prefix) == node.originates.end())
        node.originates.push_back({prefix, true, span});
}

void route(network::Node& node, network::LinkId link, const std::vector<network::Prefix>& prefixes,
           dsl::Span span) {
    for (const network::Prefix& prefix : prefixes) {
        node.static_routes.push_back({prefix, network::ViaLink{link}, 1, span});
        announce(node, prefix, span);
    }
}

} // namespace

bool is_static(const Statement& block) {
    const std::vector<const Statement*> gateways = statements(block, "gateway");
    return unset(block, "bgp") || std::ranges::any_of(gateways, has_prefixes) ||
           has_prefixes(statement(block, "site"));
}

void route_statically(Builder& builder, const Statement& block, const Vpn& vpn) {
    const std::vector<const Statement*> gateways = statements(block, "gateway");
    const Statement& near = *gateways.front();
    const Statement& far = vpn.far ? *gateways.back() : *vpn.site_statement;
    if (!vpn.far)
        refuse_policies(builder, far);
    const std::vector<network::Prefix> there = reached(builder, far, vpn.far, *vpn.near);
    const std::vector<network::Prefix> here =
        vpn.far ? reached(builder, near, vpn.near, *vpn.far) : std::vector<network::Prefix>{};
    for (const Tunnel& tunnel : vpn.tunnels) {
        route(builder.net.nodes[tunnel.near.index()], tunnel.cable.forward, there, far.blame());
        if (vpn.far)
            route(builder.net.nodes[tunnel.far.index()], tunnel.cable.back, here, near.blame());
    }
}

void warn_about_way_back(Builder& builder, const Statement& block, const Vpn& vpn) {
    if (vpn.far)
        return;
    const network::Node& site = builder.net[vpn.site];
    const auto leads_back = [&](const network::StaticRoute& route) {
        const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
        return via && std::ranges::any_of(
                          vpn.tunnels, [&](const Tunnel& tunnel) { return tunnel.cable.back == via->link; });
    };
    if (vpn.tunnels.empty() || std::ranges::any_of(site.static_routes, leads_back))
        return;
    builder.diagnostics().warning(
        "VN0268", vpn.site_statement->head_span(),
        fmt::format("`{}` has no route into the VPN `{}`", site.name, block.words.at(1).text),
        fmt::format("without BGP it needs one of its own: add `static P via {};` to `{}`", vpn.near->name,
                    site.name),
        {{site.span, fmt::format("`{}` is declared here", site.name)}});
}

} // namespace kinds::vpns
