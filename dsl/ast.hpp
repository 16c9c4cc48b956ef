#pragma once
// The syntax tree. Every statement has one shape: words, then `;` or a block of statements. What a word means
// is the business of tables (`schema.hpp`), not of the grammar.

#include <string>
#include <vector>

#include "dsl/source.hpp"

namespace dsl {

/// One word as written, quotes removed.
struct Word {
    std::string text;
    Span span;
    enum class Form : std::uint8_t { plain, quoted, pasted } form = Form::plain; ///< pasted: """…"""
};

/// A `#` comment without its end of line; `own_line` if nothing but blanks stands before it.
struct Comment {
    std::string text; ///< with the `#`
    Span span;
    bool own_line = true;
    bool blank_line_before = false;
};

struct Statement {
    std::vector<Word> words; ///< never empty
    bool has_block = false;
    std::vector<Statement> block;
    Span span;                    ///< first word to `;` or `}`
    std::vector<Comment> before;  ///< comments on lines above
    std::vector<Comment> after;   ///< comment on the same line, behind `;` or `}`
    std::vector<Comment> opening; ///< comment on the same line, behind `{`
    std::vector<Comment> closing; ///< comments before the closing `}`
    bool blank_line_before = false;
    /// Where a `change` last touched it (or removed a part of it); unknown if none did. The line to blame.
    Span changed;
    bool broken = false; ///< its author began a new line behind `{`; the printer keeps that

    const std::string& head() const { return words.front().text; }
    Span head_span() const { return words.front().span; }
    Span blame() const { return changed.known() ? changed : span; }
};

/// One file as written.
struct File {
    std::uint32_t file = 0;
    std::vector<Statement> statements;
    std::vector<Comment> closing; ///< comments after the last statement
};

} // namespace dsl
