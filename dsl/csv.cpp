// One pass over the text. An error inside a row costs that row; after twenty of them nobody reads on.

#include "dsl/csv.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "dsl/encoding.hpp"

namespace dsl {

namespace {

constexpr std::size_t most_errors = 20;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

class CsvReader {
public:
    CsvReader(std::string_view text, std::uint32_t file, Diagnostics& diagnostics)
        : text_(text), file_(file), diagnostics_(diagnostics) {}

    Csv read() {
        Csv csv;
        read_header(csv);
        for (skip_empty_lines(); !csv.columns.empty() && at_ < text_.size() && errors_ < most_errors;
             skip_empty_lines())
            read_row(csv);
        return csv;
    }

private:
    Span span(std::size_t begin, std::size_t end) const {
        return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }
    bool at_line_end() const {
        return at_ == text_.size() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
    }
    void skip_line_end() {
        at_ += at_ < text_.size() && text_[at_] == '\r' ? 1 : 0;
        at_ += at_ < text_.size() ? 1 : 0;
    }
    void error(std::string code, Span where, std::string message, std::string hint) {
        diagnostics_.error(std::move(code), where, std::move(message), std::move(hint));
        if (++errors_ == most_errors)
            diagnostics_.error("VN0042", where,
                               fmt::format("{} errors; the rest of the table is not read", most_errors));
    }

    void skip_empty_lines() {
        for (;;) {
            const std::size_t line = at_;
            while (at_ < text_.size() && is_blank(text_[at_]))
                ++at_;
            if (at_ == text_.size())
                return;
            if (!at_line_end()) {
                at_ = line;
                return;
            }
            skip_line_end();
        }
    }

    /// A field in quotes, from its opening quote on. False if it is not closed.
    bool read_quoted(Csv::Field& field) {
        const std::size_t begin = at_++;
        for (;; ++at_) {
            const std::size_t quote = text_.find('"', at_);
            field.text += text_.substr(at_, quote - at_);
            if (quote == std::string_view::npos) {
                error("VN0042", span(begin, begin + 1), "a quote is never closed",
                      "a quote inside a field is written `\"\"`");
                at_ = text_.size();
                return false;
            }
            at_ = quote + 1;
            if (at_ == text_.size() || text_[at_] != '"')
                break;
            field.text += '"';
        }
        field.span = span(begin, at_);
        while (at_ < text_.size() && is_blank(text_[at_]))
            ++at_;
        if (at_line_end() || text_[at_] == ',')
            return true;
        error("VN0042", span(at_, at_ + 1), "text behind a closing quote",
              "a quote inside a field is written `\"\"`");
        return false;
    }

    /// A field without quotes, up to a comma or the end of the line. False if a quote stands in it.
    bool read_plain(Csv::Field& field) {
        const std::size_t begin = at_;
        while (!at_line_end() && text_[at_] != ',' && text_[at_] != '"')
            ++at_;
        std::size_t end = at_;
        while (end > begin && is_blank(text_[end - 1]))
            --end;
        field.text = text_.substr(begin, end - begin);
        field.span = span(begin, end);
        if (at_line_end() || text_[at_] == ',')
            return true;
        error("VN0042", span(at_, at_ + 1), "a quote inside a field",
              "put the whole field in quotes, and write `\"\"` for this one");
        return false;
    }

    /// The fields up to the end of the line; false, and on the next line, if they cannot be read.
    bool read_fields(std::vector<Csv::Field>& fields) {
        for (;;) {
            while (at_ < text_.size() && is_blank(text_[at_]))
                ++at_;
            Csv::Field& field = fields.emplace_back();
            const bool quoted = at_ < text_.size() && text_[at_] == '"';
            if (!(quoted ? read_quoted(field) : read_plain(field))) {
                while (!at_line_end())
                    ++at_;
                skip_line_end();
                return false;
            }
            if (at_line_end()) {
                skip_line_end();
                return true;
            }
            ++at_; // the comma
        }
    }

    void read_header(Csv& csv) {
        skip_empty_lines();
        if (at_ == text_.size())
            return error("VN0043", span(0, 0), "this table has no header",
                         "the first line names the columns, as in `name,prefix`");
        if (!read_fields(csv.columns))
            return csv.columns.clear();
        std::unordered_map<std::string_view, const Csv::Field*> seen;
        for (const Csv::Field& column : csv.columns) {
            const auto [first, fresh] = seen.try_emplace(column.text, &column);
            if (column.text.empty())
                error("VN0043", column.span, "a column without a name",
                      "name it, or remove a comma too many");
            else if (!fresh)
                diagnostics_.error(
                    "VN0043", column.span, fmt::format("two columns are called `{}`", column.text),
                    "give one of them another name", {{first->second->span, "the first is here"}});
        }
    }

    void read_row(Csv& csv) {
        Csv::Row row;
        row.fields.reserve(csv.columns.size());
        const std::size_t begin = at_;
        if (!read_fields(row.fields))
            return;
        row.span = span(begin, row.fields.back().span.end);
        if (row.fields.size() == csv.columns.size())
            csv.rows.push_back(std::move(row));
        else
            report_ragged(csv, row);
    }

    void report_ragged(const Csv& csv, const Csv::Row& row) {
        const std::size_t wanted = csv.columns.size(), got = row.fields.size();
        const auto plural = [](std::size_t n) { return n == 1 ? "" : "s"; };
        const Span where = got < wanted ? row.span : span(row.fields[wanted].span.begin, row.span.end);
        error("VN0044", where,
              fmt::format("this row has {} field{}, and the table has {} column{}", got, plural(got), wanted,
                          plural(wanted)),
              got < wanted ? fmt::format("`{}` is missing; an empty field is nothing between two commas",
                                         csv.columns[got].text)
                           : "a field that holds a comma stands in quotes");
    }

    std::string_view text_;
    std::uint32_t file_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0, errors_ = 0;
};

} // namespace

Csv read_csv(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics) {
    const std::string_view text = sources.text(file);
    if (const auto found = find_blemish(text)) {
        diagnostics.error("VN0002", {file, found->begin, found->end}, found->message, found->hint);
        return {};
    }
    return CsvReader(text, file, diagnostics).read();
}

} // namespace dsl
