// Linux and BSD `traceroute`, with names or `-n`: a hop is its number and, for each probe, the address that
// answered and a time, or `*`. Each probe is a flow of its own, so a hop that shares load shows several
// addresses; the first that answered stands for it, as it would with `-q 1`. `!H`, `!N` and the like behind a
// time end a trace.

#include <algorithm>

#include "dsl/imports/columns.hpp"
#include "dsl/imports/format.hpp"
#include "dsl/imports/hops.hpp"

namespace dsl::imports {

namespace {

std::string_view first_address(const std::vector<std::string_view>& given, std::size_t from) {
    for (std::size_t i = from; i < given.size(); ++i)
        if (const std::string_view found = address_in(given[i]); !found.empty())
            return found;
    return {};
}

bool all_silent(const std::vector<std::string_view>& given) {
    return given.size() > 1 &&
           std::all_of(given.begin() + 1, given.end(), [](std::string_view word) { return word == "*"; });
}

bool is_hop(const std::vector<std::string_view>& given) {
    if (given.size() < 2 || !is_number(given.front()))
        return false;
    return all_silent(given) ||
           (!first_address(given, 1).empty() && std::find(given.begin(), given.end(), "ms") != given.end());
}

bool is_header(std::string_view line) { return line.find("traceroute to ") != std::string_view::npos; }

bool recognises(const Paste& paste) {
    return std::any_of(paste.lines().begin(), paste.lines().end(),
                       [](std::string_view line) { return is_header(line) || is_hop(words(line)); });
}

void read_hop(std::string_view line, Hops& hops, Reading& reading) {
    const auto given = words(line);
    const bool further = !is_number(given.front()) && !first_address(given, 0).empty() &&
                         std::find(given.begin(), given.end(), "ms") != given.end();
    if (further)
        return; // another address of the hop above
    if (!is_hop(given))
        return reading.reject(line, "this line is no hop of `traceroute`",
                              "paste the output as it was printed");
    if (!hops.next(line, given.front()))
        return;
    const bool ends =
        std::any_of(given.begin(), given.end(), [](std::string_view word) { return word.starts_with('!'); });
    if (ends)
        hops.end(line, first_address(given, 1));
    else
        hops.add(line, first_address(given, 1));
}

void read(const Paste& paste, Reading& reading) {
    Hops hops(reading);
    for (const std::string_view line : paste.lines()) {
        const std::string_view text = trimmed(line);
        if (!reading.stopped() && !text.empty() && text != "^C" && !is_header(text) && !is_prompt(text))
            read_hop(text, hops, reading);
    }
}

} // namespace

Format linux_traceroute() { return {"Linux `traceroute`", Subject::trace, recognises, read}; }

} // namespace dsl::imports
