// `specs/semantics.md` §6: walks branch by branch, each visit in the order given there.

#include "solver/routing/forward.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "solver/routing/simulate.hpp"

namespace routing {

using namespace network;

namespace {

/// Whether the node translates the source of what is on this visit, once it leaves. Answers never are: their addresses
/// follow the packet they answer.
bool translates(const Network& network, const Hop& visit) {
    const auto& nat = network[visit.node].source_nat;
    return nat && visit.by.known() && std::ranges::none_of(nat->except, [&](const Prefix& prefix) {
               return prefix.contains(visit.packet.destination);
           });
}

/// What a node remembers of the packet that is answered: all questions are about that one walk.
class Memory {
public:
    Memory(const Network& network, const Walk& answered) : network_(network), answered_(answered) {}

    /// Whether the node, or one that shares its state, saw the packet.
    bool seen(NodeId node) const {
        const auto group = network_[node].state_group;
        return std::ranges::any_of(answered_.hops, [&](const Hop& hop) {
            return hop.node == node || (group && network_[hop.node].state_group == group);
        });
    }
    /// The source that the node translated into `destination`, if it did: the first, should there be several.
    std::optional<Address> untranslated(NodeId node, Address destination) const {
        const auto& nat = network_[node].source_nat;
        if (!nat || nat->to != destination)
            return std::nullopt;
        for (std::size_t i = 0; i < answered_.hops.size(); ++i)
            if (answered_.hops[i].node == node && left_over(i).known() && translates(network_, answered_.hops[i]))
                return answered_.hops[i].packet.source;
        return std::nullopt;
    }
    /// The links over which the packet left the node.
    std::vector<LinkId> used(NodeId node) const {
        std::vector<LinkId> links;
        for (std::size_t i = 0; i < answered_.hops.size(); ++i)
            if (answered_.hops[i].node == node && left_over(i).known())
                links.push_back(left_over(i));
        return links;
    }

private:
    LinkId left_over(std::size_t i) const {
        return i + 1 < answered_.hops.size() ? answered_.hops[i + 1].by : LinkId{};
    }

    const Network& network_;
    const Walk& answered_;
};

/// A packet on its way, one branch at a time, depth first.
class Traveller {
public:
    Traveller(const Network& network, const State& state, const Walk* answered,
              const std::function<bool(const Walk&)>& visit)
        : network_(network), state_(state), paths_(network, state.failed), visit_(visit) {
        if (answered)
            memory_.emplace(network, *answered);
    }

    /// False once the visitor has had enough.
    bool enter(NodeId node, LinkId by, const Packet& packet) {
        walk_.hops.push_back({node, by, {}, packet});
        const bool more = arrive(node);
        walk_.hops.pop_back();
        return more;
    }

private:
    bool end(Ending ending, dsl::Span responsible = {}) {
        walk_.ending = ending;
        walk_.responsible = responsible;
        return visit_(walk_);
    }

    bool arrive(NodeId node) {
        if (!is_up(network_, node, state_.failed))
            return end(Ending::node_down);
        if (const FailureId group = drained_by(network_, node, state_.failed); group.known())
            return end(Ending::drained, network_[group].span);
        const bool turned = turn_back();
        if (needs_session(node))
            return end(Ending::no_session, network_[node].span);
        if (!passes_by_state(node) && !passes(network_[node].filter, here().packet))
            return refuse(network_[node].filter, here().packet, network_[node].span);
        if (been_here())
            return end(Ending::loop);
        return use(turned || here().by.known(),
                   lookup(network_, paths_, state_, node, here().packet.destination));
    }

    Hop& here() { return walk_.hops.back(); }

    /// Gives the packet its destination of before a translation of this node.
    bool turn_back() {
        const auto source = memory_ ? memory_->untranslated(here().node, here().packet.destination) : std::nullopt;
        if (source)
            here().packet.destination = *source;
        return source.has_value();
    }

    bool needs_session(NodeId node) const {
        const Node& it = network_[node];
        return memory_ && it.stateful && !it.admits_unseen && !memory_->seen(node);
    }
    bool passes_by_state(NodeId node) const { return memory_ && network_[node].stateful && memory_->seen(node); }

    bool refuse(const Filter& filter, const Packet& packet, dsl::Span otherwise) {
        const FilterRule* rule = deciding_rule(filter, packet);
        return end(Ending::filtered, rule ? rule->span : otherwise);
    }

    bool been_here() {
        return std::any_of(walk_.hops.begin(), walk_.hops.end() - 1, [&](const Hop& hop) {
            return hop.node == here().node && hop.packet == here().packet;
        });
    }

    bool use(bool over_a_link, const Table& table) {
        here().prefix = table.prefix;
        if (table.source == Table::Source::own)
            return end(Ending::delivered);
        if (table.discards && !end(Ending::null_routed, table.responsible))
            return false;
        if (table.unreachable && !end(Ending::no_route, table.responsible))
            return false;
        if (table.next_hop_down())
            return end(Ending::next_hop_down, table.responsible);
        if (table.links.empty())
            return table.discards || table.unreachable || end(Ending::no_route);
        if (over_a_link && !network_[here().node].forwards)
            return end(Ending::not_forwarding, network_[here().node].span);
        return leave(table.links);
    }

    bool leave(std::vector<LinkId> links) {
        if (memory_ && network_[here().node].sticky)
            keep_used(links);
        Packet packet = here().packet;
        if (!memory_ && translates(network_, here()))
            packet.source = network_[here().node].source_nat->to;
        return std::ranges::all_of(links, [&](LinkId link) {
            const Link& it = network_[link];
            return passes(it.filter, packet) ? enter(it.to, link, packet) : refuse(it.filter, packet, it.span);
        });
    }

    void keep_used(std::vector<LinkId>& links) {
        const auto used = memory_->used(here().node);
        const auto unused = [&](LinkId link) { return std::ranges::find(used, link) == used.end(); };
        if (!std::ranges::all_of(links, unused))
            std::erase_if(links, unused);
    }

    const Network& network_;
    const State& state_;
    const ShortestPaths paths_;
    const std::function<bool(const Walk&)>& visit_;
    std::optional<Memory> memory_; ///< of the packet that is answered, if this is an answer
    Walk walk_;
};

} // namespace

std::string_view code(Ending ending) {
    switch (ending) {
    case Ending::delivered:
        return "delivered";
    case Ending::filtered:
        return "filtered";
    case Ending::no_route:
        return "no-route";
    case Ending::null_routed:
        return "null-routed";
    case Ending::not_forwarding:
        return "not-forwarding";
    case Ending::no_session:
        return "no-session";
    case Ending::loop:
        return "loop";
    case Ending::node_down:
        return "node-down";
    case Ending::drained:
        return "drained";
    case Ending::next_hop_down:
        return "next-hop-down";
    }
    throw std::logic_error("an ending without a name");
}

bool Walk::visits(NodeId node) const {
    return std::any_of(hops.begin(), hops.end(), [&](const Hop& hop) { return hop.node == node; });
}

Packet answer_to(const Walk& walk) { return answer(walk.final_packet()); }

void walks(const Network& network, const State& state, NodeId from, const Packet& packet,
           const Walk* answered, const std::function<bool(const Walk&)>& visit) {
    Traveller(network, state, answered, visit).enter(from, {}, packet);
}

std::vector<Walk> all_walks(const Network& network, const State& state, NodeId from, const Packet& packet,
                            const Walk* answered, std::size_t limit) {
    std::vector<Walk> found;
    if (limit == 0)
        return found;
    walks(network, state, from, packet, answered, [&](const Walk& walk) {
        found.push_back(walk);
        return found.size() < limit;
    });
    return found;
}

} // namespace routing
