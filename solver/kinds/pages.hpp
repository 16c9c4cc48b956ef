#pragma once
// The pages of VN01xx: names, and the kinds that belong to no vendor. Those of the cloud are in
// `cloud_pages.hpp`.

#include <vector>

#include "dsl/pages.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages();
/// Parts of them.
const std::vector<dsl::Page>& pages_of_ospf();
const std::vector<dsl::Page>& pages_of_bgp();

} // namespace kinds
