// The pages of iBGP, reflectors, passive links and profiles. The tests run both examples of each.

#include "solver/kinds/pages.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages_of_bgp() {
    static const std::vector<dsl::Page> all = {
        {"VN0129", "iBGP between different ASs",
         "Routers of one AS number talk iBGP, and only they have meshes, reflectors and clients, and reflected routes "
         "that `next-hop-self all` could be about. Both AS numbers are shown: one of them is often misspelt.",
         "router rr { asn 65001; reflects-for ce; }\nrouter ce { asn 65002; }\nlink rr ce { ospf area 0; }\n",
         "router rr { asn 65001; reflects-for ce; }\nrouter ce { asn 65001; }\nlink rr ce { ospf area 0; }\n"},
        {"VN0130", "a mesh or a reflector that cannot be read",
         "`ibgp mesh NAME { members A B C; }` joins every two of its members, so it takes two or more, each once; "
         "members may be groups. `reflects-for A B C;` names each client once.",
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b { ospf area 0; }\n"
         "ibgp mesh core { members a b a; }\n",
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b { ospf area 0; }\n"
         "ibgp mesh core { members a b; }\n"},
        {"VN0131", "reflectors that are each other's clients in one cluster",
         "Two reflectors of different clusters may well be each other's clients. In one cluster each finds its own "
         "cluster in the list of what the other reflects, and drops it (RFC 4456 §8): the session brings no more than "
         "one without `client`.",
         "router a { asn 65001; cluster-id 1; }\nrouter b { asn 65001; cluster-id 1; }\nlink a b;\n"
         "bgp a b { at a { client; } at b { client; } }\n",
         "router a { asn 65001; cluster-id 1; }\nrouter b { asn 65001; cluster-id 2; }\nlink a b;\n"
         "bgp a b { at a { client; } at b { client; } }\n"},
        {"VN0150", "reflectors in a circle",
         "A reflects for B, B for C, and C for A again. Each passes on to its client what the one before sent, until the "
         "cluster list stops it where it was before (RFC 4456 §8). That stops the round, not the dependence: what each one "
         "tells its client hangs on what the one before told it, in a circle, and several outcomes may be stable. Reflectors "
         "form levels: those of one level talk without `client`.",
         "router a { asn 65001; reflects-for b; }\nrouter b { asn 65001; reflects-for c; }\n"
         "router c { asn 65001; reflects-for a; }\n"
         "link a b { ospf area 0; }\nlink b c { ospf area 0; }\n",
         "router a { asn 65001; reflects-for b c; }\nrouter b { asn 65001; reflects-for c; }\nrouter c { asn 65001; }\n"
         "link a b { ospf area 0; }\nlink b c { ospf area 0; }\n"},
        {"VN0132", "a next hop that never resolves",
         "iBGP passes a route on with the next hop it came with: the neighbour in the other AS (RFC 4271 §5.1.3). A router "
         "that cannot resolve it, by OSPF, over a link or by a route of its table (RFC 4271 §9.1.2.1), never uses the route. "
         "Either the border sends itself, with `next-hop-self;`, or OSPF tells of the link to the neighbour, with `ospf area 0 "
         "passive;` on that link, or a static route leads to the neighbour's address.",
         "router core { asn 65001; }\nrouter edge { asn 65001; }\nrouter isp { asn 65100; }\n"
         "link core edge { ospf area 0; }\nlink edge isp;\npolicy any { accept; }\n"
         "bgp core edge;\nbgp edge isp { at edge { import any; export any; } at isp { import any; export any; } }\n",
         "router core { asn 65001; }\nrouter edge { asn 65001; ibgp { next-hop-self; } }\nrouter isp { asn 65100; }\n"
         "link core edge { ospf area 0; }\nlink edge isp;\npolicy any { accept; }\n"
         "bgp core edge;\nbgp edge isp { at edge { import any; export any; } at isp { import any; export any; } }\n"},
        {"VN0133", "a passive link that OSPF does not know",
         "`ospf area 0 passive;` says that OSPF tells of a link and does not run over it: one end runs OSPF on its other "
         "links, the other does not at all. The cost is that of the end that does.",
         "router edge { asn 65001; }\nrouter isp { asn 65100; }\nlink edge isp { ospf area 0 passive; }\n",
         "router edge { asn 65001; }\nrouter isp { asn 65100; }\nrouter core;\nlink core edge { ospf area 0; }\n"
         "link edge isp { ospf area 0 passive; }\n"},
        {"VN0134", "a weight that the profile does not know",
         "Weight is Cisco's, and FRRouting's. A router of another profile ignores it, and so the line does nothing.",
         "router a { asn 65001; profile junos; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b { at a { weight 7; } }\n",
         "router a { asn 65001; profile ios; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b { at a { weight 7; } }\n"},
        {"VN0135", "options that contradict each other",
         "`compare-routerid` breaks ties by router id without looking at age, `prefer-older` by age first.",
         "router a { asn 65001; compare-routerid; prefer-older; }\n", "router a { asn 65001; compare-routerid; }\n"},
        {"VN0147", "a `local-as` that is no other",
         "`local-as` shows an eBGP peer another ASN than the router's own (RFC 7705). It cannot be the router's own, nor what the "
         "peer shows: then the session would be iBGP.",
         "router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\nbgp a b { at a { local-as 65002; } }\n",
         "router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\nbgp a b { at a { local-as 65009; } }\n"},
        {"VN0136", "a cluster of nobody",
         "`cluster-id` names the cluster that a reflector reflects for (RFC 4456 §7). Without clients it is never used.",
         "router a { asn 65001; cluster-id 7; }\n",
         "router a { asn 65001; cluster-id 7; reflects-for b; }\nrouter b { asn 65001; }\nlink a b { ospf area 0; }\n"},
        {"VN0137", "everything that BGP tells goes into OSPF",
         "`redistribute bgp into ospf` without `only`, on a router with an eBGP session without an import policy, tells "
         "the area of whatever that neighbour announces, a full table of the Internet included. Say which prefixes are "
         "meant, here or in the import policy.",
         "router a { asn 65001; redistribute bgp into ospf; }\nrouter b;\nrouter isp { asn 65100; }\n"
         "link a b { ospf area 0; }\nlink a isp;\nbgp a isp;\n",
         "router a { asn 65001; redistribute bgp into ospf only 10.9.0.0/16 or-longer; }\nrouter b;\n"
         "router isp { asn 65100; }\nlink a b { ospf area 0; }\nlink a isp;\nbgp a isp;\n"},
        {"VN0155", "what does nothing on iBGP",
         "`as-override`, `remove-private-as` and `replace-as` change the path that another AS is sent, and `next-hop-unchanged` "
         "keeps the next hop there. Between routers of one AS paths and next hops stay as they are (RFC 4271 §5.1.2, §5.1.3), "
         "and routers ignore these words.",
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b { at a { remove-private-as; } }\n",
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b;\n"},
        {"VN0156", "a session that the rules of its link refuse",
         "Rules of a link ask packets of hosts. Sessions over it are up whatever they say, since which rules ask a router's own "
         "packets differs between vendors. A list that lets no TCP to or from port 179 pass refuses the session on most of "
         "them. Where the file does not give the link's addresses they could be any.",
         "router a { asn 65001; }\nrouter b { asn 65001; }\n"
         "link a b { rule 10 allow tcp from any to any port 443; }\nbgp a b;\n",
         "router a { asn 65001; }\nrouter b { asn 65001; }\n"
         "link a b { rule 10 allow tcp from any to any port 443; rule 20 allow tcp from any to any port 179;\n"
         "  rule 30 allow tcp from any port 179 to any; }\nbgp a b;\n"},
        {"VN0152", "everything that OSPF tells, or every static route, goes into BGP",
         "`redistribute ospf into bgp` and `redistribute static into bgp` without `only` announce whatever comes to stand there "
         "later, to every neighbour whose export policy lets it pass. Say which prefixes are meant.",
         "router a { asn 65001; static 10.9.0.0/16 discard; redistribute static into bgp; }\n",
         "router a { asn 65001; static 10.9.0.0/16 discard; redistribute static into bgp only 10.9.0.0/16; }\n"},
        {"VN0153", "OSPF and BGP redistributed into each other",
         "A router that tells BGP of all that OSPF knows, and OSPF of all that BGP knows, tells each what it has of the other. With "
         "a second such router, a route comes back to where it began, and may win there. Each direction needs a list of its own.",
         "router a { asn 65001; redistribute ospf into bgp; redistribute bgp into ospf; }\nrouter b { owns 10.2.0.0/16; }\n"
         "link a b { ospf area 0; }\n",
         "router a { asn 65001; redistribute ospf into bgp only 10.2.0.0/16; redistribute bgp into ospf only 10.3.0.0/16; }\n"
         "router b { owns 10.2.0.0/16; }\nlink a b { ospf area 0; }\n"},
        {"VN0138", "a default route over a session without a link",
         "`originate-default;` tells one peer of 0.0.0.0/0, over a session that runs over a link. On sessions between "
         "loopbacks it is not modelled: the router may `originate 0.0.0.0/0;` and its exports say who hears it.",
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b { ospf area 0; }\n"
         "bgp a b { multihop; at a { originate-default; } }\n",
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b { ospf area 0; }\n"
         "bgp a b { at a { originate-default; } }\n"},
        {"VN0140", "a condition or an aggregate that cannot be read",
         "`originate P while route Q;` announces P only while the router's table has a route to exactly Q, `unless route Q` "
         "only while it has none; `bgp-route Q` asks its BGP table, installed or not. `static P via X while route Q;` is a "
         "tracked static route, `originate-default while route Q;` the same for one peer. `aggregate P [summary-only];` "
         "announces P while BGP has a route inside.",
         "router a { asn 65001; originate 10.1.0.0/16 while 10.2.0.0/16; }\nrouter b { asn 65002; owns 10.2.0.0/16; }\n"
         "link a b;\nbgp a b { at a { import p; export p; } at b { import p; export p; } }\npolicy p { accept; }\n",
         "router a { asn 65001; originate 10.1.0.0/16 while route 10.2.0.0/16; }\n"
         "router b { asn 65002; owns 10.2.0.0/16; }\n"
         "link a b;\nbgp a b { at a { import p; export p; } at b { import p; export p; } }\npolicy p { accept; }\n"},
        {"VN0141", "a condition that never holds",
         "Nothing in the file brings the route that the condition asks for: no router owns or originates it, and no static "
         "route leads to it. An aggregate needs a BGP route strictly inside its prefix.",
         "router a { asn 65001; aggregate 10.0.0.0/8; }\n",
         "router a { asn 65001; owns 10.1.0.0/16; aggregate 10.0.0.0/8; }\n"},
        {"VN0142", "a session over routes without an address",
         "`over-routes;` has a session go between addresses that static routes or BGP lead to, so each end needs one of its "
         "own: its `bgp-address`, a /32 that it owns, or the first address of what it owns.",
         "router a { asn 65001; owns 10.0.0.1/32; static 10.0.0.2/32 via b; }\nrouter b { asn 65001; static 10.0.0.1/32 via a; }\n"
         "link a b;\nbgp a b { over-routes; }\n",
         "router a { asn 65001; owns 10.0.0.1/32; static 10.0.0.2/32 via b; }\n"
         "router b { asn 65001; owns 10.0.0.2/32; static 10.0.0.1/32 via a; }\nlink a b;\nbgp a b { over-routes; }\n"},
    };
    return all;
}

} // namespace kinds
