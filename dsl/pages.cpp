// The pages of VN00xx, put together.

#include "dsl/pages.hpp"

#include <algorithm>

#include "dsl/page_lists.hpp"

namespace dsl {

const std::vector<Page>& pages() {
    static const std::vector<Page> all = [] {
        std::vector<Page> sorted = pages_of_files();
        for (const auto* more : {&pages_of_words(), &pages_of_loops(), &pages_of_imports()})
            sorted.insert(sorted.end(), more->begin(), more->end());
        std::sort(sorted.begin(), sorted.end(), [](const Page& a, const Page& b) { return a.code < b.code; });
        return sorted;
    }();
    return all;
}

} // namespace dsl
