// More prefixes than a session may bring: who announces them, and which policy would have to hold them back.

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "solver/properties/limits.hpp"
#include "solver/routing/message.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

constexpr std::size_t most_named = 3;

/// The session over its limit that brings most, and what it brings: prefixes, some of which stand for many.
struct Surplus {
    SessionId session;
    std::uint32_t limit = 0;
    std::vector<Prefix> prefixes;
    std::uint64_t count = 0;
};

std::optional<Surplus> surplus(const Scene& scene) {
    std::optional<Surplus> most;
    for (SessionId session : scene.adjacency.sessions[scene.found.at.index()]) {
        const Session& it = scene.network[session];
        const auto limit = properties::limit_at(scene.claim.options, it.end(scene.found.at));
        if (!limit || it.far_end(scene.found.at).node != scene.found.from.node)
            continue;
        auto prefixes = properties::accepted(scene.network, scene.state(), session, scene.found.at);
        const std::uint64_t count = properties::count_of(scene.network, prefixes);
        if (count > *limit && (!most || count > most->count))
            most = Surplus{session, *limit, std::move(prefixes), count};
    }
    return most;
}

/// Those that the same node announces: `spoke1` announces 300 of them: 10.1.0.0/24, 10.2.0.0/24, ... What is beyond the
/// file may announce more that are like those.
struct Share {
    NodeId origin;
    std::vector<Prefix> prefixes;
    std::uint64_t count = 0;

    std::string told(const Network& network) const {
        std::vector<std::string> named;
        for (std::size_t i = 0; i < prefixes.size() && i < most_named; ++i)
            named.push_back(to_string(prefixes[i]));
        if (count > prefixes.size())
            return fmt::format("{} may announce {} of them: {}, and others that nothing here tells from {}",
                               quoted(network, origin), count, fmt::join(named, ", "), prefixes.size() > 1 ? "these" : "it");
        return fmt::format("{} announces {} of them: {}{}", quoted(network, origin), count, fmt::join(named, ", "),
                           prefixes.size() > most_named ? ", ..." : "");
    }
};

/// Those who announce most first.
std::vector<Share> shares(const Scene& scene, const Surplus& surplus) {
    std::map<NodeId, std::vector<Prefix>> announced;
    for (const Prefix& prefix : surplus.prefixes)
        announced[way_of_route(scene.network, *scene.state().find(prefix), scene.found.from.node).back()].push_back(
            prefix);
    std::vector<Share> all;
    for (auto& [origin, prefixes] : announced)
        all.push_back({origin, std::move(prefixes)});
    for (Share& share : all)
        share.count = properties::count_of(scene.network, share.prefixes);
    std::stable_sort(all.begin(), all.end(), [](const Share& a, const Share& b) { return a.count > b.count; });
    return all;
}

void tell_shares(const Scene& scene, const Surplus& surplus, Diagnosis& diagnosis) {
    const auto all = shares(scene, surplus);
    for (std::size_t i = 0; i < all.size() && i < most_named; ++i)
        diagnosis.add({}, all[i].told(scene.network));
    if (all.size() > most_named)
        diagnosis.add({}, fmt::format("{} others announce the rest", all.size() - most_named));
}

/// The lines at both ends that let `prefix` pass, the receiver's first: there or there it could be held back.
void tell_ends(const Scene& scene, SessionId session, const Prefix& prefix, Diagnosis& diagnosis) {
    const NodeId node = scene.found.at, peer = scene.found.from.node;
    const routing::Health health(scene.network, scene.down());
    const auto& best = scene.state().find(prefix)->choices[peer.index()].best;
    const auto message = routing::send({health, prefix}, session, peer, &*best);
    const SessionEnd &in = scene.network[session].end(node), &out = scene.network[session].end(peer);
    for (Cause cause :
         {let_through(scene.network, in, peer, prefix, message.route.value_or(best->route), false),
          let_through(scene.network, out, node, prefix, best->route, true)})
        diagnosis.add(cause.span, std::move(cause.sentence));
}

} // namespace

std::vector<Diagnosis> too_many_routes(const Scene& scene) {
    Diagnosis diagnosis;
    diagnosis.reason = reason::too_many_routes;
    diagnosis.at = scene.found.at;
    diagnosis.not_tried = "not tried: which of the prefixes may go is not ours to say";
    const auto found = surplus(scene);
    if (!found)
        return {diagnosis};
    const NodeId node = scene.found.at, peer = scene.found.from.node;
    diagnosis.headline =
        fmt::format("{} accepts {}{} prefixes from {}, {} more than its limit of {}", quoted(scene.network, node),
                    found->count > found->prefixes.size() ? "up to " : "", found->count, quoted(scene.network, peer),
                    found->count - found->limit, found->limit);
    tell_ends(scene, found->session, found->prefixes.back(), diagnosis);
    tell_shares(scene, *found, diagnosis);
    return {diagnosis};
}

} // namespace verdict
