// A router that runs OSPF has no route: another router has one and does not tell OSPF of it, or OSPF does not reach who
// owns the destination.

#include <algorithm>

#include <fmt/format.h>

#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::ShortestPaths;
using routing::Table;
using From = Redistribution::From;

namespace {

Diagnosis begin(const Fault& fault, std::string_view reason, const Prefix& prefix, std::string headline) {
    Diagnosis diagnosis;
    diagnosis.reason = reason;
    diagnosis.at = fault.walk->at();
    diagnosis.prefix = prefix;
    diagnosis.headline = std::move(headline);
    return diagnosis;
}

bool owns(const Node& node, const Prefix& prefix) {
    return std::ranges::find(node.owns, prefix, &OwnedPrefix::prefix) != node.owns.end();
}

/// What a router's own table says, if not OSPF, and whether it could be told to the area.
struct Holder {
    NodeId node;
    Prefix prefix;
    From from;
    bool internal = false; ///< learned over iBGP
};

std::optional<Holder> holds(const Scene& scene, const ShortestPaths& paths, NodeId node, const Prefix& prefix) {
    const Table table = routing::table_without_ospf(scene.network, paths, scene.state(), node, prefix);
    if (table.source == Table::Source::static_route && table.has_route())
        return Holder{node, prefix, From::static_routes};
    if (table.source != Table::Source::bgp)
        return std::nullopt;
    const auto& best = scene.state().find(prefix)->choices[node.index()].best;
    return Holder{node, prefix, From::bgp, scene.network.internal(scene.network[best->session])};
}

Repair redistribute(const Network& network, const Holder& holder) {
    return {fmt::format("redistributing {} at {}", to_string(holder.prefix), quoted(network, holder.node)),
            [holder](Network& mended) {
                Ospf& ospf = *mended.nodes[holder.node.index()].ospf;
                if (holder.prefix.length == 0)
                    ospf.originates_default = Ospf::Default::if_installed;
                else
                    ospf.redistributes.push_back(
                        {holder.from, {{holder.prefix, holder.prefix.length, holder.prefix.length}}, 20, false, {}});
            }};
}

/// Why the router does not tell the area.
Diagnosis not_told(const Scene& scene, const Fault& fault, const Holder& holder) {
    const Node& node = scene.network[holder.node];
    const std::string name = quoted(node.name), what = to_string(holder.prefix);
    auto diagnosis = begin(fault, reason::not_redistributed, holder.prefix,
                           fmt::format("{} has one and does not tell OSPF of it", name));
    const std::string source = holder.from == From::bgp ? "BGP" : "static routes";
    if (holder.internal) {
        diagnosis.add(node.span, fmt::format("{} learned {} over iBGP, and only what eBGP told is redistributed", name, what));
        diagnosis.not_tried = "not tried: it takes another session, or a redistribution that is not modelled";
        return diagnosis;
    }
    const auto& all = node.ospf->redistributes;
    const auto it = std::ranges::find(all, holder.from, &Redistribution::from);
    if (holder.prefix.length == 0)
        diagnosis.add(node.span, fmt::format("{} has a default route and does not originate one into OSPF", name));
    else if (it != all.end())
        diagnosis.add(it->span, fmt::format("{} redistributes {}, but not {}", name, source, what));
    else
        diagnosis.add(node.span, fmt::format("{} does not redistribute {} into OSPF", name, source));
    diagnosis.repair = redistribute(scene.network, holder);
    return diagnosis;
}

/// Someone who runs OSPF owns the prefix, and no way of OSPF leads there.
Diagnosis out_of_reach(const Scene& scene, const Fault& fault, NodeId owner, const Prefix& prefix) {
    const std::string here = quoted(scene.network, fault.walk->at()), there = quoted(scene.network, owner);
    const bool areas = std::ranges::any_of(scene.network.links, [](const Link& link) { return link.ospf_area != 0; });
    const std::string what = areas ? fmt::format("no way of OSPF, within or across areas, leads from {} to {}", here, there)
                                   : fmt::format("no links that run OSPF join {} and {}", here, there);
    auto diagnosis = begin(fault, reason::area_split, prefix, what);
    diagnosis.not_tried = areas ? "not tried: it takes links that are not there, or in other areas"
                                : "not tried: it takes links that do not run OSPF";
    const auto& failed = scene.down();
    const ShortestPaths healthy(scene.network, {});
    if (healthy.from(fault.walk->at())[owner.index()])
        for (const FailureId group : failed)
            diagnosis.add(scene.network[group].span,
                          fmt::format("after {} {} {}", listed(scene.network, failed),
                                      failed.size() == 1 ? "fails" : "fail", what));
    else
        diagnosis.add(scene.network[owner].span, diagnosis.headline);
    return diagnosis;
}

} // namespace

std::vector<Diagnosis> missing_in_area(const Scene& scene, const Fault& fault) {
    const NodeId here = fault.walk->at();
    std::vector<Diagnosis> all;
    if (!scene.network[here].ospf)
        return all;
    const ShortestPaths paths(scene.network, scene.down());
    std::vector<std::pair<std::uint64_t, Diagnosis>> told; // by distance
    for (const Prefix& prefix : covering(scene.network, fault.packet.destination))
        for (std::size_t i = 0; i < scene.network.nodes.size(); ++i) {
            const Node& node = scene.network.nodes[i];
            const auto& way = paths.from(here)[i];
            if (!node.ospf || NodeId::at(i) == here)
                continue;
            if (!way && owns(node, prefix))
                all.push_back(out_of_reach(scene, fault, NodeId::at(i), prefix));
            else if (const auto holder = way ? holds(scene, paths, NodeId::at(i), prefix) : std::nullopt)
                told.emplace_back(way->cost, not_told(scene, fault, *holder));
        }
    std::ranges::stable_sort(told, {}, [](const auto& it) { return it.first; });
    for (auto& [cost, diagnosis] : told)
        all.push_back(std::move(diagnosis));
    return all;
}

} // namespace verdict
