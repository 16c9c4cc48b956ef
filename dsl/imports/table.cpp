// Every format, one line each. What looks like several of them is read as the first.

#include "dsl/imports/format.hpp"

namespace dsl::imports {

const std::vector<Format>& formats() {
    static const std::vector<Format> all = {
        gateway_routes_table(),  gateway_routes_list(), gateway_routes_json(),
        circuit_routes_table(),  circuit_routes_json(), junos_bgp(),
        junos_routes(),          cisco_bgp(),           effective_routes_table(),
        effective_routes_json(), windows_tracert(),     linux_traceroute(),
    };
    return all;
}

} // namespace dsl::imports
