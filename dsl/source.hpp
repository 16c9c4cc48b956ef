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
    std::uint32_t made = 0; ///< the turn of a loop that made what stands here, of `Sources`; 0: no loop did
    bool known() const { return file != UINT32_MAX; }
    bool operator==(const Span&) const = default;
};

/// One turn of a loop: what it was made for, in words (`in row 17 of spokes.csv: name = app-017`), and where
/// that stands. `outer`: the turn of the loop around it; 0: none.
struct Turn {
    Span place;
    std::string words;
    std::uint32_t outer = 0;
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

    /// Notes a turn; its number, from 1, goes into the spans of what it makes.
    std::uint32_t add_turn(Turn turn);
    const Turn& turn(std::uint32_t made) const { return turns_.at(made - 1); }

private:
    struct File {
        std::string path, text;
        std::deque<std::uint32_t> line_starts;
    };
    std::deque<File> files_;
    std::deque<Turn> turns_;
};

} // namespace dsl
