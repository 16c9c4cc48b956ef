#pragma once
// The open set of formats. To add one: a file beside this with one function, and a line in `table.cpp`.

#include <string_view>
#include <vector>

#include "dsl/imports/paste.hpp"
#include "dsl/imports/reading.hpp"

namespace dsl::imports {

struct Format {
    std::string_view name; ///< for people: the command that prints it
    Subject subject;       ///< of the observations that may hold it
    bool (*recognises)(const Paste&);
    void (*read)(const Paste&, Reading&); ///< what does not fit is rejected at its place
};

/// Every format; the first that recognises a text reads it.
const std::vector<Format>& formats();

// One function per file of this folder; `table.cpp` lists them.
Format gateway_routes_table();
Format gateway_routes_list();
Format gateway_routes_json();
Format circuit_routes_table();
Format circuit_routes_json();
Format effective_routes_table();
Format effective_routes_json();
Format junos_routes();
Format junos_bgp();
Format cisco_bgp();
Format windows_tracert();
Format linux_traceroute();

} // namespace dsl::imports
