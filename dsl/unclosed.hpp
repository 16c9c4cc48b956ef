#pragma once
// Which block was never closed? At the end of the file only the count is known; indentation tells the place:
// a block is suspected when a line stands as far left as the block's own, or its `}` further left.

#include <optional>
#include <string_view>
#include <vector>

#include "dsl/grammar.hpp"

namespace dsl {

/// Watches the lines on which blocks begin and end.
class Indentation {
public:
    explicit Indentation(std::string_view text) : text_(text), next_end_(text.find('\n')) {}

    void on_statement(std::uint32_t begin);
    void on_open(std::uint32_t statement_begin, Range brace);
    void on_close(std::uint32_t brace);

    struct Guess {
        Range brace;                  ///< of the block
        std::optional<Range> noticed; ///< where the indentation gave it away
    };
    /// As many guesses as blocks are open, in order of the text.
    std::vector<Guess> unclosed() const;

private:
    struct Block {
        std::size_t indentation;
        Guess guess;
    };
    struct Line {
        std::size_t indentation;
        bool begins_here; ///< nothing but blanks stands before the place
    };
    Line line_of(std::uint32_t at);

    std::string_view text_;
    std::size_t line_begin_ = 0, next_end_;
    std::vector<Block> open_;
    std::vector<Guess> suspects_; // closed by a brace that is not theirs
};

} // namespace dsl
