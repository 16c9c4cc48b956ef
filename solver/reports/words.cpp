// See the header.
#include "solver/reports/words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace reports {

using network::Address;
using network::Network;
using routing::Ending;
using routing::Walk;

namespace {

/// Whether a link is something with a name of its own, a tunnel, and not just the way between two nodes.
bool has_own_name(const Network& network, const network::Link& link) {
    bool breaks_alone = std::ranges::any_of(
        link.fails_with, [&](network::FailureId id) { return network[id].name == link.name; });
    return link.transport && breaks_alone && network[link.from].name != link.name &&
           network[link.to].name != link.name;
}

} // namespace

std::vector<std::string> stations(const Network& network, const Walk& walk) {
    std::vector<std::string> result;
    for (const routing::Hop& hop : walk.hops) {
        if (hop.by.known() && has_own_name(network, network[hop.by]))
            result.push_back(network[hop.by].name);
        result.push_back(network[hop.node].name);
    }
    return result;
}

std::string path(const Network& network, const Walk& walk) {
    return fmt::format("{}", fmt::join(stations(network, walk), " > "));
}

std::string ending(const Walk& walk, Address destination) {
    switch (walk.ending) {
    case Ending::delivered:
        return "delivered";
    case Ending::filtered:
        return "filtered";
    case Ending::no_route:
        return fmt::format("no route to {}", to_string(destination));
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
        return "drops packets while it is drained";
    case Ending::next_hop_down:
        return fmt::format("the next hop toward {} is down", to_string(destination));
    }
    throw std::logic_error("a walk ends in one of the known ways");
}

std::string traceroute(const Network& network, const Walk& walk, Address destination) {
    std::vector<std::string> shown;
    for (const routing::Hop& hop : walk.hops) {
        const network::Node& node = network[hop.node];
        bool last = &hop == &walk.hops.back();
        if (!node.in_traces || (last && walk.ending == Ending::delivered))
            continue;
        std::optional<Address> address = node.address;
        if (hop.by.known() && network[hop.by].to_address)
            address = network[hop.by].to_address;
        shown.push_back(node.silent || !address ? "*" : to_string(*address));
    }
    shown.push_back(walk.ending == Ending::delivered ? to_string(destination) : "...");
    return fmt::format("{}", fmt::join(shown, " "));
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
    if (failed.empty())
        return "with nothing failed";
    return fmt::format("when {} {}", listed(names(network, failed)), failed.size() == 1 ? "fails" : "fail");
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
    std::string text(first == std::string_view::npos ? std::string_view{} : line.substr(first, last - first + 1));
    return span.known() && span.made != 0 ? fmt::format("{}   # {}", text, sources.turn(span.made).words) : text;
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
