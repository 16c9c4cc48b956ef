#pragma once
// The pages of VN03xx: failures, claims, observations, expectations.

#include <vector>

#include "dsl/pages.hpp"

namespace lower {

const std::vector<dsl::Page>& pages();

} // namespace lower
