// What a node accepts from a peer (semantics.md §7, route-limit): the peer's best sent and imported, before
// anything asks whether it can be used.

#include "solver/encode/conditions.hpp"
#include "solver/encode/control_plane_parts.hpp"

namespace encode {

using network::NodeId;
using network::SessionId;
using smt::Term;

Term ControlPlane::accepted(NodeId node, SessionId id) const {
    const Parts& parts = *parts_;
    const NodeId peer = parts.network()[id].far_end(node).node;
    const auto& contents = parts.candidates.of(peer).contents;
    const Transfer transfer(*parts.speakers, parts.prefix);
    std::vector<Term> some;
    for (std::uint32_t i = 0; i < contents.size(); ++i) {
        const Term best = parts.terms[peer].best[i];
        if (best.is_false())
            continue;
        if (const auto arrival = transfer.accepted(id, peer, contents[i]))
            some.push_back(
                parts.context().all({best, advertised(*parts.world, peer, parts.prefix, contents[i].learned),
                                     !parts.loops(node, id, i, arrival->prepended)}));
    }
    return parts.context().all({parts.world->up(id), parts.context().any(some)});
}

} // namespace encode
