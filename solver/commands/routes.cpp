// `verify routes SPEC [NODE]`: the tables of one stable state, to lay beside a router's own.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/commands/command.hpp"
#include "solver/commands/console.hpp"
#include "solver/commands/ends.hpp"
#include "solver/commands/grid.hpp"
#include "solver/reports/words.hpp"
#include "solver/routing/forward.hpp"
#include "solver/routing/simulate.hpp"

namespace commands {

using network::Network;
using network::NodeId;
using network::Prefix;
using Row = std::vector<std::string>;

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
    case Criterion::external_over_internal:
        return "eBGP before iBGP";
    case Criterion::router_id:
        return "router id";
    case Criterion::peer_order:
        return "peer address";
    case Criterion::oldest:
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

/// Writes the rows of one node.
class NodeTable {
public:
    NodeTable(const Scene& scene, const routing::State& state, const std::vector<Prefix>& prefixes,
              NodeId node, bool every_offer)
        : scene_(scene), net_(*scene.network), state_(state), prefixes_(prefixes), node_(node),
          every_offer_(every_offer), paths_(net_, state.failed) {}

    std::vector<Row> rows() {
        for (const Prefix& prefix : prefixes_) {
            const std::size_t first = rows_.size();
            add(prefix);
            std::stable_partition(rows_.begin() + static_cast<std::ptrdiff_t>(first), rows_.end(),
                                  [](const Row& row) { return row.front() == "*"; });
        }
        return std::move(rows_);
    }

private:
    bool owns(const Prefix& prefix) const {
        return std::ranges::find(net_[node_].owns, prefix, &network::OwnedPrefix::prefix) !=
               net_[node_].owns.end();
    }

    void add(const Prefix& prefix) {
        // The table of exactly this prefix shows where no longer one is in the way.
        std::optional<network::Address> own = address_of_its_own(prefix, prefixes_);
        routing::Table used = own ? routing::lookup(net_, state_, node_, *own) : routing::Table{};
        bool here = own && used.source != routing::Table::Source::none && used.prefix == prefix;
        if (owns(prefix))
            rows_.push_back({"*", to_string(prefix), "own", "", "", "", "", "", ""});
        add_static(prefix, here && used.source == routing::Table::Source::static_route);
        add_ospf(prefix, here && used.source == routing::Table::Source::ospf);
        const routing::PrefixState* chosen = state_.find(prefix);
        if (!net_[node_].asn || chosen == nullptr)
            return;
        bool forwards = !own || (here && used.source == routing::Table::Source::bgp);
        for (const routing::Offer& offer : routing::offers(net_, scene_.failed, *chosen, node_))
            if (offer.session.known() || !owns(prefix))
                add_offer(prefix, offer, forwards);
    }

    void add_static(const Prefix& prefix, bool used) {
        for (const network::StaticRoute& route : net_[node_].static_routes) {
            if (route.prefix != prefix)
                continue;
            const auto* via = std::get_if<network::ViaLink>(&route.next_hop);
            bool up = via == nullptr || routing::is_up(net_, via->link, scene_.failed);
            std::string next = via == nullptr ? "discard" : net_[net_[via->link].to].name;
            rows_.push_back({used && up ? "*" : "", to_string(prefix), "static", next, "", "", "", "",
                             up ? fmt::format("distance {}", route.distance) : "down"});
        }
    }

    void add_ospf(const Prefix& prefix, bool used) {
        const auto route = routing::ospf_route(net_, paths_, state_, node_, prefix);
        if (!route)
            return;
        const std::string remark = describe(*route) + (used ? "" : "; another source is used");
        for (const network::LinkId link : route->links)
            rows_.push_back({used ? "*" : "", to_string(prefix), "ospf", over(link), "", "", "", "", remark});
    }

    void add_offer(const Prefix& prefix, const routing::Offer& offer, bool forwards) {
        using routing::Fate;
        if (!every_offer_ && !arrives(offer))
            return;
        bool chosen = offer.fate == Fate::chosen || offer.fate == Fate::also_used;
        Row row{chosen && forwards && offer.session.known() ? "*" : "", to_string(prefix),
                via(offer.session)};
        row.resize(8);
        if (offer.route)
            attributes(offer, row);
        row.push_back(remark(offer, chosen && forwards));
        rows_.push_back(row);
    }

    /// Whether a router would list it: it came over the session, or is local and nothing else shows it.
    bool arrives(const routing::Offer& offer) const {
        using routing::Fate;
        if (!offer.session.known())
            return offer.fate == Fate::chosen || offer.fate == Fate::less_preferred;
        for (Fate fate : {Fate::chosen, Fate::also_used, Fate::less_preferred, Fate::listed_only,
                          Fate::next_hop_unresolved, Fate::rejected_by_import_policy})
            if (offer.fate == fate)
                return offer.route.has_value();
        return false;
    }

    std::string via(network::SessionId session) const {
        return session.known() ? net_[net_[session].far_end(node_).node].name : "local";
    }

    void attributes(const routing::Offer& offer, Row& row) const {
        const routing::Route& route = *offer.route;
        if (offer.session.known())
            row[3] = next_hop(offer.session, route.next_hop);
        row[4] = fmt::format("{}", route.local_preference);
        row[5] = route.med == 0 ? "" : fmt::format("{}", route.med);
        row[6] = route.weight == 0 || !offer.session.known() ? "" : fmt::format("{}", route.weight);
        row[7] = fmt::format("{}", fmt::join(route.as_path, " "));
    }

    /// The next hop's name, and its address where a link toward it has one.
    std::string next_hop(network::SessionId session, NodeId node) const {
        if (!node.known())
            return "";
        std::vector<network::LinkId> ways = net_.links_from(node_);
        network::LinkId direct = net_[session].link_from(node_);
        if (direct.known())
            ways.insert(ways.begin(), direct);
        for (network::LinkId way : ways)
            if (net_[way].to == node && net_[way].to_address)
                return over(way);
        return net_[node].name;
    }

    /// The node a link leads to, with the address of its interface there.
    std::string over(network::LinkId link) const {
        const network::Link& it = net_[link];
        const std::string& name = net_[it.to].name;
        return it.to_address ? fmt::format("{} ({})", name, to_string(*it.to_address)) : name;
    }

    /// Why it is not what the node uses, with the line that decided.
    std::string remark(const routing::Offer& offer, bool used) const {
        using routing::Fate;
        if (offer.fate == Fate::chosen)
            return used || !offer.session.known() ? "" : "best, another source is used";
        if (offer.fate == Fate::also_used)
            return "also used";
        std::string text(routing::code(offer.fate));
        if (offer.criterion)
            text += fmt::format(" ({})", words(*offer.criterion));
        std::string line = reports::place(scene_.file.run.sources, offer.responsible);
        return line.empty() ? text : text + "  " + line;
    }

    const Scene& scene_;
    const Network& net_;
    const routing::State& state_;
    const std::vector<Prefix>& prefixes_;
    NodeId node_;
    bool every_offer_;
    routing::ShortestPaths paths_;
    std::vector<Row> rows_;
};

std::string write_node(const Scene& scene, const routing::State& state, const std::vector<Prefix>& prefixes,
                       NodeId node, const Request& request) {
    const network::Node& it = (*scene.network)[node];
    std::string title = ink(request, 1).strong(it.name) + (it.asn ? fmt::format("   AS {}", *it.asn) : "");
    if (!routing::is_up(*scene.network, node, scene.failed))
        return title + "   down\n";
    std::vector<Row> rows{
        {"", "prefix", "via", "next hop", "local preference", "MED", "weight", "AS path", ""}};
    std::vector<Row> found = NodeTable(scene, state, prefixes, node, request.every_offer).rows();
    rows.insert(rows.end(), found.begin(), found.end());
    return title + "\n" + (found.empty() ? "  no routes\n" : grid(rows, "  "));
}

} // namespace

Exit routes(const Request& request) {
    std::optional<Scene> scene = open(request);
    if (!scene)
        return Exit::refused;
    const Network& network = *scene->network;
    std::vector<NodeId> nodes;
    if (request.words.size() > 1) {
        std::string why;
        nodes.push_back(find_node(network, request.words[1], why));
        if (!nodes.front().known())
            return complain(request, "VN0908", why);
    } else {
        for (std::size_t i = 0; i < network.nodes.size(); ++i)
            nodes.push_back(NodeId::at(i));
    }
    std::vector<Prefix> prefixes = network::routed_prefixes(network);
    routing::Settled settled = routing::settle_all(network, prefixes, scene->failed);
    std::string text = fmt::format("{}\n", reports::when(network, scene->failed));
    for (const Prefix& prefix : settled.unsettled)
        text += fmt::format("{} never settles: its routes are not shown\n", to_string(prefix));
    for (NodeId node : nodes)
        text += "\n" + write_node(*scene, settled.state, prefixes, node, request);
    return print(text);
}

} // namespace commands
