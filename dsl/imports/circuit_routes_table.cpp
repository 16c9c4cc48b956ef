// The route table of a circuit's edge: `az network express-route list-route-tables --query value -o table`.
// AS paths are printed with blanks, an origin behind them (`65515 65001 I`). One of several next hops carries
// a `*`; which one is nowhere documented, so nothing is read from it.

#include "dsl/imports/columns.hpp"
#include "dsl/imports/format.hpp"

namespace dsl::imports {

namespace {

bool recognises(const Paste& paste) { return has_dashed_table(paste, {"network", "nexthop", "path"}); }

void read_row(const DashedRow& row, Reading& reading) {
    Route route;
    route.line = row.line;
    route.prefix = row.cell("network");
    route.next_hop = row.cell("nexthop");
    if (route.next_hop.ends_with('*'))
        route.next_hop.remove_suffix(1);
    route.as_path = split_path(row.cell("path"), " ");
    route.local_preference = row.cell("locprf");
    route.weight = row.cell("weight");
    reading.route(route);
}

void read(const Paste& paste, Reading& reading) {
    read_dashed_table(paste, reading, [&](const DashedRow& row) { read_row(row, reading); });
}

} // namespace

Format circuit_routes_table() {
    return {"`az network express-route list-route-tables -o table`", Subject::table, recognises, read};
}

} // namespace dsl::imports
