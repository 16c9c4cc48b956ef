// What is wrong with iBGP whatever fails: sessions that can never come up, next hops that never resolve, clusters of
// nobody. Asked of the network with everything up (specs/semantics.md §2.1), so what is
// said here holds under every failure.

#include <algorithm>
#include <deque>
#include <set>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/ibgp.hpp"
#include "solver/kinds/resolution.hpp"
#include "solver/kinds/sessions.hpp"

namespace kinds {
namespace {

using network::Network;
using network::NodeId;
using network::SessionEnd;
using network::SessionId;

void refuse_multihop(Builder& builder, const Resolution& resolution, SessionId id, dsl::Span word) {
    const network::Session& session = builder.net[id];
    NodeId from = session.a.node, to = session.b.node;
    if (resolution.resolves(from, to))
        std::swap(from, to);
    if (resolution.resolves(from, to))
        return;
    const network::Node &lost = builder.net[from], &peer = builder.net[to];
    const std::string why = !lost.ospf   ? fmt::format("`{}` does not run OSPF", lost.name)
                            : !peer.ospf ? fmt::format("`{}` does not run OSPF", peer.name)
                                         : std::string("OSPF does not join them");
    builder.diagnostics().error(
        "VN0110", word, fmt::format("a session between nodes without a path: `{}` never reaches `{}`", lost.name, peer.name),
        fmt::format("no link joins them, and {}: have both run OSPF (`ospf area 0;` on links), or declare `link {} {};`",
                    why, lost.name, peer.name),
        {{session.span, "the session is declared here"}});
}

// -- reflectors

void warn_about_idle_clusters(Builder& builder) {
    std::set<NodeId> reflectors;
    for (const network::Session& session : builder.net.sessions)
        for (const SessionEnd* end : {&session.a, &session.b})
            if (end->client)
                reflectors.insert(end->node);
    for (const Devices::Device& device : builder.notes<Devices>().all) {
        const network::Node& node = builder.net[device.node];
        if (node.cluster_id && !reflectors.contains(device.node))
            builder.diagnostics().warning("VN0136", node.span,
                                          fmt::format("`{}` has a `cluster-id` and reflects for nobody", node.name),
                                          "name its clients with `reflects-for`, or leave it out");
    }
}

// -- next hops

/// What one router hears from a neighbour of another AS, followed over iBGP as long as its next hop stays.
class Spread {
    static bool by_table(const network::Node& node, NodeId hop) {
        return std::ranges::find(node.recursive, hop, &network::RecursiveNextHop::next_hop) != node.recursive.end();
    }

public:
    Spread(const Network& net, const network::Adjacency& adjacency, const Resolution& resolution)
        : net_(net), adjacency_(adjacency), resolution_(resolution) {}

    struct Lost {
        NodeId node;              ///< that cannot resolve the next hop
        const SessionEnd* sender; ///< that passed it on unchanged
    };
    std::vector<Lost> lost(NodeId border, NodeId hop) {
        std::vector<Lost> found;
        std::set<NodeId> seen{border, hop};
        std::deque<std::pair<NodeId, SessionId>> waiting; // who has it, and from which session
        pass_on(border, SessionId{}, hop, seen, waiting, found);
        while (!waiting.empty()) {
            const auto [at, from] = waiting.front();
            waiting.pop_front();
            pass_on(at, from, hop, seen, waiting, found);
        }
        return found;
    }

private:
    void pass_on(NodeId at, SessionId from, NodeId hop, std::set<NodeId>& seen,
                 std::deque<std::pair<NodeId, SessionId>>& waiting, std::vector<Lost>& found) {
        for (const SessionId id : adjacency_.sessions[at.index()]) {
            const network::Session& session = net_[id];
            const SessionEnd& end = session.end(at);
            const NodeId to = session.far_end(at).node;
            const bool reflected = from.known();
            const bool sends = !reflected || end.client || net_[from].end(at).client;
            const bool changes = end.next_hop || (reflected ? end.next_hop_self_reflected : end.next_hop_self);
            if (!net_.internal(session) || !end.sends || !sends || changes || !seen.insert(to).second)
                continue;
            if (resolution_.resolves(to, hop) || by_table(net_[to], hop))
                waiting.emplace_back(to, id);
            else if (net_[to].ospf || session.multihop) // elsewhere one link may be all there is meant to be
                found.push_back({to, &end});
        }
    }

    const Network& net_;
    const network::Adjacency& adjacency_;
    const Resolution& resolution_;
};

bool accepts_something(const Network& net, const SessionEnd& end) {
    return !end.import_policy || std::ranges::any_of(net[*end.import_policy].terms, [](const network::Term& term) {
        return term.outcome == network::Outcome::accept;
    });
}

void warn_about_lost(Builder& builder, const Resolution& resolution, const SessionEnd& border, NodeId hop,
                     const std::vector<Spread::Lost>& lost) {
    const Network& net = builder.net;
    const Spread::Lost& first = lost.front();
    const std::string& name = net[border.node].name;
    std::string hint = fmt::format("add `next-hop-self;` at `{}`", net[first.sender->node].name);
    if (first.sender->node != border.node)
        hint = fmt::format("add `next-hop-self;` at `{}`, or `next-hop-self all;` at `{}`", name,
                           net[first.sender->node].name);
    else if (resolution.share_area(first.node, border.node))
        hint += fmt::format(", or `ospf area 0 passive;` to the link between `{}` and `{}`", name, net[hop].name);
    builder.diagnostics().warning(
        "VN0132", first.sender->span,
        fmt::format("`{}` can never resolve `{}`, the next hop of what `{}` hears from it{}", net[first.node].name,
                    net[hop].name, name, lost.size() > 1 ? fmt::format("; nor can {} more", lost.size() - 1) : ""),
        std::move(hint), {{border.span, fmt::format("`{}` hears it here", name)}});
}

void warn_about_next_hops(Builder& builder, const Resolution& resolution) {
    const Network& net = builder.net;
    const network::Adjacency adjacency(net);
    std::set<std::pair<NodeId, NodeId>> said; // parallel sessions say it once
    for (const Devices::Device& device : builder.notes<Devices>().all)
        for (const SessionId id : adjacency.sessions[device.node.index()]) {
            const network::Session& session = net[id];
            const SessionEnd &border = session.end(device.node), &peer = session.far_end(device.node);
            if (net.internal(session) || !peer.sends || peer.next_hop_unchanged || !accepts_something(net, border))
                continue;
            const NodeId hop = peer.next_hop.value_or(peer.node);
            if (!said.emplace(device.node, hop).second)
                continue;
            const auto lost = Spread(net, adjacency, resolution).lost(device.node, hop);
            if (!lost.empty())
                warn_about_lost(builder, resolution, border, hop, lost);
        }
}

} // namespace

void refuse_broken_sessions(Builder& builder) {
    const Resolution resolution(builder.net);
    for (const auto& [session, word] : builder.notes<Conversations>().multihop)
        refuse_multihop(builder, resolution, session, word);
}

void warn_about_ibgp(Builder& builder) {
    warn_about_reflectors(builder);
    warn_about_idle_clusters(builder);
    warn_about_next_hops(builder, Resolution(builder.net));
}

} // namespace kinds
