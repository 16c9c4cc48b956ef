// The bound. Where paths grow on every cycle, or between reflectors cluster lists do, the bests that lead to a chosen
// route are of different nodes, so a best is at most n-1 transfers old and an offer at most n: contents first met
// later are never chosen and are left out. Where private ASNs are removed, routes may hold each other up; such a route's content
// repeats around the cycle after few rounds, and 4n transfers are followed. Where a shorter path wins at
// every node before anything else could matter, the equations up to some length are exact whatever lies
// beyond, so any length may be the bound; a route beyond it exists iff some node without a best is offered
// one.

#include "solver/encode/candidates.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "solver/encode/bound.hpp"
#include "solver/encode/conditions.hpp"
#include "solver/encode/resolution.hpp"
#include "solver/encode/stages.hpp"
#include "solver/encode/transfer.hpp"

namespace encode {

using network::NodeId;
using network::SessionId;

namespace {

constexpr std::size_t small_network = 16; // nodes up to which no path length bound is worth its question

/// A content arriving, before equal ones are joined.
struct Found {
    std::uint32_t content;
    SessionId session;
    NodeId next_hop;
    Source source;
    auto operator<=>(const Found&) const = default;
};

std::vector<Candidate> join(std::vector<Found>& found) {
    std::sort(found.begin(), found.end());
    std::vector<Candidate> joined;
    for (const Found& one : found) {
        const bool same = !joined.empty() && joined.back().content == one.content &&
                          joined.back().session == one.session && joined.back().next_hop == one.next_hop;
        if (!same)
            joined.push_back({one.session, one.next_hop, one.content, {}});
        if (one.session.known())
            joined.back().sources.push_back(one.source);
    }
    return joined;
}

} // namespace

/// Breadth first, so that a content's first meeting is its least number of transfers.
struct Candidates::Closure {
    const World& world;
    std::optional<network::Network> unhindered; ///< whose stand-ins need no failure
    std::optional<World> once;                  ///< everything in it that is not disabled is up
    network::Prefix prefix;
    Candidates& result;
    Transfer transfer;
    std::vector<std::map<Content, std::uint32_t>> known;
    std::vector<std::vector<Found>> found, beyond;
    std::vector<ContentId> ring, next;
    std::vector<Stages> stages;
    std::map<Prepended, std::uint32_t> known_prepended;

    Closure(const World& w, const network::Prefix& p, Candidates& r)
        : world(w), prefix(p), result(r), transfer(w.network(), p, r.observed_), known(r.nodes_.size()),
          found(r.nodes_.size()), beyond(r.nodes_.size()) {
        if (!r.observed_.grounded)
            allow_any_failure();
        for (std::size_t i = 0; i < r.nodes_.size(); ++i)
            stages.emplace_back(w, NodeId::at(i), r.nodes_[i].contents, r.observed_);
    }

    void allow_any_failure() {
        unhindered = world.network();
        for (network::Session& session : unhindered->sessions)
            session.stands_in_for.clear();
        once.emplace(world.context(), *unhindered,
                     std::vector<smt::Term>(unhindered->failures.size(), smt::no), "once");
    }

    std::uint32_t meet(NodeId node, Content content) {
        auto& contents = result.nodes_[node.index()].contents;
        const auto [place, fresh] =
            known[node.index()].try_emplace(std::move(content), static_cast<std::uint32_t>(contents.size()));
        if (fresh) {
            contents.push_back(place->first);
            next.push_back({node, place->second});
        }
        return place->second;
    }

    std::uint32_t meet(Prepended prepended) {
        const auto next_number = static_cast<std::uint32_t>(result.prepended_.size());
        const auto [place, fresh] = known_prepended.try_emplace(std::move(prepended), next_number);
        if (fresh)
            result.prepended_.push_back(place->first);
        return place->second;
    }

    /// Worse than a local route that is always there: never chosen, whatever fails.
    bool hopeless(const ContentId& id, const Content& content) const {
        const NodeCandidates& node = result.nodes_[id.node.index()];
        return node.always_local && stages[id.node.index()].loses(content, node.contents.front());
    }

    bool holds(const World& in, smt::Term advertises, NodeId to, SessionId session, NodeId next_hop) const {
        return !in.context()
                    .all({in.up(session), resolve(in, to, session, next_hop).resolves, advertises})
                    .is_false();
    }

    /// Now, or where routes may hold each other up, once: they may have come over what has failed since.
    bool possible(const ContentId& from, Learned learned, NodeId to, SessionId session,
                  NodeId next_hop) const {
        if (holds(world, advertised(world, from.node, prefix, learned), to, session, next_hop))
            return true;
        return once && may_advertise(world.network(), from.node, prefix, learned) &&
               holds(*once, smt::yes, to, session, next_hop);
    }

    void spread(const ContentId& from) {
        const Content content = result.nodes_[from.node.index()].contents[from.index];
        if (result.observed_.grounded && hopeless(from, content))
            return;
        for (SessionId id : world.adjacency().sessions[from.node.index()]) {
            std::optional<Arrival> arrival = transfer.over(id, from.node, content);
            const NodeId to = world.network()[id].far_end(from.node).node;
            if (!arrival || !possible(from, content.learned, to, id, arrival->next_hop))
                continue;
            const Source source{from.index, meet(std::move(arrival->prepended))};
            if (result.bounded() && arrival->content.path.length > result.longest_path_) {
                beyond[to.index()].push_back({0, id, arrival->next_hop, source});
            } else {
                const std::uint32_t met = meet(to, std::move(arrival->content));
                found[to.index()].push_back({met, id, arrival->next_hop, source});
            }
        }
    }
};

Candidates::Candidates(const World& world, const network::Prefix& prefix, std::uint32_t longest_path,
                       const std::vector<NodeId>& listeners)
    : observed_(world.network(), listeners), nodes_(world.network().nodes.size()) {
    const network::Network& network = world.network();
    const std::size_t n = network.nodes.size();
    if (observed_.growing && observed_.length_first && (longest_path != 0 || n > small_network)) {
        const std::uint32_t chosen = longest_path != 0 ? longest_path : expected_path_length(world, prefix);
        if (chosen < n)
            longest_path_ = chosen;
    }
    Closure closure(world, prefix, *this);
    for (std::size_t i = 0; i < n; ++i) {
        if (!may_originate(network, NodeId::at(i), prefix))
            continue;
        nodes_[i].always_local = local_route_exists(world, NodeId::at(i), prefix).is_true();
        closure.found[i].push_back({closure.meet(NodeId::at(i), closure.transfer.local_route(NodeId::at(i))),
                                    {},
                                    NodeId::at(i),
                                    {}});
    }

    const std::size_t transfers = observed_.grounded ? n : 4 * n;
    for (std::size_t age = 0; age < transfers && !closure.next.empty(); ++age) {
        closure.ring.swap(closure.next);
        closure.next.clear();
        for (const ContentId& from : closure.ring)
            closure.spread(from);
    }
    for (std::size_t i = 0; i < n; ++i) {
        NodeCandidates& node = nodes_[i];
        node.candidates = join(closure.found[i]);
        node.beyond = join(closure.beyond[i]);
        node.first.assign(node.contents.size() + 1, 0);
        for (const Candidate& candidate : node.candidates)
            ++node.first[candidate.content + 1];
        for (std::size_t c = 1; c < node.first.size(); ++c)
            node.first[c] += node.first[c - 1];
    }
}

std::size_t Candidates::count() const {
    std::size_t count = 0;
    for (const NodeCandidates& node : nodes_)
        count += node.candidates.size();
    return count;
}

} // namespace encode
