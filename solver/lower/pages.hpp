#pragma once
// The pages of VN03xx: failures, claims, observations, expectations.

#include <vector>

#include "dsl/pages.hpp"

namespace lower {

const std::vector<dsl::Page>& pages();
/// Some of them: those of observed effective routes.
const std::vector<dsl::Page>& effective_pages();

} // namespace lower
