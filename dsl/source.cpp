// Texts and places: lines are found by bisection over their beginnings. A byte order mark is not part of a
// text.

#include "dsl/source.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace dsl {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool begins_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

} // namespace

std::uint32_t Sources::add(std::string path, std::string text) {
    if (text.size() >= UINT32_MAX)
        throw std::logic_error("a text of 4 GiB or more was to be added; its reader should have refused it");
    if (std::string_view(text).starts_with(byte_order_mark))
        text.erase(0, byte_order_mark.size());
    File& file = files_.emplace_back(File{std::move(path), std::move(text), {0}});
    for (std::size_t at = file.text.find('\n'); at != std::string::npos; at = file.text.find('\n', at + 1))
        file.line_starts.push_back(static_cast<std::uint32_t>(at + 1));
    return static_cast<std::uint32_t>(files_.size() - 1);
}

std::string_view Sources::path(std::uint32_t file) const { return files_.at(file).path; }

std::string_view Sources::text(std::uint32_t file) const { return files_.at(file).text; }

std::string_view Sources::text(Span span) const {
    if (!span.known())
        return {};
    return text(span.file).substr(span.begin, span.end - span.begin);
}

Location Sources::location(Span span) const {
    if (!span.known())
        return {};
    const File& file = files_.at(span.file);
    const auto after = std::upper_bound(file.line_starts.begin(), file.line_starts.end(), span.begin);
    const std::uint32_t start = *std::prev(after);
    const std::string_view before = text(span.file).substr(start, span.begin - start);
    const auto code_points = std::count_if(before.begin(), before.end(), begins_code_point);
    return {static_cast<std::uint32_t>(after - file.line_starts.begin()),
            static_cast<std::uint32_t>(code_points + 1)};
}

std::string_view Sources::line(Span span) const {
    if (!span.known())
        return {};
    const File& file = files_.at(span.file);
    const auto after = std::upper_bound(file.line_starts.begin(), file.line_starts.end(), span.begin);
    const std::string_view all = file.text;
    std::string_view line = all.substr(*std::prev(after));
    line = line.substr(0, line.find('\n'));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

std::string Sources::describe(Span span) const {
    if (!span.known())
        return "<no place>";
    const Location at = location(span);
    return fmt::format("{}:{}:{}", path(span.file), at.line, at.column);
}

std::uint32_t Sources::add_turn(Turn turn) {
    turns_.push_back(std::move(turn));
    return static_cast<std::uint32_t>(turns_.size());
}

} // namespace dsl
