// Effective routes in the columns and words of `az network nic show-effective-route-table -o table`, a line
// for each next hop, and beside them the line of the text that a user's route comes from.
#include <algorithm>

#include <fmt/format.h>

#include "solver/commands/tables.hpp"
#include "solver/kinds/platform_words.hpp"
#include "solver/reports/words.hpp"
#include "solver/verdict/effective_routes.hpp"
#include "solver/verdict/told.hpp"

namespace commands {

using network::NodeId;

namespace {

void add(const View& view, const verdict::EffectiveRoute& route, std::vector<Row>& rows) {
    const std::string line =
        route.source == "user" ? reports::place(view.scene.file.run.sources, route.span) : "";
    const auto row = [&](const std::string& next_hop) {
        rows.push_back({std::string(kinds::platform_source(route.source)),
                        route.active ? "Active" : "Invalid", to_string(route.prefix),
                        std::string(kinds::platform_next_hop(route.type)), next_hop, line});
    };
    for (const network::Address address : route.next_hops)
        row(to_string(address));
    for (const NodeId node : route.unaddressed)
        row(fmt::format("({})", verdict::told_name(view.network(), node)));
    if (route.next_hops.empty() && route.unaddressed.empty())
        row("");
}

} // namespace

bool is_effective_table(const network::Network& network, NodeId node) {
    const network::Node& it = network[node];
    return !it.in_traces && network::table_for(network, node) == node &&
           std::ranges::any_of(it.static_routes, [](const network::StaticRoute& route) {
               return !route.label.hidden && !route.label.source.empty();
           });
}

std::vector<Row> effective_rows(const View& view, NodeId node) {
    std::vector<Row> rows{{"Source", "State", "Address Prefix", "Next Hop Type", "Next Hop IP", ""}};
    auto routes = verdict::effective_routes(view.network(), view.state, node);
    verdict::sort_as_printed(routes);
    for (const verdict::EffectiveRoute& route : routes)
        add(view, route, rows);
    return rows;
}

} // namespace commands
