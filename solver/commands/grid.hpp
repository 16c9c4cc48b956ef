#pragma once
// Aligned columns for tables on a terminal.

#include <string>
#include <vector>

namespace commands {

/// The rows with their columns aligned, two blanks between, `indent` before each; empty columns are left out.
std::string grid(const std::vector<std::vector<std::string>>& rows, const std::string& indent);

} // namespace commands
