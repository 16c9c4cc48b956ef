// What is wrong with what routers tell OSPF, and with what they announce of it.

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "solver/kinds/device_ospf.hpp"
#include "solver/kinds/route_conditions.hpp"

namespace kinds {
namespace {

using network::Ospf;
using network::Redistribution;

bool tells(const Redistribution& redistribution, const network::Prefix& prefix) {
    return redistribution.from == Redistribution::From::static_routes && prefix.length > 0 &&
           (redistribution.only.empty() || std::ranges::any_of(redistribution.only, [&](const auto& range) {
                return range.matches(prefix);
            }));
}

// A static route that OSPF may override would be redistributed or not as other routers redistribute: a race.
void refuse_floating(Builder& builder, const network::Node& node) {
    const Ospf& ospf = *node.ospf;
    for (const network::StaticRoute& route : node.static_routes) {
        const bool told = std::ranges::any_of(ospf.redistributes, [&](const Redistribution& it) {
            return tells(it, route.prefix);
        });
        const bool is_default =
            route.prefix.length == 0 && ospf.originates_default == Ospf::Default::if_installed;
        if (route.distance <= ospf.distance || (!told && !is_default))
            continue;
        builder.diagnostics().error(
            "VN0127", route.span,
            fmt::format("`{}` redistributes its static route to {} although OSPF may override it", node.name,
                        to_string(route.prefix)),
            fmt::format("give it a `distance` of at most {}, or leave it out with `only`", ospf.distance));
    }
}

// Where OSPF's routes win against BGP's, what is redistributed hangs on whether anyone else redistributes it: a race.
void refuse_outranked(Builder& builder, const network::Node& node) {
    const Ospf& ospf = *node.ospf;
    if (node.external_distance <= ospf.distance)
        return;
    for (const Redistribution& it : ospf.redistributes)
        if (it.from == Redistribution::From::bgp)
            builder.diagnostics().error(
                "VN0127", it.span,
                fmt::format("`{}` redistributes its BGP routes, of distance {}, although OSPF, of {}, may override them",
                            node.name, node.external_distance, ospf.distance),
                "announce them over iBGP, redistribute a static route, or take another `profile`");
    if (node.asn && ospf.originates_default == Ospf::Default::if_installed)
        builder.diagnostics().error(
            "VN0127", ospf.default_span,
            fmt::format("`{}` may have its default route of BGP, of distance {}, which OSPF, of {}, may override", node.name,
                        node.external_distance, ospf.distance),
            "say `originate-default ospf always;`, or take another `profile`");
}

// What import policies let in is chosen already.
bool hears_everything(const network::Network& net, network::NodeId node) {
    return std::ranges::any_of(net.sessions_of(node), [&](network::SessionId id) {
        return !net.internal(net[id]) && !net[id].end(node).import_policy;
    });
}

/// One warning for several that do the same: the first, and how many more.
class Told {
public:
    void add(dsl::Span span, std::string message, std::string hint) {
        if (count_++ == 0)
            first_ = {span, std::move(message), std::move(hint)};
    }
    void warn(Builder& builder, std::string code) && {
        if (count_ > 1)
            first_.message += fmt::format("; so do {} more", count_ - 1);
        if (count_ > 0)
            builder.diagnostics().warning(std::move(code), first_.span, std::move(first_.message), std::move(first_.hint));
    }

private:
    struct {
        dsl::Span span;
        std::string message, hint;
    } first_;
    std::size_t count_ = 0;
};

bool is_open(const IntoBgp& into) { return into.only.empty(); }

const Redistribution* open_from_bgp(const network::Node& node) {
    if (!node.ospf)
        return nullptr;
    const auto found = std::ranges::find_if(node.ospf->redistributes, [](const Redistribution& one) {
        return one.from == Redistribution::From::bgp && one.only.empty();
    });
    return found == node.ospf->redistributes.end() ? nullptr : &*found;
}

void warn_about_all_into_ospf(Builder& builder) {
    Told told;
    for (std::size_t i = 0; i < builder.net.nodes.size(); ++i)
        if (hears_everything(builder.net, network::NodeId::at(i)))
            if (const auto* all = open_from_bgp(builder.net.nodes[i]))
                told.add(all->span, fmt::format("`{}` tells OSPF of all that BGP tells it", builder.net.nodes[i].name),
                         "say which prefixes: `redistribute bgp into ospf only P...;`");
    std::move(told).warn(builder, "VN0137");
}

/// An export policy may say which, but who changes it for one neighbour does not think of what is redistributed.
void warn_about_all_into_bgp(Builder& builder) {
    Told ospf, statics;
    for (const IntoBgp& into : redistributed_into_bgp(builder)) {
        if (!is_open(into))
            continue;
        const std::string& name = builder.net[into.node].name;
        if (into.from == network::HasRoute::From::ospf)
            ospf.add(into.span, fmt::format("`{}` announces over BGP all that OSPF tells it", name),
                     "say which prefixes: `redistribute ospf into bgp only P...;`");
        else
            statics.add(into.span, fmt::format("`{}` announces over BGP all of its static routes", name),
                        "say which prefixes: `redistribute static into bgp only P...;`");
    }
    std::move(ospf).warn(builder, "VN0152");
    std::move(statics).warn(builder, "VN0152");
}

void warn_about_both_ways(Builder& builder) {
    for (const IntoBgp& into : redistributed_into_bgp(builder)) {
        const network::Node& node = builder.net[into.node];
        const Redistribution* back = open_from_bgp(node);
        if (is_open(into) && into.from == network::HasRoute::From::ospf && back)
            builder.diagnostics().warning(
                "VN0153", into.span, fmt::format("`{}` redistributes OSPF and BGP into each other, all of both", node.name),
                "what it told one may come back over the other: give each a list of its own with `only P...`",
                {{back->span, "the other way is here"}});
    }
}

} // namespace

void refuse_races(Builder& builder, const network::Node& node) {
    refuse_floating(builder, node);
    refuse_outranked(builder, node);
}

void warn_about_redistribution(Builder& builder) {
    warn_about_all_into_ospf(builder);
    warn_about_all_into_bgp(builder);
    warn_about_both_ways(builder);
}

void check_ospf_announcements(Builder& builder, network::NodeId id) {
    const network::Node& node = builder.net[id];
    if (!node.ospf)
        return;
    for (const network::Origination& origination : node.originates) {
        const auto is_this = [&](const auto& it) { return it.prefix == origination.prefix; };
        const auto owns_it = [&](const network::Node& other) {
            return &other != &node && other.ospf && std::ranges::any_of(other.owns, is_this);
        };
        if (!origination.if_reachable || std::ranges::any_of(node.static_routes, is_this) ||
            std::ranges::any_of(builder.net.nodes, owns_it))
            continue;
        const std::string prefix = to_string(origination.prefix);
        builder.diagnostics().error(
            "VN0128", origination.span,
            fmt::format("`{}` has no static route to {}, and no other router of the area owns it", node.name, prefix),
            fmt::format("`static {} discard;` has it announced whatever OSPF says", prefix));
    }
}

} // namespace kinds
