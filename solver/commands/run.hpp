#pragma once
// From the words behind the program's name to its exit code.

#include <string>
#include <vector>

namespace commands {

/// Never throws; whatever goes wrong is said on standard error and becomes the exit code.
int run(const std::vector<std::string>& arguments);

} // namespace commands
