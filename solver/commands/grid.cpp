// See the header. A column is empty when nothing but its heading (the first row) has a text.
#include "solver/commands/grid.hpp"

#include <algorithm>

#include "solver/reports/words.hpp"

namespace commands {

std::string grid(const std::vector<std::vector<std::string>>& rows, const std::string& indent) {
    std::vector<std::size_t> width(rows.empty() ? 0 : rows.front().size());
    std::vector<bool> used(width.size());
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < width.size(); ++c) {
            width[c] = std::max(width[c], reports::columns(rows[r][c]));
            used[c] = used[c] || (r > 0 && !rows[r][c].empty());
        }
    std::string text;
    for (const std::vector<std::string>& row : rows) {
        std::string line = indent;
        for (std::size_t c = 0; c < width.size(); ++c)
            if (used[c])
                line += reports::padded(row[c], width[c]) + "  ";
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

} // namespace commands
