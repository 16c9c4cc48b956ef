#pragma once
// What a `Setting` has made so far. Inner to `setting*.cpp`.

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "solver/encode/agreement.hpp"
#include "solver/network/address_parts.hpp"
#include "solver/network/ties.hpp"
#include "solver/properties/plain.hpp"
#include "solver/properties/setting.hpp"

namespace properties {

struct Setting::Side {
    encode::World world;
    encode::ControlPlanes control;
    encode::DataPlanes planes;
    encode::Agreement agreement;
    std::map<std::pair<std::vector<encode::Layer>, std::optional<network::NodeId>>, std::unique_ptr<encode::Terrain>>
        terrains;

    /// With a budget: no more than it allows is down, as every question requires.
    Side(smt::Context& context, const network::Network& network, std::vector<smt::Term> down, std::string name,
         std::optional<network::FailureBudget> budget, unsigned widening,
         const std::vector<network::NodeId>& listeners, const encode::Inspection& inspection)
        : world(context, network, std::move(down), std::move(name), std::move(budget)),
          control(world, widening, listeners), planes(control), agreement(planes, inspection) {}
};

struct Setting::Parts {
    using Way = std::pair<const encode::Terrain*, network::NodeId>; ///< and where it leads to
    Parts(const network::Network& network, const network::FailureBudget& all)
        : budget(all), inspection(network), routed(routed_prefixes(network)), ties(network) {}

    network::FailureBudget budget;
    std::vector<network::NodeId> listeners;
    encode::Inspection inspection;
    network::AddressParts routed;
    network::Ties ties;
    std::map<std::optional<network::TransportId>, std::unique_ptr<Side>> sides;
    std::unique_ptr<Side> second;
    std::map<std::tuple<const encode::Branch*, network::Packet, network::NodeId, encode::State>,
             std::unique_ptr<encode::Terrain>>
        answers;
    /// By packet, the nodes of its exchange and the state: where answers go that fare alike, or null.
    std::map<std::tuple<network::Packet, network::NodeId, network::NodeId, network::NodeId, encode::State>,
             const encode::Terrain*>
        alike;
    std::map<Way, std::unique_ptr<encode::Undelivered>> undelivered;
    std::map<Way, std::unique_ptr<encode::Unreachable>> unreachable;
    std::map<std::tuple<const encode::Terrain*, network::NodeId, std::vector<network::NodeId>>,
             std::unique_ptr<encode::Delivered>>
        delivered;
    std::map<std::pair<const encode::DataPlane*, network::NodeId>, bool> best_means_delivered;
    std::map<std::pair<const encode::Terrain*, std::optional<network::NodeId>>, std::unique_ptr<encode::Endless>>
        endless;
    std::map<std::tuple<const encode::Terrain*, network::NodeId, network::NodeId, std::vector<network::NodeId>>,
             std::unique_ptr<encode::Branch>>
        branches;
    std::map<std::pair<network::NodeId, network::NodeId>, std::unique_ptr<encode::Connected>> connected;
    std::map<std::uint32_t, std::optional<Plain>> plain; // by class of addresses in `routed`
    std::map<network::Prefix, std::unique_ptr<Apart>> apart;
    std::vector<std::unique_ptr<std::vector<encode::Equation>>> kept;
};

/// The part with this key, made if need be.
template <class Map, class Make> auto& cached(Map& map, const typename Map::key_type& key, Make make) {
    auto& slot = map[key];
    if (!slot)
        slot = make();
    return *slot;
}

inline void use(Question& question, const std::vector<encode::Equation>& equations) {
    if (!equations.empty() && std::ranges::find(question.equations, &equations) == question.equations.end())
        question.equations.push_back(&equations);
}

inline void depend(Question& question, const Dependency& dependency) {
    if (std::ranges::find(question.depends_on, dependency) == question.depends_on.end())
        question.depends_on.push_back(dependency);
}

inline void depend(Question& question, const encode::Terrain& terrain, std::optional<network::TransportId> without) {
    for (std::uint32_t header = 0; header < terrain.headers(); ++header)
        for (const encode::ControlPlane* control : terrain.plane(header).depends_on())
            depend(question, {control->prefix(), control, without});
}

} // namespace properties
