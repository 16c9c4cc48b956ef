// The table of one node, healthy beside failed: every offer's fate in both.

#include "solver/verdict/explain_table.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::Fate;
using routing::Offer;

namespace {

std::vector<Offer> offers_in(const Scene& scene, const routing::State& state, const FailureSet& failed,
                             NodeId node, const Prefix& prefix) {
    const auto* found = state.find(prefix);
    return found ? routing::offers(scene.network, failed, *found, node) : std::vector<Offer>{};
}

const Offer* over(const std::vector<Offer>& offers, SessionId session) {
    const auto it = std::find_if(offers.begin(), offers.end(),
                                 [&](const Offer& offer) { return offer.session == session; });
    return it == offers.end() ? nullptr : &*it;
}

bool used(const Offer* offer) {
    return offer && (offer->fate == Fate::chosen || offer->fate == Fate::also_used);
}

std::string fate_words(const Scene& scene, const Offer* offer, bool had_one) {
    if (!offer)
        return "none";
    std::string text(routing::code(offer->fate));
    if (offer->fate == Fate::peer_has_none)
        return had_one ? "withdrawn" : "none";
    if (offer->fate == Fate::session_down)
        return offer->failure.known() && scene.network[offer->failure].condition
                   ? text + fmt::format(" ({})", told(scene.network, offer->failure, false))
               : offer->failure.known() ? text + fmt::format(" ({})", scene.network[offer->failure].name)
                                      : text + " (its ends do not reach each other)";
    if (offer->fate == Fate::less_preferred && offer->criterion)
        return text + fmt::format(" ({})", word(*offer->criterion));
    return text;
}

bool tells(const Offer* offer) {
    return offer && offer->fate != Fate::peer_has_none;
}

TableLine line(const Scene& scene, NodeId node, SessionId session, const Offer* healthy,
               const Offer* failed) {
    TableLine result;
    result.session = session;
    result.via = session.known() ? scene.network[scene.network[session].far_end(node).node].name : "local";
    const Offer* shown = healthy && healthy->route ? healthy : failed;
    result.attributes = shown && shown->route ? attributes(*shown->route) : "";
    result.healthy = fate_words(scene, healthy, false);
    result.failed = fate_words(scene, failed, healthy && healthy->route);
    result.healthy_used = used(healthy);
    result.failed_used = used(failed);
    return result;
}

/// The table of one prefix in the healthy state and in the one that failed.
struct Tables {
    routing::Table healthy, failed;
    std::optional<routing::OspfRoute> healthy_ospf, failed_ospf;
};

Tables tables(const Scene& scene, NodeId node, const Prefix& prefix) {
    const routing::ShortestPaths before(scene.network, scene.replay.healthy.failed), now(scene.network, scene.down());
    return {routing::exact_table(scene.network, before, scene.replay.healthy, node, prefix),
            routing::exact_table(scene.network, now, scene.state(), node, prefix),
            routing::ospf_route(scene.network, before, scene.replay.healthy, node, prefix),
            routing::ospf_route(scene.network, now, scene.state(), node, prefix)};
}

TableLine static_line(const Scene& scene, NodeId node, std::size_t index, const Tables& tables) {
    const StaticRoute& route = scene.network[node].static_routes[index];
    TableLine result;
    result.via = "static";
    const auto* via = std::get_if<ViaLink>(&route.next_hop);
    result.attributes = fmt::format("distance {}, {}", route.distance,
                                    via ? "over " + scene.network[via->link].name : "discard");
    const auto in = [&](const routing::Table& table, const FailureSet& failed, std::string& text, bool& in_use) {
        const auto unmet = std::ranges::find_if(route.fails_with, [&](FailureId id) {
            return routing::is_down(scene.network, id, failed);
        });
        const bool waits = unmet != route.fails_with.end();
        const bool up = !waits && (!via || routing::is_up(scene.network, via->link, failed));
        const auto& winners = table.static_routes;
        in_use = up && std::find(winners.begin(), winners.end(), index) != winners.end();
        text = in_use ? "chosen" : up ? "less-preferred (distance)" : waits ? fmt::format("down ({})", told(scene.network, *unmet, false)) : "down";
    };
    in(tables.healthy, scene.replay.healthy.failed, result.healthy, result.healthy_used);
    in(tables.failed, scene.down(), result.failed, result.failed_used);
    return result;
}

std::string over(const Network& network, const routing::OspfRoute& route) {
    std::vector<std::string> next;
    for (const LinkId link : route.links)
        next.push_back(network[network[link].to].name);
    return fmt::format("{}, over {}", routing::describe(route), fmt::join(next, " "));
}

/// One line where OSPF's route is the same in both; else the old one, and the new one.
std::vector<TableLine> ospf_lines(const Scene& scene, const Tables& tables) {
    std::vector<TableLine> lines;
    const auto line = [&](const routing::OspfRoute& route) -> TableLine& {
        const std::string attributes = over(scene.network, route);
        if (lines.empty() || lines.back().attributes != attributes) {
            lines.emplace_back();
            lines.back().via = "ospf";
            lines.back().attributes = attributes;
            lines.back().healthy = lines.back().failed = "none";
        }
        return lines.back();
    };
    const auto fate = [](const routing::Table& table, std::string& text, bool& in_use) {
        in_use = table.source == routing::Table::Source::ospf;
        text = in_use ? "chosen" : "less-preferred (distance)";
    };
    if (tables.healthy_ospf) {
        TableLine& it = line(*tables.healthy_ospf);
        fate(tables.healthy, it.healthy, it.healthy_used);
    }
    if (tables.failed_ospf) {
        TableLine& it = line(*tables.failed_ospf);
        fate(tables.failed, it.failed, it.failed_used);
    }
    return lines;
}

} // namespace

std::vector<TableLine> table_of(const Scene& scene, NodeId node, const Prefix& prefix) {
    const Tables both = tables(scene, node, prefix);
    std::vector<TableLine> lines;
    for (std::size_t i = 0; i < scene.network[node].static_routes.size(); ++i)
        if (scene.network[node].static_routes[i].prefix == prefix)
            lines.push_back(static_line(scene, node, i, both));
    for (TableLine& ospf : ospf_lines(scene, both))
        lines.push_back(std::move(ospf));
    const auto healthy = offers_in(scene, scene.replay.healthy, scene.replay.healthy.failed, node, prefix);
    const auto failed = offers_in(scene, scene.state(), scene.down(), node, prefix);
    const bool owned = std::any_of(scene.network[node].owns.begin(), scene.network[node].owns.end(),
                                   [&](const OwnedPrefix& it) { return it.prefix == prefix; });
    std::vector<SessionId> sessions{SessionId{}};
    for (SessionId session : scene.adjacency.sessions[node.index()])
        sessions.push_back(session);
    for (SessionId session : sessions) {
        const Offer *before = over(healthy, session), *now = over(failed, session);
        if (!tells(before) && !tells(now))
            continue;
        lines.push_back(line(scene, node, session, before, now));
        const auto forwards = [&](const routing::Table& table) {
            return session.known() ? table.source == routing::Table::Source::bgp : owned;
        };
        lines.back().healthy_used &= forwards(both.healthy);
        lines.back().failed_used &= forwards(both.failed);
    }
    if (!scene.found.failed.empty() && !scene.replay.healthy.find(prefix))
        for (TableLine& it : lines) {
            it.healthy = "never settles";
            it.healthy_used = false;
        }
    return lines;
}

} // namespace verdict
