// Parts are cached by what they are made from; a question that uses one takes its equations along.

#include "solver/properties/setting.hpp"

#include <algorithm>
#include <stdexcept>

#include "solver/encode/derived_delivery.hpp"
#include "solver/properties/setting_parts.hpp"

namespace properties {

using encode::Terrain;
using network::NodeId;
using network::TransportId;
using smt::Term;

Setting::Setting(const network::Network& network, const network::FailureBudget& budget, unsigned widening)
    : network_(&network), failures_(encode::symbolic_failures(context_, network, budget)),
      widening_(widening), parts_(std::make_unique<Parts>(network, budget)) {}

Setting::~Setting() = default;

Setting::Side& Setting::side(std::optional<TransportId> without) {
    return cached(parts_->sides, without, [&] {
        std::vector<Term> down = failures_.down;
        std::string name = "network";
        if (without) {
            for (const network::FailureId group : (*network_)[*without].groups)
                down[group.index()] = smt::yes;
            name = "without-" + (*network_)[*without].name;
            give_own_conditions(name, down);
        }
        return std::make_unique<Side>(context_, *network_, std::move(down), std::move(name), parts_->budget,
                                      widening_, parts_->listeners, parts_->inspection);
    });
}

void Setting::listen(std::vector<NodeId> nodes) {
    if (!parts_->sides.empty())
        throw std::logic_error("who listens is said before anything is asked");
    parts_->listeners = std::move(nodes);
}

Term Setting::accepted(Question& question, const network::Prefix& prefix, NodeId node,
                       network::SessionId session) {
    const encode::ControlPlane& control = this->control(prefix);
    const Term term = control.accepted(node, session);
    if (!term.is_false())
        depend(question, {prefix, &control, std::nullopt});
    return term;
}

const encode::World& Setting::world() { return side(std::nullopt).world; }

const encode::ControlPlane& Setting::control(const network::Prefix& prefix) {
    return side(std::nullopt).control.of(prefix);
}

const Terrain& Setting::made(Question& question, const std::vector<encode::Layer>& layers,
                             std::optional<NodeId> injected, std::optional<TransportId> without) {
    Side& where = side(without);
    const Terrain& terrain = cached(where.terrains, {layers, injected}, [&] {
        return std::make_unique<Terrain>(
            encode::terrain_of_packets(where.world, parts_->inspection, layers, injected));
    });
    depend(question, terrain, without);
    return terrain;
}

const Terrain& Setting::terrain(Question& question, const network::Packet& packet, NodeId from,
                                std::optional<TransportId> without) {
    const auto layers = encode::layers(parts_->inspection, side(without).planes, packet, encode::Stateful::ask,
                                       encode::Translation::applies);
    const auto closed = encode::closed_nodes(parts_->inspection, layers);
    const bool apart = std::ranges::find(closed, from) != closed.end();
    return made(question, layers, apart ? std::optional(from) : std::nullopt, without);
}

const Terrain& Setting::terrain(Question& question, const network::Packet& packet) {
    return made(question,
                encode::layers(parts_->inspection, side(std::nullopt).planes, packet, encode::Stateful::ask,
                               encode::Translation::applies),
                std::nullopt, std::nullopt);
}

std::vector<NodeId> Setting::nodes_apart(const network::Packet& packet) {
    return encode::closed_nodes(parts_->inspection,
                                encode::layers(parts_->inspection, side(std::nullopt).planes, packet,
                                               encode::Stateful::ask, encode::Translation::applies));
}

std::optional<Term> Setting::apart(Question& question, const network::Packet& packet, encode::Stateful stateful,
                                   NodeId from, NodeId to) {
    const encode::Headers headers(parts_->inspection, packet);
    for (const network::Packet& header : headers.packets())
        if (!parts_->inspection.refusals(header, stateful).empty())
            return std::nullopt;
    const std::optional<Plain>& plain = this->plain(packet.destination);
    if (!plain || plain->owner != to)
        return std::nullopt;
    const auto& part =
        cached(parts_->apart, plain->prefix, [&] { return std::make_unique<Apart>(world(), *plain); });
    use(question, part.equations());
    depend(question, {plain->prefix, nullptr, std::nullopt});
    return part.of(from);
}

const std::optional<Plain>& Setting::plain(network::Address destination) {
    const auto [place, is_new] = parts_->plain.try_emplace(parts_->routed.of(destination));
    if (is_new)
        place->second = properties::plainly_routed(*network_, parts_->routed.containing(destination));
    return place->second;
}

bool Setting::plainly_routed(network::Address destination) { return plain(destination).has_value(); }

bool Setting::best_means_delivered(const Terrain& terrain, NodeId to) {
    if (!terrain.plain())
        return false;
    const auto [slot, fresh] = parts_->best_means_delivered.try_emplace({&terrain.plane(0), to}, false);
    if (fresh)
        slot->second = encode::best_means_delivered(terrain.plane(0), to);
    return slot->second;
}

Term Setting::undelivered(Question& question, const Terrain& terrain, NodeId from, NodeId to) {
    if (best_means_delivered(terrain, to))
        return !delivered(question, terrain, from, to);
    const auto& part = cached(parts_->undelivered, {&terrain, to},
                              [&] { return std::make_unique<encode::Undelivered>(terrain, to); });
    use(question, part.equations());
    return part.from(from);
}

Term Setting::unreachable(Question& question, const Terrain& terrain, NodeId from, NodeId to) {
    const auto& part = cached(parts_->unreachable, {&terrain, to},
                              [&] { return std::make_unique<encode::Unreachable>(terrain, to); });
    use(question, part.equations());
    return part.from(from);
}

Term Setting::delivered(Question& question, const Terrain& terrain, NodeId from, NodeId to,
                        const std::vector<NodeId>& avoiding) {
    if (avoiding.empty() && best_means_delivered(terrain, to))
        return from == to ? terrain.world().up(to) : terrain.plane(0).depends_on().front()->has_best(from);
    const auto& part = cached(parts_->delivered, {&terrain, to, avoiding},
                              [&] { return std::make_unique<encode::Delivered>(terrain, to, avoiding); });
    use(question, part.equations());
    return part.from(from);
}

const encode::Endless& Setting::endless(Question& question, const Terrain& terrain,
                                        std::optional<NodeId> injected) {
    const auto& part = cached(parts_->endless, {&terrain, injected},
                              [&] { return std::make_unique<encode::Endless>(terrain, injected); });
    use(question, part.equations());
    return part;
}

const encode::Branch& Setting::branch(Question& question, const Terrain& terrain, NodeId from, NodeId to,
                                      const std::vector<NodeId>& avoiding) {
    const auto& part = cached(parts_->branches, {&terrain, from, to, avoiding}, [&] {
        return std::make_unique<encode::Branch>(terrain, from, to, avoiding);
    });
    use(question, part.equations());
    return part;
}

Term Setting::connected(Question& question, NodeId from, NodeId to) {
    const auto& part = cached(parts_->connected, {from, to},
                              [&] { return std::make_unique<encode::Connected>(world(), from, to); });
    use(question, part.equations());
    return part.exists();
}

void Setting::keep(Question& question, std::vector<encode::Equation> equations) {
    parts_->kept.push_back(std::make_unique<std::vector<encode::Equation>>(std::move(equations)));
    use(question, *parts_->kept.back());
}

} // namespace properties
