// Rows are checked here as far as they can be without a network: prefixes, addresses, AS numbers and numbers,
// each rejected at its own place in the paste.

#include "dsl/imports/reading.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "dsl/shape.hpp"

namespace dsl::imports {

namespace {

bool is_asn(std::string_view text) {
    return !misshapen(Word{std::string(text), {}, Word::Form::plain}, Shape::asn, Rule{});
}

} // namespace

bool Reading::advertised() const {
    return observed_.size() > first_ + 3 && observed_[first_ + 3].text == "to";
}

std::optional<std::size_t> Reading::instance() const {
    if (observed_.size() <= first_ + 2)
        return std::nullopt;
    const std::string_view node = observed_[first_ + 2].text;
    const std::size_t slash = node.rfind('/');
    std::size_t number = 0;
    if (slash == std::string_view::npos || !is_number(node.substr(slash + 1)))
        return std::nullopt;
    std::from_chars(node.data() + slash + 1, node.data() + node.size(), number);
    return number;
}

void Reading::reject(std::string_view part, std::string message, std::string hint) {
    if (stopped())
        return;
    diagnostics_.error("VN0057", paste_.span(part), std::move(message), std::move(hint));
    if (++rejected_ == most_rejected)
        diagnostics_.error(
            "VN0057", paste_.span(part),
            fmt::format("{} lines do not fit; the rest of the text is not read", most_rejected));
}

void Reading::leave_out(std::string_view part, std::string message) {
    if (std::find(left_out_.begin(), left_out_.end(), message) != left_out_.end())
        return;
    diagnostics_.warning("VN0059", paste_.span(part), message,
                         "such rows are left out: nothing is compared with them");
    left_out_.push_back(std::move(message));
}

/// A statement without a block, at a part of the paste.
Statement Reading::leaf(std::vector<Word> words, std::string_view part) const {
    Statement statement;
    statement.words = std::move(words);
    statement.span = paste_.span(part);
    return statement;
}

/// `NAME VALUE;` in the block of a row; a value that is no number is rejected.
void Reading::attribute(Statement& row, std::string name, std::string_view value) {
    if (value.empty())
        return;
    if (!is_number(value))
        return reject(value, fmt::format("`{}` is not a number", value),
                      fmt::format("it stands where the {} does", name));
    row.block.push_back(leaf({keyword(std::move(name), value), word(value)}, value));
}

/// `as-path N…;`, with `own` in front where the printed path lacks the sender. False if a word of it is no
/// ASN.
bool Reading::path(Statement& row, const Route& route) {
    if (!route.as_path)
        return true;
    const std::string_view first = route.as_path->empty() ? route.line : route.as_path->front();
    Statement statement = leaf({keyword("as-path", first)}, first);
    if (advertised() && route.own_asn_missing)
        statement.words.push_back(keyword("own", first));
    for (const std::string_view asn : *route.as_path) {
        if (!is_asn(asn)) {
            reject(asn, fmt::format("`{}` is not an AS number", asn),
                   asn.find("..") != std::string_view::npos || asn.find("…") != std::string_view::npos
                       ? "the value is cut off: print the table wider"
                       : "AS sets and confederations are not modelled");
            return false;
        }
        statement.words.push_back(word(asn));
    }
    row.block.push_back(std::move(statement));
    return true;
}

/// Whether a row can be read: its prefix is one of IPv4.
bool Reading::has_prefix(std::string_view line, std::string_view prefix, const std::string& whole) {
    if (is_ipv6(prefix)) {
        leave_out(line, "IPv6 is not modelled");
        return false;
    }
    if (is_prefix(whole))
        return true;
    reject(prefix.empty() ? line : prefix,
           prefix.empty() ? "this row has no prefix" : fmt::format("`{}` is not a prefix", prefix),
           "a prefix is an address and a length, as in `10.0.0.0/24`");
    return false;
}

bool Reading::is_hop(std::string_view address) {
    if (is_address(address))
        return true;
    reject(address, fmt::format("`{}` is not an address", address), "the next hop of a route is an address");
    return false;
}

void Reading::route(const Route& route) {
    const std::string prefix = std::string(route.prefix) + route.length;
    if (!has_prefix(route.line, route.prefix, prefix) || (!route.next_hop.empty() && !is_hop(route.next_hop)))
        return;
    Statement row;
    row.words = {keyword(prefix, route.prefix)};
    row.has_block = true;
    row.span = paste_.span(route.line);
    if (!route.next_hop.empty())
        row.block.push_back(
            leaf({keyword("next-hop", route.next_hop), word(route.next_hop)}, route.next_hop));
    if (!path(row, route))
        return;
    attribute(row, "local-preference", route.local_preference);
    attribute(row, "med", route.med);
    if (!advertised())
        attribute(row, "weight", route.weight);
    if (route.active && !advertised())
        row.block.push_back(leaf({keyword(*route.active ? "active" : "inactive", route.line)}, route.line));
    statements_.push_back(std::move(row));
}

void Reading::effective_route(const EffectiveRoute& route) {
    if (!has_prefix(route.line, route.prefix, std::string(route.prefix)))
        return;
    Statement row = leaf({word(route.prefix), keyword(std::string(route.type_word), route.type)}, route.line);
    for (const std::string_view hop : route.next_hops) {
        if (!is_hop(hop))
            return;
        row.words.push_back(word(hop));
    }
    if (!route.source_word.empty())
        row.words.push_back(keyword(std::string(route.source_word), route.line));
    if (route.invalid)
        row.words.push_back(keyword("invalid", route.line));
    statements_.push_back(std::move(row));
}

void Reading::hop(std::string_view line, std::string_view address) {
    if (is_ipv6(address))
        return reject(address, "IPv6 is not modelled", "trace the IPv4 address of the host");
    if (statements_.empty())
        statements_.push_back(leaf({keyword("hops", line)}, line));
    statements_.front().words.push_back(address.empty() ? keyword("*", line) : word(address));
}

std::vector<Statement> Reading::take() { return std::move(statements_); }

std::vector<std::string_view> split_path(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        if (end > at)
            parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    if (!parts.empty() && parts.back().size() == 1 &&
        std::string_view("iIeE?").find(parts.back()) != std::string_view::npos)
        parts.pop_back();
    return parts;
}

} // namespace dsl::imports
