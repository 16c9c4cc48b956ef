#pragma once
// The pages of `verify explain`: every layer's, and those of the command line itself (VN09xx).

#include <vector>

#include "dsl/pages.hpp"

namespace commands {

/// All pages, by code.
std::vector<dsl::Page> all_pages();

} // namespace commands
