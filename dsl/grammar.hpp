#pragma once
// The block grammar, `words (';' | '{' statements '}')`, in Boost.Spirit X3. It knows shapes, never words,
// and tells a listener what it meets in order of the text. The listener keeps the nesting, so that no depth
// of blocks can exhaust the stack.

#include <cstdint>
#include <string_view>

#include "dsl/ast.hpp"

namespace dsl {

/// Bytes of the text.
struct Range {
    std::uint32_t begin = 0, end = 0;
};

/// What happens while a text is read.
class GrammarListener {
public:
    virtual ~GrammarListener() = default;
    virtual bool wants_more() const = 0; ///< false: read no further
    virtual void on_comment(Range range) = 0;
    virtual void on_word(Range range, Word::Form form) = 0; ///< with its quotes
    virtual void on_unclosed_quote(Range range, Word::Form form) = 0;
    virtual void on_end(Range semicolon) = 0; ///< words, then `;`
    virtual void on_missing_end() = 0;        ///< words, then `}` or the end of the file
    virtual void on_open(Range brace) = 0;    ///< words, then `{`
    virtual void on_close(Range brace) = 0;
    virtual void on_lone_semicolon(Range semicolon) = 0; ///< `;` without words
    virtual void on_lone_open(Range brace) = 0;          ///< `{` without words
};

/// Reads all of `text`, as far as the listener wants it.
void read(std::string_view text, GrammarListener& listener);

} // namespace dsl
