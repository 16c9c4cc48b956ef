// Kinds of packets in words: a protocol, and ports where it has any.

#include "solver/lower/packets.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"

namespace lower {
namespace {

using dsl::Statement;
using network::PortRange;
using network::Protocol;
using properties::Scope;

std::optional<Protocol> read_protocol(const std::string& word) {
    if (word == "tcp")
        return Protocol::tcp;
    if (word == "udp")
        return Protocol::udp;
    return word == "icmp" ? std::optional(Protocol::icmp) : std::nullopt;
}

/// Nothing after an error.
std::optional<Scope> read_scope(Names& names, const Statement& written) {
    const auto& words = written.words;
    if (words.size() < 2)
        return std::nullopt;
    Scope scope{read_protocol(words[1].text), {}};
    const bool has_ports = scope.protocol && *scope.protocol != Protocol::icmp;
    if (has_ports && words.size() == 4 && words[2].text == "port") {
        scope.ports = kinds::read_ports(names.builder(), words[3]);
        return scope.ports ? std::optional(scope) : std::nullopt;
    }
    if (scope.protocol && words.size() == 2)
        return scope;
    const std::string& word = words.front().text;
    names.diagnostics().error("VN0308", written.span,
                              fmt::format("`{}` does not name a kind of packets", word),
                              fmt::format("write `{0} tcp port 443;`, `{0} udp;` or `{0} icmp;`", word));
    return std::nullopt;
}

/// Whether some port of `range` lies in none of `taken`.
bool leaves_a_port(PortRange range, std::vector<PortRange> taken) {
    std::ranges::sort(taken, {}, &PortRange::first);
    std::uint32_t next = range.first;
    for (const PortRange& one : taken)
        if (one.first <= next && next <= one.last)
            next = std::uint32_t{one.last} + 1;
    return next <= range.last;
}

bool leaves_any(const Scope& scope, const std::vector<Scope>& except, Protocol protocol) {
    if (scope.protocol && scope.protocol != protocol)
        return false;
    std::vector<PortRange> taken;
    for (const Scope& one : except)
        if (one.protocol == protocol)
            taken.push_back(one.ports.value_or(PortRange{}));
    return leaves_a_port(scope.ports.value_or(PortRange{}), std::move(taken));
}

bool leaves_any(const Scope& scope, const std::vector<Scope>& except) {
    return std::ranges::any_of(std::vector{Protocol::tcp, Protocol::udp, Protocol::icmp},
                               [&](Protocol protocol) { return leaves_any(scope, except, protocol); });
}

} // namespace

void read_packets(Names& names, const Statement& property, properties::Options& options) {
    if (const Statement* with = kinds::statement(property, "with"))
        options.scope = read_scope(names, *with).value_or(Scope{});
    const auto written = kinds::statements(property, "except");
    for (const Statement* except : written)
        if (const auto scope = read_scope(names, *except))
            options.except.push_back(*scope);
    if (!written.empty() && !leaves_any(options.scope, options.except))
        names.diagnostics().error("VN0325", written.back()->span,
                                  "`except` leaves no packets to claim anything of",
                                  "leave it out, or take out less");
}

} // namespace lower
