// The words of stories.

#include "solver/verdict/story.hpp"

#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/network/prefix_sets.hpp"
#include "solver/verdict/told.hpp"

namespace verdict {

using namespace network;

std::string quoted(std::string_view name) { return fmt::format("`{}`", name); }
std::string quoted(const Network& network, NodeId node) { return quoted(told_name(network, node)); }

std::string listed(const std::vector<std::string>& items) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i)
        text += (i == 0 ? "" : i + 1 == items.size() ? " and " : ", ") + items[i];
    return text;
}

std::string listed(const Network& network, const FailureSet& groups) {
    std::vector<std::string> names;
    for (FailureId group : groups)
        names.push_back(quoted(network[group].name));
    return listed(names);
}

namespace {

/// `er1/primary/maintenance` is what is done to `er1/primary`.
std::string drained(const FailureGroup& group) {
    constexpr std::string_view what = "/maintenance";
    std::string_view name = group.name;
    if (name.ends_with(what))
        name.remove_suffix(what.size());
    return quoted(name);
}

/// The name of a choice is a sentence of a subject, a verb, an object and perhaps more: `rs/1 programs spoke/app`,
/// `isp announces 10.0.0.0/8 as 64496 65001`.
std::string chosen(const FailureGroup& group) {
    const std::string& name = group.name;
    const std::size_t verb = name.find(' '), object = verb == std::string::npos ? verb : name.find(' ', verb + 1);
    if (object == std::string::npos)
        return quoted(name);
    const std::size_t end = std::min(name.find(' ', object + 1), name.size());
    return quoted(name.substr(0, verb)) + name.substr(verb, object + 1 - verb) +
           quoted(name.substr(object + 1, end - object - 1)) + name.substr(end);
}

} // namespace

std::string told(const Network& network, FailureId id, bool holds) {
    const Condition& condition = *network[id].condition;
    if (const auto* has = std::get_if<HasRoute>(&condition)) {
        static constexpr std::string_view kinds[] = {"route", "BGP route", "learned BGP route", "OSPF route", "static route"};
        const std::string_view kind = kinds[static_cast<std::size_t>(has->from)];
        const std::string where = has->any_of.size() == 1 ? to_string(has->any_of.front()) : "";
        const std::string_view article = has->from == HasRoute::From::ospf ? "an" : "a";
        if (!where.empty())
            return fmt::format("{} has {} {} to {}", quoted(network, has->node), holds ? article : "no", kind, where);
        std::vector<std::string> prefixes;
        for (const Prefix& prefix : has->any_of)
            prefixes.push_back(to_string(prefix));
        return fmt::format("{} has {} {} to any of {} prefixes", quoted(network, has->node), holds ? article : "no", kind,
                           prefixes.size());
    }
    if (const auto* over = std::get_if<ForwardsOver>(&condition))
        return fmt::format("{} {} to {} over {}", quoted(network, over->node), holds ? "sends" : "does not send",
                           to_string(over->destination), quoted(network[over->link].name));
    const auto& reach = std::get<Delivers>(condition);
    return fmt::format("{} {} {} ({})", quoted(network, reach.from), holds ? "reaches" : "does not reach",
                       quoted(network, reach.to), to_string(reach.destination));
}

std::string circumstance(const Network& network, FailureId group) {
    switch (network[group].failure_class) {
    case FailureClass::maintenance:
        return fmt::format("while {} is drained", drained(network[group]));
    case FailureClass::choice:
        return fmt::format("where {}", chosen(network[group]));
    case FailureClass::condition:
        return "while " + told(network, group, false);
    default:
        return fmt::format("while {} is down", quoted(network[group].name));
    }
}

std::string circumstances(const Network& network, const FailureSet& failed) {
    std::vector<std::string> down, maintained, choices, clauses;
    for (FailureId group : failed) {
        const FailureGroup& it = network[group];
        if (it.failure_class == FailureClass::condition)
            continue; // follows from the others
        if (it.failure_class == FailureClass::maintenance)
            maintained.push_back(drained(it));
        else if (it.failure_class == FailureClass::choice)
            choices.push_back(chosen(it));
        else
            down.push_back(quoted(it.name));
    }
    if (!down.empty())
        clauses.push_back(fmt::format("when {} {}", listed(down), down.size() == 1 ? "fails" : "fail"));
    if (!maintained.empty())
        clauses.push_back(
            fmt::format("while {} {} drained", listed(maintained), maintained.size() == 1 ? "is" : "are"));
    if (!choices.empty())
        clauses.push_back("where " + listed(choices));
    return fmt::format("{}", fmt::join(clauses, ", "));
}

std::string as_path(const std::vector<Asn>& path) {
    return path.empty() ? "empty" : fmt::format("{}", fmt::join(path, " "));
}

std::string attributes(const routing::Route& route) {
    std::vector<std::string> parts;
    if (route.weight != 0)
        parts.push_back(fmt::format("weight {}", route.weight));
    parts.push_back(fmt::format("local-preference {}", route.local_preference));
    parts.push_back("as-path " + as_path(route.as_path));
    if (route.med != 0)
        parts.push_back(fmt::format("med {}", route.med));
    std::vector<std::string> communities;
    for (const Community& c : route.communities)
        if (!c.is_tag())
            communities.push_back(to_string(c));
    if (!communities.empty())
        parts.push_back(fmt::format("community {}", fmt::join(communities, " ")));
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string way(const Network& network, const std::vector<NodeId>& nodes) {
    return fmt::format("{}", fmt::join(told_names(network, nodes), " > "));
}

std::string way(const Network& network, const routing::Walk& walk) { return way(network, nodes_of(walk)); }

std::vector<NodeId> nodes_of(const routing::Walk& walk) {
    std::vector<NodeId> nodes;
    for (const routing::Hop& hop : walk.hops)
        nodes.push_back(hop.node);
    return nodes;
}

std::vector<std::string> transports_of(const Network& network, const routing::Walk& walk) {
    std::vector<std::string> names;
    for (const routing::Hop& hop : walk.hops) {
        if (!hop.by.known() || !network[hop.by].transport)
            continue;
        std::string name = quoted(network[*network[hop.by].transport].name);
        if (names.empty() || names.back() != name)
            names.push_back(std::move(name));
    }
    return names;
}

std::string_view word(Criterion criterion) {
    switch (criterion) {
    case Criterion::weight:
        return "weight";
    case Criterion::local_preference:
        return "local-preference";
    case Criterion::local_origin:
        return "local-origin";
    case Criterion::as_path_length:
        return "as-path-length";
    case Criterion::origin:
        return "origin";
    case Criterion::med:
        return "med";
    case Criterion::med_always:
        return "med-always";
    case Criterion::med_sequential:
        return "med-sequential";
    case Criterion::external_over_internal:
        return "external-over-internal";
    case Criterion::igp_metric:
        return "igp-metric";
    case Criterion::router_id:
        return "router-id";
    case Criterion::cluster_list_length:
        return "cluster-list-length";
    case Criterion::peer_order:
        return "peer-order";
    case Criterion::oldest:
        return "oldest";
    case Criterion::oldest_external:
        return "oldest-external";
    }
    return "";
}

namespace {

std::string_view origin_word(Origin origin) {
    switch (origin) {
    case Origin::igp:
        return "igp";
    case Origin::egp:
        return "egp";
    case Origin::incomplete:
        return "incomplete";
    }
    return "";
}

std::string beats(const routing::Route& a, const routing::Route& b, Criterion criterion) {
    switch (criterion) {
    case Criterion::weight:
        return fmt::format("weight {} beats {}", a.weight, b.weight);
    case Criterion::local_preference:
        return fmt::format("local preference {} beats {}", a.local_preference, b.local_preference);
    case Criterion::local_origin:
        return "its own route beats a learned one";
    case Criterion::as_path_length:
        return fmt::format("as-path length {} beats {}", a.as_path.size(), b.as_path.size());
    case Criterion::origin:
        return fmt::format("origin {} beats {}", origin_word(a.origin), origin_word(b.origin));
    case Criterion::med:
    case Criterion::med_always:
        return fmt::format("the lower MED {} beats {}", a.med, b.med);
    case Criterion::med_sequential:
        return "in order of arrival one beats the next, by MED within a neighbour AS, so that either may be left";
    case Criterion::external_over_internal:
        return "eBGP-learned beats iBGP-learned";
    case Criterion::igp_metric:
        return "the nearer next hop wins";
    case Criterion::router_id:
        return "the peer with the lower router id wins";
    case Criterion::cluster_list_length:
        return fmt::format("{} reflections beat {}", a.cluster_list.size(), b.cluster_list.size());
    case Criterion::peer_order:
        return "the peer with the lower address wins";
    case Criterion::oldest:
    case Criterion::oldest_external:
        return "the older of two equal routes stays, whichever that is";
    }
    return "";
}

std::string equal_in(const routing::Route& a, const routing::Route& b, Criterion criterion) {
    if (criterion == Criterion::weight && a.weight == b.weight && a.weight != 0)
        return fmt::format("weight {} both", a.weight);
    if (criterion == Criterion::local_preference && a.local_preference == b.local_preference)
        return fmt::format("local preference {} both", a.local_preference);
    if (criterion == Criterion::as_path_length && a.as_path.size() == b.as_path.size())
        return fmt::format("as-path length {} both", a.as_path.size());
    return "";
}

std::string range_words(const PrefixRange& range) {
    if (range.shortest == range.prefix.length && range.longest == range.prefix.length)
        return to_string(range.prefix);
    return fmt::format("{} (lengths {} to {})", to_string(range.prefix), range.shortest, range.longest);
}

std::vector<PrefixRange> in_both(const std::vector<PrefixRange>& some, const std::vector<PrefixRange>& others) {
    std::vector<PrefixRange> both;
    for (const PrefixRange& one : some)
        for (const PrefixRange& other : others)
            if (const auto range = common(one, other))
                both.push_back(*range);
    return both;
}

/// What the accepting terms ask of a prefix; nothing if one of them asks for more than prefixes.
std::vector<std::string> accepted_prefixes(const Policy& policy) {
    std::vector<std::string> accepted;
    for (const Term& term : policy.terms) {
        if (term.outcome != Outcome::accept)
            continue;
        std::optional<std::vector<PrefixRange>> fit; // every match of the term
        for (const Match& match : term.matches) {
            const auto* prefixes = std::get_if<MatchPrefix>(&match.what);
            if (!prefixes)
                return {};
            fit = fit ? in_both(*fit, prefixes->any_of) : prefixes->any_of;
        }
        for (const PrefixRange& range : fit.value_or(std::vector<PrefixRange>{}))
            accepted.push_back(range_words(range));
    }
    return accepted;
}

std::string_view protocol_word(Protocol protocol) {
    switch (protocol) {
    case Protocol::icmp:
        return "icmp";
    case Protocol::tcp:
        return "tcp";
    case Protocol::udp:
        return "udp";
    }
    return "";
}

} // namespace

std::string comparison(const Network& network, NodeId node, const routing::Candidate& winner,
                       const routing::Candidate& loser, Criterion criterion) {
    std::vector<std::string> equal;
    for (Criterion earlier : network[node].decision.order) {
        if (earlier == criterion)
            break;
        if (auto text = equal_in(winner.route, loser.route, earlier); !text.empty())
            equal.push_back(std::move(text));
    }
    std::string text = beats(winner.route, loser.route, criterion);
    return equal.empty() ? text : fmt::format("{} ({})", text, fmt::join(equal, ", "));
}

std::string prefix_of(const Network& network, const Prefix& prefix) {
    for (const Node& node : network.nodes)
        for (const OwnedPrefix& owned : node.owns)
            if (owned.prefix == prefix)
                return fmt::format("{} of {}", to_string(prefix), quoted(node.name));
    return to_string(prefix);
}

std::string_view reason_of(const routing::Offer& offer) {
    return offer.term && !offer.term->reason.empty() ? std::string_view(offer.term->reason)
                                                     : routing::code(offer.fate);
}

std::string rejection(const Network& network, const Policy& policy, const Term* term, const Prefix& prefix) {
    const std::string what = prefix_of(network, prefix);
    if (term)
        return term->name.empty() ? fmt::format("a term of {} rejects {}", quoted(policy.name), what)
                                  : fmt::format("term {} of {} rejects {}", quoted(term->name),
                                                quoted(policy.name), what);
    const auto accepted = accepted_prefixes(policy);
    if (accepted.empty())
        return fmt::format("no term of {} accepts {}", quoted(policy.name), what);
    return fmt::format("{} accepts {} and not {}", quoted(policy.name), listed(accepted), what);
}

const FilterRule* refusing_rule(const Network& network, const routing::Walk& walk) {
    const Packet& packet = walk.final_packet();
    const Filter& own = network[walk.at()].filter;
    if (!passes(own, packet))
        return deciding_rule(own, packet);
    for (const Link& link : network.links)
        if (link.from == walk.at() && !passes(link.filter, packet))
            if (const FilterRule* rule = deciding_rule(link.filter, packet);
                rule && rule->span == walk.responsible)
                return rule;
    return nullptr;
}

bool is_sentence(const FilterRule& rule) { return rule.name.find(' ') != std::string::npos; }

std::string words(const FilterRule& rule) {
    if (is_sentence(rule))
        return rule.name;
    return rule.name.empty() ? fmt::format("rule {}", rule.number) : quoted(rule.name);
}

std::string route_word(const Network& network, NodeId node, const routing::Table& table) {
    const auto& all = network[node].static_routes;
    const std::string source =
        table.static_routes.empty() ? "" : all[table.static_routes.front()].label.source;
    return (source.empty() ? "static" : source) + " route";
}

std::string words(const Packet& packet) {
    std::string text = fmt::format("{} from {} to {}", protocol_word(packet.protocol),
                                   to_string(packet.source), to_string(packet.destination));
    return packet.protocol == Protocol::icmp ? text : text + fmt::format(" port {}", packet.destination_port);
}

} // namespace verdict
