#pragma once
// Tables as `az … -o table` and PowerShell print them: a line of headers, a line of dashes under them, rows.
// The dashes say where columns are; a cell belongs to the column whose dashes it stands under.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/imports/paste.hpp"
#include "dsl/imports/reading.hpp"

namespace dsl::imports {

/// One row: cells by header, the header in lower case without blanks (`nexthopip`).
class DashedRow {
public:
    std::string_view line;
    /// The cell as one text; empty if there is none.
    std::string_view cell(std::string_view header) const;
    /// The first cell that is there of several spellings of a header.
    std::string_view cell(std::initializer_list<std::string_view> headers) const;
    void add(const std::string& header, std::string_view word);

private:
    std::map<std::string, std::string_view, std::less<>> cells_;
};

/// Does the paste hold a table with at least these headers? Each is one spelling, or several with `|`
/// between.
bool has_dashed_table(const Paste& paste, std::initializer_list<std::string_view> headers);
/// Reads the rows of all tables in the paste. Lines before the first, prompts and blank lines are no rows; a
/// row whose cells stand under no column is rejected.
void read_dashed_table(const Paste& paste, Reading& reading,
                       const std::function<void(const DashedRow&)>& use);
/// Is this a line somebody typed, `user@host> show route`, `PS C:\> Get-…`, `$ az …`?
bool is_prompt(std::string_view line);

} // namespace dsl::imports
