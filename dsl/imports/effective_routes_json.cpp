// What a network interface does, `az network nic show-effective-route-table -o json`.

#include "dsl/imports/effective.hpp"
#include "dsl/imports/format.hpp"
#include "dsl/imports/records.hpp"

namespace dsl::imports {

namespace {

bool recognises(const Paste& paste) { return has_records(paste, {"addressPrefix", "nextHopType"}); }

void read_record(const Json& record, Reading& reading) {
    PrintedRoute printed;
    printed.source = text_of(record, "source");
    printed.state = text_of(record, "state");
    printed.type = text_of(record, "nextHopType");
    printed.prefixes = texts_of(record, "addressPrefix");
    printed.line = printed.prefixes.empty() ? record.text : printed.prefixes.front();
    printed.next_hops = texts_of(record, "nextHopIpAddress");
    read_effective(printed, reading);
}

void read(const Paste& paste, Reading& reading) {
    read_records(paste, reading, [&](const Json& record) { read_record(record, reading); });
}

} // namespace

Format effective_routes_json() {
    return {"`az network nic show-effective-route-table -o json`", Subject::effective_routes, recognises,
            read};
}

} // namespace dsl::imports
