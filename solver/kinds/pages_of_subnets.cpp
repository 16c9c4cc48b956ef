// VN0223 to VN0249: what stands in subnets, and their tables.

#include "solver/kinds/cloud_page_lists.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages_of_subnets() {
    static const std::vector<dsl::Page> all = {
        {"VN0223", "an appliance does not say where it stands",
         "An appliance is a virtual machine: it stands in one subnet, with one address. Its packets leave "
         "over that "
         "subnet's table.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; ip-forwarding; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"},
        {"VN0224", "an address lies outside its subnet", "What stands in a subnet has an address of it.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.100; ip-forwarding; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"},
    };
    return all;
}

} // namespace kinds
