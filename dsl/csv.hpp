#pragma once
// Tables as text: comma-separated values of RFC 4180, with a header row. Fields stand between commas, or in
// quotes (`""` for a quote; commas and line ends inside are part of the field); rows end in LF or CR LF.
// Blanks around a field without quotes are not part of it, and empty lines are no rows.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace dsl {

struct Csv {
    struct Field {
        std::string text; ///< quotes and blanks around it removed
        Span span;
    };
    struct Row {
        std::vector<Field> fields; ///< as many as there are columns
        Span span;                 ///< without its line end
    };
    std::vector<Field> columns; ///< empty if the text could not be read
    std::vector<Row> rows;      ///< well-formed ones; the others are reported
};

/// Reads the text of `file`. Reported: text that is not UTF-8, a missing header, empty and doubled column
/// names, rows of another length than the header, quotes that are not closed or stand inside a field.
Csv read_csv(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics);

} // namespace dsl
