#pragma once
// Effective routes as the cloud names them, in the language's words.

#include <string_view>
#include <vector>

#include "dsl/imports/reading.hpp"

namespace dsl::imports {

/// One effective route as printed. All views are into the paste.
struct PrintedRoute {
    std::string_view line, source, state, type;
    std::vector<std::string_view> prefixes, next_hops;
};

/// Reads it: one row per prefix. Types that are not modelled are left out with a warning, unknown ones
/// rejected.
void read_effective(const PrintedRoute& printed, Reading& reading);

} // namespace dsl::imports
