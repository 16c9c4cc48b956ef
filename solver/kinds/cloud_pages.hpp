#pragma once
// The pages of VN02xx: what the cloud refuses, and what is wrong with a text about it.

#include <vector>

#include "dsl/pages.hpp"

namespace kinds {

const std::vector<dsl::Page>& cloud_pages();

}  // namespace kinds
