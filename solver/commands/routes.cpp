// `verify routes SPEC [NODE]`: the tables of one stable state, to lay beside a router's own or the
// platform's.
#include <algorithm>

#include <fmt/format.h>

#include "solver/commands/command.hpp"
#include "solver/commands/console.hpp"
#include "solver/commands/grid.hpp"
#include "solver/commands/tables.hpp"
#include "solver/reports/words.hpp"
#include "solver/verdict/possible_states.hpp"
#include "solver/verdict/told.hpp"

namespace commands {

using network::Network;
using network::NodeId;
using network::Prefix;

namespace {

/// Whose table, and how it is called: a host is looked up in the table of its subnet.
struct Place {
    NodeId node;
    std::string title;
};

/// Nodes without a table of their own say nothing: fabrics, what stands before machines, interfaces.
bool has_table(const Network& network, NodeId node) {
    return !verdict::is_fabric(network, node) && verdict::told_name(network, node) == network[node].name &&
           (network[node].asn || network::table_for(network, node) == node);
}

std::vector<Place> all_places(const Network& network) {
    std::vector<Place> places;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (has_table(network, NodeId::at(i)))
            places.push_back({NodeId::at(i), network.nodes[i].name});
    return places;
}

/// A node, or a host: then the table that decides for it.
std::optional<Place> find_place(const Network& network, const std::string& name, std::string& why) {
    const NodeId node = find_node(network, name, why);
    if (node.known())
        return Place{node, network[node].name};
    std::string no_end;
    const std::optional<End> end = find_end(network, name, no_end);
    if (!end || !end->node.known())
        return std::nullopt;
    const NodeId table = network::table_for(network, end->node);
    return Place{table, fmt::format("{} in {}", name, network[table].name)};
}

std::string title(const View& view, const Place& place, const Request& request) {
    const network::Node& node = view.network()[place.node];
    std::string text = ink(request, 1).strong(place.title);
    if (is_effective_table(view.network(), place.node))
        return text + "   effective routes";
    return text + (node.asn ? fmt::format("   AS {}", *node.asn) : "");
}

std::string write(const View& view, const Place& place, const std::vector<NodeId>& peers,
                  const Request& request) {
    const std::string head = title(view, place, request);
    if (!routing::is_up(view.network(), place.node, view.scene.failed))
        return head + "   down\n";
    const bool effective =
        peers.empty() && !request.every_offer && is_effective_table(view.network(), place.node);
    const std::vector<Row> rows = !request.to.empty() ? advertised_rows(view, place.node, peers)
                                  : effective         ? effective_rows(view, place.node)
                                              : learned_rows(view, place.node, peers, request.every_offer);
    return head + "\n" + (rows.size() == 1 ? "  no routes\n" : grid(rows, "  "));
}

/// How many stable states look different at the places that are shown: `1 of 4 stable states`; empty if this
/// is the only one.
std::string states_words(const View& view, const std::vector<Place>& places) {
    if (!verdict::is_searched(view.network()))
        return "one stable state is shown; a network of this size is not searched for others\n";
    std::vector<NodeId> nodes;
    for (const Place& place : places)
        nodes.push_back(place.node);
    std::size_t states = 1;
    for (const Prefix& prefix : view.prefixes)
        states *= std::max<std::size_t>(
            verdict::distinct_states(view.network(), view.scene.failed, prefix, nodes), 1);
    return states == 1 ? "" : fmt::format("this is 1 of {} stable states\n", states);
}

std::string write_all(const View& view, const std::vector<Place>& places, const std::vector<NodeId>& peers,
                      const std::vector<Prefix>& unsettled, const Request& request) {
    std::string text = fmt::format("{}\n", reports::when(view.network(), view.scene.failed));
    text += states_words(view, places);
    for (const Prefix& prefix : unsettled)
        text += fmt::format("{} never settles: its routes are not shown\n", to_string(prefix));
    for (const Place& place : places)
        text += "\n" + write(view, place, peers, request);
    return text;
}

} // namespace

Exit routes(const Request& request) {
    std::optional<Scene> scene = open(request);
    if (!scene)
        return Exit::refused;
    const Network& network = *scene->network;
    const std::string& peer = request.to.empty() ? request.from : request.to;
    std::vector<Place> places = all_places(network);
    std::vector<NodeId> peers;
    std::string why;
    if (request.words.size() > 1) {
        const std::optional<Place> place = find_place(network, request.words[1], why);
        if (!place)
            return complain(request, "VN0908", why);
        places = {*place};
    }
    if (!request.from.empty() && !request.to.empty())
        return complain(request, "VN0908", "`--from` and `--to` ask for two different tables",
                        "keep one of them");
    if (!peer.empty()) {
        if (request.words.size() == 1)
            return complain(request, "VN0908", "`--from` and `--to` are about one node",
                            "name it behind the file");
        peers = find_peers(network, places.front().node, peer, why);
        if (peers.empty())
            return complain(request, "VN0908", why);
    }
    const std::vector<Prefix> prefixes = network::routed_prefixes(network);
    const routing::Settled settled = routing::settle_all(network, prefixes, scene->failed);
    return print(write_all({*scene, settled.state, prefixes}, places, peers, settled.unsettled, request));
}

} // namespace commands
