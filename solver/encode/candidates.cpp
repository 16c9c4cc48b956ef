// The bound. Where paths grow on every cycle, or between reflectors cluster lists do, the bests that lead to a chosen
// route are of different nodes, so a best is at most n-1 transfers old and an offer at most n: contents first met
// later are never chosen and are left out. Where private ASNs are removed, routes may hold each other up; such a route's content
// repeats around the cycle after few rounds, and 4n transfers are followed. Where a shorter path wins at
// every node before anything else could matter, the equations up to some length are exact whatever lies
// beyond, so any length may be the bound; a route beyond it exists iff some node without a best is offered
// one.
//
// Where preferences come before the length, a large network would hold every length up to n in every preference. There, too, a
// bound may be chosen: what is longer counts as one length, the last of its preference, and any route of that length may be
// the best among them. Every true state is then a state, with such bests where it has longer paths; and a state without such
// bests is a true one. So if none is ever chosen, the bound did no harm.

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

constexpr std::size_t many_contents = 64; // of a node on average: with more, long paths are told apart no more
constexpr std::uint32_t detour = 4;       // by how much preferences may lengthen paths: a guess, told if it is wrong

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
            joined.push_back({one.session, one.next_hop, one.content, {}, {}});
        if (one.session.known())
            joined.back().sources.push_back(one.source);
        else
            joined.back().originations.push_back(one.source.content);
    }
    return joined;
}

} // namespace

/// Breadth first, so that a content's first meeting is its least number of transfers.
struct Candidates::Closure {
    const World& world;
    const World* once; ///< everything in it that is not disabled is up
    network::Prefix prefix;
    Candidates& result;
    Transfer transfer;
    BySpeaker<std::map<Content, std::uint32_t>> known;
    BySpeaker<std::vector<Found>> found, beyond;
    std::vector<ContentId> ring, next;
    BySpeaker<std::optional<Stages>> stages;
    std::map<Prepended, std::uint32_t> known_prepended;

    Closure(const Speakers& speakers, const network::Prefix& p, Candidates& r)
        : world(speakers.world()), once(speakers.once()), prefix(p), result(r), transfer(speakers, p), known(speakers),
          found(speakers), beyond(speakers), stages(speakers) {
        for (const NodeId node : speakers.nodes())
            stages[node].emplace(world, node, r.nodes_[node].contents, speakers.observed());
    }

    std::uint32_t meet(NodeId node, Content content) {
        auto& contents = result.nodes_[node].contents;
        const auto [place, fresh] =
            known[node].try_emplace(std::move(content), static_cast<std::uint32_t>(contents.size()));
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
        const NodeCandidates& node = result.nodes_[id.node];
        return node.always_local && stages[id.node]->loses(content, node.contents.front());
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
        const Content content = result.nodes_[from.node].contents[from.index];
        if (result.observed().grounded && hopeless(from, content))
            return;
        for (SessionId id : world.adjacency().sessions[from.node.index()]) {
            std::optional<Arrival> arrival = transfer.over(id, from.node, content);
            const NodeId to = world.network()[id].far_end(from.node).node;
            if (!arrival || !possible(from, content.learned, to, id, arrival->next_hop))
                continue;
            const Source source{from.index, meet(std::move(arrival->prepended))};
            const bool too_long = result.bounded() && arrival->content.path.length > result.longest_path_;
            if (too_long && result.observed().saturates()) {
                arrival->content.path.length = result.longest_path_ + 1;
                arrival->content.path.beyond = true;
                arrival->content.path.whole.clear();
            }
            if (too_long && !result.observed().saturates()) {
                beyond[to].push_back({0, id, arrival->next_hop, source});
            } else {
                const std::uint32_t met = meet(to, std::move(arrival->content));
                found[to].push_back({met, id, arrival->next_hop, source});
            }
        }
    }
};

Candidates::Candidates(const Speakers& speakers, const network::Prefix& prefix, std::uint32_t longest_path)
    : speakers_(&speakers), nodes_(speakers) {
    const World& world = speakers.world();
    const std::size_t n = world.network().nodes.size();
    const bool bounds_length = observed().growing && observed().length_first;
    if (bounds_length && (longest_path != 0 || n > small_network)) {
        const std::uint32_t chosen = longest_path != 0 ? longest_path : expected_path_length(world, prefix);
        if (chosen < n)
            longest_path_ = chosen;
    } else if (observed().saturates() && longest_path != 0) {
        longest_path_ = std::max(longest_path, longest_told_length(world.network()));
    }
    const bool tries = longest_path_ == 0 && observed().saturates() && n > small_network;
    if (!close(prefix, tries ? many_contents * speakers.nodes().size() : SIZE_MAX)) {
        nodes_ = BySpeaker<NodeCandidates>(speakers);
        prepended_.clear();
        longest_path_ = std::max(detour * expected_path_length(world, prefix), longest_told_length(world.network()));
        close(prefix, SIZE_MAX);
    }
}

/// False, with nothing that means anything, if there are more than so many contents.
bool Candidates::close(const network::Prefix& prefix, std::size_t most) {
    const network::Network& network = speakers_->world().network();
    Closure closure(*speakers_, prefix, *this);
    for (const NodeId node : speakers_->nodes()) {
        const auto& originations = network[node].originates;
        for (std::uint32_t o = 0; o < originations.size(); ++o) {
            if (!may_originate(network, node, prefix, originations[o]))
                continue;
            if (closure.found[node].empty())
                nodes_[node].always_local = local_route_exists(speakers_->world(), node, prefix, {o}).is_true();
            const std::uint32_t content = closure.meet(node, closure.transfer.local_route(node, originations[o]));
            closure.found[node].push_back({content, {}, node, {o, 0}});
        }
    }

    const std::size_t n = network.nodes.size(), transfers = observed().grounded ? n : 4 * n;
    std::size_t met = 0;
    for (std::size_t age = 0; age < transfers && !closure.next.empty(); ++age) {
        closure.ring.swap(closure.next);
        closure.next.clear();
        met += closure.ring.size();
        if (met > most)
            return false;
        for (const ContentId& from : closure.ring)
            closure.spread(from);
    }
    for (const NodeId id : speakers_->nodes()) {
        NodeCandidates& node = nodes_[id];
        node.candidates = join(closure.found[id]);
        node.beyond = join(closure.beyond[id]);
        node.first.assign(node.contents.size() + 1, 0);
        for (const Candidate& candidate : node.candidates)
            ++node.first[candidate.content + 1];
        for (std::size_t c = 1; c < node.first.size(); ++c)
            node.first[c] += node.first[c - 1];
    }
    return true;
}

std::size_t Candidates::count() const {
    std::size_t count = 0;
    for (const NodeId node : speakers_->nodes())
        count += of(node).candidates.size();
    return count;
}

} // namespace encode
