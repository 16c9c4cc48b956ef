// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.

#include "dsl/encoding.hpp"

#include <fmt/format.h>

namespace dsl {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

/// The length of the code point that begins at `at`, or 0 if it is malformed.
std::size_t code_point_length(std::string_view text, std::size_t at) {
    const unsigned first = byte_at(text, at), second = byte_at(text, at + 1);
    const auto follows = [&](std::size_t k) { return (byte_at(text, at + k) & 0xC0U) == 0x80U; };
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0;
        const bool surrogate = first == 0xED && second > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && second < 0x90;
        const bool beyond = first == 0xF4 && second > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

Blemish blemish(std::size_t begin, std::size_t length, std::string message, std::string hint) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length), std::move(message),
            std::move(hint)};
}

std::optional<Blemish> control_character(std::string_view text, std::size_t at) {
    const unsigned byte = byte_at(text, at);
    if (byte == 0)
        return blemish(at, 1, "this is not a text file: it holds a zero byte",
                       "give a specification in UTF-8 text");
    if (byte == '\r' && byte_at(text, at + 1) != '\n')
        return blemish(at, 1, "a carriage return stands alone", "end lines with a line feed");
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F)
        return blemish(at, 1, fmt::format("control character U+{:04X}", byte), "remove it");
    return std::nullopt;
}

struct LookAlike {
    std::string_view character, name, instead;
};
constexpr LookAlike look_alikes[] = {
    {"\u00A0", "no-break space U+00A0", "a blank"},
    {"\u2007", "figure space U+2007", "a blank"},
    {"\u202F", "no-break space U+202F", "a blank"},
    {"\u3000", "wide space U+3000", "a blank"},
    {"\u2003", "wide space U+2003", "a blank"},
    {"\u200B", "invisible space U+200B", "nothing"},
    {"\u200C", "invisible joiner U+200C", "nothing"},
    {"\u200D", "invisible joiner U+200D", "nothing"},
    {"\u2060", "invisible joiner U+2060", "nothing"},
    {"\uFEFF", "byte order mark U+FEFF", "nothing"},
    {"\u00AD", "soft hyphen U+00AD", "nothing"},
    {"\u201C", "curly quote U+201C", "`\"`"},
    {"\u201D", "curly quote U+201D", "`\"`"},
    {"\u201E", "low quote U+201E", "`\"`"},
    {"\u2010", "hyphen U+2010", "`-`"},
    {"\u2011", "no-break hyphen U+2011", "`-`"},
    {"\u2013", "dash U+2013", "`-`"},
    {"\u2014", "dash U+2014", "`-`"},
    {"\u2212", "minus sign U+2212", "`-`"},
    {"\uFF1B", "wide semicolon U+FF1B", "`;`"},
    {"\uFF5B", "wide brace U+FF5B", "`{`"},
    {"\uFF5D", "wide brace U+FF5D", "`}`"},
    {"\u037E", "Greek question mark U+037E", "`;`"},
};

} // namespace

std::optional<Blemish> find_blemish(std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return blemish(0, 2, "this file is in UTF-16", "save it as UTF-8");
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte < 0x7F) {
            ++at;
            continue;
        }
        if (auto found = control_character(text, at))
            return found;
        const std::size_t length = code_point_length(text, at);
        if (length == 0)
            return blemish(at, 1, fmt::format("byte 0x{:02X} is not UTF-8", byte), "save the file as UTF-8");
        at += length;
    }
    return std::nullopt;
}

std::optional<Blemish> find_look_alike(std::string_view word) {
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (static_cast<unsigned char>(word[at]) < 0x80)
            continue;
        for (const LookAlike& known : look_alikes)
            if (word.substr(at).starts_with(known.character))
                return blemish(at, known.character.size(), fmt::format("{} in a word", known.name),
                               fmt::format("write {} instead", known.instead));
    }
    return std::nullopt;
}

} // namespace dsl
