// Windows `tracert`, in any language: a hop is its number, three times or `*`, and `ADDRESS` or `NAME
// [ADDRESS]`. Behind three `*` stands "Request timed out." in the system's language. A line without times, `5
// 10.0.0.1 reports: Destination host unreachable.`, ends a trace.

#include <algorithm>
#include <optional>

#include "dsl/imports/columns.hpp"
#include "dsl/imports/format.hpp"
#include "dsl/imports/hops.hpp"

namespace dsl::imports {

namespace {

/// The probes of one hop, and where what follows them begins.
struct Probes {
    std::size_t count = 0, answered = 0, next = 1;
};

/// `<1 ms`, `12 ms`, `*` behind the hop's number.
Probes probes(const std::vector<std::string_view>& given) {
    Probes found;
    while (found.next < given.size()) {
        std::string_view time = given[found.next];
        if (time.starts_with('<'))
            time.remove_prefix(1);
        const bool star = given[found.next] == "*";
        const bool timed = found.next + 1 < given.size() && is_number(time) &&
                           (given[found.next + 1] == "ms" || given[found.next + 1] == "ミリ秒");
        if (!star && !timed)
            break;
        found.next += star ? 1 : 2;
        found.answered += timed ? 1 : 0;
        ++found.count;
    }
    return found;
}

/// The address that ends a hop's line, or stands before the report of a device.
std::string_view address(const std::vector<std::string_view>& given, std::size_t from) {
    for (std::size_t i = from; i < given.size(); ++i)
        if (const std::string_view found = address_in(given[i]); !found.empty())
            return found;
    return {};
}

bool recognises(const Paste& paste) {
    return std::any_of(paste.lines().begin(), paste.lines().end(), [](std::string_view line) {
        const auto given = words(line);
        if (given.size() < 2 || !is_number(given.front()))
            return false;
        const Probes found = probes(given);
        return found.count == 3 && found.next < given.size();
    });
}

/// What stands above and below the hops.
bool is_beside(std::string_view line) {
    static constexpr std::string_view known[] = {"Tracing route to",       "over a maximum of",
                                                 "Trace complete",         "へのルートをトレースしています",
                                                 "経由するホップ数は最大", "トレースを完了しました"};
    return line.empty() || is_prompt(line) || line == "^C" ||
           std::any_of(std::begin(known), std::end(known),
                       [&](std::string_view one) { return line.find(one) != std::string_view::npos; });
}

void read_hop(std::string_view line, Hops& hops, Reading& reading) {
    const auto given = words(line);
    if (given.size() < 2 || !is_number(given.front()))
        return reading.reject(line, "this line is no hop of `tracert`", "paste the output as it was printed");
    const Probes found = probes(given);
    const std::string_view from = address(given, found.next);
    const bool silent = found.count == 3 && found.answered == 0;
    if (found.count != 3 && found.count != 0)
        return reading.reject(line, "this hop does not show three times",
                              "paste the output as it was printed");
    if (!silent && from.empty())
        return reading.reject(line, "this hop shows no address", "paste the output as it was printed");
    if (!hops.next(line, given.front()))
        return;
    if (found.count == 0)
        hops.end(line, from);
    else
        hops.add(line, silent ? std::string_view{} : from);
}

void read(const Paste& paste, Reading& reading) {
    Hops hops(reading);
    for (const std::string_view line : paste.lines())
        if (!reading.stopped() && !is_beside(trimmed(line)))
            read_hop(trimmed(line), hops, reading);
}

} // namespace

Format windows_tracert() { return {"Windows `tracert`", Subject::trace, recognises, read}; }

} // namespace dsl::imports
