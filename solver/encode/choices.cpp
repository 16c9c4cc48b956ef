// Which session a best came over, which candidates forward, and what others may ask of a control plane.

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "solver/encode/control_plane_parts.hpp"
#include "solver/encode/resolution.hpp"
#include "solver/encode/watch.hpp"

namespace encode {

using network::LinkId;
using network::NodeId;
using network::SessionId;
using smt::Term;

namespace {

Term present(const std::vector<Offer>& offers, SessionId session) {
    for (const Offer& offer : offers)
        if (offer.session == session)
            return offer.present;
    return smt::no;
}

/// What sessions offer: at most one candidate each at a time, since a peer has one best.
std::vector<Offer> join(smt::Context& context, const std::vector<Offer>& candidates) {
    std::map<SessionId, std::vector<Term>> sessions;
    for (const Offer& candidate : candidates)
        if (!candidate.present.is_false())
            sessions[candidate.session].push_back(candidate.present);
    std::vector<Offer> joined;
    for (const auto& [session, terms] : sessions)
        joined.push_back({session, context.any(terms)});
    return joined;
}

std::vector<Offer> offers_of(const std::vector<Arrived>& arrived) {
    std::vector<Offer> offers;
    for (const Arrived& one : arrived)
        offers.push_back({one.session, one.present});
    return offers;
}

/// What routes that share load have in common.
struct Mark {
    enum class Of : std::uint8_t { neighbour, path, peer } of;
    std::vector<network::Asn> asns;
    auto operator<=>(const Mark&) const = default;
};

/// All that others may ask of it. An empty path has no neighbour AS.
std::vector<Mark> marks(const network::Network& network, NodeId id, const NodeCandidates& node, const Candidate& candidate) {
    const PathContent& path = node.contents[candidate.content].path;
    std::vector<Mark> result{{Mark::Of::path, path.whole}};
    if (path.length > 0)
        result.push_back({Mark::Of::neighbour, {path.first}});
    if (candidate.session.known())
        result.push_back({Mark::Of::peer, {shown(network, network[candidate.session].far_end(id))}});
    return result;
}

/// The one that the best must have for the candidate to share load with it; nothing: no other's will do.
std::optional<Mark> asked_mark(const network::Network& network, NodeId id, const NodeCandidates& node,
                               const Candidate& candidate) {
    const Content& content = node.contents[candidate.content];
    const bool internal = content.learned == Learned::internal;
    const network::Sharing sharing = network[id].decision.sharing;
    const bool by_path = sharing == network::Sharing::as_path || (sharing == network::Sharing::peer_as_or_path && internal);
    const Mark::Of wanted = by_path                                         ? Mark::Of::path
                            : sharing == network::Sharing::peer_as_or_path ? Mark::Of::peer
                                                                           : Mark::Of::neighbour;
    for (Mark& mark : marks(network, id, node, candidate))
        if (mark.of == wanted)
            return std::move(mark);
    return {};
}

} // namespace

const std::vector<Offer>& ControlPlane::Parts::chosen(NodeId id, std::size_t rank) {
    std::optional<std::vector<Offer>>& made = terms[id].chosen[rank];
    if (made)
        return *made;
    const NodeCandidates& node = candidates.of(id);
    std::vector<Arrived> arrived;
    for (std::uint32_t content : rankings[id].classes[rank])
        for (std::uint32_t c = node.first[content]; c < node.first[content + 1]; ++c)
            arrived.push_back({content, node.candidates[c].session,
                               context().all({terms[id].available[c], terms[id].survives[content]})});
    const Stages& stage = *stages[id];
    const bool open = beyond(id, rank), in_circles = rankings[id].in_circles[rank];
    std::vector<Offer> offers = join(context(), in_circles && !open ? stage.left_by_some_order(arrived) : offers_of(arrived));
    if (!open && !in_circles)
        offers = stage.best_sessions(std::move(offers), stage.sessions());
    std::erase_if(offers, [](const Offer& offer) { return offer.present.is_false(); });
    terms[id].left[rank] = offers;
    if (open || in_circles || stage.oldest())
        offers = any_one(context(), offers, name(id, "oldest"));
    made = std::move(offers);
    return *made;
}

Term ControlPlane::Parts::chosen(NodeId id, SessionId session) {
    std::vector<Term> some;
    for (std::size_t rank = 0; rank < rankings[id].alive; ++rank)
        some.push_back(present(chosen(id, rank), session));
    return context().any(some);
}

Term ControlPlane::Parts::left(NodeId id, SessionId session) {
    std::vector<Term> some;
    for (std::size_t rank = 0; rank < rankings[id].alive; ++rank) {
        chosen(id, rank);
        some.push_back(present(terms[id].left[rank], session));
    }
    return context().any(some);
}

Term ControlPlane::Parts::local(NodeId id) {
    const auto& contents = candidates.of(id).contents;
    std::vector<Term> some; // they come first
    for (std::size_t i = 0; i < contents.size() && contents[i].learned == Learned::local; ++i)
        some.push_back(terms[id].best[i]);
    return context().any(some);
}

Term ControlPlane::Parts::is_best(NodeId id, std::size_t place) {
    const Candidate& candidate = candidates.of(id).candidates[place];
    const std::uint32_t rank = rankings[id].class_of[candidate.content];
    if (rank >= rankings[id].alive)
        return smt::no;
    const NodeTerms& made = terms[id];
    return context().all({made.available[place], made.survives[candidate.content],
                          present(chosen(id, rank), candidate.session)});
}

const std::vector<Term>& ControlPlane::Parts::multipath(NodeId id) {
    std::optional<std::vector<Term>>& made = terms[id].multipath;
    if (!made)
        made = find_multipath(id);
    return *made;
}

// What shares load with the best has a mark that the best has, too, or is the best itself.
std::vector<Term> ControlPlane::Parts::of_those_that_share(NodeId id, std::vector<Term> members) {
    const network::Sharing sharing = network()[id].decision.sharing;
    if (sharing == network::Sharing::any)
        return members;
    const NodeCandidates& node = candidates.of(id);
    std::map<Mark, std::vector<Term>> best_by_mark;
    for (std::size_t c = 0; c < members.size(); ++c)
        for (const Mark& mark : marks(network(), id, node, node.candidates[c]))
            best_by_mark[mark].push_back(is_best(id, c));
    for (std::size_t c = 0; c < members.size(); ++c) {
        const auto mark = asked_mark(network(), id, node, node.candidates[c]);
        const Term same = mark ? context().any(best_by_mark[*mark]) : is_best(id, c);
        members[c] = context().all({members[c], same});
    }
    return members;
}

std::vector<Term> ControlPlane::Parts::find_multipath(NodeId id) {
    const NodeCandidates& node = candidates.of(id);
    const NodeTerms& made = terms[id];
    const Stages& stage = *stages[id];
    std::vector<Term> members(node.candidates.size(), smt::no);
    const auto criteria = stage.multipath();
    if (!criteria) {
        for (std::size_t c = 0; c < members.size(); ++c)
            members[c] = is_best(id, c);
        return members;
    }
    if (stage.multipath_in_pairs())
        return of_those_that_share(id, find_multipath_in_pairs(id));
    Stages::Members everything(node.contents.size());
    std::iota(everything.begin(), everything.end(), 0u);
    const auto left = stage.survivors(everything, made.present, criteria->contents);
    std::vector<Offer> offers;
    for (std::size_t c = 0; c < members.size(); ++c) {
        members[c] = context().all({made.available[c], left[node.candidates[c].content]});
        offers.push_back({node.candidates[c].session, members[c]});
    }
    if (!criteria->sessions.empty()) {
        offers = stage.best_sessions(join(context(), offers), criteria->sessions);
        for (std::size_t c = 0; c < members.size(); ++c)
            members[c] = context().all({members[c], present(offers, node.candidates[c].session)});
    }
    return of_those_that_share(id, std::move(members));
}

std::vector<Term> ControlPlane::Parts::find_multipath_in_pairs(NodeId id) {
    const NodeCandidates& node = candidates.of(id);
    std::vector<Arrived> arrived;
    std::vector<Term> best;
    for (std::size_t c = 0; c < node.candidates.size(); ++c) {
        arrived.push_back({node.candidates[c].content, node.candidates[c].session, terms[id].available[c]});
        best.push_back(is_best(id, c));
    }
    return stages[id]->not_told_apart(arrived, best);
}

ControlPlane::ControlPlane(const Speakers& speakers, const network::Prefix& prefix, std::uint32_t longest_path)
    : parts_(std::make_unique<Parts>(speakers, prefix, longest_path)) {}
ControlPlane::ControlPlane(const World& world, const network::Prefix& prefix, std::uint32_t longest_path,
                           const std::vector<NodeId>& listeners)
    : parts_(std::make_unique<Parts>(std::make_unique<Speakers>(world, listeners), prefix, longest_path)) {}
ControlPlane::~ControlPlane() = default;
ControlPlane::ControlPlane(ControlPlane&&) noexcept = default;

const network::Prefix& ControlPlane::prefix() const { return parts_->prefix; }
std::vector<NodeId> ControlPlane::holders() const {
    std::vector<NodeId> result;
    for (const NodeId node : parts_->speakers->nodes())
        if (!parts_->candidates.of(node).contents.empty())
            result.push_back(node);
    return result;
}
const std::vector<Equation>& ControlPlane::equations() const { return parts_->equations; }
Term ControlPlane::overflow() const { return parts_->overflow; }
std::uint32_t ControlPlane::longest_path() const { return parts_->candidates.longest_path(); }
bool ControlPlane::acyclic() const { return !parts_->circular && !parts_->choices; }
bool ControlPlane::circuit_up_to_free_choices() const { return !parts_->circular; }
std::size_t ControlPlane::candidate_count() const { return parts_->candidates.count(); }
Term ControlPlane::chosen_local(NodeId node) const { return parts_->local(node); }
Term ControlPlane::chosen(NodeId node, SessionId session) const { return parts_->chosen(node, session); }
Term ControlPlane::has_best(NodeId node) const {
    return parts_->context().any(parts_->terms[node].present);
}

template <class Counts> Term ControlPlane::Parts::uses(NodeId id, LinkId link, Counts counts) {
    const NodeCandidates& node = candidates.of(id);
    if (node.candidates.empty())
        return smt::no;
    const std::vector<Term>& members = multipath(id);
    std::map<Term, std::vector<Term>> some; // by what must hold for the way to lead over the link
    for (std::size_t c = 0; c < node.candidates.size(); ++c) {
        const Candidate& candidate = node.candidates[c];
        if (!candidate.session.known() || members[c].is_false())
            continue;
        for (const Resolution::Way& way : resolve(*world, id, candidate.session, candidate.next_hop).ways)
            if (way.link == link && counts(way))
                some[way.uses].push_back(members[c]);
    }
    std::vector<Term> ways;
    for (const auto& [uses, by] : some)
        ways.push_back(context().all({context().any(by), uses, !local(id)}));
    return context().any(ways);
}

Term ControlPlane::bgp_uses(NodeId node, LinkId link) const {
    return parts_->uses(node, link, [](const Resolution::Way&) { return true; });
}

Term ControlPlane::bgp_uses(NodeId node, LinkId link, network::FailureId by) const {
    return parts_->uses(node, link, [&](const Resolution::Way& way) { return way.by == by; });
}

namespace {

Term best_by(smt::Context& context, const NodeCandidates& node, const NodeTerms& terms, Learned learned) {
    std::vector<Term> some;
    for (std::size_t i = 0; i < node.contents.size(); ++i)
        if (node.contents[i].learned == learned)
            some.push_back(terms.best[i]);
    return context.any(some);
}

} // namespace

Term ControlPlane::best_external(NodeId node) const {
    return best_by(parts_->context(), parts_->candidates.of(node), parts_->terms[node],
                   Learned::external);
}

Term ControlPlane::best_internal(NodeId node) const {
    return best_by(parts_->context(), parts_->candidates.of(node), parts_->terms[node],
                   Learned::internal);
}

} // namespace encode
