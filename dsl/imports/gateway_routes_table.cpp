// What a gateway or a route server learned or advertises, as a table: `az network vnet-gateway
// list-learned-routes`, `az network routeserver peering list-learned-routes --query …`, and PowerShell's
// Get-AzVirtualNetworkGateway…Route with `select` or `Format-Table`. All have the columns Network, NextHop
// and AsPath, in any order and with others beside them. AS paths are printed with hyphens, nearest first. A
// row of origin `Network` is the gateway's own and was not learned.

#include "dsl/imports/columns.hpp"
#include "dsl/imports/format.hpp"

namespace dsl::imports {

namespace {

bool recognises(const Paste& paste) { return has_dashed_table(paste, {"network", "nexthop", "aspath"}); }

void read_row(const DashedRow& row, Reading& reading) {
    if (row.cell("origin") == "Network" && !reading.advertised())
        return;
    Route route;
    route.line = row.line;
    route.prefix = row.cell("network");
    route.next_hop = row.cell("nexthop");
    route.as_path = split_path(row.cell("aspath"), "- ");
    route.weight = row.cell("weight");
    reading.route(route);
}

void read(const Paste& paste, Reading& reading) {
    read_dashed_table(paste, reading, [&](const DashedRow& row) { read_row(row, reading); });
}

} // namespace

Format gateway_routes_table() {
    return {
        "`az network vnet-gateway|routeserver peering list-learned-routes|list-advertised-routes -o table`, "
        "`Get-AzVirtualNetworkGatewayLearnedRoute|AdvertisedRoute`",
        Subject::table, recognises, read};
}

} // namespace dsl::imports
