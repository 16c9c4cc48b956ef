#pragma once
// The parts of `cloud_pages`.

#include <vector>

#include "dsl/pages.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages_of_gateways();
const std::vector<dsl::Page>& pages_of_route_servers();
const std::vector<dsl::Page>& pages_of_subnets();
const std::vector<dsl::Page>& pages_of_tables();

} // namespace kinds
