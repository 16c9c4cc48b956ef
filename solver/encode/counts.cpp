// "My ASN is in the path" without paths: how often an ASN occurs in the path of a node's best is told by
// terms made of its peers' terms, since each node has one best. Linear in the candidates, where contents that
// tell it would multiply with every set of nodes that a path may have visited. Only where bests are grounded:
// then the terms, even where they are circular, have one solution for each choice of bests.

#include <algorithm>

#include <fmt/format.h>

#include "solver/encode/control_plane_parts.hpp"
#include "solver/encode/watch.hpp"

namespace encode {

using network::NodeId;
using network::SessionId;
using smt::Term;

void ControlPlane::Parts::find_rewritings() {
    for (const network::Session& session : network().sessions) {
        rewritings.push_back(rewriting(session, session.a));
        rewritings.push_back(rewriting(session, session.b));
    }
}

// In the order of semantics.md §2: removal, the first pair that names an ASN, as-override.
CountRewriting ControlPlane::Parts::rewriting(const network::Session& session,
                                              const network::SessionEnd& sender) const {
    const Observed& observed = candidates.observed();
    const auto count = static_cast<std::uint32_t>(observed.counted.size());
    CountRewriting result{std::vector<std::vector<std::uint32_t>>(count), {}};
    const bool internal = count > 0 && network().internal(session);
    for (std::uint32_t i = 0; i < count; ++i) {
        network::Asn asn = observed.counted[i];
        if (!internal) {
            if (sender.remove_private_as && Observed::is_private(asn))
                continue;
            const auto named = std::find_if(sender.replace_as.begin(), sender.replace_as.end(),
                                            [&](const auto& pair) { return pair.first == asn; });
            if (named != sender.replace_as.end())
                asn = named->second;
            if (sender.as_override && asn == shown(network(), session.far_end(sender.node)))
                asn = *network()[sender.node].asn;
        }
        if (const std::size_t target = observed.counted_index(asn); target < count)
            result.sources[target].push_back(i);
    }
    if (count == 0 || internal)
        return result;
    for (const network::Asn asn : fronts(network(), sender))
        if (const std::size_t place = observed.counted_index(asn); place < count)
            result.fronted.push_back(static_cast<std::uint32_t>(place));
    return result;
}

Term ControlPlane::Parts::received(NodeId node, SessionId id, const Source& source, std::uint32_t asn,
                                   std::int64_t times) const {
    return received(node, id, source.content, candidates.prepended(source), asn, times);
}

Term ControlPlane::Parts::received(NodeId node, SessionId id, std::uint32_t content,
                                   const Prepended& prepended, std::uint32_t asn, std::int64_t times) const {
    const network::Session& session = network()[id];
    const bool from_a = session.b.node == node;
    const CountRewriting& rewritten = rewritings[2 * id.index() + (from_a ? 0 : 1)];
    const std::vector<std::uint32_t>& exported = prepended.exported;
    times -= std::count(rewritten.fronted.begin(), rewritten.fronted.end(), asn);
    if (!exported.empty())
        for (std::uint32_t from : rewritten.sources[asn])
            times -= exported[from];
    const NodeId peer = session.far_end(node).node;
    return sum_reaches(terms[peer].occurs[content], rewritten.sources[asn], 0, times);
}

Term ControlPlane::Parts::sum_reaches(const Occurrences& held, const std::vector<std::uint32_t>& asns,
                                      std::size_t from, std::int64_t times) const {
    if (times <= 0)
        return smt::yes;
    if (from == asns.size())
        return smt::no;
    const std::vector<Term>& at_least = held[asns[from]];
    std::vector<Term> ways{sum_reaches(held, asns, from + 1, times)};
    for (std::int64_t here = 1; here <= std::min<std::int64_t>(times, std::ssize(at_least)); ++here)
        ways.push_back(context().all(
            {at_least[static_cast<std::size_t>(here - 1)], sum_reaches(held, asns, from + 1, times - here)}));
    return context().any(ways);
}

Term ControlPlane::Parts::loops(NodeId node, SessionId session, const Source& source) const {
    return loops(node, session, source.content, candidates.prepended(source));
}

Term ControlPlane::Parts::loops(NodeId node, SessionId session, std::uint32_t content,
                                const Prepended& prepended) const {
    const Observed& observed = candidates.observed();
    const std::size_t own = observed.counted_index(*network()[node].asn);
    if (own == observed.counted.size())
        return smt::no; // told by contents, or of no consequence
    const std::int64_t allowed = network()[session].end(node).allow_own_as;
    return received(node, session, content, prepended, static_cast<std::uint32_t>(own), allowed + 1);
}

// What a node's contents of one circle have in common is told once for all of them.
void ControlPlane::Parts::cut_counts(const std::vector<Step>& group) {
    std::map<NodeId, Occurrences> made;
    for (const Step& step : group) {
        if (step.what != Step::What::counted)
            continue;
        const auto [place, fresh] = made.try_emplace(step.node);
        if (fresh)
            for (std::size_t i = 0; i < candidates.observed().counted.size(); ++i) {
                std::vector<Term>& at_least = place->second.emplace_back();
                for (std::uint32_t k = 0; k < candidates.observed().counted_caps[i]; ++k)
                    at_least.push_back(context().variable(fmt::format(
                        "{}/as{}/{}", name(step.node, "path"), candidates.observed().counted[i], k + 1)));
            }
        terms[step.node].occurs[step.index] = place->second;
    }
}

void ControlPlane::Parts::write_counts(const std::vector<Step>& group, bool circular_group) {
    std::map<NodeId, std::vector<std::uint32_t>> contents;
    for (const Step& step : group)
        if (step.what == Step::What::counted)
            contents[step.node].push_back(step.index);
    for (const auto& [node, indices] : contents) {
        Occurrences counted = count(node, indices);
        std::vector<Occurrences>& occurs = terms[node].occurs;
        if (!circular_group) {
            occurs[indices.front()] = std::move(counted); // alone in its group
            continue;
        }
        for (std::size_t asn = 0; asn < counted.size(); ++asn)
            for (std::size_t k = 0; k < counted[asn].size(); ++k)
                equations.push_back(
                    {context().iff(occurs[indices.front()][asn][k], counted[asn][k]),
                     fmt::format("the path {} holds has AS {} {} times iff it came with it",
                                 network()[node].name, candidates.observed().counted[asn], k + 1)});
    }
}

Occurrences ControlPlane::Parts::count(NodeId id, const std::vector<std::uint32_t>& contents) {
    const Observed& observed = candidates.observed();
    const NodeCandidates& node = candidates.of(id);
    Occurrences result;
    for (std::uint32_t cap : observed.counted_caps)
        result.emplace_back(cap, smt::no);
    std::vector<std::pair<const Candidate*, Term>> bests;
    for (std::uint32_t content : contents)
        for (std::uint32_t i = node.first[content]; i < node.first[content + 1]; ++i)
            if (const Term best = is_best(id, i); node.candidates[i].session.known() && !best.is_false())
                bests.emplace_back(&node.candidates[i], best);
    for (std::uint32_t asn = 0; asn < result.size(); ++asn)
        for (std::size_t k = 0; k < result[asn].size(); ++k) {
            std::map<Term, std::vector<Term>> ways; // by what must hold of the peer's path
            for (const auto& [candidate, best] : bests) {
                const NodeId peer = network()[candidate->session].far_end(id).node;
                for (const Source& source : candidate->sources) {
                    const std::vector<std::uint32_t>& imported = candidates.prepended(source).imported;
                    const std::int64_t added = imported.empty() ? 0 : imported[asn];
                    const Term before = received(id, candidate->session, source, asn,
                                                 static_cast<std::int64_t>(k) + 1 - added);
                    if (!before.is_false())
                        ways[before].push_back(
                            candidate->sources.size() == 1
                                ? best
                                : context().all({best, terms[peer].best[source.content]}));
                }
            }
            std::vector<Term> some;
            for (const auto& [before, gates] : ways)
                some.push_back(context().all({before, context().any(gates)}));
            result[asn][k] = context().any(some);
        }
    return result;
}

} // namespace encode
