// Sessions that the access lists of their own link refuse. The model has them up all the same: who writes such a list
// forgot them, or means something that is not modelled.

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "solver/kinds/sessions.hpp"

namespace kinds {
namespace {

using network::Address;
using network::FilterRule;
using network::Link;
using network::PortRange;

constexpr PortRange bgp{179, 179}, any_other{1024, 65535};

enum class Fits { no, maybe, yes };

Fits both(Fits a, Fits b) { return std::min(a, b); }

Fits fits(const std::vector<network::Prefix>& wanted, std::optional<Address> address) {
    const bool all = wanted.empty() || std::ranges::any_of(wanted, [](const auto& one) { return one.length == 0; });
    if (all || !address)
        return all ? Fits::yes : Fits::maybe;
    return std::ranges::any_of(wanted, [&](const auto& one) { return one.contains(*address); }) ? Fits::yes : Fits::no;
}

/// Of a port somewhere in `ports`.
Fits fits(const std::vector<PortRange>& wanted, PortRange ports) {
    if (wanted.empty())
        return Fits::yes;
    Fits most = Fits::no;
    for (const PortRange& one : wanted) {
        const bool whole = one.first <= ports.first && ports.last <= one.last;
        const bool apart = ports.last < one.first || one.last < ports.first;
        most = std::max(most, whole ? Fits::yes : apart ? Fits::no : Fits::maybe);
    }
    return most;
}

/// Whether such a packet might cross the link; addresses that the file does not give could be any.
bool may_cross(const Link& link, std::optional<Address> from, PortRange from_ports, PortRange to_ports) {
    for (const FilterRule& rule : link.filter.rules) {
        if (rule.protocol && *rule.protocol != network::Protocol::tcp)
            continue;
        const Fits addresses = both(fits(rule.sources, from), fits(rule.destinations, link.to_address));
        const Fits all = both(addresses, both(fits(rule.source_ports, from_ports), fits(rule.destination_ports, to_ports)));
        if (rule.allow && all != Fits::no)
            return true;
        if (!rule.allow && all == Fits::yes)
            return false;
    }
    return link.filter.empty();
}

/// Whether the end that `there` leaves could open the session.
bool may_open(const Link& there, const Link& back) {
    return may_cross(there, back.to_address, any_other, bgp) && may_cross(back, there.to_address, bgp, any_other);
}

} // namespace

void warn_about_filtered_sessions(Builder& builder) {
    for (const network::Session& session : builder.net.sessions) {
        if (!session.forward.known() || !session.back.known())
            continue;
        const Link &there = builder.net[session.forward], &back = builder.net[session.back];
        if (may_open(there, back) || may_open(back, there))
            continue;
        const Link& refusing = there.filter.empty() ? back : there;
        if (!refusing.filter.rules.front().name.empty()) // the platform's own
            continue;
        builder.diagnostics().warning(
            "VN0156", session.span,
            fmt::format("the rules of `{}` refuse the session over it, which is taken to be up all the same", refusing.name),
            "let `tcp` with `port 179` pass, either way",
            {{refusing.filter.rules.front().span, "the rules begin here"}});
    }
}

} // namespace kinds
