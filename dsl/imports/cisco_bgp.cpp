// Cisco `show ip bgp` and its neighbour forms, which FRRouting prints too. Numbers stand to the right, under
// the ends of their headers; a row without a prefix is another path to the one above; a long prefix has a
// line of its own; a prefix without a length is one of the old classes. Own routes have the next hop 0.0.0.0.

#include <algorithm>
#include <cctype>
#include <optional>

#include "dsl/imports/columns.hpp"
#include "dsl/imports/format.hpp"

namespace dsl::imports {

namespace {

constexpr std::string_view status_characters = " *>sdhrSmbfxactLiRN=VI";

/// Where columns begin; numbers end where their header does.
struct Header {
    std::size_t network = 0, hop = 0, metric = 0, local_preference = 0, weight = 0, path = 0;
};

std::optional<Header> read_header(std::string_view line) {
    const Header header{line.find("Network"), line.find("Next Hop"), line.find("Metric"),
                        line.find("LocPrf"),  line.find("Weight"),   line.find("Path")};
    const bool whole = header.network < header.hop && header.hop < header.metric &&
                       header.metric < header.local_preference && header.local_preference < header.weight &&
                       header.weight < header.path && header.path != std::string_view::npos;
    return whole ? std::optional(header) : std::nullopt;
}

bool recognises(const Paste& paste) {
    return std::any_of(paste.lines().begin(), paste.lines().end(),
                       [](std::string_view line) { return read_header(line).has_value(); });
}

/// The length that the class of an address gives it (RFC 791): `/8`, `/16`, `/24`; none for 0.0.0.0, which is
/// the default route.
std::string length_by_class(std::string_view address) {
    if (address == "0.0.0.0")
        return "/0";
    unsigned first = 0;
    for (const char c : address.substr(0, address.find('.')))
        first = first * 10 + static_cast<unsigned>(c - '0');
    return first < 128 ? "/8" : first < 192 ? "/16" : "/24";
}

class TableReader {
public:
    explicit TableReader(Reading& reading) : reading_(reading) {}

    void line(std::string_view line) {
        if (const auto found = read_header(line)) {
            header_ = *found;
            headed_ = true;
        } else if (headed_ && !is_beside(line)) {
            row(line);
        }
    }

private:
    static bool is_beside(std::string_view line) {
        const std::string_view text = trimmed(line);
        return text.empty() || text.starts_with("Total number of") || text.starts_with("Displayed") ||
               text.starts_with("Route Distinguisher") ||
               (is_prompt(text) && status_of(text).size() < text.size() && !begins_row(text));
    }
    /// The characters before the first digit.
    static std::string_view status_of(std::string_view line) {
        return line.substr(0, line.find_first_of("0123456789"));
    }
    static bool begins_row(std::string_view line) {
        return status_of(line).find_first_not_of(status_characters) == std::string_view::npos;
    }

    void row(std::string_view line) {
        const std::string_view status = status_of(line);
        std::vector<std::string_view> given = words(line.substr(status.size()));
        if (!begins_row(line) || given.empty())
            return reading_.reject(trimmed(line), "this line is no row of a BGP table",
                                   "paste the table as it was printed");
        const auto at = static_cast<std::size_t>(given.front().data() - line.data());
        const bool marked = status.find_first_not_of(' ') != std::string_view::npos;
        if (marked || !wrapped_)
            status_ = status;
        if (given.front().find('/') != std::string_view::npos || is_ipv6(given.front()) ||
            (!wrapped_ && at + 2 < header_.hop)) {
            network_ = given.front();
            given.erase(given.begin());
        }
        wrapped_ = given.empty();
        if (!wrapped_)
            route(line, given);
    }

    void route(std::string_view line, const std::vector<std::string_view>& given) {
        Route route;
        route.line = trimmed(line);
        route.prefix = network_;
        if (is_address(network_))
            route.length = length_by_class(network_);
        route.next_hop = given.front();
        route.own_asn_missing = true;
        route.as_path.emplace();
        for (std::size_t i = 1; i < given.size(); ++i)
            if (!column(line, given[i], route))
                break;
        const bool own = route.next_hop == "0.0.0.0";
        if (status_.find('h') != std::string_view::npos || (own && !reading_.advertised()))
            return;
        if (own)
            route.next_hop = {};
        route.active = status_.find_first_of(">m=") != std::string_view::npos;
        reading_.route(route);
    }

    /// Puts a word where its column says. False once the path is read: it goes to the end of the line.
    bool column(std::string_view line, std::string_view word, Route& route) const {
        const auto begin = static_cast<std::size_t>(word.data() - line.data()), end = begin + word.size();
        if (begin >= header_.path) {
            route.as_path = split_path(line.substr(begin), " ");
            return false;
        }
        (end > header_.weight             ? route.weight
         : end > header_.local_preference ? route.local_preference
                                           : route.med) = word;
        return true;
    }

    Reading& reading_;
    Header header_; // once there is one
    bool headed_ = false;
    std::string_view status_, network_;
    bool wrapped_ = false; ///< the line above held a prefix alone
};

void read(const Paste& paste, Reading& reading) {
    TableReader table(reading);
    for (const std::string_view line : paste.lines())
        if (!reading.stopped())
            table.line(line);
}

} // namespace

Format cisco_bgp() { return {"Cisco and FRRouting `show ip bgp`", Subject::table, recognises, read}; }

} // namespace dsl::imports
