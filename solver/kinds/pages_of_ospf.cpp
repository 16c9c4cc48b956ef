// The pages of OSPF's words. The tests run both examples of each.

#include "solver/kinds/pages.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages_of_ospf() {
    static const std::vector<dsl::Page> all = {
        {"VN0122", "an OSPF statement that cannot be read",
         "A link runs OSPF with `ospf area 0;`, at cost 10, or `ospf area 0 cost N;`, N from 1 to 65535; `cost A N B N` "
         "gives each end its own. A router tells the area of other routes with `redistribute bgp|static|connected into "
         "ospf [metric N] [type 1|2] [only P...];` (metric 20, type 2) and `originate-default ospf [always] [metric "
         "N];` (metric 1, type 2). What a router owns is told without more.",
         "router a;\nrouter b;\nlink a b { ospf area 0 metric 5; }\n",
         "router a;\nrouter b;\nlink a b { ospf area 0 cost 5; }\n"},
        {"VN0123", "an OSPF area other than 0",
         "One area is modelled, the backbone. In several areas routes between them are preferred differently (RFC 2328 "
         "§11) and area borders filter, so reading them as one could be wrong both ways.",
         "router a;\nrouter b;\nlink a b { ospf area 7; }\n", "router a;\nrouter b;\nlink a b { ospf area 0; }\n"},
        {"VN0124", "OSPF where it cannot run",
         "Two routers, firewalls or appliances become OSPF neighbours over a link that carries packets both ways. "
         "Virtual networks and gateways do not speak OSPF.",
         "router a;\nrouter b;\nlink a b { one-way; ospf area 0; }\n",
         "router a;\nrouter b;\nlink a b { ospf area 0; }\n"},
        {"VN0125", "redistribution without OSPF",
         "`redistribute` and `originate-default` speak of a router of the area: one with a link that runs OSPF.",
         "router a { static 10.9.0.0/16 discard; redistribute static into ospf; }\nrouter b;\nlink a b;\n",
         "router a { static 10.9.0.0/16 discard; redistribute static into ospf; }\nrouter b;\n"
         "link a b { ospf area 0; }\n"},
        {"VN0126", "redistribution through a policy",
         "Policies decide about BGP routes on sessions. Which prefixes are redistributed is said with `only P...`, each "
         "prefix `exact`, `or-longer` or with `length N-M`, as in a policy's `match prefix`.",
         "router a { static 10.9.0.0/16 discard; redistribute static into ospf policy p; }\nrouter b;\n"
         "policy p { match prefix 10.9.0.0/16; accept; }\nlink a b { ospf area 0; }\n",
         "router a { static 10.9.0.0/16 discard; redistribute static into ospf only 10.9.0.0/16; }\nrouter b;\n"
         "link a b { ospf area 0; }\n"},
        {"VN0127", "redistribution of a route that OSPF may override",
         "A static route of a distance above OSPF's 110 is installed, and redistributed, only while no other router "
         "tells the area of the prefix; two routers that do this to each other end up as whoever was first. That is not "
         "modelled. A distance of up to 110 is; so is a floating route that is not redistributed.",
         "router a { static 10.9.0.0/16 discard distance 250; redistribute static into ospf; }\nrouter b;\n"
         "link a b { ospf area 0; }\n",
         "router a { static 10.9.0.0/16 discard distance 110; redistribute static into ospf; }\nrouter b;\n"
         "link a b { ospf area 0; }\n"},
        {"VN0128", "an announcement that nothing backs",
         "On a router that runs OSPF, `originate P` announces P while a static route to exactly P is up, or while OSPF "
         "reaches another router of the area that owns exactly P: BGP's `network` statement. What is only redistributed "
         "into OSPF does not count in this model, since it could depend on the announcement itself. Where neither can "
         "ever be, the line would say nothing.",
         "router a { asn 65001; originate 10.9.0.0/16; }\nrouter b { owns 10.9.1.0/24; }\nlink a b { ospf area 0; }\n",
         "router a { asn 65001; originate 10.9.0.0/16; static 10.9.0.0/16 discard; }\nrouter b { owns 10.9.1.0/24; }\n"
         "link a b { ospf area 0; }\n"},
    };
    return all;
}

} // namespace kinds
