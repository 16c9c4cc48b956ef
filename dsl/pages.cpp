// The pages of VN00xx.

#include "dsl/pages.hpp"

namespace dsl {

const std::vector<Page>& pages() {
    static const std::vector<Page> all = {};
    return all;
}

}  // namespace dsl
