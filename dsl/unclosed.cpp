// See the header. A brace that lines up with its block clears it of suspicion, so a file without indentation
// is not misjudged.

#include "dsl/unclosed.hpp"

#include <algorithm>

namespace dsl {

Indentation::Line Indentation::line_of(std::uint32_t at) {
    // Places come in order of the text, so the search for line beginnings only moves forward.
    while (next_end_ < at) {
        line_begin_ = next_end_ + 1;
        next_end_ = text_.find('\n', line_begin_);
    }
    const std::size_t first = std::min(text_.find_first_not_of(" \t", line_begin_), text_.size());
    return {first - line_begin_, first == at};
}

void Indentation::on_statement(std::uint32_t begin) {
    const Line line = line_of(begin);
    if (open_.empty() || !line.begins_here)
        return;
    Block& block = open_.back();
    if (line.indentation <= block.indentation && !block.guess.noticed)
        block.guess.noticed = Range{begin, begin + 1};
}

void Indentation::on_open(std::uint32_t statement_begin, Range brace) {
    open_.push_back({line_of(statement_begin).indentation, {brace, std::nullopt}});
}

void Indentation::on_close(std::uint32_t brace) {
    const Line line = line_of(brace);
    Block block = open_.back();
    open_.pop_back();
    if (!line.begins_here || line.indentation >= block.indentation)
        return;
    if (!block.guess.noticed)
        block.guess.noticed = Range{brace, brace + 1};
    suspects_.push_back(block.guess);
}

std::vector<Indentation::Guess> Indentation::unclosed() const {
    std::vector<Guess> guesses = suspects_;
    for (const Block& block : open_)
        if (block.guess.noticed)
            guesses.push_back(block.guess);
    for (auto block = open_.rbegin(); block != open_.rend(); ++block)
        if (!block->guess.noticed)
            guesses.push_back(block->guess);
    guesses.resize(std::min(guesses.size(), open_.size()));
    std::sort(guesses.begin(), guesses.end(),
              [](const Guess& a, const Guess& b) { return a.brace.begin < b.brace.begin; });
    return guesses;
}

} // namespace dsl
