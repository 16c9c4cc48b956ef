// Words as values: prefixes, addresses, ASNs, communities, numbers. Each miss is explained at the word, with
// the mended text where there is one. Reserved ASNs: RFC 7607 (0), RFC 6793 (23456), RFC 7300 (65535,
// 4294967295).

#include <charconv>

#include <fmt/format.h>

#include "solver/kinds/builder.hpp"

namespace kinds {
namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string why_reserved(std::uint64_t asn) {
    switch (asn) {
        case 0: return "ASN 0 is reserved (RFC 7607)";
        case 23456: return "ASN 23456 stands for ASNs that an old router cannot hold (RFC 6793)";
        case 65535:
        case 4294967295: return fmt::format("ASN {} is reserved (RFC 7300)", asn);
        default: return {};
    }
}

}  // namespace

std::optional<network::Prefix> Builder::prefix(const dsl::Word& word) {
    const network::ParsedPrefix parsed = network::parse_prefix(word.text);
    const auto refuse = [&](std::string code, std::string message, std::string hint) {
        diagnostics_->error(std::move(code), word.span, std::move(message), std::move(hint));
        return std::optional<network::Prefix>{};
    };
    switch (parsed.fault) {
        case network::PrefixFault::none: return parsed.prefix;
        case network::PrefixFault::not_an_address:
            return refuse("VN0104", fmt::format("`{}` is not an IPv4 prefix", word.text),
                          "write it as in `10.1.0.0/16`");
        case network::PrefixFault::missing_length:
            return refuse("VN0104", fmt::format("`{}` has no prefix length", word.text),
                          fmt::format("`{}/32` is this one address", word.text));
        case network::PrefixFault::length_out_of_range:
            return refuse("VN0104",
                          fmt::format("the prefix length of `{}` is not a number from 0 to 32", word.text),
                          "write it as in `10.1.0.0/16`");
        case network::PrefixFault::host_bits: break;
    }
    return refuse("VN0105", fmt::format("`{}` has bits set beyond its prefix length", word.text),
                  fmt::format("did you mean `{}`?", to_string(parsed.prefix)));
}

std::optional<network::Address> Builder::address(const dsl::Word& word) {
    if (const auto address = network::parse_address(word.text))
        return address;
    const std::size_t slash = word.text.find('/');
    const bool is_prefix = slash != std::string::npos && network::parse_address(word.text.substr(0, slash));
    diagnostics_->error(
        "VN0106", word.span, fmt::format("`{}` is not an IPv4 address", word.text),
        is_prefix ? fmt::format("an address stands without a length: `{}`", word.text.substr(0, slash))
                  : "write it as in `10.1.0.4`");
    return std::nullopt;
}

std::optional<network::Asn> Builder::asn(const dsl::Word& word) {
    const auto value = whole_number(word.text);
    if (!value || *value > UINT32_MAX) {
        diagnostics_->error("VN0107", word.span, fmt::format("`{}` is not an ASN", word.text),
                            "an ASN is a number from 1 to 4294967294 (RFC 6793)");
        return std::nullopt;
    }
    if (std::string reason = why_reserved(*value); !reason.empty()) {
        diagnostics_->error("VN0107", word.span, std::move(reason),
                            "private ASNs are 64512 to 65534 and 4200000000 to 4294967294 (RFC 6996)");
        return std::nullopt;
    }
    return static_cast<network::Asn>(*value);
}

std::optional<network::Community> Builder::community(const dsl::Word& word) {
    const std::size_t colon = word.text.find(':');
    if (colon != std::string::npos) {
        const auto high = whole_number(std::string_view(word.text).substr(0, colon));
        const auto low = whole_number(std::string_view(word.text).substr(colon + 1));
        if (high && low && *high <= 65535 && *low <= 65535)
            return network::Community{static_cast<std::uint32_t>(*high), static_cast<std::uint32_t>(*low)};
    }
    diagnostics_->error("VN0119", word.span, fmt::format("`{}` is not a community", word.text),
                        "write two numbers from 0 to 65535, as in `65000:100` (RFC 1997)");
    return std::nullopt;
}

std::optional<std::uint32_t> Builder::number(const dsl::Word& word, std::uint32_t least, std::uint32_t most) {
    const auto value = whole_number(word.text);
    if (value && least <= *value && *value <= most)
        return static_cast<std::uint32_t>(*value);
    diagnostics_->error("VN0108", word.span,
                        fmt::format("`{}` is not a number from {} to {}", word.text, least, most));
    return std::nullopt;
}

}  // namespace kinds
