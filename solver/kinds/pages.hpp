#pragma once
// The pages of every code that kinds report: VN01xx here, VN02xx (the cloud's) in `cloud_pages.cpp`.

#include <vector>

#include "dsl/pages.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages();

} // namespace kinds
