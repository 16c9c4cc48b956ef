// Parts are cached by what they are made from; a question that uses one takes its equations along.

#include "solver/properties/setting.hpp"

#include <algorithm>

#include "solver/encode/derived_delivery.hpp"
#include "solver/properties/plain.hpp"

namespace properties {

using encode::DataPlane;
using network::NodeId;
using network::TransportId;
using smt::Term;

struct Setting::Side {
    encode::World world;
    encode::ControlPlanes control;
    std::map<std::vector<network::Prefix>, std::unique_ptr<DataPlane>>
        planes; // by the prefixes that contain it

    Side(smt::Context& context, const network::Network& network, std::vector<Term> down, std::string name,
         unsigned widening)
        : world(context, network, std::move(down), std::move(name)), control(world, widening) {}
};

struct Setting::Parts {
    using Refused = std::tuple<const DataPlane*, NodeId, Refuses>;
    using Way = std::tuple<const DataPlane*, NodeId, NodeId, Refuses>;
    using Injected = std::tuple<const DataPlane*, std::optional<NodeId>, Refuses>;
    std::vector<network::Prefix> routed;
    std::map<std::optional<TransportId>, std::unique_ptr<Side>> sides;
    std::map<Refused, std::unique_ptr<encode::Undelivered>> undelivered;
    std::map<Refused, std::unique_ptr<encode::Unreachable>> unreachable;
    std::map<std::pair<const DataPlane*, NodeId>, bool> best_means_delivered;
    std::map<Injected, std::unique_ptr<encode::Endless>> endless;
    std::map<Way, std::unique_ptr<encode::Branch>> branches;
    std::map<std::pair<NodeId, NodeId>, std::unique_ptr<encode::Connected>> connected;
    std::map<std::vector<network::Prefix>, std::optional<Plain>>
        plain; // by the prefixes that contain the address
    std::map<network::Prefix, std::unique_ptr<Apart>> apart;
    std::vector<std::unique_ptr<std::vector<encode::Equation>>> kept;
};

namespace {

void use(Question& question, const std::vector<encode::Equation>& equations) {
    if (std::ranges::find(question.equations, &equations) == question.equations.end())
        question.equations.push_back(&equations);
}

void depend(Question& question, const Dependency& dependency) {
    if (std::ranges::find(question.depends_on, dependency) == question.depends_on.end())
        question.depends_on.push_back(dependency);
}

/// The part with this key, made if need be.
template <class Map, class Make> auto& cached(Map& map, const typename Map::key_type& key, Make make) {
    auto& slot = map[key];
    if (!slot)
        slot = make();
    return *slot;
}

} // namespace

Setting::Setting(const network::Network& network, const network::FailureBudget& budget, unsigned widening)
    : network_(&network), failures_(encode::symbolic_failures(context_, network, budget)),
      widening_(widening), parts_(std::make_unique<Parts>()) {
    parts_->routed = routed_prefixes(network);
}

Setting::~Setting() = default;

Setting::Side& Setting::side(std::optional<TransportId> without) {
    return cached(parts_->sides, without, [&] {
        std::vector<Term> down = failures_.down;
        std::string name = "network";
        if (without) {
            for (const network::FailureId group : (*network_)[*without].groups)
                down[group.index()] = smt::yes;
            name = "without-" + (*network_)[*without].name;
        }
        return std::make_unique<Side>(context_, *network_, std::move(down), std::move(name), widening_);
    });
}

const encode::World& Setting::world() { return side(std::nullopt).world; }

const encode::ControlPlane& Setting::control(const network::Prefix& prefix) {
    return side(std::nullopt).control.of(prefix);
}

std::vector<network::Prefix> Setting::containing(network::Address address) const {
    std::vector<network::Prefix> result;
    std::ranges::copy_if(parts_->routed, std::back_inserter(result),
                         [&](const network::Prefix& p) { return p.contains(address); });
    return result;
}

DataPlane& Setting::plane(Question& question, network::Address destination,
                          std::optional<TransportId> without) {
    Side& where = side(without);
    DataPlane& plane = cached(where.planes, containing(destination),
                              [&] { return std::make_unique<DataPlane>(where.control, destination); });
    for (const encode::ControlPlane* control : plane.depends_on())
        depend(question, {control->prefix(), control, without});
    return plane;
}

std::optional<Term> Setting::apart(Question& question, network::Address destination, NodeId from, NodeId to,
                                   const Refuses& refuses) {
    if (std::ranges::any_of(refuses, [](Term term) { return !term.is_false(); }))
        return std::nullopt;
    const auto [place, is_new] = parts_->plain.try_emplace(containing(destination));
    if (is_new)
        place->second = plainly_routed(*network_, destination);
    const std::optional<Plain>& plain = place->second;
    if (!plain || plain->owner != to)
        return std::nullopt;
    const auto& part =
        cached(parts_->apart, plain->prefix, [&] { return std::make_unique<Apart>(world(), *plain); });
    use(question, part.equations());
    depend(question, {plain->prefix, nullptr, std::nullopt});
    return part.of(from);
}

std::vector<Term> Setting::only(NodeId node) const {
    std::vector<Term> result(network_->nodes.size(), smt::no);
    result[node.index()] = smt::yes;
    return result;
}

bool Setting::best_means_delivered(const DataPlane& plane, NodeId to, const Refuses& refuses) {
    if (!std::ranges::all_of(refuses, [](Term t) { return t.is_false(); }))
        return false;
    const auto [slot, fresh] = parts_->best_means_delivered.try_emplace({&plane, to}, false);
    if (fresh)
        slot->second = encode::best_means_delivered(plane, to);
    return slot->second;
}

Term Setting::undelivered(Question& question, DataPlane& plane, NodeId from, NodeId to,
                          const Refuses& refuses) {
    if (best_means_delivered(plane, to, refuses))
        return from == to ? !plane.world().up(to) : !plane.depends_on().front()->has_best(from);
    const auto& part = cached(parts_->undelivered, {&plane, to, refuses}, [&] {
        return std::make_unique<encode::Undelivered>(plane, only(to), refuses);
    });
    use(question, part.equations());
    return part.from(from);
}

Term Setting::unreachable(Question& question, DataPlane& plane, NodeId from, NodeId to,
                          const Refuses& refuses) {
    const auto& part = cached(parts_->unreachable, {&plane, to, refuses}, [&] {
        return std::make_unique<encode::Unreachable>(plane, only(to), refuses);
    });
    use(question, part.equations());
    return part.from(from);
}

const encode::Endless& Setting::endless(Question& question, DataPlane& plane, const Refuses& refuses,
                                        std::optional<NodeId> injected) {
    const auto& part = cached(parts_->endless, {&plane, injected, refuses},
                              [&] { return std::make_unique<encode::Endless>(plane, refuses, injected); });
    use(question, part.equations());
    return part;
}

const encode::Branch& Setting::branch(Question& question, DataPlane& plane, NodeId from, NodeId to,
                                      const Refuses& refuses) {
    const auto& part = cached(parts_->branches, {&plane, from, to, refuses}, [&] {
        return std::make_unique<encode::Branch>(plane, from, only(to), refuses);
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

Setting::Refuses Setting::refuses(const network::Packet& packet) const {
    Refuses result;
    for (const network::Node& node : network_->nodes)
        result.push_back(passes(node.filter, packet) ? smt::no : smt::yes);
    return result;
}

Setting::Refuses Setting::refuses_answer(const network::Packet& answer) const {
    Refuses result;
    for (const network::Node& node : network_->nodes)
        result.push_back(node.stateful || passes(node.filter, answer) ? smt::no : smt::yes);
    return result;
}

} // namespace properties
