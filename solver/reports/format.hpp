#pragma once
// The open set of report formats. To add one: a file with its writer beside this, a line here and a line in
// `format.cpp`.

#include <string>
#include <string_view>
#include <vector>

#include "solver/reports/ink.hpp"
#include "solver/reports/run.hpp"

namespace reports {

/// How a report is to be written.
struct Style {
    Ink ink;
    bool statistics = false; ///< `--stats`
};

struct Format {
    std::string_view name;     ///< `--format NAME`
    std::string_view sentence; ///< for `verify list formats`
    bool machine = false;      ///< read by programs: text for people then keeps away from the same stream
    /// All files of one command line, in order; never empty.
    std::string (*write)(const std::vector<Run>& runs, const Style& style);
};

const std::vector<Format>& formats();
/// Null if there is none of that name.
const Format* find_format(std::string_view name);

std::string write_text(const std::vector<Run>& runs, const Style& style);
std::string write_json(const std::vector<Run>& runs, const Style& style);

} // namespace reports
