// Junos `show route receive-protocol bgp PEER` and `show route advertising-protocol bgp PEER`. Columns stand
// where their headers do. `*` marks an active route. What is advertised is printed before the router's own
// ASN is put in front, with `Self` for itself as next hop.

#include <optional>

#include "dsl/imports/columns.hpp"
#include "dsl/imports/format.hpp"

namespace dsl::imports {

namespace {

/// Where the last three columns begin.
struct Header {
    std::size_t med, local_preference, path;
};

std::optional<Header> read_header(std::string_view line) {
    const std::size_t prefix = line.find("Prefix"), hop = line.find("Nexthop"), path = line.find("AS path");
    const Header header{line.find("MED"), line.find("Lclpref"), path};
    const bool whole = prefix < hop && hop < header.med && header.med < header.local_preference &&
                       header.local_preference < path && path != std::string_view::npos;
    return whole ? std::optional(header) : std::nullopt;
}

bool recognises(const Paste& paste) {
    for (const std::string_view line : paste.lines())
        if (read_header(line))
            return true;
    return false;
}

/// What stands between two tables of one paste, or at its end.
bool is_beside(std::string_view line) {
    return line.empty() || line.find(" destinations, ") != std::string_view::npos ||
           trimmed(line).starts_with('{') || line.find("Restart Complete") != std::string_view::npos ||
           is_prompt(line);
}

/// The command, if it stands above, must go with the observation.
void check_direction(std::string_view line, Reading& reading) {
    const bool sent = line.find("advertising-protocol") != std::string_view::npos;
    const bool received = line.find("receive-protocol") != std::string_view::npos;
    if (sent && !reading.advertised())
        reading.reject(trimmed(line), "this shows what the router advertises",
                       "write `observe table N to X { … }`");
    if (received && reading.advertised())
        reading.reject(trimmed(line), "this shows what the router received",
                       "write `observe table N from X { … }`");
}

void read_row(std::string_view line, const Header& header, Reading& reading) {
    Route route;
    route.line = trimmed(line);
    std::vector<std::string_view> given = words(line);
    route.active = given.front() == "*";
    if (*route.active)
        given.erase(given.begin());
    if (given.size() < 2)
        return reading.reject(route.line, "this row has no next hop", "paste the table as it was printed");
    route.prefix = given[0];
    if (given[1] == "Self" && !reading.advertised())
        return reading.reject(given[1], "`Self` is the next hop of what the router advertises",
                              "write `observe table N to X { … }`");
    route.next_hop = given[1] == "Self" ? std::string_view{} : given[1];
    route.as_path.emplace();
    route.own_asn_missing = true;
    for (std::size_t i = 2; i < given.size(); ++i) {
        const auto at = static_cast<std::size_t>(given[i].data() - line.data());
        if (at >= header.path) {
            route.as_path = split_path(line.substr(at), " ");
            break;
        }
        (at >= header.local_preference ? route.local_preference : route.med) = given[i];
    }
    reading.route(route);
}

void read(const Paste& paste, Reading& reading) {
    std::optional<Header> header;
    for (const std::string_view line : paste.lines()) {
        if (reading.stopped())
            return;
        check_direction(line, reading);
        if (const auto found = read_header(line))
            header = found;
        else if (header && !is_beside(line))
            read_row(line, *header, reading);
    }
}

} // namespace

Format junos_bgp() {
    return {"Junos `show route receive-protocol|advertising-protocol bgp`", Subject::table, recognises, read};
}

} // namespace dsl::imports
