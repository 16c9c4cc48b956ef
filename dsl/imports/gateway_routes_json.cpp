// What a gateway or a route server learned or advertises, `-o json`. See gateway_routes_table.cpp.

#include "dsl/imports/format.hpp"
#include "dsl/imports/records.hpp"

namespace dsl::imports {

namespace {

bool recognises(const Paste& paste) { return has_records(paste, {"network", "nextHop", "asPath"}); }

void read_record(const Json& record, Reading& reading) {
    if (text_of(record, "origin") == "Network" && !reading.advertised())
        return;
    Route route;
    route.prefix = text_of(record, "network");
    route.line = route.prefix.empty() ? record.text : route.prefix;
    route.next_hop = text_of(record, "nextHop");
    route.as_path = split_path(text_of(record, "asPath"), "- ");
    route.weight = text_of(record, "weight");
    reading.route(route);
}

void read(const Paste& paste, Reading& reading) {
    read_records(paste, reading, [&](const Json& record) { read_record(record, reading); });
}

} // namespace

Format gateway_routes_json() {
    return {
        "`az network vnet-gateway|routeserver peering list-learned-routes|list-advertised-routes -o json`",
        Subject::table, recognises, read};
}

} // namespace dsl::imports
