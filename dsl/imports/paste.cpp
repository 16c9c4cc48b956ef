// Lines are cut once. What looks like JSON is read as JSON once, whichever formats ask.

#include "dsl/imports/paste.hpp"

#include <algorithm>
#include <cctype>

#include "dsl/shape.hpp"

namespace dsl::imports {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool has_shape(std::string_view text, Shape shape) {
    return !misshapen(Word{std::string(text), {}, Word::Form::plain}, shape, Rule{});
}

} // namespace

Paste::Paste(std::string_view text, Span begin) : text_(text), begin_(begin) {
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        while (!line.empty() && is_blank(line.back()))
            line.remove_suffix(1);
        lines_.push_back(line);
        at = end + 1;
    }
    if (looks_like_json())
        json_ = read_json(text);
}

std::string_view Paste::first_line() const {
    const auto found =
        std::find_if(lines_.begin(), lines_.end(), [](std::string_view line) { return !line.empty(); });
    return found == lines_.end() ? text_.substr(0, 0) : *found;
}

Span Paste::span(std::string_view part) const {
    Span place = begin_;
    place.begin = begin_.begin + static_cast<std::uint32_t>(part.data() - text_.data());
    place.end = place.begin + static_cast<std::uint32_t>(part.size());
    return place;
}

bool Paste::looks_like_json() const {
    const std::string_view line = trimmed(first_line());
    return line.starts_with('{') || line.starts_with('[');
}

std::vector<std::string_view> words(std::string_view line) {
    std::vector<std::string_view> all;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t end = at;
        while (end < line.size() && !is_blank(line[end]))
            ++end;
        if (end > at)
            all.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return all;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string plain(std::string_view name) {
    std::string result;
    for (const char c : name)
        if (!is_blank(c))
            result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 10 &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

bool is_address(std::string_view text) { return has_shape(text, Shape::address); }

bool is_prefix(std::string_view text) {
    const std::size_t slash = text.find('/');
    return slash != std::string_view::npos && is_address(text.substr(0, slash)) &&
           is_number(text.substr(slash + 1));
}

bool is_ipv6(std::string_view text) {
    return std::count(text.begin(), text.end(), ':') >= 2 &&
           text.find_first_not_of("0123456789abcdefABCDEF:./") == std::string_view::npos;
}

} // namespace dsl::imports
