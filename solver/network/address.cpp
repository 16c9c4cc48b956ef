// Reading and writing IPv4 addresses and prefixes; every way a text can fail to be one has its own answer.

#include "solver/network/address.hpp"

#include <fmt/format.h>

#include <charconv>

namespace network {

namespace {

std::uint32_t mask(std::uint8_t length) { return length == 0 ? 0 : ~std::uint32_t{0} << (32 - length); }

Prefix without_host_bits(Address address, std::uint8_t length) {
    return {Address{address.bits & mask(length)}, length};
}

/// A decimal number without sign, blanks or superfluous zeros, at most `largest`; `010` would be octal to
/// some.
std::optional<std::uint32_t> parse_decimal(std::string_view text, std::uint32_t largest) {
    if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0'))
        return std::nullopt;
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value > largest)
        return std::nullopt;
    return value;
}

} // namespace

bool Prefix::contains(Address a) const { return (a.bits & mask(length)) == address.bits; }

bool Prefix::contains(const Prefix& other) const { return length <= other.length && contains(other.address); }

bool Prefix::overlaps(const Prefix& other) const { return contains(other) || other.contains(*this); }

Address Prefix::last() const { return Address{address.bits | ~mask(length)}; }

std::optional<Address> parse_address(std::string_view text) {
    std::uint32_t bits = 0;
    for (int byte = 0; byte < 4; ++byte) {
        const auto dot = text.find('.');
        if ((dot == std::string_view::npos) != (byte == 3))
            return std::nullopt;
        const auto value = parse_decimal(text.substr(0, dot), 255);
        if (!value)
            return std::nullopt;
        bits = bits << 8 | *value;
        text.remove_prefix(byte == 3 ? text.size() : dot + 1);
    }
    return Address{bits};
}

ParsedPrefix parse_prefix(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = parse_address(text.substr(0, slash));
    if (!address)
        return {{}, PrefixFault::not_an_address};
    if (slash == std::string_view::npos)
        return {{*address, 32}, PrefixFault::missing_length};
    const auto length = parse_decimal(text.substr(slash + 1), 32);
    if (!length)
        return {{}, PrefixFault::length_out_of_range};
    const Prefix prefix = without_host_bits(*address, static_cast<std::uint8_t>(*length));
    return {prefix, prefix.address == *address ? PrefixFault::none : PrefixFault::host_bits};
}

std::string to_string(Address address) {
    const auto byte = [&](int shift) { return address.bits >> shift & 255; };
    return fmt::format("{}.{}.{}.{}", byte(24), byte(16), byte(8), byte(0));
}

std::string to_string(const Prefix& prefix) {
    return fmt::format("{}/{}", to_string(prefix.address), prefix.length);
}

} // namespace network
