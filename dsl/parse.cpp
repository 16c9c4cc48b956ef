// Builds the tree from what the grammar tells. The blocks that are open stand in a vector, not on the call
// stack.

#include "dsl/parse.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "dsl/encoding.hpp"
#include "dsl/grammar.hpp"
#include "dsl/unclosed.hpp"

namespace dsl {

namespace {

constexpr std::size_t deepest = 200;
constexpr std::size_t most_errors = 100;

class TreeBuilder final : public GrammarListener {
public:
    TreeBuilder(std::string_view text, std::uint32_t file, Diagnostics& diagnostics)
        : text_(text), diagnostics_(diagnostics), indentation_(text) {
        tree_.file = file;
    }

    bool wants_more() const override { return !stopped_; }
    void on_comment(Range range) override;
    void on_word(Range range, Word::Form form) override;
    void on_unclosed_quote(Range range, Word::Form form) override;
    void on_end(Range semicolon) override;
    void on_missing_end() override;
    void on_open(Range brace) override { open(brace); }
    void on_close(Range brace) override;
    void on_lone_semicolon(Range semicolon) override;
    void on_lone_open(Range brace) override;
    File finish();

private:
    enum class Last { nothing, word, end, open, close };

    Span span(Range range) const { return {tree_.file, range.begin, range.end}; }
    void error(std::string code, Span where, std::string message, std::string hint = {});
    std::size_t line_ends_since_last(std::uint32_t begin) const;
    bool blank_line_before(std::uint32_t begin, bool first) const;
    std::vector<Statement>& here() { return open_.empty() ? tree_.statements : open_.back().block; }
    void note_token(Range range, Last last) { last_end_ = range.end, last_ = last; }
    void take_pending_comments(std::vector<Comment>& into);
    void open(Range brace);
    void end_statement(std::uint32_t end);
    void report_unclosed();

    std::string_view text_;
    Diagnostics& diagnostics_;
    File tree_;
    std::vector<Statement> open_;  // the blocks that are open, outermost first; wordless: to be dropped
    Statement current_;            // the statement whose words are being read
    std::vector<Comment> pending_; // comments that await their statement
    std::uint32_t last_end_ = 0;   // where the last token or comment ended
    Last last_ = Last::nothing;
    std::size_t errors_ = 0;
    bool stopped_ = false;
    Indentation indentation_;
};

void TreeBuilder::error(std::string code, Span where, std::string message, std::string hint) {
    if (stopped_)
        return;
    diagnostics_.error(std::move(code), where, std::move(message), std::move(hint));
    if (++errors_ < most_errors)
        return;
    diagnostics_.error("VN0010", where,
                       fmt::format("{} errors; the rest of the file is not read", most_errors));
    stopped_ = true;
}

std::size_t TreeBuilder::line_ends_since_last(std::uint32_t begin) const {
    const std::string_view between = text_.substr(last_end_, begin - last_end_);
    return static_cast<std::size_t>(std::count(between.begin(), between.end(), '\n'));
}

bool TreeBuilder::blank_line_before(std::uint32_t begin, bool first) const {
    return !first && line_ends_since_last(begin) >= 2;
}

void TreeBuilder::on_comment(Range range) {
    std::string_view text = text_.substr(range.begin, range.end - range.begin);
    text = text.substr(0, text.find_last_not_of(" \t\r") + 1);
    Comment comment{std::string(text),
                    span({range.begin, range.begin + static_cast<std::uint32_t>(text.size())})};
    const bool same_line = line_ends_since_last(range.begin) == 0;
    comment.own_line = !same_line || last_ == Last::nothing;
    if (same_line && last_ == Last::open && !open_.empty()) {
        open_.back().opening.push_back(std::move(comment));
    } else if (same_line && (last_ == Last::end || last_ == Last::close) && !here().empty()) {
        std::vector<Comment>& after = here().back().after;
        if (after.empty())
            after.push_back(std::move(comment));
        else
            after.back().text += "  " + comment.text; // behind a superfluous `;`: they stand on one line once it is gone
    } else {
        const bool first = here().empty() && pending_.empty() && current_.words.empty();
        comment.own_line = true;
        comment.blank_line_before = current_.words.empty() && blank_line_before(range.begin, first);
        pending_.push_back(std::move(comment));
    }
    last_end_ = range.end;
}

void TreeBuilder::take_pending_comments(std::vector<Comment>& into) {
    into.insert(into.end(), std::make_move_iterator(pending_.begin()),
                std::make_move_iterator(pending_.end()));
    pending_.clear();
}

void TreeBuilder::on_word(Range range, Word::Form form) {
    if (current_.words.empty()) {
        indentation_.on_statement(range.begin);
        current_.span.file = tree_.file;
        current_.span.begin = range.begin;
        current_.blank_line_before = blank_line_before(range.begin, here().empty() && pending_.empty());
    }
    const std::uint32_t quotes = form == Word::Form::plain ? 0 : form == Word::Form::quoted ? 1 : 3;
    const std::string_view text = text_.substr(range.begin + quotes, range.end - range.begin - 2 * quotes);
    if (form == Word::Form::plain)
        if (const auto found = find_look_alike(text))
            error("VN0011", span({range.begin + found->begin, range.begin + found->end}), found->message,
                  found->hint);
    current_.words.push_back({std::string(text), span(range), form});
    note_token(range, Last::word);
}

void TreeBuilder::on_unclosed_quote(Range range, Word::Form form) {
    const bool pasted = form == Word::Form::pasted;
    const std::uint32_t length = pasted ? 3 : 1;
    error("VN0009", span({range.begin, range.begin + length}),
          pasted ? "`\"\"\"` is never closed" : "a quote is not closed on its line",
          pasted ? "add `\"\"\"` behind the pasted text"
                 : "add `\"`; text of several lines stands in `\"\"\"`");
    stopped_ = stopped_ || pasted;
    if (current_.words.empty()) {
        current_.span = span(range);
        current_.blank_line_before = blank_line_before(range.begin, here().empty() && pending_.empty());
    }
    const std::string_view text = text_.substr(range.begin + length, range.end - range.begin - length);
    current_.words.push_back({std::string(text), span(range), form});
    note_token(range, Last::word);
    const bool ends_line = range.end == text_.size() || text_[range.end] == '\n';
    if (pasted || !ends_line)
        return;
    // Whatever should have ended the statement was most likely lost with the quote.
    end_statement(range.end);
    last_ = Last::nothing;
}

void TreeBuilder::end_statement(std::uint32_t end) {
    current_.span.end = end;
    take_pending_comments(current_.before);
    here().push_back(std::move(current_));
    current_ = {};
}

void TreeBuilder::on_end(Range semicolon) {
    if (current_.words.empty())
        return; // an unclosed quote has ended it
    end_statement(semicolon.end);
    note_token(semicolon, Last::end);
}

void TreeBuilder::on_missing_end() {
    if (current_.words.empty())
        return;
    const Span word = current_.words.back().span;
    error("VN0004", word,
          fmt::format("missing `;` after `{}`", text_.substr(word.begin, word.end - word.begin)),
          "every statement ends in `;` or in a block");
    end_statement(word.end);
}

void TreeBuilder::open(Range brace) {
    if (open_.size() == deepest) {
        error("VN0010", span(brace), fmt::format("blocks nested more than {} deep", deepest),
              "is a `}` missing further up?");
        stopped_ = true;
        return;
    }
    take_pending_comments(current_.before);
    current_.has_block = true;
    const std::size_t next = text_.find_first_not_of(" \t\r", brace.end);
    current_.broken = next != std::string_view::npos && (text_[next] == '\n' || text_[next] == '#');
    const std::uint32_t begin = current_.words.empty() ? brace.begin : current_.span.begin;
    indentation_.on_open(begin, brace);
    open_.push_back(std::move(current_));
    current_ = {};
    note_token(brace, Last::open);
}

void TreeBuilder::on_lone_open(Range brace) {
    error("VN0008", span(brace), "a block without a word before it", "name what the block describes");
    open(brace);
}

void TreeBuilder::on_close(Range brace) {
    if (open_.empty()) {
        error("VN0006", span(brace), "`}` closes nothing", "remove it, or look for a `{` missing further up");
        note_token(brace, Last::nothing);
        return;
    }
    indentation_.on_close(brace.begin);
    Statement closed = std::move(open_.back());
    open_.pop_back();
    take_pending_comments(closed.closing);
    closed.span.end = brace.end;
    const bool named = !closed.words.empty();
    if (named)
        here().push_back(std::move(closed));
    note_token(brace, named ? Last::close : Last::nothing);
}

void TreeBuilder::on_lone_semicolon(Range semicolon) {
    if (last_ == Last::close)
        diagnostics_.warning("VN0007", span(semicolon), "`;` after `}`",
                             "remove it: a block ends in `}` alone");
    else
        error("VN0007", span(semicolon), "nothing stands before this `;`", "remove it");
    last_end_ = semicolon.end;
}

void TreeBuilder::report_unclosed() {
    for (const Indentation::Guess& guess : indentation_.unclosed()) {
        std::vector<Label> also;
        if (guess.noticed)
            also.push_back({span(*guess.noticed), "the indentation says that it ends before this"});
        diagnostics_.error("VN0005", span(guess.brace), "this block is never closed", "missing `}`",
                           std::move(also));
    }
}

File TreeBuilder::finish() {
    if (!stopped_)
        report_unclosed();
    while (!open_.empty()) {
        Statement unclosed = std::move(open_.back());
        open_.pop_back();
        unclosed.span.end = static_cast<std::uint32_t>(text_.size());
        if (!unclosed.words.empty())
            here().push_back(std::move(unclosed));
    }
    take_pending_comments(tree_.closing);
    if (tree_.statements.empty() && errors_ == 0 && !stopped_)
        error("VN0003", span({0, 0}), "nothing stands in this file",
              "describe a network, or name another file");
    return std::move(tree_);
}

} // namespace

File parse(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics) {
    const std::string_view text = sources.text(file);
    if (const auto found = find_blemish(text)) {
        diagnostics.error("VN0002", {file, found->begin, found->end}, found->message, found->hint);
        File nothing;
        nothing.file = file;
        return nothing;
    }
    TreeBuilder builder(text, file, diagnostics);
    read(text, builder);
    return builder.finish();
}

} // namespace dsl
