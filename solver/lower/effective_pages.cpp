// The pages of observed effective routes.

#include "solver/lower/pages.hpp"

namespace lower {

const std::vector<dsl::Page>& effective_pages() {
    static const std::vector<dsl::Page> all = {
        {"VN0326", "an unknown word in a row of effective routes",
         "A row is `PREFIX TYPE;` with what a printed table shows beside it: the type of the next hop "
         "(vnet-local, peering, gateway, appliance, internet or none), its addresses, `user` or `system` for "
         "who made "
         "the route, and `invalid` for a route that another one overrides. What a row does not say is not "
         "compared; "
         "only that the route is active is, unless it is `invalid`.",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\n"
         "observe effective-routes v/vm { 10.9.0.0/24 vnetlocal; }\n",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\n"
         "observe effective-routes v/vm { 10.9.0.0/24 vnet-local; }\n"},
        {"VN0327", "an address that the next hop cannot have",
         "Gateways have addresses, one for each that shares the load, and an appliance has one. The other "
         "types "
         "of next hop have none: the platform itself delivers, forwards or drops.",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\n"
         "observe effective-routes v/vm { 10.9.0.0/24 vnet-local 10.9.0.1; }\n",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\n"
         "observe effective-routes v/vm { 10.9.0.0/24 vnet-local; }\n"},
        {"VN0328", "effective routes that contradict themselves",
         "For one prefix at most one route is active, and a prefix is there or it is absent. Peering routes "
         "are the "
         "platform's own, routes to appliances are a route table's or come from a gateway. No network can "
         "agree with "
         "rows that say otherwise.",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\n"
         "observe effective-routes v/vm { 10.9.0.0/24 vnet-local; absent 10.9.0.0/24; }\n",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\n"
         "observe effective-routes v/vm { 10.9.0.0/24 vnet-local; absent 10.8.0.0/24; }\n"},
        {"VN0329", "effective routes of something that has none",
         "The platform shows effective routes of the network interfaces in a virtual network: name a host, "
         "an "
         "appliance or a subnet. What a router or a gateway has learned is `observe table NAME`.",
         "router a { owns 10.1.0.0/24; host pc 10.1.0.4; }\n"
         "observe effective-routes a/pc { 10.1.0.0/24; }\n",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\n"
         "observe effective-routes v/vm { 10.9.0.0/24; }\n"},
    };
    return all;
}

} // namespace lower
