// Junos `show route`, of any table. A route is an entry of several lines:
//
//     10.17.11.0/25      *[BGP/170] 2d 00:34:04, localpref 150, from 10.17.11.76
//                           AS path: 12076 I, validation-state: unverified
//                         > to 192.168.11.0 via reth1.11
//
// Entries of other protocols are no rows of a BGP table. `from` is left out where it is the next hop. An
// active entry with several next hops shares load, and it cannot be told which of them is its own; other
// entries with one of those next hops are in use too.

#include <algorithm>
#include <optional>

#include "dsl/imports/columns.hpp"
#include "dsl/imports/format.hpp"

namespace dsl::imports {

namespace {

/// One entry under a prefix.
struct Entry {
    Route route;
    bool bgp = false, active = false;
    std::string_view from;
    std::vector<std::string_view> hops;
};

/// `*[BGP/170]`: the protocol; empty if the word is no such thing.
std::string_view protocol(std::string_view word) {
    if (!word.empty() && std::string_view("*+-").find(word.front()) != std::string_view::npos)
        word.remove_prefix(1);
    const std::size_t slash = word.find('/');
    return word.starts_with('[') && slash != std::string_view::npos && word.find(']') > slash
               ? word.substr(1, slash - 1)
               : std::string_view{};
}

bool recognises(const Paste& paste) {
    return std::any_of(paste.lines().begin(), paste.lines().end(), [](std::string_view line) {
        const auto all = words(line);
        return std::any_of(all.begin(),
                           all.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(all.size(), 2)),
                           [](std::string_view word) { return !protocol(word).empty(); });
    });
}

class RouteReader {
public:
    explicit RouteReader(Reading& reading) : reading_(reading) {}

    void line(std::string_view line) {
        std::vector<std::string_view> given = words(line);
        if (given.empty() || is_beside(line, given))
            return;
        if (is_prefix(given.front()) || is_ipv6(given.front())) {
            finish();
            prefix_ = given.front();
            given.erase(given.begin());
        }
        if (given.empty())
            return;
        if (!protocol(given.front()).empty())
            return begin(line, given);
        if (!entries_.empty() && read_more(line, given))
            return;
        reading_.reject(trimmed(line), "this line is no part of a route",
                        "paste the output of `show route` as it was printed");
    }

    /// The end of a prefix's entries: which of them are in use is known now.
    void finish() {
        std::vector<std::string_view> used;
        for (const Entry& entry : entries_)
            if (entry.active)
                used.insert(used.end(), entry.hops.begin(), entry.hops.end());
        for (Entry& entry : entries_) {
            if (!entry.bgp)
                continue;
            Route& route = entry.route;
            if (entry.hops.size() == 1 && entry.from.empty())
                route.next_hop = entry.hops.front();
            else if (entry.hops.empty())
                route.next_hop = entry.from;
            const bool shares =
                !route.next_hop.empty() && std::find(used.begin(), used.end(), route.next_hop) != used.end();
            const bool unknown = !entry.active && route.next_hop.empty();
            route.active = unknown ? std::nullopt : std::optional(entry.active || shares);
            reading_.route(route);
        }
        entries_.clear();
    }

private:
    static bool is_beside(std::string_view line, const std::vector<std::string_view>& given) {
        return line.find(" destinations, ") != std::string_view::npos ||
               line.find("= Active Route") != std::string_view::npos || given.front().starts_with('{') ||
               line.find("Restart Complete") != std::string_view::npos ||
               (given.front() != ">" && protocol(given.front()).empty() && is_prompt(line) &&
                !is_prefix(given.front()));
    }

    void begin(std::string_view line, const std::vector<std::string_view>& given) {
        Entry& entry = entries_.emplace_back();
        entry.bgp = protocol(given.front()) == "BGP";
        entry.active = given.front().front() == '*' || given.front().front() == '+';
        entry.route.line = trimmed(line);
        entry.route.prefix = prefix_;
        for (std::size_t i = 1; i + 1 < given.size(); ++i) {
            std::string_view value = given[i + 1];
            if (value.ends_with(','))
                value.remove_suffix(1);
            if (given[i] == "localpref")
                entry.route.local_preference = value;
            else if (given[i] == "MED")
                entry.route.med = value;
            else if (given[i] == "from")
                entry.from = value;
        }
    }

    /// The lines under an entry's first. False if it is none of them.
    bool read_more(std::string_view line, const std::vector<std::string_view>& given) {
        Entry& entry = entries_.back();
        if (const std::size_t path = line.find("AS path: "); path != std::string_view::npos) {
            const std::string_view rest = line.substr(path + 9);
            entry.route.as_path = split_path(trimmed(rest.substr(0, rest.find(','))), " ");
            return true;
        }
        const std::size_t first = given.front() == ">" ? 1 : 0;
        if (given.size() > first + 1 && given[first] == "to" && is_address(given[first + 1])) {
            entry.hops.push_back(given[first + 1]);
            return true;
        }
        static constexpr std::string_view others[] = {"to",      "via",     "Local",     "Indirect", "Reject",
                                                      "Discard", "Receive", "MultiRecv", "Unusable"};
        return given.size() > first &&
               std::find(std::begin(others), std::end(others), given[first]) != std::end(others);
    }

    Reading& reading_;
    std::string_view prefix_;
    std::vector<Entry> entries_;
};

void read(const Paste& paste, Reading& reading) {
    RouteReader routes(reading);
    for (const std::string_view line : paste.lines())
        if (!reading.stopped())
            routes.line(line);
    routes.finish();
}

} // namespace

Format junos_routes() { return {"Junos `show route`", Subject::table, recognises, read}; }

} // namespace dsl::imports
