// A VPN: tunnels between a gateway's instances and a site, or between two gateways, each with a BGP session
// (AD:vpn-gateway/vpn-gateway-bgp-overview.md); or without BGP, with the prefixes that lie behind each end
// (`vpn_static.cpp`). `backup/0` is the tunnel of instance 0.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/cloud.hpp"
#include "solver/kinds/cloud_policies.hpp"
#include "solver/kinds/cloud_weights.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/kinds/vpn.hpp"

namespace kinds {
namespace {

using cloud::Gateway;
using dsl::Shape;
using dsl::Statement;
using dsl::Word;
using vpns::Tunnel;
using vpns::Vpn;

/// Prefixes that a VPN gateway takes from one BGP peer (AD:includes/vpn-gateway-faq-bgp-include.md).
constexpr std::uint32_t site_route_limit = 4000;

struct Vpns {
    std::map<std::string, Vpn, std::less<>> all;
};

// -- links
// -------------------------------------------------------------------------------------------------------

std::optional<network::Address> bgp_address(const Gateway& gateway, std::size_t i) {
    return i < gateway.bgp_addresses.size() ? std::optional(gateway.bgp_addresses[i]) : std::nullopt;
}

std::optional<network::Address> site_address(Builder& builder, const Statement& site, std::size_t i) {
    const Statement* written = statement(site, "address");
    if (!written)
        return std::nullopt;
    const Word* word = cloud::argument(*written, i + 1);
    if (!word)
        word = cloud::argument(*written, 1);
    return word ? builder.address(*word) : std::nullopt;
}

/// An instance of the near gateway with one of the far gateway, or with the site.
struct Ends {
    std::size_t near, far;
};

// Every instance with every other: first those of the same number
// (AD:vpn-gateway/vpn-gateway-highlyavailable.md).
std::vector<Ends> ends_of_tunnels(const Vpn& vpn) {
    const std::size_t far = vpn.far ? vpn.far->nodes.size() : 1;
    std::vector<Ends> all;
    for (std::size_t round = 0; round < far; ++round)
        for (std::size_t i = 0; i < vpn.near->nodes.size(); ++i)
            all.push_back({i, (i + round) % far});
    return all;
}

void add_tunnel(Builder& builder, const Statement& block, Named& named, Vpn& vpn, const Ends& ends) {
    const std::string name = fmt::format("{}/{}", named.name, vpn.tunnels.size());
    Named* member = builder.declare(name, "tunnel", block.blame());
    if (!member)
        return;
    const network::FailureId group =
        builder.add_failure(name, network::FailureClass::tunnel, block.blame(), flag(block, "disabled"));
    member->failures = {group};
    member->transport = named.transport;
    named.failures.push_back(group);
    const network::NodeId near = vpn.near->nodes[ends.near];
    const network::NodeId far = vpn.far ? vpn.far->nodes[ends.far] : vpn.site;
    const auto far_address =
        vpn.far ? bgp_address(*vpn.far, ends.far) : site_address(builder, *vpn.site_statement, ends.near);
    vpn.tunnels.push_back({near, far,
                           builder.add_cable(name, near, far, group, bgp_address(*vpn.near, ends.near),
                                             far_address, named.transport, block.blame())});
}

void add_tunnels(Builder& builder, const Statement& block, Named& named, Vpn& vpn) {
    named.transport = builder.add_transport(named.name, {}, block.blame());
    for (const Ends& ends : ends_of_tunnels(vpn))
        add_tunnel(builder, block, named, vpn, ends);
    builder.net.transports[named.transport->index()].groups = named.failures;
}

std::vector<const Gateway*> read_gateways(Builder& builder, const Statement& block) {
    std::vector<const Gateway*> found;
    for (const Statement* written : statements(block, "gateway"))
        if (const Word* word = cloud::argument(*written, 1))
            if (const Named* named = builder.find(*word, "vpn-gateway", {"vpn-gateway"}))
                if (const Gateway* gateway = builder.notes<cloud::Cloud>().gateway(named->name))
                    found.push_back(gateway);
    return found;
}

bool has_two_ends(Builder& builder, const Statement& block) {
    const std::size_t gateways = statements(block, "gateway").size();
    const std::size_t sites = statements(block, "site").size();
    if (gateways + sites == 2 && gateways >= 1)
        return true;
    builder.diagnostics().error(
        "VN0221", block.head_span(),
        fmt::format("a VPN joins a gateway and a site, or two gateways; this one has {} and {}", gateways,
                    sites),
        "write `vpn NAME { gateway G; site ROUTER; }`, one VPN for each site");
    return false;
}

void connect(const Statement& block, Builder& builder) {
    const Word* name = cloud::argument(block, 1);
    Named* named = name ? builder.declare(*name, "vpn", name->span) : nullptr;
    if (!named || !has_two_ends(builder, block))
        return;
    const std::vector<const Gateway*> gateways = read_gateways(builder, block);
    if (gateways.size() != statements(block, "gateway").size())
        return;
    Vpn vpn;
    vpn.near = gateways.front();
    vpn.far = gateways.size() == 2 ? gateways.back() : nullptr;
    vpn.site_statement = statement(block, "site");
    if (vpn.site_statement) {
        const Word* word = cloud::argument(*vpn.site_statement, 1);
        vpn.site = word ? builder.find_node(*word) : network::NodeId{};
        if (!vpn.site.known())
            return;
    }
    add_tunnels(builder, block, *named, vpn);
    builder.notes<Vpns>().all.emplace(named->name, std::move(vpn));
}

// -- sessions
// ----------------------------------------------------------------------------------------------------

bool can_speak(Builder& builder, const Statement& block, const Vpn& vpn) {
    if (vpn.far && vpn.far->asn == vpn.near->asn) {
        builder.diagnostics().warning(
            "VN0222", block.head_span(),
            fmt::format("`{}` and `{}` both have ASN {}: no BGP session between them", vpn.near->name,
                        vpn.far->name, vpn.near->asn),
            fmt::format("give one of them another: `asn N;` in `{}`", vpn.far->name));
        return false;
    }
    if (vpn.far)
        return true;
    const Word& word = vpn.site_statement->words[1];
    const std::optional<network::Asn> asn = builder.net[vpn.site].asn;
    if (!asn)
        builder.diagnostics().error(
            "VN0219", word.span, fmt::format("`{}` has no ASN to speak BGP with", word.text),
            fmt::format("add `asn N;` to `{}`", word.text),
            {{builder.net[vpn.site].span, fmt::format("`{}` is declared here", word.text)}});
    else if (*asn == vpn.near->asn)
        builder.diagnostics().error(
            "VN0220", word.span,
            fmt::format("`{}` has the ASN {} of the gateway `{}`", word.text, *asn, vpn.near->name),
            "a site has an ASN of its own");
    return asn && *asn != vpn.near->asn;
}

network::SessionEnd gateway_end(Builder& builder, const Gateway& gateway, network::NodeId node) {
    const std::vector<network::Prefix> space = cloud::served_space(builder.notes<cloud::Cloud>(), gateway);
    const std::string& name = builder.net[node].name;
    network::SessionEnd end;
    end.node = node;
    end.span = gateway.span;
    end.weight = vpn_weight;
    end.route_limit = site_route_limit;
    end.import_policy =
        cloud::add_import_policy(builder, fmt::format("{} from sites", name), space, {}, gateway.span);
    end.export_policy =
        cloud::add_vpn_export_policy(builder, fmt::format("{} to sites", name), space, gateway.span);
    return end;
}

network::SessionEnd site_end(Builder& builder, const Statement& site, network::NodeId node) {
    network::SessionEnd end;
    end.node = node;
    read_session_end(builder, site, end);
    return end;
}

void warn_unfiltered(Builder& builder, const Vpn& vpn, std::string_view name) {
    const Statement& site = *vpn.site_statement;
    if (!statement(site, "export"))
        builder.diagnostics().warning(
            "VN0218", site.span,
            fmt::format("`{}` announces all it knows over `{}`", builder.net[vpn.site].name, name),
            "name what it may announce: `export POLICY;`");
}

void converse(const Statement& block, Builder& builder, const Vpn& vpn, std::string_view name) {
    if (vpns::is_static(block))
        return vpns::route_statically(builder, block, vpn);
    if (!can_speak(builder, block, vpn))
        return;
    if (!vpn.far)
        warn_unfiltered(builder, vpn, name);
    for (const Tunnel& tunnel : vpn.tunnels) {
        network::Session session;
        session.name = builder.net[tunnel.cable.group].name;
        session.span = block.blame();
        session.forward = tunnel.cable.forward;
        session.back = tunnel.cable.back;
        session.fails_with = {tunnel.cable.group};
        session.a = gateway_end(builder, *vpn.near, tunnel.near);
        session.b = vpn.far ? gateway_end(builder, *vpn.far, tunnel.far)
                            : site_end(builder, *vpn.site_statement, tunnel.far);
        builder.add_session(std::move(session));
    }
}

std::vector<dsl::Rule> site_rules() {
    std::vector<dsl::Rule> rules = session_end_rules();
    rules.push_back(
        more(rule("address", {Shape::address}, "what a packet out of the tunnel is seen to enter by"),
             Shape::address, 1));
    rules.push_back(
        more(rule("prefixes", {Shape::prefix}, "what lies behind it, in place of BGP"), Shape::prefix));
    return rules;
}

const std::vector<dsl::Rule>& vpn_rules() {
    static const std::vector<dsl::Rule> site = site_rules();
    static const std::vector<dsl::Rule> gateway = {
        more(rule("prefixes", {Shape::prefix}, "what lies behind it, in place of BGP"), Shape::prefix)};
    static const std::vector<dsl::Rule> rules = {
        repeats(
            with_block(rule("gateway", {Shape::name}, "a VPN gateway; two of them: between virtual networks"),
                       &gateway)),
        with_block(rule("site", {Shape::name}, "the router or firewall at the other end, and its policies"),
                   &site),
        flag_rule("bgp", "exchanges routes over BGP: the default, unless `prefixes` are given"),
        flag_rule("disabled", "exists and is never up"),
    };
    return rules;
}

void build(Phase phase, const Statement& block, Builder& builder) {
    if (phase == Phase::connect)
        return connect(block, builder);
    const Word* name = cloud::argument(block, 1);
    const Named* named = name ? builder.lookup(name->text) : nullptr;
    if (!named || named->span != name->span)
        return;
    const auto& all = builder.notes<Vpns>().all;
    const auto vpn = all.find(named->name);
    if (vpn == all.end())
        return;
    if (phase == Phase::converse)
        converse(block, builder, vpn->second, named->name);
    if (phase == Phase::complete && vpns::is_static(block))
        vpns::warn_about_way_back(builder, block, vpn->second);
}

} // namespace

Kind vpn() {
    static const dsl::Rule statement = repeats(
        with_block(rule("vpn", {Shape::name}, "tunnels between a VPN gateway and a site, or two gateways"),
                   &vpn_rules(), dsl::Blocks::required));
    return {&statement,
            build,
            {"a tunnel stands on nothing: that both of a site's tunnels share its way to the Internet is not "
             "seen"}};
}

} // namespace kinds
