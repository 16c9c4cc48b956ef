// The table of report formats.
#include "solver/reports/format.hpp"

#include <algorithm>

namespace reports {

const std::vector<Format>& formats() {
    static const std::vector<Format> table{
        {"text", "for people: what fails and why, first", false, write_text},
        {"json", "for programs: everything a run found; the schema is specs/report.schema.json", true,
         write_json},
    };
    return table;
}

const Format* find_format(std::string_view name) {
    auto found = std::ranges::find(formats(), name, &Format::name);
    return found == formats().end() ? nullptr : &*found;
}

} // namespace reports
