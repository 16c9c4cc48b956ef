// Words as values. How a prefix, an address or a number is written is checked as for the tables
// (`dsl/shape.hpp`), with the same messages. Reserved ASNs: RFC 6793 (23456), RFC 7300 (65535, 4294967295); 0
// has no shape at all (RFC 7607).

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "dsl/shape.hpp"
#include "solver/kinds/builder.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool has_shape(Builder& builder, const dsl::Word& word, dsl::Shape shape, const dsl::Rule& rule = {}) {
    auto fault = dsl::misshapen(word, shape, rule);
    if (fault)
        builder.diagnostics().error(std::move(fault->code), word.span, std::move(fault->message),
                                    std::move(fault->hint));
    return !fault;
}

std::string why_reserved(std::uint64_t asn) {
    switch (asn) {
    case 23456:
        return "AS number `23456` stands for numbers that an old router cannot hold (RFC 6793)";
    case 65535:
    case 4294967295:
        return fmt::format("AS number `{}` is reserved (RFC 7300)", asn);
    default:
        return {};
    }
}

constexpr network::Community well_known_communities[] = {network::no_export, network::no_advertise,
                                                         network::no_export_subconfed};

// What stands between the colons; nothing for what is no number.
std::vector<std::optional<std::uint64_t>> numbers(std::string_view text) {
    std::vector<std::optional<std::uint64_t>> parts;
    while (true) {
        const std::size_t colon = text.find(':');
        parts.push_back(whole_number(text.substr(0, colon)));
        if (colon == std::string_view::npos)
            return parts;
        text.remove_prefix(colon + 1);
    }
}

} // namespace

std::optional<network::Prefix> Builder::prefix(const dsl::Word& word) {
    if (!has_shape(*this, word, dsl::Shape::prefix))
        return std::nullopt;
    return network::parse_prefix(word.text).prefix;
}

std::optional<network::Address> Builder::address(const dsl::Word& word) {
    if (!has_shape(*this, word, dsl::Shape::address))
        return std::nullopt;
    return network::parse_address(word.text);
}

std::optional<network::Asn> Builder::asn(const dsl::Word& word) {
    if (!has_shape(*this, word, dsl::Shape::asn))
        return std::nullopt;
    const std::uint64_t value = whole_number(word.text).value_or(0);
    if (std::string reason = why_reserved(value); !reason.empty()) {
        diagnostics_->error("VN0107", word.span, std::move(reason),
                            "private ones are 64512 to 65534 and 4200000000 to 4294967294 (RFC 6996)");
        return std::nullopt;
    }
    return static_cast<network::Asn>(value);
}

std::optional<std::uint32_t> Builder::number(const dsl::Word& word, std::uint32_t least, std::uint32_t most) {
    if (!has_shape(*this, word, dsl::Shape::number, within({}, least, most)))
        return std::nullopt;
    return static_cast<std::uint32_t>(whole_number(word.text).value_or(least));
}

// `65000:100`, `65000:1:2`, `no-export`.
std::optional<network::Community> Builder::community(const dsl::Word& word) {
    for (const network::Community& known : well_known_communities)
        if (word.text == to_string(known))
            return known;
    const std::vector<std::optional<std::uint64_t>> parts = numbers(word.text);
    const auto all_within = [&](std::uint64_t most) {
        return std::ranges::all_of(parts, [&](const auto& part) { return part && *part <= most; });
    };
    const auto part = [&](std::size_t i) { return static_cast<std::uint32_t>(*parts[i]); };
    if (parts.size() == 2 && all_within(UINT16_MAX))
        return network::Community{part(0), part(1)};
    if (parts.size() == 3 && all_within(UINT32_MAX))
        return network::Community{part(0), part(1), part(2)};
    diagnostics_->error("VN0119", word.span, fmt::format("`{}` is not a community", word.text),
                        parts.size() == 3 ? "a large one is three numbers of 32 bits, as in `65000:1:2` (RFC 8092)"
                                          : "write two numbers from 0 to 65535, as in `65000:100` (RFC 1997)");
    return std::nullopt;
}

} // namespace kinds
