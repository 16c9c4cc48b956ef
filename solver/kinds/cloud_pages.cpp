// The pages of VN02xx, put together.

#include "solver/kinds/cloud_pages.hpp"

#include <algorithm>

#include "solver/kinds/cloud_page_lists.hpp"

namespace kinds {

const std::vector<dsl::Page>& cloud_pages() {
    static const std::vector<dsl::Page> all = [] {
        std::vector<dsl::Page> sorted = pages_of_gateways();
        for (const auto* more : {&pages_of_subnets(), &pages_of_tables(), &pages_of_route_servers()})
            sorted.insert(sorted.end(), more->begin(), more->end());
        std::ranges::sort(sorted, {}, &dsl::Page::code);
        return sorted;
    }();
    return all;
}

} // namespace kinds
