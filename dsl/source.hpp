#pragma once
// The texts of one run and places in them.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace dsl {

/// A half-open range of bytes of one file. `file` indexes `Sources`.
struct Span {
    std::uint32_t file = UINT32_MAX;
    std::uint32_t begin = 0, end = 0;
    bool known() const { return file != UINT32_MAX; }
    bool operator==(const Span&) const = default;
};

/// Line and column for people: both from 1; a column counts code points, a tab is one.
struct Location {
    std::uint32_t line = 1, column = 1;
};

/// Owns every text read in a run; spans and views stay valid as long as it lives.
class Sources {
public:
    std::uint32_t add(std::string path, std::string text);
    std::size_t size() const { return files_.size(); }
    std::string_view path(std::uint32_t file) const;
    std::string_view text(std::uint32_t file) const;
    std::string_view text(Span span) const;
    Location location(Span span) const;     ///< of the first byte
    std::string_view line(Span span) const; ///< the whole line of the first byte, without its end
    std::string describe(Span span) const;  ///< `path:line:column`, or `<no place>`

private:
    struct File {
        std::string path, text;
        std::deque<std::uint32_t> line_starts;
    };
    std::deque<File> files_;
};

} // namespace dsl
