// The pages of OSPF's words. The tests run both examples of each.

#include "solver/kinds/pages.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages_of_ospf() {
    static const std::vector<dsl::Page> all = {
        {"VN0122", "an OSPF statement that cannot be read",
         "A link runs OSPF with `ospf area 0;`, at cost 10, or `ospf area 0 cost N;`, N from 1 to 65535; `cost A N B N` "
         "gives each end its own. An area is a number or has the form of an address. `ospf area 1 P...;` in a router says "
         "in which area it tells of prefixes that it owns, `ospf area 1 stub [no-summaries] [default-cost N];` at the top of "
         "the file that an area is a stub: once, of an area that has links and is not the backbone. A router tells the area of other routes with `redistribute bgp|static|connected into "
         "ospf [metric N] [type 1|2] [only P...];` (metric 20, type 2) and `originate-default ospf [always] [metric "
         "N];` (metric 1, type 2). What a router owns is told without more.",
         "router a;\nrouter b;\nlink a b { ospf area 0 metric 5; }\n",
         "router a;\nrouter b;\nlink a b { ospf area 0 cost 5; }\n"},
        {"VN0123", "an OSPF area that reaches only itself",
         "Routes go from one area to another through area 0, over routers that are in both (RFC 2328 §3). An area none of "
         "whose routers is in area 0 too neither learns nor tells anything; virtual links, which would mend it, are not "
         "modelled.",
         "router a;\nrouter b;\nrouter c;\nrouter d;\nlink a b { ospf area 0; }\nlink b c { ospf area 1; }\n"
         "link c d { ospf area 2; }\n",
         "router a;\nrouter b;\nrouter c;\nrouter d;\nlink a b { ospf area 0; }\nlink b c { ospf area 0; }\n"
         "link c d { ospf area 2; }\n"},
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
        {"VN0154", "external routes that begin in a stub",
         "A stub area takes in no external routes (RFC 2328 §3.6): a router whose areas are all stubs may redistribute, or "
         "originate a default route, and no other router hears of it. NSSAs (RFC 3101) are not modelled.",
         "router a { static 10.9.0.0/16 discard; redistribute static into ospf only 10.9.0.0/16; }\nrouter b;\nrouter c;\n"
         "link a b { ospf area 1; }\nlink b c { ospf area 0; }\nospf area 1 stub;\n",
         "router a { static 10.9.0.0/16 discard; redistribute static into ospf only 10.9.0.0/16; }\nrouter b;\nrouter c;\n"
         "link a b { ospf area 1; }\nlink b c { ospf area 0; }\n"},
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
