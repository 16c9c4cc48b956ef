// See the header.
#include "solver/reports/words.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/verdict/story.hpp"
#include "solver/verdict/told.hpp"

namespace reports {

using network::Address;
using network::Network;
using routing::Ending;
using routing::Walk;

std::string path(const Network& network, const Walk& walk) {
    return fmt::format("{}", fmt::join(verdict::told_names(network, walk), " > "));
}

namespace {

std::string filtered(const Network& network, const Walk& walk) {
    const network::FilterRule* rule = verdict::refusing_rule(network, walk);
    if (rule == nullptr)
        return "filtered: no rule lets it pass";
    return (verdict::is_sentence(*rule) ? "filtered: " : "filtered by ") + verdict::words(*rule);
}

} // namespace

std::string ending(const Network& network, const Walk& walk) {
    const std::string destination = to_string(walk.final_packet().destination);
    switch (walk.ending) {
    case Ending::delivered:
        return "delivered";
    case Ending::filtered:
        return filtered(network, walk);
    case Ending::no_route:
        return fmt::format("no route to {}", destination);
    case Ending::null_routed:
        return "discarded by a null route";
    case Ending::not_forwarding:
        return "does not forward packets of others";
    case Ending::no_session:
        return "never saw the packet this answers";
    case Ending::loop:
        return "loop";
    case Ending::node_down:
        return "down";
    case Ending::drained:
        return "up, and drops every packet: it is being drained";
    case Ending::next_hop_down:
        return fmt::format("the next hop toward {} is down, and the route stays", destination);
    }
    throw std::logic_error("a walk ends in one of the known ways");
}

std::vector<std::string> header_changes(const Network& network, const Walk& walk) {
    std::vector<std::string> changes;
    for (std::size_t i = 1; i < walk.hops.size(); ++i) {
        const network::Packet &before = walk.hops[i - 1].packet, &now = walk.hops[i].packet;
        if (before.source != now.source)
            changes.push_back(fmt::format("{} translates the source {} to {}",
                                          verdict::told_name(network, walk.hops[i - 1].node),
                                          to_string(before.source), to_string(now.source)));
        if (before.destination != now.destination)
            changes.push_back(fmt::format("{} turns the destination {} back into {}",
                                          verdict::told_name(network, walk.hops[i].node),
                                          to_string(before.destination), to_string(now.destination)));
    }
    return changes;
}

namespace {

/// Whether `address` is the node's own interface, and no host behind it.
bool is_interface(const network::Node& node, Address address) {
    return std::ranges::any_of(node.owns, [&](const network::OwnedPrefix& owned) {
        return owned.prefix == network::Prefix{address, 32};
    });
}

/// Hosts are shown last, the node they are behind before them; whoever sends is not shown.
bool is_shown(const Network& network, const Walk& walk, const routing::Hop& hop) {
    const network::Node& node = network[hop.node];
    if (&hop == &walk.hops.front() && is_interface(node, hop.packet.source))
        return false;
    if (&hop == &walk.hops.back() && walk.ending == Ending::delivered)
        return node.in_traces && std::ranges::find(node.hosts, hop.packet.destination,
                                                   &network::Host::address) != node.hosts.end();
    return node.in_traces;
}

/// What is silent answers all the same to what comes from its own side: no tunnel, no circuit.
std::string shown(const Network& network, const routing::Hop& hop) {
    const network::Node& node = network[hop.node];
    std::optional<Address> address = node.address;
    if (hop.by.known() && network[hop.by].to_address)
        address = network[hop.by].to_address;
    const bool hides = node.silent && (!hop.by.known() || network[hop.by].transport);
    return hides || !address ? "*" : to_string(*address);
}

} // namespace

std::string traceroute(const Network& network, const Walk& walk, Address destination) {
    std::vector<std::string> hops;
    for (const routing::Hop& hop : walk.hops)
        if (is_shown(network, walk, hop))
            hops.push_back(shown(network, hop));
    hops.push_back(walk.ending == Ending::delivered ? to_string(destination) : "...");
    return fmt::format("{}", fmt::join(hops, " "));
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0)
            text += i + 1 == names.size() ? " and " : ", ";
        text += "`" + names[i] + "`";
    }
    return text;
}

std::vector<std::string> names(const Network& network, const network::FailureSet& failed) {
    std::vector<std::string> result;
    for (network::FailureId id : failed)
        result.push_back(network[id].name);
    return result;
}

std::string when(const Network& network, const network::FailureSet& failed) {
    return failed.empty() ? "with nothing failed" : verdict::circumstances(network, failed);
}

namespace {

std::string addresses(const network::Prefix& prefix) {
    return prefix.length == 0 ? "any" : prefix.length == 32 ? to_string(prefix.address) : to_string(prefix);
}

bool all(const network::PortRange& ports) { return ports.first == 0 && ports.last == UINT16_MAX; }

/// ` 443`, ` 444-65535`; empty for all.
std::string words(const network::PortRange& ports) {
    if (all(ports))
        return "";
    return ports.first == ports.last ? fmt::format(" {}", ports.first) : fmt::format(" {}-{}", ports.first, ports.last);
}

} // namespace

std::string packets(const properties::PacketRange& range) {
    std::string text = addresses(range.sources) + " -> " + addresses(range.destinations);
    if (range.protocol)
        text += fmt::format(", {}{}", protocol(*range.protocol), words(range.destination_ports));
    return all(range.source_ports) ? text : text + " from port" + words(range.source_ports);
}

std::string_view protocol(network::Protocol protocol) {
    switch (protocol) {
    case network::Protocol::icmp:
        return "icmp";
    case network::Protocol::tcp:
        return "tcp";
    case network::Protocol::udp:
        return "udp";
    }
    throw std::logic_error("a packet has one of the known protocols");
}

std::string packet(const network::Packet& packet) {
    auto end = [&](Address address, std::uint16_t port) {
        return port == 0 ? to_string(address) : fmt::format("{}:{}", to_string(address), port);
    };
    return fmt::format("{} {} > {}", protocol(packet.protocol), end(packet.source, packet.source_port),
                       end(packet.destination, packet.destination_port));
}

std::string count(std::size_t number, std::string_view singular, std::string_view plural) {
    return fmt::format("{} {}", number, number == 1 ? singular : plural);
}

std::string place(const dsl::Sources& sources, dsl::Span span) {
    return span.known() ? fmt::format("{}:{}", sources.path(span.file), sources.location(span).line) : "";
}

std::string source_line(const dsl::Sources& sources, dsl::Span span) {
    const std::string_view line = sources.line(span);
    const std::size_t first = line.find_first_not_of(" \t"), last = line.find_last_not_of(" \t\r");
    std::string text(first == std::string_view::npos ? std::string_view{}
                                                     : line.substr(first, last - first + 1));
    return span.known() && span.made != 0 ? fmt::format("{}   # {}", text, sources.turn(span.made).words)
                                          : text;
}

std::string quoted(const std::string& word) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,+@%=";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos)
        return word;
    std::string result = "'";
    for (char c : word)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string_view text, std::size_t width) {
    std::size_t used = columns(text);
    return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string wrapped(const std::string& start, std::string_view text) {
    const std::size_t indent = columns(start);
    std::string result = start;
    std::size_t column = indent;
    while (!text.empty()) {
        std::size_t end = std::min(text.find(' '), text.size());
        std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (column > indent && column + 1 + columns(word) > widest_line) {
            result += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            result += " ";
            ++column;
        }
        result += word;
        column += columns(word);
    }
    return result + "\n";
}

} // namespace reports
