// What stops a route, in a sentence with its line, and what would let it pass.

#include "solver/verdict/causes_stops.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/network/heard.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/routing/table.hpp"
#include "solver/verdict/causes_missing.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using routing::Fate;
using routing::Offer;

const std::optional<Restraint>& restraint(const Scene& scene, const Barrier& barrier) {
    const Session& session = scene.network[barrier.offer.session];
    return barrier.offer.fate == Fate::listed_only ? session.end(barrier.node).restraint
                                                   : session.far_end(barrier.node).restraint;
}

namespace {

/// What declares a node stands for what its kind always does: nobody wrote it down.
bool is_built_in(const Network& network, dsl::Span line) {
    return line.known() &&
           std::ranges::any_of(network.nodes, [&](const Node& node) { return node.span == line; });
}

} // namespace

int rank(const Network& network, const Offer& offer) {
    switch (offer.fate) {
    case Fate::rejected_by_export_policy:
    case Fate::rejected_by_import_policy:
        return is_built_in(network, offer.responsible) ? 2 : 0;
    case Fate::listed_only:
    case Fate::sends_nothing:
    case Fate::next_hop_unresolved:
    case Fate::kept_by_community:
        return 1;
    default:
        return 2;
    }
}

namespace {

/// Everything a sentence about one barrier needs.
struct Told {
    const Scene& scene;
    const Barrier& barrier;
    Prefix prefix;
    const Session& session = scene.network[barrier.offer.session];
    const SessionEnd& in = session.end(barrier.node);
    const SessionEnd& out = session.far_end(barrier.node);
    std::string node = quoted(scene.network, in.node);
    std::string peer = quoted(scene.network, out.node);
    std::string what = to_string(prefix);
};

void tell_policy(const Told& told, bool sending, Diagnosis& diagnosis) {
    const SessionEnd& end = sending ? told.out : told.in;
    const Policy& policy = told.scene.network[*(sending ? end.export_policy : end.import_policy)];
    const dsl::Span line =
        told.barrier.offer.responsible.known() ? told.barrier.offer.responsible : policy.span;
    if (is_built_in(told.scene.network, line)) {
        diagnosis.headline = sending ? fmt::format("{} never tells it {}", told.peer, told.node)
                                     : fmt::format("{} never takes it from {}", told.node, told.peer);
        diagnosis.add(line, sending
                                ? fmt::format("{} never tells {} of {}", told.peer, told.node, told.what)
                                : fmt::format("{} never takes {} from {}", told.node, told.what, told.peer));
        diagnosis.not_tried = "not tried: it is what such a thing always does";
        return;
    }
    diagnosis.headline = fmt::format("{} rejects it", quoted(policy.name));
    diagnosis.add(line, rejection(told.scene.network, policy, told.barrier.offer.term, told.prefix));
    diagnosis.add(end.span, sending ? fmt::format("{} applies {} to what it sends to {}", told.peer,
                                                  quoted(policy.name), told.node)
                                    : fmt::format("{} applies {} to what {} sends", told.node,
                                                  quoted(policy.name), told.peer));
    diagnosis.repair = accept_prefix(told.scene.network, *(sending ? end.export_policy : end.import_policy),
                                     told.barrier.offer.responsible, told.prefix);
}

void tell_own_asn(const Told& told, Diagnosis& diagnosis) {
    const auto path = told.barrier.offer.route ? told.barrier.offer.route->as_path : std::vector<Asn>{};
    Asn own = told.scene.network[told.in.node].asn.value_or(0);
    auto times = static_cast<std::uint32_t>(std::count(path.begin(), path.end(), own));
    const char* called = "its own ASN";
    if (const auto& local_as = told.in.local_as; local_as && times <= told.in.allow_own_as) {
        own = local_as->asn;
        times = static_cast<std::uint32_t>(std::count(path.begin(), path.end(), own)) + (local_as->prepends_received ? 1U : 0U);
        called = "its `local-as`";
    }
    diagnosis.headline = fmt::format("{} drops it: {} {} is in the path", told.node, called, own);
    diagnosis.add(told.in.span, fmt::format("{} drops {} from {}: the path {} holds {} {}", told.node, told.what,
                                            told.peer, as_path(path), called, own));
    if (!told.scene.network[told.in.node].in_traces) {
        // The platform speaks here, and nobody configures it: the other side can change.
        diagnosis.causes.insert(
            diagnosis.causes.begin(),
            {told.out.span, fmt::format("{} tells {} of {} as it learned it, with {} in the path", told.peer,
                                        told.node, told.what, own)});
        diagnosis.repair = change_ends(told.scene.network, told.barrier.offer.session, told.out.node,
                                       fmt::format("`as-override` at {}", told.peer),
                                       [](SessionEnd& end) { end.as_override = true; });
        return;
    }
    diagnosis.repair = change_end(told.barrier.offer.session, told.in.node,
                                  fmt::format("allowing {} {} {} in what {} learns from {}", called, times,
                                              times == 1 ? "time" : "times", told.node, told.peer),
                                  [times](SessionEnd& end) { end.allow_own_as = times; });
}

/// Why the node's own table does not lead to the next hop either, with the lines that would have: what a static route
/// waits for, or what hides it.
void tell_table(const Told& told, NodeId hop, Diagnosis& diagnosis) {
    const Network& network = told.scene.network;
    const NodeId node = told.in.node;
    const auto address = next_hop_address(network, node, hop);
    if (!address || !is_recursive(network, told.session, node))
        return;
    for (const StaticRoute& route : network[node].static_routes)
        if (const auto* via = std::get_if<ViaLink>(&route.next_hop);
            via && route.prefix.contains(*address) && !routing::is_up(network, via->link, told.scene.down()))
            diagnosis.add(route.span, fmt::format("the static route of {} to {} would lead there, and {} is down", told.node,
                                                  to_string(route.prefix), quoted(network[via->link].name)));
    const routing::Table table = routing::lookup(network, told.scene.state(), node, *address);
    const std::string route = fmt::format("the route of {} to {}", told.node, to_string(table.prefix));
    if (table.source == routing::Table::Source::static_route && (table.discards || table.unreachable))
        diagnosis.add(table.responsible, fmt::format("{} discards what goes to {}", route, to_string(*address)));
    else if (table.source != routing::Table::Source::none && table.prefix.length == 0 && !network[node].resolves_by_default)
        diagnosis.add(network[node].span, fmt::format("{} resolves no next hop (`no resolve-via-default`)", route));
    else if (table.source == routing::Table::Source::bgp)
        diagnosis.add(network[node].span,
                      network[node].resolves_by_recursive
                          ? fmt::format("{} would resolve it by what it resolves itself (RFC 4271 §9.1.2.1)", route)
                          : fmt::format("{} is recursive itself, and resolves no next hop here", route));
}

void tell_next_hop(const Told& told, Diagnosis& diagnosis) {
    const auto& route = told.barrier.offer.route;
    const std::string hop =
        route && route->next_hop.known() ? quoted(told.scene.network, route->next_hop) : "nobody";
    diagnosis.headline = fmt::format("{} cannot resolve its next hop {}", told.node, hop);
    const bool asks_ospf = told.scene.network[told.in.node].ospf.has_value();
    diagnosis.add(told.out.span,
                  fmt::format("{} sends {} to {} with next hop {}, to which {} has no link that is up{}",
                              told.peer, told.what, told.node, hop, told.node, asks_ospf ? " and no way by OSPF" : ""));
    if (route && route->next_hop.known())
        tell_table(told, route->next_hop, diagnosis);
    const bool reflected = route && route->originator.known();
    diagnosis.repair =
        change_end(told.barrier.offer.session, told.out.node,
                   fmt::format("`next-hop-self{}` at {} toward {}", reflected ? " all" : "", told.peer, told.node),
                   [reflected](SessionEnd& end) {
                       end.next_hop_self = true;
                       end.next_hop_self_reflected |= reflected;
                       end.next_hop_unchanged = false;
                   });
}

void tell_silence(const Told& told, Diagnosis& diagnosis) {
    if (told.out.sends) {
        const NodeId peer = told.out.node;
        diagnosis.headline = fmt::format("{} does not advertise it", told.peer);
        diagnosis.add(told.scene.network[peer].span,
                      fmt::format("{} has another source for {} installed and advertises only what it uses",
                                  told.peer, told.what));
        diagnosis.repair =
            Repair{fmt::format("advertising inactive routes at {}", told.peer),
                   [peer](Network& mended) { mended.nodes[peer.index()].advertise_inactive = true; }};
        return;
    }
    diagnosis.headline = fmt::format("{} advertises nothing to {}", told.peer, told.node);
    diagnosis.add(told.out.span, diagnosis.headline);
    diagnosis.repair = change_end(told.barrier.offer.session, told.out.node,
                                  fmt::format("letting {} advertise to {}", told.peer, told.node),
                                  [](SessionEnd& end) { end.sends = true; });
}

/// A line of the text says why. It may hold back more than sessions can show: a repair here is partial.
void tell_restraint(const Restraint& why, Diagnosis& diagnosis) {
    diagnosis.reason = why.reason;
    diagnosis.headline = why.sentence;
    diagnosis.add(why.span, why.sentence);
    diagnosis.repair = Repair{"letting pass the routes that this line holds back",
                              [why](Network& mended) {
                                  for (Session& session : mended.sessions)
                                      for (SessionEnd* end : {&session.a, &session.b})
                                          if (end->restraint == why) {
                                              end->sends = true;
                                              end->lists_only = false;
                                          }
                              },
                              true};
}

void tell_listed(const Told& told, Diagnosis& diagnosis) {
    diagnosis.headline = fmt::format("{} only lists what {} sends", told.node, told.peer);
    diagnosis.add(told.in.span,
                  fmt::format("{} lists {} from {} and never uses it", told.node, told.what, told.peer));
    diagnosis.repair = change_end(told.barrier.offer.session, told.in.node,
                                  fmt::format("using what {} learns from {}", told.node, told.peer),
                                  [](SessionEnd& end) { end.lists_only = false; });
}

void tell_internal(const Told& told, Diagnosis& diagnosis) {
    diagnosis.headline = fmt::format("{} does not pass it on over iBGP", told.peer);
    diagnosis.add(
        told.session.span,
        fmt::format("{} learned {} over iBGP and does not pass it on to {}, also iBGP (RFC 4271 §9.2.1)",
                    told.peer, told.what, told.node));
    diagnosis.repair = change_end(told.barrier.offer.session, told.out.node,
                                  fmt::format("making {} a client of {}", told.node, told.peer),
                                  [](SessionEnd& end) { end.client = true; });
}

/// By the policy of the sender through which its best came.
const Set* added_on_import(const Told& told, const Community& community) {
    const Network& network = told.scene.network;
    const routing::PrefixState* state = told.scene.state().find(told.prefix);
    const auto& best = state ? state->choices[told.out.node.index()].best : std::nullopt;
    if (!best || best->local())
        return nullptr;
    const auto& policy = network[best->session].end(told.out.node).import_policy;
    if (!policy)
        return nullptr;
    for (const Term& term : network[*policy].terms)
        for (const Set& set : term.sets)
            if (const auto* add = std::get_if<AddCommunity>(&set.what); add && add->community == community)
                return &set;
    return nullptr;
}

void tell_kept(const Told& told, Diagnosis& diagnosis) {
    const auto& route = told.barrier.offer.route;
    const bool everyone = route && route->communities.contains(network::no_advertise);
    const char* community = everyone ? "no-advertise" : "no-export";
    diagnosis.headline = fmt::format("{} keeps it to {}: it carries {}", told.peer, everyone ? "itself" : "its AS", community);
    diagnosis.add(told.out.span, fmt::format("{} does not tell {} of {}, which carries {} (RFC 1997)", told.peer,
                                             told.node, told.what, community));
    if (const Set* own = added_on_import(told, everyone ? network::no_advertise : network::no_export))
        diagnosis.add(own->span, fmt::format("{} adds {} itself, to what it hears", told.peer, community));
    diagnosis.not_tried = "not tried: what carries it is meant to stay";
}

/// Reflected in a circle: what a router does when all is well.
void tell_reflected(const Told& told, Diagnosis& diagnosis) {
    const bool origin = told.barrier.offer.fate == Fate::own_originator;
    diagnosis.headline = fmt::format("{} drops it: it was reflected {}", told.node, origin ? "back to it" : "in its cluster before");
    diagnosis.add(told.in.span, fmt::format("{} drops {} from {}: {} (RFC 4456 §8)", told.node, told.what, told.peer,
                                            origin ? "it is its originator" : "its cluster is in the cluster list"));
    diagnosis.not_tried = "not tried: this keeps reflected routes from going round";
}

} // namespace

Diagnosis tell(const Scene& scene, const Barrier& barrier, const Fault& fault, const Prefix& prefix) {
    Diagnosis diagnosis;
    diagnosis.reason = reason_of(barrier.offer);
    diagnosis.at = fault.walk->at();
    diagnosis.prefix = prefix;
    if (const auto& why = restraint(scene, barrier)) {
        tell_restraint(*why, diagnosis);
        return diagnosis;
    }
    const Told told{scene, barrier, prefix};
    switch (barrier.offer.fate) {
    case Fate::rejected_by_export_policy:
        tell_policy(told, true, diagnosis);
        break;
    case Fate::rejected_by_import_policy:
        tell_policy(told, false, diagnosis);
        break;
    case Fate::own_asn_in_path:
        tell_own_asn(told, diagnosis);
        break;
    case Fate::next_hop_unresolved:
        tell_next_hop(told, diagnosis);
        break;
    case Fate::sends_nothing:
        tell_silence(told, diagnosis);
        break;
    case Fate::listed_only:
        tell_listed(told, diagnosis);
        break;
    case Fate::kept_by_community:
        tell_kept(told, diagnosis);
        break;
    case Fate::own_originator:
    case Fate::own_cluster:
        tell_reflected(told, diagnosis);
        break;
    default:
        tell_internal(told, diagnosis);
    }
    if (rank(scene.network, barrier.offer) == 0 && barrier.node != fault.walk->at())
        diagnosis.headline += fmt::format(" between {} and {}", told.peer, told.node);
    return diagnosis;
}

} // namespace verdict
