// Columns of numbers are set to the right, and PowerShell's dashes are as long as the header only: so a word
// that stands under no dashes belongs to the column before it.

#include "dsl/imports/columns.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace dsl::imports {

namespace {

/// One column: its header, and where its dashes are.
struct Column {
    std::string header;
    std::size_t begin, end;
};

bool is_dashes(std::string_view line) {
    return line.find('-') != std::string_view::npos &&
           line.find_first_not_of("- \t") == std::string_view::npos;
}

/// The columns of a header over its dashes.
std::vector<Column> columns(std::string_view header, std::string_view dashes) {
    std::vector<Column> all;
    for (const std::string_view group : words(dashes)) {
        const auto begin = static_cast<std::size_t>(group.data() - dashes.data());
        all.push_back({"", begin, begin + group.size()});
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::size_t end = i + 1 < all.size() ? all[i + 1].begin : header.size();
        if (all[i].begin < header.size())
            all[i].header = plain(header.substr(all[i].begin, end - all[i].begin));
    }
    return all;
}

bool has_header(const std::vector<Column>& all, std::string_view spellings) {
    while (!spellings.empty()) {
        const std::size_t bar = std::min(spellings.find('|'), spellings.size());
        const std::string_view one = spellings.substr(0, bar);
        if (std::any_of(all.begin(), all.end(), [&](const Column& column) { return column.header == one; }))
            return true;
        spellings.remove_prefix(std::min(bar + 1, spellings.size()));
    }
    return false;
}

/// The column of a word at these places; none if it stands under two, or before all.
const Column* column_of(const std::vector<Column>& all, std::size_t begin, std::size_t end) {
    const Column* found = nullptr;
    for (const Column& column : all) {
        if (begin >= column.end || column.begin >= end)
            continue;
        if (found)
            return nullptr;
        found = &column;
    }
    for (const Column& column : all)
        if (!found && column.begin <= begin && (&column == &all.back() || begin < (&column + 1)->begin))
            return &column;
    return found;
}

std::optional<DashedRow> read_row(const std::vector<Column>& all, std::string_view line, Reading& reading) {
    DashedRow row;
    row.line = trimmed(line);
    for (const std::string_view word : words(line)) {
        const auto begin = static_cast<std::size_t>(word.data() - line.data());
        const Column* column = column_of(all, begin, begin + word.size());
        if (!column) {
            reading.reject(word, fmt::format("`{}` stands under no column of the table", word),
                           "paste the table as it was printed, its header and dashes with it");
            return std::nullopt;
        }
        row.add(column->header, word);
    }
    return row;
}

} // namespace

std::string_view DashedRow::cell(std::string_view header) const {
    const auto found = cells_.find(header);
    return found == cells_.end() ? std::string_view{} : found->second;
}

std::string_view DashedRow::cell(std::initializer_list<std::string_view> headers) const {
    for (const std::string_view header : headers)
        if (const std::string_view found = cell(header); !found.empty())
            return found;
    return {};
}

void DashedRow::add(const std::string& header, std::string_view word) {
    const auto [cell, fresh] = cells_.try_emplace(header, word);
    if (!fresh)
        cell->second = {cell->second.data(),
                        static_cast<std::size_t>(word.data() + word.size() - cell->second.data())};
}

bool is_prompt(std::string_view line) {
    return line.find_first_of(">$#") != std::string_view::npos || line.find("❯") != std::string_view::npos;
}

bool has_dashed_table(const Paste& paste, std::initializer_list<std::string_view> headers) {
    const auto& lines = paste.lines();
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        if (!is_dashes(lines[i + 1]) || is_dashes(lines[i]))
            continue;
        const auto all = columns(lines[i], lines[i + 1]);
        if (std::all_of(headers.begin(), headers.end(),
                        [&](std::string_view one) { return has_header(all, one); }))
            return true;
    }
    return false;
}

void read_dashed_table(const Paste& paste, Reading& reading,
                       const std::function<void(const DashedRow&)>& use) {
    const auto& lines = paste.lines();
    std::vector<Column> all;
    for (std::size_t i = 0; i < lines.size() && !reading.stopped(); ++i) {
        if (i + 1 < lines.size() && is_dashes(lines[i + 1]) && !is_dashes(lines[i])) {
            all = columns(lines[i], lines[i + 1]);
            ++i;
        } else if (!all.empty() && !lines[i].empty() && !is_prompt(lines[i])) {
            if (const auto row = read_row(all, lines[i], reading))
                use(*row);
        }
    }
}

} // namespace dsl::imports
