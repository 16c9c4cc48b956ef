// Plain prefixes: one owner announces, every session is eBGP between distinct ASNs and passes everything on
// unshortened, every node forwards what BGP says. Then, in a stable state:
//  - paths grow on every session, so a node's route is the chain of choices from it to the owner;
//  - a node next to one with a route is offered it; it is refused only if the node is on that chain itself,
//  and then it
//    has a route: so routes are exactly where chains of up sessions lead;
//  - each next hop (of a multipath set too: its paths are equally long) has a shorter path, so every branch
//  is delivered.

#include "solver/properties/plain.hpp"

#include <algorithm>
#include <set>

#include "solver/encode/content.hpp"
#include "solver/network/address_parts.hpp"

namespace properties {

using network::Criterion;
using network::Network;
using network::NodeId;
using network::Prefix;
using smt::Term;

namespace {

bool names_prefix(const network::Term& term, const Prefix& prefix) {
    return std::ranges::all_of(term.matches, [&](const network::Match& match) {
        const auto* prefixes = std::get_if<network::MatchPrefix>(&match.what);
        return !prefixes || std::ranges::any_of(prefixes->any_of,
                                                [&](const auto& range) { return range.matches(prefix); });
    });
}

template <class... Sets> bool sets_any(const network::Term& term) {
    return std::ranges::any_of(
        term.sets, [](const network::Set& set) { return (std::holds_alternative<Sets>(set.what) || ...); });
}

/// Some term for this prefix sets what every decision looks at before path length.
bool sets_preference(const network::Policy& policy, const Prefix& prefix) {
    return std::ranges::any_of(policy.terms, [&](const network::Term& term) {
        return names_prefix(term, prefix) && sets_any<network::SetLocalPreference, network::SetWeight>(term);
    });
}

/// Routes may come to carry what keeps their holders from sending them on.
bool holds_back(const network::Term& term) {
    return std::ranges::any_of(term.sets, [](const network::Set& set) {
        const auto* added = std::get_if<network::AddCommunity>(&set.what);
        return added && encode::Observed::holds_back(added->community);
    });
}

/// Every route of this prefix comes through, its path as it was.
bool lets_pass(const network::Policy& policy, const Prefix& prefix) {
    for (const network::Term& term : policy.terms) {
        if (!names_prefix(term, prefix))
            continue;
        if (term.outcome == network::Outcome::reject || sets_any<network::PrependAs>(term) ||
            holds_back(term))
            return false;
        const bool sure = std::ranges::all_of(term.matches, [](const network::Match& match) {
            return std::holds_alternative<network::MatchPrefix>(match.what);
        });
        if (sure && term.outcome == network::Outcome::accept)
            return true;
    }
    return false;
}

bool length_decides(const network::Decision& decision) {
    const auto before = [](Criterion criterion) {
        return criterion == Criterion::weight || criterion == Criterion::local_preference ||
               criterion == Criterion::local_origin;
    };
    const auto first = std::ranges::find_if_not(decision.order, before);
    return first != decision.order.end() && *first == Criterion::as_path_length;
}

bool shares_only_equal_lengths(const network::Decision& decision) {
    const auto length = std::ranges::find(decision.order, Criterion::as_path_length) - decision.order.begin();
    return !decision.multipath_after ||
           (decision.sharing == network::Sharing::any && *decision.multipath_after > static_cast<std::size_t>(length));
}

bool settling_end(const Network& network, const network::SessionEnd& end, const Prefix& prefix) {
    for (const auto& policy : {end.import_policy, end.export_policy})
        if (policy && sets_preference(network[*policy], prefix))
            return false;
    return end.weight == 0 && !end.remove_private_as;
}

bool plain_end(const Network& network, const network::SessionEnd& end, const Prefix& prefix) {
    for (const auto& policy : {end.import_policy, end.export_policy})
        if (policy && !lets_pass(network[*policy], prefix))
            return false;
    return end.sends && !end.lists_only && !end.as_override && end.replace_as.empty() && !end.local_as &&
           !end.next_hop_unchanged && !end.next_hop;
}

bool plain_session(const Network& network, const network::Session& session, const Prefix& prefix) {
    return plain_end(network, session.a, prefix) && plain_end(network, session.b, prefix) &&
           session.forward.known() && session.back.known() && network[session.forward].to == session.b.node &&
           network[session.back].to == session.a.node;
}

bool plain_node(const network::Node& node) {
    return node.forwards && node.static_routes.empty() && !node.ospf && node.drops_with.empty() &&
           !node.source_nat && shares_only_equal_lengths(node.decision);
}

bool distinct_asns(const Network& network) {
    std::set<network::Asn> seen;
    return std::ranges::all_of(
        network.nodes, [&](const network::Node& node) { return !node.asn || seen.insert(*node.asn).second; });
}

bool is_plain(const network::Origination& origin) {
    return !origin.if_reachable && !origin.only_while && origin.fails_with.empty() && origin.as_path.empty();
}

/// The one node that owns and announces the prefix, if there is no other that does either.
std::optional<NodeId> only_owner(const Network& network, const Prefix& prefix) {
    std::optional<NodeId> owner;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const network::Node& node = network.nodes[i];
        const bool owns =
            std::ranges::any_of(node.owns, [&](const auto& own) { return own.prefix == prefix; });
        const bool announces = node.asn && std::ranges::any_of(node.originates, [&](const auto& origin) {
                                   return origin.prefix == prefix && is_plain(origin);
                               });
        const bool conditionally = std::ranges::any_of(node.originates, [&](const auto& origin) {
            return origin.prefix == prefix && !is_plain(origin);
        });
        if (owns != announces || conditionally || (owns && owner))
            return std::nullopt;
        if (owns)
            owner = NodeId::at(i);
    }
    return owner;
}

} // namespace

// Nodes settle in the order of the length of their best route: a route of length n comes from a node that
// settled with less, later ones only offer more, and ties are broken among routes that are all known by then
// (Sobrinho 2005, strict monotonicity). Filters and the loop check only take routes away from nodes that
// settle later.
bool settles_by_length(const Network& network, const Prefix& prefix) {
    return std::ranges::all_of(network.sessions,
                               [&](const network::Session& session) {
                                   return !network.internal(session) &&
                                          settling_end(network, session.a, prefix) &&
                                          settling_end(network, session.b, prefix);
                               }) &&
           std::ranges::all_of(network.nodes, [](const network::Node& node) {
               return !node.asn || length_decides(node.decision);
           });
}

std::optional<Plain> plainly_routed(const Network& network, network::Address destination) {
    return plainly_routed(network,
                          network::AddressParts(routed_prefixes(network)).containing(destination));
}

std::optional<Plain> plainly_routed(const Network& network, const std::vector<Prefix>& covering) {
    if (covering.size() != 1)
        return std::nullopt;
    const Prefix& prefix = covering.front();
    const auto owner = only_owner(network, prefix);
    const bool plain = owner && settles_by_length(network, prefix) && distinct_asns(network) &&
                       std::ranges::all_of(network.nodes, plain_node) &&
                       std::ranges::all_of(network.links, [](const auto& link) { return link.filter.empty(); }) &&
                       std::ranges::all_of(network.sessions, [&](const network::Session& session) {
                           return plain_session(network, session, prefix);
                       });
    return plain ? std::optional(Plain{prefix, *owner}) : std::nullopt;
}

Apart::Apart(const encode::World& world, const Plain& plain) {
    const Network& network = world.network();
    smt::Context& context = world.context();
    const std::string name = world.name() + "/apart/" + to_string(plain.prefix) + "/";
    for (const network::Node& node : network.nodes)
        apart_.push_back(context.variable(name + node.name));
    equations_.push_back({context.implies(world.up(plain.owner), !of(plain.owner)),
                          network[plain.owner].name + " is not apart from itself"});
    for (std::size_t i = 0; i < network.sessions.size(); ++i) {
        const network::Session& session = network.sessions[i];
        const Term up = world.up(network::SessionId::at(i));
        const Term a = of(session.a.node), b = of(session.b.node);
        equations_.push_back({context.all({context.any({!up, !a, b}), context.any({!up, a, !b})}),
                              "who is apart has no session " + session.name + " with who is not"});
    }
}

} // namespace properties
