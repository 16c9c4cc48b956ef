#pragma once
// IPv4 addresses and prefixes (RFC 4632), and reading them from text with a reason when it fails.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace network {

/// An IPv4 address as a number in host order.
struct Address {
    std::uint32_t bits = 0;
    auto operator<=>(const Address&) const = default;
};

/// An IPv4 prefix; host bits are always zero. `length` is 0..32.
struct Prefix {
    Address address;
    std::uint8_t length = 0;

    bool contains(Address a) const;
    bool contains(const Prefix& other) const;   ///< equal or longer
    bool overlaps(const Prefix& other) const;
    Address first() const { return address; }
    Address last() const;
    auto operator<=>(const Prefix&) const = default;
};

/// Why a text is not a prefix.
enum class PrefixFault { none, not_an_address, missing_length, length_out_of_range, host_bits };

/// `prefix` is meaningful when the fault is `none`, and the mended one when it is `host_bits`.
struct ParsedPrefix {
    Prefix prefix;
    PrefixFault fault = PrefixFault::none;
};

std::optional<Address> parse_address(std::string_view text);
ParsedPrefix parse_prefix(std::string_view text);
std::string to_string(Address address);
std::string to_string(const Prefix& prefix);

}  // namespace network
