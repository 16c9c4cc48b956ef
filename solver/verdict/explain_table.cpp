// The table of one node, healthy beside failed: every offer's fate in both.

#include "solver/verdict/explain_table.hpp"

#include <algorithm>

#include <fmt/format.h>

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
        return offer->failure.known() ? text + fmt::format(" ({})", scene.network[offer->failure].name)
                                      : "not needed"; // it stands in for what is up
    if (offer->fate == Fate::less_preferred && offer->criterion)
        return text + fmt::format(" ({})", word(*offer->criterion));
    return text;
}

bool tells(const Offer* offer) {
    return offer && offer->fate != Fate::peer_has_none &&
           (offer->fate != Fate::session_down || offer->failure.known());
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

TableLine static_line(const Scene& scene, NodeId node, const StaticRoute& route) {
    TableLine result;
    result.via = "static";
    const auto* via = std::get_if<ViaLink>(&route.next_hop);
    result.attributes = fmt::format("distance {}, {}", route.distance,
                                    via ? "over " + scene.network[via->link].name : "discard");
    const auto in = [&](const routing::State& state, const FailureSet& failed, std::string& text,
                        bool& in_use) {
        const bool up = !via || routing::is_up(scene.network, via->link, failed);
        const auto table = routing::lookup(scene.network, state, node, route.prefix.first());
        in_use = up && table.source == routing::Table::Source::static_route && table.prefix == route.prefix &&
                 (via ? std::find(table.links.begin(), table.links.end(), via->link) != table.links.end()
                      : table.discards);
        text = in_use ? "chosen" : up ? "less-preferred (distance)" : "down";
    };
    in(scene.replay.healthy, {}, result.healthy, result.healthy_used);
    in(scene.state(), scene.found.failed, result.failed, result.failed_used);
    return result;
}

} // namespace

std::vector<TableLine> table_of(const Scene& scene, NodeId node, const Prefix& prefix) {
    std::vector<TableLine> lines;
    for (const StaticRoute& route : scene.network[node].static_routes)
        if (route.prefix == prefix)
            lines.push_back(static_line(scene, node, route));
    const auto healthy = offers_in(scene, scene.replay.healthy, {}, node, prefix);
    const auto failed = offers_in(scene, scene.state(), scene.found.failed, node, prefix);
    const auto by_hand = [&](bool TableLine::*in_use) {
        return std::any_of(lines.begin(), lines.end(), [&](const TableLine& it) { return it.*in_use; });
    };
    const bool healthy_by_hand = by_hand(&TableLine::healthy_used),
               failed_by_hand = by_hand(&TableLine::failed_used);
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
        const bool forwards = session.known() || owned;
        lines.back().healthy_used &= forwards && !healthy_by_hand;
        lines.back().failed_used &= forwards && !failed_by_hand;
    }
    if (!scene.found.failed.empty() && !scene.replay.healthy.find(prefix))
        for (TableLine& it : lines) {
            it.healthy = "never settles";
            it.healthy_used = false;
        }
    return lines;
}

} // namespace verdict
