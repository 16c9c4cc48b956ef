// The canonical form: two columns per level, one blank between words. A block stands on one line if its
// author wrote it so, it fits, and it holds no comment and no blank line. Long statements are never wrapped.

#include "dsl/print.hpp"

#include <algorithm>
#include <optional>

namespace dsl {

namespace {

constexpr std::size_t columns = 110;

void append(std::string& line, const Word& word) {
    const std::string_view quotes = word.form == Word::Form::plain    ? ""
                                    : word.form == Word::Form::quoted ? "\""
                                                                      : "\"\"\"";
    line.append(quotes).append(word.text).append(quotes);
}

std::string words(const Statement& statement) {
    std::string line;
    for (const Word& word : statement.words) {
        if (!line.empty())
            line.push_back(' ');
        append(line, word);
    }
    return line;
}

std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

/// The statement on one line, without what stands before and after it, if it may and fits `room` columns.
std::optional<std::string> on_one_line(const Statement& statement, std::size_t room) {
    if (statement.broken && !statement.block.empty())
        return std::nullopt;
    if (!statement.opening.empty() || !statement.closing.empty())
        return std::nullopt;
    std::string line = words(statement);
    if (line.find('\n') != std::string::npos)
        return std::nullopt;
    if (!statement.has_block)
        return line + ";";
    if (statement.block.empty())
        return line + " {}";
    line += " {";
    for (const Statement& part : statement.block) {
        const std::size_t taken = width(line) + 3;
        if (taken > room || part.blank_line_before || !part.before.empty() || !part.after.empty())
            return std::nullopt;
        const auto inner = on_one_line(part, room - taken);
        if (!inner)
            return std::nullopt;
        line += " " + *inner;
    }
    line += " }";
    return width(line) <= room ? std::optional(line) : std::nullopt;
}

/// Writes statements and their comments, line by line.
class Printer {
public:
    std::string text;

    void statements(const std::vector<Statement>& all, std::size_t indentation) {
        for (const Statement& statement : all)
            print(statement, indentation, &statement == &all.front());
    }

    void comments(const std::vector<Comment>& all, std::size_t indentation, bool first) {
        for (const Comment& comment : all) {
            if (comment.blank_line_before && !first)
                text += '\n';
            first = false;
            indent(indentation);
            text += comment.text + "\n";
        }
    }

private:
    void indent(std::size_t indentation) { text.append(indentation, ' '); }

    void same_line(const std::vector<Comment>& all) {
        for (const Comment& comment : all)
            text += "  " + comment.text;
        text += '\n';
    }

    void print(const Statement& statement, std::size_t indentation, bool first) {
        comments(statement.before, indentation, first);
        if (statement.blank_line_before && !(first && statement.before.empty()))
            text += '\n';
        indent(indentation);
        const std::size_t room = columns > indentation ? columns - indentation : 0;
        if (const auto line = on_one_line(statement, room))
            text += *line;
        else if (statement.has_block)
            block(statement, indentation);
        else
            text += words(statement) + ";";
        same_line(statement.after);
    }

    void block(const Statement& statement, std::size_t indentation) {
        text += words(statement) + " {";
        same_line(statement.opening);
        statements(statement.block, indentation + 2);
        comments(statement.closing, indentation + 2, statement.block.empty());
        indent(indentation);
        text += '}';
    }
};

bool same(const std::vector<Comment>& a, const std::vector<Comment>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Comment& x, const Comment& y) {
        return x.text == y.text && x.own_line == y.own_line && x.blank_line_before == y.blank_line_before;
    });
}

bool same(const std::vector<Word>& a, const std::vector<Word>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Word& x, const Word& y) { return x.text == y.text && x.form == y.form; });
}

bool same(const std::vector<Statement>& a, const std::vector<Statement>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Statement& x, const Statement& y) {
        return same(x.words, y.words) && x.has_block == y.has_block && same(x.block, y.block) &&
               same(x.before, y.before) && same(x.after, y.after) && same(x.opening, y.opening) &&
               same(x.closing, y.closing) && x.blank_line_before == y.blank_line_before;
    });
}

} // namespace

std::string print(const File& file) {
    Printer printer;
    printer.statements(file.statements, 0);
    printer.comments(file.closing, 0, file.statements.empty());
    return std::move(printer.text);
}

bool same_tree(const File& a, const File& b) {
    return same(a.statements, b.statements) && same(a.closing, b.closing);
}

} // namespace dsl
