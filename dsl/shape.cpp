// Addresses are written as in RFC 4632: four decimal numbers without leading zeros. A prefix has no bits
// behind its length. AS 0 may not be used (RFC 7607); 4294967295, the largest of RFC 6793, is reserved
// (RFC 7300), and whoever reads the value says so.

#include "dsl/shape.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <variant>

#include <fmt/format.h>

namespace dsl {

namespace {

using Found = std::optional<ShapeError>;

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A decimal number, if `text` is one and fits.
std::optional<std::uint64_t> decimal(std::string_view text) {
    std::uint64_t value = 0;
    if (!all_digits(text))
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? std::optional(value) : std::nullopt;
}

std::string dotted(std::uint64_t address) {
    return fmt::format("{}.{}.{}.{}", address >> 24U & 255U, address >> 16U & 255U, address >> 8U & 255U,
                       address & 255U);
}

/// The address in `text`, or why there is none.
std::variant<std::uint64_t, std::string> read_address(std::string_view text) {
    if (text.find(':') != std::string_view::npos)
        return "IPv6 is not modelled";
    std::uint64_t address = 0;
    for (std::size_t part = 0; part < 4; ++part) {
        const std::size_t dot = part < 3 ? text.find('.') : text.size();
        const std::string_view digits = text.substr(0, dot);
        if (dot == std::string_view::npos || !all_digits(digits))
            return "an address is four numbers, as in `10.0.0.1`";
        if (digits.size() > 1 && digits.front() == '0')
            return fmt::format("leading zero in `{}`", digits);
        const auto value = decimal(digits);
        if (!value || *value > 255)
            return fmt::format("`{}` is more than 255", digits);
        address = address << 8U | *value;
        text.remove_prefix(std::min(dot + 1, text.size()));
    }
    return address;
}

Found misshapen_address(std::string_view text) {
    const auto complain = [&](std::string hint) {
        return ShapeError{"VN0016", fmt::format("`{}` is not an address", text), std::move(hint)};
    };
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        if (std::holds_alternative<std::uint64_t>(read_address(text.substr(0, slash))))
            return complain(
                fmt::format("an address has no length: did you mean `{}`?", text.substr(0, slash)));
    }
    const auto read = read_address(text);
    if (const auto* why = std::get_if<std::string>(&read))
        return complain(*why);
    return std::nullopt;
}

Found misshapen_prefix(std::string_view text) {
    const auto complain = [&](std::string hint) {
        return ShapeError{"VN0015", fmt::format("`{}` is not a prefix", text), std::move(hint)};
    };
    const std::size_t slash = std::min(text.find('/'), text.size());
    const auto read = read_address(text.substr(0, slash));
    if (const auto* why = std::get_if<std::string>(&read))
        return complain(slash == text.size() ? "a prefix is an address and a length, as in `10.0.0.0/24`"
                                             : *why);
    if (slash == text.size())
        return complain(fmt::format("its length is missing: did you mean `{}/32`?", text));
    const std::string_view digits = text.substr(slash + 1);
    const auto length = decimal(digits);
    if (!length || *length > 32 || (digits.size() > 1 && digits.front() == '0'))
        return complain("its length is a number from 0 to 32");
    const std::uint64_t address = std::get<std::uint64_t>(read);
    const std::uint64_t mask = *length == 0 ? 0 : (UINT64_C(0xFFFFFFFF) << (32 - *length)) & 0xFFFFFFFFU;
    if ((address & mask) != address)
        return ShapeError{"VN0015", fmt::format("`{}` has bits set behind its length", text),
                          fmt::format("did you mean `{}/{}`?", dotted(address & mask), *length)};
    return std::nullopt;
}

Found misshapen_asn(std::string_view text) {
    const auto complain = [](std::string message, std::string hint) {
        return ShapeError{"VN0017", std::move(message), std::move(hint)};
    };
    const std::size_t dot = text.find('.');
    if (dot != std::string_view::npos) {
        const auto high = decimal(text.substr(0, dot)), low = decimal(text.substr(dot + 1));
        if (high && low && *high <= 65535 && *low <= 65535)
            return complain(fmt::format("`{}` is an AS number in dotted form", text),
                            fmt::format("did you mean `{}`?", (*high << 16U) + *low));
    }
    if (!all_digits(text))
        return complain(fmt::format("`{}` is not an AS number", text), "a number from 1 to 4294967294");
    const auto value = decimal(text);
    if (!value || *value > UINT32_MAX)
        return complain(fmt::format("AS number `{}` is too large", text), "the largest is 4294967294");
    if (*value == 0)
        return complain("AS number `0` is reserved", "RFC 7607: a number from 1 to 4294967294");
    return std::nullopt;
}

Found misshapen_number(std::string_view text, const Rule& rule) {
    const bool bounded = rule.most != UINT64_MAX;
    const std::string range = bounded ? fmt::format("a number from {} to {}", rule.least, rule.most)
                                      : fmt::format("a number, at least {}", rule.least);
    if (!all_digits(text))
        return ShapeError{"VN0018", fmt::format("`{}` is not a number", text), range};
    const auto value = decimal(text);
    if (!value || *value < rule.least || *value > rule.most)
        return ShapeError{"VN0018", fmt::format("`{}` is out of range", text), range};
    return std::nullopt;
}

Found misshapen_keyword(std::string_view text, const Rule& rule) {
    if (rule.keywords.empty() ||
        std::find(rule.keywords.begin(), rule.keywords.end(), text) != rule.keywords.end())
        return std::nullopt;
    std::string hint = did_you_mean(text, rule.keywords);
    if (hint.empty())
        hint = one_of(rule.keywords);
    return ShapeError{"VN0019", fmt::format("`{}` does not take `{}`", rule.word, text), std::move(hint)};
}

} // namespace

std::optional<ShapeError> misshapen(const Word& word, Shape shape, const Rule& rule) {
    switch (shape) {
    case Shape::prefix:
        return misshapen_prefix(word.text);
    case Shape::address:
        return misshapen_address(word.text);
    case Shape::asn:
        return misshapen_asn(word.text);
    case Shape::number:
        return misshapen_number(word.text, rule);
    case Shape::keyword:
        return misshapen_keyword(word.text, rule);
    case Shape::name:
        if (word.text.empty())
            return ShapeError{"VN0014", "a name is empty", "write a name between the quotes"};
        return std::nullopt;
    case Shape::text:
    case Shape::any:
        return std::nullopt;
    }
    return std::nullopt;
}

std::string_view describe(Shape shape) {
    switch (shape) {
    case Shape::name:
        return "a name";
    case Shape::prefix:
        return "a prefix";
    case Shape::address:
        return "an address";
    case Shape::asn:
        return "an AS number";
    case Shape::number:
        return "a number";
    case Shape::keyword:
        return "a keyword";
    case Shape::text:
        return "a text";
    case Shape::any:
        return "a word";
    }
    return "a word";
}

} // namespace dsl
