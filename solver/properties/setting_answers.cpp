// Answers: first whether it matters at all which branch they answer.

#include <algorithm>

#include "solver/properties/setting.hpp"
#include "solver/properties/setting_parts.hpp"

namespace properties {

using encode::Terrain;
using network::NodeId;
using network::Packet;

namespace {

encode::Exchange exchange(const encode::Inspection& inspection, const encode::Headers& headers, const Terrain& there,
                          const Pair& pair, encode::State state) {
    return {inspection, headers, there, pair.from.node, pair.to.delivery(), pair.to.node, state};
}

} // namespace

bool Setting::remembers_nothing(const Pair& pair) const {
    const auto sees = [&](NodeId node) { return node == pair.from.node || node == pair.to.delivery(); };
    for (std::size_t i = 0; i < network_->nodes.size(); ++i) {
        const network::Node& node = network_->nodes[i];
        if (node.source_nat || node.sticky || (node.stateful && !sees(NodeId::at(i))))
            return false;
    }
    return true;
}

const Terrain& Setting::answers(Question& question, const Packet& packet, const Pair& pair,
                                const encode::Branch& answered, encode::State state) {
    const NodeId from = pair.to.node;
    const auto& terrain = cached(parts_->answers, {&answered, packet, from, state}, [&] {
        const encode::Headers headers(parts_->inspection, packet);
        return std::make_unique<Terrain>(encode::terrain_of_answers(
            parts_->inspection, side(std::nullopt).planes, headers, answered, from, state));
    });
    depend(question, terrain, std::nullopt);
    return terrain;
}

const Terrain& Setting::answers_passing(Question& question, const Packet& answer,
                                        const std::vector<NodeId>& refusing) {
    auto layers = encode::layers(parts_->inspection, side(std::nullopt).planes, answer, encode::Stateful::pass,
                                 encode::Translation::none);
    auto& refused = layers.front().refusals.nodes;
    refused.insert(refused.end(), refusing.begin(), refusing.end());
    std::ranges::sort(refused);
    return made(question, layers, std::nullopt, std::nullopt);
}

const Terrain* Setting::answers_alike(Question& question, const Packet& packet, const Pair& pair,
                                      encode::State state) {
    if (remembers_nothing(pair))
        return &answers_passing(question, answer(packet), {});
    const Terrain& there = terrain(question, packet, pair.from.node);
    const auto [place, is_new] = parts_->alike.try_emplace(
        {packet, pair.from.node, pair.to.delivery(), pair.to.node, state}, nullptr);
    if (is_new)
        place->second = find_alike(packet, pair, there, state);
    if (place->second)
        depend(question, *place->second, std::nullopt);
    return place->second;
}

const Terrain* Setting::find_alike(const Packet& packet, const Pair& pair, const Terrain& there,
                                   encode::State state) {
    const encode::Headers headers(parts_->inspection, packet);
    const auto known = exchange(parts_->inspection, headers, there, pair, state);
    const auto endings = encode::possible_endings(known);
    if (endings.size() > 1)
        return nullptr;
    const Packet back = answer(headers.packets()[endings.empty() ? 0 : endings.front()]);
    Question scratch;
    const Terrain& passing = answers_passing(scratch, back, {});
    return encode::remembering_nodes(known, passing, back).empty() ? &passing : nullptr;
}

std::vector<const Terrain*> Setting::answers_anyway(Question& question, const Packet& packet, const Pair& pair,
                                                    encode::State state) {
    const encode::Headers headers(parts_->inspection, packet);
    const auto known =
        exchange(parts_->inspection, headers, terrain(question, packet, pair.from.node), pair, state);
    std::vector<const Terrain*> result;
    for (const std::uint32_t ending : encode::possible_endings(known)) {
        const Packet back = answer(headers.packets()[ending]);
        Question scratch;
        const Terrain& passing = answers_passing(scratch, back, {});
        result.push_back(&answers_passing(question, back, encode::remembering_nodes(known, passing, back)));
    }
    return result;
}

} // namespace properties
