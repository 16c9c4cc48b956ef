// The table of a router or gateway, to lay beside its own: used routes first, why the others are not, and the
// line that decided.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/commands/tables.hpp"
#include "solver/reports/words.hpp"
#include "solver/routing/forward.hpp"
#include "solver/verdict/told.hpp"

namespace commands {

using network::LinkId;
using network::Network;
using network::NodeId;
using network::Prefix;
using network::SessionId;

namespace {

std::string_view words(network::Criterion criterion) {
    using network::Criterion;
    switch (criterion) {
    case Criterion::weight:
        return "weight";
    case Criterion::local_preference:
        return "local preference";
    case Criterion::local_origin:
        return "local origin";
    case Criterion::as_path_length:
        return "AS path length";
    case Criterion::origin:
        return "origin";
    case Criterion::med:
    case Criterion::med_always:
        return "MED";
    case Criterion::med_sequential:
        return "order of arrival: either may be left";
    case Criterion::external_over_internal:
        return "eBGP before iBGP";
    case Criterion::igp_metric:
        return "metric to the next hop";
    case Criterion::router_id:
        return "router id";
    case Criterion::cluster_list_length:
        return "cluster list length";
    case Criterion::peer_order:
        return "peer address";
    case Criterion::oldest:
    case Criterion::oldest_external:
        return "age: either may be the oldest";
    }
    throw std::logic_error("a criterion is one of the known ones");
}

/// An address of `prefix` that no longer routed prefix covers; none if they cover it all.
std::optional<network::Address> address_of_its_own(const Prefix& prefix, const std::vector<Prefix>& sorted) {
    std::uint64_t next = prefix.first().bits;
    for (const Prefix& other : sorted)
        if (prefix != other && prefix.contains(other) && other.first().bits <= next)
            next = std::max<std::uint64_t>(next, std::uint64_t{other.last().bits} + 1);
    if (next > prefix.last().bits)
        return std::nullopt;
    return network::Address{static_cast<std::uint32_t>(next)};
}

enum Column : std::size_t {
    used,
    prefix,
    via,
    learned,
    next_hop,
    preference,
    med,
    weight,
    path,
    remark,
    columns
};

/// Writes the rows of one node.
class NodeTable {
public:
    NodeTable(const View& view, NodeId node, const std::vector<NodeId>& peers, bool every_offer)
        : view_(view), net_(view.network()), node_(node), peers_(peers), every_offer_(every_offer),
          paths_(net_, view.state.failed) {}

    std::vector<Row> rows() {
        Row heading{"",    "prefix", "via",     "origin", "next hop", "local preference",
                    "MED", "weight", "AS path", ""};
        for (const Prefix& one : view_.prefixes) {
            const std::size_t first = rows_.size();
            add(one);
            std::stable_partition(rows_.begin() + static_cast<std::ptrdiff_t>(first), rows_.end(),
                                  [](const Row& row) { return row.front() == "*"; });
        }
        hide_lonely_weights();
        rows_.insert(rows_.begin(), std::move(heading));
        return std::move(rows_);
    }

private:
    Row& row(bool is_used, const Prefix& of, std::string from) {
        Row& made = rows_.emplace_back(columns);
        made[used] = is_used ? "*" : "";
        made[prefix] = to_string(of);
        made[via] = std::move(from);
        return made;
    }

    bool owns(const Prefix& of) const {
        return std::ranges::find(net_[node_].owns, of, &network::OwnedPrefix::prefix) !=
               net_[node_].owns.end();
    }

    void add(const Prefix& of) {
        // The table of exactly this prefix shows where no longer one is in the way.
        std::optional<network::Address> own = address_of_its_own(of, view_.prefixes);
        routing::Table now = own ? routing::lookup(net_, view_.state, node_, *own) : routing::Table{};
        bool here = own && now.source != routing::Table::Source::none && now.prefix == of;
        if (peers_.empty()) {
            if (owns(of))
                row(true, of, "own");
            add_static(of, here && now.source == routing::Table::Source::static_route);
            add_ospf(of, here && now.source == routing::Table::Source::ospf);
        }
        const routing::PrefixState* chosen = view_.state.find(of);
        if (!net_[node_].asn || chosen == nullptr)
            return;
        bool forwards = !own || (here && now.source == routing::Table::Source::bgp);
        for (const routing::Offer& offer : routing::offers(net_, view_.state.failed, *chosen, node_))
            if (is_asked_for(offer, of))
                add_offer(of, offer, forwards);
    }

    bool is_asked_for(const routing::Offer& offer, const Prefix& of) const {
        if (!offer.session.known())
            return peers_.empty() && !owns(of);
        return peers_.empty() ||
               std::ranges::find(peers_, net_[offer.session].far_end(node_).node) != peers_.end();
    }

    void add_static(const Prefix& of, bool is_used) {
        for (const network::StaticRoute& route : net_[node_].static_routes) {
            if (route.prefix != of || route.label.hidden)
                continue;
            const auto* over = std::get_if<network::ViaLink>(&route.next_hop);
            bool up =
                over == nullptr || over->permanent || routing::is_up(net_, over->link, view_.state.failed);
            Row& made = row(is_used && up, of, route.label.source.empty() ? "static" : route.label.source);
            made[next_hop] = over == nullptr ? "discard" : verdict::told_name(net_, net_[over->link].to);
            made[remark] = up ? fmt::format("distance {}", route.distance) : "down";
        }
    }

    /// One row for each next hop that shares the load.
    void add_ospf(const Prefix& of, bool is_used) {
        const auto route = routing::ospf_route(net_, paths_, view_.state, node_, of);
        if (!route)
            return;
        for (const LinkId link : route->links) {
            const network::Link& over = net_[link];
            Row& made = row(is_used, of, "ospf");
            made[next_hop] = verdict::told_name(net_, over.to);
            if (over.to_address)
                made[next_hop] += fmt::format(" ({})", to_string(*over.to_address));
            made[remark] = describe(*route) + (is_used ? "" : "; another source is used");
        }
    }

    void add_offer(const Prefix& of, const routing::Offer& offer, bool forwards) {
        using routing::Fate;
        if (!every_offer_ && !arrives(offer))
            return;
        bool chosen = offer.fate == Fate::chosen || offer.fate == Fate::also_used;
        Row& made = row(chosen && forwards && offer.session.known(), of, peer(offer.session));
        made[learned] = !offer.session.known()               ? "network"
                        : net_.internal(net_[offer.session]) ? "iBGP"
                                                             : "eBGP";
        if (offer.route)
            attributes(offer, made);
        made[remark] = why_not(offer, chosen && forwards);
    }

    /// Whether a router would list it: it came over the session, or is local and nothing else shows it.
    bool arrives(const routing::Offer& offer) const {
        using routing::Fate;
        if (!offer.session.known())
            return offer.fate == Fate::chosen || offer.fate == Fate::less_preferred;
        if (offer.fate == Fate::rejected_by_import_policy)
            return offer.route.has_value() && !is_built_in(offer.responsible);
        for (Fate fate : {Fate::chosen, Fate::also_used, Fate::less_preferred, Fate::listed_only,
                          Fate::next_hop_unresolved})
            if (offer.fate == fate)
                return offer.route.has_value();
        return false;
    }

    /// A line that declares a node stands for what its kind always does: no table shows what that refuses.
    bool is_built_in(dsl::Span line) const {
        return std::ranges::any_of(net_.nodes, [&](const network::Node& node) { return node.span == line; });
    }

    std::string peer(SessionId session) const {
        return session.known() ? verdict::told_name(net_, net_[session].far_end(node_).node) : "local";
    }

    void attributes(const routing::Offer& offer, Row& made) const {
        const routing::Route& route = *offer.route;
        if (offer.session.known())
            made[next_hop] = next_hop_words(net_, node_, offer.session, route.next_hop);
        made[preference] = fmt::format("{}", route.local_preference);
        made[med] = route.med == 0 ? "" : fmt::format("{}", route.med);
        made[weight] = route.weight == 0 ? "" : fmt::format("{}", route.weight);
        made[path] = fmt::format("{}", fmt::join(route.as_path, " "));
    }

    /// Every local route has a weight; it says something only beside that of a learned one.
    void hide_lonely_weights() {
        const bool any = std::ranges::any_of(
            rows_, [](const Row& one) { return one[learned] != "network" && !one[weight].empty(); });
        for (Row& one : rows_)
            if (!any)
                one[weight].clear();
    }

    /// Why it is not what the node uses, with the line that decided.
    std::string why_not(const routing::Offer& offer, bool is_used) const {
        using routing::Fate;
        if (offer.fate == Fate::chosen)
            return is_used || !offer.session.known() ? "" : "best, another source is used";
        if (offer.fate == Fate::also_used)
            return "also used";
        std::string text(routing::code(offer.fate));
        if (offer.criterion)
            text += fmt::format(" ({})", words(*offer.criterion));
        std::string line = reports::place(view_.scene.file.run.sources, offer.responsible);
        return line.empty() ? text : text + "  " + line;
    }

    const View& view_;
    const Network& net_;
    NodeId node_;
    const std::vector<NodeId>& peers_;
    bool every_offer_;
    routing::ShortestPaths paths_;
    std::vector<Row> rows_;
};

} // namespace

std::vector<Row> learned_rows(const View& view, NodeId node, const std::vector<NodeId>& peers,
                              bool every_offer) {
    return NodeTable(view, node, peers, every_offer).rows();
}

std::string next_hop_words(const Network& network, NodeId node, SessionId session, NodeId next_hop) {
    if (!next_hop.known())
        return "";
    std::vector<LinkId> ways = network.links_from(node);
    if (const LinkId direct = network[session].link_from(node); direct.known())
        ways.insert(ways.begin(), direct);
    const auto leads_there = [&](LinkId way) {
        return network[way].to == next_hop && network[way].to_address.has_value();
    };
    const auto way = std::ranges::find_if(ways, leads_there);
    std::optional<network::Address> address =
        way == ways.end() ? network[next_hop].bgp_address : network[*way].to_address;
    for (const network::OwnedPrefix& owned : network[next_hop].owns)
        if (!address && owned.prefix.length == 32) // an interface of its own
            address = owned.prefix.address;
    const std::string name = verdict::told_name(network, next_hop);
    return address ? fmt::format("{} ({})", name, to_string(*address)) : name;
}

} // namespace commands
