// `specs/semantics.md` §6: tables by administrative distance, longest match, and walks branch by branch.

#include "solver/routing/forward.hpp"

#include <algorithm>
#include <stdexcept>

#include "solver/routing/message.hpp"
#include "solver/routing/simulate.hpp"

namespace routing {

using namespace network;

namespace {

/// The links a candidate forwards over: the session's own if its peer is the next hop, else all to that node.
void add_next_hop_links(const Network& network, const State& state, NodeId node, const Candidate& candidate,
                        std::vector<LinkId>& links) {
    if (candidate.local())
        return;
    const Session& session = network[candidate.session];
    const LinkId direct = session.link_from(node);
    if (candidate.route.next_hop == peer_of(session, node) && direct.known()) {
        if (is_up(network, direct, state.failed))
            links.push_back(direct);
        return;
    }
    for (std::size_t i = 0; i < network.links.size(); ++i) {
        const LinkId link = LinkId::at(i);
        if (network[link].from == node && network[link].to == candidate.route.next_hop &&
            is_up(network, link, state.failed))
            links.push_back(link);
    }
}

/// The static routes of exactly `prefix` that are up and of the least distance.
std::vector<const StaticRoute*> static_routes(const Network& network, const State& state, NodeId node,
                                              const Prefix& prefix) {
    std::vector<const StaticRoute*> least;
    for (const StaticRoute& route : network[node].static_routes) {
        const auto* via = std::get_if<ViaLink>(&route.next_hop);
        if (route.prefix != prefix || (via && !is_up(network, via->link, state.failed)))
            continue;
        if (!least.empty() && route.distance < least.front()->distance)
            least.clear();
        if (least.empty() || route.distance == least.front()->distance)
            least.push_back(&route);
    }
    return least;
}

/// The node's choice for exactly `prefix` if it is learned: what is only its own forwards nothing.
const Choice* learned(const State& state, NodeId node, const Prefix& prefix) {
    const PrefixState* of_prefix = state.find(prefix);
    if (!of_prefix)
        return nullptr;
    const Choice& choice = of_prefix->choices[node.index()];
    return choice.best && !choice.best->local() ? &choice : nullptr;
}

std::uint32_t distance(const Network& network, NodeId node, const Choice& choice) {
    return network.internal(network[choice.best->session]) ? network[node].internal_distance
                                                           : network[node].external_distance;
}

/// Load is shared with a null route only if several static routes say so; the discard is a branch of its own.
Table static_table(const Prefix& prefix, const std::vector<const StaticRoute*>& routes) {
    Table table{Table::Source::static_route, prefix, {}, false, routes.front()->span};
    for (const StaticRoute* route : routes) {
        if (const auto* via = std::get_if<ViaLink>(&route->next_hop)) {
            table.links.push_back(via->link);
        } else {
            if (!table.discards)
                table.responsible = route->span;
            table.discards = true;
        }
    }
    return table;
}

Table table_of(const Network& network, const State& state, NodeId node, const Prefix& prefix) {
    const Node& it = network[node];
    for (const OwnedPrefix& owned : it.owns)
        if (owned.prefix == prefix)
            return {Table::Source::own, prefix, {}, false, owned.span};
    const auto fixed = static_routes(network, state, node, prefix);
    const Choice* bgp = learned(state, node, prefix);
    Table table;
    if (!fixed.empty() && (!bgp || fixed.front()->distance <= distance(network, node, *bgp))) {
        table = static_table(prefix, fixed);
    } else if (bgp) {
        table = {Table::Source::bgp, prefix, {}, false, {}};
        for (const Candidate& candidate : bgp->multipath)
            add_next_hop_links(network, state, node, candidate, table.links);
    }
    std::sort(table.links.begin(), table.links.end());
    table.links.erase(std::unique(table.links.begin(), table.links.end()), table.links.end());
    return table;
}

/// A packet on its way, one branch at a time, depth first.
class Traveller {
public:
    Traveller(const Network& network, const State& state, const Packet& packet, const Walk* answered,
              const std::function<bool(const Walk&)>& visit)
        : network_(network), state_(state), packet_(packet), answered_(answered), visit_(visit) {}

    /// False once the visitor has had enough.
    bool enter(NodeId node, LinkId by) {
        const bool again = walk_.visits(node);
        walk_.hops.push_back({node, by, {}});
        const bool more = arrive(node, by.known(), again);
        walk_.hops.pop_back();
        return more;
    }

private:
    bool end(Ending ending, dsl::Span responsible = {}) {
        walk_.ending = ending;
        walk_.responsible = responsible;
        return visit_(walk_);
    }

    bool arrive(NodeId node, bool over_a_link, bool again) {
        if (!is_up(network_, node, state_.failed))
            return end(Ending::node_down);
        const Node& it = network_[node];
        if (answered_ && it.stateful) {
            if (!answered_->visits(node))
                return end(Ending::no_session, it.span);
        } else if (!passes(it.filter, packet_)) {
            const FilterRule* rule = deciding_rule(it.filter, packet_);
            return end(Ending::filtered, rule ? rule->span : it.span);
        }
        if (again)
            return end(Ending::loop);
        return use(node, over_a_link, lookup(network_, state_, node, packet_.destination));
    }

    bool use(NodeId node, bool over_a_link, const Table& table) {
        walk_.hops.back().prefix = table.prefix;
        if (table.source == Table::Source::own)
            return end(Ending::delivered);
        if (table.discards && !end(Ending::null_routed, table.responsible))
            return false;
        if (table.links.empty())
            return table.discards || end(Ending::no_route);
        if (over_a_link && !network_[node].forwards)
            return end(Ending::not_forwarding, network_[node].span);
        return std::all_of(table.links.begin(), table.links.end(),
                           [&](LinkId link) { return enter(network_[link].to, link); });
    }

    const Network& network_;
    const State& state_;
    const Packet& packet_;
    const Walk* answered_;
    const std::function<bool(const Walk&)>& visit_;
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
    }
    throw std::logic_error("an ending without a name");
}

bool Walk::visits(NodeId node) const {
    return std::any_of(hops.begin(), hops.end(), [&](const Hop& hop) { return hop.node == node; });
}

Table lookup(const Network& network, const State& state, NodeId node, Address destination) {
    if (!is_up(network, node, state.failed))
        return {};
    for (int length = 32; length >= 0; --length) {
        const std::uint32_t mask = length == 0 ? 0 : ~std::uint32_t{0} << (32 - length);
        const Prefix prefix{Address{destination.bits & mask}, static_cast<std::uint8_t>(length)};
        Table table = table_of(network, state, node, prefix);
        if (table.source != Table::Source::none)
            return table;
    }
    return {};
}

void walks(const Network& network, const State& state, NodeId from, const Packet& packet,
           const Walk* answered, const std::function<bool(const Walk&)>& visit) {
    Traveller(network, state, packet, answered, visit).enter(from, {});
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
