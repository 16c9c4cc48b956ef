#pragma once
// Writing what a run found: complete, or not at all.

#include <string>
#include <string_view>

namespace reports {

/// Writes `text` to the file: through a temporary file beside it that is renamed when complete, so that a
/// reader never meets half a report. What exists and is no ordinary file (a pipe, a device) is written to
/// directly. Gives the reason if it cannot be done, else nothing.
std::string write_file(const std::string& path, std::string_view text);

/// Writes `text` to an open descriptor (1: standard output). The reason if it cannot be done, else nothing.
std::string write_descriptor(int descriptor, std::string_view text);

} // namespace reports
