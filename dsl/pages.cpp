// The pages of VN00xx, put together.

#include "dsl/pages.hpp"

#include <algorithm>

#include "dsl/page_lists.hpp"

namespace dsl {

const std::vector<Page>& pages() {
    static const std::vector<Page> all = [] {
        std::vector<Page> sorted = pages_of_files();
        sorted.insert(sorted.end(), pages_of_words().begin(), pages_of_words().end());
        std::sort(sorted.begin(), sorted.end(), [](const Page& a, const Page& b) { return a.code < b.code; });
        return sorted;
    }();
    return all;
}

} // namespace dsl
