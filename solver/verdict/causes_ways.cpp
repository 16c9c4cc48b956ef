// Ways that were not wanted: an answer on another way than its packet, a less wanted transport.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/causes.hpp"
#include "solver/verdict/story.hpp"
#include "solver/verdict/told.hpp"

namespace verdict {

using namespace network;

namespace {

std::vector<NodeId> from_common(const std::vector<NodeId>& a, const std::vector<NodeId>& b) {
    return {a.begin() + static_cast<std::ptrdiff_t>(last_common(a, b)), a.end()};
}

std::vector<std::string> stateful_on(const Network& network, const routing::Walk& walk) {
    std::vector<std::string> names;
    for (NodeId node : nodes_of(walk))
        if (network[node].stateful)
            names.push_back(quoted(network, node));
    return names;
}

/// Whether the answer would get through the stateful nodes: firewall state was ignored when its way was
/// found.
std::string life_of_sessions(const Scene& scene) {
    const Counterexample& found = scene.found;
    std::string broken;
    routing::walks(scene.network, scene.state(), found.to.node, answer_to(*found.there), &*found.there,
                   [&](const routing::Walk& walk) {
                       if (walk.ending == routing::Ending::no_session)
                           broken = quoted(scene.network, walk.at());
                       return broken.empty();
                   });
    if (!broken.empty())
        return fmt::format("sessions break: {} does not see both directions", broken);
    const auto there = stateful_on(scene.network, *found.there),
               back = stateful_on(scene.network, *found.back);
    std::vector<std::string> both;
    for (const std::string& name : there)
        if (std::find(back.begin(), back.end(), name) != back.end())
            both.push_back(name);
    if (both.empty())
        return "the sessions live: no stateful device is on the way";
    return fmt::format("the sessions live: {} {} both directions", listed(both),
                       both.size() == 1 ? "sees" : "see");
}

/// `over `backup``, or the nodes where no transport tells the ways apart.
std::string told_way(const Scene& scene, const routing::Walk& walk, bool by_transport) {
    const auto transports = transports_of(scene.network, walk);
    if (!by_transport)
        return way(scene.network, walk);
    return transports.empty() ? "over no transport" : "over " + listed(transports);
}

std::string headline_of_asymmetry(const Scene& scene) {
    const Counterexample& found = scene.found;
    const bool by_transport = transports_of(scene.network, *found.there) != [&] {
        auto back = transports_of(scene.network, *found.back);
        std::reverse(back.begin(), back.end());
        return back;
    }();
    return fmt::format("{} sends {}, the answer comes {}", quoted(found.from.name),
                       told_way(scene, *found.there, by_transport),
                       told_way(scene, *found.back, by_transport));
}

} // namespace

std::vector<Diagnosis> asymmetry(const Scene& scene) {
    const Counterexample& found = scene.found;
    const auto there = places(scene.network, nodes_of(*found.there)),
               back = places(scene.network, nodes_of(*found.back));
    const std::vector<NodeId> there_reversed(there.rbegin(), there.rend()),
        back_reversed(back.rbegin(), back.rend());
    std::vector<Refusal> refusals;
    if (auto refusal = why_not(scene, found.packet.destination, from_common(back_reversed, there)))
        refusals.push_back(*std::move(refusal));
    if (auto refusal = why_not(scene, found.packet.source, from_common(there_reversed, back)))
        refusals.push_back(*std::move(refusal));
    std::stable_sort(refusals.begin(), refusals.end(),
                     [](const Refusal& a, const Refusal& b) { return a.suspicion > b.suspicion; });
    std::vector<Diagnosis> all;
    for (Refusal& refusal : refusals)
        all.push_back(std::move(refusal.diagnosis));
    if (all.empty()) {
        all.emplace_back();
        all.back().at = all.back().table_node = there[last_common(there, back_reversed)];
        all.back().not_tried = "not tried: no single decision is responsible";
    }
    for (Diagnosis& diagnosis : all) {
        diagnosis.headline = headline_of_asymmetry(scene);
        if (!diagnosis.causes.empty())
            diagnosis.headline += "; " + diagnosis.causes.front().sentence;
        diagnosis.reason = reason::asymmetric;
        if (found.notes.empty())
            diagnosis.notes.push_back(life_of_sessions(scene));
    }
    return all;
}

namespace {

/// The way the packet would take if the less wanted transport were down.
struct WantedWay {
    TransportId wanted, used;
    routing::Walk walk;
};

bool crosses(const Network& network, const routing::Walk& walk, TransportId transport) {
    return std::any_of(walk.hops.begin(), walk.hops.end(), [&](const routing::Hop& hop) {
        return hop.by.known() && network[hop.by].transport == transport;
    });
}

/// The less wanted transport as it looks with all of its groups down.
routing::State without(const Scene& scene, TransportId transport) {
    std::set<FailureId> failed(scene.found.failed.begin(), scene.found.failed.end());
    failed.insert(scene.network[transport].groups.begin(), scene.network[transport].groups.end());
    return routing::settle_all(scene.network, covering(scene.network, scene.found.packet.destination),
                               {failed.begin(), failed.end()})
        .state;
}

std::optional<WantedWay> wanted_way(const Scene& scene) {
    const auto& order = scene.claim.options.order;
    for (std::size_t used = 1; used < order.size(); ++used) {
        if (!crosses(scene.network, *scene.found.there, order[used]))
            continue;
        const auto state = without(scene, order[used]);
        for (std::size_t wanted = 0; wanted < used; ++wanted)
            for (const auto& walk : routing::all_walks(scene.network, state, scene.found.from.node,
                                                       scene.found.packet, nullptr, 64))
                if (walk.ending == routing::Ending::delivered && crosses(scene.network, walk, order[wanted]))
                    return WantedWay{order[wanted], order[used], walk};
    }
    return std::nullopt;
}

} // namespace

std::vector<Diagnosis> unwanted_transport(const Scene& scene) {
    const Counterexample& found = scene.found;
    Diagnosis diagnosis;
    diagnosis.reason = reason::not_preferred;
    diagnosis.at = found.from.node;
    diagnosis.headline =
        fmt::format("{} sends {}", quoted(found.from.name), told_way(scene, *found.there, true));
    diagnosis.not_tried = "not tried: no single decision is responsible";
    const auto wanted = wanted_way(scene);
    if (!wanted)
        return {diagnosis};
    const std::string headline =
        fmt::format("{} sends over {} although {} would deliver", quoted(found.from.name),
                    quoted(scene.network[wanted->used].name), quoted(scene.network[wanted->wanted].name));
    const auto nodes = from_common(places(scene.network, nodes_of(wanted->walk)),
                                   places(scene.network, nodes_of(*found.there)));
    if (auto refusal = why_not(scene, found.packet.destination, nodes)) {
        diagnosis = std::move(refusal->diagnosis);
        diagnosis.headline = headline + "; " + diagnosis.causes.front().sentence;
    } else {
        diagnosis.at = diagnosis.table_node = nodes.front();
        diagnosis.headline = headline;
    }
    return {diagnosis};
}

} // namespace verdict
