// A peering of two virtual networks: each reaches the other's space by a system route, not beyond it; with
// both flags set, one uses the other's gateways (AD:virtual-network/virtual-network-peering-overview.md;
// AD:vpn-gateway/vpn-gateway-peering-gateway-transit.md).

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/cloud.hpp"
#include "solver/kinds/cloud_fabric.hpp"
#include "solver/kinds/cloud_route_servers.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using cloud::Peering;
using cloud::Side;
using cloud::VirtualNetwork;
using dsl::Shape;
using dsl::Statement;
using dsl::Word;

Side read_side(const Statement& block, const std::string& vnet) {
    Side side;
    side.vnet = vnet;
    side.span = block.blame();
    for (const Statement* at : statements(block, "at"))
        if (const Word* name = cloud::argument(*at, 1); name && name->text == vnet) {
            side.allow_gateway_transit |= flag(*at, "allow-gateway-transit");
            side.use_remote_gateways |= flag(*at, "use-remote-gateways");
            side.allow_forwarded_traffic |= flag(*at, "allow-forwarded-traffic");
            side.deny_access |= unset(*at, "allow-virtual-network-access");
            side.span = at->blame();
        }
    return side;
}

void check_sides(Builder& builder, const Statement& block, const Side& a, const Side& b) {
    for (const Statement* at : statements(block, "at"))
        if (const Word* name = cloud::argument(*at, 1); name && name->text != a.vnet && name->text != b.vnet)
            builder.diagnostics().error("VN0206", name->span,
                                        fmt::format("`{}` is no side of the peering between `{}` and `{}`",
                                                    name->text, a.vnet, b.vnet),
                                        dsl::did_you_mean(name->text, {a.vnet, b.vnet}));
}

bool refuse_overlap(Builder& builder, const Statement& block, const VirtualNetwork& a,
                    const VirtualNetwork& b) {
    for (const network::Prefix& one : a.space)
        for (const network::Prefix& other : b.space)
            if (one.overlaps(other)) {
                builder.diagnostics().error(
                    "VN0207", block.span,
                    fmt::format("`{}` of `{}` overlaps `{}` of `{}`", to_string(one), a.name,
                                to_string(other), b.name),
                    "networks whose spaces overlap cannot be peered; give one of them other addresses",
                    {{a.span, fmt::format("`{}` is declared here", a.name)},
                     {b.span, fmt::format("`{}` is declared here", b.name)}});
                return true;
            }
    return false;
}

bool refuse_repetition(Builder& builder, const Statement& block, const VirtualNetwork& a,
                       const VirtualNetwork& b) {
    if (&a == &b) {
        builder.diagnostics().error("VN0208", block.words[2].span,
                                    fmt::format("`{}` is peered with itself", a.name),
                                    "name two different virtual networks");
        return true;
    }
    for (const Peering& other : builder.notes<cloud::Cloud>().peerings)
        if (other.joins(a.name) && other.joins(b.name)) {
            builder.diagnostics().error(
                "VN0208", block.span, fmt::format("`{}` and `{}` are peered twice", a.name, b.name),
                "put the flags of both sides into one peering", {{other.span, "the first one is here"}});
            return true;
        }
    return false;
}

// Where one side denies access, the system route stays and packets die: it must not fall to BGP.
void deny(Builder& builder, const VirtualNetwork& from, const VirtualNetwork& to, dsl::Span span) {
    for (const cloud::Table& table : from.tables)
        for (const network::Prefix& prefix : to.space)
            builder.net.nodes[table.node.index()].static_routes.push_back(
                {prefix, network::Discard{}, cloud::space_distance, span, {"system", "peering"}});
}

void add_routes(Builder& builder, const Peering& peering, const VirtualNetwork& a, const VirtualNetwork& b) {
    const bool denied = peering.a.deny_access || peering.b.deny_access;
    const dsl::Span denial = peering.a.deny_access ? peering.a.span : peering.b.span;
    for (const auto& [from, to] : {std::pair(&a, &b), std::pair(&b, &a)}) {
        if (denied) {
            deny(builder, *from, *to, denial);
            continue;
        }
        for (const cloud::Table& table : from->tables) {
            const network::LinkId link =
                cloud::add_peering_link(builder, *from, table.node, *to, to->fabric, peering.span);
            cloud::add_system_routes(builder, table.node, *to, link, "peering", peering.span);
        }
    }
}

void connect(const Statement& block, Builder& builder) {
    if (block.words.size() < 3)
        return;
    cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    const Named* first = builder.find(block.words[1], "vnet", {"vnet"});
    const Named* second = builder.find(block.words[2], "vnet", {"vnet"});
    const VirtualNetwork* a = first ? cloud.vnet(first->name) : nullptr;
    const VirtualNetwork* b = second ? cloud.vnet(second->name) : nullptr;
    if (!a || !b || refuse_repetition(builder, block, *a, *b) || refuse_overlap(builder, block, *a, *b))
        return;
    const Peering peering{read_side(block, a->name), read_side(block, b->name), block.blame()};
    check_sides(builder, block, peering.a, peering.b);
    cloud.peerings.push_back(peering);
    add_routes(builder, peering, *a, *b);
}

// -- one flag without the other
// --------------------------------------------------------------------------------

/// What is missing for `spoke` to use the gateways of `hub`.
struct Gap {
    const Side& hub;
    const Side& spoke;
    std::string_view flag, code;
    const Side& culprit; ///< the side that lacks the flag
    const Side& other;   ///< the side that has its own
};

void withhold(Builder& builder, const Gap& gap, const std::string& sentence) {
    const cloud::Cloud& cloud = builder.notes<cloud::Cloud>();
    const VirtualNetwork* spoke = cloud.vnet(gap.spoke.vnet);
    std::vector<network::NodeId> silent;
    for (const cloud::Gateway* gateway : cloud.gateways_in(gap.hub.vnet))
        silent.insert(silent.end(), gateway->nodes.begin(), gateway->nodes.end());
    if (const cloud::RouteServer* server = cloud::route_server_in(builder, gap.hub.vnet))
        silent.insert(silent.end(), server->nodes.begin(), server->nodes.end());
    for (const network::NodeId node : silent)
        for (const network::Prefix& prefix : spoke->space)
            builder.net.withheld.push_back({node, prefix, std::string(gap.code), sentence, gap.culprit.span});
}

void report(Builder& builder, const Gap& gap) {
    const std::string sentence =
        fmt::format("`{}` is missing at `{}`, so the gateways of `{}` do not announce `{}`", gap.flag,
                    gap.culprit.vnet, gap.hub.vnet, gap.spoke.vnet);
    withhold(builder, gap, sentence);
    builder.diagnostics().warning(
        "VN0209", gap.culprit.span, sentence,
        fmt::format("add `{}` at `{}`, or remove its counterpart at `{}`", gap.flag, gap.culprit.vnet,
                    gap.other.vnet),
        {{gap.other.span, fmt::format("the flags of `{}` are here", gap.other.vnet)}});
}

void find_gap(Builder& builder, const Side& hub, const Side& spoke) {
    if (hub.allow_gateway_transit && !spoke.use_remote_gateways && !spoke.allow_gateway_transit &&
        !hub.use_remote_gateways)
        report(builder, {hub, spoke, "use-remote-gateways", "use-remote-gateways-missing", spoke, hub});
    if (spoke.use_remote_gateways && !hub.allow_gateway_transit)
        report(builder, {hub, spoke, "allow-gateway-transit", "allow-gateway-transit-missing", hub, spoke});
}

// -- what the cloud refuses
// ------------------------------------------------------------------------------------

void refuse_own(Builder& builder, const Side& spoke, std::string_view what, const std::string& name,
                dsl::Span span) {
    builder.diagnostics().error(
        "VN0210", spoke.span,
        fmt::format("`{}` cannot use remote gateways: it has its own {}, `{}`", spoke.vnet, what, name),
        fmt::format("remove `use-remote-gateways`, or the {}", what),
        {{span, fmt::format("`{}` is declared here", name)}});
}

void refuse_own_gateway(Builder& builder, const Side& spoke) {
    const std::vector<const cloud::Gateway*> own = builder.notes<cloud::Cloud>().gateways_in(spoke.vnet);
    if (!own.empty())
        refuse_own(builder, spoke, "gateway", own.front()->name, own.front()->span);
    else if (const cloud::RouteServer* server = cloud::route_server_in(builder, spoke.vnet))
        refuse_own(builder, spoke, "route server", server->name, server->span);
}

void refuse_second_use(Builder& builder, const Peering& peering, const Side& spoke) {
    for (const Peering& other : builder.notes<cloud::Cloud>().peerings) {
        if (&other == &peering)
            return;
        if (other.joins(spoke.vnet) && other.side(spoke.vnet).use_remote_gateways) {
            builder.diagnostics().error("VN0211", spoke.span,
                                        fmt::format("`{}` uses the gateways of `{}` already", spoke.vnet,
                                                    other.far_side(spoke.vnet).vnet),
                                        "a virtual network uses remote gateways over one peering only",
                                        {{other.side(spoke.vnet).span, "here"}});
            return;
        }
    }
}

void refuse_no_gateway(Builder& builder, const Side& hub, const Side& spoke) {
    if (builder.notes<cloud::Cloud>().gateways_in(hub.vnet).empty() &&
        !cloud::route_server_in(builder, hub.vnet))
        builder.diagnostics().error(
            "VN0212", spoke.span,
            fmt::format("`{}` asks for the gateways of `{}`, which has none", spoke.vnet, hub.vnet),
            fmt::format("remove `use-remote-gateways`, or put a gateway or a route server in `{}`",
                        hub.vnet));
}

void complete(const Statement& block, Builder& builder) {
    if (block.words.size() < 3)
        return;
    const Peering* peering = builder.notes<cloud::Cloud>().peering(block.words[1].text, block.words[2].text);
    if (!peering || peering->span != block.blame())
        return;
    for (const auto& [hub, spoke] :
         {std::pair(&peering->a, &peering->b), std::pair(&peering->b, &peering->a)}) {
        find_gap(builder, *hub, *spoke);
        if (!spoke->use_remote_gateways)
            continue;
        refuse_own_gateway(builder, *spoke);
        refuse_second_use(builder, *peering, *spoke);
        refuse_no_gateway(builder, *hub, *spoke);
    }
}

const std::vector<dsl::Rule>& peering_rules() {
    static const std::vector<dsl::Rule> side = {
        flag_rule("allow-gateway-transit", "the peer may use this network's gateways"),
        flag_rule("use-remote-gateways", "this network uses the peer's gateways"),
        flag_rule("allow-forwarded-traffic", "takes packets that the peer only forwards"),
        flag_rule("allow-virtual-network-access",
                  "takes packets of the peer: the default; `no` keeps the peering and lets none through"),
    };
    static const std::vector<dsl::Rule> rules = {
        repeats(with_block(rule("at", {Shape::name}, "the flags of one side"), &side, dsl::Blocks::required)),
    };
    return rules;
}

} // namespace

Kind peering() {
    static const dsl::Rule statement = repeats(with_block(
        rule("peering", {Shape::name, Shape::name}, "joins two virtual networks"), &peering_rules()));
    return {&statement,
            [](Phase phase, const Statement& block, Builder& builder) {
                if (phase == Phase::connect)
                    connect(block, builder);
                if (phase == Phase::complete)
                    complete(block, builder);
            },
            {"without `allow-virtual-network-access` no packet passes either way; gateways still reach the "
             "network that they serve"}};
}

} // namespace kinds
