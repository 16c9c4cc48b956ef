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

/// The session over its limit that brings most, and what it brings.
struct Surplus {
    SessionId session;
    std::uint32_t limit = 0;
    std::vector<Prefix> prefixes;
};

std::optional<Surplus> surplus(const Scene& scene) {
    std::optional<Surplus> most;
    for (SessionId session : scene.adjacency.sessions[scene.found.at.index()]) {
        const Session& it = scene.network[session];
        const auto limit = properties::limit_at(scene.claim.options, it.end(scene.found.at));
        if (!limit || it.far_end(scene.found.at).node != scene.found.from.node)
            continue;
        auto prefixes = properties::accepted(scene.network, scene.state(), session, scene.found.at);
        if (prefixes.size() > *limit && (!most || prefixes.size() > most->prefixes.size()))
            most = Surplus{session, *limit, std::move(prefixes)};
    }
    return most;
}

/// `spoke1` announces 300 of them, `spoke2` 200, ...: those with most first.
std::string origins(const Scene& scene, const Surplus& surplus) {
    std::map<NodeId, std::size_t> counts;
    for (const Prefix& prefix : surplus.prefixes)
        ++counts[way_of_route(scene.network, *scene.state().find(prefix), scene.found.from.node).back()];
    std::vector<std::pair<std::size_t, NodeId>> most;
    for (const auto& [node, count] : counts)
        most.emplace_back(count, node);
    std::stable_sort(most.begin(), most.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> told;
    for (std::size_t i = 0; i < most.size() && i < most_named; ++i)
        told.push_back(fmt::format("{} announces {}", quoted(scene.network, most[i].second), most[i].first));
    return most.size() > most_named
               ? fmt::format("{}, and {} others the rest", fmt::join(told, ", "), most.size() - most_named)
               : listed(told);
}

std::string named(const std::vector<Prefix>& prefixes) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < prefixes.size() && i < most_named; ++i)
        names.push_back(to_string(prefixes[prefixes.size() - 1 - i]));
    return listed(names);
}

/// The lines at both ends that let `prefix` pass, the receiver's first: there or there it could be held back.
void tell_ends(const Scene& scene, SessionId session, const Prefix& prefix, Diagnosis& diagnosis) {
    const NodeId node = scene.found.at, peer = scene.found.from.node;
    const routing::Health health(scene.network, scene.found.failed);
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
        fmt::format("{} accepts {} prefixes from {}, and {} is the limit", quoted(scene.network, node),
                    found->prefixes.size(), quoted(scene.network, peer), found->limit);
    tell_ends(scene, found->session, found->prefixes.back(), diagnosis);
    const std::size_t beyond = found->prefixes.size() - found->limit;
    diagnosis.add({}, fmt::format("{} of them {} too many; the last are {}", beyond,
                                  beyond == 1 ? "is" : "are", named(found->prefixes)));
    diagnosis.add({}, origins(scene, *found));
    return {diagnosis};
}

} // namespace verdict
