// The route table of a circuit's edge, `az network express-route list-route-tables -o json`. See
// circuit_routes_table.cpp.

#include "dsl/imports/format.hpp"
#include "dsl/imports/records.hpp"

namespace dsl::imports {

namespace {

bool recognises(const Paste& paste) { return has_records(paste, {"network", "nextHop", "path"}); }

void read_record(const Json& record, Reading& reading) {
    Route route;
    route.prefix = text_of(record, "network");
    route.line = route.prefix.empty() ? record.text : route.prefix;
    route.next_hop = text_of(record, "nextHop");
    if (route.next_hop.ends_with('*'))
        route.next_hop.remove_suffix(1);
    route.as_path = split_path(text_of(record, "path"), " ");
    route.local_preference = text_of(record, "locPrf");
    route.weight = text_of(record, "weight");
    reading.route(route);
}

void read(const Paste& paste, Reading& reading) {
    read_records(paste, reading, [&](const Json& record) { read_record(record, reading); });
}

} // namespace

Format circuit_routes_json() {
    return {"`az network express-route list-route-tables -o json`", Subject::table, recognises, read};
}

} // namespace dsl::imports
