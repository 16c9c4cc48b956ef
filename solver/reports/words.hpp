#pragma once
// Networks in the reader's words: paths, endings, failures, counts. Shared by the reports and by `trace`.

#include <string>
#include <string_view>
#include <vector>

#include "dsl/source.hpp"
#include "solver/network/network.hpp"
#include "solver/properties/flows.hpp"
#include "solver/routing/forward.hpp"

namespace reports {

/// The names along a walk as people read them (`verdict/told.hpp`): `fw > ce1 > seattle/primary > spoke`.
std::string path(const network::Network& network, const routing::Walk& walk);
/// How a walk ended at its last station: `delivered`, `no route to 10.17.11.128`, `filtered by rule 100`, ...
std::string ending(const network::Network& network, const routing::Walk& walk);
/// What happened to its header on the way: `nva translates the source 10.1.0.4 to 10.3.0.9`.
std::vector<std::string> header_changes(const network::Network& network, const routing::Walk& walk);
/// What a traceroute shows: one item per hop, `*` where a hop stays silent; its own name last where it
/// arrived.
std::string traceroute(const network::Network& network, const routing::Walk& walk,
                       network::Address destination);

/// `a`, `b` and `c`, in backticks.
std::string listed(const std::vector<std::string>& names);
std::vector<std::string> names(const network::Network& network, const network::FailureSet& failed);
/// `when `a` and `b` fail`, as `verdict::circumstances`; `with nothing failed`.
std::string when(const network::Network& network, const network::FailureSet& failed);
/// `tcp 10.1.11.10:40000 > 10.17.11.132:22`.
std::string packet(const network::Packet& packet);
std::string_view protocol(network::Protocol protocol);
/// `10.1.0.0/24 -> 10.2.0.0/25, tcp 443-65535`; single addresses without a length, `any` for all of them.
std::string packets(const properties::PacketRange& range);

/// `3 fail`, `1 fails`: the number and the right form.
std::string count(std::size_t number, std::string_view singular, std::string_view plural);
/// `file:line`; empty if the place is not known.
std::string place(const dsl::Sources& sources, dsl::Span span);
/// The line as written, without blanks around it; of what a loop made, with the row: `…   # in row 1 of sites.csv: …`.
std::string source_line(const dsl::Sources& sources, dsl::Span span);
/// A word as a shell takes it.
std::string quoted(const std::string& word);
/// `text` with blanks up to `width` columns, counted in code points.
std::string padded(std::string_view text, std::size_t width);
std::size_t columns(std::string_view text);
/// What fits a terminal.
inline constexpr std::size_t widest_line = 118;
/// `start` and `text`, broken at blanks to fit `widest_line`; further lines stand under the beginning of
/// `text`.
std::string wrapped(const std::string& start, std::string_view text);

} // namespace reports
