// What is remembered of a branch is terms over its visited locations. Of several translations of one node into the same
// source the first counts.

#include "solver/encode/answers.hpp"

#include <algorithm>
#include <map>

#include "solver/encode/reach.hpp"
#include "solver/encode/terrain_builder.hpp"

namespace encode {

using network::LinkId;
using network::Network;
using network::NodeId;
using network::Packet;
using smt::Term;

namespace {

/// The nodes that have seen what `node` has, itself included.
std::vector<NodeId> sharing_state(const Network& network, NodeId node) {
    if (!network[node].state_group)
        return {node};
    std::vector<NodeId> result;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (network.nodes[i].state_group == network[node].state_group)
            result.push_back(NodeId::at(i));
    return result;
}

/// Whether packets on this location leave it translated, if they do leave it.
bool translates(const Inspection& inspection, const Headers& headers, const Terrain& there, NodeId from,
                std::uint32_t location) {
    const Terrain::Location& at = there.locations()[location];
    const auto& nat = inspection.network()[at.node].source_nat;
    if (!nat || at.stops)
        return false;
    const auto injected = [&](const Terrain::Entry& entry) { return entry.location == location; };
    return inspection.applies(headers.packets()[at.header], at.node) &&
           std::ranges::none_of(there.entries(from), injected);
}

class AnswerRules : public Rules {
public:
    AnswerRules(const Inspection& inspection, DataPlanes& planes, const Headers& headers, const Branch& branch,
                State state)
        : inspection_(inspection), planes_(planes), headers_(headers), branch_(branch), state_(state),
          network_(inspection.network()), context_(planes.world().context()) {
        const Terrain& there = branch.terrain();
        for (std::uint32_t i = 0; i < there.locations().size(); ++i)
            if (!branch.leaves(i).is_false() && translates(inspection, headers, there, branch.from(), i))
                translations_[there.locations()[i].node].push_back(i);
    }

    std::vector<Arrival> injected() {
        std::vector<Arrival> result;
        for (std::uint32_t i = 0; i < headers_.packets().size(); ++i)
            if (const Term ends = branch_.ends_with(i); !ends.is_false())
                result.push_back({number(network::answer(headers_.packets()[i])), ends});
        return result;
    }

    const DataPlane& plane(std::uint32_t header) override { return planes_.to(packets_[header].destination); }

    Term refuses(NodeId id, std::uint32_t header) override {
        const network::Node& node = network_[id];
        if (node.stateful && state_ == State::ignored)
            return smt::no;
        const Term filtered = passes(node.filter, packets_[header]) ? smt::no : smt::yes;
        if (!node.stateful)
            return filtered;
        return context_.all({!saw(id), node.admits_unseen ? filtered : smt::yes});
    }
    bool refuses(LinkId link, std::uint32_t header) override {
        return !passes(network_[link].filter, packets_[header]);
    }

    void arrive(NodeId node, std::uint32_t header, std::vector<Arrival>& arrivals) override {
        std::vector<Term> turned;
        const Packet packet = packets_[header];
        if (const auto& nat = network_[node].source_nat; nat && nat->to == packet.destination)
            for (const std::uint32_t location : translations_[node]) {
                Packet original = packet;
                original.destination = headers_.packets()[branch_.terrain().locations()[location].header].source;
                turned.push_back(first(node, location));
                arrivals.push_back({number(original), turned.back(), true});
            }
        arrivals.push_back({header, !context_.any(turned)});
    }
    std::uint32_t leave(NodeId, std::uint32_t header) override { return header; }

    Term may_take(LinkId link, std::uint32_t header) override {
        const NodeId node = network_[link].from;
        if (!network_[node].sticky)
            return smt::yes;
        std::vector<Term> used;
        for (const LinkId other : planes_.world().adjacency().links[node.index()])
            used.push_back(context_.all({branch_.crosses(other), plane(header).forwards(node, other)}));
        return context_.any({branch_.crosses(link), !context_.any(used)});
    }

private:
    std::uint32_t number(const Packet& packet) {
        const auto [place, is_new] = numbers_.emplace(packet, static_cast<std::uint32_t>(packets_.size()));
        if (is_new)
            packets_.push_back(packet);
        return place->second;
    }

    Term saw(NodeId node) {
        std::vector<Term> some;
        for (const NodeId other : sharing_state(network_, node))
            some.push_back(branch_.visits(other));
        return context_.any(some);
    }

    /// The branch leaves this location, and before it none where the node translated too.
    Term first(NodeId node, std::uint32_t location) {
        std::vector<Term> all{branch_.leaves(location)};
        for (const std::uint32_t other : translations_[node])
            if (other != location)
                all.push_back(context_.implies(branch_.leaves(other), branch_.before(location, other)));
        return context_.all(all);
    }

    const Inspection& inspection_;
    DataPlanes& planes_;
    const Headers& headers_;
    const Branch& branch_;
    State state_;
    const Network& network_;
    smt::Context& context_;
    std::map<NodeId, std::vector<std::uint32_t>> translations_; // locations that the branch may leave translated
    std::map<Packet, std::uint32_t> numbers_;
    std::vector<Packet> packets_;
};

/// What is known of every delivered branch of a packet.
class Certain {
public:
    explicit Certain(const Exchange& exchange)
        : exchange_(exchange), reach_(exchange.there, exchange.from, exchange.to) {
        crossed_.resize(exchange.inspection.network().links.size());
        for (const Terrain::Step& step : exchange.there.steps())
            if (reach_.holds(step)) {
                crossed_[step.link.index()] = true;
                const NodeId node = exchange.there.locations()[step.from].node;
                if (translates(exchange.inspection, exchange.headers, exchange.there, exchange.from, step.from))
                    translators_.push_back(node);
            }
    }

    bool never() const { return !reach_.exists(); }
    bool may_cross(LinkId link) const { return crossed_[link.index()]; }
    bool may_translate(NodeId node) const {
        return std::ranges::find(translators_, node) != translators_.end();
    }
    /// Every branch visits a node that shares state with this one.
    bool seen(NodeId node) {
        const auto group = sharing_state(exchange_.inspection.network(), node);
        const auto [place, is_new] = seen_.try_emplace(group.front(), false);
        if (is_new)
            place->second = !Reach(exchange_.there, exchange_.from, exchange_.to, [&](NodeId other) {
                                 return std::ranges::find(group, other) != group.end();
                             }).exists();
        return place->second;
    }

private:
    const Exchange& exchange_;
    Reach reach_;
    std::vector<bool> crossed_;
    std::vector<NodeId> translators_;
    std::map<NodeId, bool> seen_; // by the first of those that share state
};

bool depends(const Exchange& exchange, Certain& certain, const Terrain& back, std::uint32_t location,
             const Packet& answer) {
    const NodeId id = back.locations()[location].node;
    const network::Node& node = exchange.inspection.network()[id];
    if (node.stateful && exchange.state == State::kept && !(node.admits_unseen && passes(node.filter, answer)) &&
        !certain.seen(id))
        return true;
    if (node.source_nat && node.source_nat->to == answer.destination && certain.may_translate(id))
        return true;
    return node.sticky && back.out(location).size() > 1 &&
           std::ranges::any_of(back.out(location), [&](std::uint32_t step) {
               return certain.may_cross(back.steps()[step].link);
           });
}

} // namespace

Terrain terrain_of_answers(const Inspection& inspection, DataPlanes& planes, const Headers& headers,
                           const Branch& branch, NodeId from, State state) {
    AnswerRules rules(inspection, planes, headers, branch, state);
    const auto injected = rules.injected();
    return TerrainBuilder(planes.world(), rules).from(from, injected);
}

std::vector<std::uint32_t> possible_endings(const Exchange& exchange) {
    const Reach reach(exchange.there, exchange.from, exchange.to);
    std::vector<bool> found(exchange.headers.packets().size());
    const auto& locations = exchange.there.locations();
    for (std::uint32_t i = 0; i < locations.size(); ++i)
        if (reach.holds(i) && !exchange.there.delivers(i, exchange.to).is_false())
            found[locations[i].header] = true;
    std::vector<std::uint32_t> result;
    for (std::uint32_t i = 0; i < found.size(); ++i)
        if (found[i])
            result.push_back(i);
    return result;
}

std::vector<NodeId> remembering_nodes(const Exchange& exchange, const Terrain& back, const Packet& answer) {
    std::vector<NodeId> result;
    Certain certain(exchange);
    if (certain.never())
        return result;
    for (const std::uint32_t location : locations_from(back, exchange.answers_from))
        if (depends(exchange, certain, back, location, answer))
            result.push_back(back.locations()[location].node);
    std::ranges::sort(result);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

} // namespace encode
